// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/core/impl/ascii.hpp>
#include <pangkas/core/impl/folded_rank.hpp>
#include <pangkas/simplify/validate_policy.hpp>

#include <pangkas/core/rank_scheme.hpp>
#include <pangkas/core/suggestion.hpp>
#include <pangkas/simplify/impl/policy_words.hpp>
#include <pangkas/simplify/impl/rule_refusal.hpp>
#include <pangkas/simplify/policy.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1::detail {

bool has_group(const rank_scheme& scheme, std::string_view text) {
  for (rank_index i = 0; i < scheme.ranks().size(); ++i)
    if (scheme.matches(i, text)) return true;
  return false;
}

/// @brief All names by which ranks of a scheme are called, with or without their groups.
std::vector<std::string> rank_names(const rank_scheme& scheme, bool with_groups) {
  std::vector<std::string> names;
  for (const rank& r : scheme.ranks()) {
    names.push_back(r.name);
    if (with_groups) names.insert(names.end(), r.groups.begin(), r.groups.end());
  }
  return names;
}

void validate_ranks(const policy& rules, const file_place& place, const std::string& rule,
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

void validate_condition(const policy& rules, const rule_statement& rule, const condition& when,
                        const rank_scheme& scheme) {
  validate_ranks(rules, rule.place, rule.id, when.ranks, scheme);
  if (when.layers && std::ranges::find(*when.layers, 0U) != when.layers->end())
    refuse(rules, rule, "layer", called(rule) + " names layer 0; the root is layer 1");
  for (const condition& inner : when.superior) validate_condition(rules, rule, inner, scheme);
  for (const condition& inner : when.none_of) validate_condition(rules, rule, inner, scheme);
}

/// @brief The form in which two conditions that say the same are equal.
condition normalised(condition when, const rank_scheme& scheme) {
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
  for (auto* texts : {&when.units, &when.unit_contains, &when.title_contains, &when.flags,
                      &when.codes, &when.subtrees})
    sort(*texts);
  for (condition& inner : when.superior) inner = normalised(inner, scheme);
  for (condition& inner : when.none_of) inner = normalised(inner, scheme);
  return when;
}

void validate_target(const policy& rules, const convert_rule& c, const rank_scheme& scheme) {
  if (c.to.empty() && !c.to_kind)
    refuse(
        rules, c.rule, {},
        called(c.rule) + " does not say what a post becomes; give \"to\" (a rank) or \"to_kind\"");
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
         called(c.rule) + " converts to the rank " + in_quotes(c.to) + ", " + fault);
}

void validate_conversions(const policy& rules, const rank_scheme& scheme) {
  for (const convert_rule& c : rules.convert) validate_target(rules, c, scheme);
  std::vector<condition> conditions;
  for (const convert_rule& c : rules.convert) conditions.push_back(normalised(c.when, scheme));
  for (std::size_t i = 0; i < rules.convert.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (conditions[i] == conditions[j] &&
          !same_result(rules.convert[i], rules.convert[j], scheme))
        refuse(rules, rules.convert[i].rule, {},
               "rules " + name_and_line(rules.convert[j].rule) + " and " +
                   name_and_line(rules.convert[i].rule) +
                   " contradict each other: they meet the same positions and convert them to "
                   "different posts; leave one of them out");
}

void validate_digital(const policy& rules) {
  std::set<std::string> named;
  std::string for_all;  // the rule that is for all matters
  for (const digital_rule& d : rules.digital) {
    const std::string name = called(d.rule);
    require_grounds(rules, d.rule, name, "turning matters digital");
    if (d.matters.empty())
      refuse(rules, d.rule, {},
             name + " names no matter to turn digital; give \"matters\", with \"*\" for all");
    for (const std::string& code : d.matters) {
      const auto refuse_matter = [&](const std::string& fault) {
        refuse(rules, d.rule, "matters", name + " names the matter " + in_quotes(code) + fault);
      };
      if (!for_all.empty())
        refuse_matter(" after " + in_quotes(for_all) +
                      " named all of them, so it would have no effect; put it first");
      if (!named.insert(code).second) refuse_matter(", which was named before; name it once");
      if (code == "*") for_all = d.rule.id;
    }
    const auto validate_number = [&](const char* key, const std::optional<double>& number) {
      constexpr double largest = 1e15;  // of every number that is read
      if (number && !(*number >= 0 && *number <= largest))
        refuse(rules, d.rule, key,
               name + " gives \"" + key + "\" as " + std::to_string(*number) +
                   "; it must be 0 or more");
    };
    validate_number("work_minutes", d.work_minutes);
    validate_number("waiting_hours", d.waiting_hours);
  }
}

}  // namespace pangkas::detail

