// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Trophic levels and incoherence: layers that bear second superiors and cycles.
#pragma once

#include <pangkas/core/reasoned.hpp>
#include <pangkas/graph/line_network.hpp>

#include <cstdint>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief How exactly levels are found, and how long it may take.
struct level_options {
  double tolerance = 1e-11;
  std::uint64_t most_steps = 4'000'000'000;  ///< lines looked at, in all
};

/// @brief Trophic levels after Levine: 1 without superiors, else 1 + the mean level of the
/// superiors.
///
/// On a tree they are the layers. A position with a second superior stands between the layers that
/// these give it.
///
/// @param network    Lines superior → subordinate. Parallel lines add up; a line of a position to
///                   itself counts in its mean.
/// @param options    Tolerance: the largest error as a share of the level.
/// @return           One level for each position. Absent if a position is below none without
///                   superiors (then the mean has no beginning), or not within the steps allowed.
/// @unit             layers
/// @complexity       O(V + E), for cycles as often as the tolerance takes.
/// @source           S. Levine, "Several measures of trophic structure applicable to complex food
///                   webs", J. Theor. Biol. 83 (1980).
[[nodiscard]] reasoned<by_position<double>> trophic_levels_levine(const line_network& network,
                                                                  level_options options = {});

/// @brief Trophic incoherence q: how far lines are from leading one level down each.
///
/// The standard deviation of the differences of level along the lines, whose mean is 1. A tree has
/// 0 whatever its height; a line over several layers adds to it.
///
/// @return           0 or more; absent without lines, or where trophic_levels_levine is.
/// @unit             layers
/// @complexity       That of trophic_levels_levine.
/// @source           S. Johnson et al., "Trophic coherence determines food-web stability", PNAS 111
///                   (2014).
[[nodiscard]] figure trophic_incoherence_q(const line_network& network, level_options options = {});

/// @brief Trophic levels after MacKay, Johnson and Sansom: those along which lines come nearest to
/// leading one level down each. Cycles are allowed, and no top is needed.
///
/// @param network    Lines superior → subordinate. Parallel lines add up; a line of a position to
///                   itself changes no level.
/// @param options    Tolerance: the largest root mean square error of a difference along a line.
/// @return           One level for each position; the lowest number of a component, its top, is 0.
///                   On a tree they are the depths. Absent if not within the steps allowed.
/// @unit             layers
/// @complexity       O(V + E) for a forest; each line beyond costs O(V + E) more at most.
/// @source           R. S. MacKay, S. Johnson and B. Sansom, "How directed is a directed network?",
///                   R. Soc. Open Sci. 7 (2020).
[[nodiscard]] reasoned<by_position<double>> trophic_levels_mackay(const line_network& network,
                                                                  level_options options = {});

/// @brief Trophic incoherence F₀: how far lines are from leading one level down each, cycles
/// included.
///
/// Σ weight · (difference of level − 1)² / Σ weight, by the levels that make it least.
///
/// @return           0 for a tree whatever its height, 1 where no line leads anywhere, as in a
///                   cycle; absent without lines, or where trophic_levels_mackay is.
/// @complexity       That of trophic_levels_mackay.
/// @source           MacKay, Johnson and Sansom (2020).
[[nodiscard]] figure trophic_incoherence_f0(const line_network& network,
                                            level_options options = {});

}  // namespace pangkas
