// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Joining teams: of those under one superior fewer are made.
#pragma once

#include <pangkas/core/finding.hpp>
#include <pangkas/core/finding_list.hpp>
#include <pangkas/core/impl/words.hpp>
#include <pangkas/core/organisation.hpp>
#include <pangkas/core/position.hpp>
#include <pangkas/simplify/impl/convert.hpp>
#include <pangkas/simplify/impl/reorganisation.hpp>
#include <pangkas/simplify/impl/rule_refusal.hpp>
#include <pangkas/simplify/join_teams.hpp>
#include <pangkas/simplify/ledger.hpp>
#include <pangkas/simplify/policy.hpp>
#include <pangkas/simplify/select.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pangkas::inline v0_1 {

namespace detail {

/// @brief The reports of each row, after the conversions.
class reports_by_row {
 public:
  explicit reports_by_row(const std::vector<row_index>& superiors)
      : first_(superiors.size() + 1, 0), rows_(superiors.size()) {
    for (const row_index s : superiors)
      if (s != no_row) ++first_[s + 1];
    for (std::size_t i = 1; i < first_.size(); ++i) first_[i] += first_[i - 1];
    std::vector<std::size_t> next(first_.begin(), first_.end() - 1);
    for (row_index row = 0; row < superiors.size(); ++row)
      if (superiors[row] != no_row) rows_[next[superiors[row]]++] = row;
  }
  [[nodiscard]] std::uint32_t count(row_index row) const {
    return static_cast<std::uint32_t>(first_[row + 1] - first_[row]);
  }
  template <class Visit>
  void for_each(row_index row, Visit visit) const {
    for (std::size_t i = first_[row]; i < first_[row + 1]; ++i) visit(rows_[i]);
  }

 private:
  std::vector<std::size_t> first_;
  std::vector<row_index> rows_;
};

/// @brief Joins the teams under one superior after the other, the lowest first.
class team_merger {
 public:
  team_merger(const organisation& before, const policy& rules, reorganisation& draft,
              finding_list& findings)
      : before_(before),
        rules_(rules),
        draft_(draft),
        findings_(findings),
        convert_(before, rules.convert),
        writer_(before, draft.changes),
        reports_(draft.parts.superiors) {
    size_.resize(before.size());
    for (row_index row = 0; row < before.size(); ++row) size_[row] = reports_.count(row);
    const rank_scheme& scheme = before.scheme();
    const text_column& names = before.table().ranks->values();
    for (std::size_t i = 0; i < names.size(); ++i)
      rank_.push_back(names[i].empty() ? scheme.ranks().size()
                                       : scheme.find(names[i]).value_or(scheme.ranks().size()));
  }

  void run() {
    const std::size_t first_entry = draft_.changes.entries.size();
    std::vector<team> teams = list();
    // A superior is numbered before its subordinates: the last superior stands lowest.
    std::ranges::sort(teams, [&](const team& a, const team& b) {
      if (a.superior != b.superior) return a.superior > b.superior;
      if (a.rule != b.rule) return a.rule < b.rule;
      if (size_[a.head] != size_[b.head]) return size_[a.head] > size_[b.head];
      return code(a.head) < code(b.head);
    });
    for (std::size_t i = 0; i < teams.size();) {
      std::size_t end = i;
      while (end < teams.size() && teams[end].superior == teams[i].superior &&
             teams[end].rule == teams[i].rule)
        ++end;
      if (end - i > 1) join(std::span(teams).subspan(i, end - i));
      i = end;
    }
    set_converted(draft_, first_entry);
    std::ranges::sort(draft_.conversions, {}, &conversion::position);
  }

 private:
  struct team {
    position_id superior = no_position;
    std::uint32_t rule = 0;
    row_index head = 0;
  };

  [[nodiscard]] std::string_view code(row_index row) const {
    return before_.table().codes->texts[row];
  }

  /// The heads that a merge rule meets and no exemption keeps, each below a superior.
  [[nodiscard]] std::vector<team> list() const {
    const first_match merges(before_, rules_.merge);
    const first_match exempts(before_, rules_.exempt);
    std::vector<team> teams;
    for (row_index row = 0; row < before_.size(); ++row) {
      const position_id p = before_.position_at(row);
      if (size_[row] == 0 || draft_.is_converted[p] || !before_.command().superior(p)) continue;
      const auto rule = merges.find(row, p);
      if (!rule || exempts.find(row, p)) continue;
      teams.push_back({before_.position_at(draft_.parts.superiors[row]), *rule, row});
    }
    return teams;
  }

