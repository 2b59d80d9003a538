// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/optimise/flattening_capacity.hpp>

#include <pangkas/core/organisation.hpp>
#include <pangkas/core/position.hpp>
#include <pangkas/error.hpp>
#include <pangkas/graph/command_forest.hpp>
#include <pangkas/optimise/flattening_problem.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace pangkas::inline v0_1 {

by_position<std::int32_t> capacity_of_span(const command_forest& forest, std::size_t cap,
                                           wide_posts wide) {
  if (cap == 0 || cap > static_cast<std::size_t>(unlimited_capacity))
    throw structure_error("a span cap of " + std::to_string(cap) +
                          " was asked for; a superior has at least one subordinate, and at most "
                          "2147483647");
  by_position<std::int32_t> capacity(forest.size(), static_cast<std::int32_t>(cap));
  if (wide == wide_posts::keep)
    for (position_id p{0}; p < forest.size(); ++p)
      capacity[p] = std::max(capacity[p], static_cast<std::int32_t>(forest.span(p)));
  return capacity;
}

by_position<std::int32_t> capacity_by_rank(const organisation& org,
                                           const std::vector<rank_cap>& bands,
                                           std::size_t otherwise, wide_posts wide) {
  by_position<std::int32_t> capacity = capacity_of_span(org.command(), otherwise, wide);
  const rank_scheme& scheme = org.scheme();
  std::vector<std::int32_t> of_rank(scheme.ranks().size(), 0);
  for (const rank_cap& band : bands) {
    const std::int32_t cap =
        capacity_of_span(command_forest(std::vector{no_row}), band.cap).front();
    bool known = false;
    for (rank_index r = 0; r < of_rank.size(); ++r) {
      if (!scheme.matches(r, band.rank)) continue;
      known = true;
      if (of_rank[r] == 0) of_rank[r] = cap;
    }
    if (!known)
      throw rule_error("a span is given for the rank \"" + band.rank +
                       "\", which the rank scheme \"" + scheme.name() + "\" does not have");
  }
  for (position_id p{0}; p < org.size(); ++p) {
    const auto rank = org.rank_of(p);
    if (!rank || of_rank[*rank] == 0) continue;
    capacity[p] = of_rank[*rank];
    if (wide == wide_posts::keep)
      capacity[p] = std::max(capacity[p], static_cast<std::int32_t>(org.command().span(p)));
  }
  return capacity;
}

}  // namespace pangkas
