// SPDX-License-Identifier: BSL-1.0
#include <pangkas/optimise/frontier.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/ids.hpp"

#include <pangkas/error.hpp>
#include <pangkas/optimise/flattening_gain.hpp>
#include <pangkas/optimise/optimal_flattening.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <random>
#include <set>
#include <utility>
#include <vector>

using namespace pangkas;

namespace {

command_forest random_tree(std::uint64_t seed) {
  std::mt19937_64 random(seed);
  const std::size_t size = 2 + random() % 30;
  std::vector<row_index> superiors{no_row};
  for (row_index row = 1; row < size; ++row)
    superiors.push_back(random() % 20 == 0 ? no_row
                                           : static_cast<row_index>(random() % ((row + 1) / 2)));
  return command_forest(superiors);
}

/// The superiors after a conversion, by climbing.
std::vector<row_index> superiors_after(const command_forest& forest,
                                       const std::vector<position_id>& converted) {
  std::vector<position_id> superiors(forest.superiors().begin(), forest.superiors().end());
  for (position_id& s : superiors)
    while (s != no_position && std::ranges::count(converted, s) > 0) s = forest.superiors()[s];
  return tests::rows(superiors);
}

}  // namespace

TEST_CASE("frontier is the optimum of each cap, and what it looks like after",
          "[optimise][frontier]") {
  for (std::uint64_t seed = 0; seed < pangkas::tests::cases_to_try(2000); ++seed) {
    const command_forest forest = random_tree(seed);
    std::mt19937_64 random(seed);
    flattening_problem problem;
    std::vector<double> traffic = default_traffic(forest);
    std::vector<double> cost;
    for (position_id p{0}; p < forest.size(); ++p) {
      problem.gain.push_back(static_cast<std::int64_t>(traffic[p]) * 4 - 3);
      cost.push_back(static_cast<double>(random() % 100));
    }
    const wide_posts wide = seed % 2 == 0 ? wide_posts::keep : wide_posts::narrow;
    const flattening_frontier found = frontier(forest, problem, 1, 12, {wide, traffic, cost});
    std::vector<frontier_point> all = found.points;
    for (const dominated_point& d : found.dominated) all.push_back(d.point);
    std::ranges::sort(all, {}, &frontier_point::cap);
    REQUIRE(all.size() == 12);
    for (std::size_t cap = 1; cap <= 12; ++cap) {
      CAPTURE(seed, cap);
      const frontier_point& point = all[cap - 1];
      problem.capacity = capacity_of_span(forest, cap, wide);
      const flattening_solution solution = optimal_flattening(forest, problem);
      frontier_point expected;
      expected.cap = cap;
      expected.gain = solution.gain;
      expected.converted = solution.converted.size();
      for (const flattened_tree& tree : solution.trees)
        if (tree.cause) ++expected.infeasible;
      expected.hand_offs = 0;
      expected.cost = 0;
      for (const position_id p : solution.converted) {
        *expected.hand_offs += traffic[p];
        *expected.cost += cost[p];
      }
      const command_forest after(superiors_after(forest, solution.converted));
      for (const std::uint32_t span : after.spans())
        expected.widest_span = std::max<std::size_t>(expected.widest_span, span);
      expected.layers = after.layers();
      for (position_id p{0}; p < forest.size(); ++p) {
        if (forest.span(p) > 0) continue;
        const auto has_check = [](const command_forest& f, position_id q) {
          return f.superior(q) && f.superior(*f.superior(q));
        };
        if (has_check(forest, p) && !has_check(after, after.position_at(p))) ++expected.unchecked;
      }
      REQUIRE(point == expected);
    }
    // What is left is no worse in everything than what it dominates, and nothing left is dominated.
    const auto no_worse = [](const frontier_point& a, const frontier_point& b) {
      return a.gain >= b.gain && a.infeasible <= b.infeasible && a.converted <= b.converted &&
             a.widest_span <= b.widest_span && a.layers <= b.layers && a.unchecked <= b.unchecked;
    };
    for (const dominated_point& d : found.dominated) REQUIRE(no_worse(all[d.by_cap - 1], d.point));
    for (const frontier_point& a : found.points)
      for (const frontier_point& b : found.points) REQUIRE((a.cap == b.cap || !no_worse(a, b)));
  }
}

