// SPDX-License-Identifier: BSL-1.0
#include <pangkas/metrics/trophic_levels.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/networks.hpp"

#include <pangkas/core/organisation_graph.hpp>
#include <pangkas/error.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

using matrix = std::vector<std::vector<double>>;

/// Gauss–Jordan with row exchanges; a column without a pivot gets 0.
std::vector<double> solved(matrix a, std::vector<double> b) {
  const std::size_t n = b.size();
  std::vector<double> x(n, 0);
  std::vector<std::size_t> pivot_of(n, n);
  std::size_t row = 0;
  for (std::size_t column = 0; column < n && row < n; ++column) {
    std::size_t best = row;
    for (std::size_t i = row; i < n; ++i)
      if (std::abs(a[i][column]) > std::abs(a[best][column])) best = i;
    if (std::abs(a[best][column]) < 1e-9) continue;
    std::swap(a[best], a[row]);
    std::swap(b[best], b[row]);
    for (std::size_t i = 0; i < n; ++i) {
      if (i == row) continue;
      const double factor = a[i][column] / a[row][column];
      for (std::size_t j = column; j < n; ++j) a[i][j] -= factor * a[row][j];
      b[i] -= factor * b[row];
    }
    pivot_of[column] = row++;
  }
  for (std::size_t column = 0; column < n; ++column)
    if (pivot_of[column] < n) x[column] = b[pivot_of[column]] / a[pivot_of[column]][column];
  return x;
}

struct weighted_sketch {
  sketch lines;
  std::vector<double> weights;
};

matrix weights_of(const weighted_sketch& s) {
  matrix w(s.lines.size, std::vector<double>(s.lines.size, 0));
  for (std::size_t i = 0; i < s.weights.size(); ++i)
    w[s.lines.lines[i].first][s.lines.lines[i].second] += s.weights[i];
  return w;
}

/// s = 1 + Σ w s / Σ w over the superiors, where each position is below one without superiors.
std::optional<std::vector<double>> levine_by_definition(const weighted_sketch& s) {
  const matrix w = weights_of(s);
  const std::size_t n = s.lines.size;
  const truth_table reach = closure(adjacency(s.lines));
  matrix a(n, std::vector<double>(n, 0));
  std::vector<bool> is_top(n);
  for (std::size_t i = 0; i < n; ++i) {
    double arriving = 0;
    for (std::size_t j = 0; j < n; ++j) arriving += w[j][i];
    is_top[i] = arriving == 0;
    a[i][i] += 1;
    for (std::size_t j = 0; j < n && arriving > 0; ++j) a[i][j] -= w[j][i] / arriving;
  }
  for (std::size_t i = 0; i < n; ++i) {
    bool reached = false;
    for (std::size_t j = 0; j < n; ++j) reached = reached || (is_top[j] && reach[j][i]);
    if (!reached) return std::nullopt;
  }
  return solved(a, std::vector<double>(n, 1));
}

/// √(Σ w x² / Σ w − 1), as Johnson et al. write it.
std::optional<double> q_by_definition(const weighted_sketch& s) {
  const auto level = levine_by_definition(s);
  if (!level || s.weights.empty()) return std::nullopt;
  double squares = 0;
  double total = 0;
  for (std::size_t i = 0; i < s.weights.size(); ++i) {
    const double x = (*level)[s.lines.lines[i].second] - (*level)[s.lines.lines[i].first];
    squares += s.weights[i] * x * x;
    total += s.weights[i];
  }
  return std::sqrt(std::max(0.0, squares / total - 1));
}

