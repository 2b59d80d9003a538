// SPDX-License-Identifier: BSL-1.0
#include <pangkas/io/finding_table.hpp>

#include "support/catch.hpp"

#include <pangkas/io/csv.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

using namespace pangkas;

TEST_CASE("Findings are written as a table that reads back", "[io][finding_table]") {
  const std::vector<finding> findings{
      {"bad-number", severity::error, "a,b.csv", 7, "cost", "A \"1\"", "\"x\" is no number",
       "left"},
      {"several-roots", severity::warning, "a,b.csv", {}, "", "", "two\nlines", ""}};
  std::string table;
  write_finding_table(findings, [&](std::string_view piece) { table += piece; });
  csv_reader reader(table, "findings.csv");
  csv_row row;
  std::vector<std::vector<std::string>> rows;
  while (reader.next(row)) rows.emplace_back(row.cells().begin(), row.cells().end());
  CHECK(rows == std::vector<std::vector<std::string>>{
                    {"file", "row", "column", "position", "rule", "severity", "detail", "action"},
                    {"a,b.csv", "7", "cost", "A \"1\"", "bad-number", "error", "\"x\" is no number",
                     "left"},
                    {"a,b.csv", "", "", "", "several-roots", "warning", "two\nlines", ""}});

  // In pieces, without the heading, for a table that goes on.
  std::string more;
  std::size_t pieces = 0;
  write_finding_table(
      std::vector<finding>(2000, findings[0]),
      [&](std::string_view piece) {
        more += piece;
        ++pieces;
      },
      false);
  CHECK(pieces > 1);
  std::size_t count = 0;
  csv_reader again(more, "findings.csv", {.delimiter = ','});
  while (again.next(row)) {
    ++count;
    if (row[1] != "7") CHECK(row[1] == "7");
  }
  CHECK(count == 2000);
}
