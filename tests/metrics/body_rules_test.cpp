// SPDX-License-Identifier: BSL-1.0
#include <pangkas/metrics/body_rules.hpp>

#include "support/catch.hpp"
#include "support/small_ministry.hpp"

#include <pangkas/core/organisation_builder.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

/// H leads A and B; A leads a row of 20 seats, B leads b, which has 2 seats. S is structural, but leads
/// nobody, and reports to H.
organisation body() {
  organisation_builder builder;
  const auto add = [&](const std::string& code, const std::string& above, double seats,
                       std::optional<position_kind> kind, std::vector<std::string> flags = {}) {
    position p = post(code, "", above, std::move(flags));
    p.seats = seats;
    p.kind = kind;
    builder.add(p);
  };
  add("H", "", 1, position_kind::structural);
  add("A", "H", 1, position_kind::structural);
  add("B", "H", 1, position_kind::functional, {"not-counted"});
  add("S", "H", 1, position_kind::structural);
  add("a", "A", 20, position_kind::executing);
  add("b", "B", 2, position_kind::executing);
  return std::move(builder).build().organisation;
}

std::map<std::string, body_check> checks_of(const body_rule& rule,
                                            const std::optional<body_baseline>& then = {}) {
  std::map<std::string, body_check> by_name;
  for (const body_check& c : check_body(body(), rule, then))
    if (!c.wanted.empty() || !by_name.contains(c.what)) by_name[c.what] = c;
  return by_name;
}

}  // namespace

TEST_CASE("one workforce has a ratio for each definition of a manager", "[metrics][body_rules]") {
  body_rule rule;
  rule.others_per_manager = 8;
  auto checks = checks_of(rule);
  CHECK(full_time_equivalents(body()) == 26);
  // H, A, B have reports: 23 others, or 26 with managers among them.
  CHECK(checks["others to each manager"].found == Approx(23.0 / 3));
  CHECK(checks["others to each manager"].holds == false);
  CHECK(checks["others to each who has reports"].found == Approx(23.0 / 3));
  CHECK(checks["all to each who has reports"].found == Approx(26.0 / 3));
  // H, A and S are structural.
  CHECK(checks["others to each of structural kind"].found == Approx(23.0 / 3));
  // By title or flag: A alone, of whom all others are led.
  rule.managers = parse_condition("A");
  rule.managers_are_too = true;
  CHECK(checks_of(rule)["others to each manager"].found == 26);
  // B and what it is are left out: H and A to S and a, 21 others, and b, who is counted, 2.
  rule = {};
  rule.others_per_manager = 11;
  rule.except = parse_condition("flags=not-counted");
  CHECK(checks_of(rule)["others to each manager"].found == Approx(23.0 / 2));
  CHECK(checks_of(rule)["others to each manager"].holds == true);
  // Out of scope nothing is asked.
  rule.more_than = 25;
  CHECK(checks_of(rule)["full-time equivalents"].holds == true);
  rule.more_than = 26;
  CHECK_FALSE(checks_of(rule)["full-time equivalents"].holds.has_value());
  CHECK_FALSE(checks_of(rule)["others to each manager"].holds.has_value());
}

TEST_CASE("a rule tells whom it counts and whom it calls a manager", "[metrics][body_rules]") {
  body_rule rule;
  body_scope scope = scope_of(body(), rule);
  CHECK(scope == body_scope{6, 26, 0, 0, 3, 3, false, "who has a command subordinate"});
  rule.except = parse_condition("flags=not-counted");  // B
  rule.managers = parse_condition("kind=structural");  // H, A and S, who leads nobody
  rule.managers_are_too = true;
  scope = scope_of(body(), rule);
  CHECK(scope == body_scope{5, 25, 1, 0, 3, 3, true, "kind=structural"});
  organisation_builder outside;
  outside.add(post("H"));
  outside.add(post("X", "", "", {"external"}));
  CHECK(scope_of(std::move(outside).build().organisation, {}).external == 1);
}

TEST_CASE("a body must move from where it stood, until it is there", "[metrics][body_rules]") {
  body_rule rule;
  rule.others_per_manager = 11;
  rule.more_a_year = 1;
  // 7.67 now. From 5.5 two years ago it had to be 7.5; from 6 it had to be 8; from 10.5, 11.
  CHECK(checks_of(rule, body_baseline{5.5, 2})["others to each manager, by now"].holds == true);
  CHECK(checks_of(rule, body_baseline{6, 2})["others to each manager, by now"].holds == false);
  CHECK(checks_of(rule, body_baseline{10.5, 2})["others to each manager, by now"].wanted ==
        "at least 11");
}

TEST_CASE("spans and layers of a body are judged, with mean and median", "[metrics][body_rules]") {
  body_rule rule;
  rule.layers = {2, 2};
  rule.span = {2, {}};
  rule.mean_span = {{}, 2};
  rule.by_size = {{"tiny", 10, 2.0}, {"small", {}, 4.5}};
  auto checks = checks_of(rule);
  CHECK(checks["layers"].found == 3);
  CHECK(checks["layers"].holds == false);
  // H leads three, A and B one each.
  CHECK(checks["managers outside the span of at least 2"].found == 2);
  CHECK(checks["mean span"].found == Approx(5.0 / 3));
  CHECK(checks["mean span"].holds == true);
  CHECK(checks["median span"].found == 1);
  CHECK(checks["layers of small bodies, as found"].found == 4.5);
}

TEST_CASE(
    "a body of an even number of managers has the mean of the two middle spans, one of none none",
    "[metrics][body_rules]") {
  // H leads A and B, A leads a: spans 2 and 1. X is outside.
  organisation_builder builder;
  for (const auto& [code, above] :
       {std::pair("H", ""), std::pair("A", "H"), std::pair("B", "H"), std::pair("a", "A")})
    builder.add(post(code, "", above));
  builder.add(post("X", "", "", {"external"}));
  const organisation org = std::move(builder).build().organisation;
  CHECK(full_time_equivalents(org) == 4);
  body_rule rule;
  rule.mean_span = {1.5, 1.5};
  rule.median_span = {1.6, {}};
  rule.more_than = 4;
  const auto find = [](const std::vector<body_check>& all, const std::string& what) {
    return *std::ranges::find(all, what, &body_check::what);
  };
  // The rule is for more than four.
  CHECK_FALSE(find(check_body(org, rule, {}), "mean span").holds);
  CHECK(find(check_body(org, rule, {}), "full-time equivalents").found == 4);
  rule.more_than = 3.9;
  const std::vector<body_check> checks = check_body(org, rule, {});
  CHECK(find(checks, "mean span").holds == true);
  CHECK(find(checks, "median span").found == 1.5);
  CHECK(find(checks, "median span").holds == false);
  CHECK(find(checks, "median span").wanted == "at least 1.6");
  // Posts that lead nobody: no span, no ratio, and nothing to hold.
  organisation_builder alone;
  alone.add(post("H"));
  const organisation one = std::move(alone).build().organisation;
  rule.more_than.reset();
  rule.others_per_manager = 8;
  for (const body_check& check : check_body(one, rule, {}))
    if (check.what != "all to each of structural kind" &&
        check.what != "others to each of structural kind") {
      INFO(check.what);
      CHECK_FALSE(check.found);
      CHECK_FALSE(check.holds);
    }
}
