// SPDX-License-Identifier: BSL-1.0
#include <pangkas/integrity/integrity_rules.hpp>

#include "support/catch.hpp"

#include <pangkas/error.hpp>

#include <string>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

integrity_rules one_rule(std::vector<std::string> duties, std::uint32_t n = 2) {
  integrity_rules rules;
  rules.name = "small";
  separation_rule s;
  s.rule.id = "apart";
  s.duties = std::move(duties);
  s.n = n;
  rules.separations.push_back(s);
  return rules;
}

std::string fault_of(const integrity_rules& rules) {
  try {
    validate(rules);
  } catch (const rule_error& e) {
    return e.what();
  }
  return {};
}

}  // namespace

TEST_CASE("a number of duties is at least two and at most all of them",
          "[integrity][integrity_rules]") {
  CHECK(fault_of(one_rule({"order", "pay"})).empty());
  CHECK_THAT(fault_of(one_rule({"order", "pay"}, 1)), contains("n = 1") && contains("2 or more"));
  CHECK_THAT(fault_of(one_rule({"order", "pay"}, 3)), contains("n = 3") && contains("2 duties"));
  CHECK_THAT(fault_of(one_rule({"order"}, 2)), contains("only 1 duty"));
  CHECK_THAT(fault_of(one_rule({"order", ""})), contains("\"apart\" has a duty without a name"));
  integrity_rules untested = one_rule({"order", "pay"});
  untested.separations[0].statically = untested.separations[0].dynamically = false;
  const std::string words = "the rule \"apart\" is tested neither statically nor dynamically";
  CHECK(fault_of(untested) == words);
  untested.file = "rules.toml";
  CHECK(fault_of(untested) == "rules.toml: " + words);
  untested.separations[0].rule.place = {3, {{"test", 5}}};
  CHECK(fault_of(untested) == "rules.toml:5: " + words);
}

TEST_CASE("a duty stands in a set once, by whatever name", "[integrity][integrity_rules]") {
  CHECK_THAT(fault_of(one_rule({"pay", "Pay"})), contains("\"pay\" twice"));
  integrity_rules rules = one_rule({"approve", "setujui"});
  CHECK(fault_of(rules).empty());
  rules.same = {{"approve", "setujui"}};
  CHECK_THAT(fault_of(rules), contains("\"approve\" twice"));
}

TEST_CASE("a rule has a name of its own", "[integrity][integrity_rules]") {
  integrity_rules rules = one_rule({"order", "pay"});
  rules.audits.push_back({{"apart", {}, {}, {}}});
  CHECK_THAT(fault_of(rules), contains("two rules have the name \"apart\""));
  rules.audits[0].rule.id.clear();
  CHECK_THAT(fault_of(rules), contains("no \"rule\""));
  CHECK_THAT(fault_of(integrity_rules{}), contains("has no rule"));
}

TEST_CASE("sets of rules are joined, and may not contradict each other in names",
          "[integrity][integrity_rules]") {
  integrity_rules other = one_rule({"develop", "run"});
  CHECK_THROWS_AS(joined({one_rule({"order", "pay"}), other}), rule_error);
  other.separations[0].rule.id = "build-run";
  other.name = "systems";
  const integrity_rules both = joined({one_rule({"order", "pay"}), other});
  CHECK(both.name == "small, systems");
  REQUIRE(both.separations.size() == 2);
  CHECK(both.separations[1].duties == other.separations[0].duties);
}
