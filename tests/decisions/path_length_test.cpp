// SPDX-License-Identifier: BSL-1.0
#include <pangkas/decisions/path_length.hpp>

#include "support/catch.hpp"

using namespace pangkas;

TEST_CASE("lengths of paths add up part by part, and are taken off again",
          "[decisions][path_length]") {
  const path_length a{2, 3, 5, 1};
  const path_length b{1, 1, 2, 0};
  CHECK(a + b == path_length{3, 4, 7, 1});
  CHECK(a - b == path_length{1, 2, 3, 1});
  CHECK((a + b) - b == a);
  CHECK(a + path_length{} == a);
  CHECK(a != path_length{2, 3, 5, 0});
}
