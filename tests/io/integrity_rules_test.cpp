// SPDX-License-Identifier: BSL-1.0
#include <pangkas/io/integrity_rules.hpp>

#include "support/catch.hpp"

#include <pangkas/core/condition.hpp>
#include <pangkas/error.hpp>
#include <pangkas/io/presets.hpp>

#include <algorithm>
#include <string>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

const std::string rules_head = "[rules]\nname = \"mine\"\nsource = \"me\"\n";

std::string fault_of_rules(const std::string& text) {
  try {
    static_cast<void>(read_integrity_rules(text, "rules.toml"));
  } catch (const rule_error& e) {
    return e.what();
  }
  return {};
}

}  // namespace

TEST_CASE("a set of rules is read with every key", "[io][integrity]") {
  const integrity_rules rules = read_integrity_rules(rules_head + R"(moves = ["approve"]
afterwards = ["audit"]
[[duty]]
name = "approve"
also = ["setujui"]
[[separate]]
rule = "a"
reason = "why"
source = "law"
duties = ["order", "approve", "pay"]
n = 3
test = "static"
across = true
within = "unit"
processes = ["purchase"]
severity = "low"
[[separate]]
rule = "b"
duties = ["order", "pay"]
test = "dynamic"
[[four_eyes]]
rule = "c"
least = 1
not_subordinate = false
not_related = false
not_second_post = false
[[relation]]
rule = "d"
kinds = ["kin"]
degree = 3
[[sensitive]]
rule = "e"
positions = "flags=sensitive"
years = 4
[[audit]]
rule = "f"
duty = "look"
[[collusion]]
rule = "g"
processes = ["purchase"]
least = 3
)",
                                                     "rules.toml");
  CHECK(rules.name == "mine");
  CHECK(rules.title == "mine");
  CHECK(rules.moves == std::vector<std::string>{"approve"});
  CHECK(rules.same == std::vector<std::vector<std::string>>{{"approve", "setujui"}});
  REQUIRE(rules.separations.size() == 2);
  const separation_rule& a = rules.separations[0];
  CHECK(a.rule.id == "a");
  CHECK(a.rule.reason == "why");
  CHECK(a.rule.source == "law");
  CHECK(a.n == 3);
  CHECK(a.statically);
  CHECK_FALSE(a.dynamically);
  CHECK(a.across);
  CHECK(a.within == separation_unit::unit);
  CHECK(a.processes == std::vector<std::string>{"purchase"});
  CHECK(a.level == breach_severity::low);
  CHECK_FALSE(rules.separations[1].statically);
  CHECK(rules.separations[1].dynamically);
  CHECK(rules.separations[1].n == 2);
  REQUIRE(rules.four_eyes.size() == 1);
  CHECK(rules.four_eyes[0].least == 1);
  CHECK_FALSE(rules.four_eyes[0].not_subordinate);
  CHECK_FALSE(rules.four_eyes[0].not_related);
  CHECK_FALSE(rules.four_eyes[0].not_second_post);
  REQUIRE(rules.relations.size() == 1);
  CHECK(rules.relations[0].degree == 3);
  REQUIRE(rules.sensitive.size() == 1);
  CHECK(rules.sensitive[0].when == parse_condition("flags=sensitive"));
  CHECK(rules.sensitive[0].years == 4);
  CHECK(rules.sensitive[0].level == breach_severity::medium);
  REQUIRE(rules.audits.size() == 1);
  CHECK(rules.audits[0].duty == "look");
  REQUIRE(rules.collusions.size() == 1);
  CHECK(rules.collusions[0].least == 3);
}

TEST_CASE("each fault of a set of rules is one sentence with its line", "[io][integrity]") {
  const std::string pair = "duties = [\"order\", \"pay\"]\n";
  CHECK_THAT(fault_of_rules(""), contains("[rules]"));
  CHECK_THAT(fault_of_rules("[rules]\nsource = \"me\"\n"), contains("\"name\""));
  CHECK_THAT(fault_of_rules("[rules]\nname = \"mine\"\n"), contains("\"source\""));
  CHECK_THAT(fault_of_rules(rules_head), contains("has no rule"));
  CHECK_THAT(fault_of_rules(rules_head + "[[separate]]\n" + pair),
             contains("rules.toml:4: ") && contains("no \"rule\""));
  CHECK_THAT(fault_of_rules(rules_head + "[[separate]]\nrule = \"a\"\n" + pair + "n = 1\n"),
             contains("rules.toml:7: ") && contains("n = 1"));
  CHECK_THAT(fault_of_rules(rules_head + "[[separate]]\nrule = \"a\"\n" + pair + "n = 3\n"),
             contains("rules.toml:7: ") && contains("only 2 duties"));
  CHECK_THAT(
      fault_of_rules(rules_head + "[[separate]]\nrule = \"a\"\n" + pair + "severity = \"hi\"\n"),
      contains("rules.toml:7: ") && contains("high, medium, low"));
  CHECK_THAT(fault_of_rules(rules_head + "[[separate]]\nrule = \"a\"\n" + pair + "dutie = 1\n"),
             contains("unknown key \"dutie\"") && contains("did you mean \"duties\"?"));
  CHECK_THAT(fault_of_rules(rules_head + "[[sensitive]]\nrule = \"a\"\n"),
             contains("\"positions\""));
  CHECK_THAT(
      fault_of_rules(rules_head + "[[sensitive]]\nrule = \"a\"\npositions = \"kind=boss\"\n"),
      contains("rules.toml:6: ") && contains("boss"));
  CHECK_THAT(fault_of_rules(rules_head + "[[duty]]\nalso = [\"a\"]\n"), contains("\"name\""));
  CHECK_THAT(fault_of_rules(rules_head + "[[collusion]]\nrule = \"a\"\nleast = 1\n"),
             contains("from 2"));
  CHECK_THAT(fault_of_rules("not = toml = at all"), contains("no valid TOML"));
}

TEST_CASE("every preset of rules is read, has sources, and goes with the others",
          "[io][integrity]") {
  std::vector<integrity_rules> sets;
  for (const std::string& name : preset_integrity_rules()) {
    INFO(name);
    sets.push_back(preset_integrity_set(name));
    CHECK(sets.back().name == name);
    CHECK_FALSE(sets.back().source.empty());
  }
  CHECK(preset_integrity_rules() == std::vector<std::string>{"accounting", "id-treasury",
                                                             "independence", "personnel",
                                                             "purchase-to-pay", "systems"});
  const integrity_rules all = joined(sets);
  CHECK(all.separations.size() == 15);  // 1, 4, 0, 2, 6 and 2
  CHECK_THROWS_WITH(preset_integrity_set("purchase"), contains("the presets are accounting"));
}
