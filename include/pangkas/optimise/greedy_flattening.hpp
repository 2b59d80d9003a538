// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Greedy flattening: the baseline that shows what the optimum is worth.
#pragma once

#include <pangkas/core/position.hpp>
#include <pangkas/graph/command_forest.hpp>
#include <pangkas/optimise/flattening_problem.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief What the greedy rule converts.
struct greedy_flattening_result {
  std::vector<position_id> converted{};  ///< ascending
  std::int64_t gain = 0;
  std::size_t under_floor = 0;  ///< kept superiors that do not reach their floor
};

/// @brief Converts posts by descending gain, as long as that is feasible.
///
/// Beginning with everything kept, and from the lowest layer up, a post is converted that is under
/// its floor. Then each post whose gain is above 0 is asked once, the highest gain
/// first, of equal ones the lower-numbered: it is converted if its nearest kept superior stays
/// within its capacity and no check is lost. The limit on layers is not looked at, and a position
/// that is over its capacity today stays so.
///
/// @param forest   The command lines.
/// @param problem  What may be converted, and what for.
/// @throws structure_error as optimal_flattening().
/// @complexity     O(m log m + P) for m posts that may be converted, and the climbs from
///                 originators to their deciders.
/// @source         The rule by which structures are cut in practice; design of this library.
[[nodiscard]] greedy_flattening_result greedy_flattening(const command_forest& forest,
                                                         const flattening_problem& problem);

}  // namespace pangkas
