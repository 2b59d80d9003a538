// SPDX-License-Identifier: BSL-1.0
#include <pangkas/optimise/optimal_delegation.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"

#include <pangkas/error.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

using engine = std::mt19937_64;

std::size_t below(engine& random, std::size_t n) { return static_cast<std::size_t>(random() % n); }

/// Any gains: also such as no organisation has, where a higher receiver gains more.
delegation_tree random_tree(engine& random, std::size_t most, bool any_gain) {
  delegation_tree tree;
  tree.matter = below(random, 2);
  const std::size_t count = below(random, most + 1);
  std::vector<std::size_t> depth;
  for (std::size_t r = 0; r < count; ++r) {
    const bool is_top = r == 0 || below(random, 5) == 0;
    const std::size_t above = is_top ? 0 : below(random, r);
    tree.above.push_back(is_top ? delegation_tree::nobody : static_cast<std::uint32_t>(above));
    depth.push_back(is_top ? 0 : depth[above] + 1);
    // What falls upwards is less the higher it falls.
    auto gain = static_cast<std::int64_t>(below(random, 30));
    for (std::size_t j = 0; j <= depth.back(); ++j) {
      tree.gain.push_back(any_gain ? static_cast<std::int64_t>(below(random, 30)) - 8 : gain);
      gain = std::max<std::int64_t>(0, gain - static_cast<std::int64_t>(below(random, 12)));
    }
  }
  return tree;
}

/// What a choice gains, by climbing from each receiver to the nearest chosen.
std::int64_t gain_of(const delegation_tree& tree, const std::vector<std::uint32_t>& chosen) {
  std::int64_t gain = 0;
  std::size_t first = 0;
  for (std::uint32_t r = 0; r < tree.above.size(); ++r) {
    std::size_t steps = 0;
    std::size_t depth = 0;
    std::optional<std::size_t> nearest;
    for (std::uint32_t at = r; at != delegation_tree::nobody; at = tree.above[at], ++steps) {
      if (!nearest && std::ranges::count(chosen, at) > 0) nearest = steps;
      depth = steps;
    }
    if (nearest) gain += tree.gain[first + *nearest];
    first += depth + 1;
  }
  return gain;
}

/// The most that any choice of all trees is worth, by trying every one.
std::int64_t enumerate(const std::vector<delegation_tree>& trees, const delegation_limits& limits) {
  std::size_t receivers = 0;
  for (const delegation_tree& tree : trees) receivers += tree.above.size();
  std::int64_t best = std::numeric_limits<std::int64_t>::min();
  for (std::uint32_t set = 0; set < (1U << receivers); ++set) {
    std::size_t bit = 0;
    std::size_t count = 0;
    std::int64_t gain = 0;
    std::map<std::size_t, std::size_t> of_matter;
    for (const delegation_tree& tree : trees) {
      std::vector<std::uint32_t> chosen;
      for (std::uint32_t r = 0; r < tree.above.size(); ++r, ++bit)
        if (((set >> bit) & 1U) != 0) chosen.push_back(r);
      count += chosen.size();
      of_matter[tree.matter] += chosen.size();
      gain += gain_of(tree, chosen);
    }
    if (limits.most && count > *limits.most) continue;
    if (limits.most_of_matter && std::ranges::any_of(of_matter, [&](const auto& m) {
          return m.second > *limits.most_of_matter;
        }))
      continue;
    best = std::max(best, gain - limits.price * static_cast<std::int64_t>(count));
  }
  return best;
}

/// Whether a choice is what it says it is, and keeps to its limits: from the choice alone.
std::int64_t verified(const std::vector<delegation_tree>& trees, const delegation_limits& limits,
                      const delegation_choice& choice) {
  std::int64_t gain = 0;
  std::size_t count = 0;
  std::map<std::size_t, std::size_t> of_matter;
  REQUIRE(choice.chosen.size() == trees.size());
  for (std::size_t t = 0; t < trees.size(); ++t) {
    gain += gain_of(trees[t], choice.chosen[t]);
    count += choice.chosen[t].size();
    of_matter[trees[t].matter] += choice.chosen[t].size();
    CHECK(std::ranges::is_sorted(choice.chosen[t]));
  }
  CHECK(choice.gain == gain);
  CHECK(choice.delegations == count);
  if (limits.most) CHECK(count <= *limits.most);
  if (limits.most_of_matter)
    for (const auto& [matter, here] : of_matter) CHECK(here <= *limits.most_of_matter);
  return gain - limits.price * static_cast<std::int64_t>(count);
}

}  // namespace

