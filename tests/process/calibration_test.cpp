// SPDX-License-Identifier: BSL-1.0
// Expected values: worked by hand; logs that are made of the numbers that must come back.
#include <pangkas/process/calibration.hpp>

#include "support/catch.hpp"

#include <random>
#include <string>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

// So that no helper meets one of another test.
namespace calibration_test {

namespace {

struct step {
  std::string case_id, resource, matter;
  micros minute;
  micros started = no_instant;
  std::string activity = "a";
};

event_log log_of(const std::vector<step>& steps) {
  event_log_builder builder;
  for (const step& s : steps) {
    event_row row;
    row.case_id = s.case_id;
    row.resource = s.resource;
    row.matter = s.matter;
    row.activity = s.activity;
    row.time = {s.minute * 60 * micros_a_second, 0, true};
    row.start = s.started == no_instant ? no_instant : s.started * 60 * micros_a_second;
    builder.add(row);
  }
  return std::move(builder).build();
}

}  // namespace

TEST_CASE("What went into a log with starts comes out", "[process][calibration]") {
  // A hundred cases, one every 100 hours: two steps of 30 minutes, 5 hours apart.
  std::vector<step> steps;
  for (int c = 0; c < 100; ++c) {
    const micros at = c * 6'000;
    const std::string id = std::to_string(c);
    steps.push_back({id, "Ann", "leave", at + 30, at});
    steps.push_back({id, "Bob", "leave", at + 360, at + 330});
  }
  const auto found = calibrate(log_of(steps));
  REQUIRE(found.size() == 1);
  const calibrated_matter& m = found[0];
  CHECK(m.matter == "leave");
  CHECK(m.cases == 100);
  CHECK(m.from_starts);
  CHECK(m.why_not.empty());
  CHECK(m.work_minutes == estimate{30, 30, 30, 200});
  REQUIRE(m.waiting_hours);
  // The first step of a case waits for nobody.
  CHECK_THAT(m.waiting_hours->value, within(2.5, 1e-9));
  CHECK_THAT(*m.span_days, within((99 * 6'000 + 330) / 1440.0, 1e-9));
  REQUIRE(m.volume);
  CHECK_THAT(m.volume->value, within(100 / (*m.span_days / 365.25), 1e-9));
  // Poisson: 100 ± 1.96 · 10.
  CHECK_THAT(m.volume->low / m.volume->value, within(0.804, 1e-3));
  CHECK(m.returned == 0.0);
  CHECK_THAT(*m.interarrival_hours, within(100, 1e-9));
  CHECK_THAT(*m.interarrival_cv, within(0, 1e-9));
  REQUIRE(m.causes);
  CHECK(m.causes->contention + m.causes->prioritisation == 0);
}

TEST_CASE("Without starts the figures are bounds, and zeros are left out",
          "[process][calibration]") {
  std::vector<step> steps;
  for (int c = 0; c < 40; ++c) {
    const micros at = c * 1'000;
    const std::string id = std::to_string(c);
    steps.push_back({id, "Ann", "", at});
    steps.push_back({id, "Bob", "", at + 10});
    steps.push_back({id, "Cid", "", at + 10});
    steps.push_back({id, "Ann", "", at + 30});
  }
  calibration_options how;
  how.matter = "permit";
  const auto found = calibrate(log_of(steps), how);
  REQUIRE(found.size() == 1);
  CHECK(found[0].matter == "permit");
  CHECK_FALSE(found[0].from_starts);
  CHECK(found[0].steps_without_work == 40);
  CHECK(found[0].work_minutes->n == 80);
  CHECK(found[0].work_minutes->value == 10);
  CHECK(found[0].work_minutes->high == 20);
  CHECK(found[0].returned == 1.0);  // back to Ann
  // The mean gap is 10 minutes, as is the median of the work.
  CHECK_THAT(found[0].waiting_hours->value, within(0, 1e-9));
}

TEST_CASE("A log in which one name stands for many tells no times", "[process][calibration]") {
  std::vector<step> steps;
  for (int c = 0; c < 40; ++c)
    for (const auto& [who, at] : std::vector<std::pair<std::string, int>>{{"STAFF MEMBER", 0},
                                                                          {"STAFF MEMBER", 5},
                                                                          {"Ann", 7},
                                                                          {"Bob", 9},
                                                                          {"STAFF MEMBER", 11}})
      steps.push_back({std::to_string(c), who, "", c * 100 + at});
  auto found = calibrate(log_of(steps));
  CHECK(found[0].matter == "log");
  CHECK_THAT(found[0].why_not, contains("more than half"));
  CHECK_FALSE(found[0].work_minutes);
  CHECK_FALSE(found[0].waiting_hours);
  CHECK(found[0].volume);
  for (step& s : steps) s.resource = s.resource == "Ann" ? "Bob" : "SYSTEM";
  CHECK_THAT(calibrate(log_of(steps))[0].why_not, contains("fewer than three"));
}

TEST_CASE("Of too few nothing is estimated, and open cases are counted", "[process][calibration]") {
  std::vector<step> steps;
  for (int c = 0; c < 5; ++c)
    for (const std::string who : {"Ann", "Bob", "Cid"})
      steps.push_back({std::to_string(c), who, "m", c * 60 + static_cast<micros>(who[0]),
                       no_instant, c == 2 ? "wait" : "sign"});
  calibration_options how;
  how.ending = {"sig"};
  const auto found = calibrate(log_of(steps), how);
  CHECK(found[0].open == 1);
  CHECK_FALSE(found[0].volume);
  CHECK_FALSE(found[0].work_minutes);
  how.enough = 6;
  CHECK_FALSE(calibrate(log_of(steps), how)[0].volume);
  how.enough = 5;
  CHECK(calibrate(log_of(steps), how)[0].volume->n == 5);
  how.enough = 2;
  CHECK(calibrate(log_of(steps), how)[0].volume);
  CHECK(calibrate(log_of(steps), how)[0].by_weekday[3] == 5);  // 1970-01-01
}

TEST_CASE("Among measures no bound is one, and steps without work measure none",
          "[process][calibration]") {
  std::vector<step> steps;
  for (int c = 0; c < 40; ++c) {
    const micros at = (40 - c) * 1'000;  // the last case comes first
    const std::string id = std::to_string(c);
    steps.push_back({id, "Ann", "leave", at + 30, at});
    steps.push_back({id, "Bob", "leave", at + 90});           // without a start
    steps.push_back({id, "Bob", "leave", at + 95, at + 99});  // with one behind its end
    steps.push_back({id, "Eve", "letter", at + 100, at + 100});
  }
  for (step& s : steps)
    if (s.matter == "letter") s.case_id += " letter";
  const auto found = calibrate(log_of(steps));
  REQUIRE(found.size() == 2);
  CHECK(found[0].work_minutes == estimate{30, 30, 30, 40});
  CHECK_THAT(found[0].waiting_hours->value, within(0, 1e-9));
  CHECK_THAT(*found[0].span_days, within((39 * 1'000 + 70) / 1440.0, 1e-9));
  CHECK_THAT(*found[0].interarrival_hours, within(1'000 / 60.0, 1e-9));
  CHECK(found[1].steps_without_work == 40);
  CHECK_FALSE(found[1].work_minutes);
  CHECK_FALSE(found[1].waiting_hours);
}

TEST_CASE("Cases that come at once have no variation between them", "[process][calibration]") {
  const auto found = calibrate(log_of(
      {{"1", "Ann", "", 0}, {"2", "Bob", "", 0}, {"3", "Cid", "", 0}, {"3", "Cid", "", 60}}));
  CHECK(found[0].interarrival_hours == 0.0);
  CHECK_FALSE(found[0].interarrival_cv);
}

TEST_CASE("Waiting off duty is that of nights and weekends", "[process][calibration]") {
  // Enabled on Friday 1970-01-02 at 17:00, begun on Monday 09:00: an hour and an hour of 64 on duty.
  const micros friday = 24 * 60 + 17 * 60;
  const auto found = calibrate(log_of({{"1", "Ann", "", friday, friday - 10},
                                       {"1", "Bob", "", friday + 64 * 60 + 30, friday + 64 * 60}}));
  REQUIRE(found[0].causes);
  CHECK(found[0].causes->off_duty == 62 * micros_an_hour);
  CHECK(found[0].causes->all() == 64 * micros_an_hour);
}

TEST_CASE("Calibrated matters keep what a table says besides", "[process][calibration]") {
  matter known;
  known.code = "leave";
  known.volume = 7;
  known.checks = 2;
  known.work_minutes = 3;
  calibrated_matter leave;
  leave.matter = "leave";
  leave.volume = estimate{12, 10, 14, 100};
  calibrated_matter more;
  more.matter = "more";
  more.work_minutes = estimate{5, 4, 6, 50};
  more.waiting_hours = estimate{8, 7, 9, 50};
  const auto all = with_calibration({known}, {leave, more, calibrated_matter{}});
  REQUIRE(all.size() == 2);
  CHECK(all[0].volume == 12.0);
  CHECK(all[0].checks == 2);
  CHECK(all[0].work_minutes == 3.0);
  CHECK(all[1].code == "more");
  CHECK(all[1].work_minutes == 5.0);
  CHECK(all[1].waiting_hours == 8.0);
}

}  // namespace calibration_test
