// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Which positions hang together, and which are on a cycle together.
#pragma once

#include <pangkas/graph/line_network.hpp>

#include <cstdint>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief Positions in groups.
struct components {
  by_position<std::uint32_t> of{};    ///< the component of each position
  std::vector<std::uint32_t> size{};  ///< how many positions each component has
};

/// @brief Groups of positions that lines join, whatever their direction.
/// @return     Components in the order of their lowest position.
/// @complexity O(V + E) time and memory.
[[nodiscard]] components weak_components(const line_network& network);

/// @brief Groups of positions that are all above each other; a position on no cycle is one alone.
///
/// @return     Components numbered so that every line between two of them runs from a lower to a
///             higher number.
/// @complexity O(V + E) time and memory; no recursion, whatever the depth.
/// @source     R. Tarjan, "Depth-first search and linear graph algorithms", SIAM J. Comput. 1
///             (1972).
[[nodiscard]] components strong_components(const line_network& network);

/// @brief The lines between components: each pair once, no cycles.
/// @param network  The network.
/// @param parts    Its strong_components.
/// @complexity     O(V + E) time and memory.
[[nodiscard]] line_network condensed(const line_network& network, const components& parts);

}  // namespace pangkas
