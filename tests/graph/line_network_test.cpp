// SPDX-License-Identifier: BSL-1.0
#include <pangkas/graph/line_network.hpp>

#include "support/archetype.hpp"
#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/networks.hpp"

#include <pangkas/core/organisation_graph.hpp>
#include <pangkas/error.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <set>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

/// A graph that says how many vertices it has, and holds none.
namespace huge {
struct graph : archetype::graph {
  std::size_t count = 0;
};
inline std::size_t num_vertices(const graph& g) { return g.count; }
}  // namespace huge

namespace {

using line_list = std::vector<std::pair<std::size_t, std::size_t>>;

line_list lines_of(const line_network& network) {
  line_list lines;
  for (position_id p{0}; p < network.size(); ++p)
    for (const position_id below : network.below(p)) lines.emplace_back(p, below);
  return lines;
}

/// The same as algorithms of Boost.Graph find them.
line_list lines_through_interface(const line_network& network) {
  line_list lines;
  for (auto [p, last] = vertices(network); p != last; ++p)
    for (auto [line, end] = out_edges(*p, network); line != end; ++line)
      lines.emplace_back(*p, target(*line, network));
  return lines;
}

line_list sorted(line_list lines) {
  std::sort(lines.begin(), lines.end());
  return lines;
}

}  // namespace

TEST_CASE("a network holds the lines of a graph, and those turned, once, and both ways",
          "[graph][line_network]") {
  for (std::uint64_t seed = 0; seed < cases_to_try(2000); ++seed) {
    CAPTURE(seed);
    const sketch s = random_sketch(seed);
    const line_network network = list_of(s);
    REQUIRE(network.size() == s.size);
    REQUIRE(network.lines() == s.lines.size());
    REQUIRE_FALSE(network.weighted());
    REQUIRE(sorted(lines_of(network)) == sorted(s.lines));
    REQUIRE(lines_through_interface(network) == lines_of(network));
    REQUIRE(lines_of(reversed(network)) == sorted(turned(s).lines));

    std::set<std::pair<std::size_t, std::size_t>> once;
    std::set<std::pair<std::size_t, std::size_t>> both;
    for (const auto& [from, to] : s.lines) {
      if (from == to) continue;
      once.emplace(from, to);
      both.emplace(from, to);
      both.emplace(to, from);
    }
    REQUIRE(lines_of(simple(network)) == line_list(once.begin(), once.end()));
    REQUIRE(lines_of(undirected(network)) == line_list(both.begin(), both.end()));
  }
}

TEST_CASE("the lines of an organisation are those of all types", "[graph][line_network]") {
  description what{{post("a"), post("b", "a"), post("c", "a")}, {}, {}};
  what.lines = {{"b", "c", line_type::functional, {}, {}}};
  const organisation org = make(what);
  const line_network network = org;
  const line_list expected{{0, 1}, {0, 2}, {1, 2}};
  CHECK(lines_of(network) == expected);
  CHECK(lines_of(network_of(org)) == expected);
}

TEST_CASE("a line of weight 0 is none, and a weight that is no number is refused",
          "[graph][line_network]") {
  const own_list graph = list_of(sketch_of("1-2 1-3"));
  const line_network network =
      network_of(graph, [&](const auto& line) { return target(line, graph) == 1 ? 0.0 : 2.5; });
  CHECK(lines_of(network) == line_list{{0, 2}});
  CHECK(network.weighted());
  CHECK(network.weight(position_id{0}, 0) == 2.5);
  CHECK(network_of(network).weight(position_id{0}, 0) == 2.5);
  for (const double bad : {-1.0, std::numeric_limits<double>::quiet_NaN(), 1e301}) {
    CAPTURE(bad);
    const auto weight = [&](const auto&) { return bad; };
    CHECK_THROWS_AS(network_of(graph, weight), input_error);
    CHECK_THROWS_WITH(network_of(graph, weight), contains("from position 0 to position 1"));
  }
}

TEST_CASE("a network is a graph itself", "[graph][line_network]") {
  const line_network network = list_of(sketch_of("1-2 1-3 2-3"));
  CHECK(num_vertices(network) == 3);
  CHECK(out_degree(position_id{0}, network) == 2);
  CHECK(lines_of(network_of(network)) == lines_of(network));
  CHECK(line_network().size() == 0);
}

TEST_CASE("a graph of more vertices than are counted is refused before it is read",
          "[graph][line_network]") {
  huge::graph graph;
  graph.count = std::size_t{1} << 31U;
  CHECK_THROWS_AS(network_of(graph), structure_error);
  graph.count = 0;
  CHECK(network_of(graph).size() == 0);
}
