// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief A slow second opinion on decisions: one path after the other, walked from desk to desk as
/// docs/background/decisions.md says, and every figure a plain sum over those paths.
///
/// It works on positions and lines as they were written down. Of the library it takes the numbers of
/// positions, since the rules order by them, the lists of authorities and steps that stand, and the
/// matters, of which those with bands are several.
#pragma once

#include <pangkas/core/authority.hpp>
#include <pangkas/core/condition.hpp>
#include <pangkas/core/holder.hpp>
#include <pangkas/core/matter.hpp>
#include <pangkas/core/matter_step.hpp>
#include <pangkas/core/organisation.hpp>
#include <pangkas/core/organisation_builder.hpp>
#include <pangkas/core/position.hpp>
#include <pangkas/core/rank_scheme.hpp>
#include <pangkas/decisions/decision_path.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace pangkas::tests {

/// @brief An organisation with its decisions as they are written down.
struct decision_data {
  std::vector<position> positions;
  std::vector<reporting_line> lines;
  std::vector<matter> matters;
  std::vector<authority> authorities;
  std::vector<std::pair<condition, authority>> authorities_by_selector;
  std::vector<matter_step> steps{};

  /// @throws std::out_of_range if there is none with that code.
  position& at(std::string_view code) {
    const auto found = std::ranges::find(positions, code, &position::code);
    if (found == positions.end()) throw std::out_of_range("no position " + std::string(code));
    return *found;
  }
};

/// @brief Builds the organisation; the findings are dropped.
inline organisation make(const decision_data& data, std::shared_ptr<const rank_scheme> scheme =
                                                        std::make_shared<rank_scheme>()) {
  organisation_builder builder(std::move(scheme));
  for (const position& p : data.positions) builder.add(p);
  for (const reporting_line& l : data.lines) builder.add_line(l);
  for (const matter& m : data.matters) builder.add_matter(m);
  for (const authority& a : data.authorities) builder.add_authority(a);
  for (const auto& [holders, a] : data.authorities_by_selector) builder.add_authorities(holders, a);
  for (const matter_step& s : data.steps) builder.add_step(s);
  return std::move(builder).build().organisation;
}

/// @brief Writes an organisation down again, row by row.
inline decision_data written_down(const organisation& org) {
  decision_data data;
  for (row_index row = 0; row < org.size(); ++row) {
    const position_id p = org.position_at(row);
    position written;
    written.code = org.code(p);
    written.kind = (*org.table().kinds)[row];
    written.rank = org.rank_name(p);
    written.reports_to = org.declared_superior(p);
    written.unit = org.unit(p);
    written.seats = (*org.table().seats)[row];
    written.filled = org.filled(p);
    written.budget = org.budget(p);
    written.flags = org.flags(p);
    data.positions.push_back(std::move(written));
  }
  for (const row_line& l : org.parts().lines)
    data.lines.push_back({data.positions[l.superior].code, data.positions[l.subordinate].code,
                          l.type, org.line_names()[l.matter], org.line_names()[l.role],
                          org.line_names()[l.from], org.line_names()[l.until]});
  data.matters = org.matters();
  data.authorities = org.authorities();
  data.steps = org.steps();
  return data;
}

/// @brief What a position does in a path, as a word.
using naive_role = std::string_view;
inline naive_role role_word(step_role role) {
  return role == step_role::role_step ? "role step" : to_string(role);
}

/// @brief One step. Positions are rows.
struct naive_step {
  std::size_t position = 0;
  naive_role role;                      ///< a word of role_word()
  std::optional<line_type> led_here;    ///< absent for the first step, and beside the line
  std::optional<std::size_t> acts_for;  ///< the post in which it acts
  std::size_t passed_over = 0;          ///< posts passed over just before
  std::optional<step_act> act{};        ///< of a named step
  bool after = false;                   ///< after the decision
  bool can_stop = true;                 ///< one of what it is made of can
  std::optional<std::size_t> named{};   ///< place in organisation::steps()

  friend bool operator==(const naive_step&, const naive_step&) = default;
};

/// @brief What rule 4 lists, before two in one hand are joined, and what hangs on it.
struct naive_stop {
  std::size_t post = 0;
  naive_step step;  ///< of whoever handles the post
  std::vector<naive_step> side{};
};

/// @brief A path, or why there is none.
struct naive_path {
  std::vector<naive_stop> stops;         ///< none: undecidable
  std::vector<std::size_t> passed_over;  ///< rows
  std::string_view undecidable;          ///< the reason; empty: decidable
  std::optional<std::size_t> authority;  ///< place in the list of authorities
  std::size_t post = 0;                  ///< its holder or official decides
  /// Acts of named steps that fall to who drafts or decides, who makes no step of them.
  std::vector<std::pair<std::size_t, step_act>> taken_over{};

  [[nodiscard]] bool decidable() const { return !stops.empty(); }
  [[nodiscard]] std::size_t deciding_post() const { return post; }

  /// @brief The steps: those of rule 4, and those of the roles that are asked for. Of two in one
  /// hand, between which nothing stands, is made one step, which costs what the first does; who
  /// decides does nothing more directly afterwards.
  [[nodiscard]] std::vector<naive_step> steps(const std::vector<naive_role>& side) const {
    std::vector<naive_step> list;
    bool last_is_command = false;
    for (const naive_stop& stop : stops) {
      const naive_step& next = stop.step;
      if (!last_is_command || list.back().position != next.position) {
        list.push_back(next);
      } else if (naive_step& both = list.back(); both.after == next.after) {
        both.acts_for = next.acts_for;
        both.act = next.act;
        both.can_stop = both.can_stop || next.can_stop;
        if (next.role == "decider") both.role = next.role;
      }
      last_is_command = true;
      for (const naive_step& s : stop.side)
        if (std::ranges::find(side, s.role) != side.end()) {
          list.push_back(s);
          last_is_command = false;
        }
    }
    return list;
  }
  [[nodiscard]] std::vector<naive_step> command_steps() const { return steps({}); }
  [[nodiscard]] std::vector<naive_step> steps_with_roles() const { return steps({"role step"}); }
  [[nodiscard]] std::vector<naive_step> all_steps() const {
    return steps({"role step", "coordination"});
  }
};

/// @brief Steps − 1, without those after the decision.
inline std::size_t hand_offs(const std::vector<naive_step>& steps) {
  return static_cast<std::size_t>(
      std::ranges::count_if(steps, [](const naive_step& s) { return !s.after; }) - 1);
}

/// @brief The figures of one matter, or of all.
struct naive_summary {
  double volume = 0;
  double undecidable = 0;
  std::size_t originators = 0;
  std::size_t undecidable_originators = 0;
  std::optional<double> mean_hand_offs;
  std::optional<double> mean_hand_offs_with_roles;
  std::optional<double> mean_hand_offs_with_coordination;
  std::optional<std::size_t> p50;
  std::optional<std::size_t> p90;
  std::optional<std::size_t> max;
  std::optional<double> elapsed_hours;
  std::optional<double> within_limit;
  std::optional<double> wrong_refusal;
  std::optional<double> wrong_approval;
};

