// SPDX-License-Identifier: BSL-1.0
#include "benchmarks/support/boost_graphs.hpp"
#include "benchmarks/support/contenders.hpp"
#include "benchmarks/support/simplified.hpp"

#include <pangkas/core/organisation_graph.hpp>
#include <pangkas/metrics/dominators.hpp>

#include <boost/graph/dominator_tree.hpp>

#include <cstddef>
#include <optional>
#include <vector>

namespace pangkas::benchmarks {
namespace {

using two_way_graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS>;

/// All lines, and a top above all tops.
two_way_graph with_one_top(const service& s) {
  const organisation& org = simplified_with_coordinators(s).after;
  two_way_graph graph(org.size() + 1);
  for (auto [line, end] = edges(org); line != end; ++line)
    add_edge(line->superior, line->subordinate, graph);
  for (position_id p{0}; p < org.size(); ++p)
    if (in_degree(p, org) == 0) add_edge(org.size(), p, graph);
  return graph;
}
prepared graph_of(with_one_top);

const auto trees =
    subject<std::vector<std::optional<position_id>>>("dominators", {row_order::natural}, 1'000'000)
        .contender("adjacency_list_lengauer_tarjan",
                   [](const service& s) {
                     const two_way_graph& graph = graph_of(s);
                     const std::size_t top = num_vertices(graph) - 1;
                     std::vector<std::size_t> immediate(top + 1, top);
                     boost::lengauer_tarjan_dominator_tree(
                         graph, top,
                         boost::make_iterator_property_map(immediate.begin(),
                                                           get(boost::vertex_index, graph)));
                     std::vector<std::optional<position_id>> found(top);
                     for (std::size_t p = 0; p < top; ++p)
                       if (immediate[p] != top) found[p] = static_cast<position_id>(immediate[p]);
                     return found;
                   })
        .contender("ours", [](const service& s) {
          return dominators(simplified_with_coordinators(s).after).immediate;
        });

}  // namespace
}  // namespace pangkas::benchmarks
