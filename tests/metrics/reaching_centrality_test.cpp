// SPDX-License-Identifier: BSL-1.0
#include <pangkas/metrics/reaching_centrality.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/networks.hpp"

#include <pangkas/core/organisation_graph.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

std::vector<double> local_by_definition(const sketch& s) {
  std::vector<double> shares;
  for (const std::vector<bool>& row : closure(adjacency(s)))
    shares.push_back((static_cast<double>(std::count(row.begin(), row.end(), true)) - 1) /
                     (static_cast<double>(s.size) - 1));
  return shares;
}

std::optional<double> global_by_definition(const sketch& s) {
  if (s.size < 2) return std::nullopt;
  const std::vector<double> local = local_by_definition(s);
  const double largest = *std::max_element(local.begin(), local.end());
  double sum = 0;
  for (const double share : local) sum += largest - share;
  return sum / (static_cast<double>(s.size) - 1);
}

}  // namespace

TEST_CASE("global_reaching_centrality gives the values of NetworkX 2.8.8",
          "[metrics][reaching_centrality]") {
  const std::vector<std::pair<std::string, double>> rows{{"1-2 1-3 2-4 2-5 3-6 3-7", 0.888889},
                                                         {"1-2 1-3 2-4 2-5 3-6 3-7 3-5", 0.861111},
                                                         {"1-2 1-3 2-4 2-5 3-6 3-7 1-5", 0.888889},
                                                         {"1-3 1-4 2-4 2-5", 0.375},
                                                         {"1-2 2-3 3-4 4-1", 0},
                                                         {"1-2 1-3 2-4 2-5 3-6 3-7 2-1", 0.777778},
                                                         {"1-2 2-3 3-4 4-5", 0.625},
                                                         {"1-2 1-3 1-4 1-5", 1}};
  for (const auto& [lines, expected] : rows) {
    CAPTURE(lines);
    CHECK(same_figure(global_reaching_centrality(list_of(sketch_of(lines))), expected, 5e-7));
  }
}

TEST_CASE("global_reaching_centrality gives the value of the 21 managers",
          "[metrics][reaching_centrality]") {
  const auto data = krackhardts_managers();
  CHECK(same_figure(global_reaching_centrality(list_of(data.friendship)), 0.1));
}

TEST_CASE("reaching centralities agree with the definition on random digraphs",
          "[metrics][reaching_centrality]") {
  for (std::uint64_t seed = 0; seed < cases_to_try(20'000); ++seed) {
    CAPTURE(seed);
    const sketch s = random_sketch(seed);
    const own_list graph = list_of(s);
    REQUIRE(same_figure(global_reaching_centrality(graph), global_by_definition(s)));
    if (s.size < 2) continue;
    REQUIRE(*local_reaching_centrality(graph) == local_by_definition(s));
    if (seed % 4 != 0) continue;
    REQUIRE(same_figure(global_reaching_centrality(rows_of(s)), global_by_definition(s)));
    REQUIRE(same_figure(global_reaching_centrality(archetype_of(s)), global_by_definition(s)));
  }
}

TEST_CASE("global_reaching_centrality of a tree is that of its sum of depths",
          "[metrics][reaching_centrality]") {
  // (N − D / (N − 1)) / (N − 1)
  for (std::uint64_t seed = 0; seed < cases_to_try(1000); ++seed) {
    CAPTURE(seed);
    const by_hand hand(random_description(seed, random_options::trees()));
    if (hand.size() < 2) continue;
    description what = hand.what();
    what.lines.clear();
    const double n = static_cast<double>(hand.size());
    double depths = 0;
    for (std::size_t i = 0; i < hand.size(); ++i) depths += static_cast<double>(*hand.layer(i)) - 1;
    REQUIRE(same_figure(global_reaching_centrality(make(what)), (n - depths / (n - 1)) / (n - 1)));
  }
}

TEST_CASE("reaching centralities are absent with the reason", "[metrics][reaching_centrality]") {
  CHECK(global_reaching_centrality(own_list()).why_absent() == absence::no_pairs);
  CHECK(global_reaching_centrality(own_list(1)).why_absent() == absence::no_pairs);
  CHECK(local_reaching_centrality(own_list(1)).why_absent() == absence::no_pairs);
  CHECK(*global_reaching_centrality(own_list(2)) == 0);
  const own_list shared = list_of(sketch_of("1-3 2-3"));
  CHECK(global_reaching_centrality(shared, {.limit = 2}).why_absent() == absence::too_large);
  CHECK(local_reaching_centrality(shared, {.limit = 2}).why_absent() == absence::too_large);
}
