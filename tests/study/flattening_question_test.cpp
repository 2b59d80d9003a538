// SPDX-License-Identifier: BSL-1.0
#include <pangkas/study/flattening_question.hpp>

#include "support/catch.hpp"
#include "support/naive_decisions.hpp"
#include "support/small_agency.hpp"

#include <pangkas/core/organisation_builder.hpp>
#include <pangkas/core/organisation_graph.hpp>
#include <pangkas/error.hpp>
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

namespace {

/// head → A, F; A → a, b. What a and b buy is decided by the head: 30 minutes a step, 8.1 a year.
decision_data buyers() {
  decision_data data;
  for (const auto& [code, above] : std::vector<std::pair<std::string, std::string>>{
           {"head", ""}, {"A", "head"}, {"F", "head"}, {"a", "A"}, {"b", "A"}}) {
    position p;
    p.code = code;
    p.reports_to = above;
    data.positions.push_back(p);
  }
  matter buy;
  buy.code = "buy";
  buy.originators = parse_condition("a|b");
  buy.volume = 8.1;
  buy.work_minutes = 30;
  matter own = buy;
  own.code = "own";
  own.originators = parse_condition("head");
  matter other = buy;  // of which nobody says what it takes
  other.code = "other";
  other.work_minutes.reset();
  data.matters = {other, buy, own};
  for (const char* code : {"buy", "own", "other"}) {
    authority a;
    a.position = "head";
    a.matter = code;
    data.authorities.push_back(a);
  }
  return data;
}

using loads = std::vector<std::int32_t>;

}  // namespace

TEST_CASE("loads in minutes are what each passes on, in whole hours",
          "[study][flattening_question]") {
  flattening_request asked;
  asked.load = flattening_load::minutes;
  asked.span_cap = 600;
  asked.span_floor = 90;
  const auto loads_of = [&](const decision_data& data) {
    const organisation org = make(data);
    const flattening_question question = ask(org, asked);
    std::pair<loads, loads> found;
    for (const char* code : {"head", "A", "F", "a", "b"}) {
      found.first.push_back(question.problem.load_kept[org.at(code)]);
      found.second.push_back(question.problem.load_converted[org.at(code)]);
    }
    return found;
  };
  // 4.05 of half an hour for each of a and b, of which A passes on both and raises none.
  const std::pair<loads, loads> expected{{0, 5, 0, 3, 3}, {0, 0, 0, 3, 3}};
  decision_data data = buyers();
  CHECK(loads_of(data) == expected);
  const organisation org = make(data);
  const flattening_question question = ask(org, asked);
  CHECK(question.load_unit == 60);
  CHECK(question.problem.capacity[org.at("F")] == 10);
  CHECK(question.problem.floor[org.at("A")] == 2);  // an hour and a half
  const flattening_solution solution = optimal_flattening(org, question.problem);
  CHECK(
      as_policy(org, question, asked, solution).title ==
      "The posts whose conversion gains most at a span cap of 600 minutes a year and a floor of 90 "
      "minutes a year");
  // Who acts for the head decides for it.
  data.at("head").filled = 0;
  data.lines = {{"F", "head", line_type::acting, {}, {}, {}, {}}};
  CHECK(loads_of(data) == expected);
  // What goes to a post beside the line, or to nobody, is no load on it.
  const std::pair<loads, loads> nothing{{0, 0, 0, 0, 0}, {0, 0, 0, 0, 0}};
  data = buyers();
  data.authorities[0].position = "F";
  data.authorities[0].originators = parse_condition("all");
  CHECK(loads_of(data) == nothing);
  data.authorities.erase(data.authorities.begin());
  CHECK(loads_of(data) == nothing);
  data.matters.resize(1);
  CHECK_THROWS_WITH(
      loads_of(data),
      "loads in minutes need matters that say what a step takes; give work_minutes in "
      "the table of matters, or take positions or seats");
}

