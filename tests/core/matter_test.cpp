// SPDX-License-Identifier: BSL-1.0
#include <pangkas/core/matter.hpp>

#include "support/catch.hpp"

#include <pangkas/core/condition.hpp>

using namespace pangkas;

TEST_CASE("the channel of a matter is read as it is written", "[core][matter]") {
  CHECK(to_string(matter_channel::paper) == "paper");
  CHECK(to_string(matter_channel::digital) == "digital");
  CHECK(parse_matter_channel("paper") == matter_channel::paper);
  CHECK(parse_matter_channel("digital") == matter_channel::digital);
  CHECK_FALSE(parse_matter_channel("Paper"));
  CHECK_FALSE(parse_matter_channel(""));
}

TEST_CASE("a matter of which nothing is said is raised by all who lead nobody", "[core][matter]") {
  const matter m;
  CHECK(m.originators == non_managing_positions());
  CHECK(m.originators == parse_condition("manager=no"));
  CHECK_FALSE(m.volume);
  CHECK_FALSE(m.amount);
  CHECK_FALSE(m.initials);
  CHECK(m.checks == 0);
  CHECK(m.channel == matter_channel::paper);
  CHECK_FALSE(m.strategic);
  CHECK_FALSE(m.approvals);
}

TEST_CASE("a matter allows the hours of its limit, and all without one", "[core][matter]") {
  matter m;
  CHECK(m.allows(1e9));
  m.limit_hours = 0.3;
  CHECK(m.allows(0.1 + 0.2));  // more than 0.3 by rounding alone
  CHECK_FALSE(m.allows(0.3001));
}

TEST_CASE("two matters are equal if they are in every part", "[core][matter]") {
  const matter a;
  matter b = a;
  CHECK(a == b);
  b.volume = 0;  // never raised is not one each
  CHECK(a != b);
  b = a;
  b.originators = {};
  CHECK(a != b);
  b = a;
  b.not_same_unit = {"budget"};
  CHECK(a != b);
}
