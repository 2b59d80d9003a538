// SPDX-License-Identifier: BSL-1.0
#include <pangkas/core/organisation_builder.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/organisations.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

/// The findings of one rule.
std::vector<finding> of_rule(const build_result& result, const std::string& rule) {
  std::vector<finding> found;
  for (const finding& f : result.findings)
    if (f.rule == rule) found.push_back(f);
  return found;
}

}  // namespace

TEST_CASE("a sound organisation is built without a finding", "[core][organisation_builder]") {
  CHECK(build(empty_organisation().what).findings.empty());
  CHECK(build(one_position().what).findings.empty());
  CHECK(build(shared_report().what).findings.empty());
  CHECK(build(paper_flattening().what).findings.empty());
}

TEST_CASE("the first position of a code stands, a later one is a finding with its row",
          "[core][organisation_builder]") {
  organisation_builder builder;
  const std::uint32_t file = builder.add_file("posts.csv");
  position first = post("A");
  first.title = "first";
  position second = post("A");
  second.title = "second";
  CHECK(builder.add(first, {file, 2}));
  CHECK_FALSE(builder.add(second, {file, 3}));
  CHECK_FALSE(builder.add(post(""), {file, 4}));
  CHECK(builder.size() == 1);
  CHECK(builder.find("A") == row_index{0});
  CHECK_FALSE(builder.find("B"));
  CHECK(builder.origin_of(0).row == 2);
  const build_result result = std::move(builder).build();
  CHECK(result.organisation.size() == 1);
  CHECK(result.organisation.title(position_id{0}) == "first");
  REQUIRE(result.findings.size() == 2);
  const finding duplicate = of_rule(result, "duplicate-code").at(0);
  CHECK(duplicate.level == severity::error);
  CHECK(duplicate.file == "posts.csv");
  CHECK(duplicate.row == std::size_t{3});
  CHECK(duplicate.position == "A");
  CHECK_THAT(duplicate.detail, contains("row 2 of posts.csv"));
  CHECK_THAT(duplicate.action, contains("first"));
  CHECK(of_rule(result, "no-code").at(0).row == std::size_t{4});
}

TEST_CASE("figures and holders of a position can be known better than its first row says",
          "[core][organisation_builder]") {
  organisation_builder builder;
  position p = post("A");
  p.seats = 2;
  p.filled = 0.5;
  p.cost = 7;
  p.budget = 9;
  CHECK(builder.add(p));
  using enum position_figure;
  CHECK(builder.figure(0, seats) == 2.0);
  CHECK(builder.figure(0, filled) == 0.5);
  CHECK(builder.figure(0, cost) == 7.0);
  CHECK(builder.figure(0, budget) == 9.0);
  builder.change(0, seats, 3);
  builder.change(0, filled, 1.5);
  builder.change(0, cost, {});
  builder.change(0, budget, 10);
  for (const char* holder : {"", "H1", "H2", "", "H1"}) builder.add_holder(0, holder);
  const organisation org = std::move(builder).build().organisation;
  const position_id a = org.at("A");
  CHECK(org.seats(a) == 3);
  CHECK(org.filled(a) == 1.5);
  CHECK_FALSE(org.cost(a));
  CHECK(org.budget(a) == 10.0);
  CHECK(org.holders(a) == "H1; H2");
}

TEST_CASE("of a holder of many positions ten are named", "[core][organisation_builder]") {
  const auto told = [](int positions) {
    organisation_builder builder;
    for (int i = 0; i < positions; ++i) {
      position p = post("P" + std::to_string(i), i == 0 ? "" : "P0");
      p.holders = "H";
      builder.add(p);
    }
    return of_rule(std::move(builder).build(), "holder-of-several").at(0).detail;
  };
  CHECK_THAT(told(10), contains("\"P9\"") && !contains("more"));
  CHECK_THAT(told(12), contains("\"P9\"") && !contains("\"P10\"") && contains(" and 2 more"));
}

TEST_CASE("of several roots with the code of one that is none the first takes its place",
          "[core][organisation_builder]") {
  organisation_builder builder;
  const std::uint32_t file = builder.add_file("posts.csv");
  builder.add(post("A", "B"), {file, 2});
  builder.add(post("B", "A"), {file, 3});
  for (const std::uint32_t row : {4U, 5U}) {
    position root = post("A");
    root.title = "row " + std::to_string(row);
    builder.offer_root(0, root, {file, row});
  }
  build_options options;
  options.roots_before_first = true;
  const build_result result = std::move(builder).build(options);
  CHECK(result.organisation.title(result.organisation.at("A")) == "row 4");
  CHECK(result.organisation.command().placed() == 2);
  CHECK(of_rule(result, "root-preferred").size() == 1);
}

