// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/metrics/reachability.hpp>

#include <pangkas/core/reasoned.hpp>
#include <pangkas/graph/components.hpp>
#include <pangkas/graph/ids.hpp>
#include <pangkas/graph/line_network.hpp>
#include <pangkas/metrics/impl/tangle.hpp>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace pangkas::inline v0_1 {

namespace detail {
tangle tangle_of(const line_network& network) {
  tangle t;
  t.parts = strong_components(network);
  t.lines = condensed(network, t.parts);
  const std::size_t count = t.lines.size();
  t.above.assign(count, 0);
  for (position_id c{0}; c < count; ++c)
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
  for (position_id c{0}; c < count; ++c)
    if (above_two[c] || t.above[c] > 1) t.core.push_back(c);
  return t;
}
}  // namespace detail

reasoned<by_position<std::uint32_t>> reachable_positions(const line_network& network,
                                                         reach_options options) {
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

  by_position<std::uint32_t> counts(network.size());
  for (position_id p{0}; p < counts.size(); ++p) counts[p] = reach[t.parts.of[p]] - 1;
  return counts;
}

}  // namespace pangkas
