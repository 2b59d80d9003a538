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
  std::erase_if(flags_, [&](auto& flagged) {
    const auto next = std::ranges::lower_bound(places, flagged.first);
    if (next != places.end() && *next == flagged.first) return true;
    flagged.first -= static_cast<std::size_t>(next - places.begin());
    return false;
  });
}

void position_batch::make_room() {
  constexpr std::size_t least = detail::tuned<std::size_t>(64, 1);
  const std::size_t room = std::max(least, 2 * codes_.size());
  for_each_column([room](auto& column) { column.resize(room); });
}

}  // namespace pangkas
