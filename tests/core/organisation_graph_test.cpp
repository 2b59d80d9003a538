// SPDX-License-Identifier: BSL-1.0
#include <pangkas/core/organisation_graph.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/organisations.hpp"

#include <boost/concept/assert.hpp>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/graph_concepts.hpp>
#include <boost/graph/strong_components.hpp>
#include <boost/graph/topological_sort.hpp>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <tuple>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

BOOST_CONCEPT_ASSERT((boost::VertexListGraphConcept<organisation>));
BOOST_CONCEPT_ASSERT((boost::BidirectionalGraphConcept<organisation>));
BOOST_CONCEPT_ASSERT((boost::EdgeListGraphConcept<organisation>));
BOOST_CONCEPT_ASSERT(
    (boost::ReadablePropertyGraphConcept<organisation, position_id, boost::vertex_index_t>));

namespace {

/// Edges in an order in which two lists of the same edges are equal.
std::vector<graph_line> sorted(std::vector<graph_line> edges) {
  std::ranges::sort(edges, [](const graph_line& a, const graph_line& b) {
    return std::tie(a.superior, a.subordinate, a.place) <
           std::tie(b.superior, b.subordinate, b.place);
  });
  return edges;
}

template <class Range>
std::vector<graph_line> listed(const Range& range) {
  return {range.first, range.second};
}

}  // namespace

TEST_CASE("the graph of an organisation has its lines of all types as edges", "[core][graph]") {
  const organisation org = make(shared_report().what);
  CHECK(num_vertices(org) == 6);
  CHECK(num_edges(org) == 6);  // five command lines and a functional one
  const position_id a = org.at("a");
  const position_id m1 = org.at("M1");
  const position_id m2 = org.at("M2");
  CHECK(in_degree(a, org) == 2);
  CHECK(out_degree(m2, org) == 2);
  CHECK(out_degree(a, org) == 0);
  CHECK(degree(m2, org) == 3);
  const auto up = listed(in_edges(a, org));
  REQUIRE(up.size() == 2);
  CHECK(source(up[0], org) == m1);
  CHECK(target(up[0], org) == a);
  CHECK(type_of(up[0], org) == line_type::command);
  CHECK(source(up[1], org) == m2);
  CHECK(type_of(up[1], org) == line_type::functional);
  CHECK(boost::graph_traits<organisation>::null_vertex() == no_position);
}

TEST_CASE("the index of a position is its number, however Boost.Graph asks for it",
          "[core][graph]") {
  const organisation org = make({{post("a"), post("b", "a")}, {}, {}});
  const auto index = get(boost::vertex_index, org);
  for (const position_id p : {position_id{0}, position_id{1}}) {
    CHECK(get(boost::vertex_index, org, p) == p);
    CHECK(index[p] == p);
    CHECK(get(index, p) == p);
  }
}

TEST_CASE("the lines of a cycle are edges, a report to itself is none", "[core][graph]") {
  const organisation cycle = make(cycle_of_three().what);
  CHECK(num_edges(cycle) == 3);
  for (const graph_line& edge : listed(edges(cycle)))
    CHECK(type_of(edge, cycle) == line_type::command);
  const organisation itself = make(self_report().what);
  CHECK(num_edges(itself) == 1);
  CHECK(num_edges(make(orphan_tree().what)) == 3);
  CHECK(num_edges(organisation()) == 0);
  CHECK(listed(edges(organisation())).empty());
}

TEST_CASE("edges, out_edges and in_edges agree on random organisations", "[core][graph]") {
  for (std::uint64_t seed = 0; seed < cases_to_try(3000); ++seed) {
    CAPTURE(seed);
    const by_hand hand(random_description(seed));
    const organisation org = make(hand.what());
    const std::vector<graph_line> all = listed(edges(org));
    std::size_t expected = hand.what().lines.size();
    for (std::size_t i = 0; i < hand.size(); ++i)
      if (hand.superior(i) && hand.superior(i) != i) ++expected;
    REQUIRE(all.size() == expected);
    REQUIRE(num_edges(org) == expected);
    std::vector<graph_line> down;
    std::vector<graph_line> up;
    bool degrees = true;
    for (auto [p, last] = vertices(org); p != last; ++p) {
      const auto below = listed(out_edges(*p, org));
      const auto above = listed(in_edges(*p, org));
      degrees =
          degrees && below.size() == out_degree(*p, org) && above.size() == in_degree(*p, org);
      down.insert(down.end(), below.begin(), below.end());
      up.insert(up.end(), above.begin(), above.end());
    }
    REQUIRE(degrees);
    REQUIRE(sorted(down) == sorted(all));
    REQUIRE(sorted(up) == sorted(all));
  }
}

TEST_CASE("boost::breadth_first_search from a root finds the layers", "[core][graph]") {
  random_options options;
  options.lines = 0;  // command lines only
  for (std::uint64_t seed = 0; seed < cases_to_try(1000); ++seed) {
    CAPTURE(seed);
    const organisation org = make(random_description(seed, options));
    std::vector<std::size_t> layer(org.size(), 0);
    for (position_id root{0}; root < org.command().roots(); ++root) {
      layer[root] = 1;
      boost::breadth_first_search(
          org, root,
          boost::visitor(boost::make_bfs_visitor(boost::record_distances(
              boost::make_iterator_property_map(layer.begin(), get(boost::vertex_index, org)),
              boost::on_tree_edge()))));
    }
    std::vector<std::size_t> expected(org.size(), 0);
    for (std::size_t number = 1; number <= org.command().layers(); ++number)
      for (position_id p : org.command().layer(number)) expected[p] = number;
    REQUIRE(layer == expected);
  }
}

TEST_CASE("boost::topological_sort orders superiors before subordinates, and refuses a cycle",
          "[core][graph]") {
  random_options options;
  options.lines = 0;
  std::size_t refused = 0;
  for (std::uint64_t seed = 0; seed < cases_to_try(1000); ++seed) {
    CAPTURE(seed);
    const organisation org = make(random_description(seed, options));
    const bool has_cycle = std::ranges::any_of(org.command().cycles(),
                                               [](const auto& cycle) { return cycle.size() > 1; });
    std::vector<position_id> order;
    try {
      boost::topological_sort(org, std::back_inserter(order));
      REQUIRE_FALSE(has_cycle);
    } catch (const boost::not_a_dag&) {
      REQUIRE(has_cycle);
      ++refused;
      continue;
    }
    std::vector<std::size_t> place(org.size());
    for (std::size_t i = 0; i < order.size(); ++i) place[order[i]] = i;
    bool in_order = order.size() == org.size();
    for (position_id p{0}; p < org.size(); ++p)
      if (const auto superior = org.command().superior(p))
        in_order = in_order && place[*superior] > place[p];  // the last sorted comes first
    REQUIRE(in_order);
  }
  CHECK(refused > 0);
}

TEST_CASE("boost::strong_components finds the cycles of command lines", "[core][graph]") {
  random_options options;
  options.lines = 0;
  for (std::uint64_t seed = 0; seed < cases_to_try(1000); ++seed) {
    CAPTURE(seed);
    const organisation org = make(random_description(seed, options));
    if (org.size() == 0) continue;
    std::vector<std::size_t> component(org.size());
    const std::size_t components = boost::strong_components(
        org, boost::make_iterator_property_map(component.begin(), get(boost::vertex_index, org)));
    std::size_t expected = org.size();
    for (const auto& cycle : org.command().cycles()) expected -= cycle.size() - 1;
    REQUIRE(components == expected);
  }
}
