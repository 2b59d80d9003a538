// SPDX-License-Identifier: BSL-1.0
#include <pangkas/simplify/simplify.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/naive_simplifier.hpp"
#include "support/random_policy.hpp"
#include "support/small_ministry.hpp"

#include <pangkas/core/organisation_builder.hpp>
#include <pangkas/error.hpp>
#include <pangkas/simplify/undo.hpp>
#include <pangkas/simplify/validate_policy.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

std::string superior_of(const organisation& org, const std::string& code) {
  return std::string(org.declared_superior(org.at(code)));
}

/// Hand-offs from a position to its root: command steps, and with role steps (the lines here never
/// lead to a command superior).
std::pair<std::size_t, std::size_t> hand_offs(const organisation& org, const std::string& code) {
  std::size_t command = 0;
  std::size_t roles = 0;
  const std::function<void(position_id, std::set<position_id>&)> climb =
      [&](position_id p, std::set<position_id>& seen) {
        for (std::uint32_t place : org.lines_to(p))
          if (const line& l = org.lines()[place];
              l.type == line_type::assignment && seen.insert(l.superior).second)
            climb(l.superior, seen);
      };
  position_id p = org.at(code);
  for (; org.command().superior(p); p = *org.command().superior(p)) {
    std::set<position_id> holders;
    climb(p, holders);
    ++command;
    roles += holders.size();
  }
  return {command, command + roles};
}

void require_same(const organisation& a, const organisation& b) { REQUIRE(same(a, b)); }

void require_equal(const naive_result& a, const naive_result& b) {
  REQUIRE(a.posts == b.posts);
  REQUIRE(a.lines == b.lines);
  REQUIRE(a.authorities == b.authorities);
  REQUIRE(a.matters == b.matters);
  REQUIRE(a.changes == b.changes);
  REQUIRE(std::tie(a.selected, a.kept_exempt, a.kept_tops, a.converted, a.must_stay) ==
          std::tie(b.selected, b.kept_exempt, b.kept_tops, b.converted, b.must_stay));
  REQUIRE(a.holders == b.holders);
}

std::vector<std::size_t> layers_by_row(const organisation& org) {
  std::vector<std::size_t> layers(org.size(), 0);
  for (std::size_t k = 1; k <= org.command().layers(); ++k)
    for (position_id p : org.command().layer(k)) layers[org.row(p)] = k;
  return layers;
}

std::set<row_index> roots_by_row(const organisation& org) {
  std::set<row_index> roots;
  for (position_id p : org.command().layer(1)) roots.insert(org.row(p));
  return roots;
}

void require_properties(const organisation& before, const simplification& s) {
  const organisation& after = s.after;
  REQUIRE(before.table().seats == after.table().seats);
  REQUIRE(before.table().filled == after.table().filled);
  REQUIRE(before.table().costs == after.table().costs);
  REQUIRE(roots_by_row(before) == roots_by_row(after));
  REQUIRE(before.command().cycles() == after.command().cycles());
  const auto was = layers_by_row(before);
  const auto is = layers_by_row(after);
  for (row_index row = 0; row < before.size(); ++row) {
    REQUIRE(is[row] <= was[row]);
    REQUIRE((is[row] == 0) == (was[row] == 0));
  }
  for (const finding& f : s.findings)
    REQUIRE(std::set<std::string>{"lost-seats", "lost-filled", "roots-changed", "cycle",
                                  "undecidable", "income-floor"}
                .contains(f.rule) == false);
  REQUIRE(s.converted + s.kept_exempt + s.kept_tops == s.selected);
}

const std::size_t simplifications = cases_to_try(100'000);

}  // namespace

