// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/core/impl/words.hpp>
#include <pangkas/simplify/checks.hpp>
#include <pangkas/simplify/impl/ledger_words.hpp>

#include <pangkas/core/condition_matcher.hpp>
#include <pangkas/core/finding.hpp>
#include <pangkas/core/finding_list.hpp>
#include <pangkas/core/organisation.hpp>
#include <pangkas/core/position.hpp>
#include <pangkas/decisions/default_matter.hpp>
#include <pangkas/simplify/ledger.hpp>
#include <pangkas/simplify/policy.hpp>
#include <pangkas/views/positions.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <variant>
#include <vector>

namespace pangkas::inline v0_1::detail {

void check_column(const organisation& before, const number_column& was, const number_column& is,
                  std::string_view rule, std::string_view what, double absent,
                  finding_list& findings) {
  if (&was == &is) return;
  for (row_index row = 0; row < was.size(); ++row) {
    const double lost = was.value_or(row, absent) - is.value_or(row, absent);
    if (lost == 0 || !findings.wants(rule, severity::error)) continue;
    findings.add(rule, severity::error, before.table().codes->texts[row],
                 in_quotes(before.table().codes->texts[row]) + " had " +
                     plain_number_text(was.value_or(row, absent)) + " " + std::string(what) +
                     " and now has " + plain_number_text(is.value_or(row, absent)),
                 "left as it is; every seat and every holder must be found again afterwards");
  }
}

/// @brief The root of each placed position's tree; found for all when one is first asked for, which
/// mostly none is.
class tree_roots {
 public:
  explicit tree_roots(const command_forest& forest) : forest_(forest) {}

  position_id operator()(position_id placed) {
    if (roots_.empty()) {
      roots_.resize(forest_.placed());
      for (position_id p{0}; p < forest_.placed(); ++p)
        roots_[p] = p < forest_.roots() ? p : roots_[forest_.superiors()[p]];
    }
    return roots_[placed];
  }

 private:
  const command_forest& forest_;
  std::vector<position_id> roots_;
};

/// @brief How many positions of a tree are over a limit, and the worst of them.
struct excess {
  std::size_t positions = 0;
  std::size_t worst = 0;
  position_id at = no_position;

  void count(std::size_t value, position_id p) {
    ++positions;
    if (value <= worst) return;
    worst = value;
    at = p;
  }
};

std::optional<double> class_number(std::string_view text) {
  double value = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (fault != std::errc{} || end != text.data() + text.size() || !std::isfinite(value))
    return std::nullopt;
  return value;
}

}  // namespace pangkas::detail

