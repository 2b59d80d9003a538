// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Graphs of reporting lines, ours or yours, and the command forest in them.
#pragma once

#include <pangkas/core/command_forest.hpp>
#include <pangkas/core/graph.hpp>
#include <pangkas/core/organisation.hpp>
#include <pangkas/core/reporting_graph.hpp>
#include <pangkas/error.hpp>

#include <boost/graph/properties.hpp>

#include <cstddef>
#include <vector>

namespace pangkas {

/// @brief The command forest of an organisation; it lives as long as the organisation.
[[nodiscard]] inline const command_forest& forest_of(const organisation& org) {
  return org.command();
}

/// @brief The command forest of any other graph.
///
/// @param graph  Every edge is a command line. Parallel edges are one line, an edge from a vertex
///               to itself is a report to itself, and cycles are allowed: both leave what hangs on
///               them unrooted.
/// @return       The forest; the row of a position is the index of its vertex.
/// @throws structure_error if a vertex has two superiors, which it names by index, or if there are
///         more vertices than 31 bits count.
/// @complexity   O(V + E) time and O(V) memory.
template <reporting_graph Graph>
[[nodiscard]] command_forest forest_of(const Graph& graph) {
  const auto size = static_cast<std::size_t>(num_vertices(graph));
  if (size > 0x7fffffffU) throw structure_error::too_many(size);
  std::vector<position_id> superiors(size, no_position);
  const auto index = get(boost::vertex_index, graph);
  for (auto [vertex, last] = vertices(graph); vertex != last; ++vertex) {
    const auto superior = static_cast<position_id>(get(index, *vertex));
    for (auto [edge, end] = out_edges(*vertex, graph); edge != end; ++edge) {
      const auto subordinate = static_cast<std::size_t>(get(index, target(*edge, graph)));
      position_id& above = superiors[subordinate];
      if (above != no_position && above != superior)
        throw structure_error::two_superiors(subordinate);
      above = superior;
    }
  }
  return command_forest(superiors);
}

}  // namespace pangkas
