// SPDX-License-Identifier: BSL-1.0
#include <pangkas/core/authority.hpp>

#include "support/catch.hpp"

#include <chrono>
#include <cstdio>
#include <string>

using namespace pangkas;

TEST_CASE("the source and the capacity of an authority are read as they are written",
          "[core][authority]") {
  CHECK(to_string(authority_source::attribution) == "attribution");
  CHECK(to_string(authority_source::delegation) == "delegation");
  CHECK(to_string(authority_source::mandate) == "mandate");
  for (const auto source :
       {authority_source::attribution, authority_source::delegation, authority_source::mandate})
    CHECK(parse_authority_source(to_string(source)) == source);
  CHECK_FALSE(parse_authority_source("Mandate"));
  CHECK(parse_acting_capacity("plh") == acting_capacity::plh);
  CHECK(parse_acting_capacity("plt") == acting_capacity::plt);
  CHECK(to_string(acting_capacity::plh) == "plh");
  CHECK(to_string(acting_capacity::plt) == "plt");
  CHECK_FALSE(parse_acting_capacity(""));
}

TEST_CASE("is_date knows the days of the calendar and no others", "[core][authority]") {
  using namespace std::chrono;
  // 1900 and 2100 are no leap years, 2000 is.
  for (int y : {0, 1900, 1999, 2000, 2023, 2024, 2100, 9999})
    for (unsigned m = 0; m <= 13; ++m)
      for (unsigned d = 0; d <= 32; ++d) {
        char text[16];
        std::snprintf(text, sizeof text, "%04d-%02u-%02u", y, m, d);
        if (is_date(text) != year_month_day(year(y), month(m), day(d)).ok()) FAIL_CHECK(text);
      }
  for (const char* text :
       {"", "2021-6-30", "2021-06-30 ", " 2021-06-30", "30-06-2021", "2021/06/30", "2021-06-3o",
        "-021-06-30", "2021-+6-30", "20210630", "2021-06-30T"})
    if (is_date(text)) FAIL_CHECK(text);
}

TEST_CASE("an authority is for its matter, or for all", "[core][authority]") {
  authority a;
  a.matter = "leave";
  CHECK(a.is_for("leave"));
  CHECK_FALSE(a.is_for("Leave"));
  CHECK_FALSE(a.is_for("leave of absence"));
  a.matter = "*";
  CHECK(a.is_for("leave"));
  // Nothing said of the matter is not the same as all.
  a.matter.clear();
  CHECK_FALSE(a.is_for("leave"));
}

TEST_CASE("an authority holds from its first to its last day, both included", "[core][authority]") {
  authority a;
  CHECK(a.holds_on("2021-06-30"));
  a.from = "2021-03-01";
  CHECK_FALSE(a.holds_on("2021-02-28"));
  CHECK(a.holds_on("2021-03-01"));
  CHECK(a.holds_on("9999-12-31"));
  a.until = "2021-12-31";
  CHECK(a.holds_on("2021-12-31"));
  CHECK_FALSE(a.holds_on("2022-01-01"));
  a.from.clear();
  CHECK(a.holds_on("0001-01-01"));
  // No day is asked about.
  CHECK(a.holds_on(""));
}

TEST_CASE("two authorities are equal if they are in every part", "[core][authority]") {
  const authority a;
  authority b = a;
  CHECK(a == b);
  b.acting = acting_capacity::plt;
  CHECK(a != b);
  b = a;
  b.limit = 0;  // a limit of nothing is a limit
  CHECK(a != b);
}