/// @brief Something that breaks one of the rules that are checked.
struct naive_violation {
  std::string_view rule;
  std::size_t matter = 0;
  std::size_t position = 0;  ///< row: the originator, or who decides both
  std::string_view reason;   ///< why undecidable
  std::size_t found = 0;     ///< checks or initials
  std::size_t limit = 0;     ///< checks needed, initials allowed
  std::optional<std::size_t> other_matter;
  std::optional<std::size_t> other_position;

  friend auto operator<=>(const naive_violation&, const naive_violation&) = default;
};

/// @brief Before and after. Sums are weighted by volume; pairs are of matter and originator.
struct naive_comparison {
  double volume = 0;
  double compared = 0;  ///< volume that is decidable on both sides
  double command_before = 0;
  double command_after = 0;
  double roles_before = 0;
  double roles_after = 0;
  double all_before = 0;
  double all_after = 0;
  double shadow = 0;  ///< volume
  std::size_t longer = 0;
  std::size_t shorter = 0;
  std::size_t unchanged = 0;
  std::size_t longer_formal = 0;
  std::size_t shorter_formal = 0;
  std::size_t unchanged_formal = 0;
  std::size_t originators = 0;
  std::size_t undecidable_before = 0;
  std::size_t undecidable_after = 0;
  std::size_t lost = 0;
  std::vector<std::pair<std::size_t, std::size_t>> newly_undecidable;  ///< matter, row before

  /// @brief Absent where there was nothing before.
  static std::optional<double> shrink(double before, double after) {
    if (before == 0) return std::nullopt;
    return 1 - after / before;
  }
};

/// @brief The walker.
class naive_decisions {
 public:
  /// @param data   What was written down.
  /// @param org    The organisation that was built of it.
  /// @param on     A day, or empty.
  naive_decisions(decision_data data, const organisation& org, std::string on = {},
                  std::string absent_flag = "absent", std::optional<std::uint32_t> initials = {})
      : data_(std::move(data)),
        org_(org),
        authorities_(org.authorities()),
        on_(std::move(on)),
        absent_flag_(std::move(absent_flag)),
        initials_(initials) {
    data_.matters = org.matters();
    data_.steps = org.steps();
    for (std::size_t row = 0; row < size(); ++row) row_[data_.positions[row].code] = row;
    for (std::size_t row = 0; row < size(); ++row) {
      number_.push_back(org.position_at(static_cast<row_index>(row)));
      const auto above = row_.find(data_.positions[row].reports_to);
      superior_.push_back(above == row_.end() ? std::nullopt : std::optional(above->second));
    }
    leads_.resize(size());
    for (std::size_t row = 0; row < size(); ++row) {
      above_.push_back(climb(row));
      if (superior_[row] && *superior_[row] != row) leads_[*superior_[row]] = true;
    }
    for (const reporting_line& l : data_.lines)
      if (row_.contains(l.superior) && row_.contains(l.subordinate) &&
          l.superior != l.subordinate && holds(l.from, l.until))
        lines_.push_back({row_.at(l.superior), row_.at(l.subordinate), l.type, l.matter});
    measures_chart_ = data_.matters.empty();
    if (measures_chart_) data_.matters.emplace_back();
  }

  [[nodiscard]] std::size_t size() const { return data_.positions.size(); }
  [[nodiscard]] const decision_data& data() const { return data_; }
  [[nodiscard]] std::size_t row(const std::string& code) const { return row_.at(code); }
  [[nodiscard]] position_id number(std::size_t row) const { return number_[row]; }
  [[nodiscard]] const std::string& code(std::size_t row) const { return data_.positions[row].code; }
  /// @brief 1 for the default matter.
  [[nodiscard]] std::size_t matters() const { return data_.matters.size(); }

  // ---------------------------------------------------------------------------------------------
  // The path of one matter of one originator

  [[nodiscard]] naive_path path(std::size_t m, std::size_t originator) const {
    naive_path found;
    const auto decided = decide(m, originator, found.undecidable);
    if (!decided) return found;
    found.authority = decided->authority;
    found.post = decided->post;
    add_steps(m, originator, *decided, found);
    return found;
  }

  /// @brief Whether the page's own list of originators holds a position.
  [[nodiscard]] bool raises(std::size_t m, std::size_t row) const {
    return meets(data_.matters[m].originators, row);
  }
  [[nodiscard]] std::vector<std::size_t> originators(std::size_t m) const {
    std::vector<std::size_t> found;
    for (std::size_t row = 0; row < size(); ++row)
      if (raises(m, row)) found.push_back(row);
    return found;
  }
  /// @brief Matters a year that an originator raises.
  [[nodiscard]] double share(std::size_t m, std::size_t originator) const {
    const matter& what = data_.matters[m];
    const auto weight = [&](std::size_t row) {
      return what.shared == volume_sharing::by_seats ? data_.positions[row].seats.value_or(1) : 1.0;
    };
    if (!what.volume) return what.share * weight(originator);
    double all = 0;
    for (std::size_t row : originators(m)) all += weight(row);
    return all == 0 ? 0 : what.share * *what.volume * weight(originator) / all;
  }

  // ---------------------------------------------------------------------------------------------
  // Figures, as sums over all paths

  /// @brief A path with what it weighs.
  struct raised {
    std::size_t matter = 0;
    std::size_t originator = 0;
    double weight = 0;
    naive_path path;
    std::vector<naive_step> command;  ///< steps
    std::vector<naive_step> roles;    ///< with role steps
    std::vector<naive_step> all;      ///< with role and coordination steps
    std::size_t checks = 0;           ///< independent ones
    std::optional<double> hours;      ///< elapsed

    [[nodiscard]] std::size_t length() const { return hand_offs(command); }
    [[nodiscard]] std::size_t length_with_roles() const { return hand_offs(roles); }
    [[nodiscard]] std::size_t length_with_all() const { return hand_offs(all); }
  };
  [[nodiscard]] const std::vector<raised>& all_paths() const {
    if (!walked_) {
      for (std::size_t m = 0; m < matters(); ++m)
        for (std::size_t o : originators(m)) {
          raised r{m, o, share(m, o), path(m, o), {}, {}, {}, 0, {}};
          r.command = r.path.command_steps();
          r.roles = r.path.steps_with_roles();
          r.all = r.path.all_steps();
          r.checks = checks(r);
          r.hours = elapsed(r);
          paths_.push_back(std::move(r));
        }
      walked_ = true;
    }
    return paths_;
  }

