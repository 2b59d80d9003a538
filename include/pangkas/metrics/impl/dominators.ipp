// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/metrics/dominators.hpp>

#include <pangkas/core/position.hpp>
#include <pangkas/graph/line_network.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace pangkas::inline v0_1 {

dominator_tree dominators(const line_network& graph) {
  const line_network network = simple(graph);
  const line_network superiors = reversed(network);
  const std::size_t size = network.size();

  // Numbered so that each comes after one that leads to it, the last to be left first. Number 0 is
  // a top above all tops.
  std::vector<std::uint32_t> number(size, no_position);
  std::vector<position_id> left;
  struct visit {
    position_id position;
    std::size_t next;
  };
  std::vector<visit> path;
  std::vector<bool> seen(size, false);
  for (position_id top(size); top-- > 0;) {
    if (!superiors.below(top).empty()) continue;
    seen[top] = true;
    path.push_back({top, 0});
    while (!path.empty()) {
      const auto below = network.below(path.back().position);
      if (path.back().next == below.size()) {
        left.push_back(path.back().position);
        path.pop_back();
      } else if (const position_id next = below[path.back().next++]; !seen[next]) {
        seen[next] = true;
        path.push_back({next, 0});
      }
    }
  }
  const std::size_t count = left.size();
  for (std::size_t i = 0; i < count; ++i) number[left[i]] = static_cast<std::uint32_t>(count - i);
  const auto position_at = [&](std::uint32_t n) { return left[count - n]; };

  std::vector<std::uint32_t> immediate(count + 1, no_position);
  immediate[0] = 0;
  const auto common = [&](std::uint32_t a, std::uint32_t b) {
    while (a != b) {
      while (a > b) a = immediate[a];
      while (b > a) b = immediate[b];
    }
    return a;
  };
  for (bool changed = true; changed;) {
    changed = false;
    for (std::uint32_t n = 1; n <= count; ++n) {
      const auto above = superiors.below(position_at(n));
      std::uint32_t nearest = above.empty() ? 0U : std::uint32_t{no_position};
      for (const position_id superior : above) {
        const std::uint32_t s = number[superior];
        if (s == no_position || immediate[s] == no_position) continue;
        nearest = nearest == no_position ? s : common(nearest, s);
      }
      if (immediate[n] == nearest) continue;
      immediate[n] = nearest;
      changed = true;
    }
  }

  dominator_tree tree{by_position<std::optional<position_id>>(size), by_position<bool>(size, false),
                      by_position<std::uint32_t>(size, 0)};
  for (std::uint32_t n = static_cast<std::uint32_t>(count); n > 0; --n) {
    const position_id p = position_at(n);
    tree.reached[p] = true;
    if (immediate[n] == 0) continue;
    const position_id above = position_at(immediate[n]);
    tree.immediate[p] = above;
    tree.dependants[above] += tree.dependants[p] + 1;
  }
  return tree;
}

}  // namespace pangkas
