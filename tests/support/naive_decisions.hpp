// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief A slow second opinion on decisions: one path after the other, walked from desk to desk as
/// docs/background/decisions.md says, and every figure a plain sum over those paths.
///
/// It works on positions, lines and matters as they were written down. Of the library it takes the
/// numbers of positions, since the rules order by them, and the list of authorities that stand.
#pragma once

#include <pangkas/core/authority.hpp>
#include <pangkas/core/condition.hpp>
#include <pangkas/core/matter.hpp>
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
    written.flags = org.flags(p);
    data.positions.push_back(std::move(written));
  }
  for (const row_line& l : org.parts().lines)
    data.lines.push_back({data.positions[l.superior].code, data.positions[l.subordinate].code,
                          l.type, org.line_names()[l.matter], org.line_names()[l.role]});
  data.matters = org.matters();
  data.authorities = org.authorities();
  return data;
}

/// @brief What a position does in a path, as a word.
using naive_role = std::string_view;
inline naive_role role_word(step_role role) {
  constexpr naive_role words[] = {"drafter", "reviewer", "role step", "coordination", "decider"};
  return words[static_cast<std::size_t>(role)];
}

/// @brief One step. Positions are rows.
struct naive_step {
  std::size_t position = 0;
  naive_role role;                      ///< drafter, reviewer, role step, coordination, decider
  std::optional<line_type> led_here;    ///< absent for the first step
  std::optional<std::size_t> acts_for;  ///< the post in which it acts
  std::size_t passed_over = 0;          ///< posts passed over just before

  friend bool operator==(const naive_step&, const naive_step&) = default;
};

/// @brief A handled post on the way up, and the role and coordination steps that hang on it.
struct naive_stop {
  std::size_t post = 0;
  std::size_t by = 0;           ///< who handles it
  std::size_t passed_over = 0;  ///< posts passed over just before
  std::vector<naive_step> side;
};

/// @brief A path, or why there is none.
struct naive_path {
  std::vector<naive_stop> stops;         ///< from the originator to the decider; empty: undecidable
  std::vector<std::size_t> passed_over;  ///< rows
  std::string_view undecidable;          ///< the reason; empty: decidable
  std::optional<std::size_t> authority;  ///< place in the list of authorities

  [[nodiscard]] bool decidable() const { return !stops.empty(); }
  /// @brief Its holder or official decides.
  [[nodiscard]] std::size_t deciding_post() const { return stops.back().post; }

