// SPDX-License-Identifier: BSL-1.0
#include <pangkas/simplify/simplify.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/random_policy.hpp"
#include "support/small_agency.hpp"
#include "support/small_ministry.hpp"

#include <pangkas/core/organisation_builder.hpp>
#include <pangkas/error.hpp>
#include <pangkas/io/policy.hpp>
#include <pangkas/simplify/undo.hpp>

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

// head → deputy, d; deputy → a, b, c; a → a1, a2, a3; b → b1, b2.
policy joining(std::size_t cap, const std::string& more = {}) {
  return read_policy(
      "[policy]\nname = \"join\"\n[[merge]]\nrule = \"small\"\nreason = \"Teams "
      "have more members.\"\nsource = \"Decree 1\"\nmanager = true\nspan_high = " +
          std::to_string(cap) + "\n" + more +
          "\n[[convert]]\nrule = \"works-along\"\nto_kind = \"functional\"\n",
      "join.toml");
}

std::string lead_of(const organisation& org, const std::string& code) {
  return std::string(org.declared_superior(org.at(code)));
}

}  // namespace

TEST_CASE("two teams become one, and the other head is one of it", "[simplify][merge_teams]") {
  const organisation before = small_agency();
  // 3 + 2 and the other head: 6.
  CHECK(simplify(before, joining(5)).merged == 0);
  const simplification s = simplify(before, joining(6));
  CHECK(s.merged == 1);
  CHECK(s.converted == 1);
  CHECK(s.re_attached == 2);
  // Both of rank III.a: the larger team's head leads.
  for (const std::string code : {"b", "b1", "b2"}) CHECK(lead_of(s.after, code) == "a");
  CHECK(lead_of(s.after, "a") == "deputy");
  CHECK(s.after.kind(s.after.at("b")) == position_kind::functional);
  CHECK(s.after.command().span(s.after.at("a")) == 6);
  CHECK(s.after.command().span(s.after.at("deputy")) == 2);
  std::vector<std::string> words;
  for (const ledger_entry& e : s.changes.entries) {
    const change_in_words w = in_words(s.changes, e);
    words.push_back(w.position + ": " + w.was + " -> " + w.is + " (" + w.rule + ", " + w.source +
                    ")");
  }
  CHECK(words ==
        std::vector<std::string>{
            "b: structural, III.a -> functional, III.a (works-along, Decree 1)",
            "b: leads its team under deputy -> its team joined that of a, whom it reports to "
            "(small, Decree 1)",
            "b1: reports to b -> reports to a (small, Decree 1)",
            "b2: reports to b -> reports to a (small, Decree 1)"});
  CHECK(same(before, undo(s.after, s.changes)));
  // By the code a leads as well; kept by an exemption, b stays alone.
  CHECK(lead_of(simplify(before, joining(6, "head = \"first-code\"")).after, "b") == "a");
  policy exempt = joining(6);
  exempt.exempt = {{{"law", "why", "Law 1", {}}, {}}};
  exempt.exempt[0].when.codes = {"b"};
  CHECK(simplify(before, exempt).merged == 0);
}

TEST_CASE("authority of a head that joined another goes by its source", "[simplify][merge_teams]") {
  organisation_builder builder(ministry_scheme());
  for (auto [code, rank, above] : {std::tuple("R", "I.a", ""),
                                   {"A", "III.a", "R"},
                                   {"B", "IV.a", "R"},
                                   {"a", "", "A"},
                                   {"b", "", "B"}})
    builder.add(post(code, rank, above));
  using enum authority_source;
  builder.add_authority({"B", "letters", {}, delegation, "R", ""});
  builder.add_authority({"B", "leave", {}, mandate, "A", ""});
  builder.add_authority({"B", "law", {}, attribution, "", ""});
  const organisation before = std::move(builder).build().organisation;
  policy rules = joining(9);
  rules.authority.attribution = attribution_outcome::nearest_kept_superior;
  const simplification s = simplify(before, rules);
  // III.a is the higher rank. What is delegated and attributed goes to who leads now.
  REQUIRE(s.merged == 1);
  for (const authority& a : s.after.authorities()) CHECK(a.position == "A");
  CHECK(s.after.authorities().size() == 3);
  CHECK(same(before, undo(s.after, s.changes)));
}

