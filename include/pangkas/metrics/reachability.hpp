// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief How many positions each one can reach along the lines.
#pragma once

#include <pangkas/core/position.hpp>
#include <pangkas/core/reasoned.hpp>
#include <pangkas/graph/components.hpp>
#include <pangkas/graph/line_network.hpp>
#include <pangkas/graph/reporting_graph.hpp>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace pangkas {

/// @brief What bounds measures whose time may grow with the square of the positions.
struct reach_options {
  /// Most positions that are, or are above, one with two superiors. All else is counted as the
  /// tree that it is.
  std::size_t limit = 100'000;
};

namespace detail {
/// The part of a network in which counting is no matter of trees: a position with two superiors
/// and whatever is above one, cycles taken as one. Everything else hangs on it as a tree.
struct tangle {
  components parts;                   // strong components, a superior before its subordinates
  line_network lines;                 // between them
  std::vector<std::uint32_t> above;   // number of lines that arrive at each
  std::vector<std::uint32_t> weight;  // positions in it and in the trees that hang on it
  std::vector<position_id> core;      // the components concerned, ascending
};

inline tangle tangle_of(const line_network& network) {
  tangle t;
  t.parts = strong_components(network);
  t.lines = condensed(network, t.parts);
  const std::size_t count = t.lines.size();
  t.above.assign(count, 0);
  for (position_id c = 0; c < count; ++c)
    for (const position_id below : t.lines.below(c)) ++t.above[below];
  t.weight = t.parts.size;
  std::vector<bool> above_two(count, false);
  for (auto c = static_cast<position_id>(count); c-- > 0;)
    for (const position_id below : t.lines.below(c)) {
      if (t.above[below] > 1 || above_two[below])
        above_two[c] = true;
      else
        t.weight[c] += t.weight[below];
    }
  for (position_id c = 0; c < count; ++c)
    if (above_two[c] || t.above[c] > 1) t.core.push_back(c);
  return t;
}
}  // namespace detail

/// @brief How many other positions each one can reach by going down the lines of a graph.
///
/// @param graph    Any reporting graph; cycles and several superiors are allowed. Each position is
///                 counted once, however many ways lead to it, and never itself.
/// @param options  The limit.
/// @return         One number for each vertex, by index; absent beyond the limit.
/// @unit           positions
/// @complexity     O(V + E) for trees; with T positions at or above one with two superiors and R
///                 pairs of them that reach each other, O(V + E + T E_T / 64 + R).
template <reporting_graph Graph>
[[nodiscard]] reasoned<std::vector<std::uint32_t>> reachable_positions(const Graph& graph,
                                                                       reach_options options = {}) {
  const line_network& network = network_of(graph);
  const detail::tangle t = detail::tangle_of(network);
  if (t.core.size() > options.limit) return absence::too_large;

  // Positions in and below each component. In a tree the weight says it.
  std::vector<std::uint32_t> reach = t.weight;
  std::vector<std::uint64_t> from(t.lines.size(), 0);  // which of 64 components reach this one
  for (std::size_t first = 0; first < t.core.size(); first += 64) {
    const std::size_t end = std::min(first + 64, t.core.size());
    for (std::size_t i = first; i < end; ++i) reach[t.core[i]] = 0;
    for (std::size_t i = first; i < t.core.size(); ++i) {
      const position_id c = t.core[i];
      if (i < end) from[c] |= std::uint64_t{1} << (i - first);
      if (from[c] == 0) continue;
      for (std::uint64_t left = from[c]; left != 0; left &= left - 1)
        reach[t.core[first + static_cast<std::size_t>(std::countr_zero(left))]] += t.weight[c];
      // What is below and not in the core is a tree, and in the weight.
      for (const position_id below : t.lines.below(c)) from[below] |= from[c];
    }
    for (std::size_t i = first; i < t.core.size(); ++i) {
      for (const position_id below : t.lines.below(t.core[i])) from[below] = 0;
      from[t.core[i]] = 0;
    }
  }

  std::vector<std::uint32_t> counts(network.size());
  for (position_id p = 0; p < counts.size(); ++p) counts[p] = reach[t.parts.of[p]] - 1;
  return counts;
}

}  // namespace pangkas
