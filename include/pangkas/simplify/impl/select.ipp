// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/simplify/select.hpp>

#include <pangkas/core/organisation.hpp>
#include <pangkas/core/position.hpp>
#include <pangkas/core/text_column.hpp>
#include <pangkas/decisions/decision_path.hpp>
#include <pangkas/decisions/matter_follower.hpp>
#include <pangkas/simplify/impl/rule_refusal.hpp>
#include <pangkas/simplify/policy.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace pangkas::inline v0_1 {

decided_figures figures_of_decisions(const organisation& org) {
  decided_figures figures{by_position<double>(org.size(), 0.0),
                          by_position<double>(org.size(), 0.0)};
  matter_follower follower(org);
  for (std::size_t m = 0; m < follower.matters(); ++m) {
    follower.turn_to(m);
    for (const position_id o : follower.originators(m)) {
      const double volume = follower.volume_of_each(m) * follower.weight(m, o);
      for (const path_step& step : follower.path(o).steps) {
        if (step.role == step_role::decider)
          figures.decides[step.position] += volume;
        else if (step.role != step_role::drafter)
          figures.passes[step.position] += volume;
      }
    }
  }
  return figures;
}

std::optional<std::uint32_t> first_match::find(row_index row, position_id p,
                                               std::uint32_t start) const {
  for (std::uint32_t i = start; i < matchers_.size(); ++i)
    if (matchers_[i].meets(row, p)) return i;
  return std::nullopt;
}

std::vector<rule_match> select(const organisation& org, const policy& rules) {
  detail::require_layers(rules, rules.select);
  const first_match first(org, rules.select);
  const dictionary_column& ranks = *org.table().ranks;
  std::vector<rule_match> selected;
  // By row, since the columns are by row: 5 million rows are read in order.
  for (row_index row = 0; row < org.size(); ++row) {
    if (!first.may_meet(ranks.entry(row))) continue;
    const position_id p = org.position_at(row);
    if (org.command().is_external(p)) continue;
    if (const auto rule = first.find(row, p)) selected.push_back({p, *rule});
  }
  std::ranges::sort(selected, {}, &rule_match::position);
  return selected;
}

exemption exempt(const organisation& org, const policy& rules,
                 const std::vector<rule_match>& selected) {
  detail::require_layers(rules, rules.exempt);
  exemption result;
  const first_match first(org, rules.exempt);
  for (const rule_match& s : selected) {
    if (const auto rule = first.find(org.row(s.position), s.position))
      result.kept.push_back({s.position, *rule});
    else
      result.selected.push_back(s);
  }

  const dictionary_column& ranks = *org.table().ranks;
  const text_column& names = ranks.values();
  std::vector<std::uint8_t> administrative(names.size(), 0);
  bool any = false;
  for (std::size_t i = 0; i < names.size(); ++i)
    if (const auto r = names[i].empty() ? std::nullopt : org.scheme().find(names[i]);
        r && org.scheme()[*r].administrative) {
      administrative[i] = 1;
      any = true;
    }
  if (!any || rules.exempt.empty()) return result;
  for (row_index row = 0; row < org.size(); ++row)
    if (administrative[ranks.entry(row)] != 0 && !org.command().is_external(org.position_at(row)) &&
        first.find(row, org.position_at(row)))
      ++result.must_stay;
  return result;
}

}  // namespace pangkas
