// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief How positions are numbered, and whether one has a place in the layers.
#pragma once

#include <cstdint>
#include <limits>
#include <string_view>

namespace pangkas {

/// @brief Number of a position inside one organisation; a superior has a lower one than its
/// subordinates.
using position_id = std::uint32_t;

/// @brief Place of a position in the given order (the order of the file). It stays the same in
/// every scenario of an organisation, whatever happens to the position's number.
using row_index = std::uint32_t;

/// @brief In arrays of superiors: none. Interfaces say std::optional instead.
inline constexpr position_id no_position = std::numeric_limits<position_id>::max();

/// @brief Whether the position has a place in the layers.
enum class placement : std::uint8_t {
  placed,   ///< reached from a root
  orphan,   ///< its superior, or one further up, is not in the organisation
  unrooted  ///< on or below a cycle or a report to itself
};

/// @brief "placed", "orphan" or "unrooted".
constexpr std::string_view to_string(placement where) {
  return where == placement::placed ? "placed" : where == placement::orphan ? "orphan" : "unrooted";
}

}  // namespace pangkas
