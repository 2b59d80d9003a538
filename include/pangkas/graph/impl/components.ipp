// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/graph/components.hpp>

#include <pangkas/graph/ids.hpp>
#include <pangkas/graph/line_network.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1 {

components weak_components(const line_network& network) {
  constexpr std::uint32_t none = no_position;
  const line_network up = reversed(network);
  components found{by_position<std::uint32_t>(network.size(), none), {}};
  std::vector<position_id> open;
  for (position_id start{0}; start < network.size(); ++start) {
    if (found.of[start] != none) continue;
    const auto here = static_cast<std::uint32_t>(found.size.size());
    std::uint32_t members = 0;
    found.of[start] = here;
    open.assign(1, start);
    while (!open.empty()) {
      const position_id p = open.back();
      open.pop_back();
      ++members;
      for (const line_network* lines : {&network, &up})
        for (const position_id next : lines->below(p))
          if (found.of[next] == none) {
            found.of[next] = here;
            open.push_back(next);
          }
    }
    found.size.push_back(members);
  }
  return found;
}

components strong_components(const line_network& network) {
  constexpr std::uint32_t none = no_position;
  struct visit {
    position_id position;
    std::size_t next;
  };
  const std::size_t size = network.size();
  components found{by_position<std::uint32_t>(size, none), {}};
  std::vector<std::uint32_t> lowest(size, none);  // number of the earliest position reached
  std::vector<std::uint32_t> number(size, none);
  std::vector<position_id> unassigned;
  std::vector<visit> path;
  std::uint32_t visited = 0;
  const auto enter = [&](position_id p) {
    number[p] = lowest[p] = visited++;
    unassigned.push_back(p);
    path.push_back({p, 0});
  };
  for (position_id start{0}; start < size; ++start) {
    if (number[start] != none) continue;
    enter(start);
    while (!path.empty()) {
      const position_id p = path.back().position;
      const auto below = network.below(p);
      if (path.back().next < below.size()) {
        const position_id next = below[path.back().next++];
        if (number[next] == none)
          enter(next);
        else if (found.of[next] == none)
          lowest[p] = std::min(lowest[p], number[next]);
        continue;
      }
      path.pop_back();
      if (!path.empty()) {
        std::uint32_t& above = lowest[path.back().position];
        above = std::min(above, lowest[p]);
      }
      if (lowest[p] != number[p]) continue;
      const auto here = static_cast<std::uint32_t>(found.size.size());
      std::uint32_t members = 0;
      for (position_id member = no_position; member != p; ++members) {
        member = unassigned.back();
        unassigned.pop_back();
        found.of[member] = here;
      }
      found.size.push_back(members);
    }
  }
  // A component is closed after all below it.
  const auto last = static_cast<std::uint32_t>(found.size.size()) - 1;
  for (std::uint32_t& component : found.of) component = last - component;
  std::reverse(found.size.begin(), found.size.end());
  return found;
}

line_network condensed(const line_network& network, const components& parts) {
  const std::size_t count = parts.size.size();
  std::vector<std::size_t> begin(count + 1, 0);
  for (position_id p{0}; p < network.size(); ++p) begin[parts.of[p] + 1] += network.below(p).size();
  for (std::size_t i = 0; i < count; ++i) begin[i + 1] += begin[i];
  std::vector<position_id> ends(begin.back());
  std::vector<std::size_t> next(begin.begin(), begin.end() - 1);
  for (position_id p{0}; p < network.size(); ++p)
    for (const position_id end : network.below(p))
      ends[next[parts.of[p]]++] = position_id(parts.of[end]);
  return simple(line_network(std::move(begin), std::move(ends)));
}

}  // namespace pangkas
