// SPDX-License-Identifier: BSL-1.0
// A dozen algorithms of Boost.Graph on an organisation, which they have never heard of.
#include <pangkas/core/organisation_graph.hpp>

#include "support/catch.hpp"
#include "support/organisations.hpp"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/bellman_ford_shortest_paths.hpp>
#include <boost/graph/betweenness_centrality.hpp>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/closeness_centrality.hpp>
#include <boost/graph/copy.hpp>
#include <boost/graph/dag_shortest_paths.hpp>
#include <boost/graph/degree_centrality.hpp>
#include <boost/graph/depth_first_search.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <boost/graph/dominator_tree.hpp>
#include <boost/graph/exterior_property.hpp>
#include <boost/graph/graph_utility.hpp>
#include <boost/graph/page_rank.hpp>
#include <boost/graph/reverse_graph.hpp>
#include <boost/graph/strong_components.hpp>
#include <boost/graph/topological_sort.hpp>
#include <boost/graph/transitive_closure.hpp>
#include <boost/graph/transpose_graph.hpp>

#include <algorithm>
#include <cstddef>
#include <functional>
#include <iterator>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

using plain = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS>;

// 0 head, 1 and 2 below it, 3 and 4 below 1, and a functional line 2 → 3: worked out by hand.
organisation sample() {
  description what;
  what.positions = {{.code = "head"},
                    {.code = "first", .reports_to = "head"},
                    {.code = "second", .reports_to = "head"},
                    {.code = "third", .reports_to = "first"},
                    {.code = "fourth", .reports_to = "first"}};
  what.lines = {{.superior = "second", .subordinate = "third"}};
  return make(what);
}

auto ones(const organisation&) { return boost::static_property_map<int, graph_line>(1); }

template <class T>
auto map_of(std::vector<T>& values) {
  return boost::make_iterator_property_map(values.begin(),
                                           boost::typed_identity_property_map<position_id>());
}

}  // namespace

TEST_CASE("searches of Boost go through an organisation", "[core][boost]") {
  const organisation org = sample();
  std::vector<int> distance(org.size(), 0);
  boost::breadth_first_search(org, position_id{0},
                              boost::visitor(boost::make_bfs_visitor(boost::record_distances(
                                  map_of(distance), boost::on_tree_edge()))));
  CHECK(distance == std::vector<int>{0, 1, 1, 2, 2});

  std::vector<position_id> parent(org.size(), no_position);
  boost::depth_first_search(org, boost::visitor(boost::make_dfs_visitor(boost::record_predecessors(
                                     map_of(parent), boost::on_tree_edge()))));
  const position_id root{0};
  const position_id first{1};
  CHECK(parent == std::vector<position_id>{no_position, root, root, first, first});

  std::vector<position_id> order;
  boost::topological_sort(org, std::back_inserter(order));
  REQUIRE(order.size() == org.size());
  CHECK(order.back() == 0);
}

TEST_CASE("shortest ways of Boost are those of an organisation", "[core][boost]") {
  const organisation org = sample();
  const std::vector<int> expected{0, 1, 1, 2, 2};
  std::vector<int> distance(org.size());
  boost::dijkstra_shortest_paths(org, position_id{0},
                                 boost::weight_map(ones(org)).distance_map(map_of(distance)));
  CHECK(distance == expected);
  boost::dag_shortest_paths(org, position_id{0},
                            boost::weight_map(ones(org)).distance_map(map_of(distance)));
  CHECK(distance == expected);
  std::vector<int> found(org.size(), 1000);
  found[0] = 0;
  CHECK(boost::bellman_ford_shortest_paths(
      org, static_cast<int>(org.size()), boost::weight_map(ones(org)).distance_map(map_of(found))));
  CHECK(found == expected);
}

TEST_CASE("centralities of Boost take an organisation", "[core][boost]") {
  const organisation org = sample();
  // Of the ways 0 → 3 half lead over 1 and half over 2; 0 → 4 leads over 1.
  std::vector<double> between(org.size());
  boost::brandes_betweenness_centrality(org, map_of(between));
  CHECK(between == std::vector<double>{0, 1.5, 0.5, 0, 0});

  std::vector<std::size_t> degrees(org.size());
  boost::all_degree_centralities(org, map_of(degrees), boost::measure_influence(org));
  CHECK(degrees == std::vector<std::size_t>{2, 2, 1, 0, 0});

  std::vector<double> rank(org.size());
  boost::graph::page_rank(org, map_of(rank));
  CHECK(*std::max_element(rank.begin(), rank.end()) == rank[3]);
}

TEST_CASE("what Boost makes of the structure of an organisation", "[core][boost]") {
  const organisation org = sample();
  std::vector<int> component(org.size());
  CHECK(boost::strong_components(org, map_of(component)) == 5);

  std::vector<position_id> dominator(org.size(), no_position);
  boost::lengauer_tarjan_dominator_tree(org, position_id{0}, map_of(dominator));
  const position_id root{0};
  CHECK(dominator == std::vector<position_id>{no_position, root, root, root, position_id{1}});

  plain copy;
  boost::copy_graph(org, copy);
  CHECK(num_vertices(copy) == 5);
  CHECK(num_edges(copy) == 5);
  CHECK(edge(2, 3, copy).second);

  plain turned;
  boost::transpose_graph(org, turned);
  CHECK(edge(3, 2, turned).second);
  CHECK_FALSE(edge(2, 3, turned).second);

  plain closure;
  boost::transitive_closure(org, closure);
  CHECK(num_edges(closure) == 7);  // the five lines, 0 → 3 and 0 → 4
  CHECK(edge(0, 4, closure).second);

  const auto upwards = boost::make_reverse_graph(org);
  std::vector<int> height(org.size(), 0);
  boost::breadth_first_search(upwards, position_id{3},
                              boost::visitor(boost::make_bfs_visitor(
                                  boost::record_distances(map_of(height), boost::on_tree_edge()))));
  CHECK(height == std::vector<int>{2, 1, 1, 0, 0});
}