TEST_CASE("simplify shortens the path of the worked example from five hand-offs to three",
          "[simplify][simplify]") {
  const organisation before = ministry();
  CHECK(hand_offs(before, "STAF") == std::pair<std::size_t, std::size_t>(5, 5));

  SECTION("without roles") {
    const simplification s = simplify(before, central_policy());
    CHECK(hand_offs(s.after, "STAF") == std::pair<std::size_t, std::size_t>(3, 3));
    CHECK(superior_of(s.after, "STAF") == "BIRO");
    CHECK(superior_of(s.after, "KASUBBAG") == "BIRO");
    CHECK(superior_of(s.after, "KABAG") == "BIRO");
    CHECK(s.converted == 2);
    CHECK(s.re_attached == 2);
    CHECK(s.converted_holders == 2.0);
    CHECK(s.findings.empty());
    CHECK(s.after.rank_name(s.after.at("KABAG")) == "Ahli Madya");
    CHECK(s.after.kind(s.after.at("KABAG")) == position_kind::functional);
    CHECK(s.after.kind(s.after.at("KASUBBAG")) == position_kind::functional);
  }
  SECTION("coordinators rebuild the old chain") {
    policy rules = central_policy();
    rules.roles.kind = role_policy::coordinators;
    const simplification s = simplify(before, rules);
    CHECK(hand_offs(s.after, "STAF") == std::pair<std::size_t, std::size_t>(3, 5));
    CHECK(s.role_lines == 2);
    CHECK(s.changes.role_names == std::vector<std::string>{"koordinator", "subkoordinator"});
  }
  SECTION("team leads lead only those who were not converted") {
    policy rules = central_policy();
    rules.roles.kind = role_policy::team_leads;
    rules.roles.names.clear();
    const simplification s = simplify(before, rules);
    CHECK(hand_offs(s.after, "STAF") == std::pair<std::size_t, std::size_t>(3, 4));
    REQUIRE(s.after.lines().size() == 1);
    CHECK(s.after.code(s.after.lines()[0].superior) == "KASUBBAG");
    CHECK(s.after.line_names()[s.after.lines()[0].role] == "team lead");
  }
}

TEST_CASE("simplify shares every column that it does not change", "[simplify][simplify]") {
  const organisation before = ministry();
  const simplification s = simplify(before, central_policy());
  CHECK(before.table().codes == s.after.table().codes);
  CHECK(before.table().titles == s.after.table().titles);
  CHECK(before.table().seats == s.after.table().seats);
  CHECK(before.table().classes == s.after.table().classes);
  CHECK(before.table().ranks != s.after.table().ranks);
  CHECK(before.table().kinds != s.after.table().kinds);
  for (position_id p{0}; p < before.size(); ++p)
    CHECK(before.code(p) == s.after.code(position_after(before, s.after, p)));
}

TEST_CASE("simplify keeps exempt posts with their reason and counts those that must stay",
          "[simplify][simplify]") {
  organisation_builder builder(ministry_scheme());
  builder.add(post("R", "II.a", ""));
  builder.add(post("A", "III.a", "R", {"E1"}));
  builder.add(post("B", "IV.a", "A"));
  builder.add(post("C", "Pelaksana", "B", {"E1"}));
  const organisation before = std::move(builder).build().organisation;
  const simplification s = simplify(before, central_policy());
  CHECK(s.kept_exempt == 1);
  CHECK(s.must_stay == 1);
  CHECK(s.converted == 1);
  CHECK(superior_of(s.after, "B") == "A");
  CHECK(superior_of(s.after, "C") == "A");
  REQUIRE(s.changes.entries.size() == 3);
  CHECK(in_words(s.changes, s.changes.entries[0]) ==
        change_in_words{"A", "kept-exempt", "structural, III.a", "structural, III.a", "E1",
                        "criteria", "heads a satker"});
  CHECK(in_words(s.changes, s.changes.entries[1]) ==
        change_in_words{"B", "converted", "structural, IV.a", "functional, Ahli Muda", "IV-to-muda",
                        "Permen 17/2021", "mapping"});
  CHECK(in_words(s.changes, s.changes.entries[2]) ==
        change_in_words{"C", "re-attached", "reports to B", "reports to A", "reports", "",
                        "the superior was converted"});
  CHECK(s.converted_holders == std::nullopt);
}

