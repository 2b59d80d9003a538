// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief What a choice of posts to convert leads to, looked up position by position, without a
/// tree.
#pragma once

#include <pangkas/graph/command_forest.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace pangkas::tests {

/// @brief A problem on an array of superiors, in any order. A choice says of each position whether
/// it is gone, that is, converted.
struct plain_problem {
  std::vector<position_id> superior;
  std::vector<bool> may_go;
  std::vector<std::int64_t> gain;
  std::vector<std::int32_t> kept, converted, capacity;
  std::vector<position_id> decider;  // no_position: none
  std::optional<std::size_t> layers{};
  std::vector<std::int32_t> floor{};  // empty: none

  [[nodiscard]] std::size_t size() const { return superior.size(); }
  [[nodiscard]] bool is_below(position_id p, position_id top) const {
    for (; p != no_position; p = superior[p])
      if (p == top) return true;
    return false;
  }
  [[nodiscard]] bool is_manager(position_id p) const { return std::ranges::count(superior, p) > 0; }
  /// Top, then each subordinate with all below it, in the order of the rows.
  void pre_order(position_id p, std::vector<position_id>& order) const {
    order.push_back(p);
    for (position_id q{0}; q < size(); ++q)
      if (superior[q] == p) pre_order(q, order);
  }
  [[nodiscard]] position_id nearest_kept(position_id p, const std::vector<bool>& gone) const {
    for (p = superior[p]; p != no_position && gone[p];) p = superior[p];
    return p;
  }
  [[nodiscard]] std::int64_t load_of(position_id p, const std::vector<bool>& gone) const {
    std::int64_t load = 0;
    for (position_id q{0}; q < size(); ++q)
      if (superior[q] != no_position && nearest_kept(q, gone) == p)
        load += gone[q] ? converted[q] : kept[q];
    return load;
  }
  [[nodiscard]] bool bears(position_id p, const std::vector<bool>& gone) const {
    return gone[p] || load_of(p, gone) <= capacity[p];
  }
  [[nodiscard]] bool reaches(position_id p, const std::vector<bool>& gone) const {
    return floor.empty() || gone[p] || !is_manager(p) || load_of(p, gone) >= floor[p];
  }
  [[nodiscard]] bool checked(position_id p, const std::vector<bool>& gone) const {
    if (decider[p] == no_position) return true;
    for (position_id q = superior[p]; q != decider[p]; q = superior[q])
      if (!gone[q]) return true;
    return false;
  }
  [[nodiscard]] std::size_t layer_of(position_id p, const std::vector<bool>& gone) const {
    std::size_t layer = 0;
    for (position_id q = p; q != no_position; q = superior[q])
      if (!gone[q] && is_manager(q)) ++layer;
    return layer;
  }
};

}  // namespace pangkas::tests
