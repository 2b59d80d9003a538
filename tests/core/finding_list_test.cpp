// SPDX-License-Identifier: BSL-1.0
#include <pangkas/core/finding_list.hpp>

#include "support/catch.hpp"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

using namespace pangkas;

TEST_CASE("finding_list cuts off after its limit and says how many there were",
          "[core][finding_list]") {
  finding_list findings(2);
  for (std::size_t i = 0; i < 5; ++i)
    if (findings.wants("span-band", severity::warning))
      findings.add("span-band", severity::warning, std::to_string(i), "wide", "left");
  REQUIRE(findings.wants("cycle", severity::error));
  findings.add("cycle", severity::error, "C", "round", "left");
  const auto all = std::move(findings).take();
  std::vector<std::string> rules;
  for (const finding& f : all) rules.push_back(f.rule);
  REQUIRE(rules == std::vector<std::string>{"span-band", "span-band", "cycle", "span-band"});
  CHECK(all[3].detail == "3 more of these, 5 in all");
  CHECK(all[3].level == severity::warning);
  CHECK(all[3].stands_for == 3);
  CHECK(all[3].position.empty());
  CHECK(all[1].position == "1");
  CHECK(all[1].detail == "wide");
  CHECK(all[1].action == "left");
  CHECK(all[1].stands_for == 1);
}

TEST_CASE("finding_list adds nothing of its own where no limit is passed", "[core][finding_list]") {
  finding_list findings(1);
  REQUIRE(findings.wants("cycle", severity::error));
  findings.add("cycle", severity::error, "C", "round", "left");
  CHECK(std::move(findings).take().size() == 1);
  CHECK(finding_list(1).take().empty());
  // Without room for any, the count alone is told.
  finding_list closed(0);
  REQUIRE_FALSE(closed.wants("cycle", severity::error));
  const auto all = std::move(closed).take();
  REQUIRE(all.size() == 1);
  CHECK(all[0].level == severity::error);
  CHECK(all[0].stands_for == 1);
}
