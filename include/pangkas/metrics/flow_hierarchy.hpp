// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Flow hierarchy: the share of lines that are on no cycle.
#pragma once

#include <pangkas/core/position.hpp>
#include <pangkas/core/reasoned.hpp>
#include <pangkas/graph/components.hpp>
#include <pangkas/graph/line_network.hpp>
#include <pangkas/graph/reporting_graph.hpp>

#include <algorithm>
#include <cstddef>
#include <vector>

namespace pangkas {

/// @brief Share of the lines that are on no cycle.
///
/// A tree has 1 whatever its height, and so has every network in which nobody is above their own
/// superior. Parallel lines count each; a line of a position to itself is a cycle.
///
/// @param graph      Lines superior → subordinate. Turning all of them changes nothing.
/// @param weight_of  Edge → weight, 0 or more. Default: each line counts 1.
/// @return           Weight of the lines on no cycle / weight of all lines; absent without lines.
/// @throws input_error if a weight is negative or no number.
/// @complexity       O(V + E); with weights O(V + E log E), for they are added in ascending order,
///                   so that the order of the edges does not show.
/// @source           J. Luo and C. L. Magee, "Detecting evolving patterns of self-organizing
///                   networks by flow hierarchy measurement", Complexity 16 (2011).
template <reporting_graph Graph, class WeightOf = every_line_counts_one>
[[nodiscard]] figure flow_hierarchy(const Graph& graph, WeightOf weight_of = {}) {
  const line_network& network = network_of(graph, weight_of);
  if (network.lines() == 0) return absence::no_lines;
  const components parts = strong_components(network);
  std::vector<double> on_cycles;
  std::vector<double> others;
  for (position_id p = 0; p < network.size(); ++p) {
    const auto below = network.below(p);
    for (std::size_t i = 0; i < below.size(); ++i)
      (parts.of[p] == parts.of[below[i]] ? on_cycles : others).push_back(network.weight(p, i));
  }
  const auto sum = [&](std::vector<double>& weights) {
    if (network.weighted()) std::sort(weights.begin(), weights.end());
    double total = 0;
    for (const double weight : weights) total += weight;
    return total;
  };
  const double flow = sum(others);
  return flow / (flow + sum(on_cycles));
}

}  // namespace pangkas