TEST_CASE("simplify keeps the top of a tree and lists it", "[simplify][simplify]") {
  organisation_builder builder(ministry_scheme());
  builder.add(post("ROOT", "III.a", ""));
  builder.add(post("ORPHAN", "III.a", "nobody"));
  builder.add(post("X", "III.a", "Y"));
  builder.add(post("Y", "IV.a", "X"));
  builder.add(post("SELF", "IV.a", "SELF"));
  builder.add(post("BELOW", "IV.a", "Y"));
  builder.add(post("LEAF", "Pelaksana", "BELOW"));
  const organisation before = std::move(builder).build().organisation;
  const simplification s = simplify(before, central_policy());
  CHECK(s.kept_tops == 5);
  CHECK(s.converted == 1);
  CHECK(superior_of(s.after, "LEAF") == "Y");
  CHECK(superior_of(s.after, "X") == "Y");
  CHECK(superior_of(s.after, "ORPHAN") == "nobody");
  CHECK(superior_of(s.after, "SELF") == "SELF");
  CHECK(rules_of(s.findings) == std::vector<std::string>(5, "top-selected"));
  CHECK(s.findings[0].position == "ROOT");
  CHECK(counts_of(simplify(before, central_policy(), {.findings_per_rule = 0}).findings) ==
        counts_of(s.findings));
  require_same(before, undo(s.after, s.changes));
}

TEST_CASE("simplify refuses rules that leave a gap", "[simplify][simplify]") {
  policy rules = central_policy();
  rules.convert.pop_back();
  CHECK_THROWS_WITH(simplify(ministry(), rules),
                    contains("leave a gap: \"KASUBBAG\" (rank \"IV.a\") is selected by "
                             "\"administrative\""));
}

TEST_CASE("simplify refuses open layers and takes them from set_layers", "[simplify][simplify]") {
  policy rules;
  rules.name = "delayer";
  rules.select = {{{"managers", "", "", {}}, {}}};
  rules.select[0].when.layers.emplace();
  rules.select[0].when.manager = true;
  convert_rule stay;
  stay.rule.id = "stay";
  stay.to_kind = position_kind::functional;
  rules.convert = {stay};
  CHECK(needs_layers(rules));
  CHECK_THROWS_WITH(simplify(ministry(), rules), contains("leaves the layers open"));
  set_layers(rules, {4, 5});
  CHECK_FALSE(needs_layers(rules));
  const simplification s = simplify(ministry(), rules);
  CHECK(s.converted == 2);
  CHECK(superior_of(s.after, "STAF") == "BIRO");
  CHECK(s.after.rank_name(s.after.at("KABAG")) == "III.a");
  CHECK(s.after.kind(s.after.at("KABAG")) == position_kind::functional);
  set_layers(rules, {9});
  const simplification none = simplify(ministry(), rules);
  CHECK(none.converted == 0);
  CHECK(rules_of(none.findings) == std::vector<std::string>{"nothing-selected"});
  CHECK(counts_of(simplify(ministry(), rules, {.findings_per_rule = 0}).findings) ==
        counts_of(none.findings));
}

TEST_CASE("simplify lists convert rules that disagree, and the first stands",
          "[simplify][simplify]") {
  policy rules = central_policy();
  convert_rule other = rules.convert[0];
  other.rule.id = "managers-to-muda";
  other.when = {};
  other.when.manager = true;
  other.to = "Ahli Muda";
  rules.convert.push_back(other);
  const simplification s = simplify(ministry(), rules);
  REQUIRE(rules_of(s.findings) == std::vector<std::string>{"conflicting-rules"});
  CHECK(s.findings[0].position == "KABAG");
  CHECK_THAT(s.findings[0].detail, contains("\"III-to-madya\" and \"managers-to-muda\""));
  CHECK(s.findings[0].detail.ends_with(" convert 1 position to different posts"));
  CHECK(counts_of(simplify(ministry(), rules, {.findings_per_rule = 0}).findings) ==
        counts_of(s.findings));
  CHECK(s.after.rank_name(s.after.at("KABAG")) == "Ahli Madya");

  // Wherever the second of the two stands.
  rules.convert.pop_back();
  for (std::size_t place = 1; place < rules.convert.size(); ++place) {
    policy next = rules;
    next.convert.insert(next.convert.begin() + static_cast<std::ptrdiff_t>(place), other);
    const std::vector<finding> found = simplify(ministry(), next).findings;
    CHECK(std::count_if(found.begin(), found.end(), [](const finding& f) {
            return f.position == "KABAG" && f.rule == "conflicting-rules";
          }) == 1);
  }

  // One rank is two posts where a rule gives it another kind.
  const auto is_told = [&] {
    return std::ranges::any_of(simplify(ministry(), rules).findings, [](const finding& f) {
      return f.position == "KABAG" && f.rule == "conflicting-rules";
    });
  };
  other.to = rules.convert[0].to;
  rules.convert.push_back(other);
  CHECK_FALSE(is_told());
  rules.convert.back().to_kind = position_kind::executing;
  CHECK(is_told());
}

