// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The command subordinates of a position, as a view.
#pragma once

#include <pangkas/core/organisation.hpp>
#include <pangkas/core/position.hpp>
#include <pangkas/graph/command_forest.hpp>
#include <pangkas/graph/position_range.hpp>
#include <pangkas/views/positions.hpp>  // a range of positions is a view

namespace pangkas::inline v0_1 {

/// @brief The command subordinates of @p p inside the forest, in the given order.
///
/// A line of a cycle is not in the forest: it is in organisation::lines().
/// @return A random-access view of position ids; it holds no reference.
/// @complexity O(1).
[[nodiscard]] inline position_range subordinates(const command_forest& forest, position_id p) {
  return forest.subordinates(p);
}
/// @brief The command subordinates of a position of an organisation.
[[nodiscard]] inline position_range subordinates(const organisation& org, position_id p) {
  return subordinates(org.command(), p);
}

}  // namespace pangkas
