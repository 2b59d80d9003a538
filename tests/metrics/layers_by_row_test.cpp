// SPDX-License-Identifier: BSL-1.0
#include <pangkas/metrics/layers_by_row.hpp>

#include "support/catch.hpp"

#include <pangkas/graph/command_forest.hpp>
#include <pangkas/metrics/layers.hpp>

#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

using namespace pangkas;

namespace {

/// Each row by itself: up to a root, or as many steps as there are rows.
std::vector<std::uint32_t> climbed(const std::vector<position_id>& superiors) {
  std::vector<std::uint32_t> result;
  for (row_index row = 0; row < superiors.size(); ++row) {
    std::uint32_t layer = 1;
    row_index at = row;
    while (superiors[at] != no_position && layer <= superiors.size()) {
      at = superiors[at];
      ++layer;
    }
    result.push_back(superiors[at] == no_position ? layer : 0);
  }
  return result;
}

/// Any array at all: cycles, rows that are their own superior, several roots.
std::vector<position_id> random_superiors(std::mt19937_64& random) {
  std::vector<position_id> superiors(1 + random() % 200);
  const std::size_t roots = 1 + random() % 20;
  const std::size_t reach = 1 + random() % superiors.size();  // few managers, or many
  for (position_id& superior : superiors)
    superior = random() % roots == 0 ? no_position : static_cast<position_id>(random() % reach);
  return superiors;
}

}  // namespace

TEST_CASE("the layers of rows are those of each row's own climb", "[metrics][layers]") {
  std::mt19937_64 random(8);
  for (int round = 0; round < 20'000; ++round) {
    CAPTURE(round);
    const std::vector<position_id> superiors = random_superiors(random);
    REQUIRE(layers_by_row(superiors) == climbed(superiors));
  }
}

TEST_CASE("the layers of rows are those of the command forest", "[metrics][layers]") {
  std::mt19937_64 random(9);
  for (int round = 0; round < 500; ++round) {
    CAPTURE(round);
    const std::vector<position_id> superiors = random_superiors(random);
    const command_forest forest(superiors);
    const std::vector<std::uint32_t> by_position = layers(forest);
    std::vector<std::uint32_t> expected(superiors.size(), 0);
    for (position_id p = 0; p < by_position.size(); ++p) expected[forest.row(p)] = by_position[p];
    REQUIRE(layers_by_row(superiors) == expected);
  }
}

TEST_CASE("layers of rows are counted beyond what a byte holds", "[metrics][layers]") {
  for (const std::size_t length : {254U, 255U, 256U, 257U, 300'000U}) {
    CAPTURE(length);
    std::vector<position_id> superiors(length, no_position);  // a chain, from the last row up
    for (row_index row = 1; row < length; ++row) superiors[row] = row - 1;
    superiors.push_back(static_cast<position_id>(length));  // its own superior
    const std::vector<std::uint32_t> found = layers_by_row(superiors);
    CHECK(found.front() == 1);
    CHECK(found[length - 1] == length);
    CHECK(found.back() == 0);
  }
}

TEST_CASE("the layers of no rows are none, and a superior that is no row is refused",
          "[metrics][layers]") {
  CHECK(layers_by_row({}).empty());
  const std::vector<position_id> superiors{no_position, 2};
  CHECK_THROWS_AS(layers_by_row(superiors), structure_error);
}