TEST_CASE("simplify lists codes that are not there", "[simplify][simplify]") {
  policy rules = central_policy();
  rules.exempt[0].when.codes = {"KABAGG"};
  const simplification s = simplify(ministry(), rules);
  CHECK(rules_of(s.findings) == std::vector<std::string>{"unknown-code"});
  CHECK(counts_of(simplify(ministry(), rules, {.findings_per_rule = 0}).findings) ==
        counts_of(s.findings));
}

TEST_CASE("authority goes by its source", "[simplify][simplify]") {
  organisation_builder builder(ministry_scheme());
  builder.add(post("R", "I.a", ""));
  builder.add(post("K", "II.a", "R"));
  builder.add(post("A", "III.a", "K"));
  builder.add(post("B", "IV.a", "A"));
  using enum authority_source;
  builder.add_authority({"R", "budget", {}, attribution, "", "Law 17"});
  builder.add_authority({"A", "licences", 500.0, attribution, "", "Law 5"});
  builder.add_authority({"B", "letters", {}, delegation, "K", "Decree 1"});
  builder.add_authority({"B", "leave", {}, mandate, "A", ""});
  builder.add_authority({"A", "travel", {}, mandate, "R", ""});
  builder.add_authority({"K", "staff", {}, delegation, "A", ""});
  const organisation before = std::move(builder).build().organisation;

  SECTION("by default") {
    const simplification s = simplify(before, central_policy());
    CHECK(s.after.authorities() ==
          std::vector<authority>{{"R", "budget", {}, attribution, "", "Law 17"},
                                 {"K", "letters", {}, delegation, "", "Decree 1"},
                                 {"K", "leave", {}, mandate, "A", ""},
                                 {"R", "travel", {}, mandate, "", ""},
                                 {"K", "staff", {}, delegation, "A", ""}});
    CHECK(rules_of(s.findings) == std::vector<std::string>{"orphaned-authority",
                                                           "re-issue-authority",
                                                           "re-issue-authority"});
    CHECK_THAT(s.findings[0].detail,
               contains("attribution of \"licences\" up to 500 (Law 5) belongs to the post \"A\""));
    CHECK(s.findings[2].position == "K");
    require_same(before, undo(s.after, s.changes));
  }
  SECTION("moved and kept") {
    policy rules = central_policy();
    rules.authority.attribution = attribution_outcome::nearest_kept_superior;
    rules.authority.delegation = delegation_outcome::converted_official;
    const simplification s = simplify(before, rules);
    CHECK(s.after.authorities()[1] == authority{"K", "licences", 500.0, attribution, "", "Law 5"});
    CHECK(s.after.authorities()[2] == authority{"B", "letters", {}, delegation, "K", "Decree 1"});
    CHECK(rules_of(s.findings) == std::vector<std::string>{"moved-attribution",
                                                           "re-issue-authority",
                                                           "re-issue-authority"});
    require_same(before, undo(s.after, s.changes));
  }
}

TEST_CASE("an authority keeps its period, and \"*\" moves like any other", "[simplify][simplify]") {
  organisation_builder builder(ministry_scheme());
  builder.add(post("R", "I.a", ""));
  builder.add(post("A", "III.a", "R"));
  using enum authority_source;
  builder.add_authority({"A", "*", 5.0, delegation, "R", "Decree 1", "2021-01-01", "2021-12-31"});
  const organisation before = std::move(builder).build().organisation;
  const simplification s = simplify(before, central_policy());
  CHECK(s.after.authorities() == std::vector<authority>{{"R", "*", 5.0, delegation, "", "Decree 1",
                                                         "2021-01-01", "2021-12-31"}});
  require_same(before, undo(s.after, s.changes));
}

