// SPDX-License-Identifier: BSL-1.0
#include "html_report_parts.hpp"
#include "json_of.hpp"

#include <pangkas/study/flattening_question.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

namespace pangkas::inline v0_1::detail {
namespace {

using nlohmann::ordered_json;

constexpr std::array<std::string_view, 9> outcome_names{"unchanged", "converted", "kept-exempt",
                                                        "kept-top",  "abolished", "merged",
                                                        "added",     "split-off", "re-ranked"};

/// A conversion that a step of a scenario made is told as what it is; the page has a word of its own.
bool is_re_ranked(const ledger& changes, const ledger_entry& entry) {
  return entry.change() == change_kind::converted &&
         changes.rules[entry.rule].section == re_rank_step::name;
}
constexpr std::size_t re_ranked_word = change_kind_names.size();

ordered_json handling_json(const matter_handling& handling) {
  return {{"channel", to_string(handling.channel)},
          {"clerical_steps", handling.clerical_steps},
          {"work_minutes", or_null(handling.work_minutes)},
          {"waiting_hours", or_null(handling.waiting_hours)}};
}

/// Writes ledger entries with places of their own for what only some of them name.
class ledger_columns {
 public:
  explicit ledger_columns(const report_view& view)
      : view_(view), changes_(view.named.change->changes) {}

  void add(const ledger_entry& entry) {
    const std::size_t change =
        is_re_ranked(changes_, entry) ? re_ranked_word : static_cast<std::size_t>(entry.change());
    ++by_change_[change];
    const auto row = entry.row();
    const auto at = row ? view_.post_of_row(*row) : std::nullopt;
    if (row && !at) return;
    if (change_.size() == view_.limits.entries) return;
    post_.add(at);
    change_.add(static_cast<double>(change));
    rule_.add(entry.rule);
    std::visit([&](const auto& what) { add_was_and_is(what); }, entry.what);
  }

  ordered_json json() {
    ordered_json rules = ordered_json::array();
    for (const ledger_rule& rule : changes_.rules)
      rules.push_back({{"section", rule.section},
                       {"id", rule.id},
                       {"reason", rule.reason},
                       {"source", rule.source}});
    ordered_json states = ordered_json::array();
    for (const position_state& state : changes_.states)
      states.push_back(
          {{"kind", or_null(state.kind)}, {"rank", state.rank}, {"class", state.position_class}});
    ordered_json laws = ordered_json::array();
    for (const law_to_amend& law : laws_to_amend(changes_))
      laws.push_back({{"law", law.legal_source}, {"posts", law.posts}});
    ordered_json digital = ordered_json::array();
    for (const matter_change& change : changes_.matters)
      digital.push_back({{"matter", change.code},
                         {"was", handling_json(change.was)},
                         {"is", handling_json(change.is)}});
    return {{"total", changes_.entries.size()},
            {"by_change", by_change_},
            {"listed", change_.size()},
            {"post", post_.json()},
            {"change", change_.json()},
            {"rule", rule_.json()},
            {"was", was_.json()},
            {"is", is_.json()},
            {"rules", std::move(rules)},
            {"laws", std::move(laws)},
            {"states", std::move(states)},
            {"roles", std::move(roles_)},
            {"authorities", std::move(authorities_)},
            {"digital", std::move(digital)},
            {"values", std::move(values_)},
            {"lines", std::move(lines_)}};
  }

 private:
  void add_was_and_is(const post_kept& kept) {
    was_.add(kept.state);
    is_.add(kept.state);
  }
  void add_was_and_is(const post_converted& post) {
    was_.add(post.was);
    is_.add(post.is);
  }
  void add_was_and_is(const re_attached& report) {
    was_.add(post_of(report.was));
    is_.add(post_of(report.is));
  }
  void add_was_and_is(const team_merged& team) {
    was_.add(view_.post_of_row(team.was));
    is_.add(view_.post_of_row(team.is));
  }
  void add_was_and_is(const role_added& added) {
    const role_line& line = changes_.lines[added.line];
    const auto below = view_.post_of_row(line.subordinate);
    was_.add_absent();
    is_.add(static_cast<double>(roles_.size()));
    roles_.push_back({{"post", or_null(below)},
                      {"code", below ? std::string_view{} : changes_.code(line.subordinate)},
                      {"name", changes_.role_names[line.role]}});
  }
  void add_was_and_is(const authority_changed& changed) {
    was_.add(static_cast<double>(authorities_.size()));
    is_.add(static_cast<double>(authorities_.size()));
    authorities_.push_back(authority_change_json(view_, changed));
  }
  void add_was_and_is(const turned_digital& turned) {
    was_.add(turned.matter);
    is_.add(turned.matter);
  }
  void add_was_and_is(const post_added& post) {
    was_.add_absent();
    is_.add(post.state);
  }
  void add_was_and_is(const post_split_off& post) {
    was_.add(post_of(post.from));
    is_.add(post.state);
  }
  void add_was_and_is(const post_abolished& post) {
    was_.add(post_of(post.was));
    is_.add(post_of(post.into));
  }
  void add_was_and_is(const post_merged& post) {
    was_.add(post_of(post.was));
    is_.add(post_of(post.into));
  }
  void add_was_and_is(const attribute_changed& changed) {
    was_.add(static_cast<double>(values_.size()));
    is_.add(static_cast<double>(values_.size()));
    const attribute_change& value = changes_.values[changed.value];
    values_.push_back(
        {{"attribute", to_string(value.attribute)}, {"was", value.was}, {"is", value.is}});
  }
  void add_was_and_is(const line_changed& changed) {
    was_.add(static_cast<double>(lines_.size()));
    is_.add(static_cast<double>(lines_.size()));
    const whole_line& line = changes_.whole_lines[changed.line];
    const auto below = post_of(line.subordinate);
    lines_.push_back({{"post", or_null(below)},
                      {"code", below ? std::string_view{} : changes_.code(line.subordinate)},
                      {"type", to_string(line.type)},
                      {"matter", line.matter},
                      {"role", line.role}});
  }

