// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief A policy: which positions are simplified, which are exempt and why, what becomes of the
/// post, its reports and its authority, and which matters turn digital. Rules are data; a file
/// format is in io/policy.hpp.
#pragma once

#include <pangkas/core/condition.hpp>
#include <pangkas/core/position.hpp>
#include <pangkas/core/rule_statement.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief Marks positions to be simplified.
struct select_rule {
  rule_statement rule{};
  condition when{};
};

/// @brief Keeps positions that would be simplified. Reason and source are required.
struct exempt_rule {
  rule_statement rule{};
  condition when{};
};

/// @brief Says what a simplified post becomes.
struct convert_rule {
  rule_statement rule{};
  condition when{};
  std::string to{};                        ///< rank of the scheme; empty: the rank stays
  std::optional<position_kind> to_kind{};  ///< absent: the kind of the rank @ref to
  std::string to_class{};                  ///< job class; empty: the class stays
};

/// @brief Which head of joined teams leads them; the others are converted and report to it. What
/// is equal is decided by the next, at last by the code.
enum class team_head : std::uint8_t {
  highest_rank,  ///< in the rank scheme; then the largest team
  largest_team,  ///< then the highest rank
  first_code     ///< in the order of the bytes
};

/// @brief Joins teams under one superior into as few as the cap allows; see join_teams.hpp.
struct merge_rule {
  rule_statement rule{};
  condition when{};           ///< heads whose teams may be joined
  std::size_t span_high = 0;  ///< most members of a joined team, the other heads among them
  std::size_t span_low = 0;   ///< fewest that a team is to have; 0: any number
  team_head head = team_head::highest_rank;
};

/// @brief Where the reports of a converted post go, and the post itself.
enum class attachment : std::uint8_t { nearest_kept_superior };
/// @brief What becomes of authority that the law gave to a converted post.
enum class attribution_outcome : std::uint8_t {
  orphan,                ///< nobody holds it until the law is changed
  nearest_kept_superior  ///< moved; the law must allow it
};
/// @brief What becomes of authority that was delegated to a converted post.
enum class delegation_outcome : std::uint8_t {
  nearest_kept_superior,  ///< re-issued to the nearest kept superior
  converted_official      ///< re-issued to the converted official
};
/// @brief What becomes of a mandate of a converted post.
enum class mandate_outcome : std::uint8_t { giver };
/// @brief Which role a converted post keeps over its former subordinates.
enum class role_policy : std::uint8_t {
  none,
  team_leads,   ///< leads those former subordinates that were not converted themselves
  coordinators  ///< coordinates all former subordinates: the old chain, as role lines
};

namespace detail {
inline constexpr std::array<std::string_view, 3> team_head_names{"highest-rank", "largest-team",
                                                                 "first-code"};
inline constexpr std::array<std::string_view, 1> attachment_names{"nearest-kept-superior"};
inline constexpr std::array<std::string_view, 2> attribution_names{"orphan",
                                                                   "nearest-kept-superior"};
inline constexpr std::array<std::string_view, 2> delegation_names{"nearest-kept-superior",
                                                                  "converted-official"};
inline constexpr std::array<std::string_view, 1> mandate_names{"giver"};
inline constexpr std::array<std::string_view, 3> role_policy_names{"none", "team-leads",
                                                                   "coordinators"};
}  // namespace detail

/// @brief "highest-rank", "largest-team" or "first-code".
constexpr std::string_view to_string(team_head value) {
  return detail::team_head_names[static_cast<std::size_t>(value)];
}
/// @brief Reads what to_string(team_head) writes.
constexpr std::optional<team_head> parse_team_head(std::string_view text) {
  return detail::parse_enum<team_head>(detail::team_head_names, text);
}
/// @brief "nearest-kept-superior".
constexpr std::string_view to_string(attachment value) {
  return detail::attachment_names[static_cast<std::size_t>(value)];
}
/// @brief "orphan" or "nearest-kept-superior".
constexpr std::string_view to_string(attribution_outcome value) {
  return detail::attribution_names[static_cast<std::size_t>(value)];
}
/// @brief "nearest-kept-superior" or "converted-official".
constexpr std::string_view to_string(delegation_outcome value) {
  return detail::delegation_names[static_cast<std::size_t>(value)];
}
/// @brief "giver".
constexpr std::string_view to_string(mandate_outcome value) {
  return detail::mandate_names[static_cast<std::size_t>(value)];
}
/// @brief "none", "team-leads" or "coordinators".
constexpr std::string_view to_string(role_policy value) {
  return detail::role_policy_names[static_cast<std::size_t>(value)];
}
/// @brief Reads what to_string(attachment) writes.
constexpr std::optional<attachment> parse_attachment(std::string_view text) {
  return detail::parse_enum<attachment>(detail::attachment_names, text);
}
/// @brief Reads what to_string(attribution_outcome) writes.
constexpr std::optional<attribution_outcome> parse_attribution_outcome(std::string_view text) {
  return detail::parse_enum<attribution_outcome>(detail::attribution_names, text);
}
/// @brief Reads what to_string(delegation_outcome) writes.
constexpr std::optional<delegation_outcome> parse_delegation_outcome(std::string_view text) {
  return detail::parse_enum<delegation_outcome>(detail::delegation_names, text);
}
/// @brief Reads what to_string(mandate_outcome) writes.
constexpr std::optional<mandate_outcome> parse_mandate_outcome(std::string_view text) {
  return detail::parse_enum<mandate_outcome>(detail::mandate_names, text);
}
/// @brief Reads what to_string(role_policy) writes.
constexpr std::optional<role_policy> parse_role_policy(std::string_view text) {
  return detail::parse_enum<role_policy>(detail::role_policy_names, text);
}

