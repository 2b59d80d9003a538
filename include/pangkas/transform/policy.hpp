// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief A policy: which positions are simplified, which are exempt and why, and what becomes of
/// the post, its reports and its authority. Rules are data; a file format is in io/policy.hpp.
#pragma once

#include <pangkas/core/position.hpp>
#include <pangkas/core/rank_scheme.hpp>
#include <pangkas/core/suggestion.hpp>
#include <pangkas/error.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas {

/// @brief Where the policy file has a table and its keys, for messages; empty for a policy in code.
struct file_place {
  std::optional<std::size_t> line;                         ///< of the heading
  std::vector<std::pair<std::string, std::size_t>> lines;  ///< of the keys

  /// @brief The line of a key, else that of the heading.
  [[nodiscard]] std::optional<std::size_t> line_of(std::string_view key) const {
    for (const auto& [name, at] : lines)
      if (name == key) return at;
    return line;
  }

  friend bool operator==(const file_place&, const file_place&) = default;
};

/// @brief What a rule is called and why it is there. The ledger repeats it at every change.
struct rule_statement {
  std::string id;      ///< unique in the policy
  std::string reason;  ///< in words
  std::string source;  ///< the law, decree or letter
  file_place place;

  friend bool operator==(const rule_statement&, const rule_statement&) = default;
};

/// @brief Which positions a rule meets. The members are joined by AND, the values of a member by
/// OR; a member that is empty or absent asks nothing.
struct condition {
  std::vector<std::string> ranks;  ///< names, aliases or groups of the rank scheme
  std::vector<position_kind> kinds;
  /// Layers, the root is 1; only placed positions have one. An empty list is open: it must be
  /// filled by set_layers() before the policy can be applied.
  std::optional<std::vector<std::size_t>> layers;
  std::vector<std::string> units;           ///< exact
  std::vector<std::string> unit_contains;   ///< part of the unit; the case of A–Z is ignored
  std::vector<std::string> title_contains;  ///< part of the title; the case of A–Z is ignored
  std::vector<std::string> flags;           ///< any of them
  std::vector<std::string> codes;           ///< exact
  std::optional<bool> manager;              ///< has a command subordinate, or has none

  /// @brief Whether it asks nothing, so that every position meets it.
  [[nodiscard]] bool asks_nothing() const {
    return ranks.empty() && kinds.empty() && !layers && units.empty() && unit_contains.empty() &&
           title_contains.empty() && flags.empty() && codes.empty() && !manager;
  }

  friend bool operator==(const condition&, const condition&) = default;
};

/// @brief Marks positions to be simplified.
struct select_rule {
  rule_statement rule;
  condition when;
};

/// @brief Keeps positions that would be simplified. Reason and source are required.
struct exempt_rule {
  rule_statement rule;
  condition when;
};

/// @brief Says what a simplified post becomes.
struct convert_rule {
  rule_statement rule;
  condition when;
  std::string to;                        ///< rank of the scheme; empty: the rank stays
  std::optional<position_kind> to_kind;  ///< absent: the kind of the rank @ref to
  std::string to_class;                  ///< job class; empty: the class stays
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
inline constexpr std::array<std::string_view, 1> attachment_names{"nearest-kept-superior"};
inline constexpr std::array<std::string_view, 2> attribution_names{"orphan",
                                                                   "nearest-kept-superior"};
inline constexpr std::array<std::string_view, 2> delegation_names{"nearest-kept-superior",
                                                                  "converted-official"};
inline constexpr std::array<std::string_view, 1> mandate_names{"giver"};
inline constexpr std::array<std::string_view, 3> role_policy_names{"none", "team-leads",
                                                                   "coordinators"};
}  // namespace detail

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
  std::vector<std::string> ranks;  ///< before the conversion; empty: any
  std::string name;
  file_place place;
};

/// @brief Which role converted posts keep.
struct role_rule {
  rule_statement rule{"roles", "the converted post keeps a role over its former reports", {}, {}};
  role_policy kind = role_policy::none;
  std::vector<role_name> names;  ///< the first that meets stands
};

