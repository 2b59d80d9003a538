// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief All positions of an organisation, as a view.
#pragma once

#include <pangkas/core/organisation.hpp>
#include <pangkas/core/position.hpp>
#include <pangkas/graph/command_forest.hpp>

#include <range/v3/view/iota.hpp>

namespace pangkas::inline v0_1 {

/// @brief All positions: superiors before their subordinates, the placed ones first.
/// @return A random-access view of position ids; it holds no reference.
/// @complexity O(1).
[[nodiscard]] inline auto positions(const command_forest& forest) {
  return ranges::views::iota(position_id{0}, static_cast<position_id>(forest.size()));
}
/// @brief All positions of an organisation.
[[nodiscard]] inline auto positions(const organisation& org) { return positions(org.command()); }

}  // namespace pangkas::inline v0_1