TEST_CASE("what an acting official holds lapses with the post acted for, else stays",
          "[simplify][simplify]") {
  // A acts for the section head S, B for the bureau head K in letters alone, C for nobody named.
  organisation_builder builder(ministry_scheme());
  builder.add(post("R", "I.a", ""));
  builder.add(post("K", "II.a", "R"));
  builder.add(post("S", "III.a", "K"));
  builder.add(post("A", "II.a", "R"));
  builder.add(post("B", "III.a", "K"));
  builder.add(post("C", "IV.a", "K"));
  builder.add_line({"A", "S", line_type::acting, "", "Plt"});
  builder.add_line({"B", "K", line_type::acting, "letters", "Plh"});
  builder.add_line({"B", "S", line_type::acting, "leave", "Plh"});
  using enum authority_source;
  using enum acting_capacity;
  builder.add_authority({"S", "letters", {}, attribution, "", ""});
  builder.add_authority(
      {"A", "letters", {}, mandate, "K", "SP 1", "2021-01-01", "2021-03-31", plt});
  builder.add_authority({"A", "letters", {}, attribution, "", ""});
  builder.add_authority({"B", "letters", {}, mandate, "R", "SP 2", "", "", plh});
  builder.add_authority({"B", "leave", {}, mandate, "R", "SP 3", "", "", plh});
  builder.add_authority({"B", "*", {}, mandate, "R", "SP 4", "", "", plh});
  builder.add_authority({"C", "leave", {}, delegation, "R", "SP 5", "", "", plt});
  const organisation before = std::move(builder).build().organisation;
  policy rules = central_policy();
  rules.authority.attribution = attribution_outcome::nearest_kept_superior;
  const simplification s = simplify(before, rules);
  CHECK(s.after.authorities() ==
        std::vector<authority>{{"K", "letters", {}, attribution, "", ""},
                               {"A", "letters", {}, attribution, "", ""},
                               {"B", "letters", {}, mandate, "R", "SP 2", "", "", plh},
                               {"B", "*", {}, mandate, "R", "SP 4", "", "", plh},
                               {"C", "leave", {}, delegation, "R", "SP 5", "", "", plt}});
  CHECK(rules_of(s.findings) ==
        std::vector<std::string>{"moved-attribution", "acting-lapsed", "re-issue-authority",
                                 "acting-lapsed", "re-issue-authority", "re-issue-authority"});
  CHECK(counts_of(simplify(before, rules, {.findings_per_rule = 0}).findings) ==
        counts_of(s.findings));
  CHECK(s.findings[1].position == "A");
  CHECK_THAT(s.findings[1].detail, contains("as Plt by K (SP 1) from 2021-01-01 until 2021-03-31"));
  CHECK(s.after.lines().size() == before.lines().size());
  require_same(before, undo(s.after, s.changes));
}

TEST_CASE("a role line that is there already is not added again", "[simplify][simplify]") {
  organisation_builder builder(ministry_scheme());
  builder.add(post("R", "I.a", ""));
  builder.add(post("A", "III.a", "R"));
  builder.add(post("B", "Pelaksana", "A"));
  builder.add_line({"A", "B", line_type::assignment, "", "koordinator"});
  const organisation before = std::move(builder).build().organisation;
  policy rules = central_policy();
  rules.roles.kind = role_policy::coordinators;
  const simplification s = simplify(before, rules);
  CHECK(s.role_lines == 0);
  CHECK(s.after.lines().size() == 1);
  require_same(before, undo(s.after, s.changes));
}

TEST_CASE("without a rank scheme a role is named by the rank as it is written",
          "[simplify][simplify]") {
  organisation_builder builder;
  for (position p :
       {post("R", "I.a", ""), post("A", "III  A", "R"), post("B", "IV.a", "R"), post("C", "", "R"),
        post("a1", "", "A"), post("b1", "", "B"), post("c1", "", "C")})
    builder.add(p);
  const organisation before = std::move(builder).build().organisation;
  policy rules;
  rules.select = {{{"managers", "two levels", "Permen 25/2021", {}}, {}}};
  rules.select[0].when.codes = {"A", "B", "C"};
  convert_rule stay;
  stay.rule = {"stay", "mapping", "Permen 17/2021", {}};
  stay.to_kind = position_kind::functional;
  rules.convert = {stay};
  rules.roles.kind = role_policy::coordinators;
  rules.roles.rule = {"roles", "as before", "Permen 25/2021", {}};
  rules.roles.names = {{{"iii a"}, "koordinator", {}}, {{"IV.b"}, "koordinator", {}}};
  const simplification s = simplify(before, rules);
  std::vector<std::string> roles;
  for (const line& l : s.after.lines())
    if (l.type == line_type::assignment)
      roles.push_back(std::string(s.after.code(l.superior)) + " " + s.after.line_names()[l.role]);
  CHECK(roles == std::vector<std::string>{"A koordinator", "B coordinator", "C coordinator"});
}

