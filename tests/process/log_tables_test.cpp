// SPDX-License-Identifier: BSL-1.0
// Expected values: worked by hand.
#include <pangkas/process/log_tables.hpp>

#include "support/catch.hpp"
#include "support/result_cells.hpp"

#include <pangkas/io/result_table.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <utility>

using namespace pangkas;

// So that no helper meets one of another test.
namespace log_tables_test {

namespace {

std::shared_ptr<const levelled_log> small() {
  event_log_builder builder;
  const auto add = [&](const char* id, const char* what, const char* who, const char* when) {
    event_row row;
    row.case_id = id;
    row.activity = what;
    row.resource = who;
    row.time = parse_instant(when).value();
    row.matter = "leave";
    builder.add(row);
  };
  add("1", "draft", "Ann", "2023-12-31T10:00:00+07:00");
  add("1", "sign", "Bob", "2024-01-01T10:00:00+07:00");
  add("1", "sign", "Ann", "2024-01-02T10:00:00+07:00");
  add("2", "draft", "Ann", "2024-02-01T10:00:00+07:00");
  add("2", "sign", "Bob", "2024-02-01T22:00:00+07:00");
  levelled_log made;
  made.log = std::move(builder).build();
  made.performers = made.log.resources;
  return std::make_shared<const levelled_log>(std::move(made));
}

std::string text_of(const result_table& table) {
  std::string text;
  write_result_table(table, [&](std::string_view piece) { text += piece; });
  return text;
}

}  // namespace

TEST_CASE("A log has a row for each case, activity, pair, variant and year",
          "[process][log-tables]") {
  const auto log = small();
  CHECK(text_of(case_table(log)) ==
        "case,matter,events,hand_overs,first,cycle_days\n"
        "1,leave,3,2,2023-12-31T10:00:00+07:00,2\n"
        "2,leave,2,1,2024-02-01T10:00:00+07:00,0.5\n");
  CHECK(text_of(activity_table(log)) ==
        "activity,events,begins,ends,rework_cases,self_loops\n"
        "draft,2,2,0,0,0\nsign,3,0,2,1,1\n");
  CHECK(text_of(hand_over_table(log)) ==
        "from,to,count,share,cases\nAnn,Bob,2,0.6666666666666666,2\nBob,Ann,1,0.3333333333333333,"
        "1\n");
  // Ann drafts twice and signs once, Bob signs twice: (2, 1) and (0, 2) less their means are opposite.
  CHECK(text_of(performer_table(log)) ==
        "performer,events,cases,activities,gives,takes,most_alike,alike\n"
        "Ann,3,2,2,2,1,,\nBob,2,2,1,1,2,,\n");
  CHECK(text_of(variant_table(log)) ==
        "path,steps,cases,share\ndraft > sign > sign,3,1,0.5\ndraft > sign,2,1,0.5\n");
  CHECK(text_of(year_table(log)) ==
        "year,cases,hand_overs_mean,hand_overs_median,hand_overs_p90,cycle_days_mean,"
        "cycle_days_median,cycle_days_p90\n2023,1,2,2,2,2,2,2\n2024,1,1,1,1,0.5,0.5,0.5\n");
}

TEST_CASE("What a log does not say is empty in its tables", "[process][log-tables]") {
  event_log_builder builder;
  const auto add = [&](const char* id, const char* what, const char* who, const char* when) {
    event_row row;
    row.case_id = id;
    row.activity = what;
    row.resource = who;
    row.time = parse_instant(when).value_or(written_instant{});
    builder.add(row);
  };
  add("1", "draft", "Ann", "2024-01-01");
  add("1", "", "Ann", "2024-01-02");
  add("1", "sign", "", "2024-01-03");
  add("1", "sign", "Bob", "2024-01-04");
  add("2", "sign", "Ann", "");
  levelled_log made;
  made.log = std::move(builder).build();
  made.performers = made.log.resources;
  made.missing = missing_performer::value;
  const auto log = std::make_shared<const levelled_log>(std::move(made));
  CHECK(text_of(case_table(log)) ==
        "case,matter,events,hand_overs,first,cycle_days\n"
        "1,,4,2,2024-01-01T00:00:00+00:00,3\n2,,1,0,,\n");
  CHECK(text_of(hand_over_table(log)) ==
        "from,to,count,share,cases\nAnn,Ann,1,0.3333333333333333,1\nAnn,,1,0.3333333333333333,1\n"
        ",Bob,1,0.3333333333333333,1\n");
  // Ann drafts and signs once each, which goes with nothing.
  CHECK(text_of(performer_table(log)) ==
        "performer,events,cases,activities,gives,takes,most_alike,alike\n"
        "Ann,3,2,2,1,0,,\nBob,1,1,1,0,1,,\n");
  CHECK(text_of(variant_table(log)) ==
        "path,steps,cases,share\ndraft >  > sign > sign,4,1,0.5\nsign,1,1,0.5\n");
  CHECK(text_of(year_table(log)) ==
        "year,cases,hand_overs_mean,hand_overs_median,hand_overs_p90,cycle_days_mean,"
        "cycle_days_median,cycle_days_p90\n2024,1,2,2,2,3,3,3\n");
}

TEST_CASE("Of more performers than a square of each with each holds none is said to be alike",
          "[process][log-tables]") {
  event_log_builder builder;
  for (int i = 0; i < 2'049; ++i) {
    const std::string name = std::to_string(i);
    event_row row;
    row.case_id = "1";
    row.activity = i % 2 == 0 ? "see" : "sign";
    row.resource = name;
    builder.add(row);
  }
  levelled_log made;
  made.log = std::move(builder).build();
  made.performers = made.log.resources;
  const std::string text =
      text_of(performer_table(std::make_shared<const levelled_log>(std::move(made))));
  CHECK(text.find("\n0,1,1,1,1,0,,\n") != std::string::npos);
}

}  // namespace log_tables_test
