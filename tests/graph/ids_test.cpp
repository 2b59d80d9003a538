// SPDX-License-Identifier: BSL-1.0
#include <pangkas/graph/ids.hpp>

#include "support/catch.hpp"

#include <cstdint>
#include <limits>
#include <type_traits>

using namespace pangkas;

static_assert(std::is_unsigned_v<position_id> && std::is_unsigned_v<row_index>);
static_assert(no_position > std::numeric_limits<std::int32_t>::max(),
              "no organisation has as many positions");

TEST_CASE("the place of a position in the layers has a name", "[graph][ids]") {
  CHECK(to_string(placement::placed) == "placed");
  CHECK(to_string(placement::orphan) == "orphan");
  CHECK(to_string(placement::unrooted) == "unrooted");
}