  /// @brief Of one matter, or of all.
  [[nodiscard]] naive_summary summary(std::optional<std::size_t> of = {}) const {
    naive_summary s;
    double decidable = 0;
    double command = 0;
    double roles = 0;
    double all = 0;
    std::vector<std::pair<std::size_t, double>> lengths;
    weighted_mean hours;
    weighted_mean within;
    weighted_mean refusal;
    weighted_mean approval;
    for (const raised& r : all_paths()) {
      if (of && *of != r.matter) continue;
      s.volume += r.weight;
      ++s.originators;
      if (!r.path.decidable()) {
        s.undecidable += r.weight;
        ++s.undecidable_originators;
        continue;
      }
      decidable += r.weight;
      command += r.weight * static_cast<double>(r.length());
      roles += r.weight * static_cast<double>(r.length_with_roles());
      all += r.weight * static_cast<double>(r.length_with_all());
      if (r.weight > 0) lengths.emplace_back(r.length(), r.weight);
      const matter& m = data_.matters[r.matter];
      if (r.hours) hours.add(r.weight, *r.hours);
      if (r.hours && m.limit_hours)
        within.add(r.weight, *r.hours <= *m.limit_hours * (1 + 1e-9) ? 1 : 0);
      const std::size_t checks = r.length_with_roles();
      if (m.pass_good) refusal.add(r.weight, 1 - passes(*m.pass_good, checks, m.approvals));
      if (m.pass_bad) approval.add(r.weight, passes(*m.pass_bad, checks, m.approvals));
    }
    s.elapsed_hours = hours.value();
    s.within_limit = within.value();
    s.wrong_refusal = refusal.value();
    s.wrong_approval = approval.value();
    if (decidable == 0) return s;
    s.mean_hand_offs = command / decidable;
    s.mean_hand_offs_with_roles = roles / decidable;
    s.mean_hand_offs_with_coordination = all / decidable;
    std::ranges::sort(lengths);
    s.p50 = nearest_rank(lengths, decidable, 0.5);
    s.p90 = nearest_rank(lengths, decidable, 0.9);
    s.max = lengths.back().first;
    return s;
  }

  /// @brief Matters a year that each position handles, by row.
  [[nodiscard]] std::vector<double> traffic() const {
    return sum_of_steps([](const matter&, const naive_step&) { return 1.0; });
  }
  /// @brief The same without drafting and deciding.
  [[nodiscard]] std::vector<double> pass_through() const {
    return sum_of_steps([](const matter&, const naive_step& s) {
      return s.role == "drafter" || s.role == "decider" ? 0.0 : 1.0;
    });
  }
  /// @brief Minutes a year, by row; empty where no matter gives minutes.
  [[nodiscard]] std::vector<double> load() const {
    bool given = false;
    for (const matter& m : data_.matters) given = given || m.work_minutes;
    for (const matter_step& s : data_.steps) given = given || s.work_minutes;
    if (!given) return {};
    return sum_of_steps([this](const matter& m, const naive_step& s) { return work(m, s); });
  }
  /// @brief Whether a post is outside the organisation: no root, and in no share of the load.
  [[nodiscard]] bool is_external(std::size_t row) const { return has_flag(row, "external"); }

  /// @brief Mean absolute difference over all pairs, by twice the mean; of the placed positions.
  [[nodiscard]] std::optional<double> gini(const std::vector<double>& by_row) const {
    std::vector<double> values;
    for (std::size_t row = 0; row < by_row.size(); ++row)
      if (is_placed(row)) values.push_back(by_row[row]);
    double sum = 0;
    double differences = 0;
    for (double a : values) {
      sum += a;
      for (double b : values) differences += std::abs(a - b);
    }
    if (sum == 0) return std::nullopt;
    const auto n = static_cast<double>(values.size());
    return differences / (n * n) / (2 * sum / n);
  }
  /// @brief Share of the decided volume by the rank of the deciding post, as declared.
  [[nodiscard]] std::map<std::string, double> deciders_by_rank() const {
    std::map<std::string, double> shares;
    double decided = 0;
    for (const raised& r : all_paths()) {
      if (!r.path.decidable()) continue;
      decided += r.weight;
      shares[data_.positions[r.path.deciding_post()].rank] += r.weight;
    }
    if (decided == 0) return {};
    for (auto& [rank, volume] : shares) volume /= decided;
    return shares;
  }

  // ---------------------------------------------------------------------------------------------
  // Rules that are checked

  [[nodiscard]] std::vector<naive_violation> violations() const {
    std::vector<naive_violation> found;
    for (const raised& r : all_paths()) {
      const matter& m = data_.matters[r.matter];
      naive_violation v;
      v.matter = r.matter;
      v.position = r.originator;
      if (!r.path.decidable()) {
        v.rule = "undecidable";
        v.reason = r.path.undecidable;
        found.push_back(v);
        continue;
      }
      if (r.checks < m.checks) {
        v.rule = "checks";
        v.found = r.checks;
        v.limit = m.checks;
        found.push_back(v);
      }
      std::size_t initials = 0;
      for (const naive_step& step : r.roles)
        if (step.role == "reviewer" || step.role == "role step") ++initials;
      const auto allowed = m.initials ? m.initials : initials_;
      if (allowed && initials > *allowed) {
        v.rule = "initials-of-matter";
        v.found = initials;
        v.limit = *allowed;
        found.push_back(v);
      }
      v.found = v.limit = 0;
      const auto add_if = [&](bool broken, std::string_view rule) {
        v.rule = rule;
        if (broken) found.push_back(v);
      };
      add_if(r.originator == decider(r) && !m.own_first, "four-eyes");
      for (std::size_t hand : hands_that_are_to_be_apart(r)) {
        v.other_position = hand;
        add_if(true, "same-hand");
      }
      v.other_position = who_serves_itself(r);
      add_if(v.other_position.has_value(), "beneficiary");
    }
    add_incompatible_roles(found);
    std::ranges::sort(found);
    return found;
  }

  /// @brief Who makes the step that decides.
  static std::size_t decider(const raised& r) {
    return std::ranges::find(r.command, naive_role("decider"), &naive_step::role)->position;
  }
  /// @brief Who decides a matter for anybody, by row.
  [[nodiscard]] std::set<std::size_t> deciders(std::size_t m) const {
    std::set<std::size_t> found;
    for (const raised& r : all_paths())
      if (r.matter == m && r.path.decidable()) found.insert(decider(r));
    return found;
  }

  /// @brief Who makes a step of a matter other than the first of a path.
  [[nodiscard]] std::set<std::size_t> handlers(std::size_t m) const {
    std::set<std::size_t> found;
    for (const raised& r : all_paths())
      for (std::size_t i = 1; r.matter == m && i < r.all.size(); ++i)
        found.insert(r.all[i].position);
    return found;
  }

  // ---------------------------------------------------------------------------------------------
  // Before and after