TEST_CASE("simplify of an empty organisation finds nothing to select", "[simplify][simplify]") {
  const organisation before =
      std::move(organisation_builder(ministry_scheme())).build().organisation;
  const simplification s = simplify(before, central_policy());
  CHECK(s.after.size() == 0);
  CHECK(rules_of(s.findings) == std::vector<std::string>{"nothing-selected"});
}

TEST_CASE("simplify agrees with a naive one on random organisations, and undo takes it back",
          "[simplify][simplify][random]") {
  random_cases random(20'210'422);
  std::size_t refused = 0;
  std::size_t gaps = 0;
  std::size_t converted = 0;
  std::size_t turned = 0;
  std::size_t lapsed = 0;
  for (std::size_t i = 0; i < simplifications; ++i) {
    random_case c = random.next();
    const std::vector<std::size_t> shuffled = random.shuffled(c.positions.size());
    try {
      validate(c.rules, *ministry_scheme());
    } catch (const rule_error&) {
      ++refused;  // two random rules contradict each other
      continue;
    }
    const organisation before = build(c);
    c.authorities = before.authorities();  // the builder leaves out what contradicts another
    const std::optional<naive_result> expected = simplify_naively(c, shuffled);
    if (!expected) {
      ++gaps;
      REQUIRE_THROWS_AS(simplify(before, c.rules), rule_error);
      continue;
    }
    const simplification s = simplify(before, c.rules);
    converted += s.converted;
    turned += s.turned_digital;
    lapsed += static_cast<std::size_t>(std::ranges::count(
        s.changes.entries, change_kind::authority_lapsed, &ledger_entry::change));
    require_equal(in_texts(s), *expected);
    require_properties(before, s);
    require_same(before, undo(s.after, s.changes));
    // The order of the rows changes nothing but the order.
    const organisation other = build(c, shuffled);
    const simplification t = simplify(other, c.rules);
    require_equal(in_texts(t), *expected);
    REQUIRE(s.re_attached == t.re_attached);
    REQUIRE(s.findings.size() == t.findings.size());
  }
  // The cases are worth something.
  CHECK(refused < simplifications / 20);
  CHECK(gaps > simplifications / 1000);
  CHECK(gaps < simplifications / 5);
  CHECK(converted > simplifications / 2);
  CHECK(turned > simplifications / 10);
  CHECK(lapsed > simplifications / 1000);
}

TEST_CASE("simplify of a chain of two hundred thousand positions needs no recursion",
          "[simplify][simplify][large]") {
  constexpr std::size_t length = 200'000;
  organisation_builder builder(ministry_scheme());
  builder.reserve(length);
  for (std::size_t i = 0; i < length; ++i) {
    position p;
    p.code = std::to_string(i);
    p.rank = i == 0 ? "I.a" : i % 2 == 1 ? "IV.a" : "II.a";
    if (i > 0) p.reports_to = std::to_string(i - 1);
    builder.add(p);
  }
  const organisation before = std::move(builder).build().organisation;
  policy rules = central_policy();
  rules.checks = {
      .span_low = 1, .span_high = 3, .structural_layers = 5, .initials = 3, .place = {}};
  const simplification s = simplify(before, rules);
  CHECK(s.converted == length / 2);
  // Every kept position but the last carries a converted one and the next kept one.
  CHECK(s.after.command().layers() == length / 2 + 1);
  CHECK(s.re_attached == length / 2 - 1);
  CHECK(rules_of(s.findings) == std::vector<std::string>{"initials", "structural-layers"});
  const organisation back = undo(s.after, s.changes);
  CHECK(back.parts().superiors == before.parts().superiors);
}
