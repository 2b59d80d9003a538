// SPDX-License-Identifier: BSL-1.0
#include <pangkas/study/before_after.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/organisations.hpp"

#include <pangkas/decisions/decision_path.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <utility>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

position ranked(position p, std::string rank) {
  p.rank = std::move(rank);
  return p;
}

/// M → D → H → s1, s2; H heads a section.
description directorate() {
  return {
      {ranked(post("M"), "I.a"), ranked(post("D", "M"), "II.a"), ranked(post("H", "D"), "III.a"),
       ranked(post("s1", "H"), "Pelaksana"), ranked(post("s2", "H"), "Pelaksana")},
      {},
      {}};
}

/// The same with H made a functional position under D, beside its former staff.
description delayered() {
  description what = directorate();
  what.positions[2].rank = "Ahli Madya";
  what.positions[3].reports_to = "D";
  what.positions[4].reports_to = "D";
  return what;
}

}  // namespace

TEST_CASE("compare finds the shrink of a section that was taken out", "[study][before_after]") {
  const before_after found = compare(make(directorate()), make(delayered()), 0);
  // s1 and s2: three hand-offs before, two after.
  CHECK(found.originators == 2);
  CHECK(found.compared == 2);
  CHECK(*found.formal == Approx(1.0 / 3));
  CHECK(*found.with_roles == Approx(1.0 / 3));
  CHECK(*found.with_coordination == Approx(1.0 / 3));
  CHECK(found.shorter == 2);
  CHECK(found.longer == 0);
  CHECK(found.unchanged == 0);
  CHECK(found.administrative_before == 1);
  CHECK(found.administrative_after == 0);
  CHECK(found.pso_percent == 100.0);
  CHECK(found.converted == 1);
  CHECK(found.lost == 0);
}

TEST_CASE("compare passes external positions over", "[study][before_after]") {
  const auto with_minister = [](description what) {
    what.positions.push_back(ranked(post("X"), "III.a"));
    what.positions.back().flags = {"external"};
    return make(what);
  };
  CHECK(compare(with_minister(directorate()), with_minister(delayered()), 0) ==
        compare(make(directorate()), make(delayered()), 0));
}

TEST_CASE("compare shows that coordinators undo on the desk what was done on paper",
          "[study][before_after]") {
  description after = delayered();
  after.lines = {{"H", "s1", line_type::assignment, {}, "sub-koordinator"},
                 {"H", "s2", line_type::assignment, {}, "sub-koordinator"}};
  const before_after found = compare(make(directorate()), make(after), 0);
  CHECK(found.pso_percent == 100.0);
  CHECK(*found.formal == Approx(1.0 / 3));
  CHECK(found.with_roles == 0.0);
  CHECK(found.unchanged == 2);
  CHECK(found.shorter == 0);
  CHECK(found.shorter_formal == 2);

  // With a coordinator above the sub-coordinator it takes longer than before.
  after.positions.push_back(ranked(post("K", "D"), "Ahli Madya"));
  after.lines.push_back({"K", "H", line_type::assignment, {}, "koordinator"});
  const before_after longer = compare(make(directorate()), make(after), 0);
  CHECK(*longer.with_roles == Approx(1.0 - 4.0 / 3));
  CHECK(longer.longer == 2);
  CHECK(longer.longer_formal == 0);
}

TEST_CASE("the official score needs the number that must stay", "[study][before_after]") {
  description before = directorate();
  before.positions.push_back(ranked(post("H2", "D"), "IV.a"));
  description after = delayered();
  after.positions.push_back(before.positions.back());
  CHECK_FALSE(compare(make(before), make(after)).pso_percent);
  CHECK(compare(make(before), make(after), 0).pso_percent == 50.0);
  CHECK(compare(make(before), make(after), 1).pso_percent == 100.0);
  CHECK_FALSE(compare(make(before), make(after), 2).pso_percent);  // A = C
  CHECK_FALSE(compare(make(before), make(after), 3).pso_percent);
  CHECK_FALSE(compare(organisation(), organisation(), 0).pso_percent);
}

TEST_CASE("an echelon whose holder is declared functional is not administrative",
          "[study][before_after]") {
  description after = directorate();
  after.positions[2].kind = position_kind::functional;
  const before_after found = compare(make(directorate()), make(after), 0);
  CHECK(found.administrative_after == 0);
  CHECK(found.converted == 1);
}

TEST_CASE("nothing shrinks where nothing changed, or where there was nothing",
          "[study][before_after]") {
  const organisation org = make(directorate());
  const before_after same = compare(org, org);
  CHECK(same.formal == 0.0);
  CHECK(same.unchanged == 2);
  CHECK(compare(organisation(), organisation()) == before_after());
  const organisation one = make(one_position().what);
  CHECK_FALSE(compare(one, one).formal);  // no hand-offs before
  CHECK(compare(one, one).unchanged == 1);
}

TEST_CASE("undecidable and lost originators are counted and not compared",
          "[study][before_after]") {
  description before{
      {post("R"), post("a", "R"), post("b", "R"), post("o", "gone"), post("c", "R")}, {}, {}};
  description after{
      {post("R"), post("a", "R"), post("b", "away"), post("o", "R"), post("new", "R")}, {}, {}};
  const before_after found = compare(make(before), make(after));
  CHECK(found.originators == 4);
  CHECK(found.compared == 1);
  CHECK(found.undecidable_before == 1);  // o
  CHECK(found.undecidable_after == 1);   // b
  CHECK(found.lost == 1);                // c
  CHECK(found.formal == 0.0);
}

