// SPDX-License-Identifier: BSL-1.0
#include <pangkas/simplify/select.hpp>

#include "support/catch.hpp"
#include "support/small_ministry.hpp"

#include <pangkas/core/organisation_builder.hpp>

#include <string>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

TEST_CASE("select gives the first rule of each position, by position", "[simplify][select]") {
  const organisation org = untidy_ministry();
  policy rules = central_policy();
  rules.select.insert(rules.select.begin(), rules.select[0]);
  rules.select[0].when.ranks = {"IV"};
  const auto selected = select(org, rules);
  REQUIRE(selected.size() == 7);
  std::string found;
  for (const rule_match& s : selected)
    found += std::string(org.code(s.position)) + std::to_string(s.rule);
  CHECK(found == "A1B1C0O1X1Y1S1");
}

TEST_CASE("exempt splits the selected, and counts what must stay whether selected or not",
          "[simplify][select]") {
  const organisation org = untidy_ministry();
  policy rules = central_policy();
  rules.select[0].when.ranks = {"IV"};
  rules.exempt[0].when.flags = {"E2"};
  const exemption split = exempt(org, rules, select(org, rules));
  CHECK(split.selected.empty());
  CHECK(split.kept == std::vector<rule_match>{{org.at("C"), 0}});
  CHECK(split.must_stay == 2);  // A is exempt too
}

TEST_CASE("external positions are neither selected nor counted", "[simplify][select]") {
  organisation_builder builder(ministry_scheme());
  builder.add(post("R", "I.a", ""));
  builder.add(post("A", "III.a", "R", {"E1"}));
  builder.add(post("M", "III.a", "", {"external", "E1"}));
  const organisation org = std::move(builder).build().organisation;
  const policy rules = central_policy();
  const auto selected = select(org, rules);
  CHECK(selected == std::vector<rule_match>{{org.at("A"), 0}});
  CHECK(exempt(org, rules, selected).must_stay == 1);
}

TEST_CASE("rules by layer in every list need their layers", "[simplify][select]") {
  policy rules = central_policy();
  rules.exempt[0].when.layers.emplace();
  CHECK_THROWS_WITH(exempt(untidy_ministry(), rules, {}), contains("\"E1\" is by layer"));
}

TEST_CASE("a policy may ask what a post decides and passes", "[simplify][select]") {
  // R leads A, which leads B, which leads c and d; without matters each of those raises one.
  organisation_builder builder(ministry_scheme());
  for (auto [code, above] : {std::pair("R", ""), {"A", "R"}, {"B", "A"}, {"c", "B"}, {"d", "B"}})
    builder.add(post(code, "", above));
  const organisation org = std::move(builder).build().organisation;
  const auto met = [&](auto ask) {
    policy rules = central_policy();
    rules.select.push_back(rules.select[0]);
    rules.select[0].when = {};
    ask(rules.select[0].when);
    rules.select[1].when.decides = {{9, {}}};  // nobody
    std::string found;
    for (const rule_match& s : select(org, rules)) found += org.code(s.position);
    return found;
  };
  CHECK(met([](condition& when) { when.decides = {{2, 2}}; }) == "R");
  CHECK(met([](condition& when) { when.passes = {{1, {}}}; }) == "AB");
}
