// SPDX-License-Identifier: BSL-1.0
#include <pangkas/simplify/checks.hpp>

#include "support/catch.hpp"
#include "support/small_ministry.hpp"

#include <pangkas/core/organisation_builder.hpp>
#include <pangkas/simplify/simplify.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

std::vector<finding> found(const std::function<void(finding_list&)>& run) {
  finding_list findings(10);
  run(findings);
  std::vector<finding> all = std::move(findings).take();
  finding_list no_room(0);
  run(no_room);
  CHECK(counts_of(std::move(no_room).take()) == counts_of(all));
  return all;
}

/// The ministry after a change that no transformation makes.
organisation changed(const std::function<void(organisation_parts&)>& change) {
  organisation_parts parts = ministry().parts();
  change(parts);
  return organisation(std::move(parts));
}

constexpr row_index menteri = 0;
constexpr row_index biro = 2;
constexpr row_index kabag = 3;
constexpr row_index staf = 5;

}  // namespace

TEST_CASE("check_conservation lists lost seats and holders", "[simplify][checks]") {
  const organisation before = ministry();
  const organisation after = changed([](organisation_parts& parts) {
    auto seats = std::make_shared<number_column>(*parts.table.seats);
    seats->set(kabag, 0);
    parts.table.seats = seats;
    auto filled = std::make_shared<number_column>(*parts.table.filled);
    filled->set(staf, std::nullopt);
    parts.table.filled = filled;
  });
  const auto findings = found([&](finding_list& f) { check_conservation(before, after, f); });
  REQUIRE(rules_of(findings) == std::vector<std::string>{"lost-seats", "lost-filled"});
  CHECK(findings[0].position == "KABAG");
  CHECK(findings[0].detail == "\"KABAG\" had 1 seats and now has 0");
  CHECK(findings[1].position == "STAF");
  CHECK(found([&](finding_list& f) { check_conservation(before, before, f); }).empty());
}

TEST_CASE("check_structure lists new roots, lost roots, new cycles and lost ways to a root",
          "[simplify][checks]") {
  const organisation before = ministry();
  const auto check = [&](row_index row, row_index superior) {
    const organisation after =
        changed([&](organisation_parts& parts) { parts.superiors[row] = superior; });
    return found([&](finding_list& f) { check_structure(before, after, f); });
  };
  CHECK(rules_of(check(kabag, no_row)) == std::vector<std::string>{"roots-changed"});
  const auto cycle = check(biro, staf);
  CHECK(rules_of(cycle) == std::vector<std::string>{"undecidable", "cycle"});
  CHECK(cycle[0].position == "STAF");
  CHECK_THAT(cycle[1].detail, contains("cycle of 4 positions"));
  const auto no_root = check(menteri, staf);
  CHECK(rules_of(no_root) == std::vector<std::string>{"roots-changed", "undecidable", "cycle"});
}

TEST_CASE("check_spans holds every manager against the band", "[simplify][checks]") {
  organisation_builder builder(ministry_scheme());
  builder.add(post("R", "I.a", ""));
  for (std::string code : {"A", "B", "C"}) builder.add(post(code, "II.a", "R"));
  builder.add(post("A1", "Pelaksana", "A"));
  for (std::string code : {"B1", "B2"}) builder.add(post(code, "Pelaksana", "B"));
  const organisation org = std::move(builder).build().organisation;
  check_limits limits;
  CHECK(found([&](finding_list& f) { check_spans(org, limits, f); }).empty());
  limits.span_low = 2;
  limits.span_high = 2;
  const auto both = found([&](finding_list& f) { check_spans(org, limits, f); });
  REQUIRE(both.size() == 2);
  CHECK(both[0].detail == "\"R\" has 3 command subordinates; the band is 2 to 2");
  CHECK(both[1].detail == "\"A\" has 1 command subordinate; the band is 2 to 2");
  limits.span_low.reset();
  CHECK(found([&](finding_list& f) { check_spans(org, limits, f); }).size() == 1);
  limits.span_low = 2;
  limits.span_high.reset();
  const auto low = found([&](finding_list& f) { check_spans(org, limits, f); });
  REQUIRE(low.size() == 1);
  CHECK(low[0].detail == "\"A\" has 1 command subordinate; the band is 2 or more");
}

