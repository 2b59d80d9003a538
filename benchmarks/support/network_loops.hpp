// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The yardsticks on lines of all types: what one would write without a library.
#pragma once

#include <pangkas/core/organisation.hpp>
#include <pangkas/core/organisation_graph.hpp>
#include <pangkas/core/position.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace pangkas::benchmarks {

/// @brief How many others each position reaches, by a search from each.
[[nodiscard]] inline std::vector<std::uint32_t> searched_reach(const organisation& org) {
  std::vector<std::uint32_t> reach;
  reach.reserve(org.size());
  std::vector<position_id> seen_from(org.size(), no_position);
  std::vector<position_id> open;
  for (position_id start{0}; start < org.size(); ++start) {
    open.assign(1, start);
    seen_from[start] = start;
    for (std::size_t i = 0; i < open.size(); ++i)
      for (auto [line, end] = out_edges(open[i], org); line != end; ++line) {
        const position_id next = target(*line, org);
        if (seen_from[next] == start) continue;
        seen_from[next] = start;
        open.push_back(next);
      }
    reach.push_back(static_cast<std::uint32_t>(open.size() - 1));
  }
  return reach;
}

/// @brief Each position and all above it, ascending.
[[nodiscard]] inline std::vector<std::vector<position_id>> all_above(const organisation& org) {
  std::vector<std::vector<position_id>> above(org.size());
  for (position_id start{0}; start < org.size(); ++start) {
    std::vector<position_id>& open = above[start];
    open.assign(1, start);
    for (std::size_t i = 0; i < open.size(); ++i)
      for (auto [line, end] = in_edges(open[i], org); line != end; ++line) {
        const position_id next = source(*line, org);
        if (std::find(open.begin(), open.end(), next) == open.end()) open.push_back(next);
      }
    std::sort(open.begin(), open.end());
  }
  return above;
}

/// @brief The root of each position; lines of other types stay inside a tree.
[[nodiscard]] inline std::vector<position_id> trees_of(const organisation& org) {
  std::vector<position_id> tree(org.size());
  for (position_id p{0}; p < org.size(); ++p)
    tree[p] = org.command().superior(p) ? tree[*org.command().superior(p)] : p;
  return tree;
}

}  // namespace pangkas::benchmarks
