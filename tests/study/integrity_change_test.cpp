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
#include <pangkas/simplify/scenario.hpp>
#include <pangkas/simplify/undo.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
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

namespace {

/// A bureau with more below it, as bureau(): posts by code, rank and superior; B decides "buy" of who
/// raises it, unless another post does.
struct bureau_of {
  std::vector<position> posts;
  std::string raised_by;
  std::uint32_t checks = 0;
  std::string decider = "B";
  std::vector<matter_step> steps{};

  [[nodiscard]] organisation make() const {
    organisation_builder builder(ministry_scheme());
    for (const position& p : posts) builder.add(p);
    matter buy;
    buy.code = "buy";
    buy.originators = parse_condition(raised_by);
    buy.volume = 200;
    buy.checks = checks;
    buy.families = {"purchase"};
    builder.add_matter(buy);
    authority a{decider, "buy", {}, authority_source::delegation, "M", ""};
    if (decider == "M") a = {decider, "buy", {}, authority_source::attribution, "", ""};
    builder.add_authority(a);
    for (const matter_step& s : steps) builder.add_step(s);
    return std::move(builder).build().organisation;
  }
};

/// What a policy, or steps by hand, brought: "rule: causes; repair".
words brought_by(const organisation& before, const integrity_tables& tables,
                 const integrity_rules& rules, const policy* played, const scenario& steps = {},
                 const repair_limits& limits = {}) {
  const simplification result = played ? simplify(before, *played) : apply(before, steps);
  const integrity_change found =
      integrity_change_of(before, played, result, tables, rules, {}, limits);
  words all;
  for (const brought_breach& b : found.brought) {
    std::string text = found.after.rules[found.after.breaches[b.place].rule].id + ":";
    for (const std::string& cause : causes_of(result.changes, b))
      text += (text.back() == ':' ? " " : ", ") + cause;
    if (b.repair)
      text += "; " + in_words(result.after, found.after, *b.repair) + " at " +
              std::to_string(static_cast<int>(b.repair->hand_offs));
    all.push_back(text);
  }
  return all;
}

integrity_tables held_by(const organisation& org,
                         const std::vector<std::pair<std::string, std::string>>& holders,
                         const std::vector<std::pair<std::string, std::string>>& kin = {},
                         const std::vector<duty>& duties = {}) {
  integrity_builder builder(org);
  for (const auto& [holder, position] : holders) builder.add(post_holder{holder, position, {}});
  for (const auto& [a, b] : kin) builder.add(relation{a, b, "kin", {}});
  for (const duty& d : duties) builder.add(d);
  integrity_tables tables = std::move(builder).build();
  REQUIRE(builder.findings().empty());
  return tables;
}

separation_rule apart(std::vector<std::string> duties) {
  separation_rule s;
  s.rule.id = duties[0] + "-" + duties[1];
  s.duties = std::move(duties);
  return s;
}

}  // namespace

