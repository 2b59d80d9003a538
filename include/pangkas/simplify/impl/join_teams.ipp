// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/simplify/join_teams.hpp>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numeric>
#include <span>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// @brief Members of the teams of a set, once joined; the other heads are members, too.
inline std::vector<std::uint64_t> joined_sizes(std::span<const std::uint32_t> members) {
  std::vector<std::uint64_t> size(std::size_t{1} << members.size(), 0);
  for (std::uint32_t set = 1; set < size.size(); ++set) {
    const auto first = static_cast<std::size_t>(std::countr_zero(set));
    const std::uint32_t others = set & (set - 1);
    size[set] = members[first] + (others == 0 ? 0 : size[others] + 1);
  }
  return size;
}

/// @brief Every set: groups under the floor weigh more than any number of groups.
inline joined_teams join_exactly(std::span<const std::uint32_t> members, std::size_t cap,
                                 std::size_t floor) {
  const std::vector<std::uint64_t> size = joined_sizes(members);
  constexpr std::uint32_t under = 64;
  std::vector<std::uint32_t> best(size.size(), std::numeric_limits<std::uint32_t>::max());
  std::vector<std::uint32_t> taken(size.size(), 0);
  best[0] = 0;
  for (std::uint32_t set = 1; set < size.size(); ++set) {
    const std::uint32_t first = set & (~set + 1);
    const std::uint32_t others = set ^ first;
    // All sets of the others, the full one first.
    for (std::uint32_t with = others;; with = (with - 1) & others) {
      const std::uint32_t group = first | with;
      if (with == 0 || size[group] <= cap) {
        const std::uint32_t cost = best[set ^ group] + 1 + (size[group] < floor ? under : 0);
        if (cost < best[set]) {
          best[set] = cost;
          taken[set] = group;
        }
      }
      if (with == 0) break;
    }
  }
  joined_teams found;
  found.group.resize(members.size());
  for (auto set = static_cast<std::uint32_t>(size.size() - 1); set != 0; set ^= taken[set]) {
    for (std::uint32_t t = taken[set]; t != 0; t &= t - 1)
      found.group[static_cast<std::size_t>(std::countr_zero(t))] =
          static_cast<std::uint32_t>(found.groups);
    if (size[taken[set]] < floor) ++found.under_floor;
    ++found.groups;
  }
  found.least_groups = found.groups;
  return found;
}

/// @brief The largest team first, each to the first group where it fits.
inline joined_teams join_by_thumb(std::span<const std::uint32_t> members, std::size_t cap,
                                  std::size_t floor) {
  std::vector<std::size_t> order(members.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order,
                           [&](std::size_t a, std::size_t b) { return members[a] > members[b]; });
  constexpr auto none = std::numeric_limits<std::uint32_t>::max();
  std::vector<std::uint64_t> size;
  std::vector<std::uint32_t> group(members.size(), none);
  std::size_t alone = 0;         // wider than the cap
  std::uint64_t to_be_held = 0;  // by the others: members, and a head each
  for (const std::size_t t : order) {
    if (members[t] > cap) ++alone;
    if (members[t] <= cap) to_be_held += members[t] + std::uint64_t{1};
    const auto fits = std::ranges::find_if(
        size, [&](std::uint64_t held) { return held + members[t] + 1 <= cap; });
    group[t] = static_cast<std::uint32_t>(fits - size.begin());
    if (fits == size.end())
      size.push_back(members[t]);
    else
      *fits += members[t] + std::uint64_t{1};
  }
  joined_teams found;
  found.exact = false;
  found.groups = size.size();
  for (const std::uint64_t held : size)
    if (held < floor) ++found.under_floor;
  found.least_groups =
      alone + static_cast<std::size_t>((to_be_held + cap) / (std::uint64_t{cap} + 1));
  // Groups in the order of their first teams.
  std::vector<std::uint32_t> renamed(size.size(), none);
  std::uint32_t next = 0;
  for (const std::uint32_t g : group) {
    if (renamed[g] == none) renamed[g] = next++;
    found.group.push_back(renamed[g]);
  }
  return found;
}

}  // namespace pangkas::detail

namespace pangkas::inline v0_1 {

joined_teams join_teams(std::span<const std::uint32_t> members, std::size_t cap,
                        std::size_t floor) {
  if (members.empty()) return {};
  return members.size() <= most_teams_joined_exactly ? detail::join_exactly(members, cap, floor)
                                                     : detail::join_by_thumb(members, cap, floor);
}

}  // namespace pangkas