  [[nodiscard]] std::optional<std::uint32_t> post_of(row_index row) const {
    return row == no_row ? std::nullopt : view_.post_of_row(row);
  }

  const report_view& view_;
  const ledger& changes_;
  std::array<std::size_t, re_ranked_word + 1> by_change_{};
  packed_column post_;
  packed_column change_;
  packed_column rule_;
  packed_column was_;
  packed_column is_;
  ordered_json roles_ = ordered_json::array();
  ordered_json authorities_ = ordered_json::array();
  ordered_json values_ = ordered_json::array();
  ordered_json lines_ = ordered_json::array();
};

}  // namespace

std::vector<outcome> outcomes_of(const report_content& content) {
  std::vector<outcome> found(content.before.size(), outcome::unchanged);
  const ledger& changes = content.change->changes;
  for (const ledger_entry& entry : changes.entries) {
    const auto what = [&]() -> std::optional<outcome> {
      switch (entry.change()) {
        case change_kind::converted:
          return is_re_ranked(changes, entry) ? outcome::re_ranked : outcome::converted;
        case change_kind::kept_exempt:
          return outcome::kept_exempt;
        case change_kind::abolished:
          return outcome::abolished;
        case change_kind::merged:
          return outcome::merged;
        case change_kind::added:
          return outcome::added;
        case change_kind::split_off:
          return outcome::split_off;
        default:
          return std::nullopt;
      }
    }();
    if (what) found[content.before.position_at(*entry.row())] = *what;
  }
  for (const position_id p : content.change->kept_tops) found[p] = outcome::kept_top;
  return found;
}

ordered_json change_json(const report_view& view) {
  const report_content& real = view.real;
  const report_change& change = *real.change;
  const std::vector<outcome> outcomes = outcomes_of(real);
  std::array<std::size_t, outcome_names.size()> counts{};
  for (const outcome o : outcomes) ++counts[static_cast<std::size_t>(o)];
  const std::vector<row_index>& was = real.before.parts().superiors;
  const std::vector<row_index>& is = change.after.parts().superiors;
  // Who is there on one side alone has not moved.
  const auto has_moved = [&](row_index row) {
    return was[row] != is[row] &&
           !real.before.command().is_external(real.before.position_at(row)) &&
           !change.after.command().is_external(change.after.position_at(row));
  };
  std::size_t moved_total = 0;
  for (row_index row = 0; row < was.size(); ++row)
    if (has_moved(row)) ++moved_total;
  packed_column outcome_column;
  packed_column moved;
  for (const position_id p : view.shown.positions()) {
    outcome_column.add(static_cast<double>(outcomes[p]));
    moved.add(has_moved(real.before.row(p)) ? 1 : 0);
  }
  ordered_json by_outcome = ordered_json::array();
  for (const std::size_t count : counts) by_outcome.push_back(view.group(count));
  return {{"outcome", outcome_column.json()},
          {"moved", moved.json()},
          {"outcomes", std::move(by_outcome)},
          {"moved_total", moved_total},
          {"converted_holders", or_null(change.found.converted_holders)},
          {"pso",
           {{"before", change.found.change.administrative_before},
            {"after", change.found.change.administrative_after},
            {"must_stay", change.must_stay},
            {"percent", or_null(change.found.change.pso_percent)}}}};
}

ordered_json flows_json(const report_view& view, const rank_list& ranks) {
  const organisation& before = view.named.before;
  const organisation& after = view.named.change->after;
  const std::vector<outcome> outcomes = outcomes_of(view.real);
  using end = std::pair<std::optional<std::uint32_t>, std::optional<position_kind>>;
  std::map<std::tuple<end, end, outcome>, std::size_t> flows;
  for (position_id p{0}; p < before.size(); ++p) {
    const bool changed = outcomes[p] == outcome::converted || outcomes[p] == outcome::re_ranked;
    if (before.command().is_external(p) ||
        (before.kind(p) != position_kind::structural && !changed))
      continue;
    const position_id now = after.position_at(before.row(p));
    ++flows[{end{ranks.of(before, p), before.kind(p)}, end{ranks.of(after, now), after.kind(now)},
             outcomes[p]}];
  }
  ordered_json all = ordered_json::array();
  for (const auto& [flow, count] : flows) {
    const auto& [from, to, what] = flow;
    all.push_back({{"from", or_null(from.first)},
                   {"from_kind", or_null(from.second)},
                   {"to", or_null(to.first)},
                   {"to_kind", or_null(to.second)},
                   {"outcome", outcome_names[static_cast<std::size_t>(what)]},
                   {"count", view.group(count)}});
  }
  return all;
}

ordered_json ledger_json(const report_view& view) {
  ledger_columns columns(view);
  for (const ledger_entry& entry : view.named.change->changes.entries) columns.add(entry);
  return columns.json();
}

ordered_json authority_json(const report_view& view, const authority& a) {
  ordered_json all{{"position", a.position},
                   {"post", or_null(view.post_of_code(a.position))},
                   {"matter", a.matter},
                   {"limit", or_null(a.limit)},
                   {"source", to_string(a.source)},
                   {"giver", a.giver},
                   {"legal_source", a.legal_source},
                   {"from", a.from},
                   {"until", a.until},
                   {"acting", or_null(a.acting)}};
  add_terms(all, a);
  return all;
}

ordered_json authority_change_json(const report_view& view, const authority_changed& changed) {
  const authority_change& change = view.named.change->changes.authorities[changed.authority];
  return {{"change", to_string(changed.change)},
          {"was", authority_json(view, change.was)},
          {"is", change.is ? authority_json(view, *change.is) : ordered_json()}};
}

ordered_json findings_json(const report_view& view, const std::vector<finding>& findings) {
  constexpr std::size_t most_of_a_rule = 200;
  struct counts {
    std::string_view rule;
    severity level;
    std::size_t count = 0;
    std::size_t listed = 0;
  };
  std::vector<counts> rules;
  std::array<std::size_t, 2> by_severity{};
  ordered_json list = ordered_json::array();
  for (const finding& f : findings) {
    auto found = std::ranges::find_if(
        rules, [&](const counts& c) { return c.rule == f.rule && c.level == f.level; });
    if (found == rules.end()) {
      rules.push_back({f.rule, f.level});
      found = rules.end() - 1;
    }
    found->count += f.stands_for;
    by_severity[static_cast<std::size_t>(f.level)] += f.stands_for;
    if (f.stands_for != 1 || found->listed == most_of_a_rule) continue;
    ++found->listed;
    list.push_back({{"rule", f.rule},
                    {"severity", to_string(f.level)},
                    {"file", or_null(f.file)},
                    {"row", or_null(f.row)},
                    {"column", or_null(f.column)},
                    {"position", or_null(f.position)},
                    {"post", or_null(view.post_of_code(f.position))},
                    {"detail", f.detail},
                    {"action", f.action}});
  }
  ordered_json by_rule = ordered_json::array();
  for (const counts& c : rules)
    by_rule.push_back({{"rule", c.rule},
                       {"severity", to_string(c.level)},
                       {"count", c.count},
                       {"listed", c.listed}});
  return {{"errors", by_severity[static_cast<std::size_t>(severity::error)]},
          {"warnings", by_severity[static_cast<std::size_t>(severity::warning)]},
          {"by_rule", std::move(by_rule)},
          {"list", std::move(list)}};
}

ordered_json point_json(const frontier_point& point, flattening_objective objective) {
  ordered_json figures;
  visit_figures(point, objective, [&](const char* name, auto value) { figures[name] = value; });
  return figures;
}

ordered_json frontier_json(const report_frontier& frontier) {
  ordered_json points = ordered_json::array();
  for (const frontier_point& p : frontier.found.points)
    points.push_back(point_json(p, frontier.objective));
  ordered_json dominated = ordered_json::array();
  for (const dominated_point& d : frontier.found.dominated) {
    dominated.push_back(point_json(d.point, frontier.objective));
    dominated.back()["by"] = d.by_cap;
  }
  return {{"objective", to_string(frontier.objective)},
          {"first", frontier.first},
          {"last", frontier.last},
          {"points", std::move(points)},
          {"dominated", std::move(dominated)}};
}

}  // namespace pangkas::detail
