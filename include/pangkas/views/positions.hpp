// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief All positions of an organisation, as a view.
#pragma once

#include <pangkas/core/organisation.hpp>
#include <pangkas/core/position.hpp>
#include <pangkas/graph/command_forest.hpp>
#include <pangkas/graph/position_range.hpp>

#include <range/v3/range/concepts.hpp>

/// @cond
// A range of positions is two numbers: range-v3 copies it, and may keep its iterators.
template <>
inline constexpr bool ranges::enable_view<pangkas::position_range> = true;
template <>
inline constexpr bool ranges::enable_borrowed_range<pangkas::position_range> = true;
/// @endcond

namespace pangkas::inline v0_1 {

/// @brief All positions: superiors before their subordinates, the placed ones first.
/// @return A random-access view of position ids; it holds no reference.
/// @complexity O(1).
[[nodiscard]] inline position_range positions(const command_forest& forest) {
  return {position_id{0}, position_id(forest.size())};
}
/// @brief All positions of an organisation.
[[nodiscard]] inline position_range positions(const organisation& org) {
  return positions(org.command());
}

}  // namespace pangkas