  void join(std::span<const team> teams) {
    const merge_rule& rule = rules_.merge[teams.front().rule];
    std::vector<std::uint32_t> members;
    for (const team& t : teams) members.push_back(size_[t.head]);
    const joined_teams joined = join_teams(members, rule.span_high, rule.span_low);
    const std::string_view superior = before_.code(teams.front().superior);
    if (!joined.exact && joined.groups > joined.least_groups &&
        findings_.wants("teams-joined-by-thumb", severity::warning))
      findings_.add("teams-joined-by-thumb", severity::warning, superior,
                    in_quotes(superior) + " has " + how_many(teams.size(), "team") +
                        " that may be joined, more than the " +
                        std::to_string(most_teams_joined_exactly) + " of which every way is tried",
                    "joined into " + std::to_string(joined.groups) +
                        ", the largest team first; fewer than " +
                        std::to_string(joined.least_groups) + " are not possible");
    for (std::uint32_t group = 0; group < joined.groups; ++group) {
      std::vector<row_index> heads;
      for (std::size_t t = 0; t < teams.size(); ++t)
        if (joined.group[t] == group) heads.push_back(teams[t].head);
      if (heads.size() < 2) continue;
      const row_index leads = *std::ranges::min_element(
          heads, [&](row_index a, row_index b) { return before(rule, a, b); });
      for (const row_index head : heads)
        if (head != leads) put_below(head, leads, teams.front().rule);
    }
  }

  /// Whether a head leads rather than another.
  [[nodiscard]] bool before(const merge_rule& rule, row_index a, row_index b) const {
    const auto rank = [&](row_index row) { return rank_[before_.table().ranks->entry(row)]; };
    if (rule.head != team_head::first_code) {
      const bool by_size = rule.head == team_head::largest_team;
      if (by_size && size_[a] != size_[b]) return size_[a] > size_[b];
      if (rank(a) != rank(b)) return rank(a) < rank(b);
      if (size_[a] != size_[b]) return size_[a] > size_[b];
    }
    return code(a) < code(b);
  }

  void put_below(row_index head, row_index leads, std::uint32_t place) {
    const merge_rule& rule = rules_.merge[place];
    const position_id p = before_.position_at(head);
    const auto to = convert_.find(head, p);
    if (!to)
      refuse(rules_, rule.rule, {},
             "the rules leave a gap: the team of " + in_quotes(code(head)) + " is joined by " +
                 in_quotes(rule.rule.id) +
                 ", but no [[convert]] rule says what its head becomes; "
                 "add one, or exempt it");
    ledger& changes = draft_.changes;
    std::vector<row_index>& superiors = draft_.parts.superiors;
    const std::uint32_t was = writer_.state_of(head);
    const std::uint32_t by = writer_.rule("merge", rule.rule);
    changes.entries.push_back(
        {writer_.rule("convert", rules_.convert[*to].rule, rule.rule),
         post_converted{head, was, writer_.converted_state(was, rules_, *to)}});
    changes.entries.push_back({by, team_merged{head, superiors[head], leads}});
    superiors[head] = leads;
    ++size_[leads];
    reports_.for_each(head, [&](row_index row) {
      if (superiors[row] != head) return;  // it joined a team of its own
      superiors[row] = leads;
      ++size_[leads];
      changes.entries.push_back({by, re_attached{row, head, leads}});
    });
    // One team less under the superior.
    --size_[before_.row(superior_of(leads))];
    draft_.conversions.push_back({p, place, *to, 0});
    draft_.is_converted[p] = true;
    ++draft_.merged;
  }

  [[nodiscard]] position_id superior_of(row_index row) const {
    return before_.position_at(draft_.parts.superiors[row]);
  }

  const organisation& before_;
  const policy& rules_;
  reorganisation& draft_;
  finding_list& findings_;
  first_match convert_;
  ledger_writer writer_;
  reports_by_row reports_;
  std::vector<std::uint32_t> size_;  ///< members of each team, by row
  std::vector<std::size_t> rank_;    ///< by entry of the ranks; the highest first
};

}  // namespace detail

/// @brief Step 4b: joins teams under one superior, as it is after re-attachment.
///
/// The lowest superiors come first, so that a team is counted after those below it were joined. The
/// teams of a superior that meet one merge rule are joined among themselves; external positions, tops
/// and what an exemption keeps do not take part.
///
/// @throws rule_error if no convert rule says what a head becomes.
/// @complexity O(P · rules), and O(3ⁿ) for each superior with n teams that may be joined, up to 14.
inline void merge_teams(const organisation& before, const policy& rules, reorganisation& draft,
                        finding_list& findings) {
  if (rules.merge.empty()) return;
  detail::require_layers(rules, rules.merge);
  detail::team_merger(before, rules, draft, findings).run();
}

}  // namespace pangkas
