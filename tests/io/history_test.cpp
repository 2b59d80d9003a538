// SPDX-License-Identifier: BSL-1.0
#include <pangkas/io/history.hpp>

#include "support/catch.hpp"
#include "support/data.hpp"
#include "support/temporary_folder.hpp"

#include <pangkas/error.hpp>
#include <pangkas/io/columns.hpp>
#include <pangkas/io/csv.hpp>
#include <pangkas/io/number.hpp>
#include <pangkas/io/read_file.hpp>
#include <pangkas/study/history.hpp>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

column_mapping mapping_of_dates(const std::string& name) {
  const std::string file = (sample_data("columns") / name).string();
  return read_columns(read_file(file), file);
}

/// A history of each file of a set, beside the figures of its expected.csv, which were published
/// for single snapshots. Returns how many rows of it there were.
std::size_t check_series(const std::filesystem::path& folder, const std::string& columns) {
  const std::string text = read_file((folder / "expected.csv").string());
  csv_reader reader(text, "expected.csv");
  csv_row row;
  REQUIRE(reader.next(row));
  std::vector<std::string> names(row.cells().begin(), row.cells().end());
  std::map<std::string, std::vector<std::map<std::string, std::string>>> expected;
  std::size_t rows = 0;
  while (reader.next(row)) {
    std::map<std::string, std::string> one;
    for (std::size_t i = 0; i < names.size(); ++i) one[names[i]] = row[i];
    expected[one["file"]].push_back(one);
    ++rows;
  }
  read_options options;
  options.columns = mapping_of_dates(columns);
  for (const auto& [file, dates] : expected) {
    INFO(file);
    history all;
    for (const dated_input& input : history_inputs({(folder / file).string()}, "date"))
      all.add(input.date, read_snapshot(input, options).organisation);
    REQUIRE(all.snapshots().size() == dates.size());
    for (std::size_t i = 0; i < dates.size(); ++i) {
      const snapshot& found = all.snapshots()[i];
      auto figures = dates[i];
      const auto number = [&](const char* name) {
        return static_cast<std::size_t>(*parse_number(figures[name]));
      };
      INFO(found.date);
      CHECK(found.date == figures["date"]);
      CHECK(found.found.positions == number("posts"));
      CHECK(found.found.layers.layers == number("levels"));
      CHECK(found.found.spans.managers == number("managers"));
      CHECK(found.found.spans.max == number("max_span"));
      CHECK(found.found.placed == number("in_tree"));
      if (i == 0) continue;
      // Nobody is counted twice, and nobody is forgotten.
      CHECK(found.since->stayed + found.since->joined == found.found.positions);
      CHECK(found.since->stayed + found.since->left == all.snapshots()[i - 1].found.positions);
      std::size_t joined = 0;
      for (const unit_snapshot& unit : found.units) joined += unit.since.joined;
      CHECK(joined == found.since->joined);
    }
  }
  return rows;
}

}  // namespace

TEST_CASE("the dates of files are in their names", "[io][history]") {
  CHECK(date_in_name("posts-2013-09-30.csv") == "2013-09-30");
  CHECK(date_in_name("2021.xlsx") == "2021");
  CHECK(date_in_name("a-2021-06.v2.csv") == "2021-06");
  CHECK(date_in_name("2010-to-2012-03.csv") == "2012-03");
  CHECK(date_in_name("posts-12345.csv").empty());
  CHECK(date_in_name("posts.2013").empty());
  CHECK(date_in_name("").empty());
}

TEST_CASE("files and folders are snapshots in the order of their dates", "[io][history]") {
  const temporary_folder folder;
  put(folder / "a-2022-01.csv", "code,reports_to\nA,\n");
  put(folder / "b-2021-01.csv", "code,reports_to\nA,\nB,A\n");
  put(folder / "README.md", "no table\n");
  const std::vector<dated_input> inputs = history_inputs({folder / ""});
  REQUIRE(inputs.size() == 2);
  CHECK(inputs[0].date == "2021-01");
  CHECK(read_snapshot(inputs[0]).organisation.size() == 2);
  CHECK_THROWS_WITH(history_inputs({folder / "a-2022-01.csv", folder / "a-2022-01.csv"}),
                    contains("are both of 2022-01"));
  put(folder / "now.csv", "code,reports_to\nA,\n");
  const std::vector<dated_input> named =
      history_inputs({folder / "now.csv", folder / "b-2021-01.csv"});
  CHECK(named[0].date == "now.csv");
  const temporary_folder none;
  CHECK_THROWS_WITH(history_inputs({none / ""}), contains("holds no table"));
}

TEST_CASE("a column of dates makes snapshots of its rows", "[io][history]") {
  const temporary_folder folder;
  put(folder / "t.csv", "Date,code,reports_to\n2022,A,\n2021,A,\n2021,B,A\n,C,A\n");
  const std::vector<dated_input> inputs = history_inputs({folder / "t.csv"}, "date");
  REQUIRE(inputs.size() == 2);
  CHECK(inputs[0].date == "2021");
  CHECK(read_snapshot(inputs[0]).organisation.size() == 2);
  CHECK(read_snapshot(inputs[1]).organisation.size() == 1);
  CHECK_THROWS_AS(history_inputs({folder / "t.csv"}, "day"), input_error);
}

TEST_CASE("the history of a sample of UK posts has the figures of its single snapshots",
          "[io][history]") {
  CHECK(check_series(sample_data("uk-senior-posts-2010-2026"), "uk-senior-posts.toml") == 14);
}

TEST_CASE("the history of a team has the figures of its single months",
          "[io][history][shared-data]") {
  const auto folder = shared_data("sourcegraph-team-2021-2024");
  if (!folder) return;
  const std::string text = read_file((*folder / "expected.csv").string());
  csv_reader reader(text, "expected.csv");
  csv_row row;
  REQUIRE(reader.next(row));
  const std::vector<std::string> names(row.cells().begin(), row.cells().end());
  read_options options;
  options.columns = mapping_of_dates("sourcegraph-team.toml");
  history all;
  for (const dated_input& input :
       history_inputs({(*folder / "team-2021-10-to-2023-06.csv").string()}, "date"))
    all.add(input.date, read_snapshot(input, options).organisation);
  REQUIRE(all.snapshots().size() == 21);
  for (const snapshot& found : all.snapshots()) {
    REQUIRE(reader.next(row));
    const auto figure_in = [&](const std::string& name) {
      return std::string(
          row[static_cast<std::size_t>(std::ranges::find(names, name) - names.begin())]);
    };
    INFO(found.date);
    CHECK(found.date == figure_in("date"));
    CHECK(std::to_string(found.found.positions) == figure_in("posts"));
    CHECK(std::to_string(found.found.layers.layers) == figure_in("levels"));
    CHECK(std::to_string(found.found.spans.max) == figure_in("max_span"));
  }
}

TEST_CASE("the history of the UK posts of 2010 to 2026 has the figures of its single snapshots",
          "[io][history][shared-data]") {
  const auto folder = shared_data("uk-senior-posts-2010-2026");
  if (folder) CHECK(check_series(*folder, "uk-senior-posts.toml") == 280);
}
