// SPDX-License-Identifier: BSL-1.0
#include <pangkas/transform/optimal_flattening.hpp>

#include "support/catch.hpp"

#include <boost/graph/adjacency_list.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <random>
#include <utility>
#include <vector>

using namespace pangkas;

namespace {

/// A problem on an array of superiors; every position is a row. Nothing here is in level order.
struct plain_problem {
  std::vector<position_id> superior;
  std::vector<bool> may_go;
  std::vector<std::int64_t> gain;
  std::vector<std::int32_t> kept, converted, capacity;
  std::vector<position_id> decider;  // no_position: none
  std::optional<std::size_t> layers;

  [[nodiscard]] std::size_t size() const { return superior.size(); }
  [[nodiscard]] bool is_below(position_id p, position_id top) const {
    for (; p != no_position; p = superior[p])
      if (p == top) return true;
    return false;
  }
  [[nodiscard]] bool is_manager(position_id p) const { return std::ranges::count(superior, p) > 0; }
  /// Top, then each subordinate with all below it, in the order of the rows.
  void pre_order(position_id p, std::vector<position_id>& order) const {
    order.push_back(p);
    for (position_id q = 0; q < size(); ++q)
      if (superior[q] == p) pre_order(q, order);
  }
  [[nodiscard]] position_id nearest_kept(position_id p, const std::vector<bool>& gone) const {
    for (p = superior[p]; p != no_position && gone[p];) p = superior[p];
    return p;
  }
  [[nodiscard]] std::int64_t load_of(position_id p, const std::vector<bool>& gone) const {
    std::int64_t load = 0;
    for (position_id q = 0; q < size(); ++q)
      if (superior[q] != no_position && nearest_kept(q, gone) == p)
        load += gone[q] ? converted[q] : kept[q];
    return load;
  }
  [[nodiscard]] bool bears(position_id p, const std::vector<bool>& gone) const {
    return gone[p] || load_of(p, gone) <= capacity[p];
  }
  [[nodiscard]] bool checked(position_id p, const std::vector<bool>& gone) const {
    if (decider[p] == no_position) return true;
    for (position_id q = superior[p]; q != decider[p]; q = superior[q])
      if (!gone[q]) return true;
    return false;
  }
  [[nodiscard]] std::size_t layer_of(position_id p, const std::vector<bool>& gone) const {
    std::size_t layer = 0;
    for (position_id q = p; q != no_position; q = superior[q])
      if (!gone[q] && is_manager(q)) ++layer;
    return layer;
  }
};

/// What may be asked of a choice.
struct asked {
  bool checks = true;
  bool layers = true;
};

/// All that enumeration finds about one tree.
struct enumerated {
  bool feasible = false;
  std::int64_t gain = 0;
  std::vector<position_id> gone;
  std::size_t fewest_layers = std::numeric_limits<std::size_t>::max();  ///< of what keeps the rest
  bool by_capacity = false;  ///< some choice keeps to the capacities
  bool by_checks = false;    ///< some choice keeps to the capacities and checks
};

enumerated enumerate(const plain_problem& problem, position_id top) {
  std::vector<position_id> tree;
  problem.pre_order(top, tree);
  std::vector<position_id> free;
  for (const position_id p : tree)
    if (p != top && problem.may_go[p]) free.push_back(p);
  enumerated best;
  std::vector<bool> gone(problem.size(), false);
  // The first in pre-order is the highest bit, so a lower number keeps where two differ first.
  for (std::uint32_t set = 0; set < (1U << free.size()); ++set) {
    std::int64_t gain = 0;
    std::size_t count = 0;
    for (std::size_t i = 0; i < free.size(); ++i) {
      gone[free[i]] = ((set >> (free.size() - 1 - i)) & 1U) != 0;
      if (!gone[free[i]]) continue;
      gain += problem.gain[free[i]];
      ++count;
    }
    // Nothing that cannot be better is looked at, unless nothing is known yet.
    if (best.feasible && (gain < best.gain || (gain == best.gain && count >= best.gone.size())))
      continue;
    if (!std::ranges::all_of(tree, [&](position_id p) { return problem.bears(p, gone); })) continue;
    best.by_capacity = true;
    if (!std::ranges::all_of(tree, [&](position_id p) { return problem.checked(p, gone); }))
      continue;
    best.by_checks = true;
    std::size_t layers = 0;
    for (const position_id p : tree) layers = std::max(layers, problem.layer_of(p, gone));
    best.fewest_layers = std::min(best.fewest_layers, layers);
    if (problem.layers && layers > *problem.layers) continue;
    best.feasible = true;
    best.gain = gain;
    best.gone.clear();
    for (const position_id p : free)
      if (gone[p]) best.gone.push_back(p);
  }
  std::ranges::sort(best.gone);
  return best;
}

/// Least load that can arrive at a kept position by choices below it; absent if there is none.
std::optional<std::int64_t> least_arriving(const plain_problem& problem, position_id top,
                                           bool with_checks) {
  std::vector<position_id> tree;
  problem.pre_order(top, tree);
  std::vector<position_id> free;
  for (const position_id p : tree)
    if (p != top && problem.may_go[p]) free.push_back(p);
  std::optional<std::int64_t> least;
  std::vector<bool> gone(problem.size(), false);
  for (std::uint32_t set = 0; set < (1U << free.size()); ++set) {
    for (std::size_t i = 0; i < free.size(); ++i) gone[free[i]] = ((set >> i) & 1U) != 0;
    const bool fits = std::ranges::all_of(tree, [&](position_id p) {
      if (p != top && !problem.bears(p, gone)) return false;
      // Of what is decided at the position or below it; the rest may still be checked above.
      return !with_checks || p == top || problem.decider[p] == no_position ||
             !problem.is_below(problem.decider[p], top) || problem.checked(p, gone);
    });
    if (!fits) continue;
    const std::int64_t load = problem.load_of(top, gone);
    if (!least || load < *least) least = load;
  }
  return least;
}

using engine = std::mt19937_64;

std::size_t below(engine& random, std::size_t n) { return static_cast<std::size_t>(random() % n); }

plain_problem random_problem(std::uint64_t seed) {
  engine random(seed);
  plain_problem problem;
  // Mostly few managers, sometimes fourteen: enumeration doubles with each.
  const std::size_t most = below(random, 25) == 0 ? 14 : 1 + below(random, 9);
  const std::size_t managers = 1 + below(random, most);
  std::vector<position_id> superior(managers, no_position);
  const std::size_t reach = 1 + below(random, 4);  // low: deep trees
  for (position_id p = 1; p < managers; ++p)
    if (below(random, 8) != 0)
      superior[p] =
          p - 1 - static_cast<position_id>(below(random, std::min<std::size_t>(p, reach)));
  for (std::size_t i = below(random, 2 * managers + 1); i > 0; --i)
    superior.push_back(static_cast<position_id>(below(random, managers)));
  // Rows in any order.
  const std::size_t size = superior.size();
  std::vector<position_id> row(size);
  for (position_id p = 0; p < size; ++p) row[p] = p;
  for (std::size_t i = size; i > 1; --i) std::swap(row[i - 1], row[below(random, i)]);
  problem.superior.assign(size, no_position);
  for (position_id p = 0; p < size; ++p)
    if (superior[p] != no_position) problem.superior[row[p]] = row[superior[p]];

  const bool unit = below(random, 3) == 0;
  const bool same_capacity = below(random, 2) == 0;
  const auto capacity = static_cast<std::int32_t>(1 + below(random, 8));
  const std::size_t gains = below(random, 3);
  const std::size_t protect = 1 + below(random, 6);
  std::size_t leaves = 0;
  problem.decider.assign(size, no_position);
  const bool checks = below(random, 3) == 0;
  for (position_id p = 0; p < size; ++p) {
    const bool manager = problem.is_manager(p);
    const bool leaf_too = !manager && below(random, 20) == 0 && ++leaves <= 2;
    problem.may_go.push_back((manager && below(random, protect) != 1) || leaf_too);
    problem.gain.push_back(gains == 0   ? 1
                           : gains == 1 ? static_cast<std::int64_t>(below(random, 4)) - 1
                                        : static_cast<std::int64_t>(below(random, 2000)) - 400);
    problem.kept.push_back(unit ? 1 : static_cast<std::int32_t>(below(random, 4)));
    problem.converted.push_back(unit ? 1 : static_cast<std::int32_t>(below(random, 4)));
    problem.capacity.push_back(same_capacity ? capacity
                               : below(random, 6) == 0
                                   ? unlimited_capacity
                                   : static_cast<std::int32_t>(below(random, 10)));
    if (!checks || below(random, 3) != 0) continue;
    std::vector<position_id> above;
    for (position_id q = problem.superior[p]; q != no_position; q = problem.superior[q])
      above.push_back(q);
    if (!above.empty()) problem.decider[p] = above[below(random, above.size())];
  }
  if (below(random, 3) == 0) problem.layers = 1 + below(random, 4);
  return problem;
}

flattening_problem numbered(const command_forest& forest, const plain_problem& plain) {
  flattening_problem problem;
  problem.protections = {{"stays", "for the test", {}, {}}};
  problem.layers = plain.layers;
  for (position_id p = 0; p < forest.size(); ++p) {
    const row_index row = forest.row(p);
    problem.protection.push_back(plain.may_go[row] ? 0 : 1);
    problem.gain.push_back(plain.gain[row]);
    problem.load_kept.push_back(plain.kept[row]);
    problem.load_converted.push_back(plain.converted[row]);
    problem.capacity.push_back(plain.capacity[row]);
    problem.decider.push_back(
        plain.decider[row] == no_position ? no_position : forest.position_at(plain.decider[row]));
  }
  return problem;
}

}  // namespace