TEST_CASE("lower teams are joined first, and count as they are then", "[simplify][merge_teams]") {
  organisation_builder builder(ministry_scheme());
  // R leads P and Q; P leads three teams of one each, Q leads a team of one and x.
  for (auto [code, above] : std::vector<std::pair<std::string, std::string>>{{"R", ""},
                                                                             {"P", "R"},
                                                                             {"Q", "R"},
                                                                             {"P1", "P"},
                                                                             {"P2", "P"},
                                                                             {"P3", "P"},
                                                                             {"Q1", "Q"},
                                                                             {"x", "Q"},
                                                                             {"p1", "P1"},
                                                                             {"p2", "P2"},
                                                                             {"p3", "P3"},
                                                                             {"q1", "Q1"}})
    builder.add(post(code, "", above));
  const organisation before = std::move(builder).build().organisation;
  // P1, P2, P3 become one of 1 + 1 + 1 + 2 = 5. P then leads one, Q two: 1 + 2 + 1 = 4 in one team.
  const simplification s = simplify(before, joining(5));
  CHECK(s.merged == 3);
  CHECK(lead_of(s.after, "P2") == "P1");
  CHECK(lead_of(s.after, "p3") == "P1");
  CHECK(lead_of(s.after, "P") == "Q");  // the larger team
  CHECK(lead_of(s.after, "P1") == "Q");
  CHECK(s.after.command().span(s.after.at("Q")) == 4);
  CHECK(same(before, undo(s.after, s.changes)));
}

TEST_CASE("teams are joined by their own rule, and who leads is as it says",
          "[simplify][merge_teams]") {
  // R leads four heads of rank III and IV, with teams of one to three.
  organisation_builder builder(ministry_scheme());
  builder.add(post("R", "", ""));
  const auto team = [&](const std::string& code, const char* rank, int size) {
    builder.add(post(code, rank, "R"));
    for (int i = 0; i < size; ++i) builder.add(post(code + std::to_string(i), "", code));
  };
  team("A", "IV.a", 1);
  team("B", "III.a", 1);
  team("C", "IV.a", 2);
  team("D", "IV.a", 3);
  const organisation before = std::move(builder).build().organisation;
  const auto leads = [&](const std::string& head, const std::string& more = {}) {
    const simplification s = simplify(before, joining(20, "head = \"" + head + "\"\n" + more));
    CHECK(same(before, undo(s.after, s.changes)));
    std::string all;
    for (const char* code : {"A", "B", "C", "D"}) all += lead_of(s.after, code) + " ";
    return all;
  };
  CHECK(leads("highest-rank") == "B R B B ");
  CHECK(leads("largest-team") == "D D D R ");
  CHECK(leads("first-code") == "R A A A ");
  // Two rules: each joins those that it meets, and no others.
  policy rules = joining(20, "rank = \"III\"");
  rules.merge.push_back(rules.merge[0]);
  rules.merge[0].when.codes = {"A", "B"};
  rules.merge[0].when.ranks.clear();
  rules.merge[1].rule.id = "rest";
  rules.merge[1].when.ranks = {"IV"};
  const simplification s = simplify(before, rules);
  CHECK(s.merged == 2);
  CHECK(lead_of(s.after, "A") == "B");
  CHECK(lead_of(s.after, "C") == "D");
  CHECK(lead_of(s.after, "B") == "R");
  CHECK(same(before, undo(s.after, s.changes)));
}

