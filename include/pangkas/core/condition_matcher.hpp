// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Tells which positions of an organisation meet a condition.
#pragma once

#include <pangkas/core/condition.hpp>
#include <pangkas/core/organisation.hpp>
#include <pangkas/core/position.hpp>
#include <pangkas/core/rank_scheme.hpp>
#include <pangkas/core/text_column.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas {

/// @brief Tells which positions of one organisation meet a condition.
///
/// Texts are compared once for each entry of a dictionary, not once for each position, so that a
/// national service costs little more than its distinct ranks, units and titles.
class condition_matcher {
 public:
  /// @param org   The organisation; it must outlive the matcher.
  /// @param when  The condition.
  condition_matcher(const organisation& org, const condition& when)
      : org_(&org),
        kinds_(when.kinds),
        manager_(when.manager),
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
    if (manager_)
      for (const std::vector<row_index>& cycle : org.command().cycles())
        if (cycle.size() > 1) in_cycle_.insert(in_cycle_.end(), cycle.begin(), cycle.end());
    std::ranges::sort(in_cycle_);
  }

  /// @brief Whether position @p p meets the condition.
  [[nodiscard]] bool operator()(position_id p) const { return meets(org_->row(p), p); }

  /// @brief Whether a position with that entry of the ranks may meet it.
  [[nodiscard]] bool may_have_rank(std::uint32_t entry) const {
    return ranks_.empty() || ranks_[entry] != 0;
  }

  /// @brief Whether rank, unit, title and flags meet it: a part of meets() that needs no position,
  /// by which most rows are ruled out.
  [[nodiscard]] bool texts_meet(row_index row) const {
    const position_table& table = org_->table();
    return (ranks_.empty() || ranks_[table.ranks->entry(row)] != 0) &&
           (units_.empty() || units_[table.units->entry(row)] != 0) &&
           (titles_.empty() || titles_[table.titles->entry(row)] != 0) &&
           (flags_.empty() || flags_[table.flags->entry(row)] != 0);
  }

  /// @brief The same as operator() for a caller that goes through the rows.
  [[nodiscard]] bool meets(row_index row, position_id p) const {
    if (!texts_meet(row)) return false;
    if (!layers_.empty() && !in_layers(p)) return false;
    if (manager_ && is_manager(row, p) != *manager_) return false;
    if (!kinds_.empty() && !has_kind(p)) return false;
    if (by_subtree_ && !in_subtree(p)) return false;
    return !by_code_ || std::ranges::binary_search(rows_, row);
  }

 private:
  /// What is below a position is a range of numbers in each layer.
  void add_subtree(position_id top) {
    const command_forest& forest = org_->command();
    for (position_id first = top, end = top + 1; first != end;) {
      subtrees_.emplace_back(first, end);
      const position_id last = end - 1;
      first = forest.subordinates(first).front();
      end = forest.subordinates(last).front() + forest.span(last);
    }
  }
  [[nodiscard]] bool in_subtree(position_id p) const {
    // Of two subtrees one may hold the other, so that ranges lie in one another.
    return std::ranges::any_of(subtrees_,
                               [p](const auto& run) { return run.first <= p && p < run.second; });
  }

  /// One mark for each entry of a dictionary; never empty, since empty means "not asked".
  template <class Meets>
  static std::vector<std::uint8_t> mark(std::size_t entries, Meets meets) {
    std::vector<std::uint8_t> marks(std::max<std::size_t>(entries, 1), 0);
    for (std::size_t i = 0; i < entries; ++i) marks[i] = meets(i) ? 1 : 0;
    return marks;
  }

  static bool has_part(std::string_view text, const std::vector<std::string>& lowered_parts) {
    const std::string lowered = detail::lower(text);
    return std::ranges::any_of(lowered_parts, [&](const std::string& part) {
      return lowered.find(part) != std::string::npos;
    });
  }

  void prepare_ranks(const condition& when) {
    if (when.ranks.empty()) return;
    const rank_scheme& scheme = org_->scheme();
    const text_column& names = org_->table().ranks->values();
    ranks_ = mark(names.size(), [&](std::size_t i) {
      if (names[i].empty()) return false;
      const auto r = scheme.find(names[i]);
      return std::ranges::any_of(when.ranks, [&](const std::string& wanted) {
        if (r) return scheme.matches(*r, wanted);
        // Without a scheme a rank is only its text. With one, a rank outside it meets no rule.
        return scheme.ranks().empty() &&
               detail::folded_rank(names[i]) == detail::folded_rank(wanted);
      });
    });
  }

  void prepare_texts(const condition& when) {
    const auto lowered = [](const std::vector<std::string>& parts) {
      std::vector<std::string> result;
      for (const std::string& part : parts) result.push_back(detail::lower(part));
      return result;
    };
    if (!when.units.empty() || !when.unit_contains.empty()) {
      const text_column& names = org_->table().units->values();
      const auto parts = lowered(when.unit_contains);
      units_ = mark(names.size(), [&](std::size_t i) {
        return (when.units.empty() ||
                std::ranges::find(when.units, names[i]) != when.units.end()) &&
               (parts.empty() || has_part(names[i], parts));
      });
    }
    if (!when.title_contains.empty()) {
      const text_column& names = org_->table().titles->values();
      const auto parts = lowered(when.title_contains);
      titles_ = mark(names.size(), [&](std::size_t i) { return has_part(names[i], parts); });
    }
    if (!when.flags.empty()) {
      const auto& lists = org_->table().flags->lists();
      flags_ = mark(lists.size(), [&](std::size_t i) {
        return std::ranges::any_of(lists[i], [&](const std::string& flag) {
          return std::ranges::find(when.flags, flag) != when.flags.end();
        });
      });
    }
  }

  void prepare_layers(const condition& when) {
    if (!when.layers) return;
    for (std::size_t layer : *when.layers) layers_.push_back(org_->command().layer(layer));
    // A rule whose layers do not exist meets nothing, and not everything.
    if (layers_.empty()) layers_.emplace_back(position_id{}, position_id{});
  }

  [[nodiscard]] bool in_layers(position_id p) const {
    return std::ranges::any_of(layers_, [p](const command_forest::range& layer) {
      return !layer.empty() && p >= layer.front() && p <= layer.back();
    });
  }

  [[nodiscard]] bool is_manager(row_index row, position_id p) const {
    return org_->command().span(p) > 0 || std::ranges::binary_search(in_cycle_, row);
  }

  [[nodiscard]] bool has_kind(position_id p) const {
    const auto kind = org_->kind(p);
    return kind && std::ranges::find(kinds_, *kind) != kinds_.end();
  }

  const organisation* org_;
  std::vector<position_kind> kinds_;
  std::optional<bool> manager_;
  bool by_code_;
  bool by_subtree_;
  std::vector<std::uint8_t> ranks_;
  std::vector<std::uint8_t> units_;
  std::vector<std::uint8_t> titles_;
  std::vector<std::uint8_t> flags_;
  std::vector<command_forest::range> layers_;
  std::vector<row_index> rows_;
  std::vector<std::pair<position_id, position_id>> subtrees_;  ///< first and end of each run
  std::vector<row_index> in_cycle_;
};

}  // namespace pangkas
