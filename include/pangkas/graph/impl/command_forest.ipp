// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/graph/command_forest.hpp>

#include <pangkas/error.hpp>
#include <pangkas/graph/ids.hpp>
#include <pangkas/graph/impl/large_pages.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1 {

void command_forest::number(std::span<const row_index> superiors,
                            std::span<const row_index> orphaned,
                            std::span<const row_index> external) {
  const std::size_t rows = superiors.size();
  if (rows > 0x7fffffffU) throw structure_error::too_many(rows);

  // Subordinates by superior, in the given order (counting sort). Those of row r are counted in
  // begin[r + 2], so that begin[r + 1] runs from their begin to their end as they are put in.
  std::vector<std::uint32_t> begin;
  detail::resize_large(begin, rows + 2);
  for (row_index row = 0; row < rows; ++row)
    if (superiors[row] != no_row && superiors[row] != row) ++begin[superiors[row] + 2];
  for (std::size_t i = 2; i < begin.size(); ++i) begin[i] += begin[i - 1];
  detail::unfilled_vector<row_index> below;
  detail::resize_large(below, begin.back());
  for (row_index row = 0; row < rows; ++row)
    if (superiors[row] != no_row && superiors[row] != row) below[begin[superiors[row] + 1]++] = row;

  for (auto* column : {&superior_, &first_subordinate_, &position_at_})
    detail::resize_large(*column, rows);
  for (auto* column : {&span_, &row_}) detail::resize_large(*column, rows);
  std::ranges::fill(position_at_, no_position);

  position_id entered{0};
  const auto enter = [&](row_index row, position_id superior) {
    position_at_[row] = entered;
    row_[entered] = row;
    superior_[entered] = superior;
    ++entered;
  };
  // Enters all that is below the positions from `p` on, layer by layer. Where the rows are in no
  // order, every look at `begin` is a cache miss on which the next branch waits: it is fetched
  // ahead.
  const auto sweep = [&](position_id p, auto may_enter) {
    constexpr std::uint32_t ahead = 16;
    for (; p < entered; ++p) {
      if (p + ahead < entered) __builtin_prefetch(&begin[row_[p + ahead]]);
      first_subordinate_[p] = entered;
      const row_index row = row_[p];
      for (std::uint32_t i = begin[row]; i < begin[row + 1]; ++i)
        if (may_enter(below[i])) enter(below[i], p);
      span_[p] = entered - first_subordinate_[p];
    }
  };
  const auto always = [](row_index) { return true; };

  const auto is_next = [](std::span<const row_index>& left, row_index row) {
    while (!left.empty() && left.front() < row) left = left.subspan(1);
    return !left.empty() && left.front() == row;
  };
  auto orphans_left = orphaned;
  auto external_left = external;
  for (row_index row = 0; row < rows; ++row)
    if (superiors[row] == no_row && !is_next(orphans_left, row) && !is_next(external_left, row))
      enter(row, no_position);
  sweep(position_id{0}, always);
  placed_ = entered;
  mark_layers();

  const auto enter_trees_of = [&](std::span<const row_index> tops) {
    const position_id first = entered;
    for (row_index row : tops) enter(row, no_position);
    sweep(first, always);
    return entered - first;
  };
  orphans_ = enter_trees_of(orphaned);
  external_ = enter_trees_of(external);
  if (entered == rows) return;

  find_cycles(superiors);
  for (const std::vector<row_index>& cycle : cycles_)
    for (row_index row : cycle) enter(row, no_position);
  // The members of a cycle are subordinates inside it, and have entered already.
  sweep(position_id(placed_ + orphans_ + external_),
        [&](row_index row) { return position_at_[row] == no_position; });
}

void command_forest::mark_layers() {
  layer_begin_.assign(1, position_id{0});
  position_id end{0};
  while (end < placed_ && superior_[end] == no_position) ++end;
  while (layer_begin_.back() != end) {
    const position_id last = end - 1;
    layer_begin_.push_back(end);
    end = first_subordinate_[last] + span_[last];
  }
}

std::vector<std::uint32_t> command_forest::tree_sizes() const {
  std::vector<std::uint32_t> root_of(placed_);
  std::vector<std::uint32_t> sizes(roots(), 0);
  for (std::uint32_t p = 0; p < placed_; ++p) {
    root_of[p] = superior_[p] == no_position ? p : root_of[superior_[p]];
    ++sizes[root_of[p]];
  }
  return sizes;
}

void command_forest::find_cycles(std::span<const row_index> superiors) {
  std::vector<row_index> walked_from(superiors.size(), no_row);
  for (row_index start = 0; start < superiors.size(); ++start) {
    row_index row = start;
    while (position_at_[row] == no_position && walked_from[row] == no_row) {
      walked_from[row] = start;
      row = superiors[row];
    }
    if (position_at_[row] != no_position || walked_from[row] != start) continue;
    // Rows are tried in ascending order, but a walk may enter a cycle at any of its members.
    row_index lowest = row;
    for (row_index r = superiors[row]; r != row; r = superiors[r])
      if (r < lowest) lowest = r;
    std::vector<row_index> cycle{lowest};
    for (row_index r = superiors[lowest]; r != lowest; r = superiors[r]) cycle.push_back(r);
    cycles_.push_back(std::move(cycle));
  }
}

}  // namespace pangkas
