// SPDX-License-Identifier: BSL-1.0
#include <pangkas/simplify/undo.hpp>

#include "support/catch.hpp"
#include "support/small_ministry.hpp"

#include <pangkas/core/organisation_builder.hpp>
#include <pangkas/simplify/scenario.hpp>
#include <pangkas/simplify/simplify.hpp>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

organisation with_everything() {
  organisation_builder builder(ministry_scheme());
  builder.add(post("R", "I.a", ""));
  builder.add(post("K", "II.a", "R"));
  builder.add(post("A", "III.a", "K"));
  builder.add(post("B", "IV.a", "A"));
  builder.add(post("C", "Pelaksana", "B"));
  builder.add(post("X", "III.a", "Y"));
  builder.add(post("Y", "III.a", "X"));
  builder.add(post("Z", "III.a", "X"));
  builder.add(post("O", "III.a", "gone"));
  position declared = post("P", "IV.a", "O");
  declared.kind = position_kind::structural;
  builder.add(declared);
  builder.add(post("Q", "Pelaksana", "P"));
  builder.add(post("M", "III.a", "", {"external"}));
  builder.add_line({"K", "C", line_type::coordination, "letters", "legal bureau"});
  builder.add_line({"A", "C", line_type::assignment, "", "koordinator"});
  using enum authority_source;
  builder.add_authority({"A", "licences", {}, attribution, "", ""});
  builder.add_authority({"R", "budget", {}, attribution, "", ""});
  builder.add_authority({"B", "letters", 9.0, delegation, "A", ""});
  builder.add_authority({"A", "leave", {}, attribution, "", ""});
  builder.add_authority({"K", "staff", {}, mandate, "R", ""});
  for (const char* code : {"letters", "leave"}) {
    matter m;
    m.code = code;
    m.clerical_steps = {"registry", "printing", "registry"};
    m.work_minutes = 5;
    builder.add_matter(m);
  }
  return std::move(builder).build().organisation;
}

policy with_coordinators() {
  policy rules = central_policy();
  rules.roles.kind = role_policy::coordinators;
  rules.digital = {{{"no-paper", "why", "law", {}}, {"leave"}, {"registry"}, 2.0, 1.0}};
  return rules;
}

/// The same organisation from other rows: what reading it from a file can give.
organisation reread(const organisation& org, bool backwards) {
  organisation_builder builder(ministry_scheme());
  for (row_index i = 0; i < org.size(); ++i) {
    const position_id p =
        org.position_at(backwards ? static_cast<row_index>(org.size()) - 1 - i : i);
    position copy = post(std::string(org.code(p)), std::string(org.rank_name(p)),
                         std::string(org.declared_superior(p)));
    copy.kind = (*org.table().kinds)[org.row(p)];
    copy.position_class = org.position_class(p);
    builder.add(copy);
  }
  const auto code = [&](row_index row) { return std::string(org.table().codes->texts[row]); };
  const std::vector<row_line>& lines = org.parts().lines;
  for (auto l = lines.rbegin(); l != lines.rend(); ++l)
    builder.add_line({code(l->superior), code(l->subordinate), l->type, org.line_names()[l->matter],
                      org.line_names()[l->role]});
  for (const authority& a : org.authorities()) builder.keep_authority(a);
  for (const matter& m : org.matters()) builder.add_matter(m);
  return std::move(builder).build().organisation;
}

}  // namespace

TEST_CASE("undo gives the first organisation back in every part", "[simplify][undo]") {
  const organisation before = with_everything();
  const simplification s = simplify(before, with_coordinators());
  REQUIRE(s.converted == 4);
  REQUIRE_FALSE(same(before, s.after));
  CHECK(same(before, undo(s.after, s.changes)));
}

