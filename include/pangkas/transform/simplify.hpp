// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Simplification: echelons are taken out of an organisation under declared rules.
///
/// The steps are functions of their own: select() and exempt() in select.hpp, convert(),
/// re_attach(), move_authority() and add_roles() here, check() in checks.hpp. simplify() runs them.
#pragma once

#include <pangkas/core/authority.hpp>
#include <pangkas/core/exact_sum.hpp>
#include <pangkas/core/finding.hpp>
#include <pangkas/core/organisation.hpp>
#include <pangkas/core/position.hpp>
#include <pangkas/core/position_table.hpp>
#include <pangkas/core/rank_scheme.hpp>
#include <pangkas/error.hpp>
#include <pangkas/transform/checks.hpp>
#include <pangkas/transform/ledger.hpp>
#include <pangkas/transform/policy.hpp>
#include <pangkas/transform/select.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace pangkas {

/// @brief A post that is converted.
struct conversion {
  position_id position = no_position;
  std::uint32_t select_rule = 0;   ///< place in policy::select
  std::uint32_t convert_rule = 0;  ///< place in policy::convert
};

/// @brief Two convert rules that meet the same positions with different results.
struct rule_conflict {
  std::uint32_t first = 0;   ///< place in policy::convert of the rule that stands
  std::uint32_t second = 0;  ///< place in policy::convert of the rule that had no effect
  std::size_t positions = 0;
  position_id example = no_position;  ///< the first of them
};

/// @brief A simplification on its way through the steps.
struct simplification_draft {
  organisation_parts parts;  ///< of the organisation that comes out
  ledger changes;
  std::vector<conversion> conversions;  ///< by position
  std::vector<bool> is_converted;       ///< by position before
  std::vector<position_id> superiors;   ///< afterwards, by position before; no_position for tops
  std::vector<rule_match> tops;         ///< selected, but the top of its tree
  std::vector<rule_conflict> conflicts;
};

/// @brief What simplify() gives.
struct simplification {
  organisation after;
  ledger changes;
  std::vector<finding> findings;            ///< of the checks; nothing was mended
  std::size_t selected = 0;                 ///< positions that a select rule met
  std::size_t kept_exempt = 0;              ///< of them, kept by an exemption
  std::size_t kept_tops = 0;                ///< of them, kept because nothing is above them
  std::size_t converted = 0;                ///< of them, converted: all others
  std::optional<double> converted_holders;  ///< filled seats of the converted where known
  std::size_t re_attached = 0;              ///< positions that report to another superior
  std::size_t role_lines = 0;               ///< lines that were added for roles
  std::size_t must_stay = 0;                ///< C of PSO%, see exemption::must_stay
};

/// @brief Choices of simplify().
struct simplify_options {
  std::size_t findings_per_rule = 1000;  ///< beyond it findings are counted, not listed
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
    const auto [found, is_new] =
        conversion_rules_.emplace(std::pair(c.select_rule, c.convert_rule), std::uint32_t{0});
    if (is_new)
      found->second =
          rule("convert", rules.convert[c.convert_rule].rule, rules.select[c.select_rule].rule);
    return found->second;
  }

  /// @brief The place of a rule; a reason or source that it does not give is taken from
  /// @p fallback.
  std::uint32_t rule(std::string_view section, const rule_statement& statement,
                     const rule_statement& fallback = {}) {
    ledger_rule entered{std::string(section), statement.id,
                        statement.reason.empty() ? fallback.reason : statement.reason,
                        statement.source.empty() ? fallback.source : statement.source};
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
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> conversion_rules_;
};