TEST_CASE("each kind of breach is told with its cause, and with the cheapest repair",
          "[study][integrity_change]") {
  const policy played = central_policy();
  const std::vector<position> small{post("M", "I.a", ""),        post("B", "II.a", "M"),
                                    post("O", "III.a", "B"),     post("R", "III.a", "B"),
                                    post("o", "Pelaksana", "O"), post("r", "Pelaksana", "R")};
  integrity_rules rules;
  SECTION("who reviews by being the superior does what the converted heads did") {
    bureau_of office{small, "o", 0, "M"};
    office.steps = {{.matter = "buy", .act = step_act::review, .who = parse_holder("@superior")}};
    const organisation before = office.make();
    rules.separations = {apart({"review", "pay"})};
    // For whatever matters the family has; O takes the duty as well as M would.
    CHECK(brought_by(before, held_by(before, {}, {}, {{"B", {}, "purchase", "pay", {}}}), rules,
                     &played) ==
          words{"review-pay: O converted, R converted; give \"pay\" of B to M at 0"});
  }
  SECTION("a right that must be issued anew brings its decisions along") {
    const organisation before = bureau_of{small, "o", 0, "O"}.make();
    rules.separations = {apart({"decide", "pay"}), apart({"draft", "decide"})};
    CHECK(brought_by(
              before, held_by(before, {{"h", "o"}, {"h", "B"}}, {}, {{"B", {}, "*", "pay", {}}}),
              rules, &played) == words{"decide-pay: O converted; give \"pay\" of B to M at 0",
                                       "draft-decide: O converted; keep O at 0"});
    rules = {};
    rules.relations.push_back({{"kin", {}, {}, {}}, {"kin"}, {}});
    // Whoever decides now is kin; above it B stood before, too.
    CHECK(brought_by(before, held_by(before, {{"h", "o"}, {"g", "B"}}, {{"g", "h"}}), rules,
                     &played) == words{"kin: O converted, o re-attached; keep O at 0"});
  }
  SECTION("duties that no path has, of one hand: what moved there, in that process") {
    const organisation before = bureau_of{small, "o"}.make();
    rules.moves = {"order", "receive", "pay"};
    rules.collusions.push_back({{"two", {}, {}, {}}, {"roads"}, 2});
    const integrity_tables tables = held_by(before, {}, {},
                                            {{"O", {}, "roads", "order", {}},
                                             {"R", {}, "roads", "receive", {}},
                                             {"B", {}, "schools", "pay", {}}});
    CHECK(brought_by(before, tables, rules, &played) ==
          words{"two: O converted, R converted; keep R at 0"});
    rules.collusions.clear();
    rules.separations = {apart({"order", "pay"})};
    const integrity_tables apart_tables = held_by(before, {}, {},
                                                  {{"O", {}, "roads", "order", {}},
                                                   {"B", {}, "roads", "pay", {}},
                                                   {"R", {}, "schools", "pay", {}}});
    CHECK(brought_by(before, apart_tables, rules, &played) ==
          words{"order-pay: O converted; give \"order\" of B to O at 0"});
  }
  SECTION("where the duty that came cannot go back it goes elsewhere, or the posts are kept") {
    const organisation before = bureau_of{small, "o"}.make();
    const integrity_tables one =
        held_by(before, {{"h", "O"}, {"h", "B"}}, {},
                {{"O", {}, "roads", "order", {}}, {"R", {}, "roads", "receive", {}}});
    CHECK(brought_by(before, one, order_receive(), &played) ==
          words{"order-receive: O converted, R converted; give \"order\" of B to M at 0"});
    // Each of two holders of B is in one of the sections.
    const integrity_tables two =
        held_by(before, {{"h", "O"}, {"h", "B"}, {"g", "R"}, {"g", "B"}}, {},
                {{"O", {}, "roads", "order", {}}, {"R", {}, "roads", "receive", {}}});
    repair_limits none;
    none.candidates = 0;
    const auto kept = [](const char* at) {
      return words(2, std::string("order-receive: O converted, R converted; keep O, R at ") + at);
    };
    CHECK(brought_by(before, two, order_receive(), &played, {}, none) == kept("200"));
    organisation_parts parts = before.parts();
    parts.matters.clear();
    parts.authorities.clear();
    const organisation without(std::move(parts), before);
    CHECK(brought_by(without, two, order_receive(), &played, {}, none) == kept("0"));
  }
  SECTION("an auditor comes below whom it audits") {
    std::vector<position> posts = small;
    posts.push_back(post("A", "Pelaksana", "R"));
    const organisation before = bureau_of{posts, "o"}.make();
    rules.moves = {"order"};
    rules.audits.push_back({{"audit", {}, {}, {}}});
    CHECK(brought_by(before,
                     held_by(before, {}, {},
                             {{"O", {}, "roads", "order", {}}, {"A", {}, "roads", "audit", {}}}),
                     rules, &played) ==
          words{"audit: O converted, A re-attached; give \"order\" of B to O at 0"});
  }
  SECTION("posts that are moved by hand") {
    const organisation before = bureau_of{small, "o"}.make();
    rules.relations.push_back({{"kin", {}, {}, {}}, {}, {}});
    scenario steps;
    steps.steps = {{{"move", "why", "law", {}}, move_step{{"r"}, "O"}}};
    CHECK(brought_by(before, held_by(before, {{"h", "O"}, {"g", "r"}}, {{"g", "h"}}), rules,
                     nullptr, steps) == words{"kin: r re-attached"});
    // Another rank takes no headship away, and no duty with it.
    steps.steps = {{{"rank", "why", "law", {}}, re_rank_step{{"O"}, "IV.a", {}, {}}}};
    CHECK(brought_by(before, duties_of(before, {{"O", "order"}, {"B", "receive"}}), order_receive(),
                     nullptr, steps)
              .empty());
  }
}

