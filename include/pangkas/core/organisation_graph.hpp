// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief An organisation as a Boost.Graph graph: positions are vertices, lines are edges.
#pragma once

#include <pangkas/core/graph_line.hpp>
#include <pangkas/core/organisation.hpp>
#include <pangkas/core/position.hpp>
#include <pangkas/graph/command_forest.hpp>
#include <pangkas/graph/position_range.hpp>
#include <pangkas/graph/reporting_graph.hpp>

#include <boost/graph/adjacency_iterator.hpp>
#include <boost/graph/graph_traits.hpp>
#include <boost/graph/properties.hpp>
#include <boost/property_map/property_map.hpp>

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief What Boost.Graph may do with an organisation.
struct organisation_traversal : boost::vertex_list_graph_tag,
                                boost::adjacency_graph_tag,
                                boost::bidirectional_graph_tag,
                                boost::edge_list_graph_tag {};

}  // namespace pangkas

/// @brief An organisation models VertexListGraph, AdjacencyGraph, BidirectionalGraph and
/// EdgeListGraph.
template <>
struct boost::graph_traits<pangkas::organisation> {
  using vertex_descriptor = pangkas::position_id;
  using edge_descriptor = pangkas::graph_line;
  using directed_category = boost::bidirectional_tag;
  using edge_parallel_category = boost::allow_parallel_edge_tag;
  using traversal_category = pangkas::organisation_traversal;
  using vertex_iterator = pangkas::position_range::iterator;
  using edge_iterator = pangkas::graph_line_iterator;
  using out_edge_iterator = pangkas::downward_line_iterator;
  using in_edge_iterator = pangkas::upward_line_iterator;
  using adjacency_iterator =
      boost::adjacency_iterator_generator<pangkas::organisation, pangkas::position_id,
                                          pangkas::downward_line_iterator>::type;
  using vertices_size_type = std::size_t;
  using edges_size_type = std::size_t;
  using degree_size_type = std::size_t;
  static constexpr vertex_descriptor null_vertex() { return pangkas::no_position; }
};

/// @brief An organisation is a value that no algorithm changes: some of Boost ask for this one.
template <>
struct boost::graph_traits<const pangkas::organisation>
    : boost::graph_traits<pangkas::organisation> {};

/// @brief Positions are numbered from 0: their number is their index.
template <>
struct boost::property_map<pangkas::organisation, boost::vertex_index_t> {
  using type = pangkas::position_index_map;
  using const_type = type;
};

template <>
struct boost::property_map<const pangkas::organisation, boost::vertex_index_t>
    : boost::property_map<pangkas::organisation, boost::vertex_index_t> {};

/// @brief Boost copies vertices and edges with their properties; here the attributes are columns.
template <>
struct boost::vertex_property_type<pangkas::organisation> {
  using type = boost::no_property;
};
template <>
struct boost::edge_property_type<pangkas::organisation> {
  using type = boost::no_property;
};
template <>
struct boost::property_map<pangkas::organisation, boost::vertex_all_t> {
  using type = boost::static_property_map<boost::no_property, pangkas::position_id>;
  using const_type = type;
};
template <>
struct boost::property_map<pangkas::organisation, boost::edge_all_t> {
  using type = boost::static_property_map<boost::no_property, pangkas::graph_line>;
  using const_type = type;
};

namespace pangkas::inline v0_1 {

/// @brief The traits of an organisation are specialised above.
template <>
inline constexpr bool has_graph_traits<organisation> = true;

/// @name Boost.Graph interface
/// Iterators stay valid as long as the organisation or a copy of it. A report to itself is no
/// edge; the command lines of a longer cycle are.
/// @{

/// @brief Number of positions.
[[nodiscard]] inline std::size_t num_vertices(const organisation& org) { return org.size(); }
/// @brief All positions.
[[nodiscard]] inline auto vertices(const organisation& org) {
  const position_range all(position_id{0}, position_id(org.size()));
  return std::pair(all.begin(), all.end());
}

/// @brief Number of lines of all types.
/// @complexity O(C) for C cycles.
[[nodiscard]] inline std::size_t num_edges(const organisation& org) {
  // Without a superior in the forest: roots, tops of orphan trees, members of cycles.
  std::size_t tops = org.command().roots() + org.parts().unresolved.size();
  for (const std::vector<row_index>& cycle : org.command().cycles()) tops += cycle.size();
  return org.size() - tops + org.lines().size();
}
/// @brief All lines: those of the command forest by subordinate, then organisation::lines().
[[nodiscard]] inline std::pair<graph_line_iterator, graph_line_iterator> edges(
    const organisation& org) {
  const auto superiors = org.command().superiors();
  return {graph_line_iterator(superiors, org.lines(), 0),
          graph_line_iterator(superiors, org.lines(), superiors.size() + org.lines().size())};
}
/// @brief The upper end of a line.
[[nodiscard]] inline position_id source(const graph_line& l, const organisation&) {
  return l.superior;
}
/// @brief The lower end of a line.
[[nodiscard]] inline position_id target(const graph_line& l, const organisation&) {
  return l.subordinate;
}

/// @brief Number of lines that leave @p p downwards, of all types.
[[nodiscard]] inline std::size_t out_degree(position_id p, const organisation& org) {
  return org.command().span(p) + org.lines_from(p).size();
}
/// @brief The lines that leave @p p downwards: command, then the others.
[[nodiscard]] inline std::pair<downward_line_iterator, downward_line_iterator> out_edges(
    position_id p, const organisation& org) {
  return {downward_line_iterator(org, p, 0), downward_line_iterator(org, p, out_degree(p, org))};
}
/// @brief The lower ends of the lines that leave @p p downwards, in their order.
[[nodiscard]] inline auto adjacent_vertices(position_id p, const organisation& org) {
  using iterator = boost::graph_traits<organisation>::adjacency_iterator;
  const auto [first, last] = out_edges(p, org);
  return std::pair(iterator(first, &org), iterator(last, &org));
}
/// @brief Number of lines that arrive at @p p, of all types.
[[nodiscard]] inline std::size_t in_degree(position_id p, const organisation& org) {
  return (org.command().superior(p) ? 1U : 0U) + org.lines_to(p).size();
}
/// @brief The lines that arrive at @p p: command, then the others.
[[nodiscard]] inline std::pair<upward_line_iterator, upward_line_iterator> in_edges(
    position_id p, const organisation& org) {
  return {upward_line_iterator(org, p, 0), upward_line_iterator(org, p, in_degree(p, org))};
}
/// @brief Number of lines at @p p, of all types.
[[nodiscard]] inline std::size_t degree(position_id p, const organisation& org) {
  return in_degree(p, org) + out_degree(p, org);
}

/// @brief The index of a position is its number.
[[nodiscard]] inline auto get(boost::vertex_index_t, const organisation&) {
  return position_index_map();
}
/// @brief A position and a line have no property of Boost's.
[[nodiscard]] inline auto get(boost::vertex_all_t, const organisation&) {
  return boost::property_map<organisation, boost::vertex_all_t>::type(boost::no_property());
}
[[nodiscard]] inline auto get(boost::edge_all_t, const organisation&) {
  return boost::property_map<organisation, boost::edge_all_t>::type(boost::no_property());
}
/// @brief The index of a position is its number.
[[nodiscard]] inline position_id get(boost::vertex_index_t, const organisation&, position_id p) {
  return p;
}
/// @}

/// @brief The type of an edge.
[[nodiscard]] inline line_type type_of(const graph_line& l, const organisation& org) {
  return l.place == graph_line::forest_line ? line_type::command : org.lines()[l.place].type;
}

}  // namespace pangkas
