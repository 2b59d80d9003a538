// SPDX-License-Identifier: BSL-1.0
// A log of events as XES and as a table: beside a bare pass of expat over the same bytes, and beside a
// scan for line feeds. The bar is four passes, and forty scans.
#include "benchmarks/support/contenders.hpp"
#include "benchmarks/support/texts.hpp"

#include <pangkas/io/event_log.hpp>
#include <pangkas/process/hand_overs.hpp>

#include <expat.h>

#include <cstddef>
#include <optional>
#include <random>
#include <stdexcept>
#include <string>
#include <string_view>

namespace pangkas::benchmarks {
namespace {

/// As many events as positions, ten a case.
event_log log_of(const service& s) {
  std::mt19937_64 random(1);
  event_log_builder builder;
  micros at = 1'400'000'000 * micros_a_second;
  for (std::size_t e = 0; e < s.organisation().size(); ++e) {
    event_row row;
    const std::string id = "case-" + std::to_string(e / 10);
    const std::string activity = "Declaration step " + std::to_string(random() % 20);
    const std::string who = "official " + std::to_string(random() % 500);
    row.case_id = id;
    row.activity = activity;
    row.resource = who;
    row.role = random() % 2 == 0 ? "SUPERVISOR" : "EMPLOYEE";
    row.time = {at += static_cast<micros>(random() % 3'600'000'000), 420, true};
    builder.add(row);
  }
  return std::move(builder).build();
}

const std::string& table_of_log(const service& s) {
  static prepared table([](const service& of) {
    std::string text;
    write_event_log(log_of(of), [&](std::string_view piece) { text += piece; });
    return text;
  });
  return table(s);
}

const std::string& xes_of_log(const service& s) {
  static prepared text([](const service& of) {
    const event_log log = log_of(of);
    std::string xes = "<?xml version=\"1.0\"?>\n<log>\n";
    const auto put = [&](const char* type, const char* key, std::string_view value) {
      xes += "\t\t\t<";
      xes += type;
      xes += " key=\"";
      xes += key;
      xes += "\" value=\"";
      xes += value;
      xes += "\"/>\n";
    };
    for (std::size_t c = 0; c < log.case_count(); ++c) {
      xes += "\t<trace>\n";
      put("string", "concept:name", log.cases[c]);
      for (std::uint32_t e = log.begin[c]; e < log.begin[c + 1]; ++e) {
        xes += "\t\t<event>\n";
        put("string", "concept:name", log.activities.text(e));
        put("string", "lifecycle:transition", "complete");
        put("string", "org:resource", log.resources.text(e));
        put("string", "org:role", log.roles.text(e));
        put("date", "time:timestamp",
            to_string(written_instant{log.times[e], log.offsets[e], true}));
        put("string", "(case)_id", log.cases[c]);
        xes += "\t\t</event>\n";
      }
      xes += "\t</trace>\n";
    }
    return xes += "</log>\n";
  });
  return text(s);
}

std::size_t read_events(const std::string& bytes) {
  log_options options;
  options.in_memory = [&](const std::string&) { return std::optional(bytes); };
  const log_read read = read_event_log("log", options);
  constexpr std::size_t names = 4 * 1'000'000;
  if (read.log.bytes() > 32 * read.log.size() + names)
    throw std::runtime_error("an event takes more than 32 bytes");
  return read.log.size();
}

/// A bare pass: elements are counted, nothing else is done.
std::size_t events_by_expat(const std::string& bytes) {
  std::size_t events = 0;
  XML_Parser parser = XML_ParserCreate(nullptr);
  XML_SetUserData(parser, &events);
  XML_SetElementHandler(
      parser,
      [](void* count, const char* name, const char**) {
        if (std::string_view(name) == "event") ++*static_cast<std::size_t*>(count);
      },
      [](void*, const char*) {});
  constexpr std::size_t piece = std::size_t{256} * 1024;
  for (std::size_t at = 0; at < bytes.size(); at += piece)
    XML_Parse(parser, bytes.data() + at, static_cast<int>(std::min(piece, bytes.size() - at)), 0);
  XML_Parse(parser, nullptr, 0, 1);
  XML_ParserFree(parser);
  return events;
}

const auto reading_xes =
    subject<std::size_t>("read_xes")
        .contender("expat_pass", [](const service& s) { return events_by_expat(xes_of_log(s)); })
        .contender("ours", [](const service& s) { return read_events(xes_of_log(s)); });

const auto reading_table =
    subject<std::size_t>("read_event_table")
        .contender("newline_scan",
                   [](const service& s) { return count_lines(table_of_log(s)) - 1; })
        .contender("ours", [](const service& s) { return read_events(table_of_log(s)); });

}  // namespace
}  // namespace pangkas::benchmarks
