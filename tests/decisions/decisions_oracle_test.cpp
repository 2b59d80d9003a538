// SPDX-License-Identifier: BSL-1.0
#include <pangkas/decisions/decisions.hpp>
#include <pangkas/decisions/default_matter.hpp>

#include <pangkas/decisions/compare_decisions.hpp>
#include <pangkas/decisions/decision_path.hpp>
#include <pangkas/decisions/decision_violations.hpp>
#include <pangkas/simplify/simplify.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/compare_with_walker.hpp"
#include "support/naive_decisions.hpp"
#include "support/organisations.hpp"
#include "support/random_decision_cases.hpp"
#include "support/random_policy.hpp"
#include "support/small_ministry.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>

using namespace pangkas;
using namespace pangkas::tests;

// All that is expected here comes from the walker of support/naive_decisions.hpp, which was written
// from docs/background/decisions.md and shares no code with the library's paths. It is checked by
// hand in decision_path_test.cpp.

namespace {

/// One random organisation; counts its paths.
std::string compare_everything(random_decisions& random, std::size_t& paths) {
  const decision_data data = random.next();
  decision_options options;
  options.on = random.day();
  if (random.roll().chance(5)) options.absent_flag = "away";
  const organisation org = make(data, small_scheme());
  const naive_decisions hand(data, org, options.on, options.absent_flag);
  differences found;
  paths += hand.all_paths().size();
  if (data.matters.empty()) {
    compare_chart(org, hand, found);
    return found.text();
  }
  for (std::size_t m = 0; m < hand.matters(); ++m) compare_paths(org, hand, m, options, found);
  compare_report(org, hand, options, found);
  compare_violations(org, hand, options, found);
  return found.text();
}

}  // namespace

TEST_CASE("every path, figure and breach is that of the step-by-step walker",
          "[decisions][decisions]") {
  std::size_t paths = 0;
  for (std::uint64_t seed = 0; seed < cases_to_try(50'000); ++seed) {
    random_decisions random(seed);
    const std::string found = compare_everything(random, paths);
    if (!found.empty()) FAIL("seed " << seed << ": " << found);
  }
  CHECK(paths > cases_to_try(100'000));
}

TEST_CASE("every path of larger organisations is that of the step-by-step walker",
          "[decisions][decisions]") {
  // Long chains, and more holders of roles above one post than are looked through one by one.
  std::size_t paths = 0;
  for (std::uint64_t seed = 0; seed < cases_to_try(300); ++seed) {
    random_decisions random(seed, 80);
    const std::string found = compare_everything(random, paths);
    if (!found.empty()) FAIL("seed " << seed << ": " << found);
  }
  CHECK(paths > cases_to_try(5'000));
}

TEST_CASE("before and after are those of the walker under random policies",
          "[decisions][decisions_before_after]") {
  std::size_t compared = 0;
  std::size_t converted = 0;
  std::map<role_policy, std::size_t> with_roles;
  random_cases policies(3);
  for (std::uint64_t seed = 0; seed < cases_to_try(15'000); ++seed) {
    const random_case rows = policies.next();
    random_decisions random(seed);
    const decision_data data = random.next(rows.positions);
    decision_options options;
    options.on = random.day();
    const organisation before = make(data, ministry_scheme());
    simplification result;
    try {
      result = simplify(before, rows.rules);
    } catch (const rule_error&) {
      continue;  // the rules leave a gap or contradict each other
    }
    const naive_decisions hand_before(data, before, options.on);
    const naive_decisions hand_after(written_down(result.after), result.after, options.on);
    compared += data.matters.empty() ? 0U : 1U;
    converted += result.converted > 0 ? 1U : 0U;
    if (result.role_lines > 0) ++with_roles[rows.rules.roles.kind];
    differences found;
    if (!data.matters.empty()) {
      compare_sides(before, hand_before, result.after, hand_after, options, found);
      compare_report(result.after, hand_after, options, found);
      compare_violations(result.after, hand_after, options, found);
    }
    if (!found.text().empty()) FAIL("seed " << seed << ": " << found.text());
  }
  CHECK(compared > cases_to_try(10'000));
  CHECK(converted > cases_to_try(2'000));
  CHECK(with_roles[role_policy::team_leads] > cases_to_try(300));
  CHECK(with_roles[role_policy::coordinators] > cases_to_try(300));
}

TEST_CASE("before and after are those of the walker for two organisations with the same codes",
          "[decisions][decisions_before_after]") {
  // Originators, matters and superiors go and come.
  for (std::uint64_t seed = 0; seed < cases_to_try(10'000); ++seed) {
    random_decisions random(seed);
    const decision_data was = random.next();
    const decision_data is = random.next();
    const organisation before = make(was, small_scheme());
    const organisation after = make(is, small_scheme());
    differences found;
    if (!was.matters.empty() && !is.matters.empty())
      compare_sides(before, naive_decisions(was, before), after, naive_decisions(is, after), {},
                    found);
    if (!found.text().empty()) FAIL("seed " << seed << ": " << found.text());
  }
}