  /// @brief This is before. Of one matter, or of all.
  [[nodiscard]] naive_comparison compare_with(const naive_decisions& after,
                                              std::optional<std::size_t> of = {}) const {
    naive_comparison c;
    for (const raised& r : all_paths()) {
      if (of && *of != r.matter) continue;
      c.volume += r.weight;
      ++c.originators;
      if (!r.path.decidable()) ++c.undecidable_before;
      const auto row_now = after.row_.find(code(r.originator));
      const auto matter_now = after.matter_of(data_.matters[r.matter].code);
      if (row_now == after.row_.end() || !matter_now) {
        ++c.lost;
        continue;
      }
      const naive_path now = after.path(*matter_now, row_now->second);
      if (!now.decidable()) ++c.undecidable_after;
      if (r.path.decidable() && !now.decidable())
        c.newly_undecidable.emplace_back(r.matter, r.originator);
      if (!r.path.decidable() || !now.decidable()) continue;
      const std::size_t command = hand_offs(now.command_steps());
      const std::size_t roles = hand_offs(now.steps_with_roles());
      c.compared += r.weight;
      c.command_before += r.weight * static_cast<double>(r.length());
      c.command_after += r.weight * static_cast<double>(command);
      c.roles_before += r.weight * static_cast<double>(r.length_with_roles());
      c.roles_after += r.weight * static_cast<double>(roles);
      c.all_before += r.weight * static_cast<double>(r.length_with_all());
      c.all_after += r.weight * static_cast<double>(hand_offs(now.all_steps()));
      if (roles > r.length_with_roles()) ++c.longer;
      if (roles < r.length_with_roles()) ++c.shorter;
      if (roles == r.length_with_roles()) ++c.unchanged;
      if (command > r.length()) ++c.longer_formal;
      if (command < r.length()) ++c.shorter_formal;
      if (command == r.length()) ++c.unchanged_formal;
      if (has_shadow(after, now)) c.shadow += r.weight;
    }
    return c;
  }

 private:
  struct resolved_line {
    std::size_t superior;
    std::size_t subordinate;
    line_type type;
    std::string matter;
  };
  struct weighted_mean {
    double sum = 0;
    double weights = 0;
    void add(double weight, double what) {
      sum += weight * what;
      weights += weight;
    }
    [[nodiscard]] std::optional<double> value() const {
      if (weights == 0) return std::nullopt;
      return sum / weights;
    }
  };

  /// Whether the position is on a cycle of command lines, or reports to itself.
  [[nodiscard]] bool on_cycle(std::size_t row) const {
    auto above = superior_[row];
    for (std::size_t steps = 0; above && steps < size(); ++steps) {
      if (*above == row) return true;
      above = superior_[*above];
    }
    return false;
  }
  /// The posts above, nearest first. Nothing is above a member of a cycle: there the lines go on
  /// for ever, and so they go no further.
  [[nodiscard]] std::vector<std::size_t> climb(std::size_t row) const {
    std::vector<std::size_t> chain;
    while (!on_cycle(row) && superior_[row]) {
      row = *superior_[row];
      chain.push_back(row);
    }
    return chain;
  }
  [[nodiscard]] std::size_t top(std::size_t row) const {
    return above_[row].empty() ? row : above_[row].back();
  }
  /// Whether a root is above it, or it is one.
  [[nodiscard]] bool is_placed(std::size_t row) const {
    return data_.positions[top(row)].reports_to.empty() && !is_external(row);
  }

  // ---------------------------------------------------------------------------------------------
  // Rule 1: who acts in a post

  [[nodiscard]] bool holds(const std::string& from, const std::string& until) const {
    return on_.empty() || ((from.empty() || from <= on_) && (until.empty() || on_ <= until));
  }
  /// Whether a matter has that code, or is of that family.
  [[nodiscard]] bool is_called(std::size_t m, const std::string& name) const {
    const matter& what = data_.matters[m];
    return what.code == name || std::ranges::find(what.families, name) != what.families.end();
  }
  /// Whether its own seats are filled. The default matter knows no vacancies.
  [[nodiscard]] bool is_filled(std::size_t row) const {
    if (measures_chart_) return true;
    const position& p = data_.positions[row];
    if (p.filled && *p.filled == 0) return false;
    return !has_flag(row, absent_flag_);
  }
  [[nodiscard]] bool has_flag(std::size_t row, const std::string& flag) const {
    const std::vector<std::string>& flags = data_.positions[row].flags;
    return std::ranges::find(flags, flag) != flags.end();
  }
  /// Members of a body whose posts have their holder; absent: it is no body.
  [[nodiscard]] std::optional<std::size_t> members(std::size_t m, std::size_t body) const {
    std::set<std::size_t> all;
    for (const resolved_line& l : lines_)
      if (l.superior == body && l.type == line_type::membership &&
          (l.matter.empty() || is_called(m, l.matter)))
        all.insert(l.subordinate);
    if (all.empty()) return std::nullopt;
    return std::ranges::count_if(all, [&](std::size_t row) { return is_filled(row); });
  }
  [[nodiscard]] bool has_holder(std::size_t m, std::size_t row) const {
    const auto present = members(m, row);
    return present && !measures_chart_ ? *present > 0 : is_filled(row);
  }
  /// The upper ends of lines that count for a matter, by number, each once, with the first type.
  [[nodiscard]] std::map<position_id, std::pair<std::size_t, line_type>> uppers(
      std::size_t m, std::size_t lower, std::initializer_list<line_type> types) const {
    std::map<position_id, std::pair<std::size_t, line_type>> found;
    for (line_type type : types)
      for (const resolved_line& l : lines_)
        if (l.subordinate == lower && l.type == type &&
            (l.matter.empty() || is_called(m, l.matter)))
          found.emplace(number_[l.superior], std::pair(l.superior, type));
    return found;
  }
  /// Who handles a post for an originator, who always handles its own.
  [[nodiscard]] std::optional<std::size_t> hand(std::size_t m, std::size_t o,
                                                std::size_t post) const {
    if (post == o || has_holder(m, post)) return post;
    std::vector<std::size_t> queue{post};
    for (std::size_t i = 0; i < queue.size(); ++i) {
      const auto officials = uppers(m, queue[i], {line_type::acting});
      for (const auto& [number, upper] : officials)
        if (has_holder(m, upper.first)) return upper.first;
      for (const auto& [number, upper] : officials)
        if (std::ranges::find(queue, upper.first) == queue.end()) queue.push_back(upper.first);
    }
    return std::nullopt;
  }

  // ---------------------------------------------------------------------------------------------
  // Rule 2: how a holder is found

