// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Simplification: echelons are taken out of an organisation under declared rules.
///
/// The steps are functions of their own, one header each: select() and exempt(), convert(),
/// re_attach(), move_authority(), add_roles(), turn_digital() and check(). simplify() runs them.
#pragma once

#include <pangkas/core/exact_sum.hpp>
#include <pangkas/core/finding.hpp>
#include <pangkas/core/finding_list.hpp>
#include <pangkas/core/organisation.hpp>
#include <pangkas/core/position.hpp>
#include <pangkas/simplify/checks.hpp>
#include <pangkas/simplify/impl/add_roles.hpp>
#include <pangkas/simplify/impl/convert.hpp>
#include <pangkas/simplify/impl/draft.hpp>
#include <pangkas/simplify/impl/move_authority.hpp>
#include <pangkas/simplify/impl/re_attach.hpp>
#include <pangkas/simplify/ledger.hpp>
#include <pangkas/simplify/policy.hpp>
#include <pangkas/simplify/select.hpp>
#include <pangkas/simplify/turn_digital.hpp>
#include <pangkas/simplify/validate_policy.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas {

/// @brief What simplify() gives.
struct simplification {
  organisation after;
  ledger changes;
  std::vector<finding> findings;            ///< of the checks; nothing was mended
  std::size_t selected = 0;                 ///< positions that a select rule met
  std::size_t kept_exempt = 0;              ///< of them, kept by an exemption
  std::size_t kept_tops = 0;                ///< of them, kept because nothing is above them
  std::vector<position_id> tops;            ///< which these are, before
  std::size_t converted = 0;                ///< of them, converted: all others
  std::optional<double> converted_holders;  ///< filled seats of the converted where known
  std::size_t re_attached = 0;              ///< positions that report to another superior
  std::size_t role_lines = 0;               ///< lines that were added for roles
  std::size_t turned_digital = 0;           ///< matters
  std::size_t must_stay = 0;                ///< C of PSO%, see exemption::must_stay
};

/// @brief Choices of simplify().
struct simplify_options {
  std::size_t findings_per_rule = 1000;  ///< beyond it findings are counted, not listed
};

namespace detail {

inline std::optional<double> holders_of(const organisation& before,
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

inline void report_codes(const organisation& before, const policy& rules, finding_list& findings) {
  const auto report = [&](const auto& list) {
    for (const auto& r : list)
      for (const std::string& code : r.when.codes)
        if (!before.find(code) && findings.wants("unknown-code", severity::warning))
          findings.add("unknown-code", severity::warning, code,
                       "rule \"" + r.rule.id + "\" names " + in_quotes(code) +
                           ", which is not in the organisation",
                       "the rule meets the others that it names");
  };
  report(rules.select);
  report(rules.exempt);
  report(rules.convert);
}

inline void report_draft(const organisation& before, const policy& rules,
                         const simplification_draft& draft, finding_list& findings) {
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
                 "\"" + first.id + "\"" + place_of(first) + " and \"" + second.id + "\"" +
                     place_of(second) + " convert " + how_many(c.positions, "position") +
                     " to different posts" +
                     (c.positions == 1 ? "" : ", of which this is the first"),
                 "\"" + first.id + "\" stands, since it comes first");
  }
}

}  // namespace detail

/// @brief Simplifies an organisation: select, exempt, convert, re-attach, authority, roles, digital
/// channel, check.
///
/// The organisation is not changed. The one that comes out has the same positions in the same rows
/// and shares every column in which they agree; position_after() maps old to new numbers.
///
/// @param before   The organisation.
/// @param rules    The policy.
/// @param options  How much is listed.
/// @throws rule_error if the policy is not valid, see validate(), if it leaves layers open, or if
/// it
///         selects a position and does not say what it becomes.
/// @complexity O(P · rules + E) time for P positions and E changes.
[[nodiscard]] inline simplification simplify(const organisation& before, const policy& rules,
                                             const simplify_options& options = {}) {
  validate(rules, before.scheme());
  simplification result;
  finding_list findings(options.findings_per_rule);
  detail::report_codes(before, rules, findings);

  simplification_draft draft;
  draft.parts = before.parts();
  draft.changes.policy = rules.name;
  draft.changes.codes = before.table().codes;
  {
    const std::vector<rule_match> selected = select(before, rules);
    const exemption exempted = exempt(before, rules, selected);
    result.selected = selected.size();
    result.kept_exempt = exempted.kept.size();
    result.must_stay = exempted.must_stay;
    detail::enter_exemptions(before, rules, exempted.kept, draft.changes);
    convert(before, rules, exempted.selected, draft);
  }
  if (result.selected == 0 && !rules.select.empty() &&
      findings.wants("nothing-selected", severity::warning))
    findings.add("nothing-selected", severity::warning, {},
                 "no position meets a [[select]] rule of the policy", "nothing was changed");
  const std::size_t entries = draft.changes.entries.size();
  re_attach(before, rules, draft);
  result.re_attached = draft.changes.entries.size() - entries;
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

/// @brief The map from old to new numbers: the position that @p p of @p before is in @p after.
/// @param before  An organisation.
/// @param after   A scenario of it, that is, with the same rows.
/// @param p       A position of @p before.
[[nodiscard]] inline position_id position_after(const organisation& before,
                                                const organisation& after, position_id p) {
  return after.position_at(before.row(p));
}

}  // namespace pangkas
