// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/optimise/impl/flattening_view.hpp>
#include <pangkas/optimise/optimal_flattening.hpp>

#include <pangkas/core/organisation_graph.hpp>
#include <pangkas/core/position.hpp>
#include <pangkas/error.hpp>
#include <pangkas/graph/command_forest.hpp>
#include <pangkas/graph/forest_of.hpp>
#include <pangkas/graph/reporting_graph.hpp>
#include <pangkas/optimise/flattening_problem.hpp>
#include <pangkas/optimise/impl/flattening_reasons.hpp>
#include <pangkas/optimise/impl/tops.hpp>
#include <pangkas/optimise/impl/tree_optimum.hpp>

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <limits>
#include <thread>
#include <vector>

namespace pangkas::inline v0_1 {

flattening_solution optimal_flattening(const command_forest& forest,
                                       const flattening_problem& problem,
                                       const flattening_options& options) {
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
  std::atomic<std::size_t> looked_at{0};
  const auto work = [&](failure& failed) {
    std::size_t t = 0;
    try {
      const bool tells = options.effort.progress && &failed == &failures.front();
      detail::forest_flattener flattener(view, {options.effort.most_states, [&](std::size_t more) {
                                                  const std::size_t all = looked_at += more;
                                                  if (tells) options.effort.progress(all);
                                                }});
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
#ifdef __STDCPP_THREADS__
  std::vector<std::thread> helpers;
  for (std::size_t i = 1; i < threads; ++i)
    helpers.emplace_back([&work, &failed = failures[i]] { work(failed); });
#endif
  work(failures[0]);
#ifdef __STDCPP_THREADS__
  for (std::thread& helper : helpers) helper.join();
#endif
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
      throw detail::too_large_gains("the gains of all trees");
    count += tree.converted;
  }
  solution.converted.reserve(count);
  for (position_id p{0}; p < forest.size(); ++p)
    if (converted[p] != 0) solution.converted.push_back(p);
  if (options.reasons) solution.kept = detail::reasons(view, solution, converted);
  return solution;
}

}  // namespace pangkas
