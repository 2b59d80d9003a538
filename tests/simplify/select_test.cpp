// SPDX-License-Identifier: BSL-1.0
#include <pangkas/simplify/select.hpp>

#include "support/catch.hpp"
#include "support/small_ministry.hpp"

#include <pangkas/core/organisation_builder.hpp>

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

organisation sample() {
  organisation_builder builder(ministry_scheme());
  const auto add = [&](position p, std::string title, std::string unit) {
    p.title = std::move(title);
    p.unit = std::move(unit);
    builder.add(p);
  };
  add(post("R", "I.a", ""), "Sekretaris Jenderal", "Sekretariat Jenderal");
  add(post("A", "Eselon III/a", "R", {"E1", "E2"}), "Kepala Bagian Umum", "Biro Umum");
  add(post("B", "III.b", "R"), "Kepala Bagian Hukum", "Biro Hukum");
  add(post("C", "IV.a", "A", {"E2"}), "Kepala Subbagian", "Biro Umum");
  add(post("D", "Pelaksana", "C"), "Staf", "Biro Umum");
  add(post("E", "made up", "C"), "Staf", "");
  add(post("F", "", "B"), "Ahli", "Biro Hukum");
  add(post("X", "III.a", "Y"), "", "");  // a cycle of two
  add(post("Y", "III.a", "X"), "", "");
  add(post("S", "III.a", "S"), "", "");      // reports to itself
  add(post("O", "III.a", "gone"), "", "");   // an orphan
  add(post("U", "Pelaksana", "O"), "", "");  // below it
  return std::move(builder).build().organisation;
}

/// The codes of the positions that meet a condition, by row.
std::string codes(const condition& when) {
  const organisation org = sample();
  const condition_matcher meets(org, when);
  std::string result;
  for (row_index row = 0; row < org.size(); ++row)
    if (meets(org.position_at(row))) result += org.code(org.position_at(row));
  return result;
}

}  // namespace

TEST_CASE("a condition meets the positions that its words say", "[transform][select]") {
  condition when;
  SECTION("nothing asked: all") { CHECK(codes(when) == "RABCDEFXYSOU"); }
  SECTION("rank by name, in any spelling") {
    when.ranks = {"iii-a"};
    CHECK(codes(when) == "AXYSO");
  }
  SECTION("rank by group, and several ranks") {
    when.ranks = {"III", "Pengawas"};
    CHECK(codes(when) == "ABCXYSO");
  }
  SECTION("a rank outside the scheme meets no rule") {
    when.ranks = {"made up"};
    CHECK(codes(when).empty());
  }
  SECTION("kind, also from the rank") {
    when.kinds = {position_kind::structural};
    CHECK(codes(when) == "RABCXYSO");
    when.kinds = {position_kind::executing, position_kind::functional};
    CHECK(codes(when) == "DU");
  }
  SECTION("layer, of placed positions only") {
    when.layers = {{2, 4}};
    CHECK(codes(when) == "ABDE");
    when.layers = {{1}};
    CHECK(codes(when) == "R");
    when.layers = {{17}};
    CHECK(codes(when).empty());
    when.layers.emplace();
    CHECK(codes(when).empty());
  }
  SECTION("unit, exact or in part") {
    when.units = {"Biro Umum", ""};
    CHECK(codes(when) == "ACDEXYSOU");
    when.units.clear();
    when.unit_contains = {"HUKUM", "sekretariat"};
    CHECK(codes(when) == "RBF");
    when.units = {"Biro Hukum"};
    CHECK(codes(when) == "BF");
  }
  SECTION("title in part") {
    when.title_contains = {"kepala sub", "jenderal"};
    CHECK(codes(when) == "RC");
  }
  SECTION("any of the flags") {
    when.flags = {"E2", "E9"};
    CHECK(codes(when) == "AC");
  }
  SECTION("codes, exactly") {
    when.codes = {"B", "F", "r", "no such"};
    CHECK(codes(when) == "BF");
    when.codes = {"no such"};
    CHECK(codes(when).empty());
  }
  SECTION("managers have a subordinate other than themselves") {
    when.manager = true;
    CHECK(codes(when) == "RABCXYO");
    when.manager = false;
    CHECK(codes(when) == "DEFSU");
  }
  SECTION("all members must be met") {
    when.ranks = {"III"};
    when.manager = true;
    when.flags = {"E1"};
    CHECK(codes(when) == "A");
  }
}

TEST_CASE("without a scheme a rank is its text", "[transform][select]") {
  organisation_builder builder;
  builder.add(post("A", "Grade 7", ""));
  builder.add(post("B", "", "A"));
  const organisation org = std::move(builder).build().organisation;
  condition when;
  when.ranks = {"grade7"};
  CHECK(condition_matcher(org, when)(org.at("A")));
  CHECK_FALSE(condition_matcher(org, when)(org.at("B")));
}

TEST_CASE("select gives the first rule of each position, by position", "[transform][select]") {
  const organisation org = sample();
  policy rules = central_policy();
  rules.select.insert(rules.select.begin(), rules.select[0]);
  rules.select[0].when.ranks = {"IV"};
  const auto selected = select(org, rules);
  REQUIRE(selected.size() == 7);
  std::string found;
  for (const rule_match& s : selected)
    found += std::string(org.code(s.position)) + std::to_string(s.rule);
  CHECK(found == "A1B1C0O1X1Y1S1");
}

TEST_CASE("exempt splits the selected, and counts what must stay whether selected or not",
          "[transform][select]") {
  const organisation org = sample();
  policy rules = central_policy();
  rules.select[0].when.ranks = {"IV"};
  rules.exempt[0].when.flags = {"E2"};
  const exemption split = exempt(org, rules, select(org, rules));
  CHECK(split.selected.empty());
  CHECK(split.kept == std::vector<rule_match>{{org.at("C"), 0}});
  CHECK(split.must_stay == 2);  // A is exempt too
}

TEST_CASE("rules by layer in every list need their layers", "[transform][select]") {
  policy rules = central_policy();
  rules.exempt[0].when.layers.emplace();
  CHECK_THROWS_WITH(exempt(sample(), rules, {}), contains("\"E1\" is by layer"));
}