/// (diag(u) − W − Wᵀ) h = v with u = in + out and v = in − out.
std::vector<double> mackay_by_definition(const weighted_sketch& s) {
  const matrix w = weights_of(s);
  const std::size_t n = s.lines.size;
  matrix a(n, std::vector<double>(n, 0));
  std::vector<double> v(n, 0);
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < n; ++j) {
      a[i][i] += w[i][j] + w[j][i];
      a[i][j] -= w[i][j] + w[j][i];
      v[i] += w[j][i] - w[i][j];
    }
  std::vector<double> h = solved(a, v);
  for (const auto& group : weak_groups(s.lines)) {
    double lowest = h[group.front()];
    for (const std::size_t i : group) lowest = std::min(lowest, h[i]);
    for (const std::size_t i : group) h[i] -= lowest;
  }
  return h;
}
std::optional<double> f0_by_definition(const weighted_sketch& s) {
  if (s.weights.empty()) return std::nullopt;
  const std::vector<double> h = mackay_by_definition(s);
  double squares = 0;
  double total = 0;
  for (std::size_t i = 0; i < s.weights.size(); ++i) {
    const double x = h[s.lines.lines[i].second] - h[s.lines.lines[i].first] - 1;
    squares += s.weights[i] * x * x;
    total += s.weights[i];
  }
  return squares / total;
}

own_list list_of_weighted(const weighted_sketch& s) {
  own_list graph(s.lines.size);
  for (std::size_t i = 0; i < s.weights.size(); ++i)
    add_edge(s.lines.lines[i].first, s.lines.lines[i].second, own_line{s.weights[i]}, graph);
  return graph;
}

line_network weighted(const own_list& graph) {
  return network_of(graph, [&](const auto& line) { return graph[line].weight; });
}

bool near(const std::vector<double>& found, const std::vector<double>& expected) {
  return std::equal(found.begin(), found.end(), expected.begin(), expected.end(),
                    [](double a, double b) { return std::abs(a - b) <= 1e-8 * (1 + b); });
}

/// Whether all four of a graph are those by definition.
bool levels_agree(const line_network& graph, const weighted_sketch& s) {
  const auto levine = trophic_levels_levine(graph);
  const auto expected = levine_by_definition(s);
  if (levine.value().has_value() != expected.has_value()) return false;
  if (expected && !near(*levine, *expected)) return false;
  return same_figure(trophic_incoherence_q(graph), q_by_definition(s), 1e-6) &&
         near(*trophic_levels_mackay(graph), mackay_by_definition(s)) &&
         same_figure(trophic_incoherence_f0(graph), f0_by_definition(s), 1e-9);
}

}  // namespace

TEST_CASE("trophic incoherence gives the values of NetworkX 2.8.8 and of the definition of F0",
          "[metrics][trophic_levels]") {
  struct row {
    std::string lines;
    std::optional<double> q;
    double f0;
  };
  const std::vector<row> rows{{"1-2 1-3 2-4 2-5 3-6 3-7", 0, 0},
                              {"1-2 1-3 2-4 2-5 3-6 3-7 3-5", 0, 0},
                              {"1-2 1-3 2-4 2-5 3-6 3-7 1-5", 0.267261, 0.047619},
                              {"1-3 1-4 2-4 2-5", 0, 0},
                              {"1-2 2-3 3-4 4-1", std::nullopt, 1},
                              {"1-2 1-3 2-4 2-5 3-6 3-7 2-1", std::nullopt, 0.285714},
                              {"1-2 2-3 3-4 4-5", 0, 0},
                              {"1-2 1-3 1-4 1-5", 0, 0}};
  for (const row& r : rows) {
    CAPTURE(r.lines);
    const own_list graph = list_of(sketch_of(r.lines));
    CHECK(same_figure(trophic_incoherence_q(graph), r.q, 5e-7));
    CHECK(same_figure(trophic_incoherence_f0(graph), r.f0, 5e-7));
    if (!r.q) CHECK(trophic_incoherence_q(graph).why_absent() == absence::no_top);
  }
}

TEST_CASE("trophic levels are those of the food web of Levine 1980, Fig. 5",
          "[metrics][trophic_levels]") {
  // Values of NetworkX 2.8.8.
  const weighted_sketch web{sketch_of("1-2 1-3 1-4 2-3 2-5 4-3 4-5 5-4"),
                            {1.0, .2, .8, .2, .3, .6, .7, .2}};
  const own_list graph = list_of_weighted(web);
  const auto level = trophic_levels_levine(weighted(graph));
  const std::vector<double> expected{1, 2, 3.07906977, 2.46511628, 3.3255814};
  REQUIRE(level->size() == expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i)
    CHECK_THAT((*level)[position_id(i)], within(expected[i], 5e-9));
}

