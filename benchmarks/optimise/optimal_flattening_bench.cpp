// SPDX-License-Identifier: BSL-1.0
#include "benchmarks/support/contenders.hpp"
#include "benchmarks/support/plain_loops.hpp"

#include <pangkas/optimise/flattening_capacity.hpp>
#include <pangkas/optimise/flattening_gain.hpp>
#include <pangkas/optimise/frontier.hpp>
#include <pangkas/optimise/greedy_flattening.hpp>
#include <pangkas/optimise/optimal_flattening.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace pangkas::benchmarks {
namespace {

/// The problem of a service: hand-offs saved, and a cap beyond which nobody grows.
flattening_problem problem_of(const service& s, std::size_t cap) {
  flattening_problem problem;
  problem.gain = flattening_gain(s.organisation(), default_traffic(s.organisation().command()));
  problem.capacity = capacity_of_span(s.organisation().command(), cap);
  return problem;
}

constexpr std::int64_t none = std::numeric_limits<std::int64_t>::min() / 2;

/// The textbook recursion: for every manager an array over all loads up to the widest capacity. The
/// value alone, and only for loads of 1.
std::int64_t dense_gain(const command_forest& forest, const flattening_problem& problem) {
  const std::size_t widest =
      static_cast<std::size_t>(*std::max_element(problem.capacity.begin(), problem.capacity.end()));
  std::vector<std::uint32_t> manager(forest.size(), 0);
  std::vector<position_id> managers;
  for (position_id p{0}; p < forest.size(); ++p)
    if (forest.span(p) > 0) {
      manager[p] = static_cast<std::uint32_t>(managers.size());
      managers.push_back(p);
    }
  const std::size_t row = widest + 1;
  std::vector<std::int64_t> best(managers.size() * row, none);
  std::vector<std::int64_t> in(row);
  std::vector<std::int64_t> next(row);
  std::int64_t total = 0;
  for (std::size_t m = managers.size(); m-- > 0;) {
    const position_id p = managers[m];
    std::fill(in.begin(), in.end(), none);
    std::size_t leaves = 0;
    for (const position_id c : forest.subordinates(p)) leaves += forest.span(c) == 0 ? 1U : 0U;
    if (leaves < row) in[leaves] = 0;
    for (const position_id c : forest.subordinates(p)) {
      if (forest.span(c) == 0) continue;
      const std::int64_t* const child = best.data() + manager[c] * row;
      std::fill(next.begin(), next.end(), none);
      for (std::size_t j = 0; j < row; ++j) {
        if (child[j] < 0) continue;
        for (std::size_t t = 0; t + j < row; ++t)
          next[t + j] = std::max(next[t + j], in[t] + child[j]);
      }
      std::swap(in, next);
    }
    std::int64_t kept = none;
    for (std::size_t t = 0; t <= static_cast<std::size_t>(problem.capacity[p]); ++t)
      kept = std::max(kept, in[t]);
    if (!forest.superior(p)) {
      total += std::max<std::int64_t>(kept, 0);
      continue;
    }
    std::int64_t* const mine = best.data() + m * row;
    for (std::size_t t = 0; t + 1 < row; ++t)
      if (in[t] >= 0) mine[t + 1] = in[t] + problem.gain[p];
    if (kept >= 0) mine[1] = std::max(mine[1], kept);
  }
  return total;
}

subject<std::int64_t> with_cap(std::size_t cap) {
  const auto problem =
      std::make_shared<prepared<std::function<flattening_problem(const service&)>>>(
          [cap](const service& s) { return problem_of(s, cap); });
  const auto same_gain = [problem](const service& s, const auto&) {
    return dense_gain(s.organisation().command(), (*problem)(s));
  };
  auto made =
      subject<std::int64_t>("optimal_flattening_cap_" + std::to_string(cap), {row_order::random});
  made.contender(
          "random_gather", [](const service& s) { return gather(s.superiors()); }, same_gain)
      .contender("dense_table_value_only",
                 [problem](const service& s) {
                   return dense_gain(s.organisation().command(), (*problem)(s));
                 })
      .contender(
          "greedy",
          [problem](const service& s) {
            return greedy_flattening(s.organisation().command(), (*problem)(s));
          },
          same_gain);
  const auto ours = [&](std::string name, flattening_options options) {
    made.contender(
        std::move(name),
        [problem, options](const service& s) {
          return optimal_flattening(s.organisation().command(), (*problem)(s), options);
        },
        [](const service&, const flattening_solution& solution) { return solution.gain; });
  };
  ours("ours", {.reasons = false});
  ours("ours_with_reasons", {});
  return made;
}

/// A floor beside the cap: who leads fewer than four goes, if the superior can bear it.
flattening_problem with_floor(const service& s) {
  const command_forest& forest = s.organisation().command();
  flattening_problem problem = problem_of(s, 15);
  problem.floor.assign(forest.size(), 0);
  for (position_id p{0}; p < forest.size(); ++p)
    if (forest.superior(p)) problem.floor[p] = 4;
  return problem;
}

/// What a solution keeps to, and gains; recomputed from what is converted.
std::int64_t verified_gain(const service& s, const flattening_solution& solution) {
  const command_forest& forest = s.organisation().command();
  const flattening_problem problem = with_floor(s);
  std::vector<bool> gone(forest.size(), false);
  for (const position_id p : solution.converted) gone[p] = true;
  std::vector<position_id> kept(forest.size(), no_position);
  std::vector<bool> solved(forest.size(), true);
  for (const flattened_tree& tree : solution.trees) solved[tree.top] = !tree.cause;
  std::vector<std::int64_t> load(forest.size(), 0);
  std::int64_t gain = 0;
  for (position_id p{0}; p < forest.size(); ++p) {
    const position_id above = forest.superiors()[p];
    if (above == no_position) continue;
    solved[p] = solved[above];
    kept[p] = gone[above] ? kept[above] : above;
    ++load[kept[p]];
    if (gone[p]) gain += problem.gain[p];
  }
  for (position_id p{0}; p < forest.size(); ++p)
    if (solved[p] && !gone[p] && forest.span(p) > 0 &&
        (load[p] > problem.capacity[p] || load[p] < problem.floor[p]))
      return -1;
  return gain;
}

const auto floor_and_cap =
    subject<std::int64_t>("optimal_flattening_floor_4_cap_15", {row_order::random})
        .contender(
            "random_gather", [](const service& s) { return gather(s.superiors()); },
            [](const service& s, const auto&) {
              return optimal_flattening(s.organisation().command(), with_floor(s),
                                        {.reasons = false})
                  .gain;
            })
        .contender(
            "ours",
            [problem =
                 std::make_shared<prepared<std::function<flattening_problem(const service&)>>>(
                     with_floor)](const service& s) {
              return optimal_flattening(s.organisation().command(), (*problem)(s),
                                        {.reasons = false});
            },
            [](const service& s, const flattening_solution& solution) {
              return verified_gain(s, solution);
            });

/// A chain as long as a service is large: its depth is what other trees never have.
std::pair<command_forest, flattening_problem> chain_as_long_as(const service& s) {
  std::vector<row_index> superiors(s.superiors().size(), no_row);
  for (row_index row = 1; row < superiors.size(); ++row) superiors[row] = row - 1;
  std::pair<command_forest, flattening_problem> made{command_forest(superiors), {}};
  made.second.capacity = capacity_of_span(made.first, 8);
  return made;
}

const auto chain =
    subject<std::int64_t>("optimal_flattening_chain_cap_8", {row_order::random})
        .contender(
            "random_gather", [](const service& s) { return gather(s.superiors()); },
            [](const service& s, const auto&) {
              // Of the posts between the ends every eighth stays.
              const auto may_go = static_cast<std::int64_t>(s.superiors().size()) - 2;
              return may_go - may_go / 8;
            })
        .contender(
            "ours",
            [made = std::make_shared<prepared<
                 std::function<std::pair<command_forest, flattening_problem>(const service&)>>>(
                 chain_as_long_as)](const service& s) {
              return optimal_flattening((*made)(s).first, (*made)(s).second);
            },
            [](const service&, const flattening_solution& solution) { return solution.gain; });

const auto cap_8 = with_cap(8);
const auto cap_15 = with_cap(15);
const auto cap_30 = with_cap(30);
const auto cap_50 = with_cap(50);

const auto caps =
    subject<std::int64_t>("frontier_5_to_50", {row_order::random})
        .contender(
            "random_gather", [](const service& s) { return gather(s.superiors()); },
            [](const service& s, const auto&) {
              return dense_gain(s.organisation().command(), problem_of(s, 50));
            })
        .contender(
            "ours",
            [problem =
                 std::make_shared<prepared<std::function<flattening_problem(const service&)>>>(
                     [](const service& s) { return problem_of(s, 50); })](const service& s) {
              return frontier(s.organisation().command(), (*problem)(s), 5, 50);
            },
            [](const service&, const flattening_frontier& found) {
              return found.points.back().gain;
            });

}  // namespace
}  // namespace pangkas::benchmarks
