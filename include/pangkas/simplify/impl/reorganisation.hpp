// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief A reorganisation on its way through the steps of a simplification.
#pragma once

#include <pangkas/core/organisation.hpp>
#include <pangkas/core/position.hpp>
#include <pangkas/core/rank_scheme.hpp>
#include <pangkas/simplify/ledger.hpp>
#include <pangkas/simplify/policy.hpp>
#include <pangkas/simplify/select.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief A post that is converted.
struct conversion {
  position_id position = no_position;
  std::uint32_t select_rule = 0;   ///< place in policy::select; of a merged head, in policy::merge
  std::uint32_t convert_rule = 0;  ///< place in policy::convert
  std::uint32_t round = 0;         ///< from 1; 0 where rules are asked once
};

/// @brief Two convert rules that meet the same positions with different results.
struct rule_conflict {
  std::uint32_t first = 0;   ///< place in policy::convert of the rule that stands
  std::uint32_t second = 0;  ///< place in policy::convert of the rule that had no effect
  std::size_t positions = 0;
  position_id example = no_position;  ///< the first of them
};

/// @brief A reorganisation on its way through the steps: what comes out so far, and its ledger.
struct reorganisation {
  organisation_parts parts{};  ///< of the organisation that comes out
  ledger changes{};
  std::vector<conversion> conversions{};  ///< by position
  std::vector<bool> is_converted{};       ///< by position before
  std::size_t merged = 0;                 ///< of the conversions, heads of teams that were joined
  std::vector<rule_match> tops{};         ///< selected, but the top of its tree
  std::vector<rule_conflict> conflicts{};
};

namespace detail {

/// @brief What a post becomes by a rule.
inline position_state converted_post(const position_state& was, const convert_rule& rule,
                                     const rank_scheme& scheme) {
  position_state is = was;
  if (!rule.to.empty()) {
    const rank& target = scheme[*scheme.find(rule.to)];  // validate() made sure that it is there
    is.rank = target.name;
    is.declared_kind = target.kind;
  }
  if (rule.to_kind) is.declared_kind = rule.to_kind;
  if (!rule.to_class.empty()) is.position_class = rule.to_class;
  is.kind = is.declared_kind;
  return is;
}

/// @brief Enters posts and rules in a ledger, each once.
class ledger_writer {
 public:
  ledger_writer(const organisation& before, ledger& changes) : before_(before), changes_(changes) {}

  /// @brief The place of the post that a row is before.
  std::uint32_t state_of(row_index row) {
    const position_table& table = before_.table();
    const auto declared = (*table.kinds)[row];
    const auto key = std::tuple(table.ranks->entry(row), table.classes->entry(row),
                                declared ? static_cast<int>(*declared) : -1);
    const auto [found, is_new] =
        states_.emplace(key, static_cast<std::uint32_t>(changes_.states.size()));
    if (is_new)
      changes_.states.push_back({declared, before_.kind(before_.position_at(row)),
                                 std::string((*table.ranks)[row]),
                                 std::string((*table.classes)[row])});
    return found->second;
  }

  /// @brief The place of what post @p was becomes by convert rule @p place of @p rules.
  std::uint32_t converted_state(std::uint32_t was, const policy& rules, std::uint32_t place) {
    const auto [found, is_new] = converted_.emplace(
        std::pair(was, place), static_cast<std::uint32_t>(changes_.states.size()));
    if (is_new)
      changes_.states.push_back(
          converted_post(changes_.states[was], rules.convert[place], before_.scheme()));
    return found->second;
  }

  /// @brief The place of convert rule @p place of @p rules, with the reason of the select rule
  /// where it has none of its own.
  std::uint32_t conversion_rule(const policy& rules, const conversion& c) {
    const auto [found, is_new] = conversion_rules_.emplace(
        std::tuple(c.select_rule, c.convert_rule, c.round), std::uint32_t{0});
    if (is_new)
      found->second = rule("convert", rules.convert[c.convert_rule].rule,
                           rules.select[c.select_rule].rule, c.round);
    return found->second;
  }

  /// @brief The place of a rule; a reason or source that it does not give is taken from
  /// @p fallback.
  std::uint32_t rule(std::string_view section, const rule_statement& statement,
                     const rule_statement& fallback = {}, std::uint32_t round = 0) {
    ledger_rule entered{std::string(section), statement.id,
                        statement.reason.empty() ? fallback.reason : statement.reason,
                        statement.source.empty() ? fallback.source : statement.source};
    if (round > 0)
      entered.reason +=
          (entered.reason.empty() ? "Round " : " Round ") + std::to_string(round) + ".";
    const auto found = std::ranges::find(changes_.rules, entered);
    if (found != changes_.rules.end())
      return static_cast<std::uint32_t>(found - changes_.rules.begin());
    changes_.rules.push_back(std::move(entered));
    return static_cast<std::uint32_t>(changes_.rules.size() - 1);
  }

 private:
  const organisation& before_;
  ledger& changes_;
  std::map<std::tuple<std::uint32_t, std::uint32_t, int>, std::uint32_t> states_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> converted_;
  std::map<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>, std::uint32_t>
      conversion_rules_;
};

}  // namespace detail

}  // namespace pangkas
