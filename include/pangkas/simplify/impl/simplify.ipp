// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/core/impl/words.hpp>
#include <pangkas/simplify/simplify.hpp>

#include <pangkas/core/exact_sum.hpp>
#include <pangkas/core/finding.hpp>
#include <pangkas/core/finding_list.hpp>
#include <pangkas/core/organisation.hpp>
#include <pangkas/core/position.hpp>
#include <pangkas/simplify/checks.hpp>
#include <pangkas/simplify/impl/add_roles.hpp>
#include <pangkas/simplify/impl/convert.hpp>
#include <pangkas/simplify/impl/merge_teams.hpp>
#include <pangkas/simplify/impl/move_authority.hpp>
#include <pangkas/simplify/impl/re_attach.hpp>
#include <pangkas/simplify/impl/reorganisation.hpp>
#include <pangkas/simplify/impl/rule_refusal.hpp>
#include <pangkas/simplify/policy.hpp>
#include <pangkas/simplify/select.hpp>
#include <pangkas/simplify/turn_digital.hpp>
#include <pangkas/simplify/validate_policy.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1::detail {

std::optional<double> holders_of(const organisation& before,
                                 const std::vector<conversion>& conversions) {
  exact_sum holders;
  bool known = false;
  for (const conversion& c : conversions)
    if (const auto filled = before.filled(c.position)) {
      holders += *filled;
      known = true;
    }
  if (!known) return std::nullopt;
  return holders.value();
}

/// What is to be said where a policy asks for layers alone that are not there.
std::string layers_beyond(const policy& rules, std::size_t layers) {
  const bool all = std::ranges::all_of(rules.select, [&](const select_rule& s) {
    return s.when.layers &&
           std::ranges::all_of(*s.when.layers, [&](std::size_t layer) { return layer > layers; });
  });
  return all ? "; it asks for layers beyond the " + how_many(layers, "layer") +
                   " of the organisation"
             : "";
}

void report_codes(const organisation& before, const policy& rules, finding_list& findings) {
  const auto report = [&](const auto& list) {
    for (const auto& r : list)
      for (const std::string& code : r.when.codes)
        if (!before.find(code) && findings.wants("unknown-code", severity::warning))
          findings.add(
              "unknown-code", severity::warning, code,
              called(r.rule) + " names " + in_quotes(code) + ", which is not in the organisation",
              "the rule meets the others that it names");
  };
  report(rules.select);
  report(rules.exempt);
  report(rules.convert);
  report(rules.merge);
}

/// The ranks that rules look for and those that there are, the first of each.
inline std::string ranks_not_met(const organisation& before, const policy& rules) {
  std::vector<std::string> wanted;
  for (const select_rule& each : rules.select)
    for (const std::string& rank : each.when.ranks)
      if (std::ranges::find(wanted, rank) == wanted.end()) wanted.push_back(rank);
  if (wanted.empty()) return {};
  const text_column& names = before.table().ranks->values();
  std::vector<std::string> there;
  for (std::size_t i = 0; i < names.size(); ++i)
    if (!names[i].empty()) there.emplace_back(names[i]);
  const auto list = [](const std::vector<std::string>& all) {
    constexpr std::size_t most = 8;
    std::string text;
    for (std::size_t i = 0; i < std::min(all.size(), most); ++i)
      text += (i == 0 ? "" : ", ") + in_quotes(all[i]);
    return all.size() > most ? text + " and " + std::to_string(all.size() - most) + " more" : text;
  };
  return ": they look for the ranks " + list(wanted) +
         (there.empty() ? ", and no position has a rank" : "; there are " + list(there));
}

void report_draft(const organisation& before, const policy& rules, const reorganisation& draft,
                  finding_list& findings) {
  for (const rule_match& top : draft.tops)
    if (findings.wants("top-selected", severity::warning))
      findings.add("top-selected", severity::warning, before.code(top.position),
                   in_quotes(before.code(top.position)) + " is selected by \"" +
                       rules.select[top.rule].rule.id + "\", but nothing is above it",
                   "kept as it was; its reports would have no superior");
  for (const rule_conflict& c : draft.conflicts) {
    if (!findings.wants("conflicting-rules", severity::warning)) continue;
    const rule_statement& first = rules.convert[c.first].rule;
    const rule_statement& second = rules.convert[c.second].rule;
    findings.add("conflicting-rules", severity::warning, before.code(c.example),
                 name_and_line(first) + " and " + name_and_line(second) + " convert " +
                     how_many(c.positions, "position") + " to different posts" +
                     (c.positions == 1 ? "" : ", of which this is the first"),
                 in_quotes(first.id) + " stands, since it comes first");
  }
}

}  // namespace pangkas::detail

namespace pangkas::inline v0_1 {

simplification simplify(const organisation& before, const policy& rules,
                        const simplify_options& options) {
  validate(rules, before.scheme());
  simplification result;
  finding_list findings(options.findings_per_rule);
  detail::report_codes(before, rules, findings);

  reorganisation draft;
  draft.parts = before.parts();
  draft.changes.policy = rules.name;
  draft.changes.codes = before.table().codes;
  draft.changes.legal_sources = before.table().legal_sources;
  {
    const exemption exempted = rules.repeat ? select_repeatedly(before, rules)
                                            : exempt(before, rules, select(before, rules));
    result.selected = exempted.selected.size() + exempted.kept.size();
    result.kept_exempt = exempted.kept.size();
    for (const std::uint32_t round : exempted.rounds)
      result.rounds = std::max<std::size_t>(result.rounds, round);
    result.must_stay = exempted.must_stay;
    detail::enter_exemptions(before, rules, exempted.kept, draft.changes);
    convert(before, rules, exempted.selected, exempted.rounds, draft);
  }
  if (result.selected == 0 && !rules.select.empty() &&
      findings.wants("nothing-selected", severity::warning))
    findings.add("nothing-selected", severity::warning, {},
                 "no position meets a [[select]] rule of the policy" +
                     detail::ranks_not_met(before, rules) +
                     detail::layers_beyond(rules, before.command().layers()),
                 "nothing was changed");
  const std::size_t entries = draft.changes.entries.size();
  re_attach(before, rules, draft);
  merge_teams(before, rules, draft, findings);
  for (std::size_t i = entries; i < draft.changes.entries.size(); ++i)
    if (draft.changes.entries[i].change() == change_kind::re_attached) ++result.re_attached;
  result.merged = draft.merged;
  move_authority(before, rules, draft);
  add_roles(before, rules, draft);
  turn_digital(before, rules, draft, findings);

  result.kept_tops = draft.tops.size();
  for (const rule_match& top : draft.tops) result.tops.push_back(top.position);
  result.converted = draft.conversions.size();
  result.role_lines = draft.changes.lines.size();
  result.turned_digital = draft.changes.matters.size();
  result.converted_holders = detail::holders_of(before, draft.conversions);

  // Where no post was converted, the command lines are those of before.
  result.after = draft.conversions.empty() ? organisation(std::move(draft.parts), before)
                                           : organisation(std::move(draft.parts));
  result.changes = std::move(draft.changes);
  detail::report_draft(before, rules, draft, findings);
  check(before, result.after, result.changes, rules.checks, findings);
  result.findings = std::move(findings).take();
  return result;
}

position_id position_after(const organisation& before, const organisation& after, position_id p) {
  return after.position_at(before.row(p));
}

}  // namespace pangkas
