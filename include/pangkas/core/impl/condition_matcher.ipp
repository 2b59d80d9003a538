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

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace pangkas::inline v0_1 {

condition_matcher::condition_matcher(const organisation& org, const condition& when)
    : org_(&org),
      kinds_(when.kinds),
      manager_(when.manager),
      by_layer_(when.layers.has_value()),
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
  return !by_code_ || std::ranges::binary_search(rows_, row);
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
  if (!when.layers) return;
  for (const std::size_t layer : *when.layers)
    if (const command_forest::range all = org_->command().layer(layer); !all.empty())
      layers_.emplace_back(all.front(), all.back() + 1);
}

bool condition_matcher::has_kind(position_id p) const {
  const auto kind = org_->kind(p);
  return kind && std::ranges::find(kinds_, *kind) != kinds_.end();
}

}  // namespace pangkas
