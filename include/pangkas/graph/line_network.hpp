// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The lines of any graph in two arrays, by vertex index: what measures of all lines run on.
#pragma once

#include <pangkas/error.hpp>
#include <pangkas/graph/ids.hpp>
#include <pangkas/graph/position_range.hpp>
#include <pangkas/graph/reporting_graph.hpp>

#include <boost/graph/graph_traits.hpp>
#include <boost/property_map/property_map.hpp>

#include <concepts>
#include <cstddef>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1 {
class line_network;
}  // namespace pangkas

/// @brief What Boost.Graph's traits say of a network.
template <>
struct boost::graph_traits<pangkas::line_network> {
  using vertex_descriptor = pangkas::position_id;
  using edge_descriptor = pangkas::position_id;
  using directed_category = boost::directed_tag;
  using edge_parallel_category = boost::allow_parallel_edge_tag;
  using traversal_category = boost::vertex_list_graph_tag;  // an edge does not know where it begins
  using vertex_iterator = pangkas::position_range::iterator;
  using out_edge_iterator = const pangkas::position_id*;
  using edge_iterator = void;
  using in_edge_iterator = void;
  using adjacency_iterator = void;
  using vertices_size_type = std::size_t;
  using edges_size_type = std::size_t;
  using degree_size_type = std::size_t;
};

namespace pangkas::inline v0_1 {

/// @brief The traits of a network are specialised above.
template <>
inline constexpr bool has_graph_traits<line_network> = true;

/// @brief Whether a graph gives its lines by vertex index itself, as an organisation does.
template <class Graph>
concept holds_network = requires(const Graph& graph) {
  graph.network();
};

/// @brief What converts to a network: every reporting graph but a network itself.
template <class Graph>
concept becomes_network =
    !std::same_as<Graph, line_network> && (holds_network<Graph> || reporting_graph<Graph>);

/// @brief Lines superior → subordinate between the positions 0 … size() − 1; cycles, lines of a
/// position to itself and parallel lines are allowed. It is a reporting_graph too.
class line_network {
 public:
  line_network() = default;
  /// @param begin    For each position where its lines begin in @p ends, then the number of lines.
  /// @param ends     The lower ends.
  /// @param weights  One for each line; empty if all count 1.
  line_network(std::vector<std::size_t> begin, std::vector<position_id> ends,
               std::vector<double> weights = {})
      : begin_(std::move(begin)), ends_(std::move(ends)), weights_(std::move(weights)) {}

  /// @brief Any reporting graph is a network: measures take it as it is. Each line counts 1; with
  /// weights see network_of().
  /// @throws structure_error if there are more vertices than 31 bits count.
  /// @complexity O(V + E) time and memory.
  template <becomes_network Graph>
  line_network(const Graph& graph);

  /// @brief Number of positions.
  [[nodiscard]] std::size_t size() const noexcept { return begin_.size() - 1; }
  /// @brief Number of lines.
  [[nodiscard]] std::size_t lines() const noexcept { return ends_.size(); }
  /// @brief The lower ends of the lines of @p superior.
  [[nodiscard]] std::span<const position_id> below(position_id superior) const {
    return {ends_.data() + begin_[superior], begin_[superior + 1] - begin_[superior]};
  }
  /// @brief Whether the lines have weights of their own.
  [[nodiscard]] bool weighted() const noexcept { return !weights_.empty(); }
  /// @brief The weight of the line at @p i of below(@p superior).
  [[nodiscard]] double weight(position_id superior, std::size_t i) const {
    return weights_.empty() ? 1.0 : weights_[begin_[superior] + i];
  }

