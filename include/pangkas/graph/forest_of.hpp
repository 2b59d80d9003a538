// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The command forest in a graph of command lines, and the spans in it.
#pragma once

#include <pangkas/error.hpp>
#include <pangkas/graph/command_forest.hpp>
#include <pangkas/graph/ids.hpp>
#include <pangkas/graph/line_network.hpp>
#include <pangkas/graph/reporting_graph.hpp>

#include <boost/graph/properties.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace pangkas {

/// @brief The command forest of any graph but an organisation, which has its own.
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

/// @brief Whether a graph holds its command forest, as an organisation does. The positions of that
/// forest are then its vertices; else the rows of the forest made of it are.
template <class Graph>
concept holds_forest = requires(const Graph& graph) {
  { graph.command() } -> std::same_as<const command_forest&>;
};

/// @brief How many command subordinates every vertex of a graph has.
///
/// Of an organisation, lines of other types do not count. Of any other graph every line does, and a
/// vertex may have several superiors. Parallel lines count once and a line to itself not at all.
///
/// @return     One span for each vertex, by index.
/// @unit       positions
/// @complexity O(V + E).
template <reporting_graph Graph>
[[nodiscard]] std::vector<std::uint32_t> command_spans(const Graph& graph) {
  if constexpr (holds_forest<Graph>) {
    const command_forest& forest = graph.command();
    std::vector<std::uint32_t> spans(forest.spans().begin(), forest.spans().end());
    detail::for_each_cycle_line(forest,
                                [&](position_id superior, position_id) { ++spans[superior]; });
    return spans;
  } else {
    const line_network network = simple(network_of(graph));
    std::vector<std::uint32_t> spans;
    spans.reserve(network.size());
    for (position_id p = 0; p < network.size(); ++p)
      spans.push_back(static_cast<std::uint32_t>(network.below(p).size()));
    return spans;
  }
}

}  // namespace pangkas
