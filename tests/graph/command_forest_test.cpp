// SPDX-License-Identifier: BSL-1.0
#include <pangkas/error.hpp>
#include <pangkas/graph/command_forest.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/ids.hpp"
#include "support/organisations.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <ranges>
#include <span>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

constexpr row_index none = no_row;

std::vector<position_id> listed(const position_range& range) {
  return {range.begin(), range.end()};
}

}  // namespace

TEST_CASE("command_forest numbers positions layer by layer, each superior's in the given order",
          "[graph][command_forest]") {
  //        row: 0  1     2  3  4     5
  const std::vector<row_index> superiors{4, none, 1, 4, none, 2};
  const command_forest forest(superiors);
  CHECK(std::vector<row_index>(forest.rows().begin(), forest.rows().end()) ==
        std::vector<row_index>{1, 4, 2, 0, 3, 5});
  CHECK(forest.placed() == 6);
  CHECK(forest.roots() == 2);
  CHECK(forest.layers() == 3);
  CHECK(listed(forest.layer(1)) == ids({0, 1}));
  CHECK(listed(forest.layer(2)) == ids({2, 3, 4}));
  CHECK(listed(forest.layer(3)) == ids({5}));
  CHECK(forest.layer(0).empty());
  CHECK(forest.layer(4).empty());
  CHECK(listed(forest.subordinates(position_id{1})) == ids({3, 4}));
  CHECK(forest.superior(position_id{5}) == position_id{2});
  CHECK_FALSE(forest.superior(position_id{0}));
  CHECK(forest.position_at(5) == 5);
}

TEST_CASE("an empty command_forest has no layer and no root", "[graph][command_forest]") {
  for (const command_forest& forest : {command_forest(), command_forest(std::span<row_index>())}) {
    CHECK(forest.size() == 0);
    CHECK(forest.layers() == 0);
    CHECK(forest.roots() == 0);
    CHECK(forest.unrooted() == 0);
    CHECK(forest.layer(1).empty());
  }
}

TEST_CASE("command_forest puts orphans behind the placed and cycles last",
          "[graph][command_forest]") {
  //        row: 0     1  2     3  4  5  6  7
  const std::vector<row_index> superiors{none, 0, none, 2, 5, 4, 4, 7};
  const std::vector<row_index> orphaned{2};
  const command_forest forest(superiors, orphaned);
  CHECK(forest.placed() == 2);
  CHECK(forest.orphans() == 2);
  CHECK(forest.unrooted() == 4);
  CHECK(forest.placement_of(forest.position_at(1)) == placement::placed);
  CHECK(forest.placement_of(forest.position_at(2)) == placement::orphan);
  CHECK(forest.placement_of(forest.position_at(3)) == placement::orphan);
  CHECK(forest.placement_of(forest.position_at(6)) == placement::unrooted);
  CHECK(forest.cycles() == std::vector<std::vector<row_index>>{{4, 5}, {7}});
  // Members of a cycle have no superior in the forest, what hangs on them has.
  CHECK_FALSE(forest.superior(forest.position_at(4)));
  CHECK_FALSE(forest.superior(forest.position_at(5)));
  CHECK(forest.superior(forest.position_at(6)) == forest.position_at(4));
  CHECK(forest.span(forest.position_at(4)) == 1);
  CHECK(forest.span(forest.position_at(7)) == 0);
}

TEST_CASE("command_forest puts external positions between orphans and cycles",
          "[graph][command_forest]") {
  //        row: 0     1     2  3     4  5
  const std::vector<row_index> superiors{none, none, 0, none, 4, 3};
  const std::vector<row_index> orphaned{3};
  const std::vector<row_index> external{1};
  const command_forest forest(superiors, orphaned, external);
  CHECK(std::vector<row_index>(forest.rows().begin(), forest.rows().end()) ==
        std::vector<row_index>{0, 2, 3, 5, 1, 4});
  CHECK(forest.roots() == 1);
  CHECK(forest.placed() == 2);
  CHECK(forest.orphans() == 2);
  CHECK(forest.external() == 1);
  CHECK(forest.unrooted() == 1);
  for (const position_id p : listed({position_id{0}, position_id{6}}))
    CHECK(forest.is_external(p) == (forest.placement_of(p) == placement::external));
  CHECK(forest.placement_of(position_id{3}) == placement::orphan);
  CHECK(forest.placement_of(position_id{4}) == placement::external);
  CHECK(to_string(placement::external) == "external");
  CHECK(forest.placement_of(position_id{5}) == placement::unrooted);
  CHECK(forest.span(position_id{4}) == 0);
  CHECK_FALSE(forest.superior(position_id{4}));
}

