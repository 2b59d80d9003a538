// SPDX-License-Identifier: BSL-1.0
#include <pangkas/views/subordinates.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/organisations.hpp"

#include <range/v3/range/conversion.hpp>

#include <algorithm>
#include <cstddef>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

TEST_CASE("subordinates lists the command subordinates in the given order",
          "[views][subordinates]") {
  const organisation org = make(shared_report().what);
  const auto of = [&](const char* code) {
    return subordinates(org, org.at(code)) | ranges::to<std::vector>();
  };
  CHECK(of("R") == std::vector<position_id>{org.at("M1"), org.at("M2")});
  CHECK(of("M1") == std::vector<position_id>{org.at("a"), org.at("b")});
  CHECK(of("M2") == std::vector<position_id>{org.at("c")});  // a is a functional report
  CHECK(of("a").empty());
}

TEST_CASE("subordinates agrees with counting by hand on random organisations",
          "[views][subordinates]") {
  for (std::uint64_t seed = 0; seed < cases_to_try(2000); ++seed) {
    CAPTURE(seed);
    const by_hand hand(random_description(seed));
    const organisation org = make(hand.what());
    for (std::size_t i = 0; i < hand.size(); ++i) {
      std::vector<std::size_t> expected = hand.subordinates(i);
      std::erase_if(expected, [&](std::size_t j) { return hand.on_cycle(j); });
      std::vector<std::size_t> found;
      for (position_id p : subordinates(org, org.position_at(static_cast<row_index>(i))))
        found.push_back(org.row(p));
      REQUIRE(found == expected);
    }
  }
}