inline void enter_exemptions(const organisation& before, const policy& rules,
                             const std::vector<rule_match>& kept, ledger& changes) {
  ledger_writer writer(before, changes);
  std::vector<std::uint32_t> entered;
  for (const exempt_rule& e : rules.exempt) entered.push_back(writer.rule("exempt", e.rule));
  for (const rule_match& k : kept) {
    const row_index row = before.row(k.position);
    const std::uint32_t state = writer.state_of(row);
    changes.entries.push_back({row, entered[k.rule], state, state, change_kind::kept_exempt});
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
                             const std::vector<rule_match>& selected, simplification_draft& draft) {
  const first_match first(before, rules.convert);
  draft.is_converted.assign(before.size(), false);
  for (const rule_match& s : selected) {
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
    draft.conversions.push_back({s.position, s.rule, *rule});
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

/// @brief Step 3: turns the selected posts into others, in place.
///
/// Kind, rank and class follow the first convert rule that meets the post; holder, seats and cost
/// go along unchanged, so that no income falls. The top of a tree cannot be converted, for nothing
/// is above it: it is listed in simplification_draft::tops.
///
/// @throws rule_error if no convert rule meets a selected position, or a rule leaves its layers
/// open.
/// @complexity O(selected · rules), and a copy of each column that changes.
inline void convert(const organisation& before, const policy& rules,
                    const std::vector<rule_match>& selected, simplification_draft& draft) {
  detail::require_layers(rules, rules.convert);
  detail::plan_conversions(before, rules, selected, draft);

  detail::ledger_writer writer(before, draft.changes);
  const std::size_t first_entry = draft.changes.entries.size();
  for (const conversion& c : draft.conversions) {
    const row_index row = before.row(c.position);
    const std::uint32_t was = writer.state_of(row);
    draft.changes.entries.push_back({row, writer.conversion_rule(rules, c), was,
                                     writer.converted_state(was, rules, c.convert_rule),
                                     change_kind::converted});
  }

  const auto each = [&](auto member) {
    return [&draft, first_entry, member](auto set) {
      const ledger& changes = draft.changes;
      for (std::size_t i = first_entry; i < changes.entries.size(); ++i)
        set(changes.entries[i].row, changes.states[changes.entries[i].is].*member);
    };
  };
  position_table& table = draft.parts.table;
  table.kinds = detail::changed_column(table.kinds, each(&position_state::declared_kind));
  table.ranks = detail::changed_column(table.ranks, each(&position_state::rank));
  table.classes = detail::changed_column(table.classes, each(&position_state::position_class));
}

/// @brief Step 4: the reports of converted posts, and the posts themselves, go to the nearest kept
/// superior.
/// @complexity O(P): one sweep, since a superior is numbered before its subordinates.
inline void re_attach(const organisation& before, const policy& rules,
                      simplification_draft& draft) {
  const command_forest& forest = before.command();
  draft.superiors.assign(forest.superiors().begin(), forest.superiors().end());
  if (draft.conversions.empty()) return;
  const std::uint32_t rule =
      detail::ledger_writer(before, draft.changes).rule("reports", rules.reports.rule);
  // What stands before the first converted post keeps its superior.
  for (position_id p = draft.conversions.front().position; p < forest.size(); ++p) {
    const position_id superior = draft.superiors[p];
    if (superior == no_position || !draft.is_converted[superior]) continue;
    draft.superiors[p] = draft.superiors[superior];
    const row_index row = before.row(p);
    const row_index is = before.row(draft.superiors[p]);
    draft.parts.superiors[row] = is;
    draft.changes.entries.push_back(
        {row, rule, before.row(superior), is, change_kind::re_attached});
  }
}

/// @brief Step 5: what becomes of the authority of converted posts, by its source.
///
/// Attribution is orphaned (taken off the list of authorities) or moved to the nearest kept
/// superior; delegation is re-issued to the nearest kept superior or to the converted official; a
/// mandate goes back to its giver or, if that was converted too or is not known, to the nearest
/// kept superior of the giver or holder.
/// @complexity O(A) expected for A authorities.
inline void move_authority(const organisation& before, const policy& rules,
                           simplification_draft& draft) {
  std::vector<authority> kept;
  const std::vector<authority>& all = before.authorities();
  const auto kept_position = [&](position_id p) {
    return std::string(before.code(draft.is_converted[p] ? draft.superiors[p] : p));
  };
  std::optional<std::uint32_t> rule;
  for (std::size_t place = 0; place < all.size(); ++place) {
    const authority& was = all[place];
    const auto holder = before.find(was.position);
    if (!holder || !draft.is_converted[*holder]) {
      kept.push_back(was);
      continue;
    }
    if (!rule)
      rule = detail::ledger_writer(before, draft.changes).rule("authority", rules.authority.rule);
    change_kind change = change_kind::authority_returned;
    std::optional<authority> is = was;
    switch (was.source) {
      case authority_source::attribution:
        if (rules.authority.attribution == attribution_outcome::orphan) {
          change = change_kind::authority_orphaned;
          is.reset();
        } else {
          change = change_kind::authority_moved;
          is->position = kept_position(*holder);
        }
        break;
      case authority_source::delegation:
        change = change_kind::authority_re_issued;
        if (rules.authority.delegation == delegation_outcome::nearest_kept_superior)
          is->position = kept_position(*holder);
        break;
      case authority_source::mandate:
        is->position = kept_position(before.find(was.giver).value_or(*holder));
        break;
    }
    draft.changes.entries.push_back(
        {before.row(*holder), *rule, static_cast<std::uint32_t>(draft.changes.authorities.size()),
         is ? static_cast<std::uint32_t>(draft.changes.authorities.size()) : no_entry, change});
    if (is) kept.push_back(*is);
    draft.changes.authorities.push_back({place, was, std::move(is)});
  }
  if (rule) draft.parts.authorities = std::move(kept);
}

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
inline void add_roles(const organisation& before, const policy& rules,
                      simplification_draft& draft) {
  if (rules.roles.kind == role_policy::none || draft.conversions.empty()) return;
  const detail::role_names roles(before, rules.roles);
  ledger& changes = draft.changes;
  std::vector<std::uint32_t> in_ledger(roles.names().size(), no_entry);
  std::vector<std::uint32_t> in_lines(roles.names().size(), 0);
  const auto enter_name = [&](std::uint32_t role) {
    if (in_ledger[role] != no_entry) return;
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
  const auto is_there = [&](const line& added) {
    const auto ends = [](const line& l) { return std::pair(l.superior, l.subordinate); };
    const std::vector<line>& lines = before.parts().lines;  // by superior, then subordinate
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
      const line added{superior, before.row(s), line_type::assignment, 0, in_lines[role]};
      if (is_there(added)) continue;
      if (!rule) rule = detail::ledger_writer(before, changes).rule("roles", rules.roles.rule);
      draft.parts.lines.push_back(added);
      changes.entries.push_back({superior, *rule, no_entry,
                                 static_cast<std::uint32_t>(changes.lines.size()),
                                 change_kind::role_added});
      changes.lines.push_back({superior, added.subordinate, in_ledger[role]});
    }
  }
}

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
                     place_of(second) + " convert " + counted(c.positions, "position") +
                     " to different posts" +
                     (c.positions == 1 ? "" : ", of which this is the first"),
                 "\"" + first.id + "\" stands, since it comes first");
  }
}

}  // namespace detail

/// @brief Simplifies an organisation: select, exempt, convert, re-attach, authority, roles, check.
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
  if (result.selected == 0 && findings.wants("nothing-selected", severity::warning))
    findings.add("nothing-selected", severity::warning, {},
                 "no position meets a [[select]] rule of the policy", "nothing was changed");
  const std::size_t entries = draft.changes.entries.size();
  re_attach(before, rules, draft);
  result.re_attached = draft.changes.entries.size() - entries;
  move_authority(before, rules, draft);
  add_roles(before, rules, draft);

  result.kept_tops = draft.tops.size();
  result.converted = draft.conversions.size();
  result.role_lines = draft.changes.lines.size();
  result.converted_holders = detail::holders_of(before, draft.conversions);

  result.after = organisation(std::move(draft.parts));
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
