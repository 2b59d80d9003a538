// SPDX-License-Identifier: BSL-1.0
#include <pangkas/views/subtree.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/ids.hpp"
#include "support/organisations.hpp"

#include <range/v3/range/concepts.hpp>
#include <range/v3/range/conversion.hpp>
#include <range/v3/range/primitives.hpp>

#include <algorithm>
#include <cstddef>
#include <set>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

static_assert(ranges::forward_range<subtree_view>);
static_assert(ranges::common_range<subtree_view>);
static_assert(ranges::view_<subtree_view>);

TEST_CASE("subtree lists a position, then all below it layer by layer", "[views][subtree]") {
  const organisation org = make(shared_report().what);
  const auto of = [&](const char* code) {
    return subtree(org, org.at(code)) | ranges::to<std::vector>();
  };
  CHECK(of("R") == ids({0, 1, 2, 3, 4, 5}));
  CHECK(of("M1") == std::vector<position_id>{org.at("M1"), org.at("a"), org.at("b")});
  CHECK(of("c") == std::vector<position_id>{org.at("c")});
  CHECK(subtree_view().empty());
}

TEST_CASE("subtree agrees with climbing by hand on random organisations", "[views][subtree]") {
  for (std::uint64_t seed = 0; seed < cases_to_try(2000); ++seed) {
    CAPTURE(seed);
    const by_hand hand(random_description(seed));
    const organisation org = make(hand.what());
    std::vector<std::set<std::size_t>> expected(hand.size());
    for (std::size_t i = 0; i < hand.size(); ++i) {
      expected[i].insert(i);
      for (std::size_t at = i; !hand.on_cycle(at) && hand.superior(at);) {
        at = *hand.superior(at);
        expected[at].insert(i);
      }
    }
    for (std::size_t i = 0; i < hand.size(); ++i) {
      std::set<std::size_t> found;
      const position_id top = org.position_at(static_cast<row_index>(i));
      const std::vector<position_id> listed = subtree(org, top) | ranges::to<std::vector>();
      for (position_id p : listed) found.insert(org.row(p));
      REQUIRE(found == expected[i]);
      REQUIRE(listed.size() == found.size());
      REQUIRE(listed.front() == top);
      REQUIRE(std::ranges::is_sorted(listed));
    }
  }
}

TEST_CASE("subtree walks a chain and a star of two hundred thousand positions",
          "[views][subtree]") {
  constexpr std::uint32_t size = 200'000;
  std::vector<row_index> superiors(size, no_row);
  for (row_index row = 1; row < size; ++row) superiors[row] = row - 1;
  CHECK(ranges::distance(subtree(command_forest(superiors), position_id{1})) == size - 1);
  std::fill(superiors.begin() + 1, superiors.end(), 0U);
  CHECK(ranges::distance(subtree(command_forest(superiors), position_id{0})) == size);
}