 private:
  std::vector<std::size_t> begin_{0};
  std::vector<position_id> ends_;
  std::vector<double> weights_;
};

/// @brief Default weight of a line: each counts 1.
struct every_line_counts_one {};

/// @brief The lines of a graph by vertex index.
///
/// @param graph      Any reporting graph; of an organisation, the lines of all types.
/// @param weight_of  Edge → weight, 0 or more; a line of weight 0 is none. Default: each counts 1.
/// @return           The network; a position is the index of its vertex.
/// @throws structure_error if there are more vertices than 31 bits count.
/// @throws input_error if a weight is negative or not finite; it names the line's ends.
/// @complexity       O(V + E) time and memory.
template <reporting_graph Graph, class WeightOf = every_line_counts_one>
[[nodiscard]] line_network network_of(const Graph& graph, WeightOf weight_of = {}) {
  constexpr bool is_weighted = !std::same_as<WeightOf, every_line_counts_one>;
  const auto size = static_cast<std::size_t>(num_vertices(graph));
  if (size > 0x7fffffffU) throw structure_error::too_many(size);
  const auto index = get(boost::vertex_index, graph);
  std::vector<std::size_t> begin(size + 1, 0);
  const auto each_line = [&](auto visit) {
    for (auto [vertex, last] = vertices(graph); vertex != last; ++vertex) {
      const auto superior = static_cast<position_id>(get(index, *vertex));
      for (auto [edge, end] = out_edges(*vertex, graph); edge != end; ++edge) {
        double weight = 1;
        if constexpr (is_weighted) weight = static_cast<double>(weight_of(*edge));
        visit(superior, static_cast<position_id>(get(index, target(*edge, graph))), weight);
      }
    }
  };
  each_line([&](position_id superior, position_id subordinate, double weight) {
    if (!(weight >= 0 && weight <= 1e300))
      throw input_error("the line from position " + std::to_string(superior) + " to position " +
                        std::to_string(subordinate) +
                        " has a weight that is negative or no number; give it one of 0 or more");
    if (weight > 0) ++begin[superior + 1];
  });
  for (std::size_t i = 0; i < size; ++i) begin[i + 1] += begin[i];
  std::vector<position_id> ends(begin.back());
  std::vector<double> weights(is_weighted ? begin.back() : 0);
  std::vector<std::size_t> next(begin.begin(), begin.end() - 1);
  each_line([&](position_id superior, position_id subordinate, double weight) {
    if (weight == 0) return;
    const std::size_t place = next[superior]++;
    ends[place] = subordinate;
    if constexpr (is_weighted) weights[place] = weight;
  });
  return {std::move(begin), std::move(ends), std::move(weights)};
}
/// @brief A network is its own, with the weights that it has.
[[nodiscard]] inline line_network network_of(const line_network& network,
                                             every_line_counts_one = {}) {
  return network;
}

template <becomes_network Graph>
line_network::line_network(const Graph& graph) {
  if constexpr (holds_network<Graph>)
    *this = graph.network();
  else
    *this = network_of(graph);
}

/// @brief The same lines the other way round: subordinate → superior. Those of a position are in
/// ascending order.
/// @complexity O(V + E) time and memory.
[[nodiscard]] line_network reversed(const line_network& network);

/// @brief The lines between two different positions, parallel ones once, without weights; those of
/// a position in ascending order. What a measure finds on it does not depend on the order of edges.
/// @complexity O(V + E) time and memory.
[[nodiscard]] line_network simple(const line_network& network);

/// @brief The lines between two different positions, both up and down, parallel ones once.
/// @complexity O(V + E) time and memory.
[[nodiscard]] line_network undirected(const line_network& network);

/// @name Boost.Graph interface of a network
/// A VertexListGraph, and an IncidenceGraph without source(): an edge is its lower end. Of
/// networks alone: what merely converts to one has an interface of its own.
/// @{
template <std::same_as<line_network> Network>
[[nodiscard]] std::size_t num_vertices(const Network& network) {
  return network.size();
}
template <std::same_as<line_network> Network>
[[nodiscard]] auto vertices(const Network& network) {
  const position_range all(position_id{0}, position_id(network.size()));
  return std::pair(all.begin(), all.end());
}
template <std::same_as<line_network> Network>
[[nodiscard]] std::pair<const position_id*, const position_id*> out_edges(position_id p,
                                                                          const Network& network) {
  const auto below = network.below(p);
  return {below.data(), below.data() + below.size()};
}
template <std::same_as<line_network> Network>
[[nodiscard]] std::size_t out_degree(position_id p, const Network& network) {
  return network.below(p).size();
}
template <std::same_as<line_network> Network>
[[nodiscard]] position_id target(position_id edge, const Network&) {
  return edge;
}
template <std::same_as<line_network> Network>
[[nodiscard]] auto get(boost::vertex_index_t, const Network&) {
  return position_index_map();
}
/// @}

}  // namespace pangkas
