// SPDX-License-Identifier: BSL-1.0
#include <pangkas/optimise/flattening_problem.hpp>

#include "support/catch.hpp"
#include "support/organisations.hpp"

#include <pangkas/decisions/decision_path.hpp>
#include <pangkas/io/policy.hpp>
#include <pangkas/io/presets.hpp>
#include <pangkas/optimise/flattening_capacity.hpp>
#include <pangkas/optimise/flattening_gain.hpp>
#include <pangkas/optimise/optimal_flattening.hpp>
#include <pangkas/simplify/simplify.hpp>
#include <pangkas/study/before_after.hpp>
#include <pangkas/study/flattening_protection.hpp>

#include <cstdint>
#include <limits>
#include <numeric>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

/// A head with a deputy and an office; the deputy over two sections; costs but for one.
organisation small_agency() {
  organisation_builder builder(preset_scheme("indonesia"));
  const auto add = [&](std::string code, std::string rank, std::string superior,
                       std::optional<double> cost) {
    position p;
    p.code = std::move(code);
    p.rank = std::move(rank);
    p.reports_to = std::move(superior);
    p.cost = cost;
    builder.add(p);
  };
  add("head", "I.a", "", 100);
  add("deputy", "II.a", "head", 60);
  add("a", "III.a", "deputy", 30);
  add("b", "III.a", "deputy", {});
  for (const std::string code : {"a1", "a2", "a3"}) add(code, "", "a", 10);
  for (const std::string code : {"b1", "b2"}) add(code, "", "b", 10);
  add("c", "", "deputy", 10);
  add("d", "", "head", 10);
  return std::move(builder).build().organisation;
}

}  // namespace

TEST_CASE("default_traffic counts what passes through, not what is raised or decided",
          "[transform][flattening_gain]") {
  const organisation org = small_agency();
  const std::vector<double> traffic = default_traffic(org.command());
  CHECK(traffic[org.at("head")] == 0);  // decides
  CHECK(traffic[org.at("deputy")] == 6);
  CHECK(traffic[org.at("a")] == 3);
  CHECK(traffic[org.at("b")] == 2);
  CHECK(traffic[org.at("a1")] == 0);  // raises
  // Nothing is decided where no root is.
  const command_forest orphans(std::vector<position_id>{no_position, 0, 1},
                               std::vector<row_index>{0});
  CHECK(default_traffic(orphans) == std::vector<double>{0, 0, 0});
}

TEST_CASE("default_traffic is the hand-offs between the originators and their roots",
          "[transform][flattening_gain]") {
  // Each matter takes one hand-off more than the superiors that it passes through, but for those
  // that a root raises itself.
  for (std::uint64_t seed = 0; seed < 2000; ++seed) {
    CAPTURE(seed);
    const organisation org = make(random_description(seed));
    const std::vector<double> traffic = default_traffic(org.command());
    const double passed = std::accumulate(traffic.begin(), traffic.end(), 0.0);
    double expected = 0;
    for (position_id p = 0; p < org.command().placed(); ++p)
      if (org.command().span(p) == 0)
        expected +=
            std::max<double>(static_cast<double>(*path_lengths(org.command()).command(p)) - 1, 0);
    REQUIRE(passed == expected);
  }
}

TEST_CASE("flattening_gain counts hand-offs, cost, or both in millionths",
          "[transform][flattening_gain]") {
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
  CHECK_THROWS_AS(flattening_gain(org, std::vector<double>{1}), structure_error);
  CHECK_THROWS_AS(gain(flattening_objective::hand_offs, 1e13), input_error);
  CHECK_THROWS_AS(gain(flattening_objective::hand_offs, std::numeric_limits<double>::quiet_NaN()),
                  input_error);
}

TEST_CASE("the gain of an optimum is what the decision paths lose",
          "[transform][flattening_gain]") {
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
    for (position_id p = 0; p < simplified.after.size(); ++p)
      CHECK(simplified.after.command().span(p) <= cap);
  }
}

TEST_CASE("capacities come from a cap, from ranks, and from today's spans",
          "[transform][flattening_capacity]") {
  const organisation org = small_agency();
  const auto of = [&](const std::vector<std::int32_t>& capacity, std::string_view code) {
    return capacity[org.at(code)];
  };
  const auto narrow = capacity_of_span(org.command(), 2, wide_posts::narrow);
  CHECK(of(narrow, "deputy") == 2);
  const auto keep = capacity_of_span(org.command(), 2);
  CHECK(of(keep, "deputy") == 3);
  CHECK(of(keep, "a") == 3);
  CHECK(of(keep, "b") == 2);
  CHECK(of(keep, "d") == 2);
  const auto banded =
      capacity_by_rank(org, {{"III.a", 7}, {"II", 5}, {"II.a", 4}}, 9, wide_posts::narrow);
  CHECK(of(banded, "head") == 9);
  CHECK(of(banded, "deputy") == 5);
  CHECK(of(banded, "a") == 7);
  CHECK(of(capacity_by_rank(org, {{"III.a", 1}}, 1), "a") == 3);
  CHECK_THROWS_AS(capacity_of_span(org.command(), 0), structure_error);
  CHECK_THROWS_AS(capacity_of_span(org.command(), std::size_t{1} << 31U), structure_error);
  CHECK_THROWS_AS(capacity_by_rank(org, {{"III.a", 0}}, 9), structure_error);
  CHECK_THROWS_AS(capacity_by_rank(org, {{"XIV", 3}}, 9), rule_error);
}

