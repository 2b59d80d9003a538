// SPDX-License-Identifier: BSL-1.0
#include <pangkas/core/result_table.hpp>

#include "support/catch.hpp"

#include <cstddef>
#include <string_view>
#include <variant>

using namespace pangkas;

TEST_CASE("a table of results has its columns in the order in which they were added",
          "[core][result_table]") {
  result_table table{2, {}};
  table.add("code",
            text_cells([](std::size_t row) -> std::string_view { return row == 0 ? "a" : "b"; }));
  table.add("span", count_cells{3, absent_count});
  table.add("so", truth_cells{true, false});
  REQUIRE(table.columns.size() == 3);
  CHECK(table.columns[0].name == "code");
  CHECK(std::get<text_cells>(table.columns[0].cells)(1) == "b");
  CHECK(std::get<count_cells>(table.columns[1].cells)[1] == absent_count);
  CHECK(std::get<truth_cells>(table.columns[2].cells)[0]);
}
