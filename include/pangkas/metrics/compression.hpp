// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Compression: superiors who hold the same rank as their subordinate.
#pragma once

#include <pangkas/core/organisation.hpp>
#include <pangkas/graph/command_forest.hpp>

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
/// For each entry of the dictionary of ranks a number that two entries share if they are the same
/// rank of the scheme. An entry that the scheme does not have is a rank of its own; the empty text
/// is no rank.
inline std::vector<std::optional<rank_index>> ranks_of_entries(const organisation& org) {
  const text_column& names = org.table().ranks->values();
  std::vector<std::optional<rank_index>> ranks(names.size());
  for (std::size_t i = 0; i < names.size(); ++i)
    if (!names[i].empty())
      ranks[i] = org.scheme().find(names[i]).value_or(org.scheme().ranks().size() + i);
  return ranks;
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
  const dictionary_column& ranks = *org.table().ranks;
  const std::vector<position_id>& superiors = org.parts().superiors;
  const auto rank_of_entry = detail::ranks_of_entries(org);
  compression_summary summary;
  // By row, since the ranks are by row; the superiors by row also hold the lines of cycles.
  for (row_index row = 0; row < superiors.size(); ++row) {
    const row_index superior = superiors[row];
    if (superior == no_position || superior == row) continue;
    const auto above = rank_of_entry[ranks.entry(superior)];
    const auto below = rank_of_entry[ranks.entry(row)];
    if (!above || !below) continue;
    ++summary.ranked_lines;
    if (*above == *below)
      summary.lines.push_back({org.position_at(superior), org.position_at(row)});
  }
  std::ranges::sort(summary.lines);
  if (summary.ranked_lines > 0)
    summary.share =
        static_cast<double>(summary.lines.size()) / static_cast<double>(summary.ranked_lines);
  return summary;
}

}  // namespace pangkas
