// SPDX-License-Identifier: BSL-1.0
#include <pangkas/metrics/betweenness.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/networks.hpp"

#include <pangkas/core/organisation_graph.hpp>

#include <boost/graph/betweenness_centrality.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

/// Numbers of ways by length; then the definition, pair by pair.
std::vector<double> between_by_definition(const sketch& s, bool either) {
  truth_table a = adjacency(s);
  if (either) a = either_way(std::move(a));
  const std::size_t n = s.size;
  const distance_table d = distances(a);
  std::vector<std::vector<double>> number(n, std::vector<double>(n, 0));
  for (std::size_t i = 0; i < n; ++i) number[i][i] = 1;
  for (std::size_t length = 1; length < n; ++length)
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < n; ++j)
        if (d[i][j] == length)
          for (std::size_t k = 0; k < n; ++k)
            if (d[i][k] == length - 1 && a[k][j] && k != j) number[i][j] += number[i][k];
  std::vector<double> between(n, 0);
  for (std::size_t v = 0; v < n; ++v)
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < n; ++j)
        if (i != j && i != v && j != v && d[i][v] && d[v][j] && *d[i][v] + *d[v][j] == d[i][j])
          between[v] += number[i][v] * number[v][j] / number[i][j];
  return between;
}

bool nearly(const std::vector<double>& a, const std::vector<double>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](double x, double y) { return std::abs(x - y) < 1e-9 * (1 + y); });
}

/// Boost's own, on a graph without parallel lines.
std::vector<double> boosts(const sketch& s) {
  std::set<std::pair<std::size_t, std::size_t>> lines;
  for (const auto& line : s.lines)
    if (line.first != line.second) lines.insert(line);
  const boost::compressed_sparse_row_graph<boost::directedS> graph(
      boost::edges_are_sorted, lines.begin(), lines.end(), s.size);
  std::vector<double> between(s.size, 0);
  if (s.size > 0)
    boost::brandes_betweenness_centrality(
        graph, boost::make_iterator_property_map(between.begin(), get(boost::vertex_index, graph)));
  return between;
}

}  // namespace

TEST_CASE("betweenness agrees with the definition and with Boost on random digraphs",
          "[metrics][betweenness]") {
  for (std::uint64_t seed = 0; seed < cases_to_try(20'000); ++seed) {
    CAPTURE(seed);
    const sketch s = random_sketch(seed);
    const std::vector<double> expected = between_by_definition(s, false);
    REQUIRE(nearly(betweenness(list_of(s)), expected));
    REQUIRE(nearly(boosts(s), expected));
    REQUIRE(nearly(betweenness(list_of(s), ways::both), between_by_definition(s, true)));
    if (seed % 4 != 0) continue;
    REQUIRE(nearly(betweenness(rows_of(s)), expected));
    REQUIRE(nearly(betweenness(archetype_of(s)), expected));
  }
}

TEST_CASE("betweenness of a tree is depth times positions below", "[metrics][betweenness]") {
  for (std::uint64_t seed = 0; seed < cases_to_try(500); ++seed) {
    CAPTURE(seed);
    const by_hand hand(random_description(seed, random_options::forests()));
    description what = hand.what();
    what.lines.clear();
    const organisation org = make(what);
    const std::vector<double> found = betweenness(org);
    std::vector<double> below(hand.size(), 0);
    for (std::size_t i = 0; i < hand.size(); ++i)
      for (auto above = hand.superior(i); above; above = hand.superior(*above)) below[*above] += 1;
    for (std::size_t i = 0; i < hand.size(); ++i)
      REQUIRE(found[org.position_at(static_cast<row_index>(i))] ==
              below[i] * (static_cast<double>(*hand.layer(i)) - 1));
  }
}

TEST_CASE("betweenness of the lines of an organisation takes second lines for ways",
          "[metrics][betweenness]") {
  const organisation org = make(shared_report().what);
  const std::vector<double> found = betweenness(org);
  CHECK(found[org.at("M1")] == 1.5);  // R to b, and half of R to a
  CHECK(found[org.at("M2")] == 1.5);  // R to c, and half of R to a
  CHECK(found[org.at("R")] == 0);
}

TEST_CASE("betweenness of a sample of all is exact, and of nobody is empty",
          "[metrics][betweenness]") {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const own_list graph = list_of(random_sketch(seed));
    const sampled_betweenness all = betweenness_of_sample(graph, {.starts = 9, .seed = seed});
    REQUIRE(all.of == betweenness(graph));
    REQUIRE(all.error_bound == 0);
    REQUIRE(all.starts == num_vertices(graph));
  }
}

TEST_CASE("betweenness of a sample stays inside its bound, and is right on average",
          "[metrics][betweenness]") {
  dice roll(7);
  sketch s{40, {}};
  for (std::size_t i = 1; i < s.size; ++i) s.lines.emplace_back(roll.below(i), i);
  for (std::size_t i = 0; i < 20; ++i) s.lines.emplace_back(roll.below(40), roll.below(40));
  const own_list graph = list_of(s);
  const std::vector<double> exact = betweenness(graph, ways::both);
  std::vector<double> sums(s.size, 0);
  const std::size_t draws = 4000;
  std::size_t outside = 0;
  for (std::uint64_t seed = 0; seed < draws; ++seed) {
    const sampled_betweenness found =
        betweenness_of_sample(graph, {.starts = 20, .seed = seed, .which = ways::both});
    bool inside = true;
    for (std::size_t v = 0; v < s.size; ++v) {
      sums[v] += found.of[position_id(v)];
      inside = inside && std::abs(found.of[position_id(v)] - exact[v]) <= found.error_bound;
    }
    if (!inside) ++outside;
    REQUIRE(found.error_bound > 0);
  }
  CHECK(outside <= draws / 20);
  const double largest = *std::max_element(exact.begin(), exact.end());
  for (std::size_t v = 0; v < s.size; ++v)
    CHECK_THAT(sums[v] / static_cast<double>(draws), within(exact[v], 0.02 * largest));
}
