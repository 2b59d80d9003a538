// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Compression: superiors who hold the same rank as their subordinate.
#pragma once

#include <pangkas/core/organisation.hpp>

#include <compare>
#include <cstddef>
#include <optional>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief A command line between two positions of the same rank.
struct compressed_line {
  position_id superior = no_position;
  position_id subordinate = no_position;

  friend auto operator<=>(const compressed_line&, const compressed_line&) = default;
};

/// @brief Command lines between positions of the same rank.
struct compression_summary {
  std::vector<compressed_line> lines{};  ///< by superior, then by subordinate
  std::size_t ranked_lines = 0;          ///< command lines whose two ends both declare a rank
  /// Compressed lines among the ranked lines; absent if there are none.
  std::optional<double> share{};

  friend bool operator==(const compression_summary&, const compression_summary&) = default;
};

/// @brief Finds the command lines whose superior has the same rank as the subordinate.
///
/// Such a line orders two who are equals by rank: in grade reviews it is the first sign of a layer
/// too many. Ranks are the declared ones; two spellings of one rank of the scheme are the same.
/// Placed or not, every command line between two positions is looked at, those of cycles too.
///
/// @unit          command lines; the share is of those between positions that declare a rank
/// @complexity    O(P + K log K) for P positions, K compressed lines.
/// @source        E. Jaques, "Requisite Organization" (1989): compression, a superior and a
///                subordinate in the same stratum.
[[nodiscard]] compression_summary compression(const organisation& org);

}  // namespace pangkas
