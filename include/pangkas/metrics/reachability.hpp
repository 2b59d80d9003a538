// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief How many positions each one can reach along the lines.
#pragma once

#include <pangkas/core/reasoned.hpp>
#include <pangkas/graph/line_network.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief What bounds measures whose time may grow with the square of the positions.
struct reach_options {
  /// Most positions that are, or are above, one with two superiors. All else is counted as the
  /// tree that it is.
  std::size_t limit = 100'000;
};

/// @brief How many other positions each one can reach by going down the lines of a graph.
///
/// @param network  Any reporting graph; cycles and several superiors are allowed. Each position is
///                 counted once, however many ways lead to it, and never itself.
/// @param options  The limit.
/// @return         One number for each position; absent beyond the limit.
/// @unit           positions
/// @complexity     O(V + E) for trees; with T positions at or above one with two superiors and R
///                 pairs of them that reach each other, O(V + E + T E_T / 64 + R).
[[nodiscard]] reasoned<by_position<std::uint32_t>> reachable_positions(const line_network& network,
                                                                       reach_options options = {});

}  // namespace pangkas