TEST_CASE("undo works on the same organisation from other rows", "[simplify][undo]") {
  const organisation before = with_everything();
  const simplification s = simplify(before, with_coordinators());
  for (const bool backwards : {false, true}) {
    const organisation back = undo(reread(s.after, backwards), s.changes);
    const organisation expected = reread(before, backwards);
    CHECK(back.parts().superiors == expected.parts().superiors);
    CHECK(back.parts().unresolved == expected.parts().unresolved);
    CHECK(back.authorities() == expected.authorities());
    CHECK(back.matters() == expected.matters());
    REQUIRE(back.lines().size() == expected.lines().size());
    for (std::size_t i = 0; i < back.lines().size(); ++i) {
      CHECK(back.lines()[i].superior == expected.lines()[i].superior);
      CHECK(back.lines()[i].subordinate == expected.lines()[i].subordinate);
      CHECK(back.line_names()[back.lines()[i].role] ==
            expected.line_names()[expected.lines()[i].role]);
    }
    for (row_index row = 0; row < back.size(); ++row) {
      CHECK((*back.table().ranks)[row] == (*expected.table().ranks)[row]);
      CHECK((*back.table().kinds)[row] == (*expected.table().kinds)[row]);
    }
  }
}

TEST_CASE("undo of an empty ledger changes nothing", "[simplify][undo]") {
  const organisation before = with_everything();
  ledger nothing;
  nothing.codes = before.table().codes;
  CHECK(same(before, undo(before, nothing)));
}

TEST_CASE("undo refuses a ledger of another organisation", "[simplify][undo]") {
  const organisation before = with_everything();
  const simplification s = simplify(before, with_coordinators());
  CHECK_THROWS_WITH(undo(before, s.changes), contains("this ledger does not belong"));
  CHECK_THROWS_WITH(undo(ministry(), s.changes), contains("this ledger does not belong"));

  organisation_parts parts = s.after.parts();
  parts.superiors[4] = 0;  // C was moved to K
  CHECK_THROWS_WITH(undo(organisation(parts), s.changes),
                    contains("\"C\" does not report to \"K\""));
  parts = s.after.parts();
  parts.table.ranks = before.table().ranks;
  CHECK_THROWS_WITH(undo(organisation(parts), s.changes),
                    contains("is not the post that it was converted to"));
  // In its kind or its class alone.
  const row_index converted = s.after.row(s.after.at(s.changes.code(
      std::get<post_converted>(std::ranges::find_if(s.changes.entries,
                                                    [](const ledger_entry& e) {
                                                      return e.change() == change_kind::converted;
                                                    })
                                   ->what)
          .row)));
  parts = s.after.parts();
  auto kinds = std::make_shared<kind_column>(*parts.table.kinds);
  kinds->set(converted, position_kind::executing);
  parts.table.kinds = kinds;
  CHECK_THROWS_WITH(undo(organisation(parts), s.changes),
                    contains("is not the post that it was converted to"));
  parts = s.after.parts();
  auto classes = std::make_shared<dictionary_column>(*parts.table.classes);
  classes->set(converted, "99");
  parts.table.classes = classes;
  CHECK_THROWS_WITH(undo(organisation(parts), s.changes),
                    contains("is not the post that it was converted to"));
  parts = s.after.parts();
  for (authority& a : parts.authorities) a.legal_source += ", amended";
  CHECK_THROWS_WITH(undo(organisation(parts), s.changes), contains("should hold is not where"));
  parts = s.after.parts();
  parts.lines.clear();
  CHECK_THROWS_WITH(undo(organisation(parts), s.changes), contains("has not the role"));
  parts = s.after.parts();
  parts.line_names = {"", "letters", "legal bureau", "koordinator", "x"};
  CHECK_THROWS_WITH(undo(organisation(parts), s.changes), contains("no line has the role"));
  parts = s.after.parts();
  parts.authorities.clear();
  CHECK_THROWS_WITH(undo(organisation(parts), s.changes), contains("should hold is not where"));
  parts = s.after.parts();
  parts.matters[1].work_minutes = 3;
  CHECK_THROWS_WITH(undo(organisation(parts), s.changes),
                    contains("the matter \"leave\" is not handled as it was left (\"leave\" in "
                             "digital form; clerical steps: printing; work: 2 minutes a step"));
  std::swap(parts.matters[0], parts.matters[1]);
  CHECK_THROWS_WITH(undo(organisation(parts), s.changes),
                    contains("the matter \"leave\" is not where it was"));
  parts.matters.clear();
  CHECK_THROWS_WITH(undo(organisation(parts), s.changes),
                    contains("the matter \"leave\" is not where it was"));
  // A ledger that tells of changes, but not what they were.
  ledger cut = s.changes;
  cut.authorities.pop_back();
  CHECK_THROWS_WITH(undo(s.after, cut), contains("it tells of fewer authorities than changes"));
  cut = s.changes;
  cut.matters.clear();
  CHECK_THROWS_WITH(undo(s.after, cut), contains("it tells of fewer matters than changes"));
}

