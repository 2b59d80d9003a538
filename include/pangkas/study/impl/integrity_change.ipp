// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/study/integrity_change.hpp>

#include <pangkas/core/impl/matter_names.hpp>
#include <pangkas/core/impl/words.hpp>
#include <pangkas/core/matter_step.hpp>
#include <pangkas/core/organisation.hpp>
#include <pangkas/decisions/decision_path.hpp>
#include <pangkas/decisions/decisions.hpp>
#include <pangkas/decisions/impl/originators.hpp>
#include <pangkas/integrity/impl/duty_names.hpp>
#include <pangkas/integrity/impl/separation.hpp>
#include <pangkas/simplify/ledger.hpp>
#include <pangkas/simplify/scenario.hpp>
#include <pangkas/simplify/simplify.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

namespace pangkas::inline v0_1 {

namespace detail {

/// @brief Whether an entry takes a post its headship: it is converted, or ended.
inline bool loses_headship(const ledger& changes, const ledger_entry& entry) {
  const change_kind what = entry.change();
  return what == change_kind::abolished || what == change_kind::merged ||
         (what == change_kind::converted &&
          changes.rules[entry.rule].section != re_rank_step::name);
}

/// @brief The rows of the posts that a ledger converts or ends.
inline std::unordered_map<row_index, std::uint32_t> converted_posts(const ledger& changes) {
  std::unordered_map<row_index, std::uint32_t> entries;
  for (std::uint32_t i = 0; i < changes.entries.size(); ++i)
    if (loses_headship(changes, changes.entries[i])) entries.emplace(*changes.entries[i].row(), i);
  return entries;
}

/// @brief Moves what a post that ended had to who took over: its duties, and its holders with its
/// seats.
inline void hand_over_duties(const ledger& changes, integrity_tables& tables) {
  // Whoever got the seats is told right behind the post that lost them, in the same step.
  row_index seats_to = no_row;
  std::uint32_t step = 0;
  bool moved_holders = false;
  for (const ledger_entry& entry : changes.entries) {
    if (const auto* changed = std::get_if<attribute_changed>(&entry.what)) {
      if (changes.values[changed->value].attribute != position_attribute::seats) continue;
      if (changes.values[changed->value].is == "0") {
        seats_to = no_row;
        step = entry.rule;
      } else {
        seats_to = changed->row;
      }
      continue;
    }
    row_index row = no_row;
    row_index into = no_row;
    if (const auto* post = std::get_if<post_abolished>(&entry.what)) {
      row = post->row;
      into = post->into;
    } else if (const auto* merged = std::get_if<post_merged>(&entry.what)) {
      row = merged->row;
      into = merged->into;
    } else {
      continue;
    }
    for (assigned_duty& d : tables.duties) {
      if (d.row != row) continue;
      d.from = row;
      d.row = into;
    }
    if (step != entry.rule) seats_to = no_row;
    for (held_post& held : tables.held)
      if (held.row == row) {
        held.row = seats_to;
        moved_holders = true;
      }
    seats_to = no_row;
  }
  if (!moved_holders) return;
  std::erase_if(tables.held, [](const held_post& held) { return held.row == no_row; });
  std::ranges::stable_sort(tables.held, {}, &held_post::row);
}

/// @brief Whether a breach is among others, which are in order.
inline bool is_among(const std::vector<breach>& others, const breach& b) {
  return std::ranges::binary_search(
      others, b, [](const breach& x, const breach& y) { return compare_breaches(x, y) < 0; });
}

/// @brief Looks for what caused the breaches of a simplification, and what takes them away.
class integrity_changes {
 public:
  integrity_changes(const organisation& before, const policy* played, const simplification& result,
                    const integrity_tables& tables, const integrity_rules& rules,
                    integrity_options options, const repair_limits& limits)
      : before_(before),
        played_(played),
        result_(result),
        tables_(tables),
        rules_(rules),
        options_(std::move(options)),
        limits_(limits),
        names_(rules),
        raised_(before, result.after),
        converted_(converted_posts(result.changes)) {
    for (std::uint32_t i = 0; i < result.changes.entries.size(); ++i)
      if (const auto* report = std::get_if<re_attached>(&result.changes.entries[i].what))
        re_attached_.emplace(report->row, i);
    options_.raised_in = &before_;
    // In the order in which integrity() numbers them.
    for (const std::string& name : tables.names) names_.enter(name);
  }

