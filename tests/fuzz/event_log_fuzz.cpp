// SPDX-License-Identifier: BSL-1.0
// Whatever the bytes of a log, packed or not: read or refused; what is read is whole, and what is
// written of it has as many events when it is read again.
#include "fuzzers.hpp"

#include <pangkas/error.hpp>
#include <pangkas/io/event_log.hpp>
#include <pangkas/process/hand_overs.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

namespace {

using namespace pangkas;

event_log read(const std::string& bytes) {
  log_options options;
  options.in_memory = [&](const std::string&) { return std::optional(bytes); };
  options.cases.case_type = "case";
  options.cases.resource_type = "resource";
  return read_event_log("fuzz", options).log;
}

void check(const event_log& log) {
  if (log.begin.back() != log.size() || log.offsets.size() != log.size()) std::abort();
  for (const event_column* column : {&log.activities, &log.resources, &log.roles, &log.groups}) {
    if (!column->empty() && column->entries.size() != log.size()) std::abort();
    for (const std::uint32_t entry : column->entries)
      if (entry != no_entry && entry >= column->names.size()) std::abort();
  }
  for (std::size_t c = 0; c < log.case_count(); ++c)
    if (log.begin[c] >= log.begin[c + 1]) std::abort();
}

}  // namespace

void fuzz::on_event_log(std::string_view input) {
  try {
    const event_log log = read(std::string(input));
    check(log);
    const log_summary summary = summary_of(log);
    if (summary.events != log.size()) std::abort();
    std::string written;
    write_event_log(log, [&](std::string_view piece) { written += piece; });
    if (log.size() != 0 && read(written).size() != log.size()) std::abort();
  } catch (const error&) {
  }
}
