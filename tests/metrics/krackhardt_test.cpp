// SPDX-License-Identifier: BSL-1.0
#include <pangkas/metrics/krackhardt.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/networks.hpp"

#include <pangkas/core/organisation_graph.hpp>

#include <algorithm>
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

/// The definitions as they are written, on tables of truth values.
struct by_definition {
  explicit by_definition(const sketch& s)
      : size(s.size), groups(weak_groups(s)), reach(closure(adjacency(s))) {
    std::set<std::pair<std::size_t, std::size_t>> pairs(s.lines.begin(), s.lines.end());
    for (const auto& line : pairs)
      if (line.first != line.second) lines.insert(line);
  }

  [[nodiscard]] std::optional<double> connectedness() const {
    if (size < 2) return std::nullopt;
    double linked = 0;
    for (const auto& g : groups) linked += pairs(g.size());
    return linked / pairs(size);
  }
  [[nodiscard]] std::optional<double> hierarchy() const {
    double one = 0;
    double both = 0;
    for (std::size_t i = 0; i < size; ++i)
      for (std::size_t j = 0; j < i; ++j) {
        if (reach[i][j] || reach[j][i]) ++one;
        if (reach[i][j] && reach[j][i]) ++both;
      }
    if (one == 0) return std::nullopt;
    return 1 - both / one;
  }
  [[nodiscard]] std::optional<double> efficiency_sna() const {
    double violations = static_cast<double>(lines.size());
    double most = 0;
    for (const auto& g : groups) {
      const double k = static_cast<double>(g.size());
      violations -= k - 1;
      most += k * (k - 1) - (k - 1);
    }
    if (most == 0) return std::nullopt;
    return 1 - violations / most;
  }
  [[nodiscard]] std::optional<double> efficiency_ucinet() const {
    double sum = 0;
    double weight = 0;
    for (const auto& g : groups) {
      const double k = static_cast<double>(g.size());
      if (k < 2) continue;
      sum += k * (edges(g) - (k - 1)) / ((k - 1) * (k - 1));
      weight += k;
    }
    if (weight == 0) return std::nullopt;
    return 1 - sum / weight;
  }
  [[nodiscard]] std::optional<double> efficiency_undirected() const {
    double violations = 0;
    double most = 0;
    for (const auto& g : groups) {
      const double k = static_cast<double>(g.size());
      violations += edges(g) - (k - 1);
      most += k * (k - 1) / 2 - (k - 1);
    }
    if (most == 0) return std::nullopt;
    return 1 - violations / most;
  }
  /// With `highest`, the bound must be above all others, as R package sna has it.
  [[nodiscard]] std::optional<double> lub(bool highest) const {
    double violations = 0;
    double most = 0;
    for (const auto& g : groups) {
      if (g.size() < 3) continue;
      most += pairs(g.size() - 1);
      for (const std::size_t i : g)
        for (const std::size_t j : g) {
          if (j >= i) continue;
          std::vector<std::size_t> bounds;
          for (const std::size_t k : g)
            if (reach[k][i] && reach[k][j]) bounds.push_back(k);
          const bool found = std::any_of(bounds.begin(), bounds.end(), [&](std::size_t k) {
            return std::all_of(bounds.begin(), bounds.end(),
                               [&](std::size_t l) { return highest ? reach[k][l] : reach[l][k]; });
          });
          if (!found) ++violations;
        }
    }
    if (most == 0) return std::nullopt;
    return 1 - violations / most;
  }

 private:
  static double pairs(std::size_t n) {
    return static_cast<double>(n) * (static_cast<double>(n) - 1) / 2;
  }
  [[nodiscard]] double edges(const std::vector<std::size_t>& group) const {
    double found = 0;
    for (const std::size_t i : group)
      for (const std::size_t j : group)
        if (j < i && (lines.count({i, j}) > 0 || lines.count({j, i}) > 0)) ++found;
    return found;
  }

  std::size_t size;
  std::vector<std::vector<std::size_t>> groups;
  truth_table reach;
  std::set<std::pair<std::size_t, std::size_t>> lines;
};

/// Whether all measures of a graph are those by definition.
template <class Graph>
bool agrees(const Graph& graph, const by_definition& expected) {
  return same_figure(krackhardt_connectedness(graph), expected.connectedness()) &&
         same_figure(krackhardt_hierarchy(graph), expected.hierarchy()) &&
         same_figure(krackhardt_efficiency_sna(graph), expected.efficiency_sna()) &&
         same_figure(krackhardt_efficiency_ucinet(graph), expected.efficiency_ucinet()) &&
         same_figure(krackhardt_efficiency_undirected(graph), expected.efficiency_undirected()) &&
         same_figure(krackhardt_lub_sna(graph), expected.lub(true)) &&
         same_figure(krackhardt_lub_least(graph), expected.lub(false));
}

}  // namespace

