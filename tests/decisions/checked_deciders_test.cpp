// SPDX-License-Identifier: BSL-1.0
#include <pangkas/decisions/checked_deciders.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/naive_decisions.hpp"
#include "support/office.hpp"
#include "support/organisations.hpp"
#include "support/random_decision_cases.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

TEST_CASE("a check must stay between who raises a matter and who decides it",
          "[decisions][checked_deciders]") {
  decision_data data = office();
  CHECK(checked_deciders(make(data)).empty());  // no matter asks for two checks
  data.matters[1].checks = 1;
  CHECK(checked_deciders(make(data)).empty());

  // The budget of s1, H and L: M decides, to whom L reports itself. M decides its own.
  data.matters[1].checks = 2;
  organisation org = make(data);
  std::vector<position_id> expected(org.size(), no_position);
  expected[org.at("s1")] = expected[org.at("H")] = org.at("M");
  CHECK(checked_deciders(org) == expected);

  // Leave is decided by D, which is nearer to s1 and s2, but directly above nobody of them.
  data.matters[0].checks = 2;
  org = make(data);
  expected[org.at("s1")] = expected[org.at("s2")] = org.at("D");
  CHECK(checked_deciders(org) == expected);

  // On a day on which M alone may decide, D is no decider.
  data.authorities[0].until = "2021-06-30";
  org = make(data);
  expected[org.at("s1")] = org.at("M");
  expected[org.at("s2")] = no_position;
  CHECK(checked_deciders(org, {.on = "2021-07-01"}) == expected);
}

TEST_CASE("who decides from beside the line needs no post below it",
          "[decisions][checked_deciders]") {
  decision_data data = office();
  data.matters[0].checks = 2;
  data.authorities[0].position = "K";
  data.authorities[0].originators = parse_condition("s1");
  organisation org = make(data);
  CHECK(checked_deciders(org).empty());  // K for s1; nobody for s2
  data.authorities[0].position = "D";
  org = make(data);
  std::vector<position_id> expected(org.size(), no_position);
  expected[org.at("s1")] = org.at("D");
  CHECK(checked_deciders(org) == expected);
}

TEST_CASE("the deciders that are checked are those of the step-by-step walker",
          "[decisions][checked_deciders]") {
  std::size_t asked = 0;
  for (std::uint64_t seed = 0; seed < cases_to_try(20'000); ++seed) {
    random_decisions random(seed);
    const decision_data data = random.next();
    const decision_options options{.on = random.day()};
    const organisation org = make(data, small_scheme());
    const naive_decisions hand(data, org, options.on);
    std::vector<position_id> expected(org.size(), no_position);
    std::vector<std::size_t> fewest(org.size(), org.size());  // posts between
    for (std::size_t m = 0; m < data.matters.size(); ++m) {
      if (data.matters[m].checks < 2) continue;
      for (const std::size_t originator : hand.originators(m)) {
        const naive_path path = hand.path(m, originator);
        if (!path.decidable() || path.deciding_post() == originator) continue;
        std::size_t between = 0;
        std::size_t above = hand.row(data.positions[originator].reports_to);
        for (; above != path.deciding_post(); ++between)
          above = hand.row(data.positions[above].reports_to);
        const position_id p = hand.number(originator);
        if (between == 0 || between > fewest[p]) continue;
        fewest[p] = between;
        expected[p] = hand.number(above);
      }
    }
    const auto found = checked_deciders(org, options);
    if (std::ranges::count(expected, no_position) == std::ssize(expected)) expected.clear();
    if (!expected.empty()) ++asked;
    if (found != expected) {
      CAPTURE(seed);
      REQUIRE(found == expected);
    }
  }
  CHECK(asked > cases_to_try(1000));
}