  integrity_change run() && {
    found_.tables_after = tables_after(result_, tables_, rules_);
    integrity_options options = options_;
    options.raised_in = nullptr;
    found_.before = integrity(before_, tables_, rules_, options);
    found_.after = integrity(result_.after, found_.tables_after, rules_, options_);
    for (const breach& b : found_.before.breaches)
      ++(is_among(found_.after.breaches, b) ? found_.kept : found_.gone);
    for (std::size_t i = 0; i < found_.after.breaches.size(); ++i) {
      if (is_among(found_.before.breaches, found_.after.breaches[i])) continue;
      found_.brought.push_back({i, causes_of(found_.after.breaches[i]), {}});
    }
    look_for_repairs();
    return std::move(found_);
  }

 private:
  [[nodiscard]] const breach& breach_of(const brought_breach& brought) const {
    return found_.after.breaches[brought.place];
  }

  // --- Causes -----------------------------------------------------------------------------------

  std::vector<std::uint32_t> causes_of(const breach& b) {
    std::vector<std::uint32_t> entries;
    const auto add = [&](const std::unordered_map<row_index, std::uint32_t>& of, row_index row) {
      if (const auto at = of.find(row); at != of.end()) add_once(entries, at->second);
    };
    for (const row_index row : b.rows) add(converted_, row);
    if (b.kind == breach_kind::static_duties || b.kind == breach_kind::audit ||
        b.kind == breach_kind::collusion)
      add_moved_duties(b, [&](row_index row) { add(converted_, row); });
    if (b.process < result_.after.matters().size()) {
      const auto drafter = drafter_of(b);
      if (b.kind == breach_kind::collusion)
        for (const position_id o : raised_(result_.after.matters()[b.process]))
          add_left_out(b.process, result_.after.row(o),
                       [&](row_index row) { add(converted_, row); });
      else if (drafter)
        add_left_out(b.process, *drafter, [&](row_index row) { add(converted_, row); });
    }
    if (b.kind == breach_kind::static_duties && has_duty_of_paths(b))
      for (const matter& m : result_.after.matters())
        if (is_in(m, b)) add_authorities(m, b, add);
    if (b.kind == breach_kind::relation || b.kind == breach_kind::audit)
      for (const row_index row : b.rows) add(re_attached_, row);
    std::ranges::sort(entries);
    return entries;
  }

  /// The posts from which the duties of a breach came to its positions.
  template <class Visit>
  void add_moved_duties(const breach& b, const Visit& visit) {
    for (const assigned_duty& d : found_.tables_after.duties)
      if (d.from != no_row && is_of(d, b)) visit(d.from);
  }
  [[nodiscard]] std::uint32_t number_of(const assigned_duty& d) {
    return names_.enter(found_.tables_after.names[d.name]);
  }

  /// Who raises the case of a breach of a matter, after.
  [[nodiscard]] std::optional<row_index> drafter_of(const breach& b) const {
    if (b.kind == breach_kind::dynamic_duties || b.kind == breach_kind::four_eyes)
      return b.rows.front();
    if (b.kind == breach_kind::relation) return b.rows.back();
    if (b.kind != breach_kind::collusion) return std::nullopt;
    return std::ranges::find(found_.after.colluding, b.process, &collusion::process)->drafter;
  }

  /// Posts on the path of a case before that have no place on it afterwards.
  template <class Visit>
  void add_left_out(std::size_t matter, row_index drafter, const Visit& visit) const {
    const auto steps_of = [&](const organisation& org) {
      std::vector<row_index> rows;
      for (const path_step& step :
           decision_path(org, matter, org.position_at(drafter), options_.decisions).steps)
        if (step.role != step_role::role_step && step.role != step_role::coordination)
          rows.push_back(org.row(step.position));
      return rows;
    };
    const std::vector<row_index> after = steps_of(result_.after);
    for (const row_index row : steps_of(before_))
      if (std::ranges::find(after, row) == after.end()) visit(row);
  }

  /// Whether a breach is in the process of a matter: its own, or that of a family.
  [[nodiscard]] bool is_in(const matter& m, const breach& b) const {
    if (b.process == none_of_them) return false;
    const std::string& process = found_.after.processes[b.process];
    return m.code == process || m.is_of(process);
  }

  /// Whether paths gave a position of a breach one of its duties.
  [[nodiscard]] bool has_duty_of_paths(const breach& b) {
    return std::ranges::any_of(b.duties, [&](std::uint32_t duty) {
      return std::ranges::none_of(found_.tables_after.duties, [&](const assigned_duty& d) {
        return is_of(d, b) && number_of(d) == duty;
      });
    });
  }