namespace pangkas::inline v0_1 {

void validate(const policy& rules, const rank_scheme& scheme) {
  using detail::refuse;
  if (!rules.scheme.empty() && rules.scheme != scheme.name())
    refuse(rules, rules.place, "scheme",
           detail::called(rules) + " needs the rank scheme \"" + rules.scheme +
               "\", but the organisation has " +
               (scheme.name().empty() ? "none" : "\"" + scheme.name() + "\"") +
               "; read the organisation with that scheme");
  if (rules.select.empty() && rules.merge.empty() &&
      (rules.digital.empty() || !rules.convert.empty()))
    refuse(rules, rules.place, {},
           detail::called(rules) + " has no [[select]] rule, so nothing would be " +
               (rules.convert.empty() ? "simplified" : "converted"));
  if (rules.convert.empty() && !(rules.select.empty() && rules.merge.empty()))
    refuse(rules, rules.place, {},
           detail::called(rules) + " has no [[convert]] rule, so nothing says what a " +
               (rules.select.empty() ? "head of a joined team" : "selected post") + " becomes");

  std::set<std::string> ids;
  const auto validate_name = [&](const rule_statement& rule, std::string_view section) {
    if (rule.id.empty())
      refuse(rules, rule, "rule",
             "a [[" + std::string(section) + "]] has no name; give it \"rule\"");
    if (!ids.insert(rule.id).second)
      refuse(rules, rule, "rule",
             "two rules are named \"" + rule.id +
                 "\", so the ledger could not tell them apart; rename one");
  };
  const auto validate_rule = [&](const rule_statement& rule, std::string_view section,
                                 const condition& when) {
    validate_name(rule, section);
    detail::validate_condition(rules, rule, when, scheme);
  };
  const auto needs_condition = [&](const rule_statement& rule, std::string_view verb,
                                   const condition& when) {
    if (when.asks_nothing())
      refuse(rules, rule, {},
             detail::called(rule) + " has no condition and would " + std::string(verb) +
                 " every position; give it one, such as \"rank\" or \"layer\"");
  };
  for (const select_rule& s : rules.select) {
    validate_rule(s.rule, "select", s.when);
    needs_condition(s.rule, "select", s.when);
  }
  for (const exempt_rule& e : rules.exempt) {
    validate_rule(e.rule, "exempt", e.when);
    needs_condition(e.rule, "exempt", e.when);
    detail::require_grounds(rules, e.rule, "the exemption " + detail::in_quotes(e.rule.id), "it");
  }
  for (const convert_rule& c : rules.convert) validate_rule(c.rule, "convert", c.when);
  for (const merge_rule& m : rules.merge) {
    validate_rule(m.rule, "merge", m.when);
    if (m.span_high == 0)
      refuse(rules, m.rule, "span_high",
             detail::called(m.rule) +
                 " does not say how many members a joined team may have; give \"span_high\"");
    if (m.span_low > m.span_high)
      refuse(rules, m.rule, "span_low",
             detail::called(m.rule) + " asks for at least " + std::to_string(m.span_low) +
                 " members and at most " + std::to_string(m.span_high) + "; no team has both");
  }
  detail::validate_conversions(rules, scheme);
  for (const digital_rule& d : rules.digital) validate_name(d.rule, "digital");
  detail::validate_digital(rules);

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

}  // namespace pangkas
