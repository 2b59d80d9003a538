// SPDX-License-Identifier: BSL-1.0
#include <pangkas/study/integrity_change.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/organisations.hpp"
#include "support/random_policy.hpp"
#include "support/small_ministry.hpp"

#include <pangkas/core/condition.hpp>
#include <pangkas/core/organisation_builder.hpp>
#include <pangkas/error.hpp>
#include <pangkas/io/json.hpp>
#include <pangkas/simplify/undo.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

using words = std::vector<std::string>;

/// A bureau with two divisions: M (I.a) over B (II.a); B over the heads O and R (III.a), each with
/// staff. O orders, R receives.
organisation bureau() {
  organisation_builder builder(ministry_scheme());
  for (const position& p :
       {post("M", "I.a", ""), post("B", "II.a", "M"), post("O", "III.a", "B"),
        post("R", "III.a", "B"), post("o", "Pelaksana", "O"), post("r", "Pelaksana", "R")})
    builder.add(p);
  matter buy;
  buy.code = "buy";
  buy.originators = parse_condition("o|r");
  buy.volume = 100;
  buy.checks = 2;
  builder.add_matter(buy);
  authority a;
  a.position = "B";
  a.matter = "buy";
  builder.add_authority(a);
  return std::move(builder).build().organisation;
}

integrity_tables duties_of(const organisation& org,
                           const std::vector<std::pair<std::string, std::string>>& duties,
                           std::optional<bool> moves = {}) {
  integrity_builder builder(org);
  for (const auto& [position, name] : duties)
    builder.add(duty{position, {}, "purchase", name, moves});
  integrity_tables tables = std::move(builder).build();
  REQUIRE(builder.findings().empty());
  return tables;
}

integrity_rules order_receive() {
  integrity_rules rules;
  rules.name = "test";
  rules.moves = {"order", "receive"};
  separation_rule s;
  s.rule.id = "order-receive";
  s.duties = {"order", "receive"};
  rules.separations.push_back(s);
  return rules;
}

/// Position, change and rule of what caused a breach.
words causes_of(const ledger& changes, const brought_breach& b) {
  words all;
  for (const std::uint32_t entry : b.caused_by) {
    const change_in_words said = in_words(changes, changes.entries[entry]);
    all.push_back(said.position + " " + said.change);
  }
  return all;
}

}  // namespace

TEST_CASE("a simplification that merges maker and checker is caught with its cause and a repair",
          "[study][integrity_change]") {
  const organisation before = bureau();
  const integrity_tables tables = duties_of(before, {{"O", "order"}, {"R", "receive"}});
  const policy played = central_policy();
  const simplification result = simplify(before, played);
  const integrity_change found =
      integrity_change_of(before, &played, result, tables, order_receive());
  CHECK(found.before.breaches.empty());
  REQUIRE(found.after.breaches.size() == 1);
  REQUIRE(found.brought.size() == 1);
  CHECK(found.kept == 0);
  CHECK(found.gone == 0);
  CHECK(found.after.breaches[0].rows == std::vector{before.row(before.at("B"))});
  CHECK(causes_of(result.changes, found.brought[0]) == words{"O converted", "R converted"});
  // Whoever ordered may go on ordering as an official: that costs no post and no step.
  REQUIRE(found.brought[0].repair);
  const integrity_repair& repair = *found.brought[0].repair;
  CHECK(repair.kind == repair_kind::move_duty);
  CHECK(repair.rows == std::vector{before.row(before.at("O"))});
  CHECK(repair.from == before.row(before.at("B")));
  CHECK(found.after.duties[repair.duty] == "order");
  CHECK(repair.hand_offs == 0);
  CHECK(in_words(result.after, found.after, repair) == "give \"order\" of B to O");
}

TEST_CASE("what a duty says of itself stands before the rules", "[study][integrity_change]") {
  const organisation before = bureau();
  const policy played = central_policy();
  const simplification result = simplify(before, played);
  for (const bool moves : {true, false}) {
    const auto tables =
        duties_of(before, {{"O", "order"}, {"B", "receive"}, {"r", "order"}}, moves);
    integrity_rules rules = order_receive();
    if (moves) rules.moves.clear();
    const integrity_tables after = tables_after(result, tables, rules);
    const row_index O = before.row(before.at("O"));
    CHECK(after.duties[0].row == (moves ? before.row(before.at("B")) : O));
    CHECK(after.duties[0].from == (moves ? O : no_row));
    CHECK(after.duties[1] == tables.duties[1]);  // its post was not converted
    CHECK(after.duties[2] == tables.duties[2]);
  }
}

