// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Pair distance: how many command lines lie between two positions of one tree.
#pragma once

#include <pangkas/core/organisation_graph.hpp>
#include <pangkas/graph/command_forest.hpp>
#include <pangkas/graph/forest_of.hpp>
#include <pangkas/graph/reporting_graph.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>

namespace pangkas::inline v0_1 {

/// @brief Distances between the positions of the same tree, over the placed positions.
struct pair_distance_summary {
  std::uint64_t pairs = 0;                ///< unordered pairs of two positions of one tree
  std::optional<double> mean{};           ///< over the pairs; absent if there are none
  std::optional<std::size_t> diameter{};  ///< the largest distance; absent if there are no pairs

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
[[nodiscard]] pair_distance_summary pair_distance(const command_forest& forest);
/// @brief Pair distance of an organisation, or of any other graph of command lines.
/// @throws structure_error if a vertex of a foreign graph has two superiors.
/// @complexity    O(V + E) time and O(V) memory.
template <reporting_graph Graph>
[[nodiscard]] pair_distance_summary pair_distance(const Graph& graph) {
  return pair_distance(forest_of(graph));
}

}  // namespace pangkas
