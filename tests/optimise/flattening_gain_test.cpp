// SPDX-License-Identifier: BSL-1.0
#include <pangkas/optimise/flattening_gain.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/organisations.hpp"
#include "support/small_agency.hpp"

#include <pangkas/decisions/default_matter.hpp>
#include <pangkas/error.hpp>
#include <pangkas/io/presets.hpp>
#include <pangkas/optimise/flattening_capacity.hpp>
#include <pangkas/optimise/optimal_flattening.hpp>
#include <pangkas/simplify/simplify.hpp>
#include <pangkas/study/before_after.hpp>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <numeric>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

TEST_CASE("default_traffic counts what passes through, not what is raised or decided",
          "[optimise][flattening_gain]") {
  const organisation org = small_agency();
  const std::vector<double> traffic = default_traffic(org.command());
  CHECK(traffic[org.at("head")] == 0);  // decides
  CHECK(traffic[org.at("deputy")] == 6);
  CHECK(traffic[org.at("a")] == 3);
  CHECK(traffic[org.at("b")] == 2);
  CHECK(traffic[org.at("a1")] == 0);  // raises
  // Nothing is decided where no root is.
  const command_forest orphans(std::vector<row_index>{no_row, 0, 1}, std::vector<row_index>{0});
  CHECK(default_traffic(orphans) == std::vector<double>{0, 0, 0});
}

TEST_CASE("default_traffic is the hand-offs between the originators and their roots",
          "[optimise][flattening_gain]") {
  // Each matter takes one hand-off more than the superiors that it passes through, but for those
  // that a root raises itself.
  for (std::uint64_t seed = 0; seed < cases_to_try(2000); ++seed) {
    CAPTURE(seed);
    const organisation org = make(random_description(seed));
    const std::vector<double> traffic = default_traffic(org.command());
    const double passed = std::accumulate(traffic.begin(), traffic.end(), 0.0);
    double expected = 0;
    for (position_id p{0}; p < org.command().placed(); ++p)
      if (org.command().span(p) == 0)
        expected +=
            std::max<double>(static_cast<double>(*path_lengths(org.command()).command(p)) - 1, 0);
    REQUIRE(passed == expected);
  }
}

TEST_CASE("flattening_gain counts hand-offs, cost, or both in millionths",
          "[optimise][flattening_gain]") {
  const organisation org = small_agency();
  const std::vector<double> traffic = default_traffic(org.command());
  const auto gain = [&](flattening_objective objective, double price = 0) {
    return flattening_gain(org, traffic, {objective, price});
  };
  const position_id deputy = org.at("deputy");
  CHECK(gain(flattening_objective::hand_offs)[deputy] == 6'000'000);
  CHECK(gain(flattening_objective::hand_offs, 2.5)[deputy] == 3'500'000);
  CHECK(gain(flattening_objective::hand_offs, 2.5)[org.at("b")] == -500'000);
  CHECK(gain(flattening_objective::cost)[deputy] == 60'000'000);
  CHECK(gain(flattening_objective::cost)[org.at("b")] == 0);  // its cost is not known
  // 6 of 11 hand-offs and 60 of 90 cost: 0.5454… + 0.6666….
  CHECK(gain(flattening_objective::mixed)[deputy] == 1'212'121'212'121);
  CHECK(gain(flattening_objective::mixed, 0.5)[deputy] == 1'212'121'212'121 - 500'000'000'000);
  for (const auto objective :
       {flattening_objective::hand_offs, flattening_objective::cost, flattening_objective::mixed}) {
    CHECK(gain(objective, 0.1)[org.at("head")] == 0);
    CHECK(gain(objective, 0.1)[org.at("a1")] == 0);
    CHECK(parse_flattening_objective(to_string(objective)) == objective);
  }
  // Where nothing passes, only cost counts; of the fewest posts each is one.
  const std::vector<double> nothing(org.size(), 0);
  CHECK(flattening_gain(org, nothing, {flattening_objective::mixed})[deputy] == 666'666'666'667);
  CHECK(flattening_gain(org, nothing, {flattening_objective::fewest})[deputy] ==
        -1'000'000'000'000);
  CHECK_THROWS_AS(flattening_gain(org, std::vector<double>{1}), structure_error);
  CHECK_THROWS_AS(gain(flattening_objective::hand_offs, 1e13), input_error);
  CHECK_THROWS_AS(gain(flattening_objective::hand_offs, std::numeric_limits<double>::quiet_NaN()),
                  input_error);
}

TEST_CASE("the gain of an optimum is what the decision paths lose", "[optimise][flattening_gain]") {
  // Against the measure of before and after, on the organisation that simplify() makes.
  const organisation org = small_agency();
  flattening_problem problem;
  const std::vector<double> traffic = default_traffic(org.command());
  problem.gain = flattening_gain(org, traffic);
  for (const std::size_t cap : {3U, 4U, 5U, 6U, 7U, 9U}) {
    CAPTURE(cap);
    problem.capacity = capacity_of_span(org.command(), cap);
    const flattening_solution solution = optimal_flattening(org, problem);
    if (solution.converted.empty()) continue;
    policy rules = preset_policy("delayer");
    rules.select[0].when = {};
    for (const position_id p : solution.converted)
      rules.select[0].when.codes.emplace_back(org.code(p));
    const simplification simplified = simplify(org, rules);
    CHECK(simplified.converted == solution.converted.size());
    // Hand-offs before: a1–a3 and b1, b2 take 3, c takes 2, d takes 1.
    CHECK(*compare(org, simplified.after).formal ==
          Approx(static_cast<double>(solution.gain) / 1e6 / 18.0));
    for (position_id p{0}; p < simplified.after.size(); ++p)
      CHECK(simplified.after.command().span(p) <= cap);
  }
}