/// @brief Limits that are checked after the run; what is absent is not checked.
struct check_limits {
  std::optional<std::size_t> span_low;           ///< fewest command subordinates of a manager
  std::optional<std::size_t> span_high;          ///< most command subordinates of a manager
  std::optional<std::size_t> structural_layers;  ///< most, one below another; see checks.hpp
  std::optional<std::size_t> initials;           ///< most initials (paraf) before the signature
  file_place place;
};

/// @brief The rules of one simplification.
struct policy {
  std::string name;
  std::string title;
  std::string description;
  std::string source;
  std::string scheme;  ///< name of the rank scheme that it needs; empty: any
  std::string file;    ///< for messages; empty for a policy made in code
  std::vector<select_rule> select;
  std::vector<exempt_rule> exempt;    ///< the first that meets a position stands
  std::vector<convert_rule> convert;  ///< the first that meets a position stands
  reports_rule reports;
  authority_rule authority;
  role_rule roles;
  check_limits checks;
  file_place place;  ///< of [policy]
};

namespace detail {

inline char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

inline std::string lower(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(), [](char c) { return lower(c); });
  return result;
}

/// @brief Throws the sentence with the place in front.
[[noreturn]] inline void refuse(const policy& rules, const file_place& place, std::string_view key,
                                const std::string& sentence, const std::string& rule = {}) {
  const std::optional<std::size_t> line = place.line_of(key);
  std::string front;
  if (!rules.file.empty()) {
    front = rules.file;
    if (line) front += ":" + std::to_string(*line);
    front += ": ";
  }
  throw rule_error(front + sentence, rule, rules.file, line);
}
[[noreturn]] inline void refuse(const policy& rules, const rule_statement& rule,
                                std::string_view key, const std::string& sentence) {
  refuse(rules, rule.place, key, sentence, rule.id);
}

inline std::string place_of(const rule_statement& rule) {
  if (!rule.place.line) return {};
  return " (line " + std::to_string(*rule.place.line) + ")";
}

/// @brief What people call a policy in a sentence.
inline std::string called(const policy& rules) {
  return rules.name.empty() ? "the policy" : "the policy \"" + rules.name + "\"";
}

inline bool has_group(const rank_scheme& scheme, std::string_view text) {
  for (rank_index i = 0; i < scheme.ranks().size(); ++i)
    if (scheme.matches(i, text)) return true;
  return false;
}

/// @brief All names by which ranks of a scheme are called, with or without their groups.
inline std::vector<std::string> rank_names(const rank_scheme& scheme, bool with_groups) {
  std::vector<std::string> names;
  for (const rank& r : scheme.ranks()) {
    names.push_back(r.name);
    if (with_groups) names.insert(names.end(), r.groups.begin(), r.groups.end());
  }
  return names;
}

inline void validate_ranks(const policy& rules, const file_place& place, const std::string& rule,
                           const std::vector<std::string>& ranks, const rank_scheme& scheme) {
  if (scheme.ranks().empty()) return;
  for (const std::string& wanted : ranks)
    if (!has_group(scheme, wanted))
      refuse(rules, place, "rank",
             "rule \"" + rule + "\" names the rank \"" + wanted + "\", which the scheme \"" +
                 scheme.name() + "\" has neither as a rank nor as a group" +
                 did_you_mean(wanted, rank_names(scheme, true)),
             rule);
}

inline void validate_condition(const policy& rules, const rule_statement& rule,
                               const condition& when, const rank_scheme& scheme) {
  validate_ranks(rules, rule.place, rule.id, when.ranks, scheme);
  if (when.layers && std::ranges::find(*when.layers, 0U) != when.layers->end())
    refuse(rules, rule, "layer", "rule \"" + rule.id + "\" names layer 0; the root is layer 1");
}

