// SPDX-License-Identifier: BSL-1.0
#include <pangkas/decisions/scheme_findings.hpp>

#include "support/catch.hpp"
#include "support/naive_decisions.hpp"
#include "support/office.hpp"

#include <string>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

std::vector<finding> checked_scheme(const decision_data& data) {
  finding_list findings(10);
  check_scheme(make(data), {}, findings);
  return std::move(findings).take();
}

/// The only finding there is.
finding only(const decision_data& data) {
  const std::vector<finding> all = checked_scheme(data);
  REQUIRE(all.size() == 1);
  CHECK(all[0].level == severity::warning);
  return all[0];
}

authority right(std::string position, std::string matter) {
  authority a;
  a.position = std::move(position);
  a.matter = std::move(matter);
  return a;
}

matter_step step(std::string who) {
  matter_step s;
  s.matter = "leave";
  s.who = parse_holder(who);
  return s;
}

}  // namespace

TEST_CASE("what an office without a scheme says is followed", "[decisions][scheme_findings]") {
  CHECK(checked_scheme(office()).empty());
  CHECK(checked_scheme({}).empty());
}

TEST_CASE("a right above nobody who raises its matter is told", "[decisions][scheme_findings]") {
  decision_data data = office();
  data.authorities.push_back(right("K", "leave"));
  const finding told = only(data);
  CHECK(told.rule == "authority-on-no-path");
  CHECK(told.position == "K");
  // For everybody it holds wherever K stands; then D's is not used, but D stands above them.
  data.authorities.back().originators = parse_condition("all");
  CHECK(checked_scheme(data).empty());
  // A second such row is never come to.
  data.authorities.push_back(right("L", "leave"));
  data.authorities.back().originators = parse_condition("all");
  CHECK(only(data).position == "L");
  // So is one that no longer holds, or of who stands so to the originator, and is not asked for.
  data.authorities.back().until = "2021-06-30";
  finding_list later(10);
  check_scheme(make(data), {.on = "2021-07-01"}, later);
  CHECK(std::move(later).take().empty());
  data.authorities.back() = right("", "leave");
  data.authorities.back().whoever = parse_holder("@superior:2");
  CHECK(checked_scheme(data).empty());
  // A right that is too low reaches nothing; that is told when it is read.
  data = office();
  data.matters[0].amount = 100;
  data.authorities.push_back(right("K", "leave"));
  data.authorities.back().limit = 99;
  CHECK(checked_scheme(data).empty());
}

TEST_CASE("a right that holds on another day, or of a class, is told as any other",
          "[decisions][scheme_findings]") {
  decision_data data = office();
  data.authorities.push_back(right("K", "leave"));
  data.authorities.back().until = "2021-06-30";
  const auto on = [&](const char* day) {
    finding_list findings(10);
    check_scheme(make(data), {.on = day}, findings);
    return std::move(findings).take().size();
  };
  CHECK(on("2021-06-30") == 1);
  CHECK(on("2021-07-01") == 0);
  data.authorities.back().until.clear();
  data.authorities.back().position.clear();
  data.authorities.back().whoever = parse_holder("codes=K");
  CHECK_THAT(only(data).detail, contains("to codes=K") || contains("to K"));
}

TEST_CASE("a matter that rises past a head beside the line is told once",
          "[decisions][scheme_findings]") {
  decision_data data = office();
  data.authorities = {right("M", "*"), right("K", "leave"), right("M", "budget")};
  const auto all = checked_scheme(data);
  REQUIRE(all.size() == 2);
  CHECK(all[0].rule == "risen-past-holder");
  CHECK(all[0].position == "K");
  CHECK_THAT(all[0].detail, contains("2 of 2") && contains("\"leave\"") && contains("\"M\""));
  CHECK(all[1].rule == "authority-on-no-path");
  // Who stands below the post that has it is no case of that.
  data.authorities[1].position = "s1";
  data.at("s2").reports_to = "s1";
  CHECK_THAT(checked_scheme(data)[0].detail, contains("1 of 2"));
  data = office();
  data.authorities = {right("M", "*"), right("K", "leave"), right("M", "budget")};
  // A right of M for this very matter is meant.
  data.authorities.push_back(right("M", "leave"));
  CHECK(only(data).rule == "authority-on-no-path");
}

TEST_CASE("a named step of nobody, or of one who acts already, is told",
          "[decisions][scheme_findings]") {
  decision_data data = office();
  data.steps = {step("rank=V")};  // nobody has it
  finding told = only(data);
  CHECK(told.rule == "step-without-post");
  CHECK_THAT(told.detail, contains("2 of 2"));
  data.steps = {step("rank=II.a")};  // D, who decides
  told = only(data);
  CHECK(told.rule == "steps-in-one-hand");
  CHECK_THAT(told.detail, contains("2 of 2") && contains("rank=II.a"));
  data.steps = {step("@superior"), step("H")};  // H twice
  CHECK(only(data).rule == "steps-in-one-hand");
  data.steps = {step("@superior"), step("K")};
  CHECK(checked_scheme(data).empty());
}

TEST_CASE("a veto of who decides is told, of a fallback too", "[decisions][scheme_findings]") {
  decision_data data = office();
  data.matters.pop_back();
  data.steps = {step("@line"), step("K")};
  data.steps[1].act = step_act::veto;
  CHECK(checked_scheme(data).empty());
  data.steps[1].who = parse_holder("D");  // who decides "leave"
  const finding told = only(data);
  CHECK(told.rule == "veto-by-decider");
  CHECK_THAT(told.detail, contains("\"veto\"") && contains("2 of 2"));
  data.authorities.clear();
  CHECK(checked_scheme(data).empty());  // nobody decides
  data.matters[0].fallback = parse_holder("D");
  CHECK(only(data).rule == "veto-by-decider");
  // An official who acts for the decider is that hand too.
  data.steps[1].who = parse_holder("K");
  data.at("D").filled = 0;
  data.lines.push_back({"K", "D", line_type::acting, {}, {}});
  CHECK(only(data).rule == "veto-by-decider");
}

TEST_CASE("one holder in two posts of a path is told with how often",
          "[decisions][scheme_findings]") {
  decision_data data = office();
  data.matters.pop_back();
  data.authorities.pop_back();
  data.at("H").holders = "h1";
  data.at("D").holders = "h1;h2";
  data.at("L").holders = "h2";  // initials what H hands on
  const finding told = only(data);
  CHECK(told.rule == "holder-twice-on-path");
  CHECK(told.position == "H");
  CHECK(told.detail ==
        "on the paths of 2 of 2 who raise \"leave\" one holder stands in two posts, such as \"H\" "
        "and \"D\"");
  data.at("H").holders = "h3";
  CHECK_THAT(only(data).detail, contains("such as \"L\" and \"D\""));
  data.at("L").holders = "h4";
  data.at("M").holders = "h4";  // decides nothing here
  CHECK(checked_scheme(data).empty());
}

TEST_CASE("an end of the climb above the post below the decider is told",
          "[decisions][scheme_findings]") {
  decision_data data = office();
  // K, below D as H is, decides for all: the nearest common superior of s1 and K is D.
  data.authorities[0] = right("K", "leave");
  data.authorities[0].originators = parse_condition("all");
  data.matters[0].until = parse_holder("@superior");
  CHECK(checked_scheme(data).empty());
  data.matters[0].until = parse_holder("M");
  CHECK(only(data).rule == "until-above-decider");
}