TEST_CASE("check_initials counts superiors below the root and role holders", "[simplify][checks]") {
  check_limits limits;
  limits.initials = 3;
  // Before: sub-head, head, bureau head and secretary-general initial, the minister signs.
  const organisation before = ministry();
  const auto four = found([&](finding_list& f) { check_initials(before, limits, f); });
  REQUIRE(rules_of(four) == std::vector<std::string>{"initials"});
  CHECK(four[0].position == "MENTERI");
  CHECK_THAT(four[0].detail,
             contains("what 1 position drafts needs more than the 3 initials allowed") &&
                 contains("\"STAF\" with 4 (superiors: 4, role holders: 0)"));
  // After: bureau head and secretary-general.
  policy rules = central_policy();
  rules.checks.initials = 2;
  CHECK(simplify(before, rules).findings.empty());
  rules.checks.initials = 1;
  // The three officials below the bureau draft now.
  CHECK_THAT(simplify(before, rules).findings.at(0).detail, contains("what 3 positions draft"));
  // Coordinators initial as before.
  rules.roles.kind = role_policy::coordinators;
  rules.checks.initials = 3;
  const auto shadow = simplify(before, rules).findings;
  REQUIRE(rules_of(shadow) == std::vector<std::string>{"initials"});
  CHECK_THAT(shadow[0].detail, contains("\"STAF\" with 4 (superiors: 2, role holders: 2)"));
}

TEST_CASE("a role holder who is a superior anyway is counted once", "[simplify][checks]") {
  organisation_builder builder(ministry_scheme());
  builder.add(post("R", "I.a", ""));
  builder.add(post("A", "II.a", "R"));
  builder.add(post("B", "Pelaksana", "A"));
  builder.add_line({"A", "B", line_type::assignment, "", "team lead"});
  builder.add_line({"R", "A", line_type::functional, "", ""});
  builder.add_line({"R", "B", line_type::coordination, "", ""});
  const organisation org = std::move(builder).build().organisation;
  check_limits limits;
  limits.initials = 1;
  CHECK(found([&](finding_list& f) { check_initials(org, limits, f); }).empty());
  limits.initials = 0;
  CHECK(found([&](finding_list& f) { check_initials(org, limits, f); }).size() == 1);
}

TEST_CASE("what hangs on a superior initials in the superior's turn alone", "[simplify][checks]") {
  organisation_builder builder(ministry_scheme());
  builder.add(post("R", "I.a", ""));
  builder.add(post("A", "II.a", "R"));
  builder.add(post("B", "Pelaksana", "A"));
  builder.add(post("C", "Pelaksana", "R"));
  builder.add_line({"A", "B", line_type::assignment, "", "team lead"});
  builder.add_line({"C", "A", line_type::assignment, "", "coordinator"});
  const organisation org = std::move(builder).build().organisation;
  check_limits limits;
  limits.initials = 1;
  const auto findings = found([&](finding_list& f) { check_initials(org, limits, f); });
  REQUIRE(findings.size() == 1);
  CHECK_THAT(findings[0].detail, contains("\"B\" with 2 (superiors: 1, role holders: 1)"));
}

TEST_CASE("role lines in a circle end", "[simplify][checks]") {
  organisation_builder builder(ministry_scheme());
  builder.add(post("R", "I.a", ""));
  builder.add(post("A", "Pelaksana", "R"));
  builder.add(post("B", "Pelaksana", "R"));
  builder.add_line({"A", "B", line_type::assignment, "", ""});
  builder.add_line({"B", "A", line_type::assignment, "", ""});
  const organisation org = std::move(builder).build().organisation;
  check_limits limits;
  limits.initials = 0;
  const auto findings = found([&](finding_list& f) { check_initials(org, limits, f); });
  REQUIRE(findings.size() == 1);
  CHECK_THAT(findings[0].detail, contains("2 positions draft") && contains("role holders: 1"));
}

TEST_CASE("check_structural_layers gives the deepest chain below each root", "[simplify][checks]") {
  const organisation org = ministry();  // the minister declares no rank, so no kind
  check_limits limits;
  limits.structural_layers = 2;
  const auto findings = found([&](finding_list& f) { check_structural_layers(org, limits, f); });
  REQUIRE(rules_of(findings) == std::vector<std::string>{"structural-layers"});
  CHECK(findings[0].position == "MENTERI");
  CHECK_THAT(findings[0].detail, contains("4 structural layers, down to \"KASUBBAG\"") &&
                                     contains("2 structural positions stand deeper"));
  policy rules = central_policy();
  rules.checks.structural_layers = 2;
  CHECK(simplify(org, rules).findings.empty());

  // The lowest layer may have nobody below.
  organisation_builder chain(ministry_scheme());
  chain.add(post("R", "I.a", ""));
  chain.add(post("A", "II.a", "R"));
  chain.add(post("B", "III.a", "A"));
  const organisation short_chain = std::move(chain).build().organisation;
  const auto lowest =
      found([&](finding_list& f) { check_structural_layers(short_chain, limits, f); });
  REQUIRE(lowest.size() == 1);
  CHECK_THAT(lowest[0].detail, contains("3 structural layers, down to \"B\"") &&
                                   contains("1 structural position stands deeper"));
}

