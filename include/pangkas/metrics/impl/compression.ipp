// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/metrics/compression.hpp>

#include <pangkas/core/organisation.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// For each entry of the dictionary of ranks a number that two entries share if they are the same
/// rank of the scheme. An entry that the scheme does not have is a rank of its own; the empty text
/// is no rank.
std::vector<std::optional<rank_index>> ranks_of_entries(const organisation& org) {
  const text_column& names = org.table().ranks->values();
  std::vector<std::optional<rank_index>> ranks(names.size());
  for (std::size_t i = 0; i < names.size(); ++i)
    if (!names[i].empty())
      ranks[i] = org.scheme().find(names[i]).value_or(org.scheme().ranks().size() + i);
  return ranks;
}

}  // namespace pangkas::detail

namespace pangkas::inline v0_1 {

compression_summary compression(const organisation& org) {
  const dictionary_column& ranks = *org.table().ranks;
  const std::vector<row_index>& superiors = org.parts().superiors;
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
