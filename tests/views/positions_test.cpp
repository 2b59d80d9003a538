// SPDX-License-Identifier: BSL-1.0
#include <pangkas/views/positions.hpp>

#include "support/catch.hpp"
#include "support/ids.hpp"
#include "support/organisations.hpp"

#include <range/v3/range/concepts.hpp>
#include <range/v3/range/conversion.hpp>
#include <range/v3/view/filter.hpp>

#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

TEST_CASE("positions lists every position, superiors first", "[views][positions]") {
  const organisation org = make(orphan_tree().what);
  CHECK((positions(org) | ranges::to<std::vector>()) == ids({0, 1, 2, 3, 4}));
  CHECK(positions(organisation()).empty());
  CHECK((positions(org.command()) | ranges::to<std::vector>()).size() == 5);
}

TEST_CASE("positions is a view that other views build on", "[views][positions]") {
  const organisation org = make(shared_report().what);
  static_assert(ranges::random_access_range<decltype(positions(org))>);
  static_assert(ranges::sized_range<decltype(positions(org))>);
  const auto managers =
      positions(org) |
      ranges::views::filter([&](position_id p) { return org.command().span(p) > 0; }) |
      ranges::to<std::vector>();
  CHECK(managers == std::vector<position_id>{org.at("R"), org.at("M1"), org.at("M2")});
}
