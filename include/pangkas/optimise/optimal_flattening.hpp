// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Optimal flattening: the posts to convert for the greatest gain within every capacity.
#pragma once

#include <pangkas/core/organisation_graph.hpp>
#include <pangkas/core/position.hpp>
#include <pangkas/graph/command_forest.hpp>
#include <pangkas/graph/forest_of.hpp>
#include <pangkas/graph/reporting_graph.hpp>
#include <pangkas/optimise/flattening_problem.hpp>
#include <pangkas/optimise/impl/flattening_reasons.hpp>

#include <algorithm>
#include <cstddef>
#include <type_traits>
#include <variant>

namespace pangkas::inline v0_1 {

/// @brief How optimal_flattening() works; the answer is the same.
struct flattening_options {
  bool reasons = true;      ///< say why each post is kept
  std::size_t threads = 1;  ///< trees are solved side by side
  flattening_effort effort{};
};

/// @brief The posts to convert for the greatest total gain, within every capacity and floor.
///
/// The answer is exact. Of equal optima it is the one that converts fewest posts; of those the one
/// that keeps the lower-numbered: where two differ first, in the order superior before subordinates
/// and the whole tree of a subordinate before the next subordinate, it keeps the post. A tree that
/// has no solution is left as it is, with its smallest cause; the others are solved.
///
/// Authority of a converted post goes to its nearest kept superior, so a decider that is converted
/// decides from there on: it changes nothing for a check, which must be a kept post below it.
///
/// @param forest   The command lines, placed or not; the top of every tree is kept.
/// @param problem  What may be converted, and what for.
/// @param options  How to work.
/// @unit           That of the gains.
/// @throws structure_error if the problem is none of this forest, for a negative load, capacity or
///         floor, a decider that is no superior, or 0 layers; input_error if gains overflow, or a tree has
///         more states than the effort allows.
/// @complexity     O(P · S) time for P positions and the largest binding capacity S, and memory for
///                 the profiles of the managers of managers of one tree a thread; times the layers
///                 allowed, and the depths of the deciders, where there are any.
/// @source         docs/background/optimal-flattening.md proves the recursion and cites its kin.
[[nodiscard]] flattening_solution optimal_flattening(const command_forest& forest,
                                                     const flattening_problem& problem,
                                                     const flattening_options& options = {});

/// @brief The same for any other graph of command lines; every position, in the problem and in the
/// answer, is the index of its vertex. "Lower-numbered" goes by the numbering of forest_of().
/// @throws structure_error if a vertex has two superiors.
template <reporting_graph Graph>
[[nodiscard]] flattening_solution optimal_flattening(const Graph& graph,
                                                     const flattening_problem& problem,
                                                     const flattening_options& options = {}) {
  if constexpr (std::is_same_v<Graph, organisation>) {
    return optimal_flattening(graph.command(), problem, options);
  } else {
    const command_forest forest = forest_of(graph);
    flattening_problem by_position = problem;
    const auto renumber = [&](auto& to, const auto& from) {
      if (from.size() != forest.size()) return;  // refused where all are checked
      for (position_id p{0}; p < forest.size(); ++p) to[p] = from[position_id(forest.row(p))];
    };
    renumber(by_position.protection, problem.protection);
    renumber(by_position.gain, problem.gain);
    renumber(by_position.load_kept, problem.load_kept);
    renumber(by_position.load_converted, problem.load_converted);
    renumber(by_position.capacity, problem.capacity);
    renumber(by_position.floor, problem.floor);
    renumber(by_position.decider, problem.decider);
    for (position_id& d : by_position.decider)
      if (d < forest.size()) d = forest.position_at(d);
    flattening_solution solution = optimal_flattening(forest, by_position, options);
    const auto back = [&](position_id& p) { p = position_id(forest.row(p)); };
    for (position_id& p : solution.converted) back(p);
    for (kept_post& k : solution.kept) {
      back(k.position);
      if (auto* of = std::get_if<kept_for_capacity>(&k.cause)) back(of->superior);
      if (auto* of = std::get_if<kept_for_floor>(&k.cause)) back(of->superior);
      if (auto* of = std::get_if<kept_for_checks>(&k.cause)) back(of->originator);
    }
    for (flattened_tree& tree : solution.trees) {
      back(tree.top);
      if (tree.cause) back(tree.cause->position);
    }
    std::sort(solution.converted.begin(), solution.converted.end());
    std::sort(solution.kept.begin(), solution.kept.end(),
              [](const kept_post& a, const kept_post& b) { return a.position < b.position; });
    std::sort(solution.trees.begin(), solution.trees.end(),
              [](const flattened_tree& a, const flattened_tree& b) { return a.top < b.top; });
    return solution;
  }
}

}  // namespace pangkas
