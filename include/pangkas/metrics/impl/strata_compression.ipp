// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/metrics/strata_compression.hpp>

#include <pangkas/core/position.hpp>
#include <pangkas/core/reasoned.hpp>
#include <pangkas/error.hpp>
#include <pangkas/graph/line_network.hpp>

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace pangkas::inline v0_1 {

strata_summary strata_compression(const line_network& graph,
                                  std::span<const std::optional<double>> months,
                                  std::span<const double> bounds) {
  const line_network network = simple(graph);
  if (months.size() != network.size())
    throw input_error("there are " + std::to_string(months.size()) + " time-spans for " +
                      std::to_string(network.size()) + " positions; give one for each");
  std::vector<std::size_t> stratum(network.size(), 0);
  for (std::size_t p = 0; p < months.size(); ++p) {
    if (!months[p]) continue;
    if (!(*months[p] >= 0 && *months[p] <= 1e300))
      throw input_error("the time-span of position " + std::to_string(p) +
                        " is negative or no number; give it in months, or leave it absent");
    stratum[p] = stratum_of(*months[p], bounds);
  }
  strata_summary found;
  for (position_id superior{0}; superior < network.size(); ++superior)
    for (const position_id subordinate : network.below(superior)) {
      const strata_line line{superior, subordinate, stratum[superior], stratum[subordinate]};
      if (line.upper == 0 || line.lower == 0) continue;
      ++found.lines;
      if (line.upper == line.lower)
        found.compressed.push_back(line);
      else if (line.upper < line.lower)
        found.inverted.push_back(line);
      else if (line.upper > line.lower + 1)
        found.gaps.push_back(line);
    }
  if (found.lines > 0)
    found.share = static_cast<double>(found.compressed.size() + found.inverted.size()) /
                  static_cast<double>(found.lines);
  return found;
}

}  // namespace pangkas
