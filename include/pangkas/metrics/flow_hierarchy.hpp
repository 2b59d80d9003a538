// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Flow hierarchy: the share of lines that are on no cycle.
#pragma once

#include <pangkas/core/reasoned.hpp>
#include <pangkas/graph/line_network.hpp>

namespace pangkas::inline v0_1 {

/// @brief Share of the lines that are on no cycle.
///
/// A tree has 1 whatever its height, and so has every network in which nobody is above their own
/// superior. Parallel lines count each; a line of a position to itself is a cycle.
///
/// @param network    Lines superior → subordinate. Turning all of them changes nothing.
/// @return           Weight of the lines on no cycle / weight of all lines; absent without lines.
/// @complexity       O(V + E); with weights O(V + E log E), for they are added in ascending order,
///                   so that the order of the edges does not show.
/// @source           J. Luo and C. L. Magee, "Detecting evolving patterns of self-organizing
///                   networks by flow hierarchy measurement", Complexity 16 (2011).
[[nodiscard]] figure flow_hierarchy(const line_network& network);

}  // namespace pangkas
