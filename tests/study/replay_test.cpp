// SPDX-License-Identifier: BSL-1.0
// Expected values: worked by hand in the hours of the usual calendar, 8:00–12:00 and 13:00–16:30.
#include <pangkas/study/replay.hpp>

#include "support/catch.hpp"
#include "support/small_ministry.hpp"

#include <pangkas/core/authority.hpp>
#include <pangkas/core/matter.hpp>
#include <pangkas/error.hpp>
#include <pangkas/study/decision_times.hpp>

#include <string>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

// So that no helper meets one of another test.
namespace replay_test {

namespace {

organisation office(const std::vector<std::string>& matters) {
  organisation_builder builder(ministry_scheme());
  builder.add(post("HEAD", "II.a", ""));
  builder.add(post("STAFF", "Pelaksana", "HEAD"));
  for (const std::string& code : matters) {
    matter m;
    m.code = code;
    m.originators = parse_condition("rank=Pelaksana");
    m.volume = 10;
    m.work_minutes = 30;
    builder.add_matter(m);
    authority a;
    a.matter = code;
    a.position = "HEAD";
    builder.add_authority(a);
  }
  return std::move(builder).build().organisation;
}

event_log log_of(const std::vector<std::pair<std::string, std::string>>& cases) {
  event_log_builder builder;
  for (std::size_t c = 0; c < cases.size(); ++c) {
    event_row row;
    const std::string id = std::to_string(c);
    row.case_id = id;
    row.activity = "draft";
    row.matter = cases[c].first;
    if (!cases[c].second.empty()) row.time = parse_instant(cases[c].second).value();
    builder.add(row);
  }
  return std::move(builder).build();
}

constexpr std::int64_t minutes(std::int64_t count) { return count * ticks_per_minute; }

}  // namespace

TEST_CASE("Cases of a log arrive when they began, in office time", "[study][replay]") {
  const working_calendar calendar;
  const std::string monday = "2030-01-07T";
  // 9:00 in Jakarta; in the break, which is when the afternoon begins; at night, the next morning.
  const log_replay found = replay_of(log_of({{"b", monday + "12:30:00+07:00"},
                                             {"a", monday + "09:00:00+07:00"},
                                             {"b", monday + "23:00:00+07:00"},
                                             {"c", monday + "09:00:00+07:00"},
                                             {"a", ""}}),
                                     office({"a", "b"}), calendar);
  const std::int64_t day =
      calendar.office_time(*midnight_of("2030-01-07")) * (found.is_shifted ? 0 : 1);
  REQUIRE(found.matters.size() == 2);
  CHECK(found.matters[0].matter == "a");
  CHECK(found.matters[0].at == std::vector<std::int64_t>{day + minutes(60)});
  CHECK(found.matters[1].at == std::vector<std::int64_t>{day + minutes(240), day + minutes(450)});
  CHECK(found.horizon == day + minutes(450) + 1);
  CHECK(found.unknown == 1);
  CHECK(found.without_time == 1);
  // Long before the calendar begins, the office opens on the first day.
  const log_replay shifted =
      replay_of(log_of({{"a", "1999-03-01T10:00:00Z"}}), office({"a"}), calendar);
  CHECK(shifted.is_shifted);
  CHECK(shifted.matters[0].at == std::vector<std::int64_t>{minutes(120)});
}

TEST_CASE("A log without matters is of the only one, or of the one that is named",
          "[study][replay]") {
  const event_log log = log_of({{"", "2030-01-07T09:00:00Z"}});
  CHECK(replay_of(log, office({"a"}), {}).matters[0].matter == "a");
  CHECK(replay_of(log, office({"a", "b"}), {}, "b").matters[0].matter == "b");
  CHECK_THROWS_WITH(replay_of(log, office({"a", "b"}), {}), contains("there are 2; name one"));
  CHECK_THROWS_WITH(replay_of(log, office({"a"}), {}, "z"), contains("no matter has the code"));
  CHECK_THROWS_WITH(replay_of(log_of({{"a", ""}}), office({"a"}), {}),
                    contains("no case of the log"));
}

TEST_CASE("Replayed matters are all that arrive of their kind", "[study][replay]") {
  const organisation org = office({"a"});
  timing_options how;
  how.network.replay = {{"a", {minutes(0), minutes(1), minutes(1'000)}}};
  how.simulation.horizon = minutes(2'000);
  how.simulation.warm_up = 0;
  how.simulation.replications = 3;
  how.network.office.work.push_back({"", "", work_law::fixed, 0, 30.0});
  const decision_times times = time_decisions(org, how);
  for (const simulated_run& run : times.found.runs) CHECK(run.arrived == 3);
  // A step of 30 minutes of which only 72,000 a year are worked; two desks; the second matter waits
  // for the first, less the minute that it came later.
  const double step = 30 * static_cast<double>(how.network.office.calendar.working_year()) /
                      static_cast<double>(ticks_per_minute) / 72'000;
  CHECK_THAT(times.staying().mean * static_cast<double>(times.working_day) /
                 static_cast<double>(ticks_per_minute),
             within((3 * 2 * step + step - 1) / 3, 1e-4));
  CHECK_THAT(times.found.theory.load[0], within(3 * step / 2'000, 1e-9));
  how.network.replay[0].matter = "z";
  CHECK_THROWS_WITH(time_decisions(org, how), contains("that is replayed"));
  how.network.replay = {{"a", {5, 3}}};
  CHECK_THROWS_WITH(time_decisions(org, how), contains("do not ascend"));
}

}  // namespace replay_test
