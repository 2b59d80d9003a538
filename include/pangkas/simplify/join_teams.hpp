// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Teams under one superior, joined into fewer.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief How many teams are joined exactly; more are joined by a rule of thumb.
inline constexpr std::size_t most_teams_joined_exactly = 14;

/// @brief Which teams go together.
struct joined_teams {
  std::vector<std::uint32_t> group{};  ///< by team, from 0 in the order of their first teams
  std::size_t groups = 0;
  std::size_t under_floor = 0;  ///< groups that have fewer members than the floor
  /// As few groups as there are at least, whatever the floor; `groups` itself where it is exact.
  std::size_t least_groups = 0;
  bool exact = true;

  friend bool operator==(const joined_teams&, const joined_teams&) = default;
};

/// @brief Joins the teams under one superior into as few as the cap allows.
///
/// The members of joined teams report to one of their heads, and so do the other heads: teams of a
/// and b members become one of a + b + 1. A joined team has at most @p cap members; a team that stays
/// alone may have any number. Of all ways the one is taken that leaves fewest teams under the floor;
/// of those the one with fewest teams; of those the first that the recursion finds, which takes the
/// first team that is not yet placed together with the first set of others that fits.
///
/// Up to 14 teams it tries every set: best(S) is the best of one group that holds the first team of
/// S, and best(what is left). Beyond that each team goes to the first group where it fits, the largest
/// team first.
///
/// @param members  Of each team, without its head.
/// @param cap      Most members of a joined team.
/// @param floor    Fewest members that a team is to have; 0: any number.
/// @unit           positions
/// @complexity     O(3ⁿ) for n teams up to 14, else O(n²).
/// @source         Bin packing: D. S. Johnson, "Near-optimal bin packing algorithms" (1973), for the
///                 rule of thumb, first fit decreasing, and the bound by size.
[[nodiscard]] joined_teams join_teams(std::span<const std::uint32_t> members, std::size_t cap,
                                      std::size_t floor = 0);

}  // namespace pangkas