TEST_CASE("one superior without a row may become the root, several may not",
          "[core][organisation_builder]") {
  const auto built = [](const std::vector<position>& positions) {
    organisation_builder builder;
    builder.add_eliminated("gone");
    for (const position& p : positions) builder.add(p);
    build_options options;
    options.missing_superior_is_root = true;
    return std::move(builder).build(options);
  };
  const build_result two =
      built({post("a", "top"), post("b", "top"), post("c", "b"), post("d", "gone")});
  CHECK(two.organisation.declared_superior(two.organisation.at("a")) == "top");
  CHECK(two.organisation.command().layers() == 3);
  CHECK(two.organisation.seats(two.organisation.at("top")) == 1.0);
  const finding added = of_rule(two, "missing-superior").at(0);
  CHECK(added.level == severity::warning);
  CHECK_THAT(added.detail, contains("2 positions report to \"top\", which has no row of its own"));
  CHECK_THAT(of_rule(built({post("a", "top")}), "missing-superior").at(0).detail,
             contains("1 position reports to \"top\""));
  const build_result several = built({post("a", "top"), post("b", "head")});
  CHECK(several.organisation.size() == 2);
  CHECK_THAT(of_rule(several, "several-missing-superiors").at(0).detail,
             contains("\"top\", \"head\""));
  CHECK(built({post("a"), post("b", "a")}).findings.empty());
}

TEST_CASE("a code that a spreadsheet read as a number is suggested, and a mark of a root too",
          "[core][organisation_builder]") {
  organisation_builder builder;
  for (const position& p : {post("12"), post("a", "12.0"), post("b", "12.50"), post("c", "xx")})
    builder.add(p);
  build_options options;
  options.root_marks = {"", "XX"};
  const auto unknown = of_rule(std::move(builder).build(options), "unknown-superior");
  REQUIRE(unknown.size() == 3);
  CHECK_THAT(unknown[0].detail, contains("did you mean \"12\"?"));
  CHECK_THAT(unknown[1].detail, !contains("did you mean"));
  CHECK_THAT(unknown[2].detail, contains("did you mean the mark of a root, \"XX\"?"));
}

TEST_CASE("positions may come before their superiors", "[core][organisation_builder]") {
  const build_result result = build({{post("c", "b"), post("b", "a"), post("a")}, {}, {}});
  CHECK(result.findings.empty());
  CHECK(result.organisation.command().layers() == 3);
}

TEST_CASE("an unknown superior leaves orphans, and a code that differs in case is suggested",
          "[core][organisation_builder]") {
  const build_result result = build(
      {{post("EOE-HEE-001"), post("x", "EoE-HEE-001"), post("y", "x"), post("z", "gone")}, {}, {}});
  CHECK(result.organisation.command().placed() == 1);
  CHECK(result.organisation.command().orphans() == 3);
  const auto unknown = of_rule(result, "unknown-superior");
  REQUIRE(unknown.size() == 2);
  CHECK(unknown[0].position == "x");
  CHECK(unknown[0].column == "reports_to");
  CHECK_THAT(unknown[0].detail, contains("did you mean \"EOE-HEE-001\"?"));
  CHECK_THAT(unknown[0].action, contains("orphan"));
  CHECK(unknown[1].position == "z");
  CHECK_THAT(unknown[1].detail, !contains("did you mean"));
}

TEST_CASE("orphans can be made roots", "[core][organisation_builder]") {
  build_options options;
  options.orphans_are_roots = true;
  const build_result result = build(orphan_tree().what, small_scheme(), options);
  CHECK(result.organisation.command().orphans() == 0);
  CHECK(result.organisation.command().roots() == 2);
  CHECK(result.organisation.command().placed() == 5);
  CHECK_THAT(of_rule(result, "unknown-superior").at(0).action, contains("root"));
}

TEST_CASE("a report to an eliminated post is told from one to an unknown post",
          "[core][organisation_builder]") {
  organisation_builder builder;
  builder.add(post("R"));
  builder.add(post("a", "old"));
  builder.add_eliminated("old");
  const build_result result = std::move(builder).build();
  REQUIRE(result.findings.size() == 1);
  CHECK(result.findings[0].rule == "eliminated-superior");
  CHECK(result.organisation.command().orphans() == 1);
}

