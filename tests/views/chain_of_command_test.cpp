// SPDX-License-Identifier: BSL-1.0
#include <pangkas/views/chain_of_command.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/organisations.hpp"

#include <range/v3/range/concepts.hpp>
#include <range/v3/range/conversion.hpp>
#include <range/v3/range/primitives.hpp>
#include <range/v3/view/drop.hpp>

#include <algorithm>
#include <cstddef>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

static_assert(ranges::forward_range<chain_of_command_view>);
static_assert(ranges::common_range<chain_of_command_view>);
static_assert(ranges::view_<chain_of_command_view>);

TEST_CASE("chain_of_command lists the superiors, nearest first, without the position",
          "[views][chain_of_command]") {
  const organisation org = make(chain_of_four().what);
  auto superior = chain_of_command(org, org.at("d")).begin();
  CHECK(*++superior == org.at("b"));
  CHECK((chain_of_command(org, org.at("d")) | ranges::to<std::vector>()) ==
        std::vector<position_id>{org.at("c"), org.at("b"), org.at("a")});
  CHECK(chain_of_command(org, org.at("a")).empty());
  CHECK(*(chain_of_command(org, org.at("d")) | ranges::views::drop(1)).begin() == org.at("b"));
  const chain_of_command_view chain = chain_of_command(org, org.at("d"));
  CHECK(std::ranges::find(chain, org.at("a")) != chain.end());
  CHECK(std::find(chain.begin(), chain.end(), position_id{99}) == chain.end());
}

TEST_CASE("chain_of_command ends at a cycle, at an orphan's top and at a report to itself",
          "[views][chain_of_command]") {
  const organisation cycle = make(cycle_of_two().what);
  CHECK((chain_of_command(cycle, cycle.at("c")) | ranges::to<std::vector>()) ==
        std::vector<position_id>{cycle.at("A")});
  CHECK(chain_of_command(cycle, cycle.at("A")).empty());
  const organisation orphan = make(orphan_tree().what);
  CHECK((chain_of_command(orphan, orphan.at("o1")) | ranges::to<std::vector>()) ==
        std::vector<position_id>{orphan.at("O")});
  const organisation itself = make(self_report().what);
  CHECK(chain_of_command(itself, itself.at("S")).empty());
}

TEST_CASE("chain_of_command agrees with climbing by hand on random organisations",
          "[views][chain_of_command]") {
  for (std::uint64_t seed = 0; seed < cases_to_try(2000); ++seed) {
    CAPTURE(seed);
    const by_hand hand(random_description(seed));
    const organisation org = make(hand.what());
    for (std::size_t i = 0; i < hand.size(); ++i) {
      std::vector<std::size_t> expected;
      for (std::size_t at = i; !hand.on_cycle(at) && hand.superior(at);) {
        at = *hand.superior(at);
        expected.push_back(at);
      }
      std::vector<std::size_t> found;
      for (position_id p : chain_of_command(org, org.position_at(static_cast<row_index>(i))))
        found.push_back(org.row(p));
      REQUIRE(found == expected);
    }
  }
}

TEST_CASE("chain_of_command climbs two hundred thousand positions", "[views][chain_of_command]") {
  constexpr std::uint32_t size = 200'000;
  std::vector<row_index> superiors(size, no_row);
  for (row_index row = 1; row < size; ++row) superiors[row] = row - 1;
  const command_forest forest(superiors);
  CHECK(ranges::distance(chain_of_command(forest, position_id{size - 1})) == size - 1);
}
