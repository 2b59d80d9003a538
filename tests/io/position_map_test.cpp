// SPDX-License-Identifier: BSL-1.0
// Expected values: worked by hand. What rows lead to is in tests/process/position_map_test.cpp.
#include <pangkas/io/position_map.hpp>

#include "support/catch.hpp"

#include <pangkas/error.hpp>

#include <string>

using namespace pangkas;
using namespace pangkas::tests;

TEST_CASE("A map is read by its headings, and rows that say nothing are findings",
          "[io][position-map]") {
  const map_read read = read_position_map(
      "Peran,Unit Kerja,Jabatan,Mulai,Sampai\n"
      "kasubbag,Biro Umum,01.02,01/02/2024,\n"
      ",,01,,\n"
      "kabag,,@line,,\n"
      "kabag,,rank=,,\n"
      "sistem,,external,,\n"
      "kabag,,01,Monday,\n",
      "map.csv");
  REQUIRE(read.rows.size() == 2);
  CHECK(read.rows[0].role == "kasubbag");
  CHECK(read.rows[0].group == "Biro Umum");
  CHECK(read.rows[0].position->code == "01.02");
  CHECK(read.rows[0].from == "2024-02-01");
  CHECK(read.rows[0].row == 2);
  CHECK_FALSE(read.rows[1].position);
  std::string rules;
  for (const finding& f : read.findings) rules += f.rule + " " + std::to_string(*f.row) + ", ";
  CHECK(rules == "no-performer 3, bad-holder 4, bad-holder 5, bad-date 7, ");
  CHECK_THROWS_WITH(read_position_map("a,position\n1,2\n", "map.csv"),
                    contains("no column for the performer"));
  CHECK_THROWS_WITH(read_position_map("role,b\n1,2\n", "map.csv"),
                    contains("no column for the position"));
  CHECK_THROWS_AS(read_position_map("", "map.csv"), input_error);
}
