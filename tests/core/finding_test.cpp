// SPDX-License-Identifier: BSL-1.0
#include <pangkas/core/finding.hpp>

#include "support/catch.hpp"

#include <vector>

using namespace pangkas;

TEST_CASE("findings are counted by how bad they are", "[core][finding]") {
  CHECK(to_string(severity::error) == "error");
  CHECK(to_string(severity::warning) == "warning");
  finding error;
  finding warning;
  warning.level = severity::warning;
  // An entry that stands for others, of a list that was cut off, is one entry.
  warning.stands_for = 7;
  const std::vector<finding> all{warning, error, warning};
  CHECK(count(all, severity::error) == 1);
  CHECK(count(all, severity::warning) == 2);
  CHECK(count({}, severity::error) == 0);
}

TEST_CASE("a finding is an error without a place until more is said", "[core][finding]") {
  const finding nothing_said;
  CHECK(nothing_said.level == severity::error);
  CHECK_FALSE(nothing_said.row);
  CHECK(nothing_said.stands_for == 1);
  finding in_a_row;
  CHECK(in_a_row == nothing_said);
  in_a_row.row = 0;
  CHECK(in_a_row != nothing_said);
  CHECK(origin{}.file == 0);
  CHECK(origin{}.row == 0);
}
