// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Optimal flattening: the posts to convert for the greatest gain within every capacity.
#pragma once

#include <pangkas/core/concepts.hpp>
#include <pangkas/core/position.hpp>
#include <pangkas/error.hpp>
#include <pangkas/graph/command_forest.hpp>
#include <pangkas/optimise/flattening_problem.hpp>
#include <pangkas/optimise/impl/flattening_reasons.hpp>
#include <pangkas/optimise/impl/flattening_tree.hpp>
#include <pangkas/optimise/impl/tree_optimum.hpp>

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <limits>
#include <thread>
#include <type_traits>
#include <vector>

namespace pangkas {

namespace detail {
/// @brief The tops of all trees, ascending: each of the three runs of a forest begins with its own.
inline std::vector<position_id> tops_of(const command_forest& forest) {
  std::vector<position_id> tops;
  const auto collect = [&](position_id first, position_id end) {
    for (position_id p = first; p < end && forest.superiors()[p] == no_position; ++p)
      tops.push_back(p);
  };
  collect(0, forest.placed());
  collect(forest.placed(), forest.placed() + forest.orphans());
  collect(forest.placed() + forest.orphans(), static_cast<position_id>(forest.size()));
  return tops;
}
}  // namespace detail

/// @brief How optimal_flattening() works; the answer is the same.
struct flattening_options {
  bool reasons = true;      ///< say why each post is kept
  std::size_t threads = 1;  ///< trees are solved side by side
};

/// @brief The posts to convert for the greatest total gain, within every capacity.
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
/// @throws structure_error if the problem is none of this forest, for a negative load or capacity,
///         a decider that is no superior, or 0 layers; input_error if gains overflow.
/// @complexity     O(P · S) time for P positions and the largest binding capacity S, and memory for
///                 the profiles of the managers of managers of one tree a thread; times the layers
///                 allowed, and the depths of the deciders, where there are any.
/// @source         docs/background/optimal-flattening.md proves the recursion and cites its kin.
[[nodiscard]] inline flattening_solution optimal_flattening(
    const command_forest& forest, const flattening_problem& problem,
    const flattening_options& options = {}) {
  const detail::flattening_view view(forest, problem);
  const std::vector<position_id> tops = detail::tops_of(forest);
  flattening_solution solution;
  solution.trees.resize(tops.size());
  // By position, so that threads need no lock and the answer is in order.
  std::vector<std::uint8_t> converted(forest.size(), 0);
  std::atomic<std::size_t> next{0};
  constexpr std::size_t none = std::numeric_limits<std::size_t>::max();
  struct failure {
    std::size_t tree = none;
    std::exception_ptr what;
  };
  const std::size_t threads = std::clamp<std::size_t>(options.threads, 1, tops.size() / 2 + 1);
  std::vector<failure> failures(threads);
  const auto work = [&](failure& failed) {
    std::size_t t = 0;
    try {
      detail::forest_flattener flattener(view);
      std::vector<std::uint32_t> found;
      while ((t = next.fetch_add(1)) < tops.size()) {
        flattener.tree().load(tops[t]);
        found.clear();
        flattened_tree& tree = solution.trees[t];
        tree = flattener.solve(found);
        for (const std::uint32_t i : found) converted[flattener.tree()[i].position] = 1;
      }
    } catch (...) {
      failed = {t, std::current_exception()};
    }
  };
  std::vector<std::thread> helpers;
  for (std::size_t i = 1; i < threads; ++i)
    helpers.emplace_back([&work, &failed = failures[i]] { work(failed); });
  work(failures[0]);
  for (std::thread& helper : helpers) helper.join();
  const failure& first =
      *std::min_element(failures.begin(), failures.end(),
                        [](const failure& a, const failure& b) { return a.tree < b.tree; });
  if (first.what) std::rethrow_exception(first.what);

  std::int64_t stake = 0;
  std::size_t count = 0;
  for (const flattened_tree& tree : solution.trees) {
    if (__builtin_add_overflow(solution.bound, tree.bound, &solution.bound) ||
        __builtin_add_overflow(solution.gain, tree.gain, &solution.gain) ||
        __builtin_add_overflow(stake, tree.gain < 0 ? -tree.gain : tree.gain, &stake))
      throw input_error(
          "the gains of all trees add up to more than 9223372036854775807; give them in a larger "
          "unit");
    count += tree.converted;
  }
  solution.converted.reserve(count);
  for (position_id p = 0; p < forest.size(); ++p)
    if (converted[p] != 0) solution.converted.push_back(p);
  if (options.reasons) solution.kept = detail::reasons(view, solution, converted);
  return solution;
}

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
      for (position_id p = 0; p < forest.size(); ++p) to[p] = from[forest.row(p)];
    };
    renumber(by_position.protection, problem.protection);
    renumber(by_position.gain, problem.gain);
    renumber(by_position.load_kept, problem.load_kept);
    renumber(by_position.load_converted, problem.load_converted);
    renumber(by_position.capacity, problem.capacity);
    renumber(by_position.decider, problem.decider);
    for (position_id& d : by_position.decider)
      if (d < forest.size()) d = forest.position_at(d);
    flattening_solution solution = optimal_flattening(forest, by_position, options);
    const auto back = [&](position_id& p) {
      if (p != no_position) p = forest.row(p);
    };
    for (position_id& p : solution.converted) back(p);
    for (kept_post& k : solution.kept) {
      back(k.position);
      back(k.other);
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
