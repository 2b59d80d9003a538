// SPDX-License-Identifier: BSL-1.0
#include <pangkas/core/rule_statement.hpp>

#include "support/catch.hpp"

using namespace pangkas;

TEST_CASE("the line of a key is its own, else that of the heading", "[core][rule_statement]") {
  file_place place;
  place.line = 10;
  place.lines = {{"reason", 12}, {"source", 11}};
  CHECK(place.line_of("source") == 11U);
  CHECK(place.line_of("reason") == 12U);
  CHECK(place.line_of("rank") == 10U);
  CHECK(place.line_of("") == 10U);
  // A policy in code has no lines.
  CHECK_FALSE(file_place{}.line_of("reason"));
}

TEST_CASE("two rules are equal if words and place are", "[core][rule_statement]") {
  const rule_statement a{"E1", "heads a satker", "criteria", {}};
  rule_statement b = a;
  CHECK(a == b);
  b.place.line = 3;
  CHECK(a != b);
  b = a;
  b.source = "letter";
  CHECK(a != b);
}
