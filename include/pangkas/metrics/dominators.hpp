// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Dominators: for whom is a position the only way to the top.
#pragma once

#include <pangkas/graph/ids.hpp>
#include <pangkas/graph/line_network.hpp>

#include <cstdint>
#include <optional>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief Whom no way to the top can go around.
struct dominator_tree {
  /// For each vertex the nearest position that all its ways to the top pass; absent for a top, for
  /// a vertex whose ways lead to different tops and have nothing in common, and for one that is not
  /// reached.
  by_position<std::optional<position_id>> immediate{};
  /// Whether the vertex is below a top, or one. What only hangs on a cycle is not.
  by_position<bool> reached{};
  /// For each vertex the number of others for whom it is on every way to the top.
  by_position<std::uint32_t> dependants{};
};

/// @brief Finds for every position the positions that none of its ways to the top avoid.
///
/// A top is a vertex at which no line of another arrives. In a tree of command every superior is on
/// the only way; a second line of any type opens another. A position with many dependants is a
/// single point of failure: if it is vacant, all of these are cut off.
///
/// @param graph  Lines superior → subordinate; of an organisation, the lines of all types.
/// @return       The tree, by position.
/// @unit         positions
/// @complexity   O((V + E) · h · r) time for ways with at most h dominators on them and r rounds
///               until nothing changes: 2 without cycles, few with them. O(V + E) memory.
/// @source       K. Cooper, T. Harvey and K. Kennedy, "A simple, fast dominance algorithm" (2001).
[[nodiscard]] dominator_tree dominators(const line_network& graph);

}  // namespace pangkas