TEST_CASE("a cycle is a finding that names its members in order", "[core][organisation_builder]") {
  const build_result result =
      build({{post("R"), post("A", "C"), post("B", "A"), post("C", "B"), post("d", "C")}, {}, {}});
  REQUIRE(result.findings.size() == 1);
  CHECK(result.findings[0].rule == "cycle");
  CHECK(result.findings[0].position == "A");
  CHECK_THAT(result.findings[0].detail, contains("A → C → B → A"));
  CHECK(result.organisation.command().unrooted() == 4);
}

TEST_CASE("a report to itself is a finding of its own", "[core][organisation_builder]") {
  const build_result result = build(self_report().what);
  REQUIRE(result.findings.size() == 1);
  CHECK(result.findings[0].rule == "self-report");
  CHECK(result.findings[0].position == "S");
}

TEST_CASE("no root and several roots are findings", "[core][organisation_builder]") {
  const auto none = of_rule(build(cycle_of_three().what), "no-root");
  REQUIRE(none.size() == 1);
  CHECK(none[0].level == severity::error);
  CHECK_THAT(none[0].detail, !contains("superiors that are no position"));
  CHECK_THAT(none[0].action, !contains("root_marks"));
  const auto several = of_rule(build(two_roots().what), "several-roots");
  REQUIRE(several.size() == 1);
  CHECK(several[0].level == severity::warning);
  CHECK_THAT(several[0].detail, contains("2 positions"));
}

TEST_CASE("no root tells the superiors that no position has, the most frequent first",
          "[core][organisation_builder]") {
  // Marks of tables that people published; each must be found among what it could be.
  organisation_builder builder;
  const auto add = [&](const char* code, const char* superior) {
    position p;
    p.code = code;
    p.reports_to = superior;
    builder.add(p);
  };
  add("A", "Board");
  add("B", "NULL");
  add("C", "NULL");
  add("D", "C");
  const auto some = of_rule(std::move(builder).build(), "no-root");
  REQUIRE(some.size() == 1);
  CHECK_THAT(some[0].detail, contains("superiors that are no position: \"NULL\" (of 2 positions), "
                                      "\"Board\" (of 1 position)"));
  CHECK_THAT(some[0].action, contains("under root_marks in a mapping"));

  organisation_builder more;
  for (const char* mark : {"0", "N/A", "none", "-1", "#N/A", "x", "y"}) {
    position p;
    p.code = std::string("of ") + mark;
    p.reports_to = mark;
    more.add(p);
  }
  const auto many = of_rule(std::move(more).build(), "no-root");
  REQUIRE(many.size() == 1);
  CHECK_THAT(many[0].detail, contains("\"0\" (of 1 position), \"N/A\"") &&
                                 contains("\"#N/A\" (of 1 position) and 2 others"));
}

TEST_CASE("an external position is no root, and nobody of the organisation reports to it",
          "[core][organisation_builder]") {
  position ministry = post("M");
  ministry.flags = {"E1", "external"};
  CHECK(build({{ministry, post("R"), post("a", "R")}, {}, {}}).findings.empty());

  const description below{{post("R"), post("b", "M"), post("c", "b"), ministry}, {}, {}};
  const build_result result = build(below);
  REQUIRE(result.findings.size() == 1);
  CHECK(result.findings[0].rule == "external-superior");
  CHECK(result.findings[0].level == severity::error);
  CHECK(result.findings[0].position == "b");
  CHECK_THAT(result.findings[0].action, contains("kept as an orphan"));
  const organisation& org = result.organisation;
  CHECK(org.command().orphans() == 2);
  CHECK(org.command().external() == 1);
  CHECK(org.declared_superior(org.at("b")) == "M");
  CHECK(org.declared_superior(org.at("M")).empty());

  organisation_builder builder;
  for (const position& p : below.positions) builder.add(p);
  const build_result roots = std::move(builder).build({.orphans_are_roots = true});
  CHECK(roots.organisation.command().roots() == 2);
  CHECK(roots.organisation.command().external() == 1);
  CHECK_THAT(of_rule(roots, "external-superior").at(0).action, contains("made a root"));
}