TEST_CASE("loads in seats are rounded up, and count for caps", "[study][flattening_question]") {
  decision_data data = buyers();
  data.matters.clear();
  data.authorities.clear();
  data.at("A").seats = 2.5;
  data.at("a").seats = 3;
  flattening_request asked;
  asked.load = flattening_load::seats;
  asked.span_cap = 3;
  const organisation org = make(data);
  const flattening_question question = ask(org, asked);
  const auto of = [&](const auto& values, const char* code) { return values[org.at(code)]; };
  CHECK(of(question.problem.load_kept, "A") == 3);
  CHECK(of(question.problem.load_converted, "a") == 3);
  CHECK(of(question.problem.load_kept, "b") == 1);
  // Wider ones stay as they are: the head bears A and F, A bears a and b.
  CHECK(of(question.problem.capacity, "head") == 4);
  CHECK(of(question.problem.capacity, "A") == 4);
  CHECK(of(question.problem.capacity, "F") == 3);
  asked.wide = wide_posts::narrow;
  CHECK(of(ask(org, asked).problem.capacity, "head") == 3);
  CHECK(as_policy(org, question, asked, {}).title ==
        "The posts whose conversion gains most at a span cap of 3 seats");
  CHECK_FALSE(as_policy(org, question, asked, {}).checks.span_high);  // which counts positions
  flattening_request in_positions = asked;
  in_positions.load = flattening_load::positions;
  CHECK(as_policy(org, ask(org, in_positions), in_positions, {}).checks.span_high == 3);
  CHECK_THROWS_WITH(
      frontier(org, question, 1, 3),
      "a frontier counts spans in positions; take loads of positions, or a single cap");
  CHECK_THROWS_AS(layer_frontier(org, question, 1, 3), structure_error);
  data.at("a").seats = 3e9;
  CHECK_THROWS_WITH(ask(make(data), asked),
                    "the load of position \"a\" is 3000000000, which is beyond 31 bits");
  for (const auto load :
       {flattening_load::positions, flattening_load::seats, flattening_load::minutes})
    CHECK(parse_flattening_load(to_string(load)) == load);
}

TEST_CASE("teams that are left are joined within the cap, but for posts to keep",
          "[study][flattening_question]") {
  const organisation org = small_agency();
  flattening_request asked;
  asked.span_cap = 6;
  asked.span_floor = 2;
  asked.merge = true;
  asked.price = 100;  // nothing gains
  const auto played = [&] {
    const flattening_question question = ask(org, asked);
    CHECK(question.problem.floor.empty());  // it is one of joined teams
    const policy rules = as_policy(org, question, asked, optimal_flattening(org, question.problem));
    CHECK(rules.select.at(0).rule.reason ==
          "The optimum converts no post; a layer that does not exist stands for none.");
    CHECK(rules.merge.at(0).span_low == 2);
    const organisation after = simplify(org, rules).after;
    return std::string(after.declared_superior(after.at("b")));
  };
  // a leads three, b two: 3 + 2 + 1.
  CHECK(played() == "a");
  asked.keep = {org.at("b")};
  for (const char* source : {"", "Act 3"}) {
    asked.keep_because = {"law", "A law names it.", source, {}};
    CHECK(played() == "deputy");
  }
}

TEST_CASE("layers are set against the span with costs as they are declared",
          "[study][flattening_question]") {
  const organisation org = small_agency();
  const flattening_question question = ask(org, {});
  // As small_agency() has them, by position: head, deputy, d, a, b, c and those below.
  std::vector<double> cost(org.size(), 10);
  for (const auto& [code, of] :
       {std::pair("head", 100.0), {"deputy", 60.0}, {"a", 30.0}, {"b", 0.0}})
    cost[org.at(code)] = of;
  const auto found = layer_frontier(org, question, 1, 3);
  const auto expected = layer_frontier(org.command(), question.problem, 1, 3,
                                       {wide_posts::keep, question.traffic, cost, {}});
  REQUIRE(found.size() == 3);
  for (std::size_t i = 0; i < 3; ++i) CHECK(found[i].at == expected[i].at);
  // One layer of superiors: all three posts go, and ten report to the head.
  CHECK(found[0].at.converted == 3);
  CHECK(found[0].at.cost == 90);
  CHECK(found[0].at.widest_span == 10);
}

