// SPDX-License-Identifier: BSL-1.0
#include <pangkas/graph/line_search.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/ids.hpp"
#include "support/networks.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

TEST_CASE("a search gives the positions below, nearest first", "[graph][line_search]") {
  // 0 → 1 → 3 → 0, 0 → 2, and 4 → 0 from above.
  const line_network network =
      network_of(archetype_of({5, {{0, 1}, {1, 3}, {3, 0}, {0, 2}, {4, 0}}}));
  line_search search(network);
  const auto found = search.from(position_id{0});
  CHECK(std::vector<position_id>(found.begin(), found.end()) == ids({0, 1, 2, 3}));
  CHECK(search.distance(position_id{0}) == 0);
  CHECK(search.distance(position_id{2}) == 1);
  CHECK(search.distance(position_id{3}) == 2);
  CHECK_FALSE(search.distance(position_id{4}));
  // The next search knows nothing of the last one.
  CHECK(search.from(position_id{2}).size() == 1);
  CHECK_FALSE(search.distance(position_id{0}));
  CHECK(search.distance(position_id{2}) == 0);
}

TEST_CASE("a search finds the distances, from one position after the other",
          "[graph][line_search]") {
  for (std::uint64_t seed = 0; seed < cases_to_try(10'000); ++seed) {
    const sketch s = random_sketch(seed, 12);
    if (s.size == 0) continue;
    const line_network network = network_of(archetype_of(s));
    line_search search(network);
    const distance_table all = distances(adjacency(s));
    dice roll(seed);
    for (int round = 0; round < 4; ++round) {
      const std::size_t start = roll.below(s.size);
      const auto& expected = all[start];
      const auto order = search.from(static_cast<position_id>(start));
      std::size_t reached = 0;
      bool same = order.front() == start;
      for (position_id p{0}; p < s.size; ++p) {
        if (expected[p]) ++reached;
        same = same && search.distance(p) == expected[p];
      }
      std::vector<bool> seen(s.size, false);
      for (std::size_t i = 0; i < order.size(); ++i) {
        same = same && !seen[order[i]] && expected[order[i]] &&
               (i == 0 || expected[order[i - 1]] <= expected[order[i]]);
        seen[order[i]] = true;
      }
      if (!same || order.size() != reached) {
        CAPTURE(seed, start);
        FAIL_CHECK("differs from the distances");
      }
    }
  }
}

TEST_CASE("drawn_positions is a set of the size asked for, each as often as any other",
          "[graph][line_search]") {
  CHECK(drawn_positions(0, 5, 1).empty());
  CHECK(drawn_positions(3, 5, 1) == ids({0, 1, 2}));
  std::vector<std::size_t> times(10, 0);
  const std::size_t draws = cases_to_try(20'000);
  for (std::uint64_t seed = 0; seed < draws; ++seed) {
    const auto drawn = drawn_positions(10, 3, seed);
    REQUIRE(drawn.size() == 3);
    REQUIRE(std::adjacent_find(drawn.begin(), drawn.end(), std::greater_equal<>()) == drawn.end());
    for (const position_id p : drawn) ++times[p];
  }
  // Three of ten draws each, within four standard deviations of a binomial share.
  const double all = static_cast<double>(draws);
  for (const std::size_t t : times)
    CHECK_THAT(static_cast<double>(t), within(0.3 * all, 4 * std::sqrt(0.21 * all)));
}
