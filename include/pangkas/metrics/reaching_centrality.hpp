// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Reaching centrality: how unequally positions reach the others.
#pragma once

#include <pangkas/core/reasoned.hpp>
#include <pangkas/graph/reporting_graph.hpp>
#include <pangkas/metrics/reachability.hpp>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace pangkas {

/// @brief Local reaching centrality: the share of the other positions that each one can reach.
///
/// @param graph    Lines superior → subordinate; the direction matters.
/// @param options  The limit of reachable_positions.
/// @return         One share for each vertex, by index. *Denominator: the other positions*, N − 1.
///                 Absent for fewer than two positions, or beyond the limit.
/// @complexity     That of reachable_positions.
/// @source         E. Mones, L. Vicsek and T. Vicsek, "Hierarchy measure for complex networks",
///                 PLoS ONE 7 (2012).
template <reporting_graph Graph>
[[nodiscard]] reasoned<std::vector<double>> local_reaching_centrality(const Graph& graph,
                                                                      reach_options options = {}) {
  const auto reach = reachable_positions(graph, options);
  if (!reach) return absence::too_large;
  if (reach->size() < 2) return absence::no_pairs;
  std::vector<double> shares;
  shares.reserve(reach->size());
  for (const std::uint32_t r : *reach)
    shares.push_back(r / (static_cast<double>(reach->size()) - 1));
  return shares;
}

/// @brief Global reaching centrality: by how much the most reaching position is ahead, on average.
///
/// Σ (largest local reaching centrality − that of each) / (N − 1). A star has 1, a chain
/// little more than a half, a cycle 0: it sees flattening. On a tree it is (N − D / (N − 1)) /
/// (N − 1) for a sum of depths D, so it says no more than the mean depth.
///
/// @param graph    Lines superior → subordinate; the direction matters.
/// @param options  The limit of reachable_positions.
/// @return         0 to 1; absent for fewer than two positions, or beyond the limit.
/// @complexity     That of reachable_positions.
/// @source         Mones, Vicsek and Vicsek (2012); the unweighted, directed form.
template <reporting_graph Graph>
[[nodiscard]] figure global_reaching_centrality(const Graph& graph, reach_options options = {}) {
  const auto reach = reachable_positions(graph, options);
  if (!reach) return absence::too_large;
  if (reach->size() < 2) return absence::no_pairs;
  const std::uint64_t largest = *std::max_element(reach->begin(), reach->end());
  std::uint64_t behind = 0;  // whole numbers: the order of the positions does not show
  for (const std::uint32_t r : *reach) behind += largest - r;
  const double others = static_cast<double>(reach->size()) - 1;
  return static_cast<double>(behind) / others / others;
}

}  // namespace pangkas