TEST_CASE("krackhardt gives the values of R package sna 2.7-1", "[metrics][krackhardt]") {
  struct row {
    std::string lines;
    double connectedness, hierarchy, efficiency, lub;
  };
  const std::vector<row> rows{
      {"1-2 1-3 2-4 2-5 3-6 3-7", 1, 1, 1, 1},
      {"1-2 1-3 2-4 2-5 3-6 3-7 3-5", 1, 1, 0.972222, 1},
      {"1-3 1-4 2-4 2-5", 1, 1, 1, 0.333333},
      {"1-2 2-3 3-4 4-1", 1, 0, 0.888889, 1},
      {"1-2 1-3 2-4 2-5 3-6 3-7 2-1", 1, 0.923077, 0.972222, 1},
      {"1-2 1-3 4-5 4-6", 0.4, 1, 1, 1},
      {"1-2 2-3 3-4 4-5", 1, 1, 1, 1},
      {"1-2 1-3 1-4 1-5", 1, 1, 1, 1},
  };
  for (const row& r : rows) {
    CAPTURE(r.lines);
    const own_list graph = list_of(sketch_of(r.lines));
    CHECK(same_figure(krackhardt_connectedness(graph), r.connectedness, 5e-7));
    CHECK(same_figure(krackhardt_hierarchy(graph), r.hierarchy, 5e-7));
    CHECK(same_figure(krackhardt_efficiency_sna(graph), r.efficiency, 5e-7));
    CHECK(same_figure(krackhardt_lub_sna(graph), r.lub, 5e-7));
  }
}

TEST_CASE("krackhardt gives the published values of the 21 managers", "[metrics][krackhardt]") {
  const auto data = krackhardts_managers();
  // R package sna 2.7-1 unless a variant is named.
  const own_list advice = list_of(data.advice);
  CHECK(*krackhardt_connectedness(advice) == 1);
  CHECK(*krackhardt_hierarchy(advice) == 0);
  CHECK(same_figure(krackhardt_efficiency_sna(advice), 0.575));
  CHECK(same_figure(krackhardt_efficiency_ucinet(advice), 0.6875));
  CHECK(same_figure(krackhardt_efficiency_undirected(advice), 0.3421052632));
  CHECK(*krackhardt_lub_sna(advice) == 1);

  const own_list friendship = list_of(data.friendship);
  CHECK(*krackhardt_connectedness(friendship) == 1);
  CHECK(same_figure(krackhardt_hierarchy(friendship), 0.1818181818));
  CHECK(same_figure(krackhardt_efficiency_sna(friendship), 0.795));
  CHECK(*krackhardt_lub_sna(friendship) == 1);

  for (const own_list& down : {list_of(turned(data.reports_to))}) {
    CHECK(*krackhardt_connectedness(down) == 1);
    CHECK(*krackhardt_hierarchy(down) == 1);
    CHECK(*krackhardt_efficiency_sna(down) == 1);
    CHECK(*krackhardt_lub_sna(down) == 1);
    CHECK(*krackhardt_lub_least(down) == 1);
  }
  const own_list wrong_way_round = list_of(data.reports_to);
  CHECK(same_figure(krackhardt_lub_sna(wrong_way_round), 0.0631578947));
  // By the definition of a least bound each of the 36 pairs of one line of command has one.
  CHECK(same_figure(krackhardt_lub_least(wrong_way_round), 1 - (210.0 - 36) / 190));
}

TEST_CASE("krackhardt's two least upper bounds tell different things", "[metrics][krackhardt]") {
  // Two tops over one position: no top is above the other, so sna finds no bound above all; the
  // position that both share has a lowest one with each.
  const own_list two_over_one = list_of(sketch_of("1-3 2-3"));
  CHECK(*krackhardt_lub_sna(two_over_one) == 0);
  CHECK(*krackhardt_lub_least(two_over_one) == 0);
  // A line that skips levels takes no bound away: of 2 and 4 the nearest superior in common is 2.
  const own_list skipping = list_of(sketch_of("1-2 2-3 3-4 1-4"));
  CHECK(*krackhardt_lub_sna(skipping) == 1);
  CHECK(*krackhardt_lub_least(skipping) == 1);
  // 3 and 4 share 1 and 2, of which neither is lower, and 5 above both.
  const own_list diamond = list_of(sketch_of("5-1 5-2 1-3 1-4 2-3 2-4"));
  CHECK(*krackhardt_lub_sna(diamond) == 1);
  CHECK(same_figure(krackhardt_lub_least(diamond), 1 - 1.0 / 6));
}

