// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The command forest in a graph of command lines.
#pragma once

#include <pangkas/error.hpp>
#include <pangkas/graph/command_forest.hpp>
#include <pangkas/graph/ids.hpp>
#include <pangkas/graph/line_network.hpp>
#include <pangkas/graph/reporting_graph.hpp>

#include <boost/graph/properties.hpp>

#include <concepts>
#include <cstddef>
#include <type_traits>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief Whether a graph holds its command forest, as an organisation does. The positions of that
/// forest are then its vertices; else the rows of the forest made of it are.
template <class Graph>
concept holds_forest = requires(const Graph& graph) {
  { graph.command() } -> std::same_as<const command_forest&>;
};

/// @brief A reporting graph that does not, and of which a forest has to be made.
template <class Graph>
concept foreign_graph = !holds_forest<Graph> && reporting_graph<Graph>;

/// @brief What has command lines: a graph that holds its forest, for which no interface of
/// Boost.Graph need be included, or a foreign one.
template <class Graph>
concept command_graph = holds_forest<Graph> || foreign_graph<Graph>;

/// @brief The command forest that a graph holds; it lives as long as the graph.
template <holds_forest Graph>
[[nodiscard]] const command_forest& forest_of(const Graph& graph) {
  return graph.command();
}

/// @brief The command forest of any graph but an organisation, which has its own.
///
/// @param graph  Every edge is a command line. Parallel edges are one line, an edge from a vertex
///               to itself is a report to itself, and cycles are allowed: both leave what hangs on
///               them unrooted.
/// @return       The forest; the row of a position is the index of its vertex.
/// @throws structure_error if a vertex has two superiors, which it names by index, or if there are
///         more vertices than 31 bits count.
/// @complexity   O(V + E) time and O(V) memory.
template <foreign_graph Graph>
[[nodiscard]] command_forest forest_of(const Graph& graph) {
  const auto size = static_cast<std::size_t>(num_vertices(graph));
  if (size > 0x7fffffffU) throw structure_error::too_many(size);
  std::vector<row_index> superiors(size, no_row);
  const auto index = get(boost::vertex_index, graph);
  for (auto [vertex, last] = vertices(graph); vertex != last; ++vertex) {
    const auto superior = static_cast<row_index>(get(index, *vertex));
    for (auto [edge, end] = out_edges(*vertex, graph); edge != end; ++edge) {
      const auto subordinate = static_cast<std::size_t>(get(index, target(*edge, graph)));
      row_index& above = superiors[subordinate];
      if (above != no_row && above != superior) throw structure_error::two_superiors(subordinate);
      above = superior;
    }
  }
  return command_forest(superiors);
}

/// @brief A value for each vertex of a graph: by position where positions are the vertices, else by
/// index.
template <class Graph, class Value>
using by_vertex = std::conditional_t<holds_forest<Graph>, by_position<Value>, std::vector<Value>>;

}  // namespace pangkas
