// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/core/condition_matcher.hpp>

#include <pangkas/core/impl/ascii.hpp>
#include <pangkas/core/impl/folded_rank.hpp>

#include <pangkas/core/condition.hpp>
#include <pangkas/core/organisation.hpp>
#include <pangkas/core/position.hpp>
#include <pangkas/core/rank_scheme.hpp>
#include <pangkas/core/text_column.hpp>
#include <pangkas/error.hpp>
#include <pangkas/graph/command_forest.hpp>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pangkas::inline v0_1::detail {

inline bool in_ranges(const std::vector<value_range>& ranges, std::optional<double> value) {
  return value &&
         std::ranges::any_of(ranges, [&](const value_range& range) { return range.holds(*value); });
}

}  // namespace pangkas::detail

namespace pangkas::inline v0_1 {

condition_matcher::condition_matcher(const organisation& org, const condition& when,
                                     const decided_figures* figures)
    : org_(&org),
      kinds_(when.kinds),
      manager_(when.manager),
      by_layer_(when.layers.has_value() || !when.layer_ranges.empty()),
      by_code_(!when.codes.empty()),
      by_subtree_(!when.subtrees.empty()) {
  prepare_ranks(when);
  prepare_texts(when);
  prepare_layers(when);
  for (const std::string& code : when.codes)
    if (const auto row = org.table().codes->index.find(org.table().codes->texts, code))
      rows_.push_back(*row);
  std::ranges::sort(rows_);
  for (const std::string& code : when.subtrees)
    if (const auto top = org.find(code)) add_subtree(*top);
  join(layers_);
  join(subtrees_);
  if (manager_)
    for (const std::vector<row_index>& cycle : org.command().cycles())
      if (cycle.size() > 1) in_cycle_.insert(in_cycle_.end(), cycle.begin(), cycle.end());
  std::ranges::sort(in_cycle_);
  prepare_measures(when, figures);
  prepare_inner(when, figures);
}

bool condition_matcher::texts_meet(row_index row) const {
  const position_table& table = org_->table();
  return (ranks_.empty() || ranks_[table.ranks->entry(row)] != 0) &&
         (units_.empty() || units_[table.units->entry(row)] != 0) &&
         (titles_.empty() || titles_[table.titles->entry(row)] != 0) &&
         (flags_.empty() || flags_[table.flags->entry(row)] != 0);
}

bool condition_matcher::meets(row_index row, position_id p) const {
  if (!texts_meet(row)) return false;
  if (by_layer_ && !in_runs(layers_, p)) return false;
  if (manager_ && (is_manager(row, p) != *manager_ || org_->command().is_external(p))) return false;
  if (!kinds_.empty() && !has_kind(p)) return false;
  if (by_subtree_ && !in_runs(subtrees_, p)) return false;
  if (by_code_ && !std::ranges::binary_search(rows_, row)) return false;
  return std::ranges::all_of(others_, [&](const auto& holds) { return holds(row, p); });
}

void condition_matcher::add_subtree(position_id top) {
  const command_forest& forest = org_->command();
  for (position_id first = top, end = top + 1; first != end;) {
    subtrees_.emplace_back(first, end);
    const position_id last = end - 1;
    first = forest.subordinates(first).front();
    end = forest.subordinates(last).front() + forest.span(last);
  }
}

void condition_matcher::join(runs& all) {
  std::ranges::sort(all);
  std::size_t joined = 0;
  for (const auto& run : all) {
    if (joined > 0 && run.first <= all[joined - 1].second)
      all[joined - 1].second = std::max(all[joined - 1].second, run.second);
    else
      all[joined++] = run;
  }
  all.resize(joined);
}

bool condition_matcher::in_runs(const runs& all, position_id p) {
  const auto after = std::ranges::upper_bound(all, p, {}, &runs::value_type::first);
  return after != all.begin() && p < std::prev(after)->second;
}

bool condition_matcher::has_part(std::string_view text,
                                 const std::vector<std::string>& lowered_parts) {
  const std::string lowered = detail::lower(text);
  return std::ranges::any_of(lowered_parts, [&](const std::string& part) {
    return lowered.find(part) != std::string::npos;
  });
}

void condition_matcher::prepare_ranks(const condition& when) {
  if (when.ranks.empty()) return;
  const rank_scheme& scheme = org_->scheme();
  const text_column& names = org_->table().ranks->values();
  ranks_ = mark(names.size(), [&](std::size_t i) {
    if (names[i].empty()) return false;
    const auto r = scheme.find(names[i]);
    return std::ranges::any_of(when.ranks, [&](const std::string& wanted) {
      if (r) return scheme.matches(*r, wanted);
      // Without a scheme a rank is only its text. With one, a rank outside it meets no rule.
      return scheme.ranks().empty() && detail::folded_rank(names[i]) == detail::folded_rank(wanted);
    });
  });
}

void condition_matcher::prepare_texts(const condition& when) {
  const auto lowered = [](const std::vector<std::string>& parts) {
    std::vector<std::string> result;
    for (const std::string& part : parts) result.push_back(detail::lower(part));
    return result;
  };
  if (!when.units.empty() || !when.unit_contains.empty()) {
    const text_column& names = org_->table().units->values();
    const auto parts = lowered(when.unit_contains);
    units_ = mark(names.size(), [&](std::size_t i) {
      return (when.units.empty() || std::ranges::find(when.units, names[i]) != when.units.end()) &&
             (parts.empty() || has_part(names[i], parts));
    });
  }
  if (!when.title_contains.empty()) {
    const text_column& names = org_->table().titles->values();
    const auto parts = lowered(when.title_contains);
    titles_ = mark(names.size(), [&](std::size_t i) { return has_part(names[i], parts); });
  }
  const auto& lists = org_->table().flags->lists();
  const auto has_ended = [](const std::vector<std::string>& flags) {
    return std::ranges::find(flags, abolished_flag) != flags.end() &&
           std::ranges::find(flags, external_flag) != flags.end();
  };
  if (!when.flags.empty())
    flags_ = mark(lists.size(), [&](std::size_t i) {
      return std::ranges::any_of(lists[i], [&](const std::string& flag) {
        return std::ranges::find(when.flags, flag) != when.flags.end();
      });
    });
  else if (std::ranges::any_of(lists, has_ended))
    flags_ = mark(lists.size(), [&](std::size_t i) { return !has_ended(lists[i]); });
}

void condition_matcher::prepare_layers(const condition& when) {
  const auto add = [&](std::size_t layer) {
    if (const command_forest::range all = org_->command().layer(layer); !all.empty())
      layers_.emplace_back(all.front(), all.back() + 1);
  };
  if (when.layers)
    for (const std::size_t layer : *when.layers) add(layer);
  if (when.layer_ranges.empty()) return;
  for (std::size_t layer = 1; layer <= org_->command().layers(); ++layer)
    if (detail::in_ranges(when.layer_ranges, static_cast<double>(layer))) add(layer);
}

void condition_matcher::prepare_measures(const condition& when, const decided_figures* figures) {
  const command_forest& forest = org_->command();
  const organisation& org = *org_;
  // A figure that each position has of its own.
  const auto ask = [&](const std::vector<value_range>& ranges, auto figure) {
    if (!ranges.empty())
      others_.emplace_back([ranges, figure](row_index, position_id p) {
        return detail::in_ranges(ranges, figure(p));
      });
  };
  // One that is kept, by position.
  const auto ask_kept = [&](const std::vector<value_range>& ranges, auto figures_of) {
    if (ranges.empty()) return;
    ask(ranges, [kept = std::make_shared<const by_position<std::optional<double>>>(figures_of())](
                    position_id p) { return (*kept)[p]; });
  };
  // The sum of a figure over the subordinates; absent if one of theirs is.
  const auto below = [&](auto figure) {
    return [&org, &forest, figure] {
      by_position<std::optional<double>> sums(org.size(), 0.0);
      for (position_id p{0}; p < org.size(); ++p) {
        const position_id s = forest.superiors()[p];
        if (s == no_position || !sums[s]) continue;
        const std::optional<double> value = figure(p);
        sums[s] = value ? std::optional(*sums[s] + *value) : std::nullopt;
      }
      return sums;
    };
  };
  // The sum over the position and all below it; a superior is numbered before its subordinates.
  const auto subtree = [&](auto figure) {
    return [&org, &forest, figure] {
      by_position<std::optional<double>> sums(org.size());
      for (position_id p{0}; p < org.size(); ++p) sums[p] = figure(p);
      for (auto p = static_cast<position_id>(org.size()); p-- > 0;)
        if (const position_id s = forest.superiors()[p]; s != no_position) *sums[s] += *sums[p];
      return sums;
    };
  };
  const auto seats = [&org](position_id p) -> std::optional<double> { return org.seats(p); };
  const auto span = [&forest](position_id p) -> std::optional<double> { return forest.span(p); };
  ask(when.span, span);
  ask_kept(when.span_seats, below(seats));
  ask_kept(when.span_filled, below([&org](position_id p) { return org.filled(p); }));
  ask_kept(when.depth_below, [&] {
    by_position<std::optional<double>> depth(org.size(), 0.0);
    for (auto p = static_cast<position_id>(org.size()); p-- > 0;)
      if (const position_id s = forest.superiors()[p]; s != no_position)
        depth[s] = std::max(*depth[s], *depth[p] + 1);
    return depth;
  });
  ask_kept(when.subtree_size, subtree([](position_id) { return 1.0; }));
  ask_kept(when.subtree_seats, subtree([&org](position_id p) { return org.seats(p); }));
  ask(when.seats, seats);
  ask(when.cost, [&org](position_id p) { return org.cost(p); });
  if (!when.decides.empty() || !when.passes.empty()) {
    if (figures == nullptr)
      throw structure_error(
          "a condition asks what a position decides or passes, but only a policy may ask that");
    const auto of = [](const by_position<double>& values) {
      return [&values] { return by_position<std::optional<double>>(values.begin(), values.end()); };
    };
    ask_kept(when.decides, of(figures->decides));
    ask_kept(when.passes, of(figures->passes));
  }
  const auto must = [&](std::optional<bool> wanted, auto is_so) {
    if (wanted)
      others_.emplace_back([wanted = *wanted, is_so](row_index row, position_id p) {
        return is_so(row, p) == wanted;
      });
  };
  must(when.one_to_one, [&forest](row_index, position_id p) { return forest.span(p) == 1; });
  must(when.vacant, [&org](row_index, position_id p) {
    const auto filled = org.filled(p);
    return filled && !(*filled > 0);
  });
  must(when.same_rank_as_superior, [&org, &forest](row_index row, position_id p) {
    const auto s = forest.superior(p);
    const dictionary_column& ranks = *org.table().ranks;
    return s && !ranks[row].empty() && ranks.entry(row) == ranks.entry(org.row(*s));
  });
}

void condition_matcher::prepare_inner(const condition& when, const decided_figures* figures) {
  for (const condition& inner : when.superior)
    others_.emplace_back([org = org_, meets = std::make_shared<const condition_matcher>(
                                          *org_, inner, figures)](row_index, position_id p) {
      const auto s = org->command().superior(p);
      return s && (*meets)(*s);
    });
  for (const condition& inner : when.none_of)
    others_.emplace_back([meets = std::make_shared<const condition_matcher>(*org_, inner, figures)](
                             row_index row, position_id p) { return !meets->meets(row, p); });
}

bool condition_matcher::has_kind(position_id p) const {
  const auto kind = org_->kind(p);
  return kind && std::ranges::find(kinds_, *kind) != kinds_.end();
}

}  // namespace pangkas
