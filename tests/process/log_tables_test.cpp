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
#include <vector>

using namespace pangkas;

// So that no helper meets one of another test.
namespace log_tables_test {

namespace {

struct told_event {
  std::string case_id, activity, resource, time;
};

/// A log of these events; a time that is none is not told.
std::shared_ptr<const levelled_log> log_of(
    const std::vector<told_event>& events, std::string_view matter = {},
    missing_performer missing = missing_performer::left_out) {
  event_log_builder builder;
  for (const told_event& e : events) {
    event_row row;
    row.case_id = e.case_id;
    row.activity = e.activity;
    row.resource = e.resource;
    row.time = parse_instant(e.time).value_or(written_instant{});
    row.matter = matter;
    builder.add(row);
  }
  levelled_log made;
  made.log = std::move(builder).build();
  made.performers = made.log.resources;
  made.missing = missing;
  return std::make_shared<const levelled_log>(std::move(made));
}

std::shared_ptr<const levelled_log> small() {
  return log_of({{"1", "draft", "Ann", "2023-12-31T10:00:00+07:00"},
                 {"1", "sign", "Bob", "2024-01-01T10:00:00+07:00"},
                 {"1", "sign", "Ann", "2024-01-02T10:00:00+07:00"},
                 {"2", "draft", "Ann", "2024-02-01T10:00:00+07:00"},
                 {"2", "sign", "Bob", "2024-02-01T22:00:00+07:00"}},
                "leave");
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
  const auto log = log_of({{"1", "draft", "Ann", "2024-01-01"},
                           {"1", "", "Ann", "2024-01-02"},
                           {"1", "sign", "", "2024-01-03"},
                           {"1", "sign", "Bob", "2024-01-04"},
                           {"2", "sign", "Ann", ""}},
                          {}, missing_performer::value);
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
  std::vector<told_event> events;
  for (int i = 0; i < 2'049; ++i)
    events.push_back({"1", i % 2 == 0 ? "see" : "sign", std::to_string(i), {}});
  const std::string text = text_of(performer_table(log_of(events)));
  CHECK(text.find("\n0,1,1,1,1,0,,\n") != std::string::npos);
}

}  // namespace log_tables_test
