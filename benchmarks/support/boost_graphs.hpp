// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The peers: Boost.Graph's own graphs, and its breadth-first search over any graph.
#pragma once

#include <pangkas/core/position.hpp>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/two_bit_color_map.hpp>
#include <boost/pending/queue.hpp>

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace pangkas::benchmarks {

/// @brief The graph that a user of Boost.Graph reaches for first.
using adjacency_graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS>;
/// @brief The compact one, with indices as narrow as ours.
using compressed_graph =
    boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, boost::no_property,
                                       boost::no_property, std::uint32_t, std::uint32_t>;

/// @brief The lines of a parent array, superior → subordinate, by row of the subordinate.
[[nodiscard]] inline std::vector<std::pair<row_index, row_index>> lines_of(
    const std::vector<row_index>& superiors) {
  std::vector<std::pair<row_index, row_index>> lines;
  lines.reserve(superiors.size());
  for (row_index row = 0; row < superiors.size(); ++row)
    if (superiors[row] != no_row) lines.emplace_back(superiors[row], row);
  return lines;
}

[[nodiscard]] inline adjacency_graph adjacency_of(const std::vector<row_index>& superiors) {
  const auto lines = lines_of(superiors);
  return adjacency_graph(lines.begin(), lines.end(), superiors.size());
}

[[nodiscard]] inline compressed_graph compressed_of(const std::vector<row_index>& superiors) {
  const auto lines = lines_of(superiors);
  return compressed_graph(boost::edges_are_unsorted_multi_pass, lines.begin(), lines.end(),
                          static_cast<row_index>(superiors.size()));
}

/// @brief Boost.Graph's breadth-first search from all roots at once.
template <class Graph, class Roots, class Visitor>
void search_breadth_first(const Graph& graph, const Roots& roots, Visitor visitor) {
  boost::queue<typename boost::graph_traits<Graph>::vertex_descriptor> open;
  boost::breadth_first_visit(
      graph, roots.begin(), roots.end(), open, visitor,
      boost::make_two_bit_color_map(num_vertices(graph), get(boost::vertex_index, graph)));
}

/// @brief Sets the layer of each vertex in a breadth-first search; the roots must have theirs.
class layer_visitor : public boost::default_bfs_visitor {
 public:
  explicit layer_visitor(std::vector<std::uint32_t>& layers) : layers_(&layers) {}
  template <class Edge, class Graph>
  void tree_edge(const Edge& e, const Graph& graph) {
    (*layers_)[target(e, graph)] = (*layers_)[source(e, graph)] + 1;
  }

 private:
  std::vector<std::uint32_t>* layers_;
};

/// @brief Notes the vertices in the order in which a search finds them.
class order_visitor : public boost::default_bfs_visitor {
 public:
  explicit order_visitor(std::vector<row_index>& order) : order_(&order) {}
  template <class Vertex, class Graph>
  void discover_vertex(Vertex v, const Graph&) {
    order_->push_back(static_cast<row_index>(v));
  }

 private:
  std::vector<row_index>* order_;
};

/// @brief The layer of every vertex by breadth-first search.
template <class Graph, class Roots>
[[nodiscard]] std::vector<std::uint32_t> searched_layers(const Graph& graph, const Roots& roots) {
  std::vector<std::uint32_t> layers(num_vertices(graph), 0);
  for (const auto root : roots) layers[root] = 1;
  search_breadth_first(graph, roots, layer_visitor(layers));
  return layers;
}

/// @brief All vertices, superiors before subordinates, by breadth-first search.
template <class Graph, class Roots>
[[nodiscard]] std::vector<row_index> searched_order(const Graph& graph, const Roots& roots) {
  std::vector<row_index> order;
  order.reserve(num_vertices(graph));
  search_breadth_first(graph, roots, order_visitor(order));
  return order;
}

}  // namespace pangkas::benchmarks
