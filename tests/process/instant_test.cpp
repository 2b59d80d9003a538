// SPDX-License-Identifier: BSL-1.0
// Expected values: `date -u -d TEXT +%s` of GNU coreutils, and the calendar.
#include <pangkas/process/instant.hpp>

#include "support/catch.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

using namespace pangkas;

// So that no helper meets one of another test.
namespace instant_test {

namespace {

std::optional<written_instant> at(micros seconds, int offset, bool has_offset = true,
                                  micros fraction = 0) {
  return written_instant{seconds * micros_a_second + fraction, static_cast<std::int16_t>(offset),
                         has_offset};
}

}  // namespace

TEST_CASE("parse_instant reads ISO 8601 with 0 to 9 digits of a fraction", "[process][instant]") {
  CHECK(parse_instant("1970-01-01T00:00:00Z") == at(0, 0));
  CHECK(parse_instant("2017-01-09T09:49:50.000+01:00") == at(1483951790, 60));
  CHECK(parse_instant("2010-12-30 14:32:00+01:00") == at(1293715920, 60));
  CHECK(parse_instant("2020-02-29T12:00:00.5+07:00") == at(1582952400, 420, true, 500'000));
  CHECK(parse_instant("2020-02-29T12:00:00.123456789Z") == at(1582977600, 0, true, 123'456));
  CHECK(parse_instant("2020-02-29T12:00:00-0330") == at(1582990200, -210));
  CHECK(parse_instant("2020-02-29T12:00+07") == at(1582952400, 420));
  CHECK(parse_instant("2020/02/29 12:00:00") == at(1582977600, 0, false));
  CHECK(parse_instant("2020-02-29") == at(1582934400, 0, false));
  CHECK(parse_instant("2020-02-29t12:00:00,5z") == at(1582977600, 0, true, 500'000));
  CHECK(parse_instant("2020-02-28T24:00Z") == at(1582934400, 0));
  CHECK(parse_instant("2020-02-28T24:00:00.000Z") == at(1582934400, 0));
  CHECK(parse_instant("1899-12-31T23:59:59Z") == at(-2208988801, 0));
  CHECK(parse_instant("2016-12-31T23:59:60Z") == at(1483228799, 0));  // a leap second
  CHECK(parse_instant("2020-02-29 7:05", day_order::iso, 420) == at(1582934700, 420, false));
}

TEST_CASE("parse_instant reads days that begin with day or month only where that is said",
          "[process][instant]") {
  CHECK_FALSE(parse_instant("01/02/2020"));
  CHECK(parse_instant("01/02/2020", day_order::day_first) == at(1580515200, 0, false));
  CHECK(parse_instant("01/02/2020", day_order::month_first) == at(1577923200, 0, false));
  CHECK(parse_instant("1.2.2020 10:30", day_order::day_first) == at(1580553000, 0, false));
  CHECK(parse_instant("1-2-2020", day_order::day_first) == at(1580515200, 0, false));
  CHECK(parse_instant("2020-02-01", day_order::month_first) == at(1580515200, 0, false));
}

TEST_CASE("parse_instant takes nothing for an instant that is none", "[process][instant]") {
  for (const std::string text : {"",
                                 "2020",
                                 "2020-02-30",
                                 "2021-02-29",
                                 "1900-02-29",
                                 "2020-13-01",
                                 "2020-00-01",
                                 "2020-01-00",
                                 "0000-01-01",
                                 "2020-01-01X10:00",
                                 "2020-01-01T25:00",
                                 "2020-01-01T24:01",
                                 "2020-01-01T10:60",
                                 "2020-01-01T10:00:61",
                                 "2020-01-01T10:00:00.",
                                 "2020-01-01T10:00:00+15",
                                 "2020-01-01T10:00:00.1234567890",
                                 "2020-01-01T10:00:00+01:00 more",
                                 "2020-01-01T10:00:00 CET",
                                 "2020/01-01",
                                 "1/2-2020",
                                 "1 2 2020",
                                 "2020-01-01T1000",
                                 "2020-01-01T:30",
                                 "2020-01-01T10:",
                                 "2020-01-01T10:00:",
                                 "2020-01-01T24:00:01",
                                 "2020-01-01T24:00:00.1",
                                 "2020-01-01T10:00+01:60",
                                 "20200101T100000",
                                 "yesterday",
                                 "UNKNOWN",
                                 "31/31/2020"})
    CHECK_FALSE(parse_instant(text, day_order::day_first));
}

TEST_CASE("An instant is written as it is read", "[process][instant]") {
  for (const std::string text :
       {"1970-01-01T00:00:00+00:00", "2017-01-09T09:49:50+01:00", "2020-02-29T12:00:00.500+07:00",
        "2020-02-29T12:00:00.123456-03:30", "1899-12-31T23:59:59+00:00",
        "0001-01-01T00:00:00+00:00", "9999-12-31T23:59:59.999999+14:00"})
    CHECK(to_string(parse_instant(text).value()) == text);
  CHECK(to_string(written_instant{}).empty());
}

TEST_CASE("Days of the week and days of local times are those of the calendar",
          "[process][instant]") {
  CHECK(weekday_of(0) == 3);  // 1970-01-01 was a Thursday
  CHECK(weekday_of(-4) == 6);
  CHECK(day_of(-1) == -1);
  CHECK(day_of(micros_a_day) == 1);
  CHECK(iso_date(0) == "1970-01-01");
  CHECK(iso_date(-1) == "1969-12-31");
  // An hour before midnight in Jakarta is the same day there, and 16:00 in Greenwich.
  const auto evening = parse_instant("2024-03-01T23:00:00+07:00").value();
  CHECK(iso_date(day_of(local_time(evening.at, evening.offset))) == "2024-03-01");
  CHECK(weekday_of(day_of(local_time(evening.at, evening.offset))) == 4);
  CHECK(parse_offset("+07:00") == 420);
  CHECK(parse_offset("Z") == 0);
  CHECK_FALSE(parse_offset("7"));
  CHECK_FALSE(parse_offset("+07:00 "));
}

TEST_CASE("A case across a clock change takes as long as it took", "[process][instant]") {
  // Central European Time: 02:00 became 03:00 on 2021-03-28.
  const auto before = parse_instant("2021-03-28T01:30:00+01:00").value();
  const auto after = parse_instant("2021-03-28T03:30:00+02:00").value();
  CHECK(after.at - before.at == micros_an_hour);
}

}  // namespace instant_test
