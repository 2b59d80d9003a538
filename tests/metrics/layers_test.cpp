// SPDX-License-Identifier: BSL-1.0
#include <pangkas/metrics/layers.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/organisations.hpp"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/compressed_sparse_row_graph.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

TEST_CASE("layers gives the values worked by hand", "[metrics][layers]") {
  for (const named_organisation& named : named_organisations()) {
    CAPTURE(named.name);
    const organisation org = make(named.what);
    const layer_summary summary = summarise_layers(org);
    CHECK(summary.layers == named.expected.per_layer.size());
    CHECK(summary.per_layer == named.expected.per_layer);
    CHECK(summary.mean_depth == named.expected.mean_depth);
    CHECK(layers(org.command()).size() == named.expected.placed);
  }
}

TEST_CASE("the layer of a root is 1, and of an orphan there is none", "[metrics][layers]") {
  const organisation org = make(orphan_tree().what);
  CHECK(layers(org.command()) == std::vector<std::uint32_t>{1, 2});
  CHECK(layers(org)[org.at("R")] == 1U);
  CHECK_FALSE(layers(org)[org.at("O")]);
}

TEST_CASE("layers agrees with climbing by hand on random organisations, ours and foreign",
          "[metrics][layers]") {
  using list = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS>;
  for (std::uint64_t seed = 0; seed < cases_to_try(5000); ++seed) {
    CAPTURE(seed);
    random_options options;
    if (seed % 2 == 0) options.orphans = 0;  // a foreign graph has none
    const by_hand hand(random_description(seed, options));
    const organisation org = make(hand.what());
    std::vector<std::optional<std::uint32_t>> expected(hand.size());
    std::vector<std::size_t> per_layer;
    std::size_t depths = 0;
    std::size_t placed = 0;
    for (std::size_t i = 0; i < hand.size(); ++i) {
      const auto layer = hand.layer(i);
      if (!layer) continue;
      expected[i] = static_cast<std::uint32_t>(*layer);
      if (per_layer.size() < *layer) per_layer.resize(*layer, 0);
      ++per_layer[*layer - 1];
      depths += *layer - 1;
      ++placed;
    }
    const auto of = layers(org);
    std::vector<std::optional<std::uint32_t>> found(hand.size());
    for (position_id p{0}; p < of.size(); ++p) found[org.row(p)] = of[p];
    REQUIRE(found == expected);
    const auto of_placed = layers(org.command());
    REQUIRE(of_placed.size() == placed);
    REQUIRE(std::equal(of_placed.begin(), of_placed.end(), of.begin()));

    const layer_summary summary = summarise_layers(org);
    REQUIRE(summary.per_layer == per_layer);
    if (placed > 0)
      REQUIRE(*summary.mean_depth ==
              Approx(static_cast<double>(depths) / static_cast<double>(placed)));
    else
      REQUIRE_FALSE(summary.mean_depth);
    REQUIRE(summarise_layers(org.command()) == summary);

    if (options.orphans > 0) continue;
    list foreign(hand.size());
    for (std::size_t i = 0; i < hand.size(); ++i)
      if (hand.superior(i)) add_edge(*hand.superior(i), i, foreign);
    REQUIRE(layers(foreign) == expected);
    REQUIRE(summarise_layers(foreign) == summary);
  }
}

TEST_CASE("layers takes compressed graphs and refuses two superiors", "[metrics][layers]") {
  const std::vector<std::pair<int, int>> lines{{2, 0}, {2, 1}};
  const boost::compressed_sparse_row_graph<boost::directedS> graph(boost::edges_are_unsorted,
                                                                   lines.begin(), lines.end(), 3);
  CHECK(layers(graph) == std::vector<std::optional<std::uint32_t>>{2, 2, 1});
  const std::vector<std::pair<int, int>> both{{2, 0}, {1, 0}};
  const boost::compressed_sparse_row_graph<boost::directedS> shared(boost::edges_are_unsorted,
                                                                    both.begin(), both.end(), 3);
  CHECK_THROWS_AS(layers(shared), structure_error);
  CHECK_THROWS_AS(summarise_layers(shared), structure_error);
}

TEST_CASE("layers walks a chain and a star of two hundred thousand positions",
          "[metrics][layers]") {
  constexpr std::uint32_t size = 200'000;
  std::vector<row_index> superiors(size, no_row);
  for (row_index row = 1; row < size; ++row) superiors[row] = row - 1;
  const command_forest chain(superiors);
  CHECK(layers(chain).back() == size);
  CHECK(summarise_layers(chain).mean_depth == (size - 1) / 2.0);
  std::fill(superiors.begin() + 1, superiors.end(), 0U);
  const command_forest star(superiors);
  CHECK(summarise_layers(star).per_layer == std::vector<std::size_t>{1, size - 1});
}