TEST_CASE("check_income lists a lower class once for each pair of posts, and a fallen cost",
          "[simplify][checks]") {
  organisation_builder builder(ministry_scheme());
  builder.add(post("R", "I.a", ""));
  for (std::string code : {"A", "B", "C", "D"}) {
    position p = post(code, "III.a", "R");
    p.position_class = code == "C" ? "11" : code == "D" ? "x" : "13";
    p.cost = code == "D" ? 1 : 100;
    builder.add(p);
  }
  const organisation before = std::move(builder).build().organisation;
  policy rules = central_policy();
  rules.convert[0].to_class = "12";
  const simplification s = simplify(before, rules);
  REQUIRE(rules_of(s.findings) == std::vector<std::string>{"class-loss"});
  CHECK(s.findings[0].position == "A");
  CHECK_THAT(s.findings[0].detail, contains("2 posts of structural, III.a, class 13 became "
                                            "functional, Ahli Madya, class 12"));
  // A class that is no number is below none, and none is below it.
  rules.convert[0].to_class = "nan";
  CHECK(simplify(before, rules).findings.empty());
  rules.convert[0].to_class = "low";
  CHECK(simplify(before, rules).findings.empty());
  organisation_parts parts = s.after.parts();
  auto costs = std::make_shared<number_column>(*parts.table.costs);
  costs->set(1, 99.5);
  costs->set(4, std::nullopt);  // what is not there is 0
  parts.table.costs = costs;
  const organisation poorer(std::move(parts));
  const auto findings = found([&](finding_list& f) { check_income(before, poorer, s.changes, f); });
  REQUIRE(rules_of(findings) ==
          std::vector<std::string>{"income-floor", "income-floor", "class-loss"});
  CHECK(findings[0].detail == "\"A\" cost 100 a year and now costs 99.5");
  CHECK(findings[1].detail == "\"D\" cost 1 a year and now costs 0");
}

TEST_CASE("check_orders lists orders that name a converted post, and classes that are empty",
          "[simplify][checks]") {
  const organisation before = changed([](organisation_parts& parts) {
    matter leave;
    leave.code = "leave";
    leave.until = parse_holder("KABAG");
    leave.fallback = parse_holder("KASUBBAG");
    parts.matters = {leave};
    matter_step review{.matter = "leave", .who = parse_holder("KASUBBAG")};
    matter_step initial{.matter = "leave", .act = step_act::initial, .who = parse_holder("BIRO")};
    parts.steps = {review, initial};
    authority joint{.position = "SEKJEN", .matter = "leave"};
    joint.with = parse_holder_list("BIRO + KABAG");
    authority heads{.matter = "leave"};
    heads.whoever = parse_holder("rank=III");
    authority others{.matter = "leave"};
    others.whoever = parse_holder("rank=II|III");
    authority superior{.matter = "leave"};
    superior.whoever = parse_holder("@superior");
    parts.authorities = {joint, heads, others, superior};
  });
  const simplification s = simplify(before, central_policy());
  const auto findings =
      found([&](finding_list& f) { check_orders(before, s.after, s.changes, f); });
  REQUIRE(rules_of(findings) ==
          std::vector<std::string>{"names-converted-post", "names-converted-post",
                                   "names-converted-post", "names-converted-post",
                                   "class-without-members"});
  CHECK_THAT(findings[2].detail, contains("the fallback of \"leave\" names \"KASUBBAG\""));
  CHECK(s.after.matters()[0].fallback == parse_holder("KASUBBAG"));  // it stays with the post
  CHECK(findings[0].position == "KASUBBAG");
  CHECK(findings[1].position == "KABAG");
  CHECK(findings[3].position == "KABAG");
  CHECK_THAT(findings[4].detail, contains("rank=III,"));
  // Rights of whoever it is are not issued anew, and nobody's are orphaned.
  CHECK(s.after.authorities() == before.authorities());
}