TEST_CASE("a policy protects what it exempts and what it does not select",
          "[transform][flattening_protection]") {
  const organisation org = small_agency();
  policy rules = preset_policy("delayer");
  rules.exempt.push_back({{"law", "A law names the post.", "Act 3", {}}, {}});
  rules.exempt[0].when.codes = {"b"};
  rules.select[0].when.ranks = {"III"};
  flattening_problem problem;
  protect(problem, org.command(), {"keep", "On the list.", "list", {}}, {org.at("a")});
  protect(problem, org, rules);
  const auto reason = [&](std::string_view code) -> std::string {
    const std::uint16_t place = problem.protection[org.at(code)];
    return place == 0 ? "" : problem.protections.at(place - 1U).id;
  };
  CHECK(reason("a") == "keep");
  CHECK(reason("b") == "law");
  CHECK(reason("deputy") == "not-selected");
  CHECK(reason("a1") == "no-manager");
  const flattening_solution solution = optimal_flattening(org, problem);
  CHECK(solution.converted.empty());
  for (const kept_post& post : solution.kept)
    if (post.position == org.at("b")) {
      CHECK(post.reason == kept_because::rule);
      CHECK(problem.protections[static_cast<std::size_t>(post.amount)].reason ==
            "A law names the post.");
    }
}

TEST_CASE("write_policy writes what read_policy reads", "[transform][write_policy]") {
  for (const std::string& name : preset_policies()) {
    CAPTURE(name);
    const policy rules = preset_policy(name);
    const std::string text = write_policy(rules);
    const policy again = read_policy(text, "again");
    CHECK(write_policy(again) == text);
    CHECK(again.name == rules.name);
    CHECK(again.description == rules.description);
    CHECK(again.scheme == rules.scheme);
    REQUIRE(again.select.size() == rules.select.size());
    for (std::size_t i = 0; i < rules.select.size(); ++i) {
      CHECK(again.select[i].when == rules.select[i].when);
      CHECK(again.select[i].rule.reason == rules.select[i].rule.reason);
    }
    REQUIRE(again.exempt.size() == rules.exempt.size());
    for (std::size_t i = 0; i < rules.exempt.size(); ++i) {
      CHECK(again.exempt[i].when == rules.exempt[i].when);
      CHECK(again.exempt[i].rule.source == rules.exempt[i].rule.source);
    }
    REQUIRE(again.convert.size() == rules.convert.size());
    for (std::size_t i = 0; i < rules.convert.size(); ++i) {
      CHECK(again.convert[i].when == rules.convert[i].when);
      CHECK(again.convert[i].to == rules.convert[i].to);
      CHECK(again.convert[i].to_kind == rules.convert[i].to_kind);
      CHECK(again.convert[i].to_class == rules.convert[i].to_class);
    }
    CHECK(again.reports.rule.reason == rules.reports.rule.reason);
    CHECK(again.authority.attribution == rules.authority.attribution);
    CHECK(again.authority.delegation == rules.authority.delegation);
    CHECK(again.roles.kind == rules.roles.kind);
    CHECK(again.roles.names.size() == rules.roles.names.size());
    CHECK(again.checks.span_low == rules.checks.span_low);
    CHECK(again.checks.span_high == rules.checks.span_high);
    CHECK(again.checks.structural_layers == rules.checks.structural_layers);
    CHECK(again.checks.initials == rules.checks.initials);
  }
  policy odd;
  odd.name = "odd";
  odd.title = "a \"quote\", a \\ and a\ttab\nin İstanbul";
  odd.select.push_back({{"s", "", "", {}}, {}});
  odd.select[0].when.units = {"", "x"};
  odd.select[0].when.manager = false;
  odd.select[0].when.codes = {"1", "2", "3", "4", "5", "00 6"};
  odd.select[0].when.subtrees = {"7"};
  odd.digital.push_back({{"d", "Forms are on line.", "Act 3", {}}, {"*"}, {"registry"}, 2.5, 8.0});
  const policy again = read_policy(write_policy(odd), "again");
  CHECK(again.title == odd.title);
  CHECK(again.select[0].when == odd.select[0].when);
  REQUIRE(again.digital.size() == 1);
  CHECK(again.digital[0].rule.source == "Act 3");
  CHECK(again.digital[0].matters == odd.digital[0].matters);
  CHECK(again.digital[0].removes == odd.digital[0].removes);
  CHECK(again.digital[0].work_minutes == 2.5);
  CHECK(again.digital[0].waiting_hours == 8.0);
}