TEST_CASE("a scenario with the same codes is followed by row as by code", "[study][before_after]") {
  for (std::uint64_t seed = 0; seed < cases_to_try(1000); ++seed) {
    CAPTURE(seed);
    const organisation before = make(random_description(seed));
    organisation_parts parts = before.parts();
    dice roll(seed);
    for (row_index row = 0; row < parts.superiors.size(); ++row)
      if (roll.chance(30) && parts.superiors[row] != no_position)
        parts.superiors[row] = static_cast<row_index>(roll.below(parts.superiors.size()));
    const organisation shared(parts);
    parts.table.codes = std::make_shared<code_column>(*parts.table.codes);
    const organisation copied(parts);
    REQUIRE(shared.table().codes == before.table().codes);
    REQUIRE(copied.table().codes != before.table().codes);
    REQUIRE(compare(before, shared, 1) == compare(before, copied, 1));
  }
}

TEST_CASE("compare agrees with paths followed one by one on random pairs",
          "[study][before_after]") {
  for (std::uint64_t seed = 0; seed < cases_to_try(3000); ++seed) {
    CAPTURE(seed);
    // Two organisations with mostly the same codes, drawn apart from each other.
    const by_hand was(random_description(2 * seed));
    const by_hand is(random_description(2 * seed + 1));
    const organisation before = make(was.what());
    const organisation after = make(is.what());

    before_after expected;
    double command[2] = {0, 0};
    double roles[2] = {0, 0};
    double all[2] = {0, 0};
    std::size_t shadowed = 0;
    // Whether a role holder was, before, above the post on which its step hangs.
    const auto rebuilds = [&](position_id post, position_id holder) {
      const auto was_post = before.find(after.code(post));
      const auto was_holder = before.find(after.code(holder));
      if (!was_post || !was_holder) return false;
      auto above = before.command().superior(*was_post);
      while (above && *above != *was_holder) above = before.command().superior(*above);
      return above.has_value();
    };
    std::set<std::string> codes;
    for (std::size_t i = 0; i < is.size(); ++i) codes.insert(is.code(i));
    for (std::size_t i = 0; i < was.size(); ++i) {
      const std::string code = was.code(i);
      const bool there = codes.contains(code);
      if (there && before.kind(before.at(code)) == position_kind::structural &&
          after.kind(after.at(code)) == position_kind::functional)
        ++expected.converted;
      if (!was.subordinates(i).empty()) continue;
      ++expected.originators;
      const auto path = decision_path(before, before.at(code));
      if (!path) ++expected.undecidable_before;
      if (!there) {
        ++expected.lost;
        continue;
      }
      const auto now = decision_path(after, after.at(code));
      if (!now) ++expected.undecidable_after;
      if (!path || !now) continue;
      ++expected.compared;
      std::size_t with_roles[2] = {0, 0};
      std::size_t formal[2] = {0, 0};
      for (const int side : {0, 1}) {
        for (const path_step& step : side == 0 ? *path : *now) {
          if (step.role == step_role::coordination) continue;
          ++with_roles[side];
          if (step.role != step_role::role_step) ++formal[side];
        }
        command[side] += static_cast<double>(formal[side] - 1);
        roles[side] += static_cast<double>(with_roles[side] - 1);
        all[side] += static_cast<double>((side == 0 ? path : now)->size() - 1);
      }
      bool rebuilt = false;
      position_id post = no_position;
      for (const path_step& step : *now) {
        if (step.role == step_role::role_step)
          rebuilt = rebuilt || rebuilds(post, step.position);
        else if (step.role != step_role::coordination)
          post = step.position;
      }
      if (rebuilt) ++shadowed;
      if (with_roles[1] > with_roles[0]) ++expected.longer;
      if (with_roles[1] < with_roles[0]) ++expected.shorter;
      if (with_roles[1] == with_roles[0]) ++expected.unchanged;
      if (formal[1] > formal[0]) ++expected.longer_formal;
      if (formal[1] < formal[0]) ++expected.shorter_formal;
      if (formal[1] == formal[0]) ++expected.unchanged_formal;
    }
    if (command[0] > 0) expected.formal = 1.0 - command[1] / command[0];
    if (roles[0] > 0) expected.with_roles = 1.0 - roles[1] / roles[0];
    if (all[0] > 0) expected.with_coordination = 1.0 - all[1] / all[0];
    if (expected.compared > 0)
      expected.shadow = static_cast<double>(shadowed) / static_cast<double>(expected.compared);
    const auto administrative = [](const by_hand& hand) {
      std::size_t found = 0;
      for (const position& p : hand.what().positions)
        if ((p.rank == "III.a" || p.rank == "iv a") &&
            p.kind.value_or(position_kind::structural) == position_kind::structural)
          ++found;
      return found;
    };
    expected.administrative_before = administrative(was);
    expected.administrative_after = administrative(is);
    if (expected.administrative_before > 1)
      expected.pso_percent = (static_cast<double>(expected.administrative_before) -
                              static_cast<double>(expected.administrative_after)) /
                             static_cast<double>(expected.administrative_before - 1) * 100.0;
    REQUIRE(compare(before, after, 1) == expected);
  }
}
