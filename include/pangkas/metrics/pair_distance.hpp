// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Pair distance: how many command lines lie between two positions of one tree.
#pragma once

#include <pangkas/core/concepts.hpp>
#include <pangkas/graph/command_forest.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace pangkas {

/// @brief Distances between the positions of the same tree, over the placed positions.
struct pair_distance_summary {
  std::uint64_t pairs = 0;              ///< unordered pairs of two positions of one tree
  std::optional<double> mean;           ///< over the pairs; absent if there are none
  std::optional<std::size_t> diameter;  ///< the largest distance; absent if there are no pairs

  friend bool operator==(const pair_distance_summary&, const pair_distance_summary&) = default;
};

/// @brief Mean and largest number of command lines on the shortest way between two positions.
///
/// The way may go up and down: it is the undirected path, by command lines only. Two positions of
/// different trees have no way between them and are no pair; orphans and unrooted positions are
/// left out.
///
/// @unit          command lines
/// @complexity    O(P) time and memory for P positions: a line with s positions below its lower end
///                (and that end) lies between s (n − s) pairs of a tree of n, so no pair is ever
///                looked at.
/// @source        H. Wiener, "Structural Determination of Paraffin Boiling Points", J. Am. Chem.
///                Soc. 69 (1947): the sum over the lines of a tree.
[[nodiscard]] inline pair_distance_summary pair_distance(const command_forest& forest) {
  __extension__ using wide = unsigned __int128;
  const position_id placed = forest.placed();
  const position_id roots = forest.roots();
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
  for (position_id root = 0; root < roots; ++root)
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
/// @brief Pair distance of an organisation, or of any other graph of command lines.
/// @throws structure_error if a vertex of a foreign graph has two superiors.
/// @complexity    O(V + E) time and O(V) memory.
template <reporting_graph Graph>
[[nodiscard]] pair_distance_summary pair_distance(const Graph& graph) {
  return pair_distance(forest_of(graph));
}

}  // namespace pangkas
