// SPDX-License-Identifier: BSL-1.0
#include <pangkas/graph/position_range.hpp>

#include "support/catch.hpp"
#include "support/ids.hpp"

#include <ranges>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

static_assert(std::ranges::random_access_range<position_range>);
static_assert(std::ranges::sized_range<position_range>);

TEST_CASE("a range of positions reads like a container", "[graph][position_range]") {
  const position_range range(position_id{3}, position_id{6});
  CHECK(std::vector(range.begin(), range.end()) == ids({3, 4, 5}));
  CHECK(range.size() == 3);
  CHECK(range.front() == position_id{3});
  CHECK(range.back() == position_id{5});
  CHECK(range[1] == position_id{4});
  CHECK(range.begin()[2] == position_id{5});
  CHECK(range.end() - range.begin() == 3);
  CHECK(range.begin() - range.end() == -3);
  CHECK(*(range.end() - 1) == *--range.end());
  CHECK(position_range().empty());
  auto at = range.begin();
  CHECK(*at++ == position_id{3});
  CHECK(*at == position_id{4});
  CHECK(*at-- == position_id{4});
  CHECK(at == range.begin());
  CHECK(2 + at == at + 2);
  CHECK(at < 1 + at);
}
