// SPDX-License-Identifier: BSL-1.0
// Whatever the JSON: read, refused, or none of the forms; what is read is a table in UTF-8, and each
// of its rows is a position or has a finding.
#include <pangkas/error.hpp>
#include <pangkas/io/read.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  pangkas::read_options options;
  options.in_memory = [&](const std::string&) { return std::optional(text); };
  try {
    const auto read = pangkas::read_organisation(std::vector<std::string>{"fuzz"}, options);
    for (const pangkas::table_account& table : read.tables)
      if (table.rows != table.positions + table.job_shares + table.repeated + table.left_out_rows())
        std::abort();
  } catch (const pangkas::error&) {
  }
  return 0;
}