TEST_CASE("layer_frontier is the narrowest cap for each limit on layers, by trying every cap",
          "[optimise][frontier]") {
  std::size_t without = 0;
  for (std::uint64_t seed = 0; seed < pangkas::tests::cases_to_try(1000); ++seed) {
    const command_forest forest = random_tree(seed);
    flattening_problem problem;
    problem.gain.assign(forest.size(), -1);
    const wide_posts wide = seed % 2 == 0 ? wide_posts::keep : wide_posts::narrow;
    if (seed % 3 == 0) {
      problem.floor.assign(forest.size(), 3);
      for (position_id p{0}; p < forest.size(); ++p)
        if (!forest.superior(p)) problem.floor[p] = 0;
    }
    if (seed % 4 == 0) {
      problem.protections = {{"stays", "", {}, {}}};
      for (position_id p{0}; p < forest.size(); ++p)
        problem.protection.push_back(p % 5 == 1 ? 1 : 0);
    }
    const std::vector<layer_point> found =
        layer_frontier(forest, problem, 1, 4, {.wide = wide, .traffic = {}, .cost = {}});
    REQUIRE(found.size() == 4);
    for (std::size_t layers = 1; layers <= 4; ++layers) {
      CAPTURE(seed, layers);
      const layer_point& point = found[layers - 1];
      problem.layers = layers;
      const auto unsolved = [&](std::size_t cap) {
        problem.capacity = capacity_of_span(forest, cap, wide);
        const flattening_solution solution = optimal_flattening(forest, problem);
        std::size_t trees = 0;
        for (const flattened_tree& tree : solution.trees) trees += tree.cause ? 1U : 0U;
        return std::pair{trees, solution.converted.size()};
      };
      const std::size_t least = unsolved(forest.size()).first;
      std::size_t cap = 1;
      while (unsolved(cap).first > least) ++cap;
      REQUIRE(point.max_layers == layers);
      REQUIRE(point.at.cap == cap);
      REQUIRE(point.at.infeasible == least);
      REQUIRE(point.at.converted == unsolved(cap).second);
      without += least;
    }
  }
  CHECK(without > 0);
  CHECK_THROWS_AS(layer_frontier(random_tree(1), {}, 0, 3), structure_error);
  CHECK_THROWS_AS(layer_frontier(random_tree(1), {}, 4, 3), structure_error);
}

TEST_CASE("price_hull is the hull of all choices", "[optimise][frontier]") {
  for (std::uint64_t seed = 0; seed < pangkas::tests::cases_to_try(2000); ++seed) {
    std::mt19937_64 random(seed);
    const std::size_t managers = 1 + random() % 9;
    std::vector<row_index> superiors{no_row};
    for (position_id p{1}; p < managers; ++p)
      superiors.push_back(static_cast<position_id>(random() % p));
    for (std::size_t i = random() % 10; i > 0; --i)
      superiors.push_back(static_cast<position_id>(random() % managers));
    const command_forest forest(superiors);
    flattening_problem problem;
    problem.capacity = capacity_of_span(forest, 1 + random() % 6);
    for (position_id p{0}; p < forest.size(); ++p)
      problem.gain.push_back(static_cast<std::int64_t>(random() % 20));

    // Best gain by posts converted, over all choices.
    std::vector<position_id> free;
    for (position_id p{1}; p < forest.size(); ++p)
      if (forest.span(p) > 0) free.push_back(p);
    std::vector<std::int64_t> best(free.size() + 1, -1);
    for (std::uint32_t set = 0; set < (1U << free.size()); ++set) {
      std::vector<position_id> gone;
      std::int64_t gain = 0;
      for (std::size_t i = 0; i < free.size(); ++i)
        if (((set >> i) & 1U) != 0) {
          gone.push_back(free[i]);
          gain += problem.gain[free[i]];
        }
      std::vector<std::int32_t> spans(forest.size(), 0);
      for (const row_index s : superiors_after(forest, gone))
        if (s != no_row) ++spans[s];
      bool fits = true;
      for (position_id p{0}; p < forest.size(); ++p) fits = fits && spans[p] <= problem.capacity[p];
      if (fits) best[gone.size()] = std::max(best[gone.size()], gain);
    }
    // A point is a corner of the hull if no two others, or a point alone, are as good.
    std::vector<std::pair<std::int64_t, std::int64_t>> corners;
    for (std::size_t n = 0; n < best.size(); ++n) {
      if (best[n] < 0) continue;
      bool corner = true;
      for (std::size_t a = 0; a < n; ++a) {
        if (best[a] < 0) continue;
        if (best[a] >= best[n]) corner = false;
        for (std::size_t b = n + 1; b < best.size(); ++b)
          if (best[b] >= 0 && (best[n] - best[a]) * std::int64_t(b - a) <=
                                  (best[b] - best[a]) * std::int64_t(n - a))
            corner = false;
      }
      if (corner) corners.emplace_back(n, best[n]);
    }
    std::vector<std::pair<std::int64_t, std::int64_t>> found;
    double price = 1e300;
    for (const price_point& point : price_hull(forest, problem)) {
      found.emplace_back(point.converted.size(), point.gain);
      CHECK(point.price < price);
      price = point.price;
    }
    CAPTURE(seed);
    REQUIRE(found == corners);
    CHECK(price == 0);
  }
}

