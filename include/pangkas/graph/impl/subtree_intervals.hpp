// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Subtrees as intervals of a pre-order, so that "is below" costs the same at any depth.
#pragma once

#include <pangkas/graph/command_forest.hpp>
#include <pangkas/graph/ids.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// @brief How many positions stand at and below each. Members of a cycle are tops, as orphans are.
/// @complexity O(P).
inline std::vector<std::uint32_t> subtree_sizes(const command_forest& forest) {
  const auto superiors = forest.superiors();  // who is above has the lower number
  std::vector<std::uint32_t> sizes(forest.size(), 1);
  for (std::size_t p = forest.size(); p-- > 0;)
    if (superiors[p] != no_position) sizes[superiors[p]] += sizes[p];
  return sizes;
}

/// @brief Who is in whose subtree.
class subtree_intervals {
 public:
  /// @complexity O(P).
  explicit subtree_intervals(const command_forest& forest)
      : first_(forest.size(), 0), size_(subtree_sizes(forest)) {
    const auto superiors = forest.superiors();
    std::vector<std::uint32_t> next(forest.size(), 0);
    std::uint32_t of_tops = 0;
    for (std::size_t p = 0; p < forest.size(); ++p) {
      std::uint32_t& place = superiors[p] == no_position ? of_tops : next[superiors[p]];
      first_[p] = place;
      place += size_[p];
      next[p] = first_[p] + 1;
    }
  }

  /// @brief Whether a position is the top of a subtree, or below it.
  [[nodiscard]] bool has(position_id top, position_id p) const {
    return first_[p] >= first_[top] && first_[p] - first_[top] < size_[top];
  }

 private:
  std::vector<std::uint32_t> first_;  // who is below follows
  std::vector<std::uint32_t> size_;
};

}  // namespace pangkas::detail
