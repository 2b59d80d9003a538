// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief A step of a decision path.
#pragma once

#include <pangkas/core/position.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace pangkas {

/// @brief What a position does in a decision path.
enum class step_role : std::uint8_t {
  drafter,       ///< raises the matter
  reviewer,      ///< a command superior on the way
  role_step,     ///< team lead, coordinator or technical director, no command superior
  coordination,  ///< must also initial
  decider        ///< the last; also where it raised the matter itself
};

namespace detail {
inline constexpr std::array<std::string_view, 5> step_role_names{"drafter", "reviewer", "role-step",
                                                                 "coordination", "decider"};
}

/// @brief "drafter", "reviewer", "role-step", "coordination" or "decider".
constexpr std::string_view to_string(step_role role) {
  return detail::step_role_names[static_cast<std::size_t>(role)];
}

/// @brief One step of a decision path.
struct path_step {
  position_id position = no_position;
  step_role role = step_role::drafter;
  /// The type of the line by which the matter got here; absent for the first step.
  std::optional<line_type> led_here;
  std::optional<position_id> acts_for;  ///< the post in which it acts; absent: its own
  std::uint32_t passed_over = 0;        ///< posts without holder just before this step

  friend bool operator==(const path_step&, const path_step&) = default;
};

}  // namespace pangkas
