// SPDX-License-Identifier: BSL-1.0
#include <pangkas/io/office_rules.hpp>

#include "support/catch.hpp"

#include <pangkas/error.hpp>

#include <string>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

TEST_CASE("read_office_rules reads each key", "[io][office_rules]") {
  const office_rules rules = read_office_rules(R"([calendar]
start = 2026-01-01
monday = ["08:00-12:00", "13:00-16:30"]
tuesday = "08:00-16:00"
holidays = [2026-01-06, "2026-12-24..2026-12-29"]

[arrivals]
hours = [0, 0, 0, 0, 0, 0, 0, 0, 3, 2, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0]
months = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2.5]

[[work]]
distribution = "fixed"

[[work]]
matter = "leave"
position = "01.02"
distribution = "lognormal"
cv = 1.5
minutes = 12

[[matter]]
returns = 0.2
most_returns = 3

[[matter]]
matter = "travel"
priority = 1
batch = 20

[[leave]]
position = "01"
days = ["2026-03-02..2026-03-04", "2026-05-01"]
)",
                                               "office.toml");
  CHECK(rules.calendar.start() == midnight_of("2026-01-01"));
  // Mondays of 7.5 hours and Tuesdays of 8; 52 of each in the year from
  // Thursday, and of them off: Tuesday 6 January, and from 24 to 29 December a
  // Monday and a Tuesday.
  CHECK(rules.calendar.working_year() == 51 * 15 * ticks_per_hour / 2 + 50 * 8 * ticks_per_hour);
  CHECK(rules.hours->at(8) == 3);
  CHECK(rules.months->at(11) == 2.5);
  REQUIRE(rules.work.size() == 2);
  CHECK(rules.work[0].law == work_law::fixed);
  CHECK(rules.work[1].matter == "leave");
  CHECK(rules.work[1].position == "01.02");
  CHECK(rules.work[1].law == work_law::lognormal);
  CHECK(rules.work[1].cv == 1.5);
  CHECK(rules.work[1].minutes == 12.0);
  REQUIRE(rules.matters.size() == 2);
  CHECK(rules.matters[0].returns == 0.2);
  CHECK(rules.matters[0].most == 3U);
  CHECK(rules.matters[1].matter == "travel");
  CHECK(rules.matters[1].priority.value() == 1);
  CHECK(rules.matters[1].batch == 20U);
  REQUIRE(rules.leaves.size() == 4);
  CHECK(rules.leaves[2].until == "2026-03-04");
  CHECK(read_office_rules("", "empty").work.empty());
}

TEST_CASE("Rules of an office that are none are refused with file and line", "[io][office_rules]") {
  const std::vector<std::pair<std::string, std::string>> wrong{
      {"[calendar]\n", "o.toml:1: [calendar] has no hours"},
      {"[calendar]\nmonday = \"8-12\"\n", "o.toml:2: \"8-12\" are no hours of monday"},
      {"[calendar]\nmonday = \"12:00-08:00\"\n", "o.toml:1: the hours of monday"},
      {"[calendar]\nmonday = \"08:00-24:01\"\n", "are no hours of monday"},
      {"[calendar]\nmonday = []\n", "no day of the week has working hours"},
      {"[calendar]\nmonday = \"08:00-12:00\"\nholidays = [\"2026-02-30\"]\n",
       "o.toml:3: \"2026-02-30\" in [calendar] is no day"},
      {"[calendar]\nmonday = \"08:00-12:00\"\nholidays = "
       "\"2026-02-03..2026-02-01\"\n",
       "no span of days"},
      {"[calendar]\nsenin = \"08:00-12:00\"\n", "unknown key \"senin\""},
      {"[arrivals]\nhours = [1, 2]\n", "\"hours\" in [arrivals] must be a list of 24 numbers"},
      {"[arrivals]\nmonths = [1,1,1,1,1,1,1,1,1,1,1,-1]\n", "must be a list of 12"},
      {"[[work]]\ndistribution = \"normal\"\n", "\"normal\" is no distribution of work"},
      {"[[work]]\ndistribution = \"hyperexponential\"\ncv = 0.5\n", "at least 1"},
      {"[[work]]\ndistribution = \"gamma\"\ncv = 0\n", "above 0"},
      {"[[matter]]\nreturns = 1\n", "never decided"},
      {"[[matter]]\nreturns = 1.5\n", "must be a number from 0 to 1"},
      {"[[matter]]\nbatch = 0\n", "must be a whole number from 1"},
      {"[[matter]]\nbatch = 100001\n", "at most 100000"},
      {"[[leave]]\nposition = \"01\"\n", "needs a \"position\" and its \"days\""}};
  for (const auto& [text, why] : wrong) {
    INFO(text);
    CHECK_THROWS_WITH(read_office_rules(text, "o.toml"), contains(why));
  }
}

TEST_CASE("parse_work_law reads how work varies", "[io][office_rules]") {
  CHECK(parse_work_law("fixed").law == work_law::fixed);
  CHECK(parse_work_law("exponential").law == work_law::exponential);
  CHECK(parse_work_law("lognormal:1.5").cv == 1.5);
  CHECK(parse_work_law("hyperexponential:2").law == work_law::hyperexponential);
  for (const char* text : {"", "normal", "lognormal", "fixed:2", "gamma:0", "gamma:x", "gamma:-1",
                           "hyperexponential:0.5", "lognormal:1e999"}) {
    INFO(text);
    CHECK_THROWS_WITH(parse_work_law(text), contains("is no way in which work varies"));
  }
}
