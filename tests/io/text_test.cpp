// SPDX-License-Identifier: BSL-1.0
#include <pangkas/io/text.hpp>

#include "support/catch.hpp"

using namespace pangkas;

TEST_CASE("trim cuts spaces, tabs, line breaks and no-break spaces", "[io][text]") {
  CHECK(trim("").empty());
  CHECK(trim(" \t\r\n\xC2\xA0").empty());
  CHECK(trim("  a b\t") == "a b");
  CHECK(trim("\xC2\xA0 a\xC2\xA0") == "a");
  CHECK(trim("\xA0") == "\xA0");           // half a no-break space is none
  CHECK(trim("\xC3\xA0 ") == "\xC3\xA0");  // à ends in the same byte
  CHECK(trim("\xE4\xB8\xA0") == "\xE4\xB8\xA0");
}

TEST_CASE("fold makes codes meet that differ in case or blanks", "[io][text]") {
  CHECK(fold("EoE-HEE-001") == fold(" EOE-HEE-001 "));
  CHECK(fold("Reports to Senior Post") == "reportstoseniorpost");
  CHECK(fold("a\xC2\xA0"
             "b\tc") == "abc");
  CHECK(fold("\xC3\x89"
             "A") ==
        "\xC3\x89"
        "a");  // only ASCII changes case
}
