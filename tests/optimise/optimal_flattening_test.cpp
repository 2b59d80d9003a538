// SPDX-License-Identifier: BSL-1.0
#include <pangkas/optimise/optimal_flattening.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/ids.hpp"
#include "support/plain_flattening.hpp"
#include "support/verify_flattening.hpp"

#include <pangkas/optimise/frontier.hpp>

#include <boost/graph/adjacency_list.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <variant>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

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
  bool by_floor = false;     ///< some choice keeps to the capacities and floors
  bool by_checks = false;    ///< some choice keeps to the capacities, floors and checks
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
    if (!std::ranges::all_of(tree, [&](position_id p) { return problem.reaches(p, gone); }))
      continue;
    best.by_floor = true;
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

/// Loads that can arrive at a kept position by choices that keep to the capacities and floors below
/// it, ascending.
std::vector<std::int64_t> arriving(const plain_problem& problem, position_id top) {
  std::vector<position_id> tree;
  problem.pre_order(top, tree);
  std::vector<position_id> free;
  for (const position_id p : tree)
    if (p != top && problem.may_go[p]) free.push_back(p);
  std::vector<std::int64_t> loads;
  std::vector<bool> gone(problem.size(), false);
  for (std::uint32_t set = 0; set < (1U << free.size()); ++set) {
    for (std::size_t i = 0; i < free.size(); ++i) gone[free[i]] = ((set >> i) & 1U) != 0;
    if (std::ranges::all_of(tree, [&](position_id p) {
          return p == top || (problem.bears(p, gone) && problem.reaches(p, gone));
        }))
      loads.push_back(problem.load_of(top, gone));
  }
  std::ranges::sort(loads);
  return loads;
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
  for (position_id p{1}; p < managers; ++p)
    if (below(random, 8) != 0) superior[p] = p - 1 - below(random, std::min<std::size_t>(p, reach));
  for (std::size_t i = below(random, 2 * managers + 1); i > 0; --i)
    superior.push_back(static_cast<position_id>(below(random, managers)));
  // Rows in any order.
  const std::size_t size = superior.size();
  std::vector<position_id> row(size);
  for (position_id p{0}; p < size; ++p) row[p] = p;
  for (std::size_t i = size; i > 1; --i) std::swap(row[i - 1], row[below(random, i)]);
  problem.superior.assign(size, no_position);
  for (position_id p{0}; p < size; ++p)
    if (superior[p] != no_position) problem.superior[row[p]] = row[superior[p]];

  const bool unit = below(random, 3) == 0;
  const bool same_capacity = below(random, 2) == 0;
  const auto capacity = static_cast<std::int32_t>(1 + below(random, 8));
  const std::size_t gains = below(random, 4);
  const std::size_t protect = 1 + below(random, 6);
  std::size_t leaves = 0;
  problem.decider.assign(size, no_position);
  const bool checks = below(random, 3) == 0;
  for (position_id p{0}; p < size; ++p) {
    const bool manager = problem.is_manager(p);
    const bool leaf_too = !manager && below(random, 20) == 0 && ++leaves <= 2;
    problem.may_go.push_back((manager && below(random, protect) != 1) || leaf_too);
    // The last kind does not fit in 64 bits together with the posts converted.
    const auto gain = static_cast<std::int64_t>(below(random, 2000)) - 400;
    problem.gain.push_back(gains == 0   ? 1
                           : gains == 1 ? static_cast<std::int64_t>(below(random, 4)) - 1
                           : gains == 2 ? gain
                                        : gain * (std::int64_t{1} << 48));
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
  if (below(random, 2) == 0) {
    const bool tops_too = below(random, 3) == 0;
    const auto floor = static_cast<std::int32_t>(1 + below(random, 5));
    const bool same_floor = below(random, 2) == 0;
    for (position_id p{0}; p < size; ++p)
      problem.floor.push_back(problem.superior[p] == no_position && !tops_too ? 0
                              : same_floor                                    ? floor
                                           : static_cast<std::int32_t>(below(random, 6)));
  }
  return problem;
}

flattening_problem numbered(const command_forest& forest, const plain_problem& plain) {
  flattening_problem problem;
  problem.protections = {{"stays", "for the test", {}, {}}};
  problem.layers = plain.layers;
  for (position_id p{0}; p < forest.size(); ++p) {
    const position_id row(forest.row(p));
    problem.protection.push_back(plain.may_go[row] ? 0 : 1);
    problem.gain.push_back(plain.gain[row]);
    problem.load_kept.push_back(plain.kept[row]);
    problem.load_converted.push_back(plain.converted[row]);
    problem.capacity.push_back(plain.capacity[row]);
    if (!plain.floor.empty()) problem.floor.push_back(plain.floor[row]);
    problem.decider.push_back(
        plain.decider[row] == no_position ? no_position : forest.position_at(plain.decider[row]));
  }
  return problem;
}

}  // namespace

