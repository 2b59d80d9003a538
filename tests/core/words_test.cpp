// SPDX-License-Identifier: BSL-1.0
#include <pangkas/core/impl/words.hpp>

#include "support/catch.hpp"

using pangkas::detail::how_many;

TEST_CASE("what is counted stands in the plural, but for one", "[core][words]") {
  CHECK(how_many(1, "authority") == "1 authority");
  CHECK(how_many(2, "authority") == "2 authorities");
  CHECK(how_many(0, "day") == "0 days");
  CHECK(how_many("1,000", "position") == "1,000 positions");
  CHECK(how_many(3, "x") == "3 xs");
}
