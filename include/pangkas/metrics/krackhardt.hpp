// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Krackhardt's four dimensions of hierarchy, each variant under its own name.
///
/// The four are 1 for every tree of lines superior → subordinate, a chain and a star alike: they
/// tell how far a network is from a tree, and nothing of how flat it is. Lines of a position to
/// itself are left out and parallel lines count once. (D. Krackhardt, "Graph theoretical dimensions
/// of informal organizations", in Carley & Prietula (eds.), Computational Organization Theory,
/// 1994.)
#pragma once

#include <pangkas/core/reasoned.hpp>
#include <pangkas/graph/line_network.hpp>
#include <pangkas/metrics/reachability.hpp>

#include <cstddef>

namespace pangkas::inline v0_1 {

/// @brief Connectedness: pairs of positions with a way between them, whatever its direction.
/// @return     Share of all pairs; absent for fewer than two positions.
/// @complexity O(V + E).
/// @source     Krackhardt (1994), as `connectedness` in R package sna and UCINET.
[[nodiscard]] figure krackhardt_connectedness(const line_network& network);

/// @brief Hierarchy: pairs of which one is above the other and not the other way round.
/// @return     Share of the pairs of which at least one is above the other; absent if there are
///             none, or beyond the limit.
/// @complexity That of reachable_positions.
/// @source     Krackhardt (1994), as `hierarchy(measure = "krackhardt")` in R package sna.
[[nodiscard]] figure krackhardt_hierarchy(const line_network& network, reach_options options = {});

/// @brief Efficiency: how few lines there are beyond the k − 1 that join a component of k.
///
/// 1 − Σ (lines − (k − 1)) / Σ (k − 1)², both sums over the weak components. Each direction
/// is a line.
/// @return     Absent if no component has two positions.
/// @complexity O(V + E).
/// @source     Krackhardt (1994), as `efficiency` in R package sna.
[[nodiscard]] figure krackhardt_efficiency_sna(const line_network& graph);

/// @brief Efficiency as UCINET has it: two lines of one pair are one, the room is (k − 1)² still.
///
/// One minus the mean of (undirected lines − (k − 1)) / (k − 1)² over the components of two or
/// more positions, each weighted with its size k.
/// @return     Absent if no component has two positions.
/// @complexity O(V + E).
/// @source     UCINET's help on Network > Cohesion > Krackhardt GTD,
///             analytictech.com/ucinet/help/hs4385.htm. It says nothing on positions alone.
[[nodiscard]] figure krackhardt_efficiency_ucinet(const line_network& graph);

/// @brief Efficiency of the undirected network: the room is what an undirected component has.
///
/// 1 − Σ (undirected lines − (k − 1)) / Σ (k − 1)(k − 2) / 2.
/// @return     Absent if no component has three positions.
/// @complexity O(V + E).
/// @source     Krackhardt (1994) for an underlying graph without direction.
[[nodiscard]] figure krackhardt_efficiency_undirected(const line_network& graph);

/// @brief What bounds krackhardt_lub_least and krackhardt_lub_sna.
struct lub_options {
  /// Most positions that are, or are above, one with two superiors (all else is counted as the tree
  /// that it is); for krackhardt_lub_sna, most sets of tops.
  std::size_t limit = 20'000;
};

/// @brief Least upper boundedness: pairs of one component with a *lowest* common superior.
///
/// An upper bound of two positions is above both, or is one of them and above the other; the least
/// one is below, or the same as, every other. This is what "unity of command" asks of a pair.
///
/// @return     1 − pairs of one component without / Σ (k − 1)(k − 2) / 2 over the components
///             of k ≥ 3 positions; absent if there is none, or beyond the limit.
/// @complexity O(V + E) for trees; with T positions at or above one with two superiors, M of them
///             with two, O(V + E + T² + M T² / 64) time and T² bits.
/// @source     Krackhardt (1994); UCINET's help on Krackhardt GTD.
[[nodiscard]] figure krackhardt_lub_least(const line_network& network, lub_options options = {});

/// @brief Least upper boundedness as R package sna has it: an upper bound that is above, or the
/// same as, every other.
///
/// That is the *highest* common superior, where krackhardt_lub_least asks for the lowest. It is
/// there when the two have exactly one common superior, or cycle of superiors, without superiors of
/// its own. Both are 1 for a tree; on lines read the wrong way round they differ.
///
/// @return     1 − pairs of one component without / Σ (k − 1)(k − 2) / 2 over the components
///             of k ≥ 3 positions; absent if there is none, or if there are more sets of tops than
///             the limit in one component.
/// @complexity O(V + E) for components with one top; with K different sets of S tops in one
///             component, O(V + E + K² S / 64) time and K S bits.
/// @source     `lubness` in R package sna 2.7, function lubness_con_R.
[[nodiscard]] figure krackhardt_lub_sna(const line_network& network, lub_options options = {});

}  // namespace pangkas