TEST_CASE("krackhardt agrees with the definitions on random digraphs", "[metrics][krackhardt]") {
  for (std::uint64_t seed = 0; seed < cases_to_try(20'000); ++seed) {
    CAPTURE(seed);
    const sketch s = random_sketch(seed);
    const by_definition expected(s);
    REQUIRE(agrees(list_of(s), expected));
    if (seed % 4 != 0) continue;
    REQUIRE(agrees(rows_of(s), expected));
    REQUIRE(agrees(archetype_of(s), expected));
  }
}

TEST_CASE("krackhardt agrees with the definitions beyond one word of bits",
          "[metrics][krackhardt]") {
  for (std::uint64_t seed = 0; seed < 6; ++seed) {
    CAPTURE(seed);
    dice roll(seed);
    // A tree with as many lines again, most of them downwards: tangled, and of more than 64 vertices.
    sketch s{66 + roll.below(70), {}};
    for (std::size_t i = 1; i < s.size; ++i) s.lines.emplace_back(roll.below(i), i);
    for (std::size_t i = 1; i < s.size; ++i) {
      const std::size_t other = roll.below(s.size);
      if (other == i) continue;
      if (other < i || roll.below(20) == 0)
        s.lines.emplace_back(other, i);
      else
        s.lines.emplace_back(i, other);
    }
    std::ranges::sort(s.lines);
    s.lines.erase(std::unique(s.lines.begin(), s.lines.end()), s.lines.end());
    REQUIRE(agrees(list_of(s), by_definition(s)));
  }
}

TEST_CASE("krackhardt counts all lines of an organisation", "[metrics][krackhardt]") {
  for (std::uint64_t seed = 0; seed < cases_to_try(2000); ++seed) {
    CAPTURE(seed);
    random_options options;
    options.most_positions = 10;
    const organisation org = make(random_description(seed, options));
    sketch s{org.size(), {}};
    for (auto [line, end] = edges(org); line != end; ++line)
      s.lines.emplace_back(line->superior, line->subordinate);
    REQUIRE(agrees(org, by_definition(s)));
  }
}

TEST_CASE("krackhardt is 1 four times for every tree, flat or deep", "[metrics][krackhardt]") {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    CAPTURE(seed);
    dice roll(seed);
    sketch tree{3 + roll.below(200), {}};
    const std::size_t reach = 1 + roll.below(30);
    for (std::size_t i = 1; i < tree.size; ++i)
      tree.lines.emplace_back(i - 1 - roll.below(std::min(i, reach)), i);
    const own_list graph = list_of(tree);
    CHECK(*krackhardt_connectedness(graph) == 1);
    CHECK(*krackhardt_hierarchy(graph) == 1);
    CHECK(*krackhardt_efficiency_sna(graph) == 1);
    CHECK(*krackhardt_efficiency_ucinet(graph) == 1);
    CHECK(*krackhardt_efficiency_undirected(graph) == 1);
    CHECK(*krackhardt_lub_sna(graph) == 1);
    CHECK(*krackhardt_lub_least(graph) == 1);
  }
}

TEST_CASE("krackhardt is absent with the reason where it is undefined", "[metrics][krackhardt]") {
  const own_list nobody;
  const own_list one(1);
  const own_list two(2);
  CHECK(krackhardt_connectedness(nobody).why_absent() == absence::no_pairs);
  CHECK(krackhardt_connectedness(one).why_absent() == absence::no_pairs);
  CHECK(*krackhardt_connectedness(two) == 0);
  CHECK(krackhardt_hierarchy(two).why_absent() == absence::no_linked_pairs);
  CHECK(krackhardt_efficiency_sna(two).why_absent() == absence::no_redundancy);
  CHECK(krackhardt_efficiency_ucinet(two).why_absent() == absence::no_redundancy);
  const own_list pair = list_of(sketch_of("1-2"));
  CHECK(*krackhardt_efficiency_sna(pair) == 1);
  CHECK(krackhardt_efficiency_undirected(pair).why_absent() == absence::no_redundancy);
  CHECK(krackhardt_lub_sna(pair).why_absent() == absence::small_components);
  CHECK(krackhardt_lub_least(pair).why_absent() == absence::small_components);
}

TEST_CASE("krackhardt stops at the limit, which trees do not touch", "[metrics][krackhardt]") {
  const own_list diamond = list_of(sketch_of("5-1 5-2 1-3 1-4 2-3 2-4"));
  CHECK(krackhardt_hierarchy(diamond, {.limit = 4}).why_absent() == absence::too_large);
  CHECK(krackhardt_lub_least(diamond, {.limit = 4}).why_absent() == absence::too_large);
  CHECK(krackhardt_lub_sna(list_of(sketch_of("1-3 2-3")), {.limit = 2}).why_absent() ==
        absence::too_large);
  sketch chain{100'000, {}};
  for (std::size_t i = 1; i < chain.size; ++i) chain.lines.emplace_back(i - 1, i);
  const own_list deep = list_of(chain);
  CHECK(*krackhardt_hierarchy(deep, {.limit = 0}) == 1);
  CHECK(*krackhardt_lub_least(deep, {.limit = 0}) == 1);
}
