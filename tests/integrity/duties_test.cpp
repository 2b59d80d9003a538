// SPDX-License-Identifier: BSL-1.0
#include <pangkas/integrity/duties.hpp>

#include "support/catch.hpp"
#include "support/organisations.hpp"

#include <pangkas/core/condition.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

std::vector<std::string> rules_of(const std::vector<finding>& findings) {
  std::vector<std::string> rules;
  for (const finding& f : findings) rules.push_back(f.rule);
  return rules;
}

}  // namespace

TEST_CASE("duties are those of a position, or of each that a selector meets",
          "[integrity][duties]") {
  const organisation org = make(two_roots().what);
  integrity_builder builder(org);
  builder.add(duty{"A", {}, "purchase", "approve", {}});
  builder.add(duty{{}, parse_condition("a1|a2"), "purchase", "order", true});
  builder.add(duty{"b1", {}, "*", "audit", {}});
  const integrity_tables tables = std::move(builder).build();
  CHECK(builder.findings().empty());
  CHECK(tables.processes == std::vector<std::string>{"purchase", "*"});
  CHECK(tables.names == std::vector<std::string>{"approve", "order", "audit"});
  REQUIRE(tables.duties.size() == 4);
  CHECK(tables.duties[0] == assigned_duty{org.row(org.at("A")), 0, 0, no_row, {}});
  CHECK(tables.duties[1] == assigned_duty{org.row(org.at("a1")), 0, 1, no_row, true});
  CHECK(tables.duties[2] == assigned_duty{org.row(org.at("a2")), 0, 1, no_row, true});
  CHECK(tables.duties[3] == assigned_duty{org.row(org.at("b1")), 1, 2, no_row, {}});
}

TEST_CASE("a holder in a post counts once, and a hand is a holder or a post",
          "[integrity][duties]") {
  const organisation org = make(two_roots().what);
  integrity_builder builder(org);
  builder.add(post_holder{"h1", "B", {}});
  builder.add(post_holder{"h1", "B", "2020-01-01"});
  builder.add(post_holder{"h2", "A", {}});
  builder.add(relation{"h2", "h1", "kin", 2});  // its holders may come later
  const integrity_tables tables = std::move(builder).build();
  CHECK(builder.findings().empty());
  REQUIRE(tables.held.size() == 2);
  CHECK(tables.held[0] == held_post{org.row(org.at("A")), 1, {}});
  CHECK(tables.held[1] == held_post{org.row(org.at("B")), 0, "2020-01-01"});
  CHECK(tables.relations == std::vector<known_relation>{{1, 0, "kin", 2}});
  CHECK(tables.holder_of(1) == 1);
  const row_index a1 = org.row(org.at("a1"));
  CHECK_FALSE(tables.holder_of(tables.hand_of(a1)));
  CHECK(tables.row_of(tables.hand_of(a1)) == a1);
}

TEST_CASE("what does not fit is left out with a finding", "[integrity][duties]") {
  const organisation org = make(two_roots().what);
  integrity_builder builder(org);
  const origin here{builder.add_file("duties.csv"), 7};
  builder.add(duty{"a 1", {}, "purchase", "order", {}}, here);
  builder.add(duty{"A", {}, "purchase", {}, {}}, here);
  builder.add(duty{"A", {}, {}, "order", {}}, here);
  builder.add(duty{{}, parse_condition("rank=none"), "purchase", "order", {}}, here);
  builder.add(post_holder{{}, "A", {}}, here);
  builder.add(post_holder{"h1", "A", "yesterday"}, here);
  builder.add(relation{"h1", "h1", "kin", {}}, here);
  builder.add(relation{"h1", "h9", "kin", {}}, here);
  builder.add(relation{});  // not from a file
  const integrity_tables tables = std::move(builder).build();
  CHECK(tables.duties.empty());
  CHECK(tables.held == std::vector<held_post>{{org.row(org.at("A")), 0, {}}});
  CHECK(tables.relations.empty());
  CHECK(rules_of(builder.findings()) ==
        std::vector<std::string>{"unknown-position", "no-duty", "no-process", "meets-nobody",
                                 "no-holder", "bad-date", "related-to-itself", "unknown-holder",
                                 "related-to-itself"});
  CHECK(builder.findings().back().detail == "the row names no holder");
  CHECK_FALSE(builder.findings().back().row);
  const finding& first = builder.findings().front();
  CHECK(first.file == "duties.csv");
  CHECK(first.row == 7);
  CHECK_THAT(first.detail, contains("did you mean \"a1\"?"));
  // Codes of holders are printed only where somebody asks for them.
  CHECK(std::ranges::none_of(builder.findings(), [](const finding& f) {
    return f.detail.find("h9") != std::string::npos || f.detail.find("h1") != std::string::npos;
  }));
}
