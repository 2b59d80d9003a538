// SPDX-License-Identifier: BSL-1.0
#include <pangkas/decisions/decision_violations.hpp>

#include "support/catch.hpp"
#include "support/naive_decisions.hpp"
#include "support/office.hpp"

#include <string>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

/// A breach as "rule matter position …".
std::vector<std::string> breaches(const decision_data& data, const decision_options& options = {}) {
  const organisation org = make(data);
  std::vector<std::string> listed;
  for (const decision_violation& v : decision_violations(org, options)) {
    std::string text = std::string(to_string(v.rule)) + " " + org.matters()[v.matter].code + " " +
                       std::string(org.code(v.position));
    if (v.reason) text += " " + std::string(to_string(*v.reason));
    if (v.found != 0 || v.limit != 0)
      text += " " + std::to_string(v.found) + "/" + std::to_string(v.limit);
    if (v.other_matter) text += " " + org.matters()[*v.other_matter].code;
    if (v.other_position) text += " " + std::string(org.code(*v.other_position));
    listed.push_back(text);
  }
  return listed;
}

}  // namespace

TEST_CASE("every breach of a rule is listed with its position",
          "[decisions][decision_violations]") {
  decision_data data = office();
  CHECK(breaches(data) == std::vector<std::string>{"four-eyes budget M"});

  SECTION("too few checks: those of roles do not count") {
    data.matters[0].checks = 2;
    CHECK(breaches(data) == std::vector<std::string>{"four-eyes budget M"});
    data.matters[0].checks = 3;
    CHECK(breaches(data) == std::vector<std::string>{"checks leave s1 2/3", "checks leave s2 2/3",
                                                     "four-eyes budget M"});
  }
  SECTION("too many initials: those of roles do count, coordination does not") {
    data.matters[0].initials = 1;
    CHECK(breaches(data) ==
          std::vector<std::string>{"initials-of-matter leave s1 2/1", "four-eyes budget M"});
    data.matters[0].initials = 0;
    CHECK(breaches(data) == std::vector<std::string>{"initials-of-matter leave s1 2/0",
                                                     "initials-of-matter leave s2 1/0",
                                                     "four-eyes budget M"});
  }
  SECTION("four eyes: also where the drafter acts for the decider") {
    data.positions[1].filled = 0;
    data.lines.push_back({"s2", "D", line_type::acting, "leave", {}});
    CHECK(breaches(data) == std::vector<std::string>{"four-eyes leave s2", "four-eyes budget M"});
  }
  SECTION("undecidable") {
    data.authorities[0].limit = 5;
    data.matters[0].amount = 10;
    data.authorities[1].from = "2021-07-01";
    CHECK(breaches(data, {.on = "2021-06-30"}) ==
          std::vector<std::string>{
              "undecidable leave s1 limit-too-low", "undecidable leave s2 limit-too-low",
              "undecidable budget M no-authority", "undecidable budget L no-authority",
              "undecidable budget H no-authority", "undecidable budget s1 no-authority"});
  }
  SECTION("two matters in one hand") {
    data.matters[1].not_same_position = {"leave"};
    CHECK(breaches(data) == std::vector<std::string>{"four-eyes budget M"});
    data.authorities[0].position = "M";
    CHECK(breaches(data) ==
          std::vector<std::string>{"four-eyes budget M", "incompatible-roles leave M budget"});
    // Each pair once, whichever names the other.
    data.matters[0].not_same_position = {"budget", "leave", "no matter at all"};
    CHECK(breaches(data) ==
          std::vector<std::string>{"four-eyes budget M", "incompatible-roles leave M budget"});
    // It is the official who decides, not the post.
    data.positions[0].flags = {"absent"};
    data.lines.push_back({"L", "M", line_type::acting, "budget", {}});
    data.lines.push_back({"K", "M", line_type::acting, "leave", {}});
    CHECK(breaches(data) == std::vector<std::string>{"four-eyes budget M", "four-eyes budget L"});
  }
  SECTION("two matters in one unit") {
    data.matters[0].not_same_unit = {"budget"};
    CHECK(breaches(data) == std::vector<std::string>{"four-eyes budget M"});  // M has no unit
    data.positions[0].unit = "Secretariat";
    CHECK(breaches(data) ==
          std::vector<std::string>{"four-eyes budget M", "incompatible-roles leave D budget M"});
    // One position is in one unit with itself.
    data.authorities[0].position = "M";
    CHECK(breaches(data) ==
          std::vector<std::string>{"four-eyes budget M", "incompatible-roles leave M budget M"});
  }
}
