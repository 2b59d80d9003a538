// SPDX-License-Identifier: BSL-1.0
#include <pangkas/metrics/dominators.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/networks.hpp"

#include <pangkas/core/organisation_graph.hpp>

#include <boost/graph/dominator_tree.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

std::vector<bool> below_a_top(const sketch& s, std::size_t without) {
  std::vector<bool> reached(s.size, false);
  std::vector<std::size_t> open;
  for (std::size_t v = 0; v < s.size; ++v) {
    bool is_top = true;
    for (const auto& [from, to] : s.lines) is_top = is_top && (to != v || from == v);
    if (is_top && v != without) {
      reached[v] = true;
      open.push_back(v);
    }
  }
  while (!open.empty()) {
    const std::size_t v = open.back();
    open.pop_back();
    for (const auto& [from, to] : s.lines)
      if (from == v && to != without && !reached[to]) {
        reached[to] = true;
        open.push_back(to);
      }
  }
  return reached;
}

/// Takes each position out and looks who is cut off.
template <class Graph>
void check_by_removal(const Graph& graph, const sketch& s) {
  const dominator_tree tree = dominators(graph);
  const std::vector<bool> reached = below_a_top(s, s.size);
  REQUIRE(tree.reached == reached);
  std::vector<std::vector<bool>> only_way(s.size);  // only_way[d][v]
  for (std::size_t d = 0; d < s.size; ++d) {
    const std::vector<bool> left = below_a_top(s, d);
    std::uint32_t dependants = 0;
    for (std::size_t v = 0; v < s.size; ++v) {
      only_way[d].push_back(reached[d] && v != d && reached[v] && !left[v]);
      if (only_way[d][v]) ++dependants;
    }
    REQUIRE(tree.dependants[position_id(d)] == dependants);
  }
  for (std::size_t v = 0; v < s.size; ++v) {
    // The nearest one is dominated by all others.
    std::optional<position_id> nearest;
    for (std::size_t d = 0; d < s.size; ++d) {
      if (!only_way[d][v]) continue;
      if (!nearest || only_way[*nearest][d]) nearest = static_cast<position_id>(d);
    }
    REQUIRE(tree.immediate[position_id(v)] == nearest);
  }
}

}  // namespace

TEST_CASE("dominators are those whom a removal shows, on random digraphs",
          "[metrics][dominators]") {
  for (std::uint64_t seed = 0; seed < cases_to_try(20'000); ++seed) {
    CAPTURE(seed);
    const sketch s = random_sketch(seed);
    check_by_removal(list_of(s), s);
    if (seed % 4 != 0) continue;
    check_by_removal(rows_of(s), s);
    check_by_removal(archetype_of(s), s);
  }
}

TEST_CASE("dominators are those of Boost's Lengauer and Tarjan below one top",
          "[metrics][dominators]") {
  for (std::uint64_t seed = 0; seed < cases_to_try(2000); ++seed) {
    CAPTURE(seed);
    dice roll(seed);
    sketch s{2 + roll.below(60), {}};
    for (std::size_t i = 1; i < s.size; ++i)
      for (std::size_t times = 1 + roll.below(3); times > 0; --times)
        s.lines.emplace_back(roll.below(i), i);
    for (std::size_t i = 0; i < 5; ++i)
      s.lines.emplace_back(roll.below(s.size), 1 + roll.below(s.size - 1));
    const own_list graph = list_of(s);
    std::vector<std::size_t> expected(s.size, s.size);
    boost::lengauer_tarjan_dominator_tree(
        graph, 0,
        boost::make_iterator_property_map(expected.begin(), get(boost::vertex_index, graph)));
    const dominator_tree tree = dominators(graph);
    for (std::size_t v = 1; v < s.size; ++v)
      REQUIRE(tree.immediate[position_id(v)].value() == expected[v]);
  }
}

TEST_CASE("dominators of an organisation are its superiors until a second line opens a way",
          "[metrics][dominators]") {
  const organisation org = make(shared_report().what);
  const dominator_tree tree = dominators(org);
  CHECK_FALSE(tree.immediate[org.at("R")]);
  CHECK(tree.immediate[org.at("a")] == org.at("R"));  // by M1 or by M2
  CHECK(tree.immediate[org.at("b")] == org.at("M1"));
  CHECK(tree.dependants[org.at("R")] == 5);
  CHECK(tree.dependants[org.at("M1")] == 1);
  const organisation cycle = make(cycle_of_two().what);
  CHECK_FALSE(dominators(cycle).reached[cycle.at("A")]);
}

TEST_CASE("dominators of a deep chain with short cuts need no recursion", "[metrics][dominators]") {
  sketch s{300'000, {}};
  for (std::size_t i = 1; i < s.size; ++i) s.lines.emplace_back(i - 1, i);
  for (std::size_t i = 10; i < s.size; i += 10) s.lines.emplace_back(i - 10, i);
  const dominator_tree tree = dominators(list_of(s));
  CHECK(tree.immediate[position_id(15)] == position_id{14});
  CHECK(tree.immediate[position_id(20)] == position_id{10});
  CHECK(tree.dependants[position_id(0)] == s.size - 1);
}
