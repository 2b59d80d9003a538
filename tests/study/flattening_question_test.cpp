// SPDX-License-Identifier: BSL-1.0
#include <pangkas/study/flattening_question.hpp>

#include "support/catch.hpp"
#include "support/small_agency.hpp"

#include <pangkas/core/organisation_graph.hpp>
#include <pangkas/optimise/optimal_flattening.hpp>
#include <pangkas/simplify/simplify.hpp>

#include <cmath>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

// head → deputy, d; deputy → a, b, c; a → a1, a2, a3; b → b1, b2. Without matters everyone below
// the head raises one a year, which climbs to the head.

TEST_CASE("a question counts what converting a post takes off", "[study][flattening_question]") {
  const organisation org = small_agency();
  const flattening_question question = ask(org, {});
  // What passes through: a handles the matters of a1, a2, a3; b of b1, b2; the deputy
  // of these and c.
  CHECK(question.traffic[org.at("a")] == 3);
  CHECK(question.traffic[org.at("b")] == 2);
  CHECK(question.traffic[org.at("deputy")] == 6);
  CHECK(question.traffic[org.at("head")] == 0);
}

TEST_CASE("a cap is kept by the answer, and the answer replays as a policy",
          "[study][flattening_question]") {
  const organisation org = small_agency();
  flattening_request asked;
  asked.span_cap = 5;
  const flattening_question question = ask(org, asked);
  const flattening_solution solution = optimal_flattening(org, question.problem);
  // Both sections gone would leave the deputy 6, the deputy and a gone the head 6: with at most 5
  // it is best to convert the deputy (the head then has it, a, b, c, d: 6 hand-offs), or a (5 below
  // the deputy, 3).
  REQUIRE(solution.converted == std::vector<position_id>{org.at("deputy")});
  CHECK(in_units(asked.objective, solution.gain) == 6);
  const simplification played = simplify(org, as_policy(org, question, asked, solution));
  CHECK(played.converted == 1);
  CHECK(played.after.command().superior(played.after.at("a")) == played.after.at("head"));
  CHECK(played.after.command().span(played.after.at("head")) == 5);
}

TEST_CASE("the figures of a point are visited in the order of files",
          "[study][flattening_question]") {
  frontier_point point;
  point.cap = 7;
  point.converted = 2;
  point.gain = 3'000'000;
  std::vector<std::pair<std::string, double>> found;
  visit_figures(point, flattening_objective::hand_offs, [&](const char* name, auto value) {
    found.emplace_back(name, static_cast<double>(value));
  });
  const std::vector<std::pair<std::string, double>> expected{
      {"span_cap", 7},  {"gain", 3},        {"hand_offs_saved", 0},
      {"converted", 2}, {"widest_span", 0}, {"layers", 0},
      {"unchecked", 0}, {"cost", 0},        {"infeasible", 0}};
  CHECK(found == expected);
}

TEST_CASE("what stands in the way of a tree is told in words", "[study][flattening_question]") {
  const organisation org = small_agency();
  const position_id head = org.at("head");
  CHECK(in_words(org, {head, flattening_limit::capacity, 5, 2}) ==
        "head must be kept and has at least 2 subordinates more than its cap of 5");
  CHECK(in_words(org, {head, flattening_limit::capacity, 5, 1, true}) ==
        "head must be kept and has at least 1 subordinate more than its cap of 5, once those under "
        "their floor below it are converted");
  CHECK(in_words(org, {head, flattening_limit::layers, 3, 1}) ==
        "it needs 1 layer of superiors more than the 3 allowed");
  CHECK(in_words(org, {head, flattening_limit::checks, 1, 1}) == "no check can stand below head");
  // Without a cap the title of the policy names none.
  const flattening_request asked;
  const flattening_question question = ask(org, asked);
  const policy rules = as_policy(org, question, asked, optimal_flattening(org, question.problem));
  CHECK(rules.title == "The posts whose conversion gains most");
}

TEST_CASE("a floor holds for what may be converted, or with fill for every superior",
          "[study][flattening_question]") {
  const organisation org = small_agency();
  flattening_request asked;
  asked.span_floor = 3;
  asked.price = 100;  // nothing gains
  const auto converted = [&] {
    const flattening_question question = ask(org, asked);
    return optimal_flattening(org, question.problem).converted;
  };
  // b has two reports; the head, a top, has two as well.
  CHECK(converted() == std::vector<position_id>{org.at("b")});
  // With the deputy gone the head has deputy, d, a, b, c; b goes, too, and with it b1 and b2.
  asked.fill = true;
  CHECK(converted() == std::vector<position_id>{org.at("deputy"), org.at("b")});
  const flattening_question question = ask(org, asked);
  const flattening_solution solution = optimal_flattening(org, question.problem);
  const policy rules = as_policy(org, question, asked, solution);
  CHECK(rules.title == "The posts whose conversion gains most at a span floor of 3");
  CHECK(rules.checks.span_low == 3);
  CHECK(in_words(org, {org.at("b"), flattening_limit::floor, 5, 3}) ==
        "b has at most 2 subordinates, its floor is 5, and it cannot be converted or its superiors "
        "could not bear it");
  // Ten positions can report to the head at most.
  asked.span_floor = 11;
  const flattening_solution none = optimal_flattening(org, ask(org, asked).problem);
  CHECK_THROWS_AS(refuse_unmet_floor(org, asked, none), structure_error);
  asked.span_cap = 10;
  CHECK_THROWS_AS(ask(org, asked), structure_error);
}

TEST_CASE("fewest converts as few posts as the limits allow, and of those the busiest",
          "[study][flattening_question]") {
  const organisation org = small_agency();
  flattening_request asked;
  asked.objective = flattening_objective::fewest;
  asked.max_layers = 2;
  const flattening_question question = ask(org, asked);
  // head, deputy, a or b are three superiors one below another: the deputy alone, or a and b.
  const flattening_solution solution = optimal_flattening(org, question.problem);
  CHECK(solution.converted == std::vector<position_id>{org.at("deputy")});
  CHECK(std::ceil(-in_units(asked.objective, solution.gain)) == 1);
}

TEST_CASE("a question about nothing is refused", "[study][flattening_question]") {
  flattening_request asked;
  asked.span_cap = 0;
  CHECK_THROWS_AS(ask(small_agency(), asked), structure_error);
}