/// @brief The form in which two conditions that say the same are equal.
inline condition normalised(condition when, const rank_scheme& scheme) {
  const auto sort = [](auto& values) {
    std::ranges::sort(values);
    values.erase(std::unique(values.begin(), values.end()), values.end());
  };
  std::vector<std::string> ranks;
  for (const std::string& wanted : when.ranks) {
    if (scheme.ranks().empty()) ranks.push_back(folded_rank(wanted));
    for (rank_index i = 0; i < scheme.ranks().size(); ++i)
      if (scheme.matches(i, wanted)) ranks.push_back(scheme[i].name);
  }
  when.ranks = std::move(ranks);
  for (std::string& part : when.unit_contains) part = lower(part);
  for (std::string& part : when.title_contains) part = lower(part);
  sort(when.ranks);
  sort(when.kinds);
  if (when.layers) sort(*when.layers);
  for (auto* texts :
       {&when.units, &when.unit_contains, &when.title_contains, &when.flags, &when.codes})
    sort(*texts);
  return when;
}

/// @brief Whether two convert rules make the same of a post.
inline bool same_result(const convert_rule& a, const convert_rule& b, const rank_scheme& scheme) {
  const auto kind = [&](const convert_rule& c) -> std::optional<position_kind> {
    if (c.to_kind) return c.to_kind;
    if (const auto r = scheme.find(c.to)) return scheme[*r].kind;
    return std::nullopt;
  };
  return scheme.find(a.to) == scheme.find(b.to) && kind(a) == kind(b) && a.to_class == b.to_class;
}

inline void validate_target(const policy& rules, const convert_rule& c, const rank_scheme& scheme) {
  if (c.to.empty() && !c.to_kind)
    refuse(rules, c.rule, {},
           "rule \"" + c.rule.id +
               "\" does not say what a post becomes; give \"to\" (a rank) or \"to_kind\"");
  if (c.to.empty() || scheme.find(c.to)) return;
  std::string fault;
  if (scheme.ranks().empty())
    fault = "but the organisation has no rank scheme; read it with one";
  else if (has_group(scheme, c.to))
    fault = "which is a group of ranks of the scheme \"" + scheme.name() + "\"; name one rank";
  else
    fault = "which the scheme \"" + scheme.name() + "\" does not have" +
            did_you_mean(c.to, rank_names(scheme, false));
  refuse(rules, c.rule, "to",
         "rule \"" + c.rule.id + "\" converts to the rank \"" + c.to + "\", " + fault);
}

inline void validate_conversions(const policy& rules, const rank_scheme& scheme) {
  for (const convert_rule& c : rules.convert) validate_target(rules, c, scheme);
  std::vector<condition> conditions;
  for (const convert_rule& c : rules.convert) conditions.push_back(normalised(c.when, scheme));
  for (std::size_t i = 0; i < rules.convert.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (conditions[i] == conditions[j] &&
          !same_result(rules.convert[i], rules.convert[j], scheme))
        refuse(rules, rules.convert[i].rule, {},
               "rules \"" + rules.convert[j].rule.id + "\"" + place_of(rules.convert[j].rule) +
                   " and \"" + rules.convert[i].rule.id + "\"" + place_of(rules.convert[i].rule) +
                   " contradict each other: they meet the same positions and convert them to "
                   "different posts; leave one of them out");
}

}  // namespace detail

