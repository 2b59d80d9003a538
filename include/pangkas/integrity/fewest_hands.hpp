// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The fewest hands that together do all that is needed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief What fewest_hands() finds.
struct fewest {
  std::size_t least = 0;  ///< fewer cannot
  std::size_t most = 0;   ///< so many can; equal to @ref least where the search was complete
  std::vector<std::uint32_t> hands{};  ///< who: as many as @ref most, ascending

  [[nodiscard]] bool is_exact() const noexcept { return least == most; }

  friend bool operator==(const fewest&, const fewest&) = default;
};

/// @brief Finds the fewest hands of which one can do each need: a smallest hitting set.
///
/// @param needs  For each need who can do it.
/// @param steps  After so many the search stops, and gives a bound from below and one from above.
/// @return       Absent if nobody can do one of them.
/// @unit         hands
/// @complexity   Exponential at worst, as the problem is; processes of 20 duties take microseconds.
/// @source       N. Li, M. Tripunitara and Z. Bizri, "On mutually exclusive roles and separation of
///               duty" (2007): static separation of duty by number of users.
[[nodiscard]] std::optional<fewest> fewest_hands(std::vector<std::vector<std::uint32_t>> needs,
                                                 std::uint64_t steps = 1'000'000);

}  // namespace pangkas
