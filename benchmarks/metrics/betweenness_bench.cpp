// SPDX-License-Identifier: BSL-1.0
#include "benchmarks/support/boost_graphs.hpp"
#include "benchmarks/support/contenders.hpp"

#include <pangkas/core/organisation_graph.hpp>
#include <pangkas/metrics/betweenness.hpp>

#include <boost/graph/betweenness_centrality.hpp>

#include <cmath>
#include <vector>

namespace pangkas::benchmarks {
namespace {

template <class Graph>
std::vector<double> boosts_betweenness(const Graph& graph) {
  std::vector<double> between(num_vertices(graph), 0);
  boost::brandes_betweenness_centrality(
      graph, boost::make_iterator_property_map(between.begin(), get(boost::vertex_index, graph)));
  return between;
}

/// Each line in both directions.
compressed_graph both_directions(const service& s) {
  auto lines = lines_of(s.superiors());
  const std::size_t count = lines.size();
  for (std::size_t i = 0; i < count; ++i) lines.emplace_back(lines[i].second, lines[i].first);
  return compressed_graph(boost::edges_are_unsorted_multi_pass, lines.begin(), lines.end(),
                          static_cast<row_index>(s.superiors().size()));
}
prepared undirected_graph(both_directions);

/// Sums depend on their order in the last digits.
struct rounded_all {
  std::vector<double> operator()(const service&, std::vector<double> values) const {
    for (double& value : values) value = std::round(value * 1e3);
    return values;
  }
};

const auto down =
    subject<std::vector<double>>("betweenness_down", {row_order::natural}, 10'000)
        .contender(
            "compressed_sparse_row_brandes",
            [](const service& s) { return boosts_betweenness(s.compressed_sparse_row()); },
            rounded_all{})
        .contender(
            "ours_on_compressed_sparse_row",
            [](const service& s) { return betweenness(s.compressed_sparse_row()); }, rounded_all{});

const auto both =
    subject<std::vector<double>>("betweenness_both", {row_order::natural}, 1'000)
        .contender(
            "compressed_sparse_row_brandes",
            [](const service& s) { return boosts_betweenness(undirected_graph(s)); }, rounded_all{})
        .contender(
            "ours_on_compressed_sparse_row",
            [](const service& s) { return betweenness(s.compressed_sparse_row(), ways::both); },
            rounded_all{});

}  // namespace
}  // namespace pangkas::benchmarks
