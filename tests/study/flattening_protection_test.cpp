// SPDX-License-Identifier: BSL-1.0
#include <pangkas/study/flattening_protection.hpp>

#include "support/catch.hpp"
#include "support/small_agency.hpp"

#include <pangkas/core/organisation_graph.hpp>
#include <pangkas/optimise/optimal_flattening.hpp>
#include <pangkas/simplify/preset_policies.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

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
