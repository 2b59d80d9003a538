// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/metrics/pair_distance.hpp>

#include <pangkas/core/organisation_graph.hpp>
#include <pangkas/graph/command_forest.hpp>
#include <pangkas/graph/forest_of.hpp>
#include <pangkas/graph/impl/wide_integer.hpp>
#include <pangkas/graph/reporting_graph.hpp>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace pangkas::inline v0_1 {

pair_distance_summary pair_distance(const command_forest& forest) {
  using wide = detail::wide_unsigned;
  const position_id placed(forest.placed());
  const position_id roots(forest.roots());
  const auto superiors = forest.superiors();

  std::vector<std::uint32_t> below(placed, 1);
  std::vector<std::uint32_t> height(placed, 0);
  std::uint32_t diameter = 0;
  for (position_id p = placed; p-- > roots;) {
    const position_id superior = superiors[p];
    below[superior] += below[p];
    // The longest way that turns at the superior joins the two deepest branches below it.
    diameter = std::max(diameter, height[superior] + height[p] + 1);
    height[superior] = std::max(height[superior], height[p] + 1);
  }

  pair_distance_summary summary;
  for (position_id root{0}; root < roots; ++root)
    summary.pairs += std::uint64_t{below[root]} * (below[root] - 1) / 2;
  if (summary.pairs == 0) return summary;

  // From here on `height` holds the size of the whole tree.
  std::vector<std::uint32_t>& tree = height;
  std::copy_n(below.begin(), roots, tree.begin());
  wide total = 0;
  for (position_id p = roots; p < placed; ++p) {
    tree[p] = tree[superiors[p]];
    total += std::uint64_t{below[p]} * (tree[p] - below[p]);
  }
  summary.mean = static_cast<double>(total) / static_cast<double>(summary.pairs);
  summary.diameter = diameter;
  return summary;
}

}  // namespace pangkas