TEST_CASE("of many teams it is told that not every way was tried", "[simplify][merge_teams]") {
  // Twelve teams of four and three of one; a joined team may have six. Each of the three joins one
  // of four: 4 + 1 + 1. By their size alone 12 · 5 + 3 · 2 in groups of 7 would need ten.
  organisation_builder builder(ministry_scheme());
  builder.add(post("R", "", ""));
  for (int t = 0; t < 15; ++t) {
    const std::string head = "T" + std::to_string(t);
    builder.add(post(head, "", "R"));
    for (int i = 0; i < (t < 12 ? 4 : 1); ++i)
      builder.add(post(head + "-" + std::to_string(i), "", head));
  }
  const organisation before = std::move(builder).build().organisation;
  for (const std::size_t listed : {std::size_t{1}, std::size_t{0}}) {
    const simplification s = simplify(before, joining(6), {.findings_per_rule = listed});
    CHECK(s.merged == 3);
    const auto told = std::ranges::find(s.findings, "teams-joined-by-thumb", &finding::rule);
    REQUIRE(told != s.findings.end());
    if (listed == 0) continue;
    CHECK(told->detail ==
          "\"R\" has 15 teams that may be joined, more than the 14 of which every way is tried");
    CHECK(told->action == "joined into 12, the largest team first; fewer than 10 are not possible");
  }
}

TEST_CASE("a merge rule that cannot be followed is refused", "[simplify][merge_teams]") {
  const organisation before = small_agency();
  CHECK_THROWS_WITH(simplify(before, joining(0)), contains("span_high"));
  CHECK_THROWS_WITH(simplify(before, joining(3, "span_low = 4")),
                    contains("asks for at least 4 members and at most 3; no team has both"));
  policy gap = joining(6);
  gap.convert[0].when.codes = {"a"};
  CHECK_THROWS_WITH(simplify(before, gap), contains("the rules leave a gap: the team of \"b\""));
  CHECK_THROWS_WITH(joining(6, "head = \"tallest\""), contains("highest-rank"));
  gap.convert.clear();
  CHECK_THROWS_WITH(simplify(before, gap), contains("what a head of a joined team becomes"));
}

TEST_CASE("joined teams lose nobody, keep to the cap, and are taken back exactly",
          "[simplify][merge_teams]") {
  std::size_t merged = 0;
  for (unsigned seed = 0; seed < cases_to_try(10'000); ++seed) {
    CAPTURE(seed);
    random_cases cases(seed);
    random_case c = cases.next();
    const std::size_t cap = 2 + cases.below(6);
    policy join = joining(cap, cases.chance(50) ? "span_low = 2" : "");
    c.rules.merge = join.merge;
    c.rules.convert.push_back(join.convert[0]);
    const organisation before = build(c);
    simplification s;
    try {
      s = simplify(before, c.rules);
    } catch (const rule_error&) {
      continue;  // of the random rules
    }
    merged += s.merged;
    REQUIRE(same(before, undo(s.after, s.changes)));
    REQUIRE(s.after.size() == before.size());
    REQUIRE(s.after.command().roots() == before.command().roots());
    REQUIRE(s.after.command().cycles().size() == before.command().cycles().size());
    std::set<row_index> leads;
    for (const ledger_entry& e : s.changes.entries)
      if (const auto* team = std::get_if<team_merged>(&e.what)) {
        leads.insert(team->is);
        REQUIRE(s.after.command().span(s.after.position_at(team->row)) == 0);
      }
    for (const row_index row : leads)
      REQUIRE(s.after.command().span(s.after.position_at(row)) <= cap);
    // The same whatever the order of the rows.
    const organisation other = build(c, cases.shuffled(c.positions.size()));
    const simplification t = simplify(other, c.rules);
    REQUIRE(t.merged == s.merged);
    for (position_id p{0}; p < other.size(); ++p)
      REQUIRE(t.after.declared_superior(t.after.at(other.code(p))) ==
              s.after.declared_superior(s.after.at(other.code(p))));
  }
  CHECK(merged > cases_to_try(1'000));
}