  [[nodiscard]] std::optional<std::size_t> row_of(const std::string& code) const {
    const auto found = row_.find(code);
    return found == row_.end() ? std::nullopt : std::optional(found->second);
  }
  [[nodiscard]] bool is_of(const holder& who, const std::vector<std::string>& except,
                           std::size_t row) const {
    return meets(who.when, row) && std::ranges::find(except, code(row)) == except.end();
  }
  [[nodiscard]] std::optional<std::size_t> find(const holder& who, std::size_t m, std::size_t o,
                                                const std::vector<std::string>& except = {}) const {
    if (who.kind == holder_kind::post) return row_of(who.code);
    std::vector<std::size_t> list;  // of which the first, the nth or the last is meant
    if (who.kind == holder_kind::class_of) {
      for (std::size_t post : above_[o])
        if (is_of(who, except, post)) return post;
      for (std::size_t row = 0; row < size(); ++row)
        if (is_of(who, except, row)) list.push_back(row);
      return list.size() == 1 ? std::optional(list.front()) : std::nullopt;
    }
    const std::string& unit = data_.positions[o].unit;
    for (std::size_t post : above_[o])
      if (hand(m, o, post) && (who.kind != holder_kind::head_of_unit ||
                               (!unit.empty() && data_.positions[post].unit == unit)))
        list.push_back(post);
    if (who.kind == holder_kind::superior)
      return list.size() >= who.steps ? std::optional(list[who.steps - 1]) : std::nullopt;
    return list.empty() ? std::nullopt : std::optional(list.back());
  }

  // ---------------------------------------------------------------------------------------------
  // Rule 3: who decides

  struct decision {
    std::size_t post;
    std::size_t by;
    std::optional<std::size_t> authority;  ///< none for the default matter, and of a fallback
  };
  /// How far a right comes, in the order of the reasons.
  enum class standing { none, does_not_reach, is_not_used, lacks_concurrence, is_too_high, stands };

  [[nodiscard]] static holder holder_of(const authority& right) {
    return right.whoever.value_or(holder{holder_kind::post, right.position, {}, 1});
  }
  [[nodiscard]] std::optional<std::size_t> find_holder(std::size_t a, std::size_t m,
                                                       std::size_t o) const {
    return find(holder_of(authorities_[a]), m, o, authorities_[a].except);
  }
  /// Whether a post holds a right; a class is each of its positions.
  [[nodiscard]] bool holds_right(std::size_t a, std::size_t m, std::size_t o,
                                 std::size_t post) const {
    const holder who = holder_of(authorities_[a]);
    if (who.kind == holder_kind::class_of)
      return is_of(who, authorities_[a].except, post) && !is_of_earlier_class(a, post);
    return find(who, m, o) == post;
  }
  /// Whether a row of another class before it is on the same right, and the post is of that too.
  [[nodiscard]] bool is_of_earlier_class(std::size_t a, std::size_t post) const {
    const authority& right = authorities_[a];
    for (std::size_t b = 0; b < a; ++b) {
      const authority& other = authorities_[b];
      if (!other.whoever || other.whoever->kind != holder_kind::class_of || other.originators)
        continue;
      const auto names = [](const authority& of) {
        std::vector<std::string> all;
        for (const named_amount& limit : of.limits) all.push_back(limit.name);
        return all;
      };
      if (other.matter == right.matter && other.source == right.source &&
          other.giver == right.giver && other.acting == right.acting && other.with == right.with &&
          other.currency == right.currency && other.from == right.from &&
          other.until == right.until && names(other) == names(right) &&
          is_of(*other.whoever, {}, post))
        return true;
    }
    return false;
  }
  /// For the matter itself 0, for a family 1, for all 2; absent: not for it.
  [[nodiscard]] std::optional<int> how_special(std::size_t a, std::size_t m) const {
    const authority& right = authorities_[a];
    if (!holds(right.from, right.until)) return std::nullopt;
    if (right.matter == data_.matters[m].code) return 0;
    if (is_called(m, right.matter)) return 1;
    return right.matter == "*" ? std::optional(2) : std::nullopt;
  }
  [[nodiscard]] static bool is_within(const std::optional<double>& limit, const authority& right,
                                      const matter& what) {
    if (!limit) return true;
    if (what.above_limits) return false;
    return !what.amount || (right.currency == what.currency && *limit >= *what.amount);
  }
  [[nodiscard]] bool reaches(std::size_t a, std::size_t m, std::size_t holder) const {
    const authority& right = authorities_[a];
    const matter& what = data_.matters[m];
    std::optional<double> share;
    if (const auto budget = data_.positions[holder].budget; right.budget_share && budget)
      share = *right.budget_share * *budget;
    for (const named_amount& is : what.measures)
      for (const named_amount& may : right.limits)
        if (is.name == may.name && is.value > may.value) return false;
    return is_within(right.limit, right, what) && is_within(share, right, what);
  }

  /// Posts and hands of those who concur, each hand once; absent: too few are there.
  using posts_and_hands = std::vector<std::pair<std::size_t, std::size_t>>;
  [[nodiscard]] std::optional<posts_and_hands> who_concurs(std::size_t a, std::size_t m,
                                                           std::size_t o, std::size_t by) const {
    const holder_list& with = authorities_[a].with;
    posts_and_hands found;
    bool all = true;
    for (const holder& who : with.holders) {
      const auto post = find(who, m, o);
      const auto other = post ? hand(m, o, *post) : std::nullopt;
      const bool is_there = other && *other != o && *other != by;
      all = all && is_there;
      if (is_there && std::ranges::none_of(found, [&](auto& f) { return f.second == *other; }))
        found.emplace_back(*post, *other);
    }
    if (with.needed == 0) return all ? std::optional(found) : std::nullopt;
    if (found.size() < with.needed) return std::nullopt;
    found.resize(with.needed);
    return found;
  }

  [[nodiscard]] standing how_it_stands(std::size_t a, std::size_t m, std::size_t o,
                                       std::size_t post, std::optional<std::size_t> by) const {
    const authority& right = authorities_[a];
    const matter& what = data_.matters[m];
    if (!how_special(a, m) || (right.acting && what.strategic)) return standing::none;
    if (!reaches(a, m, right.acting ? *by : post)) return standing::does_not_reach;
    if (!by) return standing::is_not_used;
    if (*by != post && what.strategic) return standing::is_not_used;
    if (*by != post && !right.acting && !is_within(right.acting_limit, right, what))
      return standing::is_not_used;
    const auto present = members(m, post);
    if (*by == post && present && *present < right.quorum.value_or(1)) return standing::is_not_used;
    return who_concurs(a, m, o, *by) ? standing::stands : standing::lacks_concurrence;
  }

