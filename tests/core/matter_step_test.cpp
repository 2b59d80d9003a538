// SPDX-License-Identifier: BSL-1.0
#include <pangkas/core/matter_step.hpp>

#include "support/catch.hpp"

#include <optional>
#include <string>

using namespace pangkas;

TEST_CASE("an act is read as it is written", "[core][matter_step]") {
  for (const std::string_view name : detail::act_names) {
    const auto act = parse_step_act(name);
    REQUIRE(act.has_value());
    CHECK(to_string(*act) == name);
  }
  CHECK(parse_step_act("countersign") == step_act::countersign);
  CHECK(parse_step_act("Sign") == std::nullopt);
}

TEST_CASE("an act is a check if it can stop the matter", "[core][matter_step]") {
  // docs/background/decisions.md: all but drafts, initials and reports.
  for (const step_act act : {step_act::draft, step_act::initial, step_act::report})
    CHECK_FALSE(can_stop(act));
  for (const step_act act :
       {step_act::certify, step_act::recommend, step_act::review, step_act::concur,
        step_act::approve, step_act::sign, step_act::countersign, step_act::veto})
    CHECK(can_stop(act));
}
