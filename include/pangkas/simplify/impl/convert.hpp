// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Conversion: the selected posts become others, in place.
#pragma once

#include <pangkas/core/finding_list.hpp>
#include <pangkas/core/impl/words.hpp>
#include <pangkas/core/organisation.hpp>
#include <pangkas/core/position.hpp>
#include <pangkas/core/position_columns.hpp>
#include <pangkas/simplify/impl/reorganisation.hpp>
#include <pangkas/simplify/impl/rule_refusal.hpp>
#include <pangkas/simplify/ledger.hpp>
#include <pangkas/simplify/policy.hpp>
#include <pangkas/simplify/select.hpp>
#include <pangkas/simplify/validate_policy.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace pangkas::inline v0_1 {

namespace detail {

inline void enter_exemptions(const organisation& before, const policy& rules,
                             const std::vector<rule_match>& kept, ledger& changes) {
  ledger_writer writer(before, changes);
  std::vector<std::uint32_t> entered;
  for (const exempt_rule& e : rules.exempt) entered.push_back(writer.rule("exempt", e.rule));
  for (const rule_match& k : kept) {
    const row_index row = before.row(k.position);
    changes.entries.push_back({entered[k.rule], post_kept{row, writer.state_of(row)}});
  }
}

inline void note_conflicts(const organisation& before, const policy& rules,
                           const first_match& first, conversion c,
                           std::vector<rule_conflict>& conflicts) {
  const row_index row = before.row(c.position);
  const auto count = static_cast<std::uint32_t>(rules.convert.size());
  for (std::uint32_t next = c.convert_rule + 1; next < count; ++next) {
    const auto other = first.find(row, c.position, next);
    if (!other) return;
    next = *other;
    if (same_result(rules.convert[c.convert_rule], rules.convert[next], before.scheme())) continue;
    const auto known = std::ranges::find_if(conflicts, [&](const rule_conflict& k) {
      return k.first == c.convert_rule && k.second == next;
    });
    if (known == conflicts.end())
      conflicts.push_back({c.convert_rule, next, 1, c.position});
    else
      ++known->positions;
  }
}

/// @brief The conversions, or rule_error where no convert rule meets a selected position.
inline void plan_conversions(const organisation& before, const policy& rules,
                             const std::vector<rule_match>& selected,
                             const std::vector<std::uint32_t>& rounds, reorganisation& draft) {
  const first_match first(before, rules.convert);
  draft.is_converted.assign(before.size(), false);
  for (std::size_t i = 0; i < selected.size(); ++i) {
    const rule_match& s = selected[i];
    if (!before.command().superior(s.position)) {
      draft.tops.push_back(s);
      continue;
    }
    const auto rule = first.find(before.row(s.position), s.position);
    if (!rule) {
      const std::string rank(before.rank_name(s.position));
      const rule_statement& by = rules.select[s.rule].rule;
      refuse(rules, by, {},
             "the rules leave a gap: " + in_quotes(before.code(s.position)) + " (" +
                 (rank.empty() ? "no rank" : "rank \"" + rank + "\"") + ") is selected by \"" +
                 by.id + "\", but no [[convert]] rule says what it becomes; add one, or exempt it");
    }
    draft.conversions.push_back({s.position, s.rule, *rule, rounds.empty() ? 0 : rounds[i]});
    draft.is_converted[s.position] = true;
    note_conflicts(before, rules, first, draft.conversions.back(), draft.conflicts);
  }
}

/// @brief Column @p shared with the values of @p changed rows; the same column if none changes.
template <class Column, class Changes>
std::shared_ptr<const Column> changed_column(const std::shared_ptr<const Column>& shared,
                                             const Changes& changed) {
  std::shared_ptr<Column> own;
  changed([&](row_index row, const auto& value) {
    if ((*shared)[row] == value) return;
    if (!own) own = std::make_shared<Column>(*shared);
    own->set(row, value);
  });
  if (own) return own;
  return shared;
}

}  // namespace detail

namespace detail {

/// @brief Sets kind, rank and class of the posts that entries of the ledger convert.
/// @param first_entry  What stands before it has been set.
inline void set_converted(reorganisation& draft, std::size_t first_entry) {
  const auto each = [&](auto member) {
    return [&draft, first_entry, member](auto set) {
      const ledger& changes = draft.changes;
      for (std::size_t i = first_entry; i < changes.entries.size(); ++i)
        if (const auto* post = std::get_if<post_converted>(&changes.entries[i].what))
          set(post->row, changes.states[post->is].*member);
    };
  };
  position_table& table = draft.parts.table;
  table.kinds = changed_column(table.kinds, each(&position_state::declared_kind));
  table.ranks = changed_column(table.ranks, each(&position_state::rank));
  table.classes = changed_column(table.classes, each(&position_state::position_class));
}

}  // namespace detail

/// @brief Step 3: turns the selected posts into others, in place.
///
/// Kind, rank and class follow the first convert rule that meets the post; holder, seats and cost
/// go along unchanged, so that no income falls. The top of a tree cannot be converted, for nothing
/// is above it: it is listed in reorganisation::tops.
///
/// @throws rule_error if no convert rule meets a selected position, or a rule leaves its layers
/// open.
/// @complexity O(selected · rules), and a copy of each column that changes.
inline void convert(const organisation& before, const policy& rules,
                    const std::vector<rule_match>& selected,
                    const std::vector<std::uint32_t>& rounds, reorganisation& draft) {
  detail::require_layers(rules, rules.convert);
  detail::plan_conversions(before, rules, selected, rounds, draft);

  detail::ledger_writer writer(before, draft.changes);
  const std::size_t first_entry = draft.changes.entries.size();
  for (const conversion& c : draft.conversions) {
    const row_index row = before.row(c.position);
    const std::uint32_t was = writer.state_of(row);
    const std::uint32_t rule = writer.conversion_rule(rules, c);
    draft.changes.entries.push_back(
        {rule, post_converted{row, was, writer.converted_state(was, rules, c.convert_rule)}});
  }

  detail::set_converted(draft, first_entry);
}

}  // namespace pangkas
