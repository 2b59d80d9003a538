// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/metrics/reaching_centrality.hpp>

#include <pangkas/core/reasoned.hpp>
#include <pangkas/graph/line_network.hpp>
#include <pangkas/metrics/reachability.hpp>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace pangkas::inline v0_1 {

reasoned<by_position<double>> local_reaching_centrality(const line_network& network,
                                                        reach_options options) {
  const auto reach = reachable_positions(network, options);
  if (!reach) return absence::too_large;
  if (reach->size() < 2) return absence::no_pairs;
  by_position<double> shares;
  shares.reserve(reach->size());
  for (const std::uint32_t r : *reach)
    shares.push_back(r / (static_cast<double>(reach->size()) - 1));
  return shares;
}

figure global_reaching_centrality(const line_network& network, reach_options options) {
  const auto reach = reachable_positions(network, options);
  if (!reach) return absence::too_large;
  if (reach->size() < 2) return absence::no_pairs;
  const std::uint64_t largest = *std::max_element(reach->begin(), reach->end());
  std::uint64_t behind = 0;  // whole numbers: the order of the positions does not show
  for (const std::uint32_t r : *reach) behind += largest - r;
  const double others = static_cast<double>(reach->size()) - 1;
  return static_cast<double>(behind) / others / others;
}

}  // namespace pangkas