TEST_CASE("a path that loses a check is a new breach, and keeping the post takes it away",
          "[study][integrity_change]") {
  const organisation before = bureau();
  const policy played = central_policy();
  const simplification result = simplify(before, played);
  integrity_rules rules;
  rules.four_eyes.push_back({{"eyes", {}, {}, {}}});
  const integrity_change found = integrity_change_of(before, &played, result, {}, rules);
  // Before o: O and B check; afterwards B alone. So it is with r and R.
  CHECK(found.before.breaches.empty());
  REQUIRE(found.brought.size() == 2);
  CHECK(causes_of(result.changes, found.brought[0]) == words{"O converted"});
  CHECK(causes_of(result.changes, found.brought[1]) == words{"R converted"});
  for (const brought_breach& b : found.brought) {
    REQUIRE(b.repair);
    // Fifty cases a year of each: a check and a kept post cost a step each; the check costs no post.
    CHECK(b.repair->hand_offs == 50);
    CHECK(b.repair->kind == repair_kind::third_check);
  }
  repair_limits none;
  none.candidates = 0;
  CHECK_FALSE(integrity_change_of(before, nullptr, result, {}, rules, {}, none).brought[0].repair);
  none.groups = 0;
  CHECK_FALSE(integrity_change_of(before, &played, result, {}, rules, {}, none).brought[0].repair);
  // Of a case that needs three hands two are left; O may check what anybody raises, for a step each.
  repair_limits one;
  one.candidates = 1;
  integrity_rules three;
  three.collusions.push_back({{"three", {}, {}, {}}, {}, 3});
  const integrity_change fewer = integrity_change_of(before, &played, result, {}, three, {}, one);
  REQUIRE(fewer.brought.size() == 1);
  CHECK(fewer.before.colluding.at(0).most == 3);
  CHECK(fewer.after.colluding.at(0).most == 2);
  CHECK(causes_of(result.changes, fewer.brought[0]) == words{"O converted", "R converted"});
  REQUIRE(fewer.brought[0].repair);
  CHECK(fewer.brought[0].repair->kind == repair_kind::third_check);
  CHECK(fewer.brought[0].repair->rows == std::vector{before.row(before.at("O"))});
  CHECK(fewer.brought[0].repair->hand_offs == 100);
}

TEST_CASE("undo brings the first state back", "[study][integrity_change]") {
  const organisation before = bureau();
  const integrity_tables tables = duties_of(before, {{"O", "order"}, {"R", "receive"}});
  const policy played = central_policy();
  const simplification result = simplify(before, played);
  const organisation again = undo(result.after, result.changes);
  const integrity_report was = integrity(before, tables, order_receive());
  const integrity_report is = integrity(again, tables, order_receive());
  CHECK(was.breaches == is.breaches);
  CHECK(was.colluding == is.colluding);
}

TEST_CASE("integrity afterwards is that of the organisation read afresh",
          "[study][integrity_change]") {
  random_cases make_case(5);
  dice roll(5);
  integrity_rules rules = order_receive();
  separation_rule s;
  s.rule.id = "draft-decide";
  s.duties = {"draft", "decide", "order"};
  rules.separations.push_back(s);
  rules.four_eyes.push_back({{"eyes", {}, {}, {}}, 2});
  rules.audits.push_back({{"audit", {}, {}, {}}});
  const std::vector<std::string> names{"order", "receive", "audit", "decide"};
  std::size_t played = 0;
  for (std::size_t round = 0; round < cases_to_try(3000); ++round) {
    const random_case given = make_case.next();
    const organisation before = build(given);
    simplification result;
    try {
      result = simplify(before, given.rules);
    } catch (const rule_error&) {
      continue;
    }
    ++played;
    integrity_builder builder(before);
    for (position_id p{0}; p < before.size(); ++p) {
      const std::string code(before.code(p));
      if (roll.chance(60)) builder.add(duty{code, {}, "*", roll.one_of(names), {}});
      if (roll.chance(40)) builder.add(post_holder{"h" + std::to_string(roll.below(4)), code, {}});
    }
    const integrity_tables tables = std::move(builder).build();
    const integrity_tables after = tables_after(result, tables, rules);
    const organisation afresh = read_json(to_json(result.after), "after").organisation;
    const integrity_report one = integrity(result.after, after, rules);
    const integrity_report other = integrity(afresh, after, rules);
    INFO("round " << round);
    REQUIRE(one.breaches == other.breaches);
    REQUIRE(one.colluding == other.colluding);
    // Counts hold together, and each repair that is named takes its breach away by the rules of
    // this test: it is played again by integrity_change_of itself.
    repair_limits few;
    few.groups = 1;
    few.candidates = 2;
    const integrity_change change =
        integrity_change_of(before, &given.rules, result, tables, rules, {}, few);
    REQUIRE(change.before.breaches.size() == change.gone + change.kept);
    REQUIRE(change.after.breaches.size() == change.brought.size() + change.kept);
  }
  CHECK(played > 0);
}
