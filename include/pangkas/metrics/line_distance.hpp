// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Line distance: how many lines of any type lie between two positions.
#pragma once

#include <pangkas/core/position.hpp>
#include <pangkas/core/reasoned.hpp>
#include <pangkas/graph/line_network.hpp>
#include <pangkas/graph/line_search.hpp>
#include <pangkas/graph/reporting_graph.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace pangkas {

/// @brief Distances along lines of all types, exact.
struct line_distance_summary {
  /// Mean number of lines on the shortest way; absent if no position reaches another.
  figure mean = absence::no_linked_pairs;
  std::uint64_t pairs = 0;    ///< ordered pairs (from, to) with a way between them
  std::uint32_t longest = 0;  ///< number of lines on the longest shortest way; 0 without pairs

  friend bool operator==(const line_distance_summary&, const line_distance_summary&) = default;
};

/// @brief Distances along lines of all types, estimated.
struct sampled_line_distance {
  figure mean = absence::no_linked_pairs;  ///< absent if no start reaches another position
  figure low = absence::no_linked_pairs;   ///< lower end of the confidence interval of the mean
  figure high = absence::no_linked_pairs;  ///< upper end; absent with fewer than two starts
  double confidence = 0;
  std::uint64_t pairs = 0;    ///< ordered pairs that were looked at
  std::uint32_t longest = 0;  ///< the longest way seen: no estimate, a lower bound
  std::size_t starts = 0;
  std::uint64_t seed = 0;
};

namespace detail {
/// Distances from one start to all that it reaches.
struct distance_sums {
  std::uint64_t lines = 0;
  std::uint64_t pairs = 0;
  std::uint32_t longest = 0;
};
inline distance_sums distances_from(position_id start, line_search& search) {
  distance_sums sums;
  for (const position_id p : search.from(start)) {
    sums.lines += search.distance(p);
    sums.longest = search.distance(p);  // the last is the farthest
    ++sums.pairs;
  }
  --sums.pairs;  // the start itself
  return sums;
}

/// z with P(|standard normal| ≤ z) = confidence.
inline double normal_quantile(double confidence) {
  double low = 0;
  double high = 40;
  for (int i = 0; i < 100; ++i) {
    const double middle = (low + high) / 2;
    (std::erf(middle / std::sqrt(2.0)) < confidence ? low : high) = middle;
  }
  return low;
}
}  // namespace detail

/// @brief Mean and longest shortest way between positions, over lines of all types.
///
/// Pairs without a way between them are left out of the mean and can be seen in `pairs`. On a
/// forest, with ways::both, the mean is that of pair_distance.
///
/// @param graph  Lines superior → subordinate; of an organisation, the lines of all types.
/// @param which  Direction of the ways.
/// @return       Mean, pairs and longest.
/// @unit         lines
/// @complexity   O(V (V + E)) time: a search from every position; O(V + E) memory.
template <reporting_graph Graph>
[[nodiscard]] line_distance_summary line_distance(const Graph& graph, ways which = ways::both) {
  const line_network network = detail::network_of_ways(network_of(graph), which);
  line_search search(network);
  line_distance_summary found;
  std::uint64_t lines = 0;
  for (position_id start = 0; start < network.size(); ++start) {
    const detail::distance_sums sums = detail::distances_from(start, search);
    lines += sums.lines;
    found.pairs += sums.pairs;
    found.longest = std::max(found.longest, sums.longest);
  }
  if (found.pairs > 0) found.mean = static_cast<double>(lines) / static_cast<double>(found.pairs);
  return found;
}

/// @brief Estimates the mean distance along lines from the ways that begin at some positions, drawn
/// without putting back.
///
/// The mean is Σ lines / Σ pairs over the starts. Its interval is the usual one for a ratio of
/// two means, with the normal distribution and the correction for a finite population; it is good
/// for some dozens of starts or more. With as many starts as positions it is exact.
///
/// @param graph    Lines superior → subordinate; of an organisation, the lines of all types.
/// @param options  Starts, seed, confidence, direction.
/// @return         The estimate, its interval and what was drawn.
/// @unit           lines
/// @complexity     O(starts · (V + E)) time at most.
/// @source         W. Cochran, "Sampling Techniques" (1977), chapter 6, on ratio estimates.
template <reporting_graph Graph>
[[nodiscard]] sampled_line_distance line_distance_of_sample(const Graph& graph,
                                                            sample_options options = {
                                                                .which = ways::both}) {
  const line_network network = detail::network_of_ways(network_of(graph), options.which);
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
