// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Searches along lines from one position after the other, and draws of where to start.
#pragma once

#include <pangkas/graph/ids.hpp>
#include <pangkas/graph/line_network.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief In which direction ways may follow lines.
enum class ways : std::uint8_t {
  down,  ///< superior → subordinate only
  both   ///< up and down: each line may be used either way
};

namespace detail {
line_network network_of_ways(const line_network& network, ways which);
}  // namespace detail

/// @brief Breadth-first searches over one network. What one search has not reached costs the next
/// one nothing.
class line_search {
 public:
  /// @param network  Must outlive the search.
  explicit line_search(const line_network& network)
      : network_(&network), distance_(network.size(), unreached) {}

  /// @brief Forgets the last search and starts another one.
  /// @return     The positions reached, nearest first, @p start among them.
  /// @complexity O(positions reached + their lines).
  std::span<const position_id> from(position_id start);
  /// @brief Number of lines from the start of the last search; absent if it was not reached.
  [[nodiscard]] std::optional<std::uint32_t> distance(position_id p) const {
    if (distance_[p] == unreached) return std::nullopt;
    return distance_[p];
  }

 private:
  static constexpr std::uint32_t unreached = no_position;

  const line_network* network_;
  std::vector<std::uint32_t> distance_;
  std::vector<position_id> order_;
};

/// @brief Draws positions without putting any back; each set of that size is equally likely.
///
/// @param positions  Number of positions to draw from.
/// @param count      How many to draw; all if there are no more.
/// @param seed       The same seed gives the same positions on every machine.
/// @return           Positions, ascending.
/// @complexity       O(positions) time and memory.
[[nodiscard]] std::vector<position_id> drawn_positions(std::size_t positions, std::size_t count,
                                                       std::uint64_t seed);

/// @brief What is drawn, and how sure the bound shall be.
struct sample_options {
  std::size_t starts = 1000;  ///< positions from which ways are searched; all if there are fewer
  std::uint64_t seed = 1;     ///< the same seed gives the same result on every machine
  double confidence = 0.95;   ///< between 0 and 1
  ways which = ways::down;
};

}  // namespace pangkas
