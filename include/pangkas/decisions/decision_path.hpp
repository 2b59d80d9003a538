// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Decision path: the positions that handle a matter, from the drafter to the decider.
#pragma once

#include <pangkas/core/organisation.hpp>
#include <pangkas/decisions/decision_options.hpp>
#include <pangkas/graph/command_forest.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief What a position does in a decision path.
enum class step_role : std::uint8_t {
  drafter,       ///< raises the matter
  reviewer,      ///< a command superior on the way
  role_step,     ///< team lead, coordinator or technical director, no command superior
  coordination,  ///< must also initial
  decider,       ///< the last before what comes afterwards; also where it raised the matter itself
  concurrence,   ///< must concur with the decider
  afterwards     ///< acts after the decision, which does not wait for it
};

namespace detail {
inline constexpr std::array<std::string_view, 7> step_role_names{
    "drafter", "reviewer", "role-step", "coordination", "decider", "concurrence", "afterwards"};
}

/// @brief "drafter", "reviewer", "role-step", "coordination", "decider", "concurrence" or
/// "afterwards".
constexpr std::string_view to_string(step_role role) {
  return detail::step_role_names[static_cast<std::size_t>(role)];
}

/// @brief One step of a decision path.
struct path_step {
  position_id position = no_position;
  step_role role = step_role::drafter;
  /// The type of the line by which the matter got here; absent for the first step, and where it
  /// was sent here by the row of a step or of an authority.
  std::optional<line_type> led_here{};
  std::optional<position_id> acts_for{};  ///< the post in which it acts; absent: its own
  std::uint32_t passed_over = 0;          ///< posts without holder just before this step
  std::optional<step_act> act{};          ///< of a step that an order names
  bool after = false;                     ///< after the decision
  /// Steps of one number, one after the other, run beside each other; 0: on its own.
  std::uint32_t together = 0;

  friend bool operator==(const path_step&, const path_step&) = default;
};

/// @brief Why nobody decides a matter for an originator.
enum class undecidable_reason : std::uint8_t {
  no_authority,         ///< no post on the way up has an authority for it
  not_placed,           ///< the same, and no root is above the originator
  limit_too_low,        ///< posts on the way up have one, but none reaches the amount
  post_without_holder,  ///< one reaches it, but there is nobody in its post who may decide
  nobody_to_concur,     ///< one could be used, but too few of those who must concur are there
  too_many_levels       ///< one stands, but more lines up than the matter may climb
};

namespace detail {
inline constexpr std::array<std::string_view, 6> undecidable_names{
    "no-authority",        "not-placed",       "limit-too-low",
    "post-without-holder", "nobody-to-concur", "too-many-levels"};
}

/// @brief "no-authority", "not-placed", "limit-too-low", "post-without-holder", "nobody-to-concur"
/// or "too-many-levels".
constexpr std::string_view to_string(undecidable_reason reason) {
  return detail::undecidable_names[static_cast<std::size_t>(reason)];
}

/// @brief The path of one matter of one originator, or the reason why there is none.
struct followed_path {
  /// Drafter first, the decider last but for what comes afterwards; empty: undecidable.
  std::vector<path_step> steps{};
  std::vector<position_id> passed_over{};  ///< posts without holder below the decider, upwards
  std::optional<undecidable_reason> undecidable{};  ///< absent exactly if there are steps
  /// Place in organisation::authorities() of the one by which it is decided: the first of the
  /// deciding post that reaches it, else of its acting official. Absent where the fallback of the
  /// matter decides, which needs none.
  std::optional<std::size_t> authority{};
  /// @name Hand-offs, absent if undecidable
  /// @{
  std::optional<std::size_t> hand_offs{};                    ///< command steps alone
  std::optional<std::size_t> hand_offs_with_roles{};         ///< and role steps
  std::optional<std::size_t> hand_offs_with_coordination{};  ///< all steps to the decision − 1
  /// @}
  /// Work and waiting until the decision; absent where nothing says what a step takes.
  std::optional<double> elapsed_hours{};

  friend bool operator==(const followed_path&, const followed_path&) = default;
};

/// @brief The decision path of one matter of one originator, step by step.
///
/// The rules are in docs/background/decisions.md: the path climbs command lines to the first post
/// that may decide; posts without holder are handled by their acting official or passed over; role
/// and coordination lines add their steps.
///
/// @param org         The organisation.
/// @param matter      Place in organisation::matters().
/// @param originator  Any position, whether the matter's condition meets it or not.
/// @param options     The day that is asked about, and which flag marks an absent holder.
/// @return            The steps, or the reason why nobody decides.
/// @unit              hand-offs (steps − 1)
/// @complexity        O(P + A) for P positions and A authorities; decisions() takes all paths at
///                    once.
[[nodiscard]] followed_path decision_path(const organisation& org, std::size_t matter,
                                          position_id originator,
                                          const decision_options& options = {});

/// @brief The command steps of the default matter: the root of the originator's tree decides.
/// @return        Drafter first, decider last; absent if the originator is not placed: then no
///                root is above it, and the matter is undecidable.
/// @complexity    O(steps).
[[nodiscard]] std::optional<std::vector<path_step>> decision_path(const command_forest& forest,
                                                                  position_id originator);

/// @brief The steps of the default matter, with those of roles and coordination.
///
/// The originator and its command superiors up to the root are the command steps. Between a
/// command step and the next stand its *role steps*: every position reached from it upwards by
/// assignment and functional lines, step by step (the coordinator of a sub-coordinator too),
/// breadth first and by id; never one of its own command superiors, which gets the matter in its
/// turn and is not climbed through. Directly behind a command or role step stand its *coordination
/// steps*: the upper ends of its coordination lines, by id, not climbed further. The decider ends
/// the path, so its own lines hang on nothing. Acting lines and lines for a certain matter are left
/// out.
///
/// @param org         The organisation.
/// @param originator  Any position, also a manager. A root decides its own matter.
/// @return        Drafter first, decider last; absent if the originator is not placed: then no
///                root is above it, and the matter is undecidable.
/// @complexity    O(S log S + R log L) for S command steps, and R lines that are looked at of L.
[[nodiscard]] std::optional<std::vector<path_step>> decision_path(const organisation& org,
                                                                  position_id originator);

}  // namespace pangkas
