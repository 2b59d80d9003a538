// SPDX-License-Identifier: BSL-1.0
#include <pangkas/decisions/decision_options.hpp>

#include "support/catch.hpp"
#include "support/naive_decisions.hpp"
#include "support/office.hpp"

#include <pangkas/decisions/decision_path.hpp>
#include <pangkas/decisions/decision_violations.hpp>

#include <cstddef>
#include <string>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

/// Who has too many initials, as "position found/limit".
std::vector<std::string> too_many_initials(const organisation& org,
                                           const decision_options& options) {
  std::vector<std::string> all;
  for (const decision_violation& v : decision_violations(org, options))
    if (v.rule == decision_rule::initials)
      all.push_back(org.matters()[v.matter].code + " " + std::string(org.code(v.position)) + " " +
                    std::to_string(v.found) + "/" + std::to_string(v.limit));
  return all;
}

}  // namespace

TEST_CASE("the initials asked for hold for the matters that say nothing of them",
          "[decisions][decision_options]") {
  decision_data data = office();
  // leave: K and H initial for s1, H for s2. budget: K, H and D for s1, D for H, nobody for L.
  CHECK(too_many_initials(make(data), {}).empty());
  CHECK(too_many_initials(make(data), {.initials = 1}) ==
        std::vector<std::string>{"leave s1 2/1", "budget s1 3/1"});
  data.matters[0].initials = 2;
  CHECK(too_many_initials(make(data), {.initials = 1}) ==
        std::vector<std::string>{"budget s1 3/1"});
  data.matters[1].initials = 0;
  CHECK(too_many_initials(make(data), {.initials = 1}) ==
        std::vector<std::string>{"budget H 1/0", "budget s1 3/0"});
}

TEST_CASE("without a day every authority counts, and \"absent\" marks who is away",
          "[decisions][decision_options]") {
  decision_data data = office();
  data.authorities[0].until = "1999-12-31";
  data.positions[3].flags = {"absent"};  // H
  const organisation org = make(data);
  const auto steps = [&](const decision_options& options) {
    return decision_path(org, 0, org.at("s2"), options).steps.size();
  };
  CHECK(steps({}) == 2);  // s2, D
  CHECK(steps({.on = "1999-12-31"}) == 2);
  CHECK(steps({.on = "2000-01-01"}) == 0);         // nobody decides
  CHECK(steps({.absent_flag = "on leave"}) == 4);  // s2, H, L, D
  CHECK(decision_options{}.working_minutes == 1200 * 60);
}