TEST_CASE("why a post is kept is told in words", "[study][flattening_question]") {
  const organisation org = small_agency();
  flattening_problem problem;
  problem.protections = {{"law", "Act 3 names it.", {}, {}}};
  const position_id b = org.at("b");
  const position_id deputy = org.at("deputy");
  const std::pair<kept_post, const char*> rows[] = {
      {{b, kept_as_top{}}, "nothing is above it"},
      {{b, kept_by_rule{0}}, "protected by law: Act 3 names it."},
      {{b, kept_without_gain{}}, "converting it gains nothing"},
      {{b, kept_for_capacity{deputy, 2}}, "deputy would have 2 subordinates too many"},
      {{b, kept_for_checks{org.at("b1")}}, "the only check on what b1 raises"},
      {{b, kept_for_floor{deputy, 1}}, "deputy would have 1 subordinate too few"},
      {{b, kept_infeasible{}}, "its tree has no solution and is left as it is"}};
  for (const auto& [post, words] : rows) CHECK(in_words(org, problem, post) == words);
}

TEST_CASE("what cannot be asked is refused in a sentence", "[study][flattening_question]") {
  const auto refused = [](auto change, const organisation& org = small_agency()) -> std::string {
    flattening_request asked;
    change(asked);
    try {
      (void)ask(org, asked);
    } catch (const error& e) {
      return e.what();
    }
    return {};
  };
  CHECK_FALSE(refused([](flattening_request& r) { r.span_cap = 0; }).empty());
  CHECK(refused(
            [](flattening_request& r) {
              r.span_cap = 30;
              r.load = flattening_load::minutes;
            },
            make(buyers())) ==
        "a cap of 30 minutes a year was asked for; loads are counted in whole hours, so give 60 or "
        "more");
  CHECK(refused(
            [](flattening_request& r) {
              r.span_cap = 60;
              r.load = flattening_load::minutes;
            },
            make(buyers()))
            .empty());
  CHECK(refused([](flattening_request& r) {
          r.span_cap = 5;
          r.span_floor = 6;
        }) == "a span floor of 6 is above the span cap of 5; no superior can keep to both");
  CHECK(refused([](flattening_request& r) { r.span_cap = r.span_floor = 5; }).empty());
  CHECK(refused([](flattening_request& r) { r.span_floor = 2147483648; }) ==
        "a span floor of 2147483648 was asked for; give at most 2147483647");
  CHECK(refused([](flattening_request& r) { r.span_floor = 2147483647; }).empty());
  for (const bool seats : {true, false})
    CHECK(refused([&](flattening_request& r) {
            r.merge = true;
            if (seats) r.span_cap = 5;
            if (seats) r.load = flattening_load::seats;
          }) ==
          "teams are joined up to a span cap in positions; give one, with loads of positions");
}

TEST_CASE("a floor that no tree can meet is told with the first that misses it",
          "[study][flattening_question]") {
  // R1 has more reports than its cap, R2 fewer than its floor; S leads nobody.
  organisation_builder builder;
  for (const auto& [code, above] : std::vector<std::pair<std::string, std::string>>{{"S", ""},
                                                                                    {"R1", ""},
                                                                                    {"R2", ""},
                                                                                    {"a", "R1"},
                                                                                    {"b", "R1"},
                                                                                    {"c", "R1"},
                                                                                    {"d", "R1"},
                                                                                    {"e", "R2"}}) {
    position p;
    p.code = code;
    p.reports_to = above;
    builder.add(p);
  }
  const organisation org = std::move(builder).build().organisation;
  flattening_request asked;
  asked.span_cap = 3;
  asked.span_floor = 2;
  asked.fill = true;
  asked.wide = wide_posts::narrow;
  const auto unmet = [&] {
    const flattening_solution found = optimal_flattening(org, ask(org, asked).problem);
    refuse_unmet_floor(org, asked, found);
    return found.trees.size();
  };
  CHECK_THROWS_WITH(
      unmet(),
      "no tree can meet the span floor of 2: R2 has at most 1 subordinate, its floor is "
      "2, and it cannot be converted or its superiors could not bear it; give a lower "
      "floor or a wider cap, or keep the post");
  asked.span_floor = 1;
  CHECK(unmet() == 3);  // R2 meets it
}