  /// The rights of one post in their order. What is given as Plh or Plt is a right of whoever acts
  /// in the post; what says for whom it holds is one of the originator's own post alone.
  [[nodiscard]] std::vector<std::size_t> rights_of(std::size_t m, std::size_t o, std::size_t post,
                                                   std::optional<std::size_t> by) const {
    std::vector<std::tuple<bool, bool, int, std::size_t>> found;
    for (std::size_t a = 0; a < authorities_.size(); ++a) {
      const authority& right = authorities_[a];
      const auto special = how_special(a, m);
      const bool acting = right.acting.has_value();
      if (!special || (acting && (!by || *by == post))) continue;
      if (right.originators ? post == o && meets(*right.originators, o) && find_holder(a, m, o) == o
                            : holds_right(a, m, o, acting ? *by : post))
        found.emplace_back(right.originators.has_value(), acting, right.originators ? 0 : *special,
                           a);
    }
    std::ranges::sort(found);
    std::vector<std::size_t> places;
    for (const auto& right : found) places.push_back(std::get<3>(right));
    return places;
  }
  [[nodiscard]] std::optional<decision> decides_its_own(std::size_t m, std::size_t o) const {
    for (std::size_t a : rights_of(m, o, o, o))
      if (authorities_[a].with.holders.empty() && how_it_stands(a, m, o, o, o) == standing::stands)
        return decision{o, o, a};
    return std::nullopt;
  }

  [[nodiscard]] std::optional<decision> decide(std::size_t m, std::size_t o,
                                               std::string_view& why) const {
    why = is_placed(o) ? "no-authority" : "not-placed";
    if (measures_chart_) {
      if (!is_placed(o)) return std::nullopt;
      why = {};
      return decision{top(o), top(o), std::nullopt};
    }
    standing best = standing::none;
    const auto stands = [&](std::size_t a, std::size_t post, std::optional<std::size_t> by) {
      const standing how = how_it_stands(a, m, o, post, by);
      const auto lines = place_on_line(o, post);
      const auto& most = data_.matters[m].levels_up;
      if (how == standing::stands && most && lines && *lines + 1 > *most) {
        best = standing::is_too_high;
        return false;
      }
      if (!authorities_[a].acting) best = std::max(best, how);
      return how == standing::stands;
    };
    const auto found = [&]() -> std::optional<decision> {
      if (data_.matters[m].own_first)
        if (const auto own = decides_its_own(m, o)) return own;
      for (std::size_t a = 0; a < authorities_.size(); ++a) {
        const authority& right = authorities_[a];
        if (!right.originators || right.acting || !meets(*right.originators, o)) continue;
        const auto post = find_holder(a, m, o);
        if (!post || *post == o) continue;
        const auto by = hand(m, o, *post);
        if (stands(a, *post, by)) return decision{*post, *by, a};
      }
      for (std::size_t post : above_[o]) {
        const auto by = hand(m, o, post);
        for (std::size_t a : rights_of(m, o, post, by))
          if (stands(a, post, by)) return decision{post, *by, a};
      }
      if (const auto own = decides_its_own(m, o)) return own;
      const auto& last = data_.matters[m].fallback;
      const auto post = last ? find(*last, m, o) : std::nullopt;
      if (!post || *post == o) return std::nullopt;
      const auto by = hand(m, o, *post);
      if (by && (*by == *post || !data_.matters[m].strategic))
        return decision{*post, *by, std::nullopt};
      best = std::max(best, standing::is_not_used);
      return std::nullopt;
    }();
    if (found)
      why = {};
    else if (best == standing::does_not_reach)
      why = "limit-too-low";
    else if (best == standing::is_not_used)
      why = "post-without-holder";
    else if (best == standing::lacks_concurrence)
      why = "nobody-to-concur";
    else if (best == standing::is_too_high)
      why = "too-many-levels";
    return found;
  }

  // ---------------------------------------------------------------------------------------------
  // Rule 4: which steps

