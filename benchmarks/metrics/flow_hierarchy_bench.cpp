// SPDX-License-Identifier: BSL-1.0
#include "benchmarks/support/boost_graphs.hpp"
#include "benchmarks/support/contenders.hpp"

#include <pangkas/core/organisation_graph.hpp>
#include <pangkas/metrics/flow_hierarchy.hpp>

#include <boost/graph/strong_components.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace pangkas::benchmarks {
namespace {

template <class Graph>
double boosts_flow(const Graph& graph) {
  std::vector<std::uint32_t> component(num_vertices(graph));
  const auto index = get(boost::vertex_index, graph);
  boost::strong_components(graph, boost::make_iterator_property_map(component.begin(), index));
  std::size_t flow = 0;
  for (auto [v, last] = vertices(graph); v != last; ++v)
    for (auto [line, end] = out_edges(*v, graph); line != end; ++line)
      if (component[*v] != component[target(*line, graph)]) ++flow;
  return static_cast<double>(flow) / static_cast<double>(num_edges(graph));
}

const auto flows =
    subject<double>("flow_hierarchy", {row_order::natural}, 1'000'000)
        .contender("compressed_sparse_row_strong_components",
                   [](const service& s) { return boosts_flow(s.compressed_sparse_row()); })
        .contender("ours", [](const service& s) { return *flow_hierarchy(s.organisation()); })
        .contender("ours_on_compressed_sparse_row",
                   [](const service& s) { return *flow_hierarchy(s.compressed_sparse_row()); });

}  // namespace
}  // namespace pangkas::benchmarks