TEST_CASE("optimal_flattening agrees with an enumeration of all choices",
          "[optimise][optimal_flattening]") {
  std::size_t feasible = 0;
  std::size_t infeasible = 0;
  std::size_t short_of_floor = 0;
  std::size_t burst_by_floors = 0;
  for (std::uint64_t seed = 0; seed < tests::cases_to_try(100'000); ++seed) {
    const plain_problem plain = random_problem(seed);
    const command_forest forest(rows(plain.superior));
    const flattening_problem problem = numbered(forest, plain);
    const flattening_solution solution = optimal_flattening(forest, problem);
    const flattening_verification verified = verify(forest, problem, solution);
    CAPTURE(seed, verified.faults);
    REQUIRE(verified.holds());
    REQUIRE(verified.gain == solution.gain);
    std::vector<position_id> gone;
    std::int64_t gain = 0;
    for (const flattened_tree& tree : solution.trees) {
      const position_id top(forest.row(tree.top));
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
      const position_id at(forest.row(tree.cause->position));
      switch (tree.cause->limit) {
        case flattening_limit::floor: {
          REQUIRE(expected.by_capacity);
          REQUIRE_FALSE(expected.by_floor);
          REQUIRE(tree.cause->allowed == plain.floor[at]);
          // The most that can report to it within its capacity is too few.
          std::vector<std::int64_t> loads = arriving(plain, at);
          std::erase_if(loads, [&](std::int64_t load) { return load > plain.capacity[at]; });
          REQUIRE(tree.cause->missed_by == plain.floor[at] - loads.back());
          REQUIRE(tree.cause->missed_by > 0);
          ++short_of_floor;
          break;
        }
        case flattening_limit::capacity:
          if (expected.by_capacity && !plain.floor.empty()) {
            // Floors below it let more arrive than it bears.
            REQUIRE_FALSE(expected.by_floor);
            REQUIRE(tree.cause->allowed == plain.capacity[at]);
            REQUIRE(tree.cause->missed_by > 0);
            const std::vector<std::int64_t> loads = arriving(plain, at);
            REQUIRE((loads.empty() || loads.front() >= plain.capacity[at] + tree.cause->missed_by));
            ++burst_by_floors;
            break;
          }
          REQUIRE(tree.cause->allowed == plain.capacity[at]);
          REQUIRE(tree.cause->missed_by ==
                  least_arriving(plain, at, expected.by_capacity).value() - plain.capacity[at]);
          REQUIRE((at == top || !plain.may_go[at]));
          break;
        case flattening_limit::checks:
          REQUIRE(expected.by_floor);
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
    std::vector<position_id> found;
    for (const position_id p : solution.converted) found.emplace_back(forest.row(p));
    std::ranges::sort(found);
    std::ranges::sort(gone);
    REQUIRE(found == gone);
  }
  // So that the test does not lose its meaning.
  CHECK(feasible > tests::cases_to_try(50'000));
  CHECK(infeasible > tests::cases_to_try(10'000));
  CHECK(short_of_floor > tests::cases_to_try(1'000));
  CHECK(burst_by_floors > tests::cases_to_try(100));
}

namespace {

/// A complete tree: `arity` subordinates each, `layers` layers. Positions are numbered level by
/// level.
command_forest complete_tree(std::uint32_t arity, int layers) {
  std::vector<row_index> superiors{no_row};
  position_id first{0};
  for (int layer = 1; layer < layers; ++layer) {
    const auto end = static_cast<position_id>(superiors.size());
    for (position_id p = first; p < end; ++p) superiors.insert(superiors.end(), arity, p);
    first = end;
  }
  return command_forest(superiors);
}

/// Pass-through traffic of the default matter, worked from the layer: arity^(layers below).
by_position<std::int64_t> complete_traffic(const command_forest& forest, std::uint32_t arity) {
  by_position<std::int64_t> traffic(forest.size(), 0);
  std::int64_t leaves = arity;
  for (std::size_t layer = forest.layers() - 1; layer > 1; --layer) {
    for (const position_id p : forest.layer(layer)) traffic[p] = leaves;
    leaves *= arity;
  }
  return traffic;
}

flattening_problem with_cap(const command_forest& forest, std::int32_t cap) {
  flattening_problem problem;
  problem.capacity.assign(forest.size(), cap);
  return problem;
}

}  // namespace

TEST_CASE("optimal_flattening gives the values worked by hand on complete trees",
          "[optimise][optimal_flattening]") {
  SECTION("binary, 4 layers, a cap of 3: half of the lowest managers can go") {
    // 1 root, 2 + 4 managers, 8 leaves. A lowest manager passes 3 upward instead of 1 (2 leaves and
    // itself): its superior then bears 1 + 3 = 4. A middle one passes 3: the root bears 4. With 3,
    // nobody can take on anything.
    const command_forest forest = complete_tree(2, 4);
    flattening_problem problem = with_cap(forest, 3);
    problem.gain = complete_traffic(forest, 2);
    CHECK(optimal_flattening(forest, problem).converted.empty());
    // With 4: each of the three superiors on top can take on one of its two; a middle manager is
    // worth 4 leaves, a lowest one 2. If a middle one (say 1) goes, the root bears 1, its two
    // lowest ones and 2: 4 in all. Below 2, one of the lowest can go: 4 + 2. If both middle ones
    // stay, two of the lowest go: 2 + 2. So the best is 6, and the lower-numbered are kept.
    problem.capacity.assign(forest.size(), 4);
    const flattening_solution solution = optimal_flattening(forest, problem);
    CHECK(solution.gain == 6);
    CHECK(solution.bound == 2 * 4 + 4 * 2);
    CHECK(solution.converted == ids({2, 4}));
    CHECK(verify(forest, problem, solution).holds());
  }
  SECTION("binary, no limit: everything goes, each leaf reports to the root") {
    const command_forest forest = complete_tree(2, 6);
    flattening_problem problem;
    problem.gain = complete_traffic(forest, 2);
    const flattening_solution solution = optimal_flattening(forest, problem);
    CHECK(solution.converted.size() == 30);
    // 32 leaves save 4 hand-offs each.
    CHECK(solution.gain == 32 * 4);
    CHECK(solution.gain == solution.bound);
  }
  SECTION("k-ary, 3 layers: r converted managers leave k + r·k on the root") {
    // Each of k managers has k leaves. Converting r of them puts k + r·k on the root, so r is the
    // whole part of (cap − k) / k, and each saves k hand-offs.
    for (const std::uint32_t k : {2U, 3U, 5U, 8U}) {
      const command_forest forest = complete_tree(k, 3);
      for (std::int32_t cap = static_cast<std::int32_t>(k); cap < 60; ++cap) {
        flattening_problem problem = with_cap(forest, cap);
        problem.gain = complete_traffic(forest, k);
        const flattening_solution solution = optimal_flattening(forest, problem);
        const std::int64_t r = std::min<std::int64_t>((cap - std::int32_t(k)) / std::int32_t(k), k);
        CAPTURE(k, cap);
        CHECK(solution.gain == r * k);
        // The lower-numbered stay: the last r managers go.
        std::vector<position_id> last;
        for (position_id p(k + 1 - r); p <= k; ++p) last.push_back(p);
        CHECK(solution.converted == last);
      }
    }
  }
  SECTION("a chain: with a cap of 1 nothing can go, with c the root takes on c − 1") {
    std::vector<row_index> superiors(tests::cases_to_try(1'000'000), no_row);
    for (row_index row = 1; row < superiors.size(); ++row) superiors[row] = row - 1;
    const command_forest forest(superiors);
    const std::int64_t may_go = static_cast<std::int64_t>(forest.size()) - 2;
    // A kept superior bears the converted posts below it and the next kept one: c − 1 converted, 1
    // kept, over and over. Of the posts between the two ends, every c-th stays; the last position
    // is no manager.
    CHECK(optimal_flattening(forest, with_cap(forest, 1)).converted.empty());
    for (const std::int32_t cap : {2, 3, 10}) {
      const flattening_solution solution = optimal_flattening(forest, with_cap(forest, cap));
      CAPTURE(cap);
      CHECK(solution.gain == may_go - may_go / cap);
    }
  }
}

TEST_CASE("optimal_flattening says why a post is kept and what stands in the way of a tree",
          "[optimise][optimal_flattening]") {
  // 0 over 1 and 2; 1 over 3 and 4, 2 over 5; 3 over 6, 7, 8; 5 over 9.
  const command_forest forest(std::vector<row_index>{no_row, 0, 0, 1, 1, 2, 3, 3, 3, 5});
  flattening_problem problem = with_cap(forest, 4);
  problem.protection = {0, 0, 2, 0, 1, 0, 1, 1, 1, 1};
  problem.protections = {{"no-manager", "", {}, {}}, {"by-law", "Act 3", {}, {}}};
  problem.gain = {0, 3, 1, 3, 0, 0, 0, 0, 0, 0};
  const flattening_solution solution = optimal_flattening(forest, problem);
  // 1 puts 3 and 4 and itself on 0, which bears 2 too: 4. Then 3 stays, for 0 would bear 7 with it;
  // else 3 would go and put 5 on 1. 5 gains nothing.
  CHECK(solution.converted == ids({1}));
  CHECK(solution.kept ==
        std::vector<kept_post>{{position_id(0), kept_as_top{}},
                               {position_id(2), kept_by_rule{1}},
                               {position_id(3), kept_for_capacity{position_id(0), 3}},
                               {position_id(5), kept_without_gain{}}});

  SECTION("capacity") {
    problem.capacity[position_id(2)] = 0;
    const auto cause = optimal_flattening(forest, problem).trees.at(0).cause;
    CHECK(cause == infeasibility{position_id(2), flattening_limit::capacity, 0, 1});
  }
  SECTION("layers") {
    problem.layers = 1;
    problem.capacity.assign(forest.size(), 100);
    // 2 must stay, below 0.
    const auto cause = optimal_flattening(forest, problem).trees.at(0).cause;
    CHECK(cause == infeasibility{position_id(0), flattening_limit::layers, 1, 1});
  }
  SECTION("checks") {
    problem.capacity.assign(forest.size(), 100);
    problem.decider.assign(forest.size(), no_position);
    problem.decider[position_id(6)] = position_id(0);
    const flattening_solution checked = optimal_flattening(forest, problem);
    CHECK(checked.converted == ids({3}));
    CHECK(checked.kept.at(1) == kept_post{position_id(1), kept_for_checks{position_id(6)}});
    problem.decider[position_id(6)] = position_id(3);  // nobody stands between
    CHECK(optimal_flattening(forest, problem).trees.at(0).cause ==
          infeasibility{position_id(3), flattening_limit::checks, 1, 1});
  }
}

TEST_CASE("optimal_flattening solves trees, orphans and cycles apart",
          "[optimise][optimal_flattening]") {
  // Rows 0–3: a tree that cannot be solved. 4–6: one that can. 7–9: orphans. 10, 11: a cycle, with
  // 12 and 13 below it.
  const std::vector<row_index> superiors{no_row, 0, 0, 1,  no_row, 4,  5,
                                         no_row, 7, 8, 11, 10,     11, 12};
  const command_forest forest(superiors, std::vector<row_index>{7});
  flattening_problem problem;
  problem.capacity.assign(forest.size(), unlimited_capacity);
  problem.capacity[forest.position_at(0)] = 1;
  const flattening_solution solution = optimal_flattening(forest, problem);
  REQUIRE(solution.trees.size() == 5);
  CHECK(solution.trees[0].cause);
  std::vector<row_index> rows;
  for (const position_id p : solution.converted) rows.push_back(forest.row(p));
  std::ranges::sort(rows);
  CHECK(rows == std::vector<row_index>{5, 8, 12});
  CHECK(verify(forest, problem, solution).holds());
  CHECK(optimal_flattening(command_forest(), {}).trees.empty());
}

TEST_CASE("a floor is met by conversions that gain nothing, or its tree has no solution",
          "[optimise][optimal_flattening]") {
  // 0 leads 1, 2 and 3; 1 leads 4 and 5, 2 leads 6 and 7, 3 leads 8, 9, 10 and 11.
  const command_forest forest(std::vector<row_index>{no_row, 0, 0, 0, 1, 1, 2, 2, 3, 3, 3, 3});
  flattening_problem problem;
  problem.gain.assign(forest.size(), -1);
  problem.floor.assign(forest.size(), 3);
  // 1 and 2 have two each, 3 has four: 1 and 2 go, and 0 bears 2 + 2 · 2 + 1.
  const flattening_solution solution = optimal_flattening(forest, problem);
  CHECK(solution.converted == ids({1, 2}));
  CHECK(solution.gain == -2);
  CHECK(solution.bound == 0);
  CHECK(verify(forest, problem, solution).holds());
  // With a cap of 6 nobody can take both: of 0, which has no choice, the tree fails.
  problem.capacity.assign(forest.size(), 6);
  const flattening_solution none = optimal_flattening(forest, problem);
  CHECK(none.converted.empty());
  CHECK(none.trees.front().cause ==
        infeasibility{position_id(0), flattening_limit::capacity, 6, 1, true});
  // With a cap of 4 not even one of them: it is the floor of the first of them.
  problem.capacity.assign(forest.size(), 4);
  CHECK(optimal_flattening(forest, problem).trees.front().cause ==
        infeasibility{position_id(1), flattening_limit::floor, 3, 1});
  // All go, and 0 has 11 at most.
  problem.capacity.clear();
  problem.floor.assign(forest.size(), 12);
  CHECK(optimal_flattening(forest, problem).trees.front().cause ==
        infeasibility{position_id(0), flattening_limit::floor, 12, 1});
  // A chain of four superiors, of which two may stay, each with a floor of 3.
  const command_forest chain(std::vector<row_index>{no_row, 0, 1, 2, 3, 3, 3});
  problem.floor = {0, 3, 3, 3, 0, 0, 0};
  problem.gain.assign(chain.size(), -1);
  problem.layers = 1;
  CHECK(optimal_flattening(chain, problem).converted == ids({1, 2, 3}));
  problem.protection = {0, 0, 0, 1, 0, 0, 0};
  problem.protections = {{"stays", "", {}, {}}};
  CHECK(optimal_flattening(chain, problem).trees.front().cause ==
        infeasibility{position_id(0), flattening_limit::layers, 1, 1});
}

TEST_CASE("a lower floor, a wider cap or another layer never loses",
          "[optimise][optimal_flattening]") {
  for (std::uint64_t seed = 0; seed < tests::cases_to_try(20'000); ++seed) {
    CAPTURE(seed);
    const plain_problem plain = random_problem(seed);
    if (plain.floor.empty()) continue;
    const command_forest forest(rows(plain.superior));
    const flattening_problem tight = numbered(forest, plain);
    const flattening_solution least = optimal_flattening(forest, tight);
    const auto never_loses = [&](auto relax) {
      flattening_problem wider = tight;
      relax(wider);
      const flattening_solution more = optimal_flattening(forest, wider);
      for (std::size_t t = 0; t < least.trees.size(); ++t)
        if (!least.trees[t].cause) {
          REQUIRE(!more.trees[t].cause);
          REQUIRE(more.trees[t].gain >= least.trees[t].gain);
        }
    };
    never_loses([](flattening_problem& p) {
      for (std::int32_t& floor : p.floor) floor = std::max(floor - 1, 0);
    });
    never_loses([](flattening_problem& p) {
      for (std::int32_t& cap : p.capacity)
        if (cap < unlimited_capacity) ++cap;
    });
    never_loses([](flattening_problem& p) {
      if (p.layers) ++*p.layers;
    });
  }
}

TEST_CASE("optimal_flattening gives the same answer on threads and on a foreign graph",
          "[optimise][optimal_flattening][threads]") {
  using list = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS>;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    CAPTURE(seed);
    const plain_problem plain = random_problem(seed);
    const command_forest forest(rows(plain.superior));
    const flattening_problem problem = numbered(forest, plain);
    const flattening_solution solution = optimal_flattening(forest, problem);
    REQUIRE(optimal_flattening(forest, problem, {.threads = 3}) == solution);

    list graph(plain.size());
    flattening_problem by_vertex = problem;
    for (position_id p{0}; p < plain.size(); ++p) {
      if (plain.superior[p] != no_position) add_edge(plain.superior[p], p, graph);
      const position_id at = forest.position_at(p);
      by_vertex.protection[p] = problem.protection[at];
      by_vertex.gain[p] = plain.gain[p];
      by_vertex.load_kept[p] = plain.kept[p];
      by_vertex.load_converted[p] = plain.converted[p];
      by_vertex.capacity[p] = plain.capacity[p];
      if (!plain.floor.empty()) by_vertex.floor[p] = plain.floor[p];
      by_vertex.decider[p] = plain.decider[p];
    }
    const flattening_solution foreign = optimal_flattening(graph, by_vertex);
    std::vector<row_index> converted;
    for (const position_id p : solution.converted) converted.push_back(forest.row(p));
    std::ranges::sort(converted);
    REQUIRE(rows(foreign.converted) == converted);
    REQUIRE(foreign.gain == solution.gain);
    REQUIRE(foreign.kept.size() == solution.kept.size());
    for (const flattened_tree& tree : solution.trees) {
      const auto same =
          std::ranges::find(foreign.trees, position_id(forest.row(tree.top)), &flattened_tree::top);
      REQUIRE(same != foreign.trees.end());
      REQUIRE(same->gain == tree.gain);
      REQUIRE(same->cause.has_value() == tree.cause.has_value());
    }
  }
}

TEST_CASE("optimal_flattening refuses a bad problem with a sentence",
          "[optimise][optimal_flattening]") {
  const command_forest forest(std::vector<row_index>{no_row, 0, 1});
  const auto sentence_of = [&](const flattening_problem& problem) -> std::string {
    try {
      static_cast<void>(optimal_flattening(forest, problem, {.threads = 2}));
    } catch (const error& e) {
      return e.what();
    }
    return {};
  };
  flattening_problem problem;
  CHECK(sentence_of(problem).empty());
  problem.layers = 0;
  CHECK(sentence_of(problem) ==
        "0 layers are allowed, but the top of a tree is one; allow 1 or more");
  problem = {};
  problem.gain = {1, 2};
  CHECK(sentence_of(problem) ==
        "the list of gains has 2 entries for 3 positions; give one for each position, or none");
  problem = {};
  problem.load_kept = {1, 1, -2};
  CHECK(sentence_of(problem) == "the load of position 2 is -2; give 0 or more");
  problem = {};
  problem.load_converted = {1, -1, 1};
  CHECK(sentence_of(problem) == "the load of position 1 is -1; give 0 or more");
  problem = {};
  problem.capacity = {-5, 1, 1};
  CHECK(sentence_of(problem) == "the capacity of position 0 is -5; give 0 or more");
  problem = {};
  problem.floor = {1, -1, 0};
  CHECK(sentence_of(problem) == "the floor of position 1 is -1; give 0 or more");
  problem.floor = {1};
  CHECK(sentence_of(problem) ==
        "the list of floors has 1 entries for 3 positions; give one for each position, or none");
  problem = {};
  problem.protection = {0, 0, 0};
  problem.gain = {0, std::numeric_limits<std::int64_t>::max(), 1};
  CHECK(sentence_of(problem) ==
        "the gains add up to more than 9223372036854775807, at position 2; give them in a larger "
        "unit");
  problem.gain = {0, std::numeric_limits<std::int64_t>::min(), 0};
  CHECK(sentence_of(problem).find("at position 1") != std::string::npos);
  problem = {};
  problem.decider = {no_position, no_position, position_id(2)};
  CHECK(sentence_of(problem) ==
        "position 2 is to decide what position 2 raises, but is no superior of it; name one of its "
        "superiors");
  problem.decider = {no_position, no_position, position_id(3)};
  CHECK(sentence_of(problem).find("position 3 is to decide what position 2") == 0);
  problem.decider = {position_id(1), no_position, no_position};
  CHECK(sentence_of(problem).find("position 1 is to decide what position 0") == 0);
}

TEST_CASE("optimal_flattening counts its states before it works, and refuses too many",
          "[optimise][optimal_flattening]") {
  std::vector<row_index> superiors(200'000, no_row);
  for (row_index row = 1; row < superiors.size(); ++row) superiors[row] = row - 1;
  const command_forest chain(superiors);
  flattening_problem problem = with_cap(chain, 8);
  const auto solve = [&](std::size_t most_states) {
    std::size_t looked_at = 0;
    const flattening_effort effort{most_states, [&](std::size_t superiors_so_far) {
                                     REQUIRE(superiors_so_far > looked_at);
                                     looked_at = superiors_so_far;
                                   }};
    try {
      const flattening_solution solution = optimal_flattening(chain, problem, {.effort = effort});
      CHECK(looked_at == chain.size() - 1);  // all but the last, who is none
      return solution;
    } catch (const input_error&) {
      CHECK(looked_at == 0);
      throw;
    }
  };
  // Of 199,998 superiors that have one below them all but the top tell 1 to 8 apart, and each counts
  // three more.
  // Those with 2 to 8 positions below them tell 1 to 7 apart: what is no limit is not told apart.
  constexpr std::size_t states = 199'997 * 11 + 3 - (7 + 6 + 5 + 4 + 3 + 2 + 1);
  // Of the posts between the ends every eighth stays.
  CHECK(solve(states).gain == 199'998 - 199'998 / 8);
  CHECK_THROWS_AS(solve(states - 1), input_error);
  CHECK_THROWS_AS(frontier(chain, problem, 5, 8, {.effort = {states - 1, {}}}), input_error);
  // Ten layers make up to ten classes, and no solution: each superior that is kept bears eight, so
  // 25,000 are needed.
  problem.layers = 10;
  const flattening_solution none = solve(11 * states);
  REQUIRE(none.trees.front().cause);
  CHECK(*none.trees.front().cause ==
        infeasibility{position_id(0), flattening_limit::layers, 10, 25'000 - 10});
  // What all raise and the top decides is one depth of deciders, so twice as many classes. Position
  // 1, whom nobody could check, stays as the only check on 2, and begins the chain anew.
  problem.layers.reset();
  problem.decider.assign(chain.size(), position_id(0));
  problem.decider[position_id(0)] = problem.decider[position_id(1)] = no_position;
  CHECK(solve(2 * states).gain == 199'997 - 199'997 / 8);
  try {
    static_cast<void>(optimal_flattening(chain, with_cap(chain, 100'000)));
    FAIL("it was not refused");
  } catch (const input_error& e) {
    CHECK(
        std::string(e.what()) ==
        "an exact answer for the tree of position 0 needs more than 30000000 states (superiors, "
        "times the loads they can be told apart by, times layers and deciders); give a lower span "
        "cap or fewer layers");
  }
}

TEST_CASE("verify finds what is wrong with a solution", "[optimise][optimal_flattening]") {
  const command_forest forest = complete_tree(2, 4);
  flattening_problem problem = with_cap(forest, 4);
  problem.gain = complete_traffic(forest, 2);
  const flattening_solution solution = optimal_flattening(forest, problem);
  REQUIRE(verify(forest, problem, solution).holds());
  const auto faults = [&](auto change) {
    flattening_solution wrong = solution;
    change(wrong);
    return verify(forest, problem, wrong).faults;
  };
  CHECK_FALSE(faults([](auto& s) { s.converted.emplace_back(5); }).empty());
  CHECK_FALSE(faults([](auto& s) { s.converted.emplace_back(4); }).empty());
  CHECK_FALSE(faults([](auto& s) { s.converted.emplace_back(7); }).empty());
  CHECK_FALSE(faults([](auto& s) { s.converted.emplace_back(0); }).empty());
  CHECK_FALSE(faults([](auto& s) { s.converted.emplace_back(99); }).empty());
  CHECK_FALSE(faults([](auto& s) { s.converted.pop_back(); }).empty());
  CHECK_FALSE(faults([](auto& s) { ++s.gain; }).empty());
  CHECK_FALSE(faults([](auto& s) { ++s.trees[0].bound; }).empty());
  CHECK_FALSE(faults([](auto& s) { s.trees.clear(); }).empty());
  CHECK_FALSE(faults([](auto& s) { s.trees[0].cause = infeasibility{}; }).empty());
  CHECK_FALSE(
      faults([](auto& s) { ++std::get<kept_for_capacity>(s.kept.back().cause).excess; }).empty());
  CHECK_FALSE(faults([](auto& s) { s.kept.back().cause = kept_without_gain{}; }).empty());
  problem.layers = 1;
  CHECK_FALSE(verify(forest, problem, solution).holds());
  problem.layers.reset();
  problem.decider.assign(forest.size(), no_position);
  problem.decider[position_id(9)] = position_id(1);
  CHECK_FALSE(verify(forest, problem, solution).holds());
}
