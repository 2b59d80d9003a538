// SPDX-License-Identifier: BSL-1.0
#include <pangkas/core/position.hpp>

#include "support/catch.hpp"

#include <string_view>
#include <utility>

using namespace pangkas;

TEST_CASE("kinds of positions are read as they are written", "[core][position]") {
  for (const auto& [kind, name] :
       {std::pair(position_kind::structural, std::string_view("structural")),
        std::pair(position_kind::functional, std::string_view("functional")),
        std::pair(position_kind::executing, std::string_view("executing"))}) {
    CHECK(to_string(kind) == name);
    CHECK(parse_position_kind(name) == kind);
  }
  for (const char* other : {"", "Structural", "structural ", "struct", "command"})
    CHECK_FALSE(parse_position_kind(other));
  static_assert(parse_position_kind("executing") == position_kind::executing);
}

TEST_CASE("types of lines are read as they are written", "[core][position]") {
  for (const auto& [type, name] :
       {std::pair(line_type::command, std::string_view("command")),
        std::pair(line_type::functional, std::string_view("functional")),
        std::pair(line_type::assignment, std::string_view("assignment")),
        std::pair(line_type::coordination, std::string_view("coordination")),
        std::pair(line_type::acting, std::string_view("acting"))}) {
    CHECK(to_string(type) == name);
    CHECK(parse_line_type(name) == type);
  }
  for (const char* other : {"", "Command", "dotted", "structural"})
    CHECK_FALSE(parse_line_type(other));
}

TEST_CASE("two positions or lines are equal if they are in every part", "[core][position]") {
  position a;
  a.code = "01.02";
  position b = a;
  CHECK(a == b);
  b.seats = 1;  // absent counts as 1, but is not said
  CHECK(a != b);
  b = a;
  b.flags = {"E1"};
  CHECK(a != b);
  b = a;
  b.code = "1.2";  // a code is a text, not a number
  CHECK(a != b);

  const reporting_line line{"A", "B", line_type::acting, {}, {}};
  reporting_line other = line;
  CHECK(line == other);
  other.matter = "leave";
  CHECK(line != other);
  CHECK(reporting_line{}.type == line_type::functional);
}