  /// What paths give to a position came with an authority of a converted post, or else from those
  /// below it.
  template <class Add>
  void add_authorities(const matter& m, const breach& b, const Add& add) {
    bool any = false;
    for (const ledger_entry& entry : result_.changes.entries) {
      const auto* changed = std::get_if<authority_changed>(&entry.what);
      if (changed == nullptr) continue;
      const authority_change& a = result_.changes.authorities[changed->authority];
      if (!a.is || !a.was.is_for(m)) continue;
      const auto holder = result_.after.find(a.is->position);
      if (!holder || std::ranges::find(b.rows, result_.after.row(*holder)) == b.rows.end())
        continue;
      add(converted_, changed->row);
      any = true;
    }
    // Who had the authority before needs no other cause.
    const bool had = std::ranges::any_of(before_.authorities(), [&](const authority& a) {
      const auto holder = a.position.empty() ? std::nullopt : before_.find(a.position);
      return holder && a.is_for(m) &&
             std::ranges::find(b.rows, before_.row(*holder)) != b.rows.end();
    });
    if (any || had) return;
    for (const row_index row : b.rows)
      for (const position_id p :
           result_.after.command().subordinates(result_.after.position_at(row)))
        add(converted_, result_.after.row(p));
  }

  // --- Repairs ----------------------------------------------------------------------------------

  /// Breaches that one cause brought in one process under one rule.
  struct group {
    std::vector<std::size_t> members{};  ///< places in found_.brought
  };

  void look_for_repairs() {
    std::map<std::tuple<std::uint32_t, std::uint32_t, std::vector<std::uint32_t>>, group> groups;
    for (std::size_t i = 0; i < found_.brought.size(); ++i) {
      const breach& b = breach_of(found_.brought[i]);
      groups[{b.rule, b.process, found_.brought[i].caused_by}].members.push_back(i);
    }
    // Most breaches first: a group more is a search more.
    std::vector<const group*> order;
    for (const auto& [key, each] : groups) order.push_back(&each);
    std::ranges::stable_sort(order, [](const group* a, const group* b) {
      return a->members.size() > b->members.size();
    });
    if (order.size() > limits_.groups) order.resize(limits_.groups);
    for (const group* each : order) {
      const auto repair = repair_of(*each);
      for (const std::size_t member : each->members) found_.brought[member].repair = repair;
    }
  }

  [[nodiscard]] std::optional<integrity_repair> repair_of(const group& g) {
    if (auto moved = try_moving(g)) return moved;
    auto checked = try_checking(g);
    auto kept = try_keeping(g);
    if (!checked || (kept && kept->hand_offs < checked->hand_offs)) return kept;
    return checked;
  }

  /// Whether a state has none of the breaches of a group, and no other that is new.
  [[nodiscard]] bool repairs(const group& g, const organisation& org,
                             const integrity_tables& tables) {
    const std::uint32_t process = breach_of(found_.brought[g.members.front()]).process;
    integrity_options options = options_;
    if (process != none_of_them) options.only = found_.after.processes[process];
    const integrity_report report = integrity(org, tables, rules_, options);
    for (const std::size_t member : g.members)
      if (is_among(report.breaches, breach_of(found_.brought[member]))) return false;
    return std::ranges::all_of(report.breaches, [this](const breach& b) {
      return is_among(found_.before.breaches, b) || is_among(found_.after.breaches, b);
    });
  }

  [[nodiscard]] std::optional<integrity_repair> try_moving(const group& g) {
    const breach& b = breach_of(found_.brought[g.members.front()]);
    if (b.kind != breach_kind::static_duties && b.kind != breach_kind::audit) return std::nullopt;
    // A duty that came is the first to go again; then any that the hand has.
    std::vector<std::size_t> duties;
    for (const bool came : {true, false})
      for (std::size_t i = 0; i < found_.tables_after.duties.size(); ++i) {
        const assigned_duty& d = found_.tables_after.duties[i];
        if ((d.from != no_row) == came && is_of(d, b)) duties.push_back(i);
      }
    integrity_tables tables = found_.tables_after;
    for (const std::size_t i : duties) {
      const assigned_duty was = tables.duties[i];
      for (const row_index to : receivers(was)) {
        tables.duties[i].row = to;
        if (repairs(g, result_.after, tables))
          return integrity_repair{repair_kind::move_duty, {to}, was.row, number_of(was), 0.0};
      }
      tables.duties[i] = was;
    }
    return std::nullopt;
  }