TEST_CASE("price_hull counts posts by default, and keeps those that are protected",
          "[optimise][frontier]") {
  // 0 leads 1 and 2; 1 leads 3, which leads 4; 2 leads 5.
  const command_forest forest(std::vector<row_index>{no_row, 0, 0, 1, 3, 2});
  const auto hull = [&](const flattening_problem& problem) {
    std::vector<std::pair<std::int64_t, std::int64_t>> points;
    for (const price_point& point : price_hull(forest, problem))
      points.emplace_back(point.converted.size(), point.gain);
    return points;
  };
  using points = std::vector<std::pair<std::int64_t, std::int64_t>>;
  flattening_problem problem;
  CHECK(hull(problem) == points{{0, 0}, {3, 3}});
  // Of 1, 2 and 3 only 1 and 3 may go; who loses by going stays.
  problem.protections = {{"keep", "On the list.", {}, {}}};
  problem.protection.assign(forest.size(), 1);
  for (const row_index row : {1U, 3U}) problem.protection[forest.position_at(row)] = 0;
  CHECK(hull(problem) == points{{0, 0}, {2, 2}});
  problem.gain.assign(forest.size(), 5);
  problem.gain[forest.position_at(3)] = -7;
  CHECK(hull(problem) == points{{0, 0}, {1, 5}});
}

TEST_CASE("gains that no whole number holds are refused", "[optimise][frontier]") {
  const command_forest forest(std::vector<row_index>{no_row, 0, 1, no_row, 3, 4});
  flattening_problem problem;
  problem.gain.assign(forest.size(), std::numeric_limits<std::int64_t>::max() / 4 * 3);
  CHECK_THROWS_AS(frontier(forest, problem, 1, 5), input_error);
  CHECK_THROWS_AS(price_hull(forest, problem), input_error);
  // Trees that fit, but not together, times the number of posts by which a price is looked for, or less
  // a price that nothing is worth. Positions 2 and 3 are those that may go.
  const std::string words =
      "the gains are too large for a hull of prices; give them in a larger unit";
  constexpr std::int64_t eighth = std::numeric_limits<std::int64_t>::max() / 8;
  const std::array<std::pair<std::int64_t, std::int64_t>, 3> gains{
      {{eighth, eighth * 4}, {eighth * 5, eighth}, {-eighth * 6, 1}}};
  for (const auto& [first, second] : gains) {
    problem.gain = {0, 0, first, second, first == eighth ? eighth * 5 : 0, 0};
    CHECK_THROWS_WITH(price_hull(forest, problem), words);
  }
  problem.gain = {0, 0, eighth, 1, 0, 0};
  CHECK(price_hull(forest, problem).back().gain == eighth + 1);
}

TEST_CASE("frontier refuses a range or lists that make no sense", "[optimise][frontier]") {
  const command_forest forest(std::vector<row_index>{no_row, 0});
  CHECK_THROWS_AS(frontier(forest, {}, 0, 5), structure_error);
  CHECK_THROWS_AS(frontier(forest, {}, 6, 5), structure_error);
  CHECK_THROWS_AS(frontier(forest, {}, 1, 1ULL << 40U), structure_error);
  const std::vector<double> one{1};
  CHECK_THROWS_AS(frontier(forest, {}, 1, 5, {wide_posts::keep, one, {}}), structure_error);
  CHECK_THROWS_AS(frontier(forest, {}, 1, 5, {wide_posts::keep, {}, one}), structure_error);
}
