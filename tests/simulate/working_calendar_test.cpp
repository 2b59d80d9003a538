// SPDX-License-Identifier: BSL-1.0
#include <pangkas/simulate/working_calendar.hpp>

#include "support/catch.hpp"

#include <pangkas/error.hpp>

#include <array>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

using hours = std::array<std::vector<working_calendar::interval>, 7>;

/// Monday to Friday, 09:00 to 17:00.
hours nine_to_five() {
  hours week;
  for (std::size_t day = 0; day < 5; ++day) week[day] = {{9 * ticks_per_hour, 17 * ticks_per_hour}};
  return week;
}

std::int64_t at(std::string_view day, std::int64_t hour, std::int64_t minute = 0) {
  return midnight_of(day).value() + hour * ticks_per_hour + minute * ticks_per_minute;
}

}  // namespace

TEST_CASE("Work goes on in working hours alone, and ends as soon as it is done", "[simulate]") {
  const working_calendar office(nine_to_five(), {}, "2024-03-01");
  // 1 March 2024 was a Friday.
  CHECK(office.after(at("2024-03-01", 16), 3 * ticks_per_hour) == at("2024-03-04", 11));
  CHECK(office.after(at("2024-03-02", 12), 1 * ticks_per_hour) == at("2024-03-04", 10));
  CHECK(office.after(at("2024-03-04", 9), 8 * ticks_per_hour) == at("2024-03-04", 17));
  CHECK(office.after(at("2024-03-04", 9), 40 * ticks_per_hour) == at("2024-03-08", 17));
  CHECK(office.after(at("2024-03-01", 17), 30 * ticks_per_minute) == at("2024-03-04", 9, 30));
  CHECK(office.working_day() == 8 * ticks_per_hour);
  // Of the 365 days from a Friday on 261 are no Saturday or Sunday: 52 weeks, and a Friday.
  CHECK(office.working_year() == 261 * 8 * ticks_per_hour);
}

TEST_CASE("Holidays stand still like weekends", "[simulate]") {
  const working_calendar office(nine_to_five(), {"2024-03-05", "2024-03-04", "2024-03-09"},
                                "2024-03-01");
  CHECK(office.after(at("2024-03-01", 16), 3 * ticks_per_hour) == at("2024-03-06", 11));
  CHECK(office.after(at("2024-03-04", 10), ticks_per_hour) == at("2024-03-06", 10));
  CHECK(office.office_time(at("2024-03-05", 12)) == 8 * ticks_per_hour);
  CHECK(office.office_time(at("2024-03-01", 17)) == office.office_time(at("2024-03-06", 9)));
  // The last instant of a working time, and the first: the closing on Friday, the opening after it.
  CHECK(office.instant(8 * ticks_per_hour) == at("2024-03-01", 17));
  CHECK(office.instant(8 * ticks_per_hour, office_edge::opening) == at("2024-03-06", 9));
  CHECK(office.working_year() == 259 * 8 * ticks_per_hour);
}

TEST_CASE("The usual week has 37.5 hours, with a break that is no working time", "[simulate]") {
  const working_calendar office;
  CHECK(office.office_time(office.start()) == 0);
  CHECK(office.office_time(office.start() + 7 * ticks_per_day) == 75 * ticks_per_hour / 2);
  CHECK(office.working_day() == 15 * ticks_per_hour / 2);
  CHECK(office.after(office.start() + 11 * ticks_per_hour, 2 * ticks_per_hour) ==
        office.start() + 14 * ticks_per_hour);
}

TEST_CASE("Office time and instants agree with counting minute by minute", "[simulate]") {
  hours week = nine_to_five();
  week[2] = {{8 * ticks_per_hour, 10 * ticks_per_hour}, {22 * ticks_per_hour, ticks_per_day}};
  week[3] = {{0, 2 * ticks_per_hour}};
  const working_calendar office(week, {"2025-12-31", "2026-01-01", "2026-01-08"}, "2025-12-29");
  std::int64_t worked = 0;
  for (std::int64_t minute = 0; minute < 14 * 24 * 60; ++minute) {
    const std::int64_t now = office.start() + minute * ticks_per_minute;
    if (office.office_time(now) != worked) {
      INFO(instant_text(now));
      REQUIRE(office.office_time(now) == worked);
    }
    const auto day = static_cast<std::size_t>(minute / (24 * 60) % 7);  // from a Monday on
    const std::int64_t time = minute % (24 * 60) * ticks_per_minute;
    bool works = false;
    for (const auto& interval : week[day])
      works = works || (interval.from <= time && time < interval.until);
    const std::string date = instant_text(now).substr(0, 10);
    if (date == "2025-12-31" || date == "2026-01-01" || date == "2026-01-08") works = false;
    if (!works) continue;
    if (office.instant(worked, office_edge::opening) != now) {
      INFO(instant_text(now));
      REQUIRE(office.instant(worked, office_edge::opening) == now);
    }
    worked += ticks_per_minute;
    if (office.instant(worked) != now + ticks_per_minute) {
      INFO(instant_text(now));
      REQUIRE(office.instant(worked) == now + ticks_per_minute);
    }
  }
  CHECK(office.office_time(office.start() - ticks_per_day * 7) < 0);
}

TEST_CASE("A calendar that is none is refused in one sentence", "[simulate]") {
  const auto refuses = [](const hours& week, const std::vector<std::string>& holidays,
                          std::string_view start, const std::string& why) {
    CHECK_THROWS_WITH(working_calendar(week, holidays, start), contains(why));
  };
  refuses({}, {}, "2026-01-01", "no day of the week has working hours");
  refuses(nine_to_five(), {"2026-02-30"}, "2026-01-01", "\"2026-02-30\" is no day");
  refuses(nine_to_five(), {}, "January", "\"January\" is no day");
  hours upside_down;
  upside_down[4] = {{5, 5}};
  refuses(upside_down, {}, "2026-01-01", "friday");
  upside_down[4] = {{23 * ticks_per_hour, ticks_per_day + 1}};
  refuses(upside_down, {}, "2026-01-01", "friday");
  upside_down[4] = {{5, 9}, {8, 10}};
  refuses(upside_down, {}, "2026-01-01", "friday");
  hours mondays;
  mondays[0] = {{0, 1}};
  std::vector<std::string> all;
  for (std::int64_t week = 0; week < 60; ++week)
    all.push_back(instant_text(at("2026-01-05", 0) + week * 7 * ticks_per_day).substr(0, 10));
  refuses(mondays, all, "2026-01-05", "no working hours left");
}

TEST_CASE("Instants are written as ISO 8601 writes them", "[simulate]") {
  CHECK(instant_text(0) == "1970-01-01T00:00:00.000000");
  CHECK(instant_text(at("2024-02-29", 23, 59) + 1) == "2024-02-29T23:59:00.000001");
  CHECK(instant_text(-1) == "1969-12-31T23:59:59.999999");
}
