// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Graicunas: how many relationships a superior has to keep in view.
#pragma once

#include <pangkas/core/reasoned.hpp>
#include <pangkas/graph/forest_of.hpp>
#include <pangkas/metrics/span_of_control.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief Relationships of a superior with @p span subordinates: n (2^(n − 1) + n − 1).
///
/// With each alone n, with each in every company of others n (2^(n − 1) − 1), between them
/// n (n − 1). It grows so fast that it ranks spans and says nothing of hours: a span of 36 has
/// 1.2 million million.
///
/// @return     Exact up to a span of 48, to 16 digits beyond; absent beyond the range of a double,
///             from a span of 1016 on.
/// @unit       relationships
/// @complexity O(1).
/// @source     V. A. Graicunas, "Relationship in Organization" (1933).
[[nodiscard]] inline figure graicunas(std::size_t span) {
  if (span == 0) return 0.0;
  const auto n = static_cast<double>(span);
  const double relationships = n * (std::ldexp(1.0, span > 2000 ? 2000 : int(span) - 1) + n - 1);
  if (!std::isfinite(relationships)) return absence::too_large;
  return relationships;
}

/// @brief Relationships of every position with those directly below it.
///
/// @param graph  Lines superior → subordinate, counted as span_of_control tells.
/// @return       One figure for each vertex; 0 without subordinates.
/// @unit         relationships
/// @complexity   O(V + E).
/// @source       V. A. Graicunas, "Relationship in Organization" (1933).
template <command_graph Graph>
[[nodiscard]] by_vertex<Graph, figure> graicunas(const Graph& graph) {
  by_vertex<Graph, figure> relationships;
  for (const std::uint32_t span : span_of_control(graph))
    relationships.push_back(graicunas(std::size_t{span}));
  return relationships;
}

}  // namespace pangkas
