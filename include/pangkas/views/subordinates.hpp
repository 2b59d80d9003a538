// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The command subordinates of a position, as a view.
#pragma once

#include <pangkas/core/organisation.hpp>
#include <pangkas/core/position.hpp>
#include <pangkas/graph/command_forest.hpp>

#include <range/v3/view/iota.hpp>

namespace pangkas::inline v0_1 {

/// @brief The command subordinates of @p p inside the forest, in the given order.
///
/// A line of a cycle is not in the forest: it is in organisation::lines().
/// @return A random-access view of position ids; it holds no reference.
/// @complexity O(1).
[[nodiscard]] inline auto subordinates(const command_forest& forest, position_id p) {
  const position_id first = *forest.subordinates(p).begin();
  return ranges::views::iota(first, first + forest.span(p));
}
/// @brief The command subordinates of a position of an organisation.
[[nodiscard]] inline auto subordinates(const organisation& org, position_id p) {
  return subordinates(org.command(), p);
}

}  // namespace pangkas::inline v0_1
