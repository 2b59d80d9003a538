// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Line distance: how many lines of any type lie between two positions.
#pragma once

#include <pangkas/core/reasoned.hpp>
#include <pangkas/graph/line_network.hpp>
#include <pangkas/graph/line_search.hpp>

#include <cstddef>
#include <cstdint>

namespace pangkas::inline v0_1 {

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
[[nodiscard]] line_distance_summary line_distance(const line_network& graph,
                                                  ways which = ways::both);

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
[[nodiscard]] sampled_line_distance line_distance_of_sample(const line_network& graph,
                                                            sample_options options = {
                                                                .which = ways::both});

}  // namespace pangkas
