// SPDX-License-Identifier: BSL-1.0
#include <pangkas/study/history.hpp>

#include "support/catch.hpp"

#include <pangkas/core/organisation_builder.hpp>
#include <pangkas/core/result_table.hpp>

#include <string>
#include <utility>
#include <variant>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

struct dated_post {
  std::string code;
  std::string reports_to;
  std::string unit;
  std::string rank;
};

organisation chart_of(const std::vector<dated_post>& posts) {
  organisation_builder builder;
  for (const dated_post& each : posts) {
    position p;
    p.code = each.code;
    p.reports_to = each.reports_to;
    p.unit = each.unit;
    p.rank = each.rank;
    builder.add(p);
  }
  return std::move(builder).build().organisation;
}

const std::vector<dated_post> in_january{{"TOP", "", "Board", "1"},  {"A", "TOP", "North", "2"},
                                         {"B", "TOP", "South", "2"}, {"a1", "A", "North", "3"},
                                         {"a2", "A", "North", "3"},  {"b1", "B", "South", "3"}};
// a2 goes south and up, b1 gets another rank, a1 is gone, a3 is new.
const std::vector<dated_post> in_february{{"TOP", "", "Board", "1"},  {"A", "TOP", "North", "2"},
                                          {"B", "TOP", "South", "2"}, {"a2", "B", "South", "2"},
                                          {"a3", "A", "North", "3"},  {"b1", "B", "South", "2"}};

}  // namespace

TEST_CASE("history follows posts from one snapshot to the next", "[study][history]") {
  history all;
  all.add("2026-01", chart_of(in_january));
  all.add("2026-02", chart_of(in_february));
  const std::vector<snapshot>& found = all.snapshots();
  REQUIRE(found.size() == 2);
  CHECK_FALSE(found[0].since);
  CHECK(found[0].found == measure(chart_of(in_january)));
  CHECK(found[1].found == measure(chart_of(in_february)));
  REQUIRE(found[1].since);
  CHECK(*found[1].since == post_movements{5, 1, 1, 1, 2, 1, 1});

  REQUIRE(found[1].units.size() == 3);
  const unit_snapshot& board = found[1].units[0];
  CHECK(board.unit == "Board");
  CHECK(board.widest_span == 2);
  CHECK(board.layers == 1);
  CHECK_FALSE(board.hand_offs);
  const unit_snapshot& north = found[1].units[1];
  CHECK(north.posts == 2);
  CHECK(north.managers == 1);
  CHECK(north.hand_offs == 2);
  CHECK(north.since == post_movements{1, 1, 1, 0, 0, 0, 1});
  const unit_snapshot& south = found[1].units[2];
  CHECK(south.posts == 3);
  CHECK(south.mean_span == 2);
  CHECK(south.since == post_movements{3, 0, 0, 1, 2, 1, 0});
}

TEST_CASE("who is outside the organisation is no post of it", "[study][history]") {
  // A goes outside, MIN was there all along, and X comes in; the East has nobody but MIN.
  const auto chart = [](bool later) {
    organisation_builder builder;
    const auto add = [&](const char* code, const char* above, const char* unit, bool outside) {
      position p;
      p.code = code;
      p.reports_to = outside ? "" : above;
      p.unit = unit;
      if (outside) p.flags = {"external"};
      builder.add(p);
    };
    add("TOP", "", "Board", false);
    add("A", "TOP", "North", later);
    add("X", "TOP", "North", !later);
    add("MIN", "", "East", true);
    return std::move(builder).build().organisation;
  };
  history all;
  all.add("1", chart(false));
  all.add("2", chart(true));
  const snapshot& last = all.snapshots().back();
  CHECK(*last.since == post_movements{1, 1, 1, 0, 0, 0, 0});
  REQUIRE(last.units.size() == 2);
  CHECK(last.units[0].unit == "Board");
  CHECK(last.units[1].posts == 1);
  CHECK(last.units[1].since == post_movements{0, 1, 1, 0, 0, 0, 0});
}

TEST_CASE("a unit that has lost all its posts still says who left", "[study][history]") {
  history all;
  all.add("1", chart_of(in_january));
  all.add("2", chart_of({{"TOP", "", "Board", "1"}}));
  const snapshot& last = all.snapshots().back();
  REQUIRE(last.units.size() == 3);
  CHECK(last.units[1].unit == "North");
  CHECK(last.units[1].posts == 0);
  CHECK(last.units[1].since.left == 3);
  CHECK(last.since->left == 5);
}

TEST_CASE("a history is a table of snapshots, and of units", "[study][history]") {
  history all;
  all.add("2026-01", chart_of(in_january));
  all.add("2026-02", chart_of(in_february));
  const result_table table = history_table(all.snapshots());
  CHECK(table.rows == 2);
  CHECK(table.columns.front().name == "date");
  CHECK(std::get<text_cells>(table.columns.front().cells)(1) == "2026-02");
  for (const result_column& column : table.columns) {
    if (column.name == "joined")
      CHECK(std::get<count_cells>(column.cells) == count_cells{absent_count, 1});
    if (column.name == "layers") CHECK(std::get<count_cells>(column.cells) == count_cells{3, 3});
  }
  const result_table units = unit_history_table(all.snapshots());
  CHECK(units.rows == 6);
  CHECK(std::get<text_cells>(units.columns[1].cells)(5) == "South");
}
