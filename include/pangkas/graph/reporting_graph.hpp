// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief What a graph must offer to be measured: the one concept of all measures.
#pragma once

#include <pangkas/graph/ids.hpp>

#include <boost/graph/graph_traits.hpp>
#include <boost/graph/properties.hpp>
#include <boost/property_map/property_map.hpp>

#include <concepts>
#include <cstddef>

namespace pangkas::inline v0_1 {

/// @brief The index of a position as a vertex: its number, as wide as Boost counts.
struct position_index_map {
  using key_type = position_id;
  using value_type = std::size_t;
  using reference = std::size_t;
  using category = boost::readable_property_map_tag;

  std::size_t operator[](position_id p) const { return p; }
  friend std::size_t get(const position_index_map&, position_id p) { return p; }
};

/// @brief Whether boost::graph_traits may be asked about a type; of a non-graph that is an error
/// no concept can catch. Specialise it for a graph whose traits are specialised too.
template <class Graph>
inline constexpr bool has_graph_traits = requires {
  typename Graph::vertex_descriptor;
};

/// @brief Whether the vertices of a graph are numbered: where they are no numbers themselves, as in
/// an adjacency_list on listS, the graph has to have the property vertex_index.
template <class Graph>
concept has_vertex_index =
    !std::same_as<typename boost::graph_traits<Graph>::vertex_descriptor, void*> ||
    boost::lookup_one_property<typename boost::vertex_property_type<Graph>::type,
                               boost::vertex_index_t>::found;

/// @brief A directed Boost.Graph graph whose edges run superior → subordinate.
///
/// Asks for no more than a VertexListGraph and an IncidenceGraph with a vertex_index: an
/// adjacency_list on vectors, a compressed_sparse_row_graph, or a graph of your own. An
/// organisation is one once core/organisation_graph.hpp is included. The measures of command lines
/// (layers, spans, decision paths) take all edges of a foreign graph for command lines.
template <class Graph>
concept reporting_graph = has_graph_traits<Graph> && requires {
  typename boost::graph_traits<Graph>::vertex_descriptor;
  typename boost::graph_traits<Graph>::directed_category;
} && std::convertible_to<typename boost::graph_traits<Graph>::directed_category,
                         boost::directed_tag> && has_vertex_index<Graph> &&
    requires(const Graph& graph,
             const typename boost::graph_traits<Graph>::vertex_descriptor vertex) {
  { num_vertices(graph) } -> std::convertible_to<std::size_t>;
  { *vertices(graph).first } -> std::convertible_to<decltype(vertex)>;
  { target(*out_edges(vertex, graph).first, graph) } -> std::convertible_to<decltype(vertex)>;
  { get(get(boost::vertex_index, graph), vertex) } -> std::convertible_to<std::size_t>;
};

}  // namespace pangkas
