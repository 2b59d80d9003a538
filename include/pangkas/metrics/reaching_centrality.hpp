// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Reaching centrality: how unequally positions reach the others.
#pragma once

#include <pangkas/core/reasoned.hpp>
#include <pangkas/graph/line_network.hpp>
#include <pangkas/metrics/reachability.hpp>

#include <vector>

namespace pangkas::inline v0_1 {

/// @brief Local reaching centrality: the share of the other positions that each one can reach.
///
/// @param network  Lines superior → subordinate; the direction matters.
/// @param options  The limit of reachable_positions.
/// @return         One share for each position. *Denominator: the other positions*, N − 1.
///                 Absent for fewer than two positions, or beyond the limit.
/// @complexity     That of reachable_positions.
/// @source         E. Mones, L. Vicsek and T. Vicsek, "Hierarchy measure for complex networks",
///                 PLoS ONE 7 (2012).
[[nodiscard]] reasoned<by_position<double>> local_reaching_centrality(const line_network& network,
                                                                      reach_options options = {});

/// @brief Global reaching centrality: by how much the most reaching position is ahead, on average.
///
/// Σ (largest local reaching centrality − that of each) / (N − 1). A star has 1, a chain
/// little more than a half, a cycle 0: it sees flattening. On a tree it is (N − D / (N − 1)) /
/// (N − 1) for a sum of depths D, so it says no more than the mean depth.
///
/// @param network  Lines superior → subordinate; the direction matters.
/// @param options  The limit of reachable_positions.
/// @return         0 to 1; absent for fewer than two positions, or beyond the limit.
/// @complexity     That of reachable_positions.
/// @source         Mones, Vicsek and Vicsek (2012); the unweighted, directed form.
[[nodiscard]] figure global_reaching_centrality(const line_network& network,
                                                reach_options options = {});

}  // namespace pangkas