  /// @brief The steps: command steps, and those of the roles that are asked for. Of two posts in
  /// one hand, between which nothing stands, is made one step.
  [[nodiscard]] std::vector<naive_step> steps(const std::vector<naive_role>& side) const {
    std::vector<naive_step> list;
    bool last_is_command = false;
    for (std::size_t i = 0; i < stops.size(); ++i) {
      const naive_stop& stop = stops[i];
      const bool acts = stop.by != stop.post;
      if (!last_is_command || list.back().position != stop.by) {
        naive_step step;
        step.position = stop.by;
        step.role = i == 0 ? "drafter" : "reviewer";
        if (i > 0) step.led_here = acts ? line_type::acting : line_type::command;
        step.passed_over = stop.passed_over;
        list.push_back(step);
      }
      list.back().acts_for = acts ? std::optional(stop.post) : std::nullopt;
      if (i + 1 == stops.size()) list.back().role = "decider";
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
                  std::string absent_flag = "absent")
      : data_(std::move(data)),
        org_(org),
        authorities_(org.authorities()),
        on_(std::move(on)),
        absent_flag_(std::move(absent_flag)) {
    for (std::size_t row = 0; row < size(); ++row) row_[data_.positions[row].code] = row;
    for (std::size_t row = 0; row < size(); ++row) {
      number_.push_back(org.position_at(static_cast<row_index>(row)));
      const auto above = row_.find(data_.positions[row].reports_to);
      superior_.push_back(above == row_.end() ? std::nullopt : std::optional(above->second));
    }
    for (std::size_t row = 0; row < size(); ++row) above_.push_back(climb(row));
    for (const reporting_line& l : data_.lines)
      if (row_.contains(l.superior) && row_.contains(l.subordinate) && l.superior != l.subordinate)
        lines_.push_back({row_.at(l.superior), row_.at(l.subordinate), l.type, l.matter});
    for (const authority& a : authorities_) holder_.push_back(row_.at(a.position));
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

    // Rules 1 to 3: climb to the first post that is handled and may decide.
    std::vector<naive_stop> stops{{originator, originator, 0, {}}};
    std::size_t passed_over = 0;
    bool decided = false;
    for (std::size_t post : above_[originator]) {
      const auto by = who_acts_in(m, post);
      if (!by) {
        ++passed_over;
        found.passed_over.push_back(post);
        continue;
      }
      stops.push_back({post, *by, passed_over, {}});
      passed_over = 0;
      decided = may_decide(m, post, *by, found.authority);
      if (decided) break;
    }
    // Rule 4: nobody above decides.
    if (!decided) {
      found.passed_over.clear();
      if (!may_decide(m, originator, originator, found.authority)) {
        found.undecidable = reason(m, originator);
        return found;
      }
      stops.resize(1);
    }
    // Rules 6 to 8.
    for (std::size_t i = 0; i + 1 < stops.size(); ++i) {
      coordinate(m, stops[i].post, stops[i].side);
      visit_roles(m, stops[i].post, stops[i].side);
    }
    found.stops = std::move(stops);
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
  /// @brief Matters a year that each originator raises.
  [[nodiscard]] double share(std::size_t m) const {
    const auto volume = data_.matters[m].volume;
    return volume ? *volume / static_cast<double>(originators(m).size()) : 1.0;
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
  };
  [[nodiscard]] const std::vector<raised>& all_paths() const {
    if (!walked_) {
      for (std::size_t m = 0; m < matters(); ++m) {
        const double weight = share(m);
        for (std::size_t o : originators(m)) {
          naive_path found = path(m, o);
          std::vector<naive_step> command = found.command_steps();
          std::vector<naive_step> roles = found.steps_with_roles();
          std::vector<naive_step> all = found.all_steps();
          paths_.push_back({m, o, weight, std::move(found), std::move(command), std::move(roles),
                            std::move(all)});
        }
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
      command += r.weight * static_cast<double>(r.command.size() - 1);
      roles += r.weight * static_cast<double>(r.roles.size() - 1);
      all += r.weight * static_cast<double>(r.all.size() - 1);
      if (r.weight > 0) lengths.emplace_back(r.command.size() - 1, r.weight);
      const matter& m = data_.matters[r.matter];
      if (m.work_minutes || m.waiting_hours) {
        const double steps = static_cast<double>(r.all.size() + m.clerical_steps.size());
        hours.add(r.weight,
                  steps * (m.work_minutes.value_or(0) / 60 + m.waiting_hours.value_or(0)));
      }
      const std::size_t checks = r.roles.size() - 1;
      if (m.pass_good) refusal.add(r.weight, 1 - passes(*m.pass_good, checks, m.approvals));
      if (m.pass_bad) approval.add(r.weight, passes(*m.pass_bad, checks, m.approvals));
    }
    s.elapsed_hours = hours.value();
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
    if (!given) return {};
    return sum_of_steps(
        [](const matter& m, const naive_step&) { return m.work_minutes.value_or(0); });
  }
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
      // Every command step after the drafter is a check; a path of one step has none.
      const std::size_t checks = r.command.size() - 1;
      if (checks < m.checks) {
        v.rule = "checks";
        v.found = checks;
        v.limit = m.checks;
        found.push_back(v);
      }
      std::size_t initials = 0;
      for (const naive_step& step : r.roles)
        if (step.role == "reviewer" || step.role == "role step") ++initials;
      if (m.initials && initials > *m.initials) {
        v.rule = "initials-of-matter";
        v.found = initials;
        v.limit = *m.initials;
        found.push_back(v);
      }
      if (r.command.front().position == r.command.back().position) {
        v.rule = "four-eyes";
        v.found = v.limit = 0;
        found.push_back(v);
      }
    }
    add_incompatible_roles(found);
    std::ranges::sort(found);
    return found;
  }

  /// @brief Who decides a matter for anybody, by row.
  [[nodiscard]] std::set<std::size_t> deciders(std::size_t m) const {
    std::set<std::size_t> found;
    for (const raised& r : all_paths())
      if (r.matter == m && r.path.decidable()) found.insert(r.command.back().position);
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
      const std::size_t command = now.command_steps().size();
      const std::size_t roles = now.steps_with_roles().size();
      c.compared += r.weight;
      c.command_before += r.weight * static_cast<double>(r.command.size() - 1);
      c.command_after += r.weight * static_cast<double>(command - 1);
      c.roles_before += r.weight * static_cast<double>(r.roles.size() - 1);
      c.roles_after += r.weight * static_cast<double>(roles - 1);
      c.all_before += r.weight * static_cast<double>(r.all.size() - 1);
      c.all_after += r.weight * static_cast<double>(now.all_steps().size() - 1);
      if (roles > r.roles.size()) ++c.longer;
      if (roles < r.roles.size()) ++c.shorter;
      if (roles == r.roles.size()) ++c.unchanged;
      if (command > r.command.size()) ++c.longer_formal;
      if (command < r.command.size()) ++c.shorter_formal;
      if (command == r.command.size()) ++c.unchanged_formal;
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
    return data_.positions[top(row)].reports_to.empty();
  }

  /// Rule 2. The default matter knows no vacancies.
  [[nodiscard]] bool has_holder(std::size_t row) const {
    if (measures_chart_) return true;
    const position& p = data_.positions[row];
    if (p.filled && *p.filled == 0) return false;
    return std::ranges::find(p.flags, absent_flag_) == p.flags.end();
  }
  /// The upper ends of lines that count for a matter, by number, each once, with the first type.
  [[nodiscard]] std::map<position_id, std::pair<std::size_t, line_type>> uppers(
      std::size_t m, std::size_t lower, std::initializer_list<line_type> types) const {
    std::map<position_id, std::pair<std::size_t, line_type>> found;
    for (line_type type : types)
      for (const resolved_line& l : lines_)
        if (l.subordinate == lower && l.type == type &&
            (l.matter.empty() || l.matter == data_.matters[m].code))
          found.emplace(number_[l.superior], std::pair(l.superior, type));
    return found;
  }
  [[nodiscard]] std::optional<std::size_t> who_acts_in(std::size_t m, std::size_t post) const {
    if (has_holder(post)) return post;
    for (const auto& [number, upper] : uppers(m, post, {line_type::acting}))
      if (has_holder(upper.first)) return upper.first;
    return std::nullopt;
  }

  // Whether an authority is for the matter, on the day that is asked about.
  [[nodiscard]] bool is_for(std::size_t a, std::size_t m) const {
    const authority& right = authorities_[a];
    if (right.matter != "*" && right.matter != data_.matters[m].code) return false;
    if (on_.empty()) return true;
    return (right.from.empty() || right.from <= on_) && (right.until.empty() || on_ <= right.until);
  }
  [[nodiscard]] bool reaches(std::size_t a, std::size_t m) const {
    const authority& right = authorities_[a];
    const matter& what = data_.matters[m];
    if (!is_for(a, m)) return false;
    if (right.acting && what.strategic) return false;
    return !right.limit || !what.amount || *right.limit >= *what.amount;
  }
  /// Rule 3. Gives the authority by which it decides.
  [[nodiscard]] bool may_decide(std::size_t m, std::size_t post, std::size_t by,
                                std::optional<std::size_t>& authority) const {
    if (measures_chart_) return above_[post].empty() && is_placed(post);
    if (by != post && data_.matters[m].strategic) return false;
    for (std::size_t a = 0; a < authorities_.size(); ++a)
      if (holder_[a] == post && reaches(a, m)) return authority = a, true;
    if (by == post) return false;
    for (std::size_t a = 0; a < authorities_.size(); ++a)
      if (holder_[a] == by && authorities_[a].acting && reaches(a, m)) return authority = a, true;
    return false;
  }

  /// The table of reasons; the last that applies stands. "On the way up" are the posts above the
  /// originator; what was given as Plh or Plt is no authority for a strategic matter.
  [[nodiscard]] std::string_view reason(std::size_t m, std::size_t originator) const {
    std::string_view why = "no-authority";
    if (!is_placed(originator)) why = "not-placed";
    if (measures_chart_) return why;
    bool any = false;
    bool any_reaches = false;
    for (std::size_t post : above_[originator])
      for (std::size_t a = 0; a < authorities_.size(); ++a) {
        if (holder_[a] != post) continue;
        any = any || (is_for(a, m) && !(authorities_[a].acting && data_.matters[m].strategic));
        any_reaches = any_reaches || reaches(a, m);
      }
    if (any) why = "limit-too-low";
    if (any_reaches) why = "post-without-holder";
    return why;
  }

  /// Rule 7.
  void coordinate(std::size_t m, std::size_t post, std::vector<naive_step>& steps) const {
    for (const auto& [number, upper] : uppers(m, post, {line_type::coordination}))
      if (has_holder(upper.first))
        steps.push_back({upper.first, "coordination", line_type::coordination, std::nullopt, 0});
  }
  /// Rule 6, with rule 7 for each role step.
  void visit_roles(std::size_t m, std::size_t post, std::vector<naive_step>& steps) const {
    std::vector<std::pair<std::size_t, line_type>> queue{{post, line_type::command}};
    for (std::size_t i = 0; i < queue.size(); ++i) {
      const auto [holder, led_here] = queue[i];
      if (i > 0 && has_holder(holder)) {
        steps.push_back({holder, "role step", led_here, std::nullopt, 0});
        coordinate(m, holder, steps);
      }
      for (const auto& [number, upper] :
           uppers(m, holder, {line_type::functional, line_type::assignment})) {
        if (std::ranges::find(above_[post], upper.first) != above_[post].end()) continue;
        bool seen = false;
        for (const auto& waiting : queue) seen = seen || waiting.first == upper.first;
        if (!seen) queue.push_back(upper);
      }
    }
  }

  [[nodiscard]] bool meets(const condition& when, std::size_t row) const {
    const position& p = data_.positions[row];
    const rank_scheme& scheme = org_.scheme();
    const auto rank = scheme.find(p.rank);
    const auto any = [](const auto& list, const auto& is) {
      return list.empty() || std::ranges::any_of(list, is);
    };
    bool leads = false;
    for (std::size_t other = 0; other < size(); ++other)
      leads = leads || (other != row && superior_[other] == row);
    std::optional<position_kind> kind = p.kind;
    if (!kind && rank) kind = scheme[*rank].kind;
    return any(when.ranks,
               [&](const std::string& name) { return rank && scheme.matches(*rank, name); }) &&
           any(when.kinds, [&](position_kind k) { return kind == k; }) &&
           any(when.units, [&](const std::string& unit) { return p.unit == unit; }) &&
           any(when.flags,
               [&](const std::string& flag) {
                 return std::ranges::find(p.flags, flag) != p.flags.end();
               }) &&
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
           (!when.manager || *when.manager == leads);
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
      return std::ranges::find(codes, data_.matters[other].code) != codes.end();
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
  std::vector<std::size_t> holder_;  ///< rows, by authority
  std::string on_;
  std::string absent_flag_;
  bool measures_chart_ = false;
  std::map<std::string, std::size_t> row_;
  std::vector<position_id> number_;
  std::vector<std::optional<std::size_t>> superior_;
  std::vector<std::vector<std::size_t>> above_;
  std::vector<resolved_line> lines_;
  mutable bool walked_ = false;
  mutable std::vector<raised> paths_;
};

}  // namespace pangkas::tests
