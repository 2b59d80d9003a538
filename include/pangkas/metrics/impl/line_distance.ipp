// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/metrics/line_distance.hpp>

#include <pangkas/graph/ids.hpp>
#include <pangkas/graph/line_network.hpp>
#include <pangkas/graph/line_search.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

namespace pangkas::inline v0_1 {

namespace detail {
/// Distances from one start to all that it reaches.
struct distance_sums {
  std::uint64_t lines = 0;
  std::uint64_t pairs = 0;
  std::uint32_t longest = 0;
};
distance_sums distances_from(position_id start, line_search& search) {
  distance_sums sums;
  for (const position_id p : search.from(start)) {
    sums.lines += *search.distance(p);
    sums.longest = *search.distance(p);  // the last is the farthest
    ++sums.pairs;
  }
  --sums.pairs;  // the start itself
  return sums;
}

/// z with P(|standard normal| ≤ z) = confidence.
double normal_quantile(double confidence) {
  double low = 0;
  double high = 40;
  for (int i = 0; i < 100; ++i) {
    const double middle = (low + high) / 2;
    (std::erf(middle / std::sqrt(2.0)) < confidence ? low : high) = middle;
  }
  return low;
}
}  // namespace detail

line_distance_summary line_distance(const line_network& graph, ways which) {
  const line_network network = detail::network_of_ways(graph, which);
  line_search search(network);
  line_distance_summary found;
  std::uint64_t lines = 0;
  for (position_id start{0}; start < network.size(); ++start) {
    const detail::distance_sums sums = detail::distances_from(start, search);
    lines += sums.lines;
    found.pairs += sums.pairs;
    found.longest = std::max(found.longest, sums.longest);
  }
  if (found.pairs > 0) found.mean = static_cast<double>(lines) / static_cast<double>(found.pairs);
  return found;
}

sampled_line_distance line_distance_of_sample(const line_network& graph, sample_options options) {
  const line_network network = detail::network_of_ways(graph, options.which);
  const auto starts = drawn_positions(network.size(), options.starts, options.seed);
  sampled_line_distance found;
  found.confidence = options.confidence;
  found.starts = starts.size();
  found.seed = options.seed;
  line_search search(network);
  std::vector<detail::distance_sums> sums;
  sums.reserve(starts.size());
  std::uint64_t lines = 0;
  for (const position_id start : starts) {
    sums.push_back(detail::distances_from(start, search));
    lines += sums.back().lines;
    found.pairs += sums.back().pairs;
    found.longest = std::max(found.longest, sums.back().longest);
  }
  if (found.pairs == 0) return found;
  const double mean = static_cast<double>(lines) / static_cast<double>(found.pairs);
  found.mean = mean;
  const auto drawn = static_cast<double>(starts.size());
  double squares = 0;
  for (const detail::distance_sums& s : sums) {
    const double off = static_cast<double>(s.lines) - mean * static_cast<double>(s.pairs);
    squares += off * off;
  }
  const double left_out = 1 - drawn / static_cast<double>(network.size());
  if (left_out > 0 && starts.size() < 2) return found;
  const double variance = left_out == 0 ? 0 : left_out * squares / (drawn - 1) / drawn;
  const double half = detail::normal_quantile(options.confidence) * std::sqrt(variance) * drawn /
                      static_cast<double>(found.pairs);
  found.low = mean - half;
  found.high = mean + half;
  return found;
}

}  // namespace pangkas
