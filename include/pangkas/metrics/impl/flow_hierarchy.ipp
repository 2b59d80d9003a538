// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/metrics/flow_hierarchy.hpp>

#include <pangkas/core/reasoned.hpp>
#include <pangkas/graph/components.hpp>
#include <pangkas/graph/ids.hpp>
#include <pangkas/graph/line_network.hpp>

#include <algorithm>
#include <cstddef>
#include <vector>

namespace pangkas::inline v0_1 {

figure flow_hierarchy(const line_network& network) {
  if (network.lines() == 0) return absence::no_lines;
  const components parts = strong_components(network);
  std::vector<double> on_cycles;
  std::vector<double> others;
  for (position_id p{0}; p < network.size(); ++p) {
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