TEST_CASE("a third checks where one may, else the cheapest post is kept",
          "[study][integrity_change]") {
  const policy played = central_policy();
  integrity_rules rules;
  rules.four_eyes.push_back({{"eyes", {}, {}, {}}});
  // O1 leads O2 and p, O2 leads o; K1 and K2 stand beside B, and their heads are kin of o's.
  bureau_of office{{post("M", "I.a", ""), post("B", "II.a", "M"), post("K1", "II.a", "M"),
                    post("K2", "II.a", "M"), post("O1", "III.a", "B"), post("O2", "IV.a", "O1"),
                    post("o", "Pelaksana", "O2"), post("p", "Pelaksana", "O1"),
                    post("k1", "Pelaksana", "K1"), post("k2", "Pelaksana", "K2")},
                   "o|p",
                   2};
  const organisation before = office.make();
  const auto kin =
      held_by(before, {{"ho", "o"}, {"h1", "K1"}, {"h2", "K2"}}, {{"ho", "h1"}, {"h2", "ho"}});
  repair_limits two;
  two.candidates = 2;
  // 100 cases a year of each. Keeping O1 lengthens both, keeping O2 those of o alone.
  CHECK(brought_by(before, kin, rules, &played, {}, two) ==
        words{"eyes: O1 converted, O2 converted; keep O2 at 100",
              "eyes: O1 converted; let K1 check each case too at 100"});
  two.candidates = 1;
  CHECK(brought_by(before, kin, rules, &played, {}, two)[0] ==
        "eyes: O1 converted, O2 converted; keep O1 at 200");
  // An order that names the steps gets one more.
  for (const char* of : {"purchase", "buy", "*", "leave"}) {
    office.steps = {{.matter = of, .act = step_act::review, .who = parse_holder("@line")}};
    const organisation ordered = office.make();
    CHECK(brought_by(ordered, held_by(ordered, {}), rules, &played)[0] ==
          "eyes: O1 converted, O2 converted; let K1 check each case too at 100");
  }

  // Three hands: o loses O, q keeps its head. A check is for all, a kept post for those below it.
  bureau_of fewer{
      {post("M", "I.a", ""), post("B", "II.a", "M"), post("O", "III.a", "B"),
       post("K", "III.a", "B", {"E1"}), post("Q", "III.a", "B", {"E1"}),
       post("k", "Pelaksana", "K"), post("o", "Pelaksana", "O"), post("q", "Pelaksana", "Q")},
      "o|q"};
  rules = {};
  rules.collusions.push_back({{"three", {}, {}, {}}, {}, 3});
  const organisation hands = fewer.make();
  CHECK(brought_by(hands, {}, rules, &played) == words{"three: O converted; keep O at 100"});
  CHECK(brought_by(
            hands, {}, rules, nullptr,
            {"by hand", {}, {}, {{{"end", "why", "law", {}}, abolish_step{{"O"}, "", {}, {}}}}}) ==
        words{"three: O abolished; let K check each case too at 200"});
}

TEST_CASE("holders go to who took their seats, and to nobody else's", "[study][integrity_change]") {
  const organisation before = bureau();
  const integrity_tables tables = held_by(before, {{"h", "O"}, {"g", "R"}});
  const auto after = [&](std::vector<decltype(scenario_step::what)> what) {
    scenario steps;
    for (auto& each : what) steps.steps.push_back({{"step", "why", "law", {}}, std::move(each)});
    const integrity_tables found = tables_after(apply(before, steps), tables, order_receive());
    words all;
    for (const held_post& held : found.held)
      all.push_back(found.holders[held.holder] + " " +
                    std::string(before.code(before.position_at(held.row))));
    return all;
  };
  const abolish_step ends{{"O"}, "B", {}, {}};
  CHECK(after({ends}) == words{"h B", "g R"});
  CHECK(after({abolish_step{{"O"}, "B", "r", {}}}) == words{"g R", "h r"});
  CHECK(after({abolish_step{{"O"}, "B", "", {}}}) == words{"g R"});
  CHECK(after({abolish_step{{"O", "R"}, "B", {}, {}}}) == words{"h B", "g B"});
  // It had no seats any more: those of R were given by a step of its own.
  CHECK(after({seats_step{"O", 0, {}, {}}, seats_step{"R", 3, {}, {}}, ends}) == words{"g R"});
  CHECK(after({seats_step{"O", 0, {}, {}}, abolish_step{{"R", "O"}, "B", {}, {}}}) == words{"g B"});
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