  [[nodiscard]] bool is_of(const assigned_duty& d, const breach& b) {
    if (std::ranges::find(b.rows, d.row) == b.rows.end()) return false;
    if (!b.duties.empty() && std::ranges::find(b.duties, number_of(d)) == b.duties.end())
      return false;
    const std::string& name = found_.tables_after.processes[d.process];
    return b.process == none_of_them || name == every_process ||
           name == found_.after.processes[b.process] ||
           (b.process < result_.after.matters().size() &&
            result_.after.matters()[b.process].is_of(name));
  }

  /// Who might take a duty: the post that it came from, the superior, then those beside.
  [[nodiscard]] std::vector<row_index> receivers(const assigned_duty& d) const {
    std::vector<row_index> rows;
    if (d.from != no_row) rows.push_back(d.from);
    for (const row_index row : beside(d.row))
      if (row != d.from && rows.size() < limits_.candidates) rows.push_back(row);
    return rows;
  }

  /// The superior of a post and the heads and officials that it has beside.
  [[nodiscard]] std::vector<row_index> beside(row_index row) const {
    std::vector<row_index> rows;
    const organisation& org = result_.after;
    const auto superior = org.command().superior(org.position_at(row));
    if (!superior) return rows;
    rows.push_back(org.row(*superior));
    for (const bool heads : {true, false})
      for (const position_id p : org.command().subordinates(*superior))
        if ((org.command().span(p) > 0) == heads && org.row(p) != row &&
            rows.size() < limits_.candidates)
          rows.push_back(org.row(p));
    return rows;
  }

  /// Who decides the case of a breach: of too few checks, or too few hands.
  [[nodiscard]] row_index decider_of(const breach& b) const {
    if (b.kind == breach_kind::four_eyes) return b.rows.back();
    const organisation& org = result_.after;
    const followed_path path =
        decision_path(org, b.process, org.position_at(*drafter_of(b)), options_.decisions);
    return org.row(std::ranges::find(path.steps, step_role::decider, &path_step::role)->position);
  }

  /// Who might check beside the line: those beside the decider, then those below it.
  [[nodiscard]] std::vector<row_index> thirds(row_index decider) const {
    std::vector<row_index> rows;
    const organisation& org = result_.after;
    const position_id deciding = org.position_at(decider);
    const auto add = [&](position_id superior) {
      for (const bool heads : {true, false})
        for (const position_id p : org.command().subordinates(superior))
          if ((org.command().span(p) > 0) == heads && p != deciding &&
              rows.size() < limits_.candidates)
            rows.push_back(org.row(p));
    };
    if (const auto superior = org.command().superior(deciding)) add(*superior);
    add(deciding);
    return rows;
  }

  /// A third reviews each case of the group.
  [[nodiscard]] std::optional<integrity_repair> try_checking(const group& g) {
    const breach& b = breach_of(found_.brought[g.members.front()]);
    if (b.kind != breach_kind::four_eyes && b.kind != breach_kind::collusion) return std::nullopt;
    if (b.process >= result_.after.matters().size()) return std::nullopt;
    const matter& m = result_.after.matters()[b.process];
    condition whose;
    if (b.kind == breach_kind::four_eyes)
      for (const std::size_t member : g.members)
        whose.codes.emplace_back(result_.after.code(
            result_.after.position_at(*drafter_of(breach_of(found_.brought[member])))));
    for (const row_index third : thirds(decider_of(b))) {
      const organisation checked = with_check(m, whose, third);
      if (!repairs(g, checked, found_.tables_after)) continue;
      return integrity_repair{repair_kind::third_check,
                              {third},
                              no_row,
                              none_of_them,
                              hand_offs(checked) - hand_offs_after()};
    }
    return std::nullopt;
  }

  /// The organisation with a step more: where nobody named steps, those of the line stay.
  [[nodiscard]] organisation with_check(const matter& m, const condition& whose,
                                        row_index third) const {
    const organisation& org = result_.after;
    organisation_parts parts = org.parts();
    const auto is_for = [&](const matter_step& s) { return !s.after && is_named(m, s.matter); };
    matter_step line;
    line.matter = m.code;
    line.who.kind = holder_kind::line;
    if (!whose.asks_nothing()) line.originators = whose;
    matter_step check = line;
    check.who = {holder_kind::post, std::string(org.code(org.position_at(third)))};
    if (std::ranges::none_of(parts.steps, is_for)) parts.steps.push_back(line);
    parts.steps.push_back(check);
    return organisation(std::move(parts), org);
  }