  [[nodiscard]] static naive_step command_step(std::size_t post, std::size_t by, naive_role role) {
    naive_step step;
    step.position = by;
    step.role = role;
    step.led_here = by == post ? line_type::command : line_type::acting;
    if (by != post) step.acts_for = post;
    return step;
  }
  [[nodiscard]] std::optional<std::size_t> place_on_line(std::size_t o, std::size_t post) const {
    const auto place = std::ranges::find(above_[o], post);
    if (place == above_[o].end()) return std::nullopt;
    return static_cast<std::size_t>(place - above_[o].begin());
  }
  /// How many posts of the line a matter comes to where no step is named.
  [[nodiscard]] std::size_t reach_of_line(std::size_t m, std::size_t o, std::size_t decider) const {
    const std::size_t whole = reach_without_limit(m, o, decider);
    const auto& most = data_.matters[m].levels_up;
    return most && !measures_chart_ && whole > *most ? *most : whole;
  }
  [[nodiscard]] std::size_t reach_without_limit(std::size_t m, std::size_t o,
                                                std::size_t decider) const {
    if (const auto place = place_on_line(o, decider)) return *place;
    std::size_t end = 0;
    while (end < above_[o].size() && !place_on_line(decider, above_[o][end])) ++end;
    const auto& until = data_.matters[m].until;
    const auto last = until ? find(*until, m, o) : std::nullopt;
    const auto place = last ? place_on_line(o, *last) : std::nullopt;
    return place ? std::min(*place + 1, end) : end;
  }
  /// Whether a step is for a matter, whoever raises it.
  [[nodiscard]] bool is_step_of(const matter_step& s, std::size_t m) const {
    const matter& what = data_.matters[m];
    return (s.matter == "*" || is_called(m, s.matter)) &&
           (!s.above || !what.amount || *s.above < *what.amount) &&
           (s.flag.empty() || std::ranges::find(what.flags, s.flag) != what.flags.end());
  }
  /// The named steps before or after the decision whose conditions hold.
  [[nodiscard]] std::vector<std::size_t> named_steps(std::size_t m, std::size_t o,
                                                     bool after) const {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; !measures_chart_ && i < data_.steps.size(); ++i) {
      const matter_step& s = data_.steps[i];
      if (s.after == after && is_step_of(s, m) && (!s.originators || meets(*s.originators, o)))
        found.push_back(i);
    }
    return found;
  }

  void add_steps(std::size_t m, std::size_t o, const decision& decided, naive_path& found) const {
    const std::size_t end = reach_of_line(m, o, decided.post);
    const auto decider_on_line = place_on_line(o, decided.post);
    std::size_t passed_over = 0;  // since the last step
    const auto add = [&](std::size_t post, std::size_t by, naive_role role,
                         std::optional<std::size_t> named) {
      naive_step step = command_step(post, by, role);
      step.after = role == "afterwards";
      const auto place = place_on_line(o, post);
      if (by == post && (named || role == "concurrence" || !place)) step.led_here.reset();
      if (named) {
        step.named = named;
        step.act = data_.steps[*named].act;
        step.can_stop = can_stop(*step.act) && !step.after;
      }
      if (!step.after) step.passed_over = std::exchange(passed_over, 0);
      naive_stop stop{post, step, {}};
      if (role == "drafter" || (role == "reviewer" && place)) hang_side_steps(m, stop);
      found.stops.push_back(std::move(stop));
    };
    // Who is passed over on the line is told, once.
    const auto add_or_pass = [&](std::size_t post, naive_role role,
                                 std::optional<std::size_t> named) {
      auto& told = found.passed_over;
      if (const auto by = hand(m, o, post)) {
        add(post, *by, role, named);
      } else if (role == "reviewer" && place_on_line(o, post) &&
                 std::ranges::find(told, post) == told.end()) {
        told.push_back(post);
        ++passed_over;
      }
    };
    const auto add_named = [&](bool after) {
      const naive_role role = after ? "afterwards" : "reviewer";
      const auto line = [&](std::optional<std::size_t> named) {
        for (std::size_t i = 0; i < end; ++i) add_or_pass(above_[o][i], role, named);
      };
      const auto named = named_steps(m, o, after);
      if (named.empty() && !after) line(std::nullopt);
      for (std::size_t i : named) {
        const holder& who = data_.steps[i].who;
        if (who.kind == holder_kind::line) {
          line(i);
          continue;
        }
        const auto post = find(who, m, o);
        if (post && !after && (*post == o || *post == decided.post))
          found.taken_over.emplace_back(*post == o ? o : decided.by, data_.steps[i].act);
        if (!post || (!after && (*post == o || *post == decided.post))) continue;
        const auto place = place_on_line(o, *post);
        if (!after && place && decider_on_line && *place >= *decider_on_line) continue;
        add_or_pass(*post, role, i);
      }
    };
    if (decided.post != o) {
      add(o, o, "drafter", std::nullopt);
      add_named(false);
    }
    posts_and_hands concur;
    if (decided.authority) concur = *who_concurs(*decided.authority, m, o, decided.by);
    for (const auto& [post, by] : concur)
      if (std::ranges::find(found.stops, by, [](auto& s) { return s.step.position; }) ==
          found.stops.end())
        add(post, by, "concurrence", std::nullopt);
    add(decided.post, decided.by, "decider", std::nullopt);
    found.stops.front().step.led_here.reset();
    add_named(true);
  }

  // ---------------------------------------------------------------------------------------------
  // Rule 5: role and coordination steps

  void coordinate(std::size_t m, std::size_t post, std::vector<naive_step>& steps) const {
    for (const auto& [number, upper] : uppers(m, post, {line_type::coordination}))
      if (has_holder(m, upper.first))
        steps.push_back({upper.first, "coordination", line_type::coordination, std::nullopt, 0});
  }
  void hang_side_steps(std::size_t m, naive_stop& stop) const {
    coordinate(m, stop.post, stop.side);
    std::vector<std::pair<std::size_t, line_type>> queue{{stop.post, line_type::command}};
    for (std::size_t i = 0; i < queue.size(); ++i) {
      const auto [holder, led_here] = queue[i];
      if (i > 0 && has_holder(m, holder)) {
        stop.side.push_back({holder, "role step", led_here, std::nullopt, 0});
        coordinate(m, holder, stop.side);
      }
      for (const auto& [number, upper] :
           uppers(m, holder, {line_type::functional, line_type::assignment})) {
        if (place_on_line(stop.post, upper.first)) continue;
        bool seen = false;
        for (const auto& waiting : queue) seen = seen || waiting.first == upper.first;
        if (!seen) queue.push_back(upper);
      }
    }
  }

  // ---------------------------------------------------------------------------------------------
  // What a path takes, and what is wrong with it

  /// Minutes of work of one step.
  [[nodiscard]] double work(const matter& m, const naive_step& s) const {
    if (s.named && data_.steps[*s.named].work_minutes) return *data_.steps[*s.named].work_minutes;
    return m.work_minutes.value_or(0);
  }
  [[nodiscard]] std::optional<double> elapsed(const raised& r) const {
    const matter& m = data_.matters[r.matter];
    bool known = m.work_minutes || m.waiting_hours;
    for (const matter_step& s : data_.steps)
      known = known || (is_step_of(s, r.matter) && (s.work_minutes || s.waiting_hours));
    for (std::size_t a = 0; a < authorities_.size(); ++a)
      known = known || (how_special(a, r.matter) && authorities_[a].waiting_hours &&
                        !(authorities_[a].acting && m.strategic));
    if (!r.path.decidable() || !known) return std::nullopt;
    const double usual = m.work_minutes.value_or(0) / 60 + m.waiting_hours.value_or(0);
    double sum = static_cast<double>(m.clerical_steps.size()) * usual;
    std::string beside;  // the name of the parallel steps that run
    double longest = 0;  // of them
    for (const naive_step& s : r.all) {
      if (s.after) continue;
      double hours = work(m, s) / 60 + m.waiting_hours.value_or(0);
      if (s.named && data_.steps[*s.named].waiting_hours)
        hours = work(m, s) / 60 + *data_.steps[*s.named].waiting_hours;
      if (s.role == "decider" && r.path.authority)
        hours += authorities_[*r.path.authority].waiting_hours.value_or(0);
      const std::string name = s.named ? data_.steps[*s.named].together : std::string();
      if (name.empty() || name != beside) longest = 0;
      beside = name;
      sum += hours;
      if (name.empty()) continue;
      sum -= std::min(hours, longest);
      longest = std::max(hours, longest);
    }
    return sum;
  }
  /// Independent checks: hands, not below the drafter, that could stop it before it was decided.
  [[nodiscard]] std::size_t checks(const raised& r) const {
    std::set<std::size_t> hands;
    for (const naive_step& s : r.command)
      if (s.can_stop && s.position != r.originator && !place_on_line(s.position, r.originator))
        hands.insert(s.position);
    return hands.size();
  }
  /// Who does two acts that the matter keeps apart.
  [[nodiscard]] std::vector<std::size_t> hands_that_are_to_be_apart(const raised& r) const {
    const std::vector<std::string>& apart = data_.matters[r.matter].apart;
    std::map<std::size_t, std::set<std::string_view>> acts;
    for (const naive_stop& stop : r.path.stops) {
      const naive_step& s = stop.step;
      std::string_view act = "review";
      if (s.role == "drafter") act = "draft";
      if (s.role == "concurrence") act = "concur";
      if (s.role == "decider") act = "approve";
      if (s.act) act = to_string(*s.act);
      if (std::ranges::find(apart, act) != apart.end()) acts[s.position].insert(act);
    }
    for (const auto& [hand, act] : r.path.taken_over)
      if (std::ranges::find(apart, to_string(act)) != apart.end())
        acts[hand].insert(to_string(act));
    std::vector<std::size_t> found;
    for (const auto& [hand, does] : acts)
      if (does.size() > 1) found.push_back(hand);
    return found;
  }
  [[nodiscard]] std::optional<std::size_t> who_serves_itself(const raised& r) const {
    const auto& who = data_.matters[r.matter].beneficiary;
    const auto row = who ? find(*who, r.matter, r.originator) : std::nullopt;
    const bool acts = row && std::any_of(r.all.begin() + 1, r.all.end(),
                                         [&](const naive_step& s) { return s.position == *row; });
    return acts ? row : std::nullopt;
  }

  [[nodiscard]] bool meets(const condition& when, std::size_t row) const {
    const position& p = data_.positions[row];
    const rank_scheme& scheme = org_.scheme();
    const auto rank = scheme.find(p.rank);
    const auto any = [](const auto& list, const auto& is) {
      return list.empty() || std::ranges::any_of(list, is);
    };
    const bool leads = leads_[row];
    std::optional<position_kind> kind = p.kind;
    if (!kind && rank) kind = scheme[*rank].kind;
    return any(when.ranks,
               [&](const std::string& name) { return rank && scheme.matches(*rank, name); }) &&
           any(when.kinds, [&](position_kind k) { return kind == k; }) &&
           any(when.units, [&](const std::string& unit) { return p.unit == unit; }) &&
           any(when.flags, [&](const std::string& flag) { return has_flag(row, flag); }) &&
           any(when.codes, [&](const std::string& code) { return p.code == code; }) &&
           any(when.subtrees,
               [&](const std::string& code) {
                 const auto head = row_.find(code);
                 return head != row_.end() &&
                        (head->second == row ||
                         std::ranges::find(above_[row], head->second) != above_[row].end());
               }) &&
           (!when.layers || (is_placed(row) && any(*when.layers,
                                                   [&](std::size_t layer) {
                                                     return above_[row].size() + 1 == layer;
                                                   }))) &&
           (!when.manager || (*when.manager == leads && !is_external(row)));
  }

  template <class Worth>
  [[nodiscard]] std::vector<double> sum_of_steps(Worth worth) const {
    std::vector<double> sums(size(), 0.0);
    for (const raised& r : all_paths())
      for (const naive_step& s : r.all)
        sums[s.position] += r.weight * worth(data_.matters[r.matter], s);
    return sums;
  }

  /// The least length that a share of the volume does not exceed. Thirds of a matter are no sums of
  /// binary fractions, so that a hair's breadth is no difference.
  static std::size_t nearest_rank(const std::vector<std::pair<std::size_t, double>>& lengths,
                                  double volume, double share) {
    double passed = 0;
    for (const auto& [length, weight] : lengths) {
      passed += weight;
      if (passed >= share * volume * (1 - 1e-9)) return length;
    }
    return lengths.back().first;
  }

  /// How probable it is that a proposal passes: all of the checks, or at least some of them. Every
  /// outcome of the checks is looked at.
  static double passes(double p, std::size_t checks, std::optional<std::uint32_t> approvals) {
    std::vector<double> by_passed{1.0};  // probability that so many of the checks so far passed
    for (std::size_t check = 0; check < checks; ++check) {
      std::vector<double> next(by_passed.size() + 1, 0.0);
      for (std::size_t passed = 0; passed < by_passed.size(); ++passed) {
        next[passed + 1] += by_passed[passed] * p;
        next[passed] += by_passed[passed] * (1 - p);
      }
      by_passed = next;
    }
    double sum = 0;
    // Where more are wanted than there are, all must pass.
    const std::size_t needed = std::min<std::size_t>(approvals.value_or(~0U), checks);
    for (std::size_t passed = needed; passed < by_passed.size(); ++passed) sum += by_passed[passed];
    return sum;
  }

  [[nodiscard]] std::optional<std::size_t> matter_of(const std::string& code) const {
    for (std::size_t m = 0; m < matters(); ++m)
      if (data_.matters[m].code == code) return m;
    return std::nullopt;
  }

  /// A position that decides two matters which one may not, once for each pair; and a unit in which
  /// both are decided, once for each pair, with the decider of the lowest number of each.
  void add_incompatible_roles(std::vector<naive_violation>& found) const {
    const auto names = [&](const std::vector<std::string>& codes, std::size_t other) {
      return std::ranges::any_of(codes, [&](const std::string& c) { return is_called(other, c); });
    };
    for (std::size_t a = 0; a < matters(); ++a)
      for (std::size_t b = a + 1; b < matters(); ++b) {
        const matter& one = data_.matters[a];
        const matter& two = data_.matters[b];
        naive_violation v;
        v.rule = "incompatible-roles";
        v.matter = a;
        v.other_matter = b;
        const std::set<std::size_t> of_one = deciders(a);
        const std::set<std::size_t> of_two = deciders(b);
        if (names(one.not_same_position, b) || names(two.not_same_position, a))
          for (std::size_t decider : of_one)
            if (of_two.contains(decider)) {
              v.position = decider;
              v.other_position.reset();
              found.push_back(v);
            }
        if (!names(one.not_same_unit, b) && !names(two.not_same_unit, a)) continue;
        for (const auto& [unit, first] : first_by_unit(of_one)) {
          const auto units = first_by_unit(of_two);
          if (unit.empty() || !units.contains(unit)) continue;
          v.position = first;
          v.other_position = units.at(unit);
          found.push_back(v);
        }
      }
  }
  [[nodiscard]] std::map<std::string, std::size_t> first_by_unit(
      const std::set<std::size_t>& rows) const {
    std::map<std::string, std::size_t> first;
    for (std::size_t row : rows) {
      const auto [known, is_new] = first.emplace(data_.positions[row].unit, row);
      if (number_[row] < number_[known->second]) known->second = row;
    }
    return first;
  }

  /// Whether a path afterwards has a role step whose holder was, before, a command superior of the
  /// post on which the step hangs. This is before.
  [[nodiscard]] bool has_shadow(const naive_decisions& after, const naive_path& now) const {
    for (const naive_stop& stop : now.stops)
      for (const naive_step& s : stop.side) {
        if (s.role != "role step") continue;
        const auto post = row_.find(after.code(stop.post));
        const auto holder = row_.find(after.code(s.position));
        if (post == row_.end() || holder == row_.end()) continue;
        const auto& above = above_[post->second];
        if (std::ranges::find(above, holder->second) != above.end()) return true;
      }
    return false;
  }

  decision_data data_;
  const organisation& org_;
  std::vector<authority> authorities_;
  std::string on_;
  std::string absent_flag_;
  std::optional<std::uint32_t> initials_;
  bool measures_chart_ = false;
  std::map<std::string, std::size_t> row_;
  std::vector<position_id> number_;
  std::vector<std::optional<std::size_t>> superior_;
  std::vector<bool> leads_;
  std::vector<std::vector<std::size_t>> above_;
  std::vector<resolved_line> lines_;
  mutable bool walked_ = false;
  mutable std::vector<raised> paths_;
};

}  // namespace pangkas::tests
