// SPDX-License-Identifier: BSL-1.0
#include <pangkas/metrics/flow_hierarchy.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/networks.hpp"

#include <pangkas/core/organisation_graph.hpp>
#include <pangkas/error.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

/// A line is on a cycle when its upper end is reached from its lower end.
std::optional<double> flow_by_definition(const sketch& s, const std::vector<double>& weights) {
  const truth_table reach = closure(adjacency(s));
  double flow = 0;
  double all = 0;
  for (std::size_t i = 0; i < s.lines.size(); ++i) {
    all += weights[i];
    if (!reach[s.lines[i].second][s.lines[i].first]) flow += weights[i];
  }
  if (s.lines.empty()) return std::nullopt;
  return flow / all;
}

own_list weighted_list(const sketch& s, const std::vector<double>& weights) {
  own_list graph(s.size);
  for (std::size_t i = 0; i < s.lines.size(); ++i)
    add_edge(s.lines[i].first, s.lines[i].second, own_line{weights[i]}, graph);
  return graph;
}

}  // namespace

TEST_CASE("flow_hierarchy gives the values of NetworkX 2.8.8", "[metrics][flow_hierarchy]") {
  const std::vector<std::pair<std::string, double>> rows{{"1-2 1-3 2-4 2-5 3-6 3-7", 1},
                                                         {"1-2 1-3 2-4 2-5 3-6 3-7 3-5", 1},
                                                         {"1-2 1-3 2-4 2-5 3-6 3-7 1-5", 1},
                                                         {"1-3 1-4 2-4 2-5", 1},
                                                         {"1-2 2-3 3-4 4-1", 0},
                                                         {"1-2 1-3 2-4 2-5 3-6 3-7 2-1", 0.714286},
                                                         {"1-2 2-3 3-4 4-5", 1},
                                                         {"1-2 1-3 1-4 1-5", 1}};
  for (const auto& [lines, expected] : rows) {
    CAPTURE(lines);
    CHECK(same_figure(flow_hierarchy(list_of(sketch_of(lines))), expected, 5e-7));
  }
  const sketch six{5, {{0, 1}, {1, 2}, {2, 3}, {3, 1}, {3, 4}, {0, 4}}};
  const own_list graph = weighted_list(six, {.3, .1, .1, .1, .3, .3});
  CHECK(same_figure(flow_hierarchy(graph), 0.5));
  const auto weight = [&](const auto& line) { return graph[line].weight; };
  CHECK(same_figure(flow_hierarchy(network_of(graph, weight)), 0.75));
}

TEST_CASE("flow_hierarchy gives the value of the 21 managers", "[metrics][flow_hierarchy]") {
  const auto data = krackhardts_managers();
  CHECK(same_figure(flow_hierarchy(list_of(data.friendship)), 0.0882352941));
  CHECK(*flow_hierarchy(list_of(data.reports_to)) == 1);
}

TEST_CASE("flow_hierarchy agrees with the definition on random digraphs",
          "[metrics][flow_hierarchy]") {
  for (std::uint64_t seed = 0; seed < cases_to_try(20'000); ++seed) {
    CAPTURE(seed);
    const sketch s = random_sketch(seed);
    const std::vector<double> ones(s.lines.size(), 1);
    const std::optional<double> expected = flow_by_definition(s, ones);
    REQUIRE(same_figure(flow_hierarchy(list_of(s)), expected));
    if (seed % 4 == 0) {
      REQUIRE(same_figure(flow_hierarchy(rows_of(s)), expected));
      REQUIRE(same_figure(flow_hierarchy(archetype_of(s)), expected));
    }
    dice roll(seed);
    std::vector<double> weights;
    for (std::size_t i = 0; i < s.lines.size(); ++i)
      weights.push_back(0.125 * static_cast<double>(1 + roll.below(100)));
    const own_list graph = weighted_list(s, weights);
    const auto weight = [&](const auto& line) { return graph[line].weight; };
    REQUIRE(same_figure(flow_hierarchy(network_of(graph, weight)), flow_by_definition(s, weights)));
  }
}

TEST_CASE("flow_hierarchy of an organisation counts the lines of a cycle of command",
          "[metrics][flow_hierarchy]") {
  // R → x, B → A, A → B, A → c: two of four lines are on the cycle.
  CHECK(*flow_hierarchy(make(cycle_of_two().what)) == 0.5);
  CHECK(*flow_hierarchy(make(cycle_of_three().what)) == 0);
}

TEST_CASE("flow_hierarchy is absent without lines, and without lines of weight",
          "[metrics][flow_hierarchy]") {
  CHECK(flow_hierarchy(own_list()).why_absent() == absence::no_lines);
  CHECK(flow_hierarchy(own_list(2)).why_absent() == absence::no_lines);
  const own_list weightless = weighted_list(sketch_of("1-2 2-1"), {0, 0});
  const auto weight = [&](const auto& line) { return weightless[line].weight; };
  CHECK(flow_hierarchy(network_of(weightless, weight)).why_absent() == absence::no_lines);
  CHECK(*flow_hierarchy(list_of({1, {{0, 0}}})) == 0);
}

TEST_CASE("flow_hierarchy refuses a weight that is negative or no number, and names the line",
          "[metrics][flow_hierarchy]") {
  for (const double bad :
       {-1.0, std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()}) {
    CAPTURE(bad);
    const own_list graph = weighted_list(sketch_of("1-2 2-3"), {1, bad});
    const auto weight = [&](const auto& line) { return graph[line].weight; };
    CHECK_THROWS_AS(flow_hierarchy(network_of(graph, weight)), input_error);
    CHECK_THROWS_WITH(flow_hierarchy(network_of(graph, weight)),
                      contains("from position 1 to position 2 has a weight that is negative"));
  }
}