  /// The posts whose conversion caused it are kept: each alone, then all.
  [[nodiscard]] std::optional<integrity_repair> try_keeping(const group& g) {
    if (played_ == nullptr) return std::nullopt;
    std::vector<row_index> posts;
    for (const std::uint32_t entry : found_.brought[g.members.front()].caused_by)
      if (const auto* post = std::get_if<post_converted>(&result_.changes.entries[entry].what))
        posts.push_back(post->row);
    if (posts.empty()) return std::nullopt;
    std::vector<std::vector<row_index>> choices;
    for (const row_index post : posts)
      if (choices.size() < limits_.candidates) choices.push_back({post});
    if (posts.size() > 1) choices.push_back(posts);
    std::optional<integrity_repair> best;
    for (std::size_t i = 0; i < choices.size(); ++i) {
      if (best && i + 1 == choices.size()) break;  // all together, and one alone suffices
      const std::optional<simplification> again = replay(choices[i]);
      if (!again || !repairs(g, again->after, tables_after(*again, tables_, rules_))) continue;
      const double cost = hand_offs(again->after) - hand_offs_after();
      if (best && best->hand_offs <= cost) continue;
      best = integrity_repair{repair_kind::keep_posts, choices[i], no_row, none_of_them, cost};
    }
    return best;
  }

  [[nodiscard]] std::optional<simplification> replay(const std::vector<row_index>& kept) const {
    policy rules = *played_;
    exempt_rule keep;
    keep.rule = {"keep-for-integrity",
                 "its conversion broke a rule of integrity",
                 "the rules of integrity",
                 {}};
    for (const row_index row : kept)
      keep.when.codes.emplace_back(before_.code(before_.position_at(row)));
    rules.exempt.insert(rules.exempt.begin(), std::move(keep));
    simplify_options quiet;
    quiet.findings_per_rule = 0;
    return simplify(before_, rules, quiet);
  }

  /// Hand-offs a year by command steps alone, of what can be decided.
  [[nodiscard]] double hand_offs(const organisation& org) const {
    if (org.matters().empty()) return 0;
    double all = 0;
    for (const matter_summary& m : decisions_after(before_, org, options_.decisions).matters)
      all += m.mean_hand_offs.value_or(0) * (m.volume - m.undecidable_volume);
    return all;
  }
  [[nodiscard]] double hand_offs_after() {
    if (!hand_offs_after_) hand_offs_after_ = hand_offs(result_.after);
    return *hand_offs_after_;
  }

  const organisation& before_;
  const policy* played_;
  const simplification& result_;
  const integrity_tables& tables_;
  const integrity_rules& rules_;
  integrity_options options_;
  const repair_limits& limits_;
  duty_names names_;
  originators_of raised_;
  std::unordered_map<row_index, std::uint32_t> converted_;    ///< entries by row
  std::unordered_map<row_index, std::uint32_t> re_attached_;  ///< entries by row
  std::optional<double> hand_offs_after_;
  integrity_change found_;
};

}  // namespace detail

integrity_tables tables_after(const simplification& result, const integrity_tables& tables,
                              const integrity_rules& rules) {
  integrity_tables after = tables;
  const auto converted = detail::converted_posts(result.changes);
  if (converted.empty()) return after;
  detail::duty_names names(rules);
  std::vector<std::uint32_t> moving;
  for (const std::string& name : rules.moves) moving.push_back(names.number(name));
  const organisation& org = result.after;
  detail::hand_over_duties(result.changes, after);
  for (assigned_duty& d : after.duties) {
    if (!converted.contains(d.row)) continue;
    const bool goes = d.moves.value_or(
        std::ranges::find(moving, names.enter(tables.names[d.name])) != moving.end());
    const auto superior = org.command().superior(org.position_at(d.row));
    if (!goes || !superior) continue;
    d.from = d.row;
    d.row = org.row(*superior);
  }
  return after;
}

integrity_change integrity_change_of(const organisation& before, const policy* played,
                                     const simplification& result, const integrity_tables& tables,
                                     const integrity_rules& rules, const integrity_options& options,
                                     const repair_limits& limits) {
  return detail::integrity_changes(before, played, result, tables, rules, options, limits).run();
}

std::string in_words(const organisation& org, const integrity_report& report,
                     const integrity_repair& repair) {
  const auto code = [&](row_index row) { return std::string(org.code(org.position_at(row))); };
  std::string posts;
  for (const row_index row : repair.rows) posts += (posts.empty() ? "" : ", ") + code(row);
  switch (repair.kind) {
    case repair_kind::move_duty:
      return "give \"" + report.duties[repair.duty] + "\" of " + code(repair.from) + " to " + posts;
    case repair_kind::third_check:
      return "let " + posts + " check each case too";
    default:
      return "keep " + posts;
  }
}

}  // namespace pangkas
