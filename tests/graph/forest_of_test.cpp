// SPDX-License-Identifier: BSL-1.0
#include <pangkas/core/organisation_graph.hpp>
#include <pangkas/graph/forest_of.hpp>
#include <pangkas/graph/reporting_graph.hpp>

#include "support/archetype.hpp"
#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/organisations.hpp"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/compressed_sparse_row_graph.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

using both_ways = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS>;
using downwards = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS>;
using sets = boost::adjacency_list<boost::setS, boost::vecS, boost::bidirectionalS>;
using no_direction = boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS>;
using own_index = boost::adjacency_list<boost::vecS, boost::listS, boost::directedS,
                                        boost::property<boost::vertex_index_t, std::size_t>>;
using compressed_rows = boost::compressed_sparse_row_graph<boost::directedS>;
using edge_list = std::vector<std::pair<std::size_t, std::size_t>>;

}  // namespace

static_assert(reporting_graph<organisation>);
static_assert(reporting_graph<both_ways>);
static_assert(reporting_graph<downwards>);
static_assert(reporting_graph<sets>);
static_assert(reporting_graph<own_index>);
static_assert(reporting_graph<compressed_rows>);
static_assert(reporting_graph<archetype::graph>);
static_assert(!reporting_graph<no_direction>, "which end would be the superior?");
static_assert(!reporting_graph<command_forest>, "it is no graph, and has overloads of its own");
static_assert(!reporting_graph<int>);
static_assert(!reporting_graph<std::vector<int>>);
static_assert(!reporting_graph<std::string>);

TEST_CASE("forest_of an organisation is its own command forest", "[graph][forest_of]") {
  const organisation org = make(shared_report().what);
  CHECK(&forest_of(org) == &org.command());
}

TEST_CASE("forest_of takes any graph with vertices and out-edges", "[graph][forest_of]") {
  //          0 → 3 → 1, 0 → 2
  const edge_list lines{{0, 3}, {3, 1}, {0, 2}};
  const auto check = [](const command_forest& forest) {
    CHECK(std::vector<row_index>(forest.rows().begin(), forest.rows().end()) ==
          std::vector<row_index>{0, 2, 3, 1});
    CHECK(forest.layers() == 3);
    CHECK(forest.superior(forest.position_at(1)) == forest.position_at(3));
  };
  check(forest_of(both_ways(lines.begin(), lines.end(), 4)));
  check(forest_of(downwards(lines.begin(), lines.end(), 4)));
  check(forest_of(compressed_rows(boost::edges_are_unsorted, lines.begin(), lines.end(), 4)));
  archetype::graph own{{{0}, {1}, {2}, {3}}, {{{{3}}, {{2}}}, {}, {}, {{{1}}}}};
  check(forest_of(own));

  own_index numbered;
  std::vector<own_index::vertex_descriptor> vertex;
  for (std::size_t i = 0; i < 4; ++i) {
    vertex.push_back(add_vertex(numbered));
    put(boost::vertex_index, numbered, vertex.back(), i);
  }
  for (const auto& [superior, subordinate] : lines)
    add_edge(vertex[superior], vertex[subordinate], numbered);
  check(forest_of(numbered));
}

TEST_CASE("forest_of an empty graph is an empty forest", "[graph][forest_of]") {
  CHECK(forest_of(both_ways()).size() == 0);
  CHECK(forest_of(compressed_rows()).size() == 0);
}

TEST_CASE("forest_of takes parallel edges for one line, and keeps cycles unrooted",
          "[graph][forest_of]") {
  const edge_list lines{{0, 1}, {0, 1}, {2, 2}, {3, 4}, {4, 3}};
  const command_forest forest = forest_of(both_ways(lines.begin(), lines.end(), 5));
  CHECK(forest.placed() == 2);
  CHECK(forest.span(position_id{0}) == 1);
  CHECK(forest.unrooted() == 3);
  CHECK(forest.cycles() == std::vector<std::vector<row_index>>{{2}, {3, 4}});
}

TEST_CASE("forest_of refuses a vertex with two superiors and names it", "[graph][forest_of]") {
  const edge_list lines{{0, 2}, {1, 2}};
  try {
    static_cast<void>(forest_of(both_ways(lines.begin(), lines.end(), 3)));
    FAIL("accepted");
  } catch (const structure_error& e) {
    CHECK(e.positions() == std::vector<std::size_t>{2});
    CHECK_THAT(e.what(), contains("position 2 has two command superiors"));
  }
  const edge_list itself{{0, 1}, {1, 1}};
  CHECK_THROWS_AS(forest_of(downwards(itself.begin(), itself.end(), 2)), structure_error);
}

TEST_CASE("forest_of a foreign copy of random organisations is their command forest",
          "[graph][forest_of]") {
  for (std::uint64_t seed = 0; seed < cases_to_try(1000); ++seed) {
    CAPTURE(seed);
    random_options options;
    options.orphans = 0;  // a graph cannot say that a superior is missing
    const by_hand hand(random_description(seed, options));
    const organisation org = make(hand.what());
    edge_list lines;
    for (std::size_t i = 0; i < hand.size(); ++i)
      if (hand.superior(i)) lines.emplace_back(*hand.superior(i), i);
    const both_ways list(lines.begin(), lines.end(), hand.size());
    const compressed_rows compressed(boost::edges_are_unsorted, lines.begin(), lines.end(),
                                     hand.size());
    for (const command_forest& forest : {forest_of(list), forest_of(compressed)}) {
      REQUIRE(std::ranges::equal(forest.rows(), org.command().rows()));
      REQUIRE(std::ranges::equal(forest.superiors(), org.command().superiors()));
      REQUIRE(forest.placed() == org.command().placed());
      REQUIRE(forest.cycles() == org.command().cycles());
    }
  }
}
