// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Roles: what converted posts keep over their former subordinates.
#pragma once

#include <pangkas/core/impl/folded_rank.hpp>
#include <pangkas/core/organisation.hpp>
#include <pangkas/core/position.hpp>
#include <pangkas/simplify/impl/reorganisation.hpp>
#include <pangkas/simplify/ledger.hpp>
#include <pangkas/simplify/policy.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1 {

namespace detail {

/// @brief The names of roles by the rank that a post had.
class role_names {
 public:
  role_names(const organisation& before, const role_rule& roles) : names_{fallback(roles.kind)} {
    const text_column& ranks = before.table().ranks->values();
    const rank_scheme& scheme = before.scheme();
    for (const role_name& r : roles.names)
      if (std::ranges::find(names_, r.name) == names_.end()) names_.push_back(r.name);
    by_rank_.assign(ranks.size(), 0);
    for (std::size_t i = 0; i < ranks.size(); ++i) {
      const auto known = ranks[i].empty() ? std::nullopt : scheme.find(ranks[i]);
      const auto meets = [&](const role_name& r) {
        return r.ranks.empty() || std::ranges::any_of(r.ranks, [&](const std::string& wanted) {
                 if (known) return scheme.matches(*known, wanted);
                 return scheme.ranks().empty() && !ranks[i].empty() &&
                        folded_rank(ranks[i]) == folded_rank(wanted);
               });
      };
      const auto named = std::ranges::find_if(roles.names, meets);
      if (named != roles.names.end())
        by_rank_[i] =
            static_cast<std::uint32_t>(std::ranges::find(names_, named->name) - names_.begin());
    }
  }

  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }
  /// @brief Place in names() of the role of a post with that entry of the ranks.
  [[nodiscard]] std::uint32_t of_rank(std::uint32_t entry) const { return by_rank_[entry]; }

 private:
  static std::string fallback(role_policy kind) {
    return kind == role_policy::team_leads ? "team lead" : "coordinator";
  }

  std::vector<std::string> names_;
  std::vector<std::uint32_t> by_rank_;
};

}  // namespace detail

/// @brief Step 6: the roles that converted posts keep, as assignment lines to their former
/// subordinates: all of them for coordinators, which rebuilds the old chain, and those that were
/// not converted for team leads. A line that is there already is not added again.
/// @complexity O(reports of converted posts · log L).
inline void add_roles(const organisation& before, const policy& rules, reorganisation& draft) {
  if (rules.roles.kind == role_policy::none || draft.conversions.empty()) return;
  const detail::role_names roles(before, rules.roles);
  ledger& changes = draft.changes;
  std::vector<std::optional<std::uint32_t>> in_ledger(roles.names().size());
  std::vector<std::uint32_t> in_lines(roles.names().size(), 0);
  const auto enter_name = [&](std::uint32_t role) {
    if (in_ledger[role]) return;
    const std::string& name = roles.names()[role];
    in_ledger[role] = static_cast<std::uint32_t>(changes.role_names.size());
    changes.role_names.push_back(name);
    std::vector<std::string>& names = draft.parts.line_names;
    const auto known = std::ranges::find(names, name);
    in_lines[role] = static_cast<std::uint32_t>(known - names.begin());
    if (known != names.end()) return;
    names.push_back(name);
    changes.new_line_names.push_back(name);
  };

  std::optional<std::uint32_t> rule;
  const auto is_there = [&](const row_line& added) {
    const auto ends = [](const row_line& l) { return std::pair(l.superior, l.subordinate); };
    const std::vector<row_line>& lines = before.parts().lines;  // by superior, then subordinate
    for (auto l = std::ranges::lower_bound(lines, ends(added), {}, ends);
         l != lines.end() && ends(*l) == ends(added); ++l)
      if (*l == added) return true;
    return false;
  };
  for (const conversion& c : draft.conversions) {
    const row_index superior = before.row(c.position);
    const std::uint32_t role = roles.of_rank(before.table().ranks->entry(superior));
    for (position_id s : before.command().subordinates(c.position)) {
      if (rules.roles.kind == role_policy::team_leads && draft.is_converted[s]) continue;
      enter_name(role);
      const row_line added{superior, before.row(s), line_type::assignment, 0, in_lines[role]};
      if (is_there(added)) continue;
      if (!rule) rule = detail::ledger_writer(before, changes).rule("roles", rules.roles.rule);
      draft.parts.lines.push_back(added);
      changes.entries.push_back(
          {*rule, role_added{superior, static_cast<std::uint32_t>(changes.lines.size())}});
      changes.lines.push_back({superior, added.subordinate, *in_ledger[role]});
    }
  }
}

}  // namespace pangkas
