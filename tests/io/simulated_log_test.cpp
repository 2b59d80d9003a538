// SPDX-License-Identifier: BSL-1.0
#include <pangkas/io/simulated_log.hpp>

#include "support/catch.hpp"
#include "support/naive_decisions.hpp"
#include "support/office.hpp"

#include <pangkas/decisions/decision_path.hpp>
#include <pangkas/io/event_log.hpp>

#include <expat.h>

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

/// What stands in a log, read by a parser that knows nothing of the writer.
struct seen_trace {
  std::map<std::string, std::string> attributes{};
  std::vector<std::map<std::string, std::string>> events{};
};
struct seen_log {
  std::vector<seen_trace> traces{};
  bool in_event = false;
};

seen_log read_back(const std::string& text) {
  seen_log log;
  const XML_Parser parser = XML_ParserCreate(nullptr);
  XML_SetUserData(parser, &log);
  XML_SetElementHandler(
      parser,
      [](void* user, const char* name, const char** attributes) {
        auto& seen = *static_cast<seen_log*>(user);
        const std::string_view element = name;
        if (element == "trace") seen.traces.emplace_back();
        if (element == "event") {
          seen.in_event = true;
          seen.traces.back().events.emplace_back();
        }
        if ((element != "string" && element != "date") || seen.traces.empty()) return;
        std::map<std::string, std::string> found;
        for (; *attributes != nullptr; attributes += 2) found[attributes[0]] = attributes[1];
        auto& to = seen.in_event ? seen.traces.back().events.back() : seen.traces.back().attributes;
        to[found["key"]] = found["value"];
      },
      [](void* user, const char* name) {
        if (std::string_view(name) == "event") static_cast<seen_log*>(user)->in_event = false;
      });
  const auto status = XML_Parse(parser, text.data(), static_cast<int>(text.size()), 1);
  INFO(XML_ErrorString(XML_GetErrorCode(parser)));
  CHECK(status == XML_STATUS_OK);
  XML_ParserFree(parser);
  return log;
}

}  // namespace

TEST_CASE("A simulated log read back has the paths of the matters", "[io][simulated_log]") {
  decision_data data = office();
  data.matters[1].work_minutes = 60;
  data.matters[1].code = "bud<get> & \"co\"";
  data.authorities[1].matter = data.matters[1].code;
  const organisation org = make(data);
  network_options options;
  const working_calendar& calendar = options.office.calendar;
  options.horizon = calendar.working_year();
  const decision_network made = network_of(org, options);
  simulation_options how;
  how.horizon = options.horizon;
  how.warm_up = 0;
  how.replications = 1;
  std::vector<simulated_step> steps;
  static_cast<void>(simulate_network(made.network, how, &steps));
  std::string text;
  write_simulated_log(org, made, steps, calendar, [&](std::string_view part) { text += part; });

  const seen_log log = read_back(text);
  CHECK(log.traces.size() > 40);
  std::map<std::string, std::size_t> of_matter;
  std::size_t events = 0;
  std::string last;
  for (const seen_trace& trace : log.traces) {
    const std::string matter = trace.attributes.at("matter");
    ++of_matter[matter];
    CHECK(trace.attributes.at("concept:name").starts_with(matter + " "));
    std::vector<std::string> started;
    std::vector<std::string> completed;
    std::string before;
    for (const auto& event : trace.events) {
      ++events;
      const bool starts = event.at("lifecycle:transition") == "start";
      (starts ? started : completed).push_back(event.at("org:resource"));
      const std::string time = event.at("time:timestamp");
      CHECK(time.size() == 29);
      CHECK(time >= before);
      // In working hours of the usual week, its closings among them.
      const std::string hour = time.substr(11, 5);
      CHECK(((hour >= "08:00" && hour <= "12:00") || (hour >= "13:00" && hour <= "16:30")));
      before = time;
    }
    CHECK(started == completed);
    CHECK(trace.events.front().at("time:timestamp") >= last);
    last = trace.events.front().at("time:timestamp");
    const followed_path path = decision_path(org, org.find_matter(matter).value(),
                                             org.at(trace.attributes.at("originator")));
    std::vector<std::string> expected;
    for (const path_step& step : path.steps) expected.emplace_back(org.code(step.position));
    CHECK(started == expected);
  }
  CHECK(events == 2 * steps.size());
  CHECK(of_matter.size() == 2);

  // And by our own reader of logs: each start joined with its end, the performers those of the path.
  log_options options_of_log;
  options_of_log.in_memory = [&](const std::string&) { return std::optional(text); };
  const log_read again = read_event_log("simulated.xes", options_of_log);
  CHECK(again.findings.empty());
  CHECK(again.lifecycle.paired == steps.size());
  CHECK(again.lifecycle.unpaired == 0);
  CHECK(again.log.size() == steps.size());
  REQUIRE(again.log.case_count() == log.traces.size());
  for (std::size_t c = 0; c < again.log.case_count(); ++c) {
    CHECK(again.log.matters.text(c) == log.traces[c].attributes.at("matter"));
    std::vector<std::string> performers;
    for (std::size_t e = again.log.begin[c]; e < again.log.begin[c + 1]; ++e)
      performers.emplace_back(again.log.resources.text(e));
    std::vector<std::string> expected;
    for (const auto& event : log.traces[c].events)
      if (event.at("lifecycle:transition") == "complete")
        expected.push_back(event.at("org:resource"));
    CHECK(performers == expected);
  }
}

TEST_CASE("A log without steps is a log", "[io][simulated_log]") {
  std::string text;
  write_simulated_log(organisation(), decision_network(), {}, working_calendar(),
                      [&](std::string_view part) { text += part; });
  CHECK(read_back(text).traces.empty());
}
