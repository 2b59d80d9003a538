// SPDX-License-Identifier: BSL-1.0
#include <pangkas/error.hpp>
#include <pangkas/simplify/validate_policy.hpp>

#include "support/catch.hpp"
#include "support/small_ministry.hpp"

#include <cstddef>
#include <functional>
#include <limits>
#include <string>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

/// The sentence with which a policy is refused after a change; empty if it is not.
std::string refusal(const std::function<void(policy&)>& change) {
  policy rules = central_policy();
  change(rules);
  try {
    validate(rules, *ministry_scheme());
  } catch (const rule_error& e) {
    return e.what();
  }
  return {};
}

}  // namespace

TEST_CASE("validate accepts a sound policy", "[simplify][policy]") {
  CHECK(refusal([](policy&) {}).empty());
  CHECK(refusal([](policy& p) { p.scheme = "small"; }).empty());
  CHECK(refusal([](policy& p) { p.select[0].when.layers.emplace(); }).empty());
}

TEST_CASE("validate refuses a policy that cannot be applied, in one sentence",
          "[simplify][policy]") {
  CHECK_THAT(refusal([](policy& p) { p.scheme = "uk"; }),
             contains("needs the rank scheme \"uk\", but the organisation has \"small\""));
  CHECK_THAT(refusal([](policy& p) { p.select.clear(); }),
             contains("has no [[select]] rule, so nothing would be converted"));
  CHECK(refusal([](policy& p) { p = {}; }) ==
        "the policy has no [[select]] rule, so nothing would be simplified");
  CHECK_THAT(refusal([](policy& p) {
               p.select.clear();
               p.file = "rules.toml";
             }),
             contains("rules.toml: the policy"));
  CHECK(refusal([](policy& p) { p.checks.span_low = 3; }).empty());
  CHECK_THAT(refusal([](policy& p) { p.convert.clear(); }), contains("has no [[convert]] rule"));
  CHECK_THAT(refusal([](policy& p) { p.select[0].when = {}; }),
             contains("\"administrative\" has no condition and would select every position"));
  CHECK_THAT(refusal([](policy& p) { p.exempt[0].when = {}; }),
             contains("would exempt every position"));
  CHECK_THAT(refusal([](policy& p) { p.exempt[0].rule.reason.clear(); }),
             contains("\"E1\" has no \"reason\""));
  CHECK_THAT(refusal([](policy& p) { p.exempt[0].rule.source.clear(); }),
             contains("\"E1\" has no \"source\""));
  CHECK_THAT(refusal([](policy& p) { p.convert[0].rule.id = "E1"; }),
             contains("two rules are named \"E1\""));
  CHECK_THAT(refusal([](policy& p) { p.convert[0].rule.id.clear(); }),
             contains("a [[convert]] has no name"));
  CHECK_THAT(refusal([](policy& p) { p.select[0].when.ranks = {"VI"}; }),
             contains("names the rank \"VI\", which the scheme \"small\" has neither as a rank nor "
                      "as a group"));
  CHECK_THAT(refusal([](policy& p) { p.select[0].when.ranks = {"Pengwas"}; }),
             contains("did you mean \"Pengawas\"?"));
  CHECK_THAT(refusal([](policy& p) { p.convert[0].to = "Ahli Madia"; }),
             contains("which the scheme \"small\" does not have; did you mean \"Ahli Madya\"?"));
  CHECK_THAT(refusal([](policy& p) { p.convert[0].to = "Pengawas"; }),
             contains("which is a group of ranks"));
  CHECK_THAT(refusal([](policy& p) { p.convert[0].to.clear(); }),
             contains("does not say what a post becomes"));
  CHECK_THAT(refusal([](policy& p) {
               p.select[0].when.layers = {{1, 0}};
             }),
             contains("names layer 0"));
  // So do conditions within: of the superior, and what must not be.
  CHECK_THAT(refusal([](policy& p) { p.select[0].when.superior = {parse_condition("rank=VI")}; }),
             contains("names the rank \"VI\""));
  CHECK_THAT(refusal([](policy& p) { p.exempt[0].when.none_of = {parse_condition("rank=VII")}; }),
             contains("names the rank \"VII\""));
  CHECK_THAT(refusal([](policy& p) {
               p.merge = {{{"join", "why", "law", {}}, parse_condition("manager=yes")}};
             }),
             contains("rule \"join\" does not say how many members a joined team may have; give "
                      "\"span_high\""));
  CHECK_THAT(refusal([](policy& p) { p.roles.names[0].ranks = {"nope"}; }),
             contains("names the rank \"nope\""));
  CHECK_THAT(refusal([](policy& p) { p.roles.names[0].name.clear(); }),
             contains("a [[roles.name]] has no \"name\""));
  CHECK_THAT(refusal([](policy& p) {
               p.checks.span_low = 9;
               p.checks.span_high = 8;
             }),
             contains("upside down: span_low is 9, span_high is 8"));
}

