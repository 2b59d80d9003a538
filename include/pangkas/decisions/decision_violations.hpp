// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Paths and deciders that break a rule of their matter.
#pragma once

#include <pangkas/core/organisation.hpp>
#include <pangkas/decisions/decision_options.hpp>
#include <pangkas/decisions/decision_path.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief A rule that a path or a decider can break.
enum class decision_rule : std::uint8_t {
  undecidable,         ///< nobody decides the matter for the originator
  checks,              ///< fewer independent checks than the matter needs
  four_eyes,           ///< the drafter is the decider
  initials,            ///< more initials before the signature than the matter allows
  incompatible_roles,  ///< two matters that one position, or one unit, may not decide both
  same_hand,           ///< one position does two acts that the matter keeps apart
  beneficiary          ///< who has the benefit makes a step after the first
};

namespace detail {
inline constexpr std::array<std::string_view, 7> decision_rule_names{
    "undecidable",        "checks",    "four-eyes",  "initials-of-matter",
    "incompatible-roles", "same-hand", "beneficiary"};
}

/// @brief The name of a rule in findings.
constexpr std::string_view to_string(decision_rule rule) {
  return detail::decision_rule_names[static_cast<std::size_t>(rule)];
}

/// @brief One breach of a rule.
struct decision_violation {
  decision_rule rule = decision_rule::undecidable;
  std::size_t matter = 0;              ///< place in organisation::matters()
  position_id position = no_position;  ///< the originator; the decider for incompatible roles
  std::optional<undecidable_reason> reason{};
  std::uint64_t found = 0;  ///< checks or initials that the path has
  std::uint64_t limit = 0;  ///< checks that it needs, initials that are allowed
  std::optional<std::size_t> other_matter{};
  /// The decider of the other matter where one unit may not decide both, perhaps the same
  /// position; absent where one position may not.
  /// The hand that does both acts; who has the benefit.
  std::optional<position_id> other_position{};

  friend bool operator==(const decision_violation&, const decision_violation&) = default;
};

/// @brief Calls `visit` for every breach: by matter and originator, then the incompatible roles by
/// pair of matters.
/// @complexity As decisions().
void visit_violations(const organisation& org, const decision_options& options,
                      const std::function<void(const decision_violation&)>& visit);

/// @brief The same after a change, for those who raised the matters before.
/// @complexity As decisions().
void visit_violations_after(const organisation& before, const organisation& after,
                            const decision_options& options,
                            const std::function<void(const decision_violation&)>& visit);

/// @brief All breaches as a list.
/// @complexity As decisions(); memory for each breach, of which there may be one an originator.
[[nodiscard]] std::vector<decision_violation> decision_violations(
    const organisation& org, const decision_options& options = {});

}  // namespace pangkas
