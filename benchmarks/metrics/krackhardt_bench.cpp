// SPDX-License-Identifier: BSL-1.0
#include "benchmarks/support/contenders.hpp"
#include "benchmarks/support/network_loops.hpp"
#include "benchmarks/support/simplified.hpp"

#include <pangkas/core/organisation_graph.hpp>
#include <pangkas/metrics/krackhardt.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace pangkas::benchmarks {
namespace {

/// Without cycles the pairs that are above each other are none.
double plain_hierarchy(const organisation& org) {
  std::uint64_t linked = 0;
  for (const std::uint32_t reach : searched_reach(org)) linked += reach;
  return linked > 0 ? 1.0 : 0.0;
}

/// Of a component of all positions.
double plain_efficiency(const organisation& org) {
  std::vector<std::uint64_t> pairs;
  for (auto [line, end] = edges(org); line != end; ++line)
    pairs.push_back(std::uint64_t{line->superior} << 32U | line->subordinate);
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  std::vector<position_id> group(org.size());
  for (position_id p{0}; p < group.size(); ++p) group[p] = p;
  const auto top = [&](position_id p) {
    while (group[p] != p) p = group[p] = group[group[p]];
    return p;
  };
  for (const std::uint64_t pair : pairs)
    group[top(static_cast<position_id>(pair))] = top(static_cast<position_id>(pair >> 32U));
  std::vector<double> size(org.size(), 0);
  for (position_id p{0}; p < group.size(); ++p) size[top(p)] += 1;
  double redundant = static_cast<double>(pairs.size());
  double most = 0;
  for (const double k : size) {
    if (k == 0) continue;
    redundant -= k - 1;
    most += (k - 1) * (k - 1);
  }
  return 1 - redundant / most;
}

/// Pair by pair, by the positions above each.
double plain_lub(const organisation& org) {
  const auto above = all_above(org);
  const std::vector<position_id> tree = trees_of(org);
  double violations = 0;
  double most = 0;
  std::vector<position_id> common;
  for (position_id i{0}; i < org.size(); ++i)
    for (position_id j{0}; j < i; ++j) {
      if (tree[i] != tree[j]) continue;
      common.clear();
      std::set_intersection(above[i].begin(), above[i].end(), above[j].begin(), above[j].end(),
                            std::back_inserter(common));
      const bool found = std::any_of(common.begin(), common.end(), [&](position_id c) {
        return above[c].size() == common.size();
      });
      if (!found) violations += 1;
    }
  std::vector<double> size(org.size(), 0);
  for (const position_id t : tree) size[t] += 1;
  for (const double k : size)
    if (k > 2) most += (k - 1) * (k - 2) / 2;
  return 1 - violations / most;
}

const auto hierarchies =
    subject<double>("krackhardt_hierarchy", {row_order::natural}, 1'000'000)
        .contender(
            "search_from_each",
            [](const service& s) { return plain_hierarchy(simplified_with_coordinators(s).after); })
        .contender("ours", [](const service& s) {
          return *krackhardt_hierarchy(simplified_with_coordinators(s).after);
        });

const auto efficiencies =
    subject<double>("krackhardt_efficiency_sna", {row_order::natural}, 1'000'000)
        .contender("sorted_pairs_and_union_find",
                   [](const service& s) {
                     return plain_efficiency(simplified_with_coordinators(s).after);
                   })
        .contender("ours", [](const service& s) {
          return *krackhardt_efficiency_sna(simplified_with_coordinators(s).after);
        });

const auto least_bounds = subject<double>("krackhardt_lub_least", {row_order::natural}, 1'000)
                              .contender("pair_by_pair",
                                         [](const service& s) {
                                           return plain_lub(simplified_with_coordinators(s).after);
                                         })
                              .contender("ours", [](const service& s) {
                                return *krackhardt_lub_least(simplified_with_coordinators(s).after);
                              });

}  // namespace
}  // namespace pangkas::benchmarks
