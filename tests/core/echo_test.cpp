// SPDX-License-Identifier: BSL-1.0
#include <pangkas/core/impl/echo.hpp>

#include "support/catch.hpp"

#include <cstddef>
#include <string>

using pangkas::detail::echo;

TEST_CASE("echo gives up to 80 characters whole, else 77 and three points", "[core][echo]") {
  CHECK(echo("").empty());
  CHECK(echo("code") == "code");
  CHECK(echo(std::string(80, 'x')) == std::string(80, 'x'));
  CHECK(echo(std::string(81, 'x')) == std::string(77, 'x') + "...");
  CHECK(echo(std::string(std::size_t{5} << 20, 'x')).size() == 80);
}

TEST_CASE("echo counts characters, and cuts between them", "[core][echo]") {
  std::string accents;
  for (int i = 0; i < 80; ++i) accents += "\u00e9";
  CHECK(echo(accents) == accents);
  CHECK(echo(accents + "\u20ac") == accents.substr(0, 2 * 77) + "...");
  // What is no UTF-8 ends too: a character has at most four bytes.
  CHECK(echo(std::string(std::size_t{5} << 20, '\x80')).size() == 4 * 77 + 3);
}