TEST_CASE("undo of a scenario refuses what is not as its steps left it", "[simplify][undo]") {
  const organisation before = with_everything();
  const auto step = [](auto what) { return scenario_step{{"step", "why", "law", {}}, what}; };
  scenario steps;
  add_step added;
  added.post = post("N", "IV.a", "K");
  steps.steps = {step(added),
                 step(abolish_step{{"B"}, "", {}, {}}),
                 step(retitle_step{"A", "Head", {}, {}}),
                 step(move_step{{"K"}, ""}),
                 step(line_step{"R", "C", line_type::functional, "leave", "adviser", false}),
                 step(line_step{"K", "C", line_type::coordination, "", "", true})};
  const simplification s = apply(before, steps);
  REQUIRE(same(before, undo(s.after, s.changes)));
  // Whoever read it from a file has names for those lines alone that are there.
  scenario line_alone;
  line_alone.steps = {steps.steps.back()};
  const simplification without = apply(before, line_alone);
  const organisation back = undo(reread(without.after, false), without.changes);
  CHECK(back.lines().size() == before.lines().size());
  CHECK(std::ranges::find(back.line_names(), "legal bureau") != back.line_names().end());
  const auto row = [&](const char* code) { return s.after.row(s.after.at(code)); };
  const auto refused = [&](auto change) -> std::string {
    organisation_parts parts = s.after.parts();
    change(parts);
    try {
      (void)undo(organisation(std::move(parts)), s.changes);
    } catch (const structure_error& e) {
      const std::string front = "this ledger does not belong to this organisation: ";
      const std::string end = "; undo takes the organisation that the same run wrote";
      const std::string text = e.what();
      REQUIRE(text.starts_with(front));
      REQUIRE(text.ends_with(end));
      return text.substr(front.size(), text.size() - front.size() - end.size());
    }
    return {};
  };
  const auto with_flags = [&](std::vector<std::string> flags) {
    return refused([&](organisation_parts& parts) {
      auto column = std::make_shared<flag_column>(*parts.table.flags);
      column->set(row("B"), flags);
      parts.table.flags = column;
    });
  };
  for (const auto& flags : std::vector<std::vector<std::string>>{
           {}, {"abolished"}, {"external", "other"}, {"other", "abolished"}})
    CHECK(with_flags(flags) == "\"B\" is not a post that ended");
  CHECK(with_flags({"other", "external", "abolished"}).empty());
  CHECK(refused([&](organisation_parts& parts) {
          auto titles = std::make_shared<dictionary_column>(*parts.table.titles);
          titles->set(row("A"), "Chief");
          parts.table.titles = titles;
        }) == "\"A\" does not have the title Head");
  CHECK(refused([&](organisation_parts& parts) { parts.superiors[row("K")] = row("R"); }) ==
        "\"K\" reports to somebody");
  CHECK(refused([&](organisation_parts& parts) {
          std::erase_if(parts.lines,
                        [](const row_line& l) { return l.type == line_type::functional; });
        }) == "\"R\" has not the line to \"C\" that was added");
  CHECK(refused([&](organisation_parts& parts) { parts.superiors[row("Q")] = row("N"); }) ==
        "something hangs on \"N\", which was added");
}
