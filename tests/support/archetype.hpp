// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief A graph with no more than reporting_graph asks for: a list of superiors, edges made on
/// the way. What compiles on it asks for nothing else.
#pragma once

#include <boost/graph/graph_traits.hpp>
#include <boost/graph/properties.hpp>

#include <cstddef>
#include <utility>
#include <vector>

namespace archetype {

struct vertex {
  std::size_t number;
};
struct edge {
  vertex to;
};
struct graph {
  using vertex_descriptor = vertex;
  using edge_descriptor = edge;
  using directed_category = boost::directed_tag;
  using edge_parallel_category = boost::allow_parallel_edge_tag;
  struct traversal_category : boost::vertex_list_graph_tag, boost::incidence_graph_tag {};
  using vertices_size_type = std::size_t;
  using edges_size_type = std::size_t;
  using degree_size_type = std::size_t;
  using vertex_iterator = const vertex*;
  using out_edge_iterator = const edge*;
  using edge_iterator = void;
  using in_edge_iterator = void;
  using adjacency_iterator = void;

  std::vector<vertex> all;
  std::vector<std::vector<edge>> below;
};
struct index_map {};

inline std::size_t num_vertices(const graph& g) { return g.all.size(); }
inline std::pair<const vertex*, const vertex*> vertices(const graph& g) {
  return {g.all.data(), g.all.data() + g.all.size()};
}
inline std::pair<const edge*, const edge*> out_edges(vertex v, const graph& g) {
  const auto& edges = g.below[v.number];
  return {edges.data(), edges.data() + edges.size()};
}
inline vertex target(edge e, const graph&) { return e.to; }
inline index_map get(boost::vertex_index_t, const graph&) { return {}; }
inline std::size_t get(index_map, vertex v) { return v.number; }

}  // namespace archetype