TEST_CASE("command_forest lists a cycle from its lowest row, each followed by its superior",
          "[graph][command_forest]") {
  // Row 0 leads into the cycle 3 → 1 → 2 → 3 at its middle.
  const std::vector<row_index> superiors{2, 2, 3, 1};
  CHECK(command_forest(superiors).cycles() == std::vector<std::vector<row_index>>{{1, 2, 3}});
}

TEST_CASE("command_forest agrees with climbing by hand on random organisations",
          "[graph][command_forest]") {
  for (std::uint64_t seed = 0; seed < cases_to_try(5000); ++seed) {
    CAPTURE(seed);
    const by_hand hand(random_description(seed));
    const organisation org = make(hand.what());
    const command_forest& forest = org.command();
    REQUIRE(forest.size() == hand.size());
    std::size_t placed = 0;
    bool same = true;
    for (std::size_t i = 0; i < hand.size(); ++i) {
      const position_id p = forest.position_at(static_cast<row_index>(i));
      same = same && forest.row(p) == i && forest.placement_of(p) == hand.placement_of(i);
      const auto superior = hand.on_cycle(i) ? std::nullopt : hand.superior(i);
      same = same && forest.superior(p).has_value() == superior.has_value();
      if (superior) {
        same = same && forest.row(*forest.superior(p)) == *superior && *forest.superior(p) < p;
        const auto below = forest.subordinates(*forest.superior(p));
        same = same && std::ranges::find(below, p) != below.end();
      }
      if (const auto layer = hand.layer(i)) {
        ++placed;
        const auto of_layer = forest.layer(*layer);
        same = same && std::ranges::find(of_layer, p) != of_layer.end();
      }
    }
    REQUIRE(same);
    REQUIRE(forest.placed() == placed);
    REQUIRE(forest.placed() + forest.orphans() + forest.unrooted() == hand.size());
    // Superiors do not decrease inside a run, so the subordinates of each are one range.
    for (const auto& [begin, end] :
         {std::pair{0U, forest.placed()}, {forest.placed(), forest.placed() + forest.orphans()}}) {
      const auto run = forest.superiors().subspan(begin, end - begin);
      const auto first = std::ranges::find_if(run, [](position_id s) { return s != no_position; });
      REQUIRE(std::is_sorted(first, run.end()));
    }
  }
}

TEST_CASE("command_forest takes a chain and a star of two hundred thousand positions",
          "[graph][command_forest]") {
  constexpr std::uint32_t size = 200'000;
  std::vector<row_index> superiors(size);
  for (row_index row = 0; row < size; ++row) superiors[row] = row + 1 < size ? row + 1 : none;
  const command_forest chain(superiors);
  CHECK(chain.layers() == size);
  CHECK(chain.row(position_id{0}) == size - 1);

  std::ranges::fill(superiors, 7U);
  superiors[7] = none;
  const command_forest star(superiors);
  CHECK(star.layers() == 2);
  CHECK(star.span(position_id{0}) == size - 1);
}

TEST_CASE("command_forest finds a cycle of a million", "[graph][command_forest]") {
  constexpr std::uint32_t size = 1'000'000;
  std::vector<row_index> superiors(size + 1);
  for (row_index row = 0; row < size; ++row) superiors[row] = (row + 1) % size;
  superiors[size] = 3;
  const command_forest forest(superiors);
  REQUIRE(forest.cycles().size() == 1);
  CHECK(forest.cycles()[0].size() == size);
  CHECK(forest.unrooted() == size + 1);
  CHECK(forest.span(forest.position_at(3)) == 1);
}

TEST_CASE("command_forest finds a hundred thousand cycles of two", "[graph][command_forest]") {
  constexpr std::uint32_t size = 200'000;
  std::vector<row_index> superiors(size);
  for (row_index row = 0; row < size; ++row) superiors[row] = row ^ 1U;
  const command_forest forest(superiors);
  CHECK(forest.cycles().size() == size / 2);
  CHECK(forest.unrooted() == size);
  CHECK(forest.cycles()[7] == std::vector<row_index>{14, 15});
}

TEST_CASE("command_forest refuses more positions than 31 bits count", "[graph][command_forest]") {
  // Refused by the number alone: nothing is read.
  const row_index one = none;
  CHECK_THROWS_AS(command_forest(std::span<const row_index>(&one, 0x80000000U)), structure_error);
}
