// SPDX-License-Identifier: BSL-1.0
#include <pangkas/core/position_columns.hpp>

#include "support/catch.hpp"

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <vector>

using namespace pangkas;

TEST_CASE("a column of numbers keeps which are absent", "[core][position_columns]") {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  number_column column;
  column.push_back(1.5);
  column.push_back(std::nullopt);
  column.append(std::array{0.0, nan, -2.0});
  REQUIRE(column.size() == 5);
  CHECK(column[0] == 1.5);
  CHECK(column[1] == std::nullopt);
  CHECK(column[2] == 0.0);
  CHECK(column[3] == std::nullopt);
  CHECK(column[4] == -2.0);
  CHECK(column.value_or(1, 7) == 7.0);
  CHECK(column.value_or(2, 7) == 0.0);  // none is not the same as not known
  CHECK(std::isnan(column.values()[3]));
  column.set(1, 3);
  column.set(0, std::nullopt);
  CHECK(column[1] == 3.0);
  CHECK(column[0] == std::nullopt);
}

TEST_CASE("a column of rare numbers takes no memory before its first number",
          "[core][position_columns]") {
  rare_number_column column;
  column.append_none(1000);
  column.push_back(std::nullopt);
  CHECK(column.size() == 1001);
  CHECK(column.bytes() == 0);
  CHECK_FALSE(column.any());
  CHECK_FALSE(column[1000]);
  column.push_back(2.5);
  column.append_none(2);
  column.push_back(0.0);
  column.push_back(std::nullopt);
  REQUIRE(column.size() == 1006);
  CHECK(column.any());
  CHECK_FALSE(column[0]);
  CHECK(column[1001] == 2.5);
  CHECK_FALSE(column[1003]);
  CHECK(column[1004] == 0.0);  // none is not the same as not known
  CHECK_FALSE(column[1005]);
}

TEST_CASE("a column of kinds keeps which are absent", "[core][position_columns]") {
  using enum position_kind;
  kind_column column;
  for (const auto kind : {structural, functional, executing}) column.push_back(kind);
  column.push_back(std::nullopt);
  column.append(std::array<std::uint8_t, 2>{kind_column::byte_of(executing),
                                            kind_column::byte_of(std::nullopt)});
  REQUIRE(column.size() == 6);
  CHECK(column[0] == structural);
  CHECK(column[1] == functional);
  CHECK(column[2] == executing);
  CHECK(column[3] == std::nullopt);
  CHECK(column[4] == executing);
  CHECK(column[5] == std::nullopt);
  column.set(3, functional);
  column.set(0, std::nullopt);
  CHECK(column[3] == functional);
  CHECK(column[0] == std::nullopt);
}

TEST_CASE("a column of flags holds each list once", "[core][position_columns]") {
  using flags = std::vector<std::string>;
  flag_column column;
  column.append_none(0);
  CHECK(column.size() == 0);
  column.append_none(2);
  const std::vector<flags> rows{{"E1"}, {"E1", "_2"}, {"_2", "E1"}, {"E1_2"},   {},
                                {"E1"}, {""},         {"E1\x1f_2"}, {"E12:_2"}, {"2:E1", "_2"}};
  for (const flags& row : rows) column.push_back(row);
  column.append_none(1);
  REQUIRE(column.size() == rows.size() + 3);
  CHECK(column[0].empty());
  CHECK(column[1].empty());
  for (std::size_t i = 0; i < rows.size(); ++i) CHECK(column[i + 2] == rows[i]);
  CHECK(column[rows.size() + 2].empty());
  // Nothing, E1, both, both the other way round, four that look like both, and an empty flag.
  CHECK(column.lists().size() == 9);
  CHECK(column.entry(2) == column.entry(7));
  CHECK(column.entry(0) == column.entry(6));
  for (std::size_t i = 0; i < column.size(); ++i)
    CHECK(column.lists()[column.entry(i)] == column[i]);
}

TEST_CASE("a table without positions has every column, and needs next to nothing",
          "[core][position_columns]") {
  const position_table table;
  CHECK(table.size() == 0);
  CHECK(table.codes->texts.size() == 0);
  CHECK(table.flags->size() == 0);
  const std::size_t empty = table.bytes();

  position_table larger;
  auto seats = std::make_shared<number_column>();
  for (int i = 0; i < 1000; ++i) seats->push_back(1);
  larger.seats = seats;
  CHECK(larger.bytes() >= empty + 1000 * sizeof(double));
  // A copy shares its columns.
  const position_table copy = larger;
  CHECK(copy.seats == larger.seats);
}