/// @brief Checks a policy as far as that needs no organisation.
///
/// @param rules   The policy. Layers that are still open are no fault here.
/// @param scheme  The rank scheme of the organisation to which it will be applied.
/// @throws rule_error for the first fault: no rule that selects, a rule that selects or exempts
///         everything, a rule without a name or with that of another, an exemption without reason
///         or source, a rank that is not in the scheme, convert rules that contradict each other, a
///         band of spans that is upside down, a policy for another scheme.
inline void validate(const policy& rules, const rank_scheme& scheme) {
  using detail::refuse;
  if (!rules.scheme.empty() && rules.scheme != scheme.name())
    refuse(rules, rules.place, "scheme",
           detail::called(rules) + " needs the rank scheme \"" + rules.scheme +
               "\", but the organisation has " +
               (scheme.name().empty() ? "none" : "\"" + scheme.name() + "\"") +
               "; read the organisation with that scheme");
  if (rules.select.empty())
    refuse(rules, rules.place, {},
           detail::called(rules) + " has no [[select]] rule, so nothing would be simplified");
  if (rules.convert.empty())
    refuse(rules, rules.place, {},
           detail::called(rules) +
               " has no [[convert]] rule, so nothing says what a selected post becomes");

  std::set<std::string> ids;
  const auto validate_rule = [&](const rule_statement& rule, std::string_view section,
                                 const condition& when) {
    if (rule.id.empty())
      refuse(rules, rule, "rule",
             "a [[" + std::string(section) + "]] has no name; give it \"rule\"");
    if (!ids.insert(rule.id).second)
      refuse(rules, rule, "rule",
             "two rules are named \"" + rule.id +
                 "\", so the ledger could not tell them apart; rename one");
    detail::validate_condition(rules, rule, when, scheme);
  };
  const auto needs_condition = [&](const rule_statement& rule, std::string_view verb,
                                   const condition& when) {
    if (when.asks_nothing())
      refuse(rules, rule, {},
             "rule \"" + rule.id + "\" has no condition and would " + std::string(verb) +
                 " every position; give it one, such as \"rank\" or \"layer\"");
  };
  for (const select_rule& s : rules.select) {
    validate_rule(s.rule, "select", s.when);
    needs_condition(s.rule, "select", s.when);
  }
  for (const exempt_rule& e : rules.exempt) {
    validate_rule(e.rule, "exempt", e.when);
    needs_condition(e.rule, "exempt", e.when);
    if (e.rule.reason.empty() || e.rule.source.empty())
      refuse(rules, e.rule, {},
             "the exemption \"" + e.rule.id + "\" has no \"" +
                 (e.rule.reason.empty() ? "reason" : "source") +
                 "\"; it needs both a reason and its legal source");
  }
  for (const convert_rule& c : rules.convert) validate_rule(c.rule, "convert", c.when);
  detail::validate_conversions(rules, scheme);

  for (const role_name& r : rules.roles.names) {
    detail::validate_ranks(rules, r.place, rules.roles.rule.id, r.ranks, scheme);
    if (r.name.empty())
      refuse(rules, r.place, "name", "a [[roles.name]] has no \"name\"; give it one",
             rules.roles.rule.id);
  }
  const check_limits& checks = rules.checks;
  if (checks.span_low && checks.span_high && *checks.span_low > *checks.span_high)
    refuse(rules, checks.place, "span_high",
           "the band of spans is upside down: span_low is " + std::to_string(*checks.span_low) +
               ", span_high is " + std::to_string(*checks.span_high));
}

/// @brief Whether a rule selects by layers that are still to be given by set_layers().
[[nodiscard]] inline bool needs_layers(const policy& rules) {
  return std::ranges::any_of(
      rules.select, [](const select_rule& s) { return s.when.layers && s.when.layers->empty(); });
}

/// @brief Puts @p layers in place of the layers of every rule that selects by layer.
/// @throws rule_error if there is none, no layer is given, or one of them is 0.
inline void set_layers(policy& rules, const std::vector<std::size_t>& layers) {
  if (layers.empty()) throw rule_error("no layer is given; name at least one, the root is layer 1");
  if (std::ranges::find(layers, 0U) != layers.end())
    throw rule_error("layer 0 was asked for; the root is layer 1");
  bool set = false;
  for (select_rule& s : rules.select) {
    if (!s.when.layers) continue;
    s.when.layers = layers;
    set = true;
  }
  if (!set)
    throw rule_error(detail::called(rules) +
                     " selects by no layer, so layers cannot be given to it; leave them out, "
                     "or take a policy such as \"delayer\"");
}

}  // namespace pangkas
