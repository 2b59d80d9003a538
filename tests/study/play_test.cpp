// SPDX-License-Identifier: BSL-1.0
#include <pangkas/study/play.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/office.hpp"
#include "support/random_policy.hpp"

#include <pangkas/decisions/decision_violations.hpp>
#include <pangkas/error.hpp>
#include <pangkas/simplify/preset_policies.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

std::vector<std::string> told_of(const std::vector<finding>& findings) {
  std::vector<std::string> rules;
  for (const finding& f : findings) rules.push_back(f.rule + " " + f.position);
  return rules;
}

/// Takes H out of the office: its staff report to D.
policy without_h() {
  policy rules = delayer();
  set_layers(rules, {3});
  return rules;
}

}  // namespace

TEST_CASE("what is played is simplified, measured on both sides, and held to its rules",
          "[study][play]") {
  const organisation before = make(office());
  const played all = play(before, without_h());
  CHECK(all.result.converted == 1);
  CHECK(all.sides.before.layers.layers == 4);
  CHECK(all.sides.after.layers.layers == 3);
  REQUIRE(all.sides.decided_before);
  REQUIRE(all.sides.decided_after);
  // What M raises of the budget it decides itself, before and after.
  CHECK(all.sides.decided_before->breaches[static_cast<std::size_t>(decision_rule::four_eyes)] ==
        1);
  CHECK(all.sides.decided_after->breaches[static_cast<std::size_t>(decision_rule::four_eyes)] == 1);
  const std::vector<std::string> told = told_of(all.result.findings);
  CHECK(std::count(told.begin(), told.end(), "four-eyes M") == 1);
}

TEST_CASE("the limit of initials of a policy holds for matters, whoever plays it",
          "[study][play]") {
  const organisation before = make(office());
  policy rules = without_h();
  rules.checks.initials = 0;
  CHECK(options_of(rules).initials == 0U);
  CHECK(options_of(without_h(), {.initials = 3}).initials == 3U);
  const played all = play(before, rules);
  CHECK(all.options.initials == 0U);
  // Of the matters afterwards: leave of s1 is initialled by its coordinator K; budget of s1 by K
  // and D, that of H by D.
  const std::vector<std::string> told = told_of(all.sides.breaches);
  CHECK(std::count(told.begin(), told.end(), "initials-of-matter s1") == 2);
  CHECK(std::count(told.begin(), told.end(), "initials-of-matter H") == 1);
  CHECK(std::count(told.begin(), told.end(), "initials-of-matter s2") == 0);
  CHECK(told_of(simplify_decisions(before, rules).findings) == told_of(all.result.findings));
  // So it is where the policy is a step of a scenario; without one, what is given holds.
  scenario steps;
  steps.steps = {{{"flatten", "why", "law", {}}, policy_step{rules, {}}},
                 {{"move", "why", "law", {}}, move_step{{"K"}, "M"}}};
  const played by_steps = play(before, steps);
  CHECK(by_steps.options.initials == 0U);
  CHECK(told_of(simplify_decisions(before, steps).findings) == told_of(by_steps.result.findings));
  steps.steps.erase(steps.steps.begin());
  CHECK(options_of(steps, {.initials = 3}).initials == 3U);
}

TEST_CASE("an organisation without matters has none to follow", "[study][play]") {
  decision_data data = office();
  data.matters.clear();
  data.authorities.clear();
  const played all = play(make(data), without_h());
  CHECK_FALSE(all.sides.decided_before);
  CHECK_FALSE(all.sides.decided_after);
  CHECK(all.sides.breaches.empty());
  CHECK_FALSE(follow_decisions(make(data), {}));
}

TEST_CASE("findings are listed up to the limit", "[study][play]") {
  policy rules = without_h();
  rules.checks.initials = 0;
  const played all = play(make(office()), rules, {}, {.findings_per_rule = 1});
  const std::vector<std::string> told = told_of(all.sides.breaches);
  // One with its post; the other says how many there were.
  CHECK(std::count(told.begin(), told.end(), "initials-of-matter s1") == 1);
  CHECK(std::count(told.begin(), told.end(), "initials-of-matter ") == 1);
  CHECK(std::count(told.begin(), told.end(), "initials-of-matter H") == 0);
}

TEST_CASE("playing random policies is simplifying, measuring and comparing one by one",
          "[study][play][random]") {
  random_cases random(11);
  std::size_t played_cases = 0;
  for (std::size_t i = 0; i < cases_to_try(500); ++i) {
    const random_case c = random.next();
    const organisation before = build(c);
    simplification expected;
    try {
      expected = simplify(before, c.rules);
    } catch (const rule_error&) {
      CHECK_THROWS_AS(play(before, c.rules), rule_error);
      continue;
    }
    const played all = play(before, c.rules);
    REQUIRE(all.result.changes.entries == expected.changes.entries);
    REQUIRE(all.sides.before == measure(before));
    REQUIRE(all.sides.change == compare(before, expected.after, expected.must_stay, all.options));
    REQUIRE(all.result.findings.size() == expected.findings.size() + all.sides.breaches.size());
    ++played_cases;
  }
  CHECK(played_cases > cases_to_try(250));
}
