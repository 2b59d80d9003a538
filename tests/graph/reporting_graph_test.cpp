// SPDX-License-Identifier: BSL-1.0
#include <pangkas/graph/reporting_graph.hpp>

#include <pangkas/core/organisation_graph.hpp>
#include <pangkas/graph/line_network.hpp>

#include "support/archetype.hpp"
#include "support/catch.hpp"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/compressed_sparse_row_graph.hpp>

#include <string>
#include <vector>

using namespace pangkas;

namespace {

template <class Vertices, class Direction, class Property = boost::no_property>
using list = boost::adjacency_list<boost::vecS, Vertices, Direction, Property>;

}  // namespace

TEST_CASE("what is a reporting_graph and what is not", "[graph][reporting_graph]") {
  STATIC_REQUIRE(reporting_graph<organisation>);
  STATIC_REQUIRE(reporting_graph<line_network>);
  STATIC_REQUIRE(reporting_graph<archetype::graph>);
  STATIC_REQUIRE(reporting_graph<list<boost::vecS, boost::directedS>>);
  STATIC_REQUIRE(reporting_graph<list<boost::vecS, boost::bidirectionalS>>);
  STATIC_REQUIRE(reporting_graph<boost::compressed_sparse_row_graph<boost::directedS>>);
  // On lists vertices have no number, unless the graph gives them one.
  STATIC_REQUIRE_FALSE(reporting_graph<list<boost::listS, boost::directedS>>);
  STATIC_REQUIRE(reporting_graph<list<boost::listS, boost::directedS,
                                      boost::property<boost::vertex_index_t, std::size_t>>>);
  // A line has a direction.
  STATIC_REQUIRE_FALSE(reporting_graph<list<boost::vecS, boost::undirectedS>>);
  STATIC_REQUIRE_FALSE(reporting_graph<int>);
  STATIC_REQUIRE_FALSE(reporting_graph<std::vector<std::string>>);
}

TEST_CASE("a graph on lists is measured by the index that it gives", "[graph][reporting_graph]") {
  using graph =
      list<boost::listS, boost::directedS, boost::property<boost::vertex_index_t, std::size_t>>;
  graph g;
  const auto head = add_vertex(1, g);
  const auto clerk = add_vertex(0, g);
  add_edge(head, clerk, g);
  const line_network found(g);
  REQUIRE(found.size() == 2);
  CHECK(found.below(position_id{1}).size() == 1);
  CHECK(found.below(position_id{1})[0] == 0);
  CHECK(found.below(position_id{0}).empty());
}
