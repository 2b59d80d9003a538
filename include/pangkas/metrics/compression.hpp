// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Compression: superiors who hold the same rank as their subordinate.
#pragma once

#include <pangkas/core/command_forest.hpp>
#include <pangkas/core/organisation.hpp>
#include <pangkas/metrics/span_of_control.hpp>

#include <algorithm>
#include <compare>
#include <cstddef>
#include <optional>
#include <vector>

namespace pangkas {

/// @brief A command line between two positions of the same rank.
struct compressed_line {
  position_id superior = no_position;
  position_id subordinate = no_position;

  friend auto operator<=>(const compressed_line&, const compressed_line&) = default;
};

/// @brief Command lines between positions of the same rank.
struct compression_summary {
  std::vector<compressed_line> lines;  ///< by superior, then by subordinate
  std::size_t ranked_lines = 0;        ///< command lines whose two ends both declare a rank
  /// Compressed lines among the ranked lines; absent if there are none.
  std::optional<double> share;

  friend bool operator==(const compression_summary&, const compression_summary&) = default;
};

namespace detail {
/// Same rank of the scheme, or the same text where the scheme has neither.
inline bool same_rank(const organisation& org, position_id a, position_id b) {
  const auto rank_a = org.rank_of(a);
  const auto rank_b = org.rank_of(b);
  if (rank_a || rank_b) return rank_a == rank_b;
  return org.rank_name(a) == org.rank_name(b);
}
}  // namespace detail

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
[[nodiscard]] inline compression_summary compression(const organisation& org) {
  compression_summary summary;
  const auto look_at = [&](position_id superior, position_id subordinate) {
    if (org.rank_name(superior).empty() || org.rank_name(subordinate).empty()) return;
    ++summary.ranked_lines;
    if (detail::same_rank(org, superior, subordinate))
      summary.lines.push_back({superior, subordinate});
  };
  for (position_id p = 0; p < org.size(); ++p)
    if (const auto superior = org.command().superior(p)) look_at(*superior, p);
  detail::for_each_cycle_line(org.command(), look_at);
  std::ranges::sort(summary.lines);
  if (summary.ranked_lines > 0)
    summary.share =
        static_cast<double>(summary.lines.size()) / static_cast<double>(summary.ranked_lines);
  return summary;
}

}  // namespace pangkas