TEST_CASE("optimal_flattening agrees with an enumeration of all choices",
          "[transform][optimal_flattening]") {
  std::size_t feasible = 0;
  std::size_t infeasible = 0;
  for (std::uint64_t seed = 0; seed < 100'000; ++seed) {
    const plain_problem plain = random_problem(seed);
    const command_forest forest(plain.superior);
    const flattening_problem problem = numbered(forest, plain);
    const flattening_solution solution = optimal_flattening(forest, problem, {.reasons = false});
    std::vector<row_index> gone;
    std::int64_t gain = 0;
    for (const flattened_tree& tree : solution.trees) {
      const row_index top = forest.row(tree.top);
      const enumerated expected = enumerate(plain, top);
      INFO("seed " << seed << ", top " << top);
      ++(expected.feasible ? feasible : infeasible);
      REQUIRE(!tree.cause == expected.feasible);
      if (!tree.cause) {
        REQUIRE(tree.gain == expected.gain);
        REQUIRE(tree.converted == expected.gone.size());
        gain += tree.gain;
        gone.insert(gone.end(), expected.gone.begin(), expected.gone.end());
        continue;
      }
      REQUIRE(tree.gain == 0);
      const row_index at = forest.row(tree.cause->position);
      switch (tree.cause->limit) {
        case flattening_limit::capacity:
          REQUIRE(tree.cause->allowed == plain.capacity[at]);
          REQUIRE(tree.cause->missed_by ==
                  least_arriving(plain, at, expected.by_capacity).value() - plain.capacity[at]);
          REQUIRE((at == top || !plain.may_go[at]));
          break;
        case flattening_limit::checks:
          REQUIRE(expected.by_capacity);
          REQUIRE_FALSE(expected.by_checks);
          break;
        case flattening_limit::layers:
          REQUIRE(expected.by_checks);
          REQUIRE(at == top);
          REQUIRE(tree.cause->allowed == std::int64_t(*plain.layers));
          REQUIRE(tree.cause->missed_by == std::int64_t(expected.fewest_layers - *plain.layers));
          break;
      }
    }
    REQUIRE(solution.gain == gain);
    std::vector<row_index> found;
    for (const position_id p : solution.converted) found.push_back(forest.row(p));
    std::ranges::sort(found);
    std::ranges::sort(gone);
    CAPTURE(seed);
    REQUIRE(found == gone);
  }
  // So that the test does not lose its meaning.
  CHECK(feasible > 50'000);
  CHECK(infeasible > 10'000);
}