TEST_CASE("the flag of an external position with a superior is passed over",
          "[core][organisation_builder]") {
  position minister = post("M", "R");
  minister.flags = {"external"};
  const build_result result = build({{post("R"), minister, post("a", "M")}, {}, {}});
  REQUIRE(result.findings.size() == 1);
  CHECK(result.findings[0].rule == "external-with-superior");
  CHECK(result.findings[0].position == "M");
  CHECK(result.organisation.command().placed() == 3);

  minister.reports_to = "gone";
  const build_result orphan = build({{post("R"), minister}, {}, {}});
  CHECK(of_rule(orphan, "unknown-superior").size() == 1);
  CHECK(orphan.organisation.command().orphans() == 1);
  CHECK(orphan.organisation.command().external() == 0);

  minister.reports_to.clear();
  CHECK(build({{minister}, {}, {}}).findings.empty());  // no root is missing where nobody is
}

TEST_CASE("a rank outside the scheme is one warning for all its positions",
          "[core][organisation_builder]") {
  description what{{post("R"), post("a", "R"), post("b", "R")}, {}, {}};
  what.positions[0].rank = "Archduke";
  what.positions[2].rank = "Archduke";
  what.positions[1].rank = "ESELON IV A";
  const build_result result = build(what);
  REQUIRE(result.findings.size() == 1);
  CHECK(result.findings[0].rule == "unknown-rank");
  CHECK(result.findings[0].level == severity::warning);
  CHECK(result.findings[0].position == "R");
  CHECK_THAT(result.findings[0].detail, contains("2 positions"));
  CHECK(build(what, std::make_shared<rank_scheme>()).findings.empty());
}

TEST_CASE("lines and authorities to unknown positions are left out with a finding",
          "[core][organisation_builder]") {
  description what{{post("R"), post("a", "R")}, {}, {}};
  what.lines = {{"R", "gone", line_type::functional, {}, {}},
                {"gone", "a", line_type::coordination, {}, {}},
                {"a", "a", line_type::functional, {}, {}},
                {"R", "a", line_type::command, {}, {}},
                {"R", "a", line_type::coordination, {}, {}}};
  authority held;
  held.position = "a";
  held.matter = "permits";
  authority by_unknown = held;
  by_unknown.giver = "gone";
  authority of_unknown = held;
  of_unknown.position = "lost";
  what.authorities = {held, by_unknown, of_unknown};
  const build_result result = build(what);
  const auto unknown = of_rule(result, "unknown-position");
  REQUIRE(unknown.size() == 4);
  CHECK(unknown[0].position == "gone");
  CHECK(unknown[3].position == "lost");
  CHECK(of_rule(result, "self-report").size() == 1);
  CHECK(of_rule(result, "command-line").size() == 1);
  CHECK(result.organisation.lines().size() == 1);
  CHECK(result.organisation.authorities() == std::vector<authority>{held});
}

TEST_CASE("every defect of random organisations is found, and nothing is lost",
          "[core][organisation_builder]") {
  for (std::uint64_t seed = 0; seed < cases_to_try(2000); ++seed) {
    CAPTURE(seed);
    const by_hand hand(random_description(seed));
    const build_result result = build(hand.what());
    REQUIRE(result.organisation.size() == hand.size());
    std::size_t unknown = 0;
    std::size_t self = 0;
    std::size_t on_cycles = 0;
    for (std::size_t i = 0; i < hand.size(); ++i) {
      const bool itself = hand.superior(i) == i;
      if (!hand.what().positions[i].reports_to.empty() && !hand.superior(i)) ++unknown;
      if (itself) ++self;
      if (hand.on_cycle(i) && !itself) ++on_cycles;
    }
    REQUIRE(of_rule(result, "unknown-superior").size() == unknown);
    REQUIRE(of_rule(result, "self-report").size() == self);
    std::size_t members = 0;
    for (const auto& cycle : result.organisation.command().cycles())
      if (cycle.size() > 1) members += cycle.size();
    REQUIRE(members == on_cycles);
    REQUIRE(of_rule(result, "cycle").empty() == (on_cycles == 0));
  }
}

TEST_CASE("a chain of two hundred thousand positions is built from codes",
          "[core][organisation_builder]") {
  constexpr std::size_t size = 200'000;
  organisation_builder builder;
  builder.reserve(size);
  position p;
  for (std::size_t i = size; i-- > 0;) {
    p.code = std::to_string(i);
    p.reports_to = i == 0 ? std::string() : std::to_string(i - 1);
    builder.add(p);
  }
  const build_result result = std::move(builder).build();
  CHECK(result.findings.empty());
  CHECK(result.organisation.command().layers() == size);
  CHECK(result.organisation.at("199999") == size - 1);
}
