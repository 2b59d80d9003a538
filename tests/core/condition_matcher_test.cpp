// SPDX-License-Identifier: BSL-1.0
#include <pangkas/core/condition_matcher.hpp>

#include "support/catch.hpp"
#include "support/small_ministry.hpp"

#include <pangkas/core/organisation_builder.hpp>

#include <string>
#include <utility>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

/// The codes of the positions that meet a condition, by row.
std::string codes(const condition& when) {
  const organisation org = untidy_ministry();
  const condition_matcher meets(org, when);
  std::string result;
  for (row_index row = 0; row < org.size(); ++row)
    if (meets(org.position_at(row))) result += org.code(org.position_at(row));
  return result;
}

}  // namespace

TEST_CASE("an external position is neither a manager nor none", "[core][condition_matcher]") {
  organisation_builder builder;
  builder.add(post("R", "", ""));
  builder.add(post("M", "", "", {"external"}));
  const organisation org = std::move(builder).build().organisation;
  condition when;
  const auto meets = [&](const char* code) { return condition_matcher(org, when)(org.at(code)); };
  CHECK(meets("M"));
  when.flags = {"external"};
  CHECK(meets("M"));
  when = {};
  when.manager = false;
  CHECK(meets("R"));
  CHECK_FALSE(meets("M"));
  when.manager = true;
  CHECK_FALSE(meets("M"));
}

TEST_CASE("a condition meets the positions that its words say", "[core][condition_matcher]") {
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
    when.layers = {{4, 17, 2, 3, 2}};
    CHECK(codes(when) == "ABCDEF");
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
  SECTION("subtrees: the position itself and all below it") {
    when.subtrees = {"A"};
    CHECK(codes(when) == "ACDE");
    when.subtrees = {"C", "A", "B", "no such"};
    CHECK(codes(when) == "ABCDEF");
    // An orphan has what hangs on it too.
    when.subtrees = {"O"};
    CHECK(codes(when) == "OU");
    when.subtrees = {"no such"};
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

TEST_CASE("without a scheme a rank is its text", "[core][condition_matcher]") {
  organisation_builder builder;
  builder.add(post("A", "Grade 7", ""));
  builder.add(post("B", "", "A"));
  const organisation org = std::move(builder).build().organisation;
  condition when;
  when.ranks = {"grade7"};
  CHECK(condition_matcher(org, when)(org.at("A")));
  CHECK_FALSE(condition_matcher(org, when)(org.at("B")));
}

TEST_CASE("what rules a row out by its texts alone rules it out", "[core][condition_matcher]") {
  const organisation org = untidy_ministry();
  condition when;
  when.ranks = {"III"};
  when.unit_contains = {"biro"};
  when.manager = true;
  const condition_matcher meets(org, when);
  std::string by_texts;
  for (row_index row = 0; row < org.size(); ++row) {
    const position_id p = org.position_at(row);
    if (meets.texts_meet(row)) by_texts += org.code(p);
    CHECK(meets.meets(row, p) == meets(p));
    if (meets(p)) {
      CHECK(meets.texts_meet(row));
      CHECK(meets.may_have_rank(org.table().ranks->entry(row)));
    }
  }
  CHECK(by_texts == "AB");
  const row_index head = org.row(org.at("R"));
  CHECK_FALSE(meets.may_have_rank(org.table().ranks->entry(head)));
  // A condition that asks for no rank rules none out.
  CHECK(condition_matcher(org, {}).may_have_rank(org.table().ranks->entry(head)));
}
