// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/metrics/betweenness.hpp>

#include <pangkas/graph/ids.hpp>
#include <pangkas/graph/line_network.hpp>
#include <pangkas/graph/line_search.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace pangkas::inline v0_1 {

namespace detail {

/// Adds, for each start, what the ways from it owe to each position (Brandes).
by_position<double> owed_to(const line_network& network, const std::vector<position_id>& starts) {
  by_position<double> sums(network.size(), 0);
  std::vector<double> number_of_ways(network.size());
  std::vector<double> owed(network.size());
  line_search search(network);
  for (const position_id start : starts) {
    const auto reached = search.from(start);
    for (const position_id p : reached) {
      number_of_ways[p] = 0;
      owed[p] = 0;
    }
    number_of_ways[start] = 1;
    const auto is_farther = [&](position_id next, position_id p) {
      return search.distance(next) == *search.distance(p) + 1;
    };
    for (const position_id p : reached)
      for (const position_id next : network.below(p))
        if (is_farther(next, p)) number_of_ways[next] += number_of_ways[p];
    for (std::size_t i = reached.size(); i-- > 1;) {
      const position_id p = reached[i];
      for (const position_id next : network.below(p))
        if (is_farther(next, p))
          owed[p] += number_of_ways[p] / number_of_ways[next] * (1 + owed[next]);
      sums[p] += owed[p];
    }
  }
  return sums;
}

}  // namespace detail

by_position<double> betweenness(const line_network& graph, ways which) {
  const line_network network = detail::network_of_ways(graph, which);
  return detail::owed_to(network, drawn_positions(network.size(), network.size(), 0));
}

sampled_betweenness betweenness_of_sample(const line_network& graph, sample_options options) {
  const line_network network = detail::network_of_ways(graph, options.which);
  const auto starts = drawn_positions(network.size(), options.starts, options.seed);
  sampled_betweenness found{detail::owed_to(network, starts), starts.size(), options.confidence, 0,
                            options.seed};
  const auto size = static_cast<double>(network.size());
  const auto drawn = static_cast<double>(starts.size());
  if (starts.size() == network.size()) return found;
  for (double& sum : found.of) sum *= size / drawn;
  const double unlikely = 1 - options.confidence;
  found.error_bound =
      size * std::max(0.0, size - 2) *
      std::sqrt((1 - (drawn - 1) / size) * std::log(2 * size / unlikely) / (2 * drawn));
  return found;
}

}  // namespace pangkas