/// @brief What becomes of reports.
struct reports_rule {
  rule_statement rule{"reports", "the superior was converted", {}, {}};
  attachment attach = attachment::nearest_kept_superior;
};

/// @brief What becomes of authority.
/// @source Law 30/2014 on government administration, Arts. 11–14: attribution may not be passed on
/// unless the law says so, delegation moves the responsibility, a mandate leaves it with the giver.
struct authority_rule {
  rule_statement rule{"authority", "the holder was converted", {}, {}};
  attribution_outcome attribution = attribution_outcome::orphan;
  delegation_outcome delegation = delegation_outcome::nearest_kept_superior;
  mandate_outcome mandate = mandate_outcome::giver;
};

/// @brief The name of the role that posts of some ranks keep.
struct role_name {
  std::vector<std::string> ranks{};  ///< before the conversion; empty: any
  std::string name{};
  file_place place{};
};

/// @brief Which role converted posts keep.
struct role_rule {
  rule_statement rule{"roles", "the converted post keeps a role over its former reports", {}, {}};
  role_policy kind = role_policy::none;
  std::vector<role_name> names{};  ///< the first that meets stands
};

/// @brief Turns matters digital. Reason and source are required. It takes no level out: whoever
/// reviewed on paper reviews on the screen.
struct digital_rule {
  rule_statement rule{};
  std::vector<std::string> matters{};     ///< codes; "*": all that no rule before it names
  std::vector<std::string> removes{};     ///< clerical steps that fall away, such as "registry"
  std::optional<double> work_minutes{};   ///< of one step afterwards; absent: as before
  std::optional<double> waiting_hours{};  ///< before one step afterwards; absent: as before
};

/// @brief Limits that are checked after the run; what is absent is not checked.
struct check_limits {
  std::optional<std::size_t> span_low{};           ///< fewest command subordinates of a manager
  std::optional<std::size_t> span_high{};          ///< most command subordinates of a manager
  std::optional<std::size_t> structural_layers{};  ///< most, one below another; see checks.hpp
  std::optional<std::size_t> initials{};           ///< most initials (paraf) before the signature
  file_place place{};
};

/// @brief Limits under which the optimum chooses the posts, for pangkas optimise; what is absent is
/// not asked, and what is asked there comes before it.
struct optimum_limits {
  std::optional<std::size_t> span_cap{};    ///< most command subordinates of a superior
  std::optional<std::size_t> span_floor{};  ///< fewest of a superior that is kept
  std::optional<std::size_t> max_layers{};  ///< most superiors one below another
  std::string objective{};                  ///< as pangkas optimise names it; empty: not said
  file_place place{};

  friend bool operator==(const optimum_limits&, const optimum_limits&) = default;
};

/// @brief The rules of one simplification.
struct policy {
  std::string name{};
  std::string title{};
  std::string description{};
  std::string source{};
  std::string scheme{};  ///< name of the rank scheme that it needs; empty: any
  std::string file{};    ///< for messages; empty for a policy made in code
  /// Whether select and exempt rules are asked again of what came out, until they meet nothing
  /// more; see select_repeatedly().
  bool repeat = false;
  std::vector<select_rule> select{};
  std::vector<exempt_rule> exempt{};    ///< the first that meets a position stands
  std::vector<convert_rule> convert{};  ///< the first that meets a position stands
  std::vector<merge_rule> merge{};      ///< the first that meets the head of a team stands
  reports_rule reports{};
  authority_rule authority{};
  role_rule roles{};
  std::vector<digital_rule> digital{};
  check_limits checks{};
  optimum_limits optimum{};
  file_place place{};  ///< of [policy]
};

/// @brief Whether a rule selects by layers that are still to be given by set_layers().
[[nodiscard]] bool needs_layers(const policy& rules);

/// @brief Puts @p layers in place of the layers of every rule that selects by layer.
/// @throws rule_error if there is none, no layer is given, or one of them is 0.
void set_layers(policy& rules, const std::vector<std::size_t>& layers);

/// @brief Whether a rule selects those who lead fewer than a floor that the policy checks: then
/// set_span_floor() may change it.
[[nodiscard]] bool has_span_floor(const policy& rules);

/// @brief Puts another floor in place of the one that a policy selects by and checks.
/// @param rules  The policy.
/// @param floor  Fewest command subordinates of a manager who stays.
/// @throws rule_error if the policy has none, or @p floor is less than 2: everybody who leads
///         anybody leads one.
void set_span_floor(policy& rules, std::size_t floor);

}  // namespace pangkas
