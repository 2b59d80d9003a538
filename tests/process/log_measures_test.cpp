// SPDX-License-Identifier: BSL-1.0
// Expected values: worked by hand.
#include <pangkas/process/log_measures.hpp>

#include "support/catch.hpp"

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

// So that no helper meets one of another test.
namespace log_measures_test {

TEST_CASE("Times, variants and rework are those of the steps", "[process][log-measures]") {
  event_log_builder builder;
  const auto add = [&](const char* id, const char* what, const char* when) {
    event_row row;
    row.case_id = id;
    row.activity = what;
    if (const auto at = parse_instant(when)) row.time = *at;
    builder.add(row);
  };
  add("1", "draft", "2024-03-01T10:00:00+07:00");  // Friday
  add("1", "sign", "2024-03-02T00:00:00+07:00");   // Saturday, midnight
  add("1", "sign", "2024-03-02T00:00:00+07:00");
  add("2", "draft", "2024-03-04T10:00:00+07:00");
  add("2", "sign", "2024-03-03T10:00:00+07:00");  // backwards
  add("2", "sign", "2024-03-05T10:00:00+07:00");
  add("3", "sign", "unreadable");
  const log_summary s = summary_of(std::move(builder).build());
  CHECK(s.cases == 3);
  CHECK(s.activities == 2);
  CHECK(s.variants == std::vector<variant>{{0, 2}, {2, 1}});
  CHECK(s.one_event_cases == 1);
  CHECK(s.self_loops == 2);
  CHECK(s.self_loop_cases == 2);
  CHECK(s.rework_cases == 2);
  CHECK(s.rework_events == 2);
  CHECK(s.by_activity == std::vector<activity_figures>{{2, 2, 0, 0, 0}, {5, 1, 3, 2, 2}});
  CHECK(s.stamps == stamp_figures{1, 1, 1, 2, 3, 3});
  REQUIRE(s.cycle_days);
  CHECK(s.cycle_days->count == 2);
  CHECK_THAT(s.cycle_days->mean, within((14.0 / 24 + 2) / 2, 1e-12));
  CHECK(s.cycle_days->max == 2);
  CHECK(s.zero_cycles == 0);
  CHECK_THAT(*s.interarrival_hours, within(48, 1e-12));
  CHECK_FALSE(s.interarrival_cv);  // of one gap
  CHECK(summary_of({}).variants.empty());
  builder = event_log_builder();
  add("1", "draft", "2024-03-01T00:00:00Z");
  add("2", "draft", "2024-03-01T01:00:00Z");
  add("3", "draft", "2024-03-01T03:00:00Z");
  const log_summary two_gaps = summary_of(std::move(builder).build());
  CHECK(two_gaps.interarrival_hours == 1.5);
  CHECK_THAT(*two_gaps.interarrival_cv, within(std::sqrt(0.5) / 1.5, 1e-12));
}

TEST_CASE(
    "Cases that come at once come in gaps without variation, and an unnamed step is no activity",
    "[process][log-measures]") {
  event_log_builder builder;
  for (const char* id : {"1", "2", "3"})
    for (const char* what : {"sign", "", ""}) {
      event_row row;
      row.case_id = id;
      row.activity = what;
      row.time = {0, 0, true};
      builder.add(row);
    }
  const log_summary s = summary_of(std::move(builder).build());
  CHECK(s.interarrival_hours == 0.0);
  CHECK_FALSE(s.interarrival_cv);
  CHECK(s.zero_cycles == 3);
  CHECK(s.by_activity == std::vector<activity_figures>{{3, 3, 0, 0, 0}});
  CHECK(s.self_loops + s.rework_events + s.rework_cases == 0);
}

TEST_CASE("A stamp is on duty on working days from 8:00 to before 18:00",
          "[process][log-measures]") {
  struct row {
    const char* when;
    std::size_t whole_days, weekend, office;
  };
  for (const row& r : {row{"2024-03-01T07:59:59.999999+07:00", 0, 0, 0},  // a Friday
                       {"2024-03-01T08:00:00+07:00", 0, 0, 1},
                       {"2024-03-01T17:59:59.999999+07:00", 0, 0, 1},
                       {"2024-03-01T18:00:00+07:00", 0, 0, 0},
                       {"2024-03-02T00:00:00+07:00", 1, 1, 0},
                       {"2024-03-03T10:00:00+07:00", 0, 1, 0},
                       {"2024-03-03T23:59:59+07:00", 0, 1, 0},
                       {"2024-03-04T00:00:00+07:00", 1, 0, 0}}) {
    INFO(r.when);
    event_log_builder builder;
    for (int twice = 0; twice < 2; ++twice) {
      event_row event;
      event.case_id = "1";
      event.time = parse_instant(r.when).value();
      builder.add(event);
    }
    CHECK(stamps_of(std::move(builder).build()) ==
          stamp_figures{0, 0, 1, 2 * r.whole_days, 2 * r.weekend, 2 * r.office});
  }
}

TEST_CASE("The spread of nothing is none, and ranks are the nearest", "[process][log-measures]") {
  CHECK_FALSE(spread_of({}));
  CHECK(spread_of({3}) == spread{1, 3, 3, 3, 3});
  CHECK(spread_of({4, 1, 2, 3}) == spread{4, 2.5, 2, 4, 4});
  std::vector<double> ten;
  for (int i = 1; i <= 10; ++i) ten.push_back(i);
  CHECK(spread_of(ten) == spread{10, 5.5, 5, 9, 10});
}

TEST_CASE("Work and waiting are told by who was busy", "[process][log-measures]") {
  // Ann ends case 1 at 10 and case 2 at 12; both were free for her at 8: the second waited until 10.
  event_log_builder builder;
  const auto add = [&](const char* id, const char* who, int hour, micros start = no_instant) {
    event_row row;
    row.case_id = id;
    row.activity = "a";
    row.resource = who;
    row.time = {hour * micros_an_hour, 0, true};
    row.start = start == no_instant ? start : start * micros_an_hour;
    builder.add(row);
  };
  add("1", "Eve", 8);
  add("1", "Ann", 10);
  add("2", "Eve", 8);
  add("2", "Ann", 12);
  add("2", "", 13);
  add("2", "Bob", 20, 15);
  add("2", "Bob", 21, 22);  // its clock was set back: no start, so from 20 on
  const event_log log = std::move(builder).build();
  const step_times times = step_times_of(log, log.resources);
  const micros h = micros_an_hour;
  CHECK(times.events == std::vector<std::uint32_t>{1, 3, 5, 6});
  CHECK(times.work == std::vector<micros>{2 * h, 2 * h, 5 * h, h});
  CHECK(times.waiting == std::vector<micros>{0, 2 * h, 2 * h, 0});
}

TEST_CASE("How long cases took is told of all and of each matter, by nearest rank",
          "[process][log-measures]") {
  // Cases of 1 to 40 days: of matter "a" the even ones, of "b" one alone, of nothing the others.
  event_log_builder builder;
  for (int days = 1; days <= 40; ++days)
    for (const int at : {0, days}) {
      event_row row;
      const std::string name = std::to_string(days);
      row.case_id = name;
      row.matter = days % 2 == 0 ? "a" : days == 7 ? "b" : "";
      row.activity = "step";
      row.time = {at * micros_a_day, 0, true};
      builder.add(row);
    }
  const event_log log = std::move(builder).build();
  const auto found = cycle_distributions(log);
  REQUIRE(found.size() == 3);
  CHECK(found[0].matter == no_entry);
  CHECK(found[0].cases == 40);
  const auto& all = found[0].quantiles;  // of 40 days each 5 % are two more
  CHECK(std::pair(all.front(), all.back()) == std::pair(2.0, 38.0));
  CHECK(all[9] == 20);  // the median
  for (const cycle_distribution& of : found) {
    if (of.matter == no_entry) continue;
    const bool is_a = log.matters.names[of.matter] == "a";
    CHECK(of.cases == (is_a ? 20 : 1));
    for (std::size_t i = 0; i < of.quantiles.size(); ++i)
      CHECK(of.quantiles[i] == (is_a ? 2.0 * static_cast<double>(i + 1) : 7));
  }
  CHECK(cycle_distributions(event_log_builder().build()).empty());
}

}  // namespace log_measures_test
