// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The tops of all trees of the organisation, placed or not.
#pragma once

#include <pangkas/core/organisation_graph.hpp>
#include <pangkas/core/position.hpp>
#include <pangkas/graph/command_forest.hpp>
#include <pangkas/graph/forest_of.hpp>
#include <pangkas/graph/reporting_graph.hpp>

#include <cstddef>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// @brief The tops of all trees but external ones, ascending: each run of a forest begins with its
/// own.
inline std::vector<position_id> tops_of(const command_forest& forest) {
  std::vector<position_id> tops;
  const auto collect = [&](std::size_t first, std::size_t end) {
    for (position_id p(first); p < end && forest.superiors()[p] == no_position; ++p)
      tops.push_back(p);
  };
  collect(0, forest.placed());
  collect(forest.placed(), forest.placed() + forest.orphans());
  collect(forest.size() - forest.unrooted(), forest.size());
  return tops;
}

}  // namespace pangkas::detail
