// SPDX-License-Identifier: BSL-1.0
#include <pangkas/io/rank_scheme.hpp>

#include "support/catch.hpp"

#include <pangkas/core/rank_scheme.hpp>
#include <pangkas/error.hpp>

#include <optional>
#include <string>
#include <vector>

using namespace pangkas;
using pangkas::tests::contains;

namespace {

/// The sentence with which a scheme is refused.
std::string refusal(const std::string& text) {
  try {
    static_cast<void>(read_rank_scheme(text, "ranks.toml"));
  } catch (const rule_error& e) {
    return e.what();
  }
  return {};
}

const std::string scheme_head = "[scheme]\nname = \"s\"\n";
const std::string one_rank = scheme_head + "[[rank]]\nname = \"A\"\nkind = \"structural\"\n";

}  // namespace

TEST_CASE("read_rank_scheme reads every key", "[io][rank_scheme]") {
  const rank_scheme scheme = read_rank_scheme(R"(
[scheme]
name = "s"
title = "A scheme"
source = "a law"
[[rank]]
name = "III.a"
kind = "structural"
groups = ["III", "Administrator"]
administrative = true
aliases = ["3a"]
grade_low = "IV/a"
grade_high = "IV/b"
class_low = 12
class_high = 13
allowance = 1260000
source = "PP 13/2002"
note = "seen"
[[rank]]
name = "Pelaksana"
kind = "executing"
)",
                                              "ranks.toml");
  CHECK(scheme.name() == "s");
  CHECK(scheme.title() == "A scheme");
  REQUIRE(scheme.ranks().size() == 2);
  rank expected;
  expected.name = "III.a";
  expected.kind = position_kind::structural;
  expected.groups = {"III", "Administrator"};
  expected.administrative = true;
  expected.aliases = {"3a"};
  expected.grade_low = "IV/a";
  expected.grade_high = "IV/b";
  expected.class_low = 12;
  expected.class_high = 13;
  expected.allowance = 1260000;
  expected.source = "PP 13/2002";
  expected.note = "seen";
  CHECK(scheme[0] == expected);
  CHECK(scheme[1].allowance == std::nullopt);
  CHECK(scheme.find("Eselon 3/A") == 0U);
}

TEST_CASE("read_rank_scheme says what is wrong and on which line", "[io][rank_scheme]") {
  CHECK_THAT(refusal("[scheme\n"), contains("ranks.toml:1: this is no valid TOML"));
  CHECK_THAT(refusal(""), contains("begins with a table [scheme]"));
  CHECK_THAT(refusal("[scheme]\ntitle = \"x\"\n"), contains("has no \"name\""));
  CHECK_THAT(refusal(scheme_head), contains("ranks.toml:1: the rank scheme has no [[rank]]"));
  CHECK_THAT(refusal(scheme_head + "[[rank]]\nkind = \"structural\"\n"),
             contains("ranks.toml:3: [[rank]] has no \"name\""));
  CHECK_THAT(refusal(scheme_head + "[[rank]]\nname = \"./-\"\nkind = \"structural\"\n"),
             contains("ranks.toml:4: \"./-\""));
  CHECK_THAT(refusal(scheme_head + "[[rank]]\nname = \"A\"\n"),
             contains("needs \"kind\": structural"));
  CHECK_THAT(refusal(scheme_head + "[[rank]]\nname = \"A\"\nkind = \"boss\"\n"),
             contains("ranks.toml:5: the rank \"A\" needs \"kind\": structural, functional or "
                      "executing, not \"boss\""));
  CHECK_THAT(refusal(one_rank + "allowence = 3\n"),
             contains("ranks.toml:6: unknown key \"allowence\" in [[rank]]") &&
                 contains("did you mean \"allowance\"?"));
  CHECK_THAT(refusal(one_rank + "groups = [1]\n"), contains("ranks.toml:6: \"groups\""));
  CHECK_THAT(refusal(one_rank + "administrative = \"yes\"\n"), contains("must be true or false"));
  CHECK_THAT(refusal(one_rank + "class_low = -1\n"),
             contains("must be a whole number from 0 to 2147483647, not -1"));
  CHECK_THAT(
      refusal(one_rank + "class_low = 5\nclass_high = 4\n"),
      contains("ranks.toml:7: the band of classes of the rank \"A\" is upside down: 5 to 4"));
  CHECK_THAT(refusal(one_rank + "class_low = 4294967297\n"), contains("not 4294967297"));
  CHECK_THAT(refusal(one_rank + "class_low = 1.5\n"), contains("not 1.5"));
  // The least whole number that is none of a double.
  CHECK_THAT(refusal(one_rank + "allowance = 9007199254740993\n"),
             contains("not 9007199254740993"));
  CHECK_THAT(refusal(one_rank + "allowance = nan\n"),
             contains("\"allowance\" in [[rank]] must be a number from 0 to 1e15, not nan"));
  CHECK_THAT(
      refusal(one_rank + "[[rank]]\nname = \"B\"\nkind = \"executing\"\naliases = [\"a\"]\n"),
      contains("ranks.toml:6: rank scheme \"s\": \"a\" names both"));
  CHECK_THAT(refusal(one_rank + "[ranks]\n"), contains("ranks.toml:6: unknown key \"ranks\""));
}
