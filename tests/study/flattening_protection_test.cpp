// SPDX-License-Identifier: BSL-1.0
#include <pangkas/study/flattening_protection.hpp>

#include "support/catch.hpp"
#include "support/small_agency.hpp"

#include <pangkas/core/organisation_builder.hpp>
#include <pangkas/core/organisation_graph.hpp>
#include <pangkas/optimise/optimal_flattening.hpp>
#include <pangkas/simplify/preset_policies.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

TEST_CASE("a policy protects what it exempts and what it does not select",
          "[study][flattening_protection]") {
  const organisation org = small_agency();
  policy rules = delayer();
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
      const auto& by = std::get<kept_by_rule>(post.cause);
      CHECK(problem.protections[by.protection].reason == "A law names the post.");
    }
}

TEST_CASE("each select rule has layers of its own", "[study][flattening_protection]") {
  organisation_builder builder;
  for (auto [code, superior] :
       {std::pair("root", ""), std::pair("a", "root"), std::pair("b", "a"), std::pair("c", "b")}) {
    position p;
    p.code = code;
    p.reports_to = superior;
    builder.add(p);
  }
  const organisation org = std::move(builder).build().organisation;
  policy rules = delayer();
  rules.select.push_back(rules.select[0]);
  rules.select[0].when.layers = std::vector<std::size_t>{3};  // b
  rules.select.push_back(rules.select[1]);
  rules.select[1].when = {};
  rules.select[1].when.codes = {"c"};
  rules.select[2].when.codes = {"root"};  // in any layer
  flattening_problem problem;
  protect(problem, org, rules);
  const auto reason = [&](std::string_view code) -> std::string {
    const std::uint16_t place = problem.protection[org.at(code)];
    return place == 0 ? "" : problem.protections.at(place - 1U).id;
  };
  CHECK(reason("b").empty());
  CHECK(reason("root").empty());
  CHECK(reason("a") == "not-selected");
  // As many reasons as can be told apart.
  problem.protections.resize(65'535);
  CHECK_THROWS_AS(protect(problem, org.command(), {"one more", "x", {}, {}}, {}), structure_error);
}

TEST_CASE("what has no layer is kept for that, where the rules take any layer",
          "[study][flattening_protection]") {
  organisation_builder builder;
  const auto add = [&](const char* code, const char* superior,
                       std::vector<std::string> flags = {}) {
    position p;
    p.code = code;
    p.reports_to = superior;
    p.flags = std::move(flags);
    builder.add(p);
  };
  add("root", "");
  add("manager", "root");
  add("clerk", "manager");
  add("head", "missing");
  add("below", "head");
  add("leaf", "below");
  add("one", "two");
  add("two", "one");
  add("three", "two");
  add("four", "three");
  const organisation org = std::move(builder).build().organisation;
  const auto reason = [&](const policy& rules, std::string_view code) -> std::string {
    flattening_problem problem;
    protect(problem, org, rules);
    const std::uint16_t place = problem.protection[org.at(code)];
    return place == 0 ? "" : problem.protections.at(place - 1U).id;
  };
  CHECK(reason(delayer(), "manager").empty());
  CHECK(reason(delayer(), "head") == "orphan");
  CHECK(reason(delayer(), "below") == "orphan");
  CHECK(reason(delayer(), "two") == "unrooted");
  CHECK(reason(delayer(), "three") == "unrooted");
  CHECK(reason(delayer(), "leaf") == "no-manager");
  // A policy that asks for something else meets them or not as any other post.
  policy by_code = delayer();
  by_code.select[0].when = {};
  by_code.select[0].when.codes = {"below"};
  CHECK(reason(by_code, "below").empty());
  CHECK(reason(by_code, "head") == "not-selected");
}
