// SPDX-License-Identifier: BSL-1.0
#include <pangkas/simplify/policy.hpp>

#include "support/catch.hpp"
#include "support/small_ministry.hpp"

#include <pangkas/error.hpp>

#include <cstddef>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

TEST_CASE("set_layers fills every rule by layer", "[simplify][policy]") {
  policy rules = central_policy();
  CHECK_FALSE(needs_layers(rules));
  CHECK_THROWS_WITH(set_layers(rules, {3}), contains("selects by no layer"));
  rules.select[0].when.layers.emplace();
  CHECK(needs_layers(rules));
  CHECK_THROWS_WITH(set_layers(rules, {}), contains("no layer is given"));
  CHECK_THROWS_WITH(set_layers(rules, {2, 0}), contains("layer 0"));
  CHECK(needs_layers(rules));
  set_layers(rules, {2, 3});
  CHECK(rules.select[0].when.layers == std::vector<std::size_t>{2, 3});
}

TEST_CASE("set_span_floor changes whom a policy selects and what it checks", "[simplify][policy]") {
  policy rules = central_policy();
  CHECK_FALSE(has_span_floor(rules));
  CHECK_THROWS_WITH(set_span_floor(rules, 5), contains("selects by no span floor"));
  rules.checks.span_low = 4;
  CHECK_FALSE(has_span_floor(rules));  // it checks one, and selects by none
  rules.select[0].when.span = {{2, 3}};
  CHECK_FALSE(has_span_floor(rules));
  rules.select[0].when.span = {{1, 2}};
  CHECK_FALSE(has_span_floor(rules));  // it selects below another
  rules.select.push_back(rules.select[0]);
  rules.select[0].when.span = {{1, 3}};
  CHECK(has_span_floor(rules));
  CHECK_THROWS_WITH(set_span_floor(rules, 1), contains("takes nobody out"));
  set_span_floor(rules, 5);
  CHECK(rules.select[0].when.span == std::vector<value_range>{{1, 4}});
  CHECK(rules.select[1].when.span == std::vector<value_range>{{1, 2}});
  CHECK(rules.checks.span_low == 5U);
  set_span_floor(rules, 2);
  CHECK(rules.select[0].when.span == std::vector<value_range>{{1, 1}});
}

TEST_CASE("the choices of a policy are read as they are written", "[simplify][policy]") {
  CHECK(parse_role_policy("team-leads") == role_policy::team_leads);
  CHECK(to_string(role_policy::coordinators) == "coordinators");
  CHECK_FALSE(parse_role_policy("Coordinators"));
  CHECK(parse_attribution_outcome(to_string(attribution_outcome::orphan)) ==
        attribution_outcome::orphan);
  CHECK(parse_delegation_outcome("converted-official") == delegation_outcome::converted_official);
  CHECK(parse_mandate_outcome("giver") == mandate_outcome::giver);
  CHECK(parse_attachment("nearest-kept-superior") == attachment::nearest_kept_superior);
}
