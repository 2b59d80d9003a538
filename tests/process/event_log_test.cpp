// SPDX-License-Identifier: BSL-1.0
// Expected values: worked by hand.
#include <pangkas/process/event_log.hpp>

#include "support/catch.hpp"

#include <string>
#include <string_view>
#include <vector>

using namespace pangkas;

// So that no helper meets one of another test.
namespace event_log_test {

namespace {

event_row row(std::string_view case_id, std::string_view activity, std::string_view resource = {},
              micros seconds = 0, std::string_view transition = {},
              std::string_view instance = {}) {
  event_row made;
  made.case_id = case_id;
  made.activity = activity;
  made.resource = resource;
  made.time = {seconds * micros_a_second, 60, true};
  made.transition = transition;
  made.instance = instance;
  return made;
}

std::string steps(const event_log& log) {
  std::string text;
  for (std::size_t c = 0; c < log.case_count(); ++c) {
    text += std::string(log.cases[c]) + ":";
    for (std::uint32_t e = log.begin[c]; e < log.begin[c + 1]; ++e)
      text += " " + std::string(log.activities.text(e));
    text += "; ";
  }
  return text;
}

}  // namespace

TEST_CASE("Events are put case by case, and within a case as they came", "[process][event-log]") {
  event_log_builder builder;
  builder.add(row("2", "a", "Ann", 9));
  builder.add(row("1", "b", "", 5));
  builder.add(row("2", "c", "Ann", 3));
  builder.add(row("1", "d", "Bob", 5));
  const event_log log = std::move(builder).build();
  CHECK(steps(log) == "2: a c; 1: b d; ");
  CHECK(log.times == std::vector<micros>{9'000'000, 3'000'000, 5'000'000, 5'000'000});
  CHECK(log.offsets == std::vector<std::int16_t>(4, 60));
  CHECK(log.resources.text(0) == "Ann");
  CHECK(log.resources[2] == no_entry);
  CHECK(log.resources.text(2).empty());
  CHECK(log.resources.text(3) == "Bob");
  CHECK(log.roles.empty());
  CHECK(log.roles[3] == no_entry);
  CHECK(log.starts.empty());
  // Stamp, offset, and four bytes for each text that there is.
  CHECK(log.bytes() == 4 * (8 + 2 + 4 + 4) + 3 * 4);
}

TEST_CASE("What is collected in parts is what is collected at once", "[process][event-log]") {
  event_log_builder whole;
  event_log_builder joined;
  for (int part = 0; part < 7; ++part) {
    event_log_builder one;
    for (int i = 0; i < 5; ++i) {
      const std::string id = std::to_string(i % 3);
      const std::string activity(1, static_cast<char>('a' + part));
      event_row made = row(id, activity, part == 3 ? "Ann" : "", part * 10 + i,
                           part == 4 && i == 2 ? "schedule" : "");
      // What a case is called first stands.
      const std::string matter = part == 5 ? "leave" : part == 6 ? "budget" : "";
      made.matter = matter;
      if (part == 2) made.start = 1;
      whole.add(made);
      one.add(made);
    }
    joined.append(one);
  }
  CHECK(joined.size() == whole.size());
  CHECK(joined.case_count() == 3);
  const event_log a = std::move(whole).build();
  CHECK(a == std::move(joined).build());
  CHECK(a.size() == 34);
  for (std::size_t c = 0; c < 3; ++c) CHECK(a.matters.text(c) == "leave");
  CHECK(a.starts[a.begin[1] - 1] == no_instant);
}

TEST_CASE("A start is joined with its end and is no step", "[process][event-log]") {
  event_log_builder builder;
  builder.add(row("1", "review", "Ann", 0, "Start"));
  builder.add(row("1", "review", "Ann", 1, "start"));
  builder.add(row("1", "sign", "Bob", 2, "schedule"));
  builder.add(row("1", "review", "Ann", 5, "complete"));  // the first is ended first
  builder.add(row("1", "review", "Ann", 9, "COMPLETE"));
  builder.add(row("1", "sign", "Bob", 10, "Awaiting Assignment"));  // a model of its own: a step
  builder.add(row("2", "sign", "Bob", 11, "start"));
  builder.add(row("3", "sign", "Bob", 20, "start", "x"));
  builder.add(row("3", "sign", "Bob", 21, "start", "y"));
  builder.add(row("3", "sign", "Bob", 22, "complete", "y"));
  builder.add(row("3", "sign", "Bob", 23, "complete", "x"));
  builder.add(row("3", "file", "Bob", 24, "complete"));
  builder.add(row("4", "file", "Bob", 30, "start"));  // names no instance, as its end does
  builder.add(row("4", "file", "Bob", 31, "complete", "z"));
  builder.add(row("4", "sign", "Bob", 32, "1st review"));  // no letter, and no transition
  lifecycle_account account;
  const event_log log = std::move(builder).build(&account);
  CHECK(steps(log) == "1: review review sign; 3: sign sign file; 4: file sign; ");
  const micros second = micros_a_second;
  CHECK(log.starts == std::vector<micros>{0, second, no_instant, 21 * second, 20 * second,
                                          no_instant, 30 * second, no_instant});
  CHECK(account.other == 1);
  CHECK(account.paired == 5);
  CHECK(account.unpaired == 1);  // case 2, of which nothing is left
}

TEST_CASE("begins_activity knows a start by its name alone", "[process][event-log]") {
  CHECK(begins_activity("start"));
  CHECK(begins_activity("START"));
  CHECK_FALSE(begins_activity(""));
  CHECK_FALSE(begins_activity("restart"));
}

TEST_CASE("Whoever is nobody is taken out of a column", "[process][event-log]") {
  event_log_builder builder;
  for (const char* who : {"Ann", "SYSTEM", "", "SYSTEM", "Bob"}) builder.add(row("1", "a", who));
  event_log log = std::move(builder).build();
  CHECK(forget_names(log.resources, {"UNKNOWN", "SYSTEM"}) == std::vector<std::size_t>{0, 2});
  CHECK(log.resources[1] == no_entry);
  CHECK(log.resources[3] == no_entry);
  CHECK(log.resources.text(4) == "Bob");
  CHECK(forget_names(log.resources, {}).empty());
}

TEST_CASE("cases_begun keeps whole cases by the day of their first stamp", "[process][event-log]") {
  event_log_builder builder;
  const auto day = [](int d) { return d * std::int64_t{86'400}; };
  builder.add(row("1", "a", "Ann", day(1)));
  builder.add(row("1", "b", "Ann", day(5)));
  builder.add(row("2", "a", "Ann", day(2) - 3'600));  // written an hour ahead of UTC: midnight
  event_row unknown = row("3", "a");
  unknown.time.at = no_instant;
  builder.add(unknown);
  event_row matter = row("4", "c", "Bob", day(3));
  matter.matter = "leave";
  builder.add(matter);
  const event_log log = std::move(builder).build();
  CHECK(steps(cases_begun(log, 1, 1)) == "1: a b; ");
  CHECK(steps(cases_begun(log, 2, 3)) == "2: a; 4: c; ");
  CHECK(cases_begun(log, 2, 3).matters.text(1) == "leave");
  CHECK(cases_begun(log, 4, 9).size() == 0);
}

TEST_CASE("The levels of a log have names", "[process][event-log]") {
  CHECK(to_string(log_level::resource) == "resource");
  CHECK(to_string(log_level::unit) == "unit");
  const event_log none;
  CHECK(none.case_count() == 0);
  CHECK(none.performers(log_level::position).empty());
  event_log_builder builder;
  event_row one = row("1", "a", "Ann");
  one.role = "clerk";
  one.group = "desk";
  builder.add(one);
  const event_log log = std::move(builder).build();
  CHECK(log.performers(log_level::resource).text(0) == "Ann");
  CHECK(log.performers(log_level::role).text(0) == "clerk");
  CHECK(log.performers(log_level::group).text(0) == "desk");
  CHECK(log.performers(log_level::unit).empty());
}

}  // namespace event_log_test
