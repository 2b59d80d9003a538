// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Rules of integrity: which duties may not be in one hand, and what makes a check one.
#pragma once

#include <pangkas/core/condition.hpp>
#include <pangkas/core/rule_statement.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief How bad a breach of a rule is.
enum class breach_severity : std::uint8_t { high, medium, low };

namespace detail {
inline constexpr std::array<std::string_view, 3> breach_severity_names{"high", "medium", "low"};
}

/// @brief "high", "medium" or "low".
constexpr std::string_view to_string(breach_severity level) {
  return detail::breach_severity_names[static_cast<std::size_t>(level)];
}

/// @brief Whose duties are put together.
enum class separation_unit : std::uint8_t { hand, unit };

/// @brief No hand may have so many of some duties.
/// @source ANSI INCITS 359-2004, 5.3: pairs of a set of roles and a number, static and dynamic.
struct separation_rule {
  rule_statement rule{};
  std::vector<std::string> duties{};
  std::uint32_t n = 2;                   ///< so many of them are a breach
  std::vector<std::string> processes{};  ///< for which it holds; empty: for every one
  bool statically = true;                ///< of what a hand is assigned
  bool dynamically = true;               ///< of what a hand does in one case
  bool across = false;                   ///< duties in different processes count together
  separation_unit within = separation_unit::hand;
  breach_severity level = breach_severity::high;
};

/// @brief Which checks of a path count.
struct four_eyes_rule {
  rule_statement rule{};
  std::uint32_t least = 0;      ///< checks that each matter needs, whatever it says itself
  bool not_subordinate = true;  ///< of the drafter
  bool not_related = true;      ///< to the drafter
  bool not_second_post = true;  ///< of the drafter, or of who has checked already
  breach_severity level = breach_severity::high;
};

/// @brief Whoever is related may have no power over the other: stand above, or decide what the
/// other raised.
struct relation_rule {
  rule_statement rule{};
  std::vector<std::string> kinds{};       ///< empty: every kind
  std::optional<std::uint32_t> degree{};  ///< the furthest of kin that counts; absent: any
  breach_severity level = breach_severity::high;
};

/// @brief Posts in which nobody should stay too long.
struct sensitive_rule {
  rule_statement rule{};
  condition when{};
  std::uint32_t years = 5;
  breach_severity level = breach_severity::medium;
};

/// @brief Whoever audits a process may have nobody above, but the top, who has a part in it.
struct audit_rule {
  rule_statement rule{};
  std::string duty = "audit";
  breach_severity level = breach_severity::high;
};

/// @brief So many hands at least must be needed to carry a case to its end.
struct collusion_rule {
  rule_statement rule{};
  std::vector<std::string> processes{};  ///< empty: every one
  std::uint32_t least = 2;
  breach_severity level = breach_severity::high;
};

/// @brief A set of rules.
struct integrity_rules {
  std::string name{};
  std::string title{};
  std::string source{};
  std::string file{};  ///< for messages; empty for rules made in code
  /// Names of one duty, such as "approve", "setujui"; the first is the one that is printed.
  std::vector<std::vector<std::string>> same{};
  std::vector<std::string> moves{};       ///< duties that go with the headship, see duty::moves
  std::vector<std::string> afterwards{};  ///< duties that nothing waits for, such as "audit"
  std::vector<separation_rule> separations{};
  std::vector<four_eyes_rule> four_eyes{};
  std::vector<relation_rule> relations{};
  std::vector<sensitive_rule> sensitive{};
  std::vector<audit_rule> audits{};
  std::vector<collusion_rule> collusions{};
};

/// @brief The duties that paths of decisions give: what the drafter, whoever reviews, whoever
/// initials beside the line, the decider and whoever concurs does. A step that an order names has
/// the name of its act.
inline constexpr std::array<std::string_view, 5> path_duties{"draft", "review", "initial", "decide",
                                                             "concur"};

/// @brief Checks rules as far as that needs no organisation.
/// @throws rule_error for the first fault: no rule at all, a rule without a name or with that of
///         another, a number below 2 or above its set, a duty that stands in a set twice, also
///         under two of its names.
void validate(const integrity_rules& rules);

/// @brief Sets of rules as one.
/// @throws rule_error as validate().
[[nodiscard]] integrity_rules joined(const std::vector<integrity_rules>& sets);

}  // namespace pangkas
