// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Layers: how far each position is from the root of its tree.
#pragma once

#include <pangkas/core/organisation.hpp>
#include <pangkas/core/organisation_graph.hpp>
#include <pangkas/graph/command_forest.hpp>
#include <pangkas/graph/forest_of.hpp>
#include <pangkas/graph/reporting_graph.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace pangkas {

/// @brief The layer of every placed position: 1 for a root, else that of its superior + 1.
///
/// A layer is computed from the command lines; an echelon is declared. Orphans and unrooted
/// positions have no layer.
///
/// @return        One layer for each placed position, by id; they do not decrease.
/// @unit          layers
/// @complexity    O(P) time and memory for P positions; one run of writes for each layer.
[[nodiscard]] inline std::vector<std::uint32_t> layers(const command_forest& forest) {
  std::vector<std::uint32_t> result(forest.placed());
  auto at = result.begin();
  for (std::size_t number = 1; number <= forest.layers(); ++number)
    at = std::fill_n(at, forest.layer(number).size(), static_cast<std::uint32_t>(number));
  return result;
}
/// @brief The layer of every placed position of an organisation.
[[nodiscard]] inline std::vector<std::uint32_t> layers(const organisation& org) {
  return layers(org.command());
}

/// @brief The layer of every vertex of any other graph of command lines.
/// @return        By vertex index; absent for a vertex on or below a cycle.
/// @unit          layers
/// @throws structure_error if a vertex has two superiors.
/// @complexity    O(V + E) time and O(V) memory.
template <reporting_graph Graph>
[[nodiscard]] std::vector<std::optional<std::uint32_t>> layers(const Graph& graph) {
  const command_forest forest = forest_of(graph);
  std::vector<std::optional<std::uint32_t>> result(forest.size());
  const std::vector<std::uint32_t> placed = layers(forest);
  for (position_id p = 0; p < placed.size(); ++p) result[forest.row(p)] = placed[p];
  return result;
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
[[nodiscard]] inline layer_summary summarise_layers(const command_forest& forest) {
  layer_summary summary;
  summary.layers = forest.layers();
  summary.per_layer.reserve(forest.layers());
  std::uint64_t depths = 0;
  for (std::size_t number = 1; number <= forest.layers(); ++number) {
    summary.per_layer.push_back(forest.layer(number).size());
    depths += std::uint64_t{number - 1} * summary.per_layer.back();
  }
  if (forest.placed() > 0) summary.mean_depth = static_cast<double>(depths) / forest.placed();
  return summary;
}
/// @brief Counts the layers of an organisation, or of any other graph of command lines.
/// @throws structure_error if a vertex of a foreign graph has two superiors.
/// @complexity    O(number of layers) for an organisation, else O(V + E).
template <reporting_graph Graph>
[[nodiscard]] layer_summary summarise_layers(const Graph& graph) {
  return summarise_layers(forest_of(graph));
}

}  // namespace pangkas
