// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Layers: how far each position is from the root of its tree.
#pragma once

#include <pangkas/graph/command_forest.hpp>
#include <pangkas/graph/forest_of.hpp>
#include <pangkas/graph/ids.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief The layer of every placed position: 1 for a root, else that of its superior + 1.
///
/// A layer is computed from the command lines; an echelon is declared. Orphans and unrooted
/// positions have no layer.
///
/// @return        One layer for each placed position, by id; they do not decrease.
/// @unit          layers
/// @complexity    O(P) time and memory for P positions; one run of writes for each layer.
[[nodiscard]] by_position<std::uint32_t> layers(const command_forest& forest);

namespace detail {
/// @param by_row  Whether the places are rows of the forest, and not its positions.
[[nodiscard]] std::vector<std::optional<std::uint32_t>> layers_in(const command_forest& forest,
                                                                  bool by_row);
}  // namespace detail

/// @brief The layer of every vertex of a graph of command lines, such as an organisation.
/// @return        One layer for each vertex; absent for an orphan, an external position, and a
///                vertex on or below a cycle.
/// @unit          layers
/// @throws structure_error if a vertex of a foreign graph has two superiors.
/// @complexity    O(V + E) time and O(V) memory.
template <command_graph Graph>
[[nodiscard]] by_vertex<Graph, std::optional<std::uint32_t>> layers(const Graph& graph) {
  return by_vertex<Graph, std::optional<std::uint32_t>>(
      detail::layers_in(forest_of(graph), !holds_forest<Graph>));
}

/// @brief The layers of an organisation in a few numbers; of its placed positions only.
struct layer_summary {
  std::size_t layers = 0;                ///< number of layers; 0 if nothing is placed
  std::vector<std::size_t> per_layer{};  ///< positions in each layer, the roots first
  /// Mean number of command lines between a placed position and its root, which has 0; absent if
  /// nothing is placed.
  std::optional<double> mean_depth{};

  friend bool operator==(const layer_summary&, const layer_summary&) = default;
};

/// @brief Counts the layers and the placed positions in each.
/// @unit          layers, positions; command lines for the mean depth
/// @complexity    O(number of layers).
[[nodiscard]] layer_summary summarise_layers(const command_forest& forest);
/// @brief Counts the layers of an organisation, or of any other graph of command lines.
/// @throws structure_error if a vertex of a foreign graph has two superiors.
/// @complexity    O(number of layers) for an organisation, else O(V + E).
template <command_graph Graph>
[[nodiscard]] layer_summary summarise_layers(const Graph& graph) {
  return summarise_layers(forest_of(graph));
}

}  // namespace pangkas
