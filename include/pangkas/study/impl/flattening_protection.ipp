// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/study/flattening_protection.hpp>

#include <pangkas/core/organisation.hpp>
#include <pangkas/core/position.hpp>
#include <pangkas/error.hpp>
#include <pangkas/graph/command_forest.hpp>
#include <pangkas/optimise/flattening_problem.hpp>
#include <pangkas/simplify/policy.hpp>
#include <pangkas/simplify/select.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numeric>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1 {

void protect(flattening_problem& problem, const command_forest& forest, rule_statement why,
             const std::vector<position_id>& positions) {
  if (problem.protections.size() == std::numeric_limits<std::uint16_t>::max())
    throw structure_error("there are more than 65535 reasons to protect posts; join some");
  if (problem.protection.empty()) {
    // The default, written out: only managers may be converted.
    if (problem.protections.empty())
      problem.protections.push_back({"no-manager", "The post has no subordinates.", {}, {}});
    problem.protection.assign(forest.size(), 1);
    for (position_id p{0}; p < forest.size(); ++p)
      if (forest.span(p) > 0) problem.protection[p] = 0;
  }
  problem.protections.push_back(std::move(why));
  const auto place = static_cast<std::uint16_t>(problem.protections.size());
  for (const position_id p : positions)
    if (problem.protection[p] == 0) problem.protection[p] = place;
}

void protect(flattening_problem& problem, const organisation& org, policy rules) {
  const command_forest& forest = org.command();
  const bool asks_any_layer = needs_layers(rules);
  if (asks_any_layer) {
    std::vector<std::size_t> all(std::max<std::size_t>(forest.layers(), 1));
    std::iota(all.begin(), all.end(), std::size_t{1});
    for (select_rule& s : rules.select)
      if (s.when.layers && s.when.layers->empty()) s.when.layers = all;
  }
  const exemption exempted = exempt(org, rules, select(org, rules));
  std::vector<std::vector<position_id>> by_rule(rules.exempt.size());
  std::vector<bool> selected(org.size(), false);
  for (const rule_match& kept : exempted.kept) {
    by_rule[kept.rule].push_back(kept.position);
    selected[kept.position] = true;
  }
  for (const rule_match& s : exempted.selected) selected[s.position] = true;
  for (std::size_t i = 0; i < by_rule.size(); ++i)
    protect(problem, forest, rules.exempt[i].rule, by_rule[i]);
  // What has no layer is met by no rule that asks for one: that, and not the rule, is why it stays.
  std::vector<position_id> outside;
  std::vector<position_id> orphans;
  std::vector<position_id> unrooted;
  std::vector<position_id> others;
  for (position_id p{0}; p < org.size(); ++p) {
    if (forest.span(p) == 0 || selected[p]) continue;
    const placement where = forest.placement_of(p);
    (where == placement::external                     ? outside
     : asks_any_layer && where == placement::orphan   ? orphans
     : asks_any_layer && where == placement::unrooted ? unrooted
                                                      : others)
        .push_back(p);
  }
  const auto protect_because = [&](const char* id, const char* reason,
                                   const std::vector<position_id>& positions) {
    if (!positions.empty()) protect(problem, forest, {id, reason, {}, {}}, positions);
  };
  protect_because("external", "The position is outside the organisation.", outside);
  protect_because("orphan",
                  "The post stands below a superior that is not in the data, so it has no layer.",
                  orphans);
  protect_because("unrooted",
                  "The post stands on or below a cycle of superiors, so it has no layer.",
                  unrooted);
  protect(problem, forest, {"not-selected", "No rule of the policy selects the post.", {}, {}},
          others);
}

}  // namespace pangkas