TEST_CASE("F0 gives the values of the 21 managers", "[metrics][trophic_levels]") {
  const auto data = krackhardts_managers();
  CHECK(same_figure(trophic_incoherence_f0(list_of(data.advice)), 0.660813728, 5e-10));
  CHECK(same_figure(trophic_incoherence_f0(list_of(data.friendship)), 0.6421380217, 5e-11));
  CHECK(*trophic_incoherence_f0(list_of(turned(data.reports_to))) == 0);
}

TEST_CASE("trophic levels agree with the definitions on random digraphs",
          "[metrics][trophic_levels]") {
  for (std::uint64_t seed = 0; seed < cases_to_try(20'000); ++seed) {
    CAPTURE(seed);
    weighted_sketch s{random_sketch(seed, 8), {}};
    s.weights.assign(s.lines.lines.size(), 1);
    REQUIRE(levels_agree(list_of(s.lines), s));
    if (seed % 4 == 0) {
      REQUIRE(levels_agree(rows_of(s.lines), s));
      REQUIRE(levels_agree(archetype_of(s.lines), s));
    }
    dice roll(seed);
    for (double& weight : s.weights) weight = 0.125 * static_cast<double>(1 + roll.below(40));
    const own_list graph = list_of_weighted(s);
    REQUIRE(levels_agree(weighted(graph), s));
  }
}

TEST_CASE("trophic levels of a forest are its layers, exactly", "[metrics][trophic_levels]") {
  for (std::uint64_t seed = 0; seed < cases_to_try(500); ++seed) {
    CAPTURE(seed);
    const by_hand hand(random_description(seed, random_options::forests()));
    description what = hand.what();
    what.lines.clear();
    const organisation org = make(what);
    const auto levine = trophic_levels_levine(org);
    const auto mackay = trophic_levels_mackay(org);
    for (std::size_t i = 0; i < hand.size(); ++i) {
      const double layer = static_cast<double>(*hand.layer(i));
      const position_id p = org.position_at(static_cast<row_index>(i));
      REQUIRE((*levine)[p] == layer);
      REQUIRE((*mackay)[p] == layer - 1);
    }
  }
}

TEST_CASE("trophic levels of a deep chain with a few lines more take no recursion and little time",
          "[metrics][trophic_levels]") {
  weighted_sketch s{{200'000, {}}, {}};
  for (std::size_t i = 1; i < s.lines.size; ++i) s.lines.lines.emplace_back(i - 1, i);
  own_list chain = list_of(s.lines);
  CHECK(*trophic_incoherence_f0(chain) == 0);
  CHECK(*trophic_incoherence_q(chain) == 0);
  // One line back over three: F0 is that of the cycle of four, three lines of jump 1 − h and one of
  // −3h − 1, at h = 0: 4 squares of 1 over all lines.
  add_edge(103, 100, own_line{}, chain);
  CHECK_THAT(*trophic_incoherence_f0(chain), within(4.0 / 200'000, 1e-15));
}

TEST_CASE("trophic measures are absent with the reason", "[metrics][trophic_levels]") {
  CHECK(trophic_levels_levine(own_list())->empty());
  CHECK(trophic_levels_mackay(own_list())->empty());
  CHECK(*trophic_levels_levine(own_list(2)) == std::vector<double>{1, 1});
  CHECK(trophic_incoherence_q(own_list(2)).why_absent() == absence::no_lines);
  CHECK(trophic_incoherence_f0(own_list(2)).why_absent() == absence::no_lines);
  const own_list alone = list_of({1, {{0, 0}}});
  CHECK(trophic_levels_levine(alone).why_absent() == absence::no_top);
  CHECK(*trophic_incoherence_f0(alone) == 1);
  const own_list web = list_of(sketch_of("1-2 2-3 3-2 3-4 4-2"));
  const level_options none{.most_steps = 0};
  CHECK(trophic_levels_levine(web, none).why_absent() == absence::not_converged);
}
