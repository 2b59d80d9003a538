// SPDX-License-Identifier: BSL-1.0
#include <pangkas/io/result_table.hpp>

#include "support/catch.hpp"

#include <limits>
#include <string>
#include <string_view>
#include <vector>

using namespace pangkas;

namespace {

result_table small_table() {
  result_table table{2, {}};
  const double none = std::numeric_limits<double>::quiet_NaN();
  table.add("code", text_cells([](std::size_t row) -> std::string_view {
              return row == 0 ? "=a,\"b\"" : "";
            }));
  table.add("count", count_cells{absent_count, 12});
  table.add("seats", number_cells{2.5, none});
  table.add("never", number_cells{});
  table.add("so", truth_cells{true, false});
  return table;
}

template <class Write>
std::string written(const Write& write) {
  std::string text;
  write([&](std::string_view part) { text += part; });
  return text;
}

}  // namespace

TEST_CASE("a table of results is written with empty cells where something is absent",
          "[io][result_table]") {
  const result_table table = small_table();
  CHECK(written([&](const text_sink& sink) { write_result_table(table, sink); }) ==
        "code,count,seats,never,so\n\"=a,\"\"b\"\"\",,2.5,,true\n,12,,,false\n");
  const csv_style safe{.delimiter = ';', .spreadsheet_safe = true};
  CHECK(written([&](const text_sink& sink) { write_result_table(table, sink, safe); }) ==
        "code;count;seats;never;so\n\"'=a,\"\"b\"\"\";;2.5;;true\n;12;;;false\n");
}

TEST_CASE("rows of results are objects of JSON with null where something is absent",
          "[io][result_table]") {
  const result_table table = small_table();
  CHECK(
      written([&](const text_sink& sink) { write_result_rows(table, sink); }) ==
      "[\n    {\"code\": \"=a,\\\"b\\\"\", \"count\": null, \"seats\": 2.5, \"never\": null, "
      "\"so\": true},\n"
      "    {\"code\": null, \"count\": 12, \"seats\": null, \"never\": null, \"so\": false}\n  ]");
  CHECK(written([&](const text_sink& sink) { write_result_rows({}, sink); }) == "[]");
  result_table bad{1, {}};
  bad.add("code", text_cells([](std::size_t) { return std::string_view("a\"\xFF"); }));
  CHECK(written([&](const text_sink& sink) { write_result_rows(bad, sink); }) ==
        "[\n    {\"code\": \"a\\\"\xEF\xBF\xBD\"}\n  ]");
}