TEST_CASE("optimal_delegation chooses the lower of two only for what the upper leaves",
          "[optimise][delegation]") {
  // A head with two offices: 10 matters a year in one, 1 in the other, 2 straight below the head. One
  // line is saved by the head, two by an office. By hand: head alone 13; both offices 22; all three 24;
  // head and the large office 23.
  delegation_tree tree;
  tree.above = {delegation_tree::nobody, 0, 0};
  tree.gain = {2, 20, 10, 2, 1};
  CHECK(optimal_delegation({&tree, 1}).gain == 24);
  CHECK(optimal_delegation({&tree, 1}).chosen[0] == std::vector<std::uint32_t>{0, 1, 2});
  // At 2 each the small office is not worth it, and the head is worth 3 with it away.
  const delegation_choice priced = optimal_delegation({&tree, 1}, {.price = 2});
  CHECK(priced.chosen[0] == std::vector<std::uint32_t>{0, 1});
  CHECK(priced.bound == 23 - 4);
  CHECK(optimal_delegation({&tree, 1}, {.most = 1}).chosen[0] == std::vector<std::uint32_t>{1});
  CHECK(optimal_delegation({&tree, 1}, {.most = 0}).chosen[0].empty());
  CHECK(delegation_frontier({&tree, 1}, 9) == std::vector<std::int64_t>{0, 20, 23, 24});
}

TEST_CASE("optimal_delegation finds what trying every choice finds", "[optimise][delegation]") {
  engine random(20261130);
  std::size_t refused = 0;
  std::size_t open = 0;
  for (std::size_t i = 0; i < cases_to_try(10'000); ++i) {
    const bool any_gain = below(random, 3) == 0;
    std::vector<delegation_tree> trees;
    for (std::size_t t = 1 + below(random, 3); t > 0; --t)
      trees.push_back(random_tree(random, t > 1 ? 4 : 5, any_gain));
    delegation_limits limits;
    if (below(random, 2) == 0) limits.price = static_cast<std::int64_t>(below(random, 15));
    const std::int64_t free = enumerate(trees, limits);
    const delegation_choice all = optimal_delegation(trees, limits);
    REQUIRE(verified(trees, limits, all) == free);
    REQUIRE(all.bound == free);
    // No fewer are worth as much.
    if (all.delegations > 0)
      REQUIRE(enumerate(trees, {.price = limits.price, .most = all.delegations - 1}) < free);

    limits.most = below(random, 6);
    if (below(random, 2) == 0) limits.most_of_matter = below(random, 4);
    const std::int64_t limited = enumerate(trees, limits);
    const delegation_choice some = optimal_delegation(trees, limits);
    REQUIRE(verified(trees, limits, some) == limited);
    REQUIRE(some.bound == limited);
    REQUIRE(some.exact);

    // The frontier is the optimum of each number.
    const std::vector<std::int64_t> frontier = delegation_frontier(trees, *limits.most);
    for (std::size_t n = 0; n < frontier.size(); ++n)
      REQUIRE(frontier[n] == enumerate(trees, {.most = n}));

    // Tables that are too small: a price is searched for.
    limits.most_of_matter.reset();
    std::size_t entries = 0;
    for (const delegation_tree& tree : trees) entries += tree.gain.size();
    limits.most_entries = entries;
    const std::int64_t best = enumerate(trees, limits);
    const delegation_choice searched = optimal_delegation(trees, limits);
    const std::int64_t worth = verified(trees, limits, searched);
    REQUIRE(worth <= best);
    REQUIRE(best <= searched.bound);
    REQUIRE(searched.exact == (worth == searched.bound));
    ++(searched.exact ? refused : open);
  }
  CHECK(refused > 0);
  CHECK(open > 0);
}

TEST_CASE("optimal_delegation loses nothing by a lower price or a higher limit",
          "[optimise][delegation]") {
  engine random(7);
  for (std::size_t i = 0; i < cases_to_try(400); ++i) {
    const std::vector<delegation_tree> trees{random_tree(random, 60, false),
                                             random_tree(random, 60, false)};
    std::int64_t worth = std::numeric_limits<std::int64_t>::max();
    std::size_t count = std::numeric_limits<std::size_t>::max();
    for (const std::int64_t price : {0, 1, 3, 9, 27}) {
      const delegation_choice choice = optimal_delegation(trees, {.price = price});
      CHECK(choice.bound <= worth);
      CHECK(choice.delegations <= count);
      worth = choice.bound;
      count = choice.delegations;
      // So many as a price makes are the best of their number.
      CHECK(delegation_frontier(trees, choice.delegations).back() == choice.gain);
    }
    CHECK(std::ranges::is_sorted(delegation_frontier(trees, 40)));
  }
}

TEST_CASE("optimal_delegation refuses what it cannot solve, in a sentence",
          "[optimise][delegation]") {
  delegation_tree tree;
  tree.above = {1, delegation_tree::nobody};
  tree.gain = {1, 1, 1};
  CHECK_THROWS_AS(optimal_delegation({&tree, 1}), structure_error);
  tree.above = {delegation_tree::nobody, 0};
  tree.gain = {1, 1};
  CHECK_THROWS_AS(optimal_delegation({&tree, 1}), structure_error);
  tree.gain = {1, 1, 1};
  CHECK_THROWS_AS(optimal_delegation({&tree, 1}, {.price = -1}), input_error);
  CHECK_THROWS_AS(optimal_delegation({&tree, 1}, {.most_entries = 2}), input_error);
  CHECK_THROWS_AS(optimal_delegation({&tree, 1}, {.most_of_matter = 1, .most_entries = 3}),
                  input_error);
  CHECK_THROWS_AS(delegation_frontier({&tree, 1}, 2, 3), input_error);
  constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
  tree.gain = {most, 0, most};
  CHECK_THROWS_AS(optimal_delegation({&tree, 1}), input_error);
}