namespace pangkas::inline v0_1 {

void check_conservation(const organisation& before, const organisation& after,
                        finding_list& findings) {
  detail::check_column(before, *before.table().seats, *after.table().seats, "lost-seats", "seats",
                       1, findings);
  detail::check_column(before, *before.table().filled, *after.table().filled, "lost-filled",
                       "filled seats", 0, findings);
}

void check_structure(const organisation& before, const organisation& after,
                     finding_list& findings) {
  using detail::in_quotes;
  const auto code = [&](row_index row) { return before.table().codes->texts[row]; };
  const auto is_root = [](const organisation& org, row_index row) {
    return org.position_at(row) < org.command().roots();
  };
  // Roots are numbered by row. Where they are the same, and everybody is placed afterwards, no row
  // needs a look.
  const auto roots_of = [](const organisation& org) {
    return org.command().rows().first(org.command().roots());
  };
  const bool all_well = std::ranges::equal(roots_of(before), roots_of(after)) &&
                        after.command().placed() + after.command().external() == after.size();
  for (row_index row = 0; !all_well && row < before.size(); ++row) {
    const bool was_root = is_root(before, row);
    const bool placed_before = before.position_at(row) < before.command().placed();
    const bool placed_after = after.position_at(row) < after.command().placed();
    if (was_root != is_root(after, row) && findings.wants("roots-changed", severity::error))
      findings.add("roots-changed", severity::error, code(row),
                   in_quotes(code(row)) + (was_root ? " was a root and is none any more"
                                                    : " was no root and is one now"),
                   "left as it is");
    if (placed_before && !placed_after && before.command().span(before.position_at(row)) == 0 &&
        findings.wants("undecidable", severity::error))
      findings.add("undecidable", severity::error, code(row),
                   "the matters of " + in_quotes(code(row)) + " reach no root any more",
                   "left as it is; nobody decides them");
  }
  const auto& cycles_before = before.command().cycles();
  const std::set<std::vector<row_index>> known(cycles_before.begin(), cycles_before.end());
  for (const std::vector<row_index>& cycle : after.command().cycles()) {
    if (known.contains(cycle)) continue;
    if (findings.wants("cycle", severity::error))
      findings.add("cycle", severity::error, code(cycle.front()),
                   in_quotes(code(cycle.front())) + " now stands in a cycle of " +
                       detail::how_many(cycle.size(), "position"),
                   "left as it is, outside the layers");
  }
}

void check_spans(const organisation& after, const check_limits& limits, finding_list& findings) {
  if (!limits.span_low && !limits.span_high) return;
  std::string band = "the band is ";
  if (limits.span_low && limits.span_high)
    band += std::to_string(*limits.span_low) + " to " + std::to_string(*limits.span_high);
  else if (limits.span_low)
    band += std::to_string(*limits.span_low) + " or more";
  else
    band += std::to_string(*limits.span_high) + " or fewer";
  for (position_id p{0}; p < after.size(); ++p) {
    const std::uint32_t span = after.command().span(p);
    if (span == 0) continue;
    const bool narrow = limits.span_low && span < *limits.span_low;
    const bool wide = limits.span_high && span > *limits.span_high;
    if ((!narrow && !wide) || !findings.wants("span-band", severity::warning)) continue;
    findings.add("span-band", severity::warning, after.code(p),
                 detail::in_quotes(after.code(p)) + " has " +
                     detail::how_many(span, "command subordinate") + "; " + band,
                 "left as it is");
  }
}

void check_initials(const organisation& after, const check_limits& limits, finding_list& findings) {
  if (!limits.initials || !after.matters().empty()) return;
  const command_forest& forest = after.command();
  // Without lines the layers say it all, and those near enough to the root need no look.
  std::optional<path_lengths> lengths;
  if (!after.lines().empty()) lengths.emplace(after);
  detail::tree_roots root(forest);
  std::vector<detail::excess> over(forest.roots());
  for (std::size_t layer = 2; layer <= forest.layers(); ++layer) {
    const std::size_t superiors = layer - 2;  // between the position and its root
    if (!lengths && superiors <= *limits.initials) continue;
    for (const position_id p : forest.layer(layer)) {
      if (forest.span(p) > 0) continue;
      const auto initials =
          lengths ? static_cast<std::size_t>(*lengths->with_roles(p) - 1) : superiors;
      if (initials > *limits.initials) over[root(p)].count(initials, p);
    }
  }
  for (position_id r{0}; r < forest.roots(); ++r) {
    if (over[r].positions == 0 || !findings.wants("initials", severity::warning)) continue;
    const position_id worst = over[r].at;
    const std::uint64_t of_roles =
        lengths ? *lengths->with_roles(worst) - *lengths->command(worst) : 0;
    findings.add("initials", severity::warning, after.code(r),
                 "below " + detail::in_quotes(after.code(r)) + ", what " +
                     detail::how_many(over[r].positions, "position") + " draft" +
                     (over[r].positions == 1 ? "s" : "") + " needs more than the " +
                     detail::how_many(*limits.initials, "initial") +
                     " allowed before the signature; most of all " +
                     detail::in_quotes(after.code(worst)) + " with " +
                     std::to_string(over[r].worst) +
                     " (superiors: " + std::to_string(over[r].worst - of_roles) +
                     ", role holders: " + std::to_string(of_roles) + ")",
                 "left as it is");
  }
}

void check_structural_layers(const organisation& after, const check_limits& limits,
                             finding_list& findings) {
  if (!limits.structural_layers) return;
  const command_forest& forest = after.command();
  detail::tree_roots root(forest);
  // Kinds are by row, and few posts are structural: those are marked in the order of rows.
  std::vector<std::uint8_t> is_structural(forest.size(), 0);
  for (row_index row = 0; row < after.size(); ++row)
    if (after.kind_in_row(row) == position_kind::structural)
      is_structural[after.position_at(row)] = 1;
  for (position_id r{0}; r < forest.roots(); ++r)
    if (after.rank_name(r).empty()) is_structural[r] = 0;
  // Only of managers, for nobody looks at that of others; where they stand close together, most of
  // its memory is never touched.
  const auto depth = std::make_unique_for_overwrite<std::uint32_t[]>(forest.placed());
  std::vector<detail::excess> over(forest.roots());
  for (position_id p{0}; p < forest.placed(); ++p) {
    const bool structural = is_structural[p] != 0;
    const bool manages = forest.span(p) > 0;
    if (!structural && !manages) continue;
    const std::uint32_t above = p < forest.roots() ? 0 : depth[forest.superiors()[p]];
    const std::uint32_t here = above + (structural ? 1 : 0);
    if (manages) depth[p] = here;
    if (structural && here > *limits.structural_layers) over[root(p)].count(here, p);
  }
  for (position_id r{0}; r < forest.roots(); ++r) {
    if (over[r].positions == 0 || !findings.wants("structural-layers", severity::warning)) continue;
    findings.add("structural-layers", severity::warning, after.code(r),
                 "below " + detail::in_quotes(after.code(r)) + " stand " +
                     detail::how_many(over[r].worst, "structural layer") + ", down to " +
                     detail::in_quotes(after.code(over[r].at)) + "; " +
                     std::to_string(*limits.structural_layers) + " are allowed, and " +
                     detail::how_many(over[r].positions, "structural position") +
                     (over[r].positions == 1 ? " stands" : " stand") + " deeper",
                 "left as it is");
  }
}

void check_income(const organisation& before, const organisation& after, const ledger& changes,
                  finding_list& findings) {
  using detail::in_quotes;
  if (before.table().costs != after.table().costs) {
    const number_column& was = *before.table().costs;
    const number_column& is = *after.table().costs;
    for (row_index row = 0; row < was.size(); ++row) {
      const double fallen = was.value_or(row, 0) - is.value_or(row, 0);
      if (!(fallen > 0) || !findings.wants("income-floor", severity::error)) continue;
      findings.add("income-floor", severity::error, changes.code(row),
                   in_quotes(changes.code(row)) + " cost " +
                       detail::plain_number_text(was.value_or(row, 0)) + " a year and now costs " +
                       detail::plain_number_text(is.value_or(row, 0)),
                   "left as it is; income may not fall");
    }
  }
  struct loss {
    std::size_t posts = 0;
    row_index first = 0;
  };
  std::map<std::pair<std::uint32_t, std::uint32_t>, loss> losses;
  for (const ledger_entry& e : changes.entries) {
    const auto* post = std::get_if<post_converted>(&e.what);
    if (post == nullptr) continue;
    loss& l = losses[{post->was, post->is}];
    if (l.posts++ == 0) l.first = post->row;
  }
  for (const auto& [pair, l] : losses) {
    const position_state& was = changes.states[pair.first];
    const position_state& is = changes.states[pair.second];
    const auto before_class = detail::class_number(was.position_class);
    const auto after_class = detail::class_number(is.position_class);
    if (!before_class || !after_class || *after_class >= *before_class ||
        !findings.wants("class-loss", severity::warning))
      continue;
    findings.add("class-loss", severity::warning, changes.code(l.first),
                 detail::how_many(l.posts, "post") + " of " + detail::words(was) + " became " +
                     detail::words(is) + (l.posts == 1 ? "" : ", this is the first"),
                 "left as it is; the income floor holds, a lower class does not lower the cost");
  }
}

// A post that an order names is asked still; its official heads nothing now.
void check_orders(const organisation& before, const organisation& after, const ledger& changes,
                  finding_list& findings) {
  std::set<std::string_view> converted;
  for (const ledger_entry& e : changes.entries)
    if (const auto* post = std::get_if<post_converted>(&e.what))
      converted.insert(changes.code(post->row));
  if (converted.empty()) return;
  const auto check = [&](const holder& h, const std::string& what) {
    if (h.kind != holder_kind::post || !converted.contains(h.code) ||
        !findings.wants("names-converted-post", severity::warning))
      return;
    findings.add("names-converted-post", severity::warning, h.code,
                 what + " names " + detail::in_quotes(h.code) + ", which was converted",
                 "left as it is, its official is still asked; change the order, or name a class");
  };
  for (const matter_step& step : before.steps())
    check(step.who, "the step \"" + std::string(to_string(step.act)) + "\" of " +
                        detail::in_quotes(step.matter));
  for (const matter& m : before.matters()) {
    if (m.until) check(*m.until, "the climb of " + detail::in_quotes(m.code));
    if (m.fallback) check(*m.fallback, "the fallback of " + detail::in_quotes(m.code));
  }
  for (const authority& a : before.authorities()) {
    for (const holder& h : a.with.holders) check(h, "concurrence in the " + detail::words(a));
    if (!a.whoever || a.whoever->kind != holder_kind::class_of) continue;
    const condition_matcher meets(after, a.whoever->when);
    const auto rows = positions(after);
    if (std::ranges::any_of(rows, [&](position_id p) { return meets(p); }) ||
        !findings.wants("class-without-members", severity::error))
      continue;
    findings.add("class-without-members", severity::error, {},
                 "the " + detail::words(a) + " is of " + detail::echo(to_string(*a.whoever)) +
                     ", which is no position any more",
                 "left as it is, nobody holds it; change the order that names the class");
  }
}

void check_authority(const organisation& before, const ledger& changes, finding_list& findings) {
  using detail::in_quotes;
  if (before.authorities().empty()) return;
  std::vector<bool> converted(before.size(), false);
  std::vector<bool> changed(before.authorities().size(), false);
  for (const ledger_entry& e : changes.entries) {
    if (const auto* post = std::get_if<post_converted>(&e.what)) converted[post->row] = true;
    const auto* entry = std::get_if<authority_changed>(&e.what);
    if (entry == nullptr) continue;
    const authority_change& change = changes.authorities[entry->authority];
    changed[change.place] = true;
    if (entry->change == change_kind::authority_returned) continue;
    const std::string_view code = changes.code(entry->row);
    const std::string what = detail::words(change.was);
    if (entry->change == change_kind::authority_orphaned) {
      if (findings.wants("orphaned-authority", severity::error))
        findings.add(
            "orphaned-authority", severity::error, code,
            "the " + what + " belongs to the post " + in_quotes(code) + ", which was converted",
            "taken off the list of authorities; change the law that names the post");
    } else if (entry->change == change_kind::authority_moved) {
      if (findings.wants("moved-attribution", severity::warning))
        findings.add("moved-attribution", severity::warning, code,
                     "the " + what + " was moved from " + in_quotes(code) + " to " +
                         in_quotes(change.is->position) +
                         "; an attribution may be passed on only if the law says so",
                     "moved as the policy says");
    } else if (entry->change == change_kind::authority_lapsed) {
      if (findings.wants("acting-lapsed", severity::warning))
        findings.add(
            "acting-lapsed", severity::warning, code,
            "the " + what + " of " + in_quotes(code) + " was for a post that was converted",
            "taken off the list of authorities");
    } else if (findings.wants("re-issue-authority", severity::warning)) {
      findings.add("re-issue-authority", severity::warning, code,
                   "the " + what + " was held by " + in_quotes(code) + ", which was converted",
                   "recorded as held by " + in_quotes(change.is->position) +
                       "; it is not valid until it is issued anew");
    }
  }
  for (std::size_t place = 0; place < changed.size(); ++place) {
    const authority& a = before.authorities()[place];
    if (a.giver.empty() || changed[place]) continue;
    const auto giver = before.find(a.giver);
    if (!giver || !converted[before.row(*giver)] ||
        !findings.wants("re-issue-authority", severity::warning))
      continue;
    findings.add("re-issue-authority", severity::warning, a.position,
                 "the " + detail::words(a) + " is held by " + in_quotes(a.position) +
                     ", but the post that gave it was converted",
                 "left as it is; it must be issued anew");
  }
}

void check(const organisation& before, const organisation& after, const ledger& changes,
           const check_limits& limits, finding_list& findings) {
  check_conservation(before, after, findings);
  check_structure(before, after, findings);
  check_authority(before, changes, findings);
  check_orders(before, after, changes, findings);
  check_spans(after, limits, findings);
  check_initials(after, limits, findings);
  check_structural_layers(after, limits, findings);
  check_income(before, after, changes, findings);
}

}  // namespace pangkas