TEST_CASE("a policy may turn matters digital and select nothing", "[simplify][policy]") {
  const auto digital = [](std::string id, std::vector<std::string> matters) {
    return digital_rule{
        {std::move(id), "no paper", "decree", {}}, std::move(matters), {"registry"}, 5.0, 0.0};
  };
  const auto only = [&](policy& p) {
    p = {};
    p.name = "digital";
    p.digital = {digital("d", {"letters"}), digital("e", {"leave", "*"})};
  };
  CHECK(refusal(only).empty());
  CHECK(refusal([&](policy& p) { p.digital = {digital("d", {"*"})}; }).empty());
  CHECK_THAT(refusal([&](policy& p) {
               only(p);
               p.convert = central_policy().convert;
             }),
             contains("has no [[select]] rule, so nothing would be converted"));
  const auto refused = [&](const std::function<void(policy&)>& change) {
    return refusal([&](policy& p) {
      only(p);
      change(p);
    });
  };
  CHECK_THAT(refused([](policy& p) { p.digital[0].rule.reason.clear(); }),
             contains("\"d\" has no \"reason\""));
  CHECK_THAT(refused([](policy& p) { p.digital[0].rule.source.clear(); }),
             contains("\"d\" has no \"source\""));
  CHECK_THAT(refused([](policy& p) { p.digital[0].rule.id.clear(); }),
             contains("a [[digital]] has no name"));
  CHECK_THAT(refused([](policy& p) { p.digital[0].rule.id = "e"; }),
             contains("two rules are named \"e\""));
  CHECK_THAT(refused([](policy& p) { p.digital[0].matters.clear(); }),
             contains("\"d\" names no matter to turn digital"));
  CHECK_THAT(refused([](policy& p) { p.digital[1].matters = {"letters"}; }),
             contains("\"e\" names the matter \"letters\", which was named before"));
  CHECK_THAT(refused([](policy& p) { p.digital[0].matters = {"*"}; }),
             contains("\"e\" names the matter \"leave\" after \"d\" named all of them"));
  CHECK_THAT(refused([](policy& p) { p.digital[0].work_minutes = -1; }),
             contains("\"work_minutes\" as -1"));
  CHECK_THAT(refused([](policy& p) {
               p.digital[0].waiting_hours = std::numeric_limits<double>::quiet_NaN();
             }),
             contains("\"waiting_hours\" as nan"));
  CHECK_THAT(refused([](policy& p) {
               p.digital[0].waiting_hours = std::numeric_limits<double>::infinity();
             }),
             contains("\"waiting_hours\" as inf"));
}

TEST_CASE("validate refuses convert rules that contradict each other however they are written",
          "[simplify][policy]") {
  const auto add = [](policy& p, std::vector<std::string> ranks, std::string to) {
    convert_rule c;
    c.rule.id = "another";
    c.when.ranks = std::move(ranks);
    c.to = std::move(to);
    p.convert.push_back(c);
  };
  CHECK_THAT(refusal([&](policy& p) {
               add(p, {"III.b", "eselon iii/a"}, "Ahli Muda");
             }),
             contains("\"III-to-madya\" and \"another\" contradict each other"));
  // The same result twice is no contradiction, and a part of the positions is found by the run.
  CHECK(refusal([&](policy& p) { add(p, {"Administrator"}, "AHLI MADYA"); }).empty());
  CHECK(refusal([&](policy& p) { add(p, {"III.a"}, "Ahli Muda"); }).empty());
  // They are told apart by the rank of the superior alone, or by what must not be.
  for (const auto& [mine, other] : {std::pair("superior.rank=II", "superior.rank=II.a"),
                                    {"not.title_contains=acting", "not.title_contains=ACTING"}}) {
    const auto refused = [&, mine = mine](const char* then) {
      return refusal([&](policy& p) {
        add(p, {"III"}, "Ahli Muda");
        const condition first = parse_condition(mine);
        const condition second = parse_condition(then);
        p.convert[0].when.superior = first.superior;
        p.convert[0].when.none_of = first.none_of;
        p.convert.back().when.superior = second.superior;
        p.convert.back().when.none_of = second.none_of;
      });
    };
    CHECK_THAT(refused(other), contains("contradict each other"));
    CHECK(refused("superior.rank=I").empty());
  }
}

TEST_CASE("validate names the file and the line of the key", "[simplify][policy]") {
  policy rules = central_policy();
  rules.file = "rules.toml";
  rules.convert[0].to = "nothing";
  rules.convert[0].rule.place = {20, {{"rule", 21}, {"to", 23}}};
  try {
    validate(rules, *ministry_scheme());
    FAIL("the policy was accepted");
  } catch (const rule_error& e) {
    CHECK_THAT(e.what(), contains("rules.toml:23: rule \"III-to-madya\""));
    CHECK(e.rule() == "III-to-madya");
    CHECK(e.file() == "rules.toml");
    CHECK(e.line() == 23U);
  }
}

TEST_CASE("without a rank scheme ranks are texts, and there is none to convert to",
          "[simplify][policy]") {
  policy rules = central_policy();
  CHECK_THROWS_WITH(validate(rules, rank_scheme{}),
                    contains("has no rank scheme; read it with one"));
  policy named = rules;
  named.scheme = "small";
  CHECK_THROWS_WITH(validate(named, rank_scheme{}),
                    contains("needs the rank scheme \"small\", but the organisation has none"));
  for (convert_rule& c : rules.convert) {
    c.to.clear();
    c.to_kind = position_kind::functional;
  }
  CHECK_NOTHROW(validate(rules, rank_scheme{}));
}
