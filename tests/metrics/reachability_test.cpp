// SPDX-License-Identifier: BSL-1.0
#include <pangkas/metrics/reachability.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/networks.hpp"

#include <pangkas/core/organisation_graph.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

std::vector<std::uint32_t> reached(const sketch& s) {
  std::vector<std::uint32_t> counts;
  for (const std::vector<bool>& row : closure(adjacency(s)))
    counts.push_back(static_cast<std::uint32_t>(std::count(row.begin(), row.end(), true) - 1));
  return counts;
}

}  // namespace

TEST_CASE("reachable_positions agrees with the closure of random digraphs",
          "[metrics][reachability]") {
  for (std::uint64_t seed = 0; seed < cases_to_try(20'000); ++seed) {
    CAPTURE(seed);
    const sketch s = random_sketch(seed, 12);
    REQUIRE(*reachable_positions(list_of(s)) == reached(s));
    if (seed % 4 == 0) REQUIRE(*reachable_positions(archetype_of(s)) == reached(s));
  }
}

TEST_CASE("reachable_positions takes more than 64 tangled positions in turns",
          "[metrics][reachability]") {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    CAPTURE(seed);
    dice roll(seed);
    sketch s{60 + 40 * (seed % 4), {}};
    for (std::size_t i = 1; i < s.size; ++i)
      for (std::size_t times = 1 + roll.below(3); times > 0; --times)
        s.lines.emplace_back(roll.below(i), i);
    if (seed % 2 == 0) s.lines.emplace_back(s.size - 1, s.size / 2);
    REQUIRE(*reachable_positions(rows_of(s)) == reached(s));
  }
}

TEST_CASE("reachable_positions of a forest takes no account of the limit",
          "[metrics][reachability]") {
  CHECK(*reachable_positions(list_of(sketch_of("1-2 2-3 4-5")), {.limit = 0}) ==
        std::vector<std::uint32_t>{2, 1, 0, 1, 0});
  const auto beyond = reachable_positions(list_of(sketch_of("1-3 2-3 3-4")), {.limit = 2});
  CHECK(beyond.why_absent() == absence::too_large);
}
