// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/core/position_batch.hpp>
#include <pangkas/graph/impl/tuned.hpp>

#include <algorithm>
#include <cstddef>
#include <vector>

namespace pangkas::inline v0_1 {

void position_batch::clear() {
  size_ = 0;
  budgets_.clear();
  holders_.clear();
  legal_sources_.clear();
  flags_.clear();
}

void position_batch::erase(const std::vector<std::size_t>& places) {
  for_each_column([&](auto& column) {
    auto next = places.begin();
    std::size_t kept = 0;
    for (std::size_t i = 0; i < size_; ++i) {
      if (next != places.end() && *next == i)
        ++next;
      else
        column[kept++] = column[i];
    }
  });
  size_ -= places.size();
  const auto erased_or_moved = [&](auto& rare) {
    const auto next = std::ranges::lower_bound(places, rare.first);
    if (next != places.end() && *next == rare.first) return true;
    rare.first -= static_cast<std::size_t>(next - places.begin());
    return false;
  };
  std::erase_if(budgets_, erased_or_moved);
  std::erase_if(holders_, erased_or_moved);
  std::erase_if(legal_sources_, erased_or_moved);
  std::erase_if(flags_, erased_or_moved);
}

void position_batch::make_room() {
  constexpr std::size_t least = detail::tuned<std::size_t>(64, 1);
  const std::size_t room = std::max(least, 2 * codes_.size());
  for_each_column([room](auto& column) { column.resize(room); });
}

}  // namespace pangkas
