// SPDX-License-Identifier: BSL-1.0
#include <pangkas/simplify/scenario.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/small_ministry.hpp"

#include <pangkas/core/condition_matcher.hpp>
#include <pangkas/core/organisation_builder.hpp>
#include <pangkas/error.hpp>
#include <pangkas/simplify/undo.hpp>

#include <algorithm>
#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

scenario one(decltype(scenario_step::what) what) {
  scenario all;
  all.name = "by hand";
  all.steps.push_back({{"why", "it is simpler", "a decree", {}}, std::move(what)});
  return all;
}

scenario_step step(decltype(scenario_step::what) what) {
  return {{"why", "it is simpler", "a decree", {}}, std::move(what)};
}

/// A head, two directors with a team each, and one more below the first team.
organisation office(const std::function<void(organisation_builder&)>& more = {}) {
  organisation_builder builder(ministry_scheme());
  const auto add = [&](std::string code, std::string rank, std::string reports_to, double seats,
                       double filled, double cost, std::string holders = {}) {
    position p = post(std::move(code), std::move(rank), std::move(reports_to));
    p.seats = seats;
    p.filled = filled;
    p.cost = cost;
    p.holders = std::move(holders);
    builder.add(p);
  };
  add("TOP", "I.a", "", 1, 1, 100);
  add("DIR1", "II.a", "TOP", 1, 1, 50, "h1");
  add("DIR2", "II.a", "TOP", 2, 1, 40, "h2");
  add("SEC1", "III.a", "DIR1", 1, 0, 20);
  add("STAFF1", "Pelaksana", "SEC1", 5, 4, 10);
  add("STAFF2", "Pelaksana", "DIR2", 3, 3, 10);
  builder.add_line({"DIR2", "STAFF1", line_type::coordination, "permit", "law"});
  using enum authority_source;
  builder.add_authority({"DIR2", "permit", 10.0, attribution, "", "Law 1"});
  builder.add_authority({"SEC1", "leave", {}, delegation, "DIR2", ""});
  builder.add_authority({"STAFF2", "leave", {}, mandate, "DIR1", ""});
  for (const char* code : {"permit", "leave"}) {
    matter m;
    m.code = code;
    builder.add_matter(m);
  }
  if (more) more(builder);
  return std::move(builder).build().organisation;
}

/// The same with what is rarer: an orphan, two posts in a circle, one outside, lines, and rights that
/// several hold or a class.
organisation wider_office() {
  return office([](organisation_builder& builder) {
    builder.add(post("LOST", "III.a", "gone"));
    builder.add(post("X", "", "Y"));
    builder.add(post("Y", "", "X"));
    builder.add(post("MIN", "", "", {"external"}));
    builder.add_line({"TOP", "SEC1", line_type::functional, "leave", "adviser"});
    builder.add_line({"TOP", "SEC1", line_type::functional, "", "adviser"});
    builder.add_line({"TOP", "SEC1", line_type::coordination, "", "adviser"});
    builder.add_line({"TOP", "STAFF1", line_type::functional, "", "adviser"});
    using enum authority_source;
    builder.add_authority({"DIR1", "permit", 5.0, attribution, "", "Law 1"});
    builder.add_authority({"DIR1", "permit", 8.0, mandate, "TOP", ""});
    authority of_class{"", "permit", 1.0, delegation, "DIR2", ""};
    of_class.whoever = parse_holder("rank=III");
    builder.add_authority(of_class);
    matter trip;
    trip.code = "trip";
    trip.families = {"travel"};
    builder.add_matter(trip);
  });
}

split_step split_of(const std::string& from, const std::string& code) {
  split_step split;
  split.from = from;
  split.post.code = code;
  return split;
}
authority_step right_of(const std::string& holder, const std::string& matter) {
  authority_step step;
  step.row.position = holder;
  step.row.matter = matter;
  return step;
}

std::vector<std::string> told(const simplification& s) {
  std::vector<std::string> lines;
  for (const ledger_entry& e : s.changes.entries) {
    const change_in_words words = in_words(s.changes, e);
    lines.push_back(words.position + " " + words.change + ": " + words.was + " -> " + words.is);
  }
  return lines;
}

}  // namespace

TEST_CASE("a merged post keeps its row and says where everything went", "[simplify][scenario]") {
  const organisation before = office();
  const simplification s = apply(before, one(merge_step{{{"DIR2"}, "DIR1", {}, {}}}));
  const organisation& after = s.after;
  REQUIRE(after.size() == 6);
  const position_id gone = after.at("DIR2");
  CHECK(after.command().is_external(gone));
  CHECK(after.flags(gone) == std::vector<std::string>{"external", "abolished"});
  CHECK(after.seats(gone) == 0);
  CHECK(after.declared_superior(after.at("STAFF2")) == "DIR1");
  CHECK(after.seats(after.at("DIR1")) == 3);
  CHECK(after.filled(after.at("DIR1")) == 2);
  CHECK(after.cost(after.at("DIR1")) == 90);
  CHECK(after.holders(after.at("DIR1")) == "h1;h2");
  CHECK(after.authorities()[0].position == "DIR1");
  CHECK(after.authorities()[1].giver == "DIR1");
  REQUIRE(after.lines().size() == 1);
  CHECK(after.lines()[0].superior == after.at("DIR1"));
  CHECK(told(s) ==
        std::vector<std::string>{
            "STAFF2 re-attached: reports to DIR2 -> reports to DIR1",
            "DIR2 changed: seats 2 -> seats 0", "DIR2 changed: filled 1 -> filled 0",
            "DIR2 changed: cost 40 -> cost 0", "DIR2 changed: holders h2 -> no holders declared",
            "DIR1 changed: seats 1 -> seats 3", "DIR1 changed: filled 1 -> filled 2",
            "DIR1 changed: cost 50 -> cost 90", "DIR1 changed: holders h1 -> holders h1;h2",
            "DIR2 line-removed: coordination line to STAFF1 as law for permit -> no line",
            "DIR1 line-added: no line -> coordination line to STAFF1 as law for permit",
            "DIR2 authority-moved: attribution of \"permit\" up to 10 (Law 1) -> held by DIR1",
            "SEC1 authority-amended: delegation of \"leave\" by DIR2 -> delegation of \"leave\" by "
            "DIR1",
            "DIR2 merged: reports to TOP -> merged into DIR1, which takes its tasks and duties "
            "over"});
  CHECK(same(before, undo(after, s.changes)));
}

TEST_CASE("a post that ended meets no condition, and raises nothing", "[simplify][scenario]") {
  const simplification s = apply(office(), one(abolish_step{{"SEC1"}, "", {}, {}}));
  condition directors;
  directors.ranks = {"III"};
  CHECK_FALSE(condition_matcher(s.after, directors)(s.after.at("SEC1")));
  CHECK_FALSE(condition_matcher(s.after, {})(s.after.at("SEC1")));
  directors.flags = {"abolished"};
  CHECK(condition_matcher(s.after, directors)(s.after.at("SEC1")));
  CHECK(s.after.declared_superior(s.after.at("STAFF1")) == "DIR1");
}

TEST_CASE("seats and authority of a post that ends can go elsewhere, or nowhere",
          "[simplify][scenario]") {
  const organisation before = office();
  const simplification s = apply(before, one(abolish_step{{"DIR2"}, "DIR1", "STAFF2", ""}));
  CHECK(s.after.seats(s.after.at("STAFF2")) == 5);
  CHECK(s.after.seats(s.after.at("DIR1")) == 1);
  CHECK(std::ranges::none_of(s.after.authorities(),
                             [](const authority& a) { return a.matter == "permit"; }));
  CHECK(counts_of(s.findings)["authority-withdrawn"] == 1);
  const simplification nowhere = apply(before, one(abolish_step{{"DIR2"}, "DIR1", "", {}}));
  CHECK(nowhere.after.seats(nowhere.after.at("DIR1")) == 1);
  CHECK(counts_of(nowhere.findings)["seats-ended"] == 1);
  CHECK(same(before, undo(s.after, s.changes)));
  CHECK(same(before, undo(nowhere.after, nowhere.changes)));
}

TEST_CASE("a top ends when one below takes over, and that one is the top", "[simplify][scenario]") {
  const organisation before = office();
  const simplification s = apply(before, one(abolish_step{{"TOP"}, "SEC1", {}, {}}));
  CHECK(s.after.command().roots() == 1);
  CHECK(s.after.position_at(s.after.row(position_id{0})) == s.after.at("SEC1"));
  CHECK(s.after.declared_superior(s.after.at("DIR1")) == "SEC1");
  CHECK(same(before, undo(s.after, s.changes)));
}

TEST_CASE("a split takes a part of a post along", "[simplify][scenario]") {
  const organisation before = office();
  split_step split;
  split.from = "DIR2";
  split.post.code = "DIR3";
  split.post.title = "Director of permits";
  split.takes = {"STAFF2"};
  split.matters = {"permit"};
  split.moved_seats = 1;
  split.moved_filled = 1;
  split.holders = {"h2"};
  const simplification s = apply(before, one(split));
  const position_id now = s.after.at("DIR3");
  CHECK(s.after.declared_superior(now) == "TOP");
  CHECK(s.after.rank_name(now) == "II.a");
  CHECK(s.after.kind(now) == position_kind::structural);
  CHECK(s.after.seats(now) == 1);
  CHECK(s.after.filled(now) == 1);
  CHECK(s.after.holders(now) == "h2");
  CHECK(s.after.holders(s.after.at("DIR2")).empty());
  CHECK(s.after.seats(s.after.at("DIR2")) == 1);
  CHECK(s.after.declared_superior(s.after.at("STAFF2")) == "DIR3");
  CHECK(s.after.authorities()[0].position == "DIR3");
  CHECK(same(before, undo(s.after, s.changes)));
}

TEST_CASE("a policy among the steps does what it does alone", "[simplify][scenario]") {
  const organisation before = office();
  const simplification alone = simplify(before, central_policy());
  const simplification s = apply(before, one(policy_step{central_policy(), {}}));
  CHECK(same(alone.after, s.after));
  CHECK(s.converted == 1);
  CHECK(told(s) == told(alone));
  CHECK(same(before, undo(s.after, s.changes)));

  scenario twice = one(re_rank_step{{"DIR1"}, "III.b", {}, {}});
  twice.steps.push_back(step(policy_step{central_policy(), {}}));
  twice.steps.push_back(step(move_step{{"STAFF2"}, "SEC1"}));
  const simplification both = apply(before, twice);
  CHECK(both.converted == 2);
  CHECK(same(before, undo(both.after, both.changes)));
}

TEST_CASE("steps that cannot be made are refused by one sentence", "[simplify][scenario]") {
  const organisation before = wider_office();
  const auto refused = [&](const scenario& s) -> std::string {
    try {
      (void)apply(before, s);
    } catch (const rule_error& e) {
      return e.what();
    }
    return {};
  };
  CHECK(refused(one(move_step{{"DIR"}, "TOP"})) ==
        "step 1 (move) names \"DIR\", which is not in the organisation; did you mean \"DIR1\"?");
  CHECK(refused(one(move_step{{"DIR1"}, "STAFF1"})) ==
        "step 1 (move) moves \"DIR1\" below \"STAFF1\", which stands below it: the lines would run "
        "in a circle");
  CHECK(refused(one(move_step{{"DIR1"}, "DIR1"})) == "step 1 (move) moves \"DIR1\" below itself");
  CHECK(refused(one(abolish_step{{"TOP"}, "", {}, {}})) ==
        "step 1 (abolish) ends \"TOP\", above which nobody stands to take its work over; say who "
        "does, with \"to\"");
  CHECK(refused(one(abolish_step{{"DIR1"}, "DIR1", {}, {}})) ==
        "step 1 (abolish) ends \"DIR1\" and lets it take over from itself");
  CHECK(refused(one(re_rank_step{{"DIR1"}, "IX", {}, {}})) ==
        "step 1 (re-rank) gives the rank \"IX\", which is not in the rank scheme");
  add_step known;
  known.post.code = "DIR1";
  CHECK(refused(one(known)) == "step 1 (add) adds \"DIR1\", a code that a post has already");
  scenario order = one(move_step{{"NEW"}, "TOP"});
  add_step added;
  added.post.code = "NEW";
  order.steps.push_back(step(added));
  CHECK(refused(order) ==
        "step 1 (move) names \"NEW\", which step 2 (add) adds only later; put that step before it");
  scenario ended = one(abolish_step{{"SEC1"}, "", {}, {}});
  ended.steps.push_back(step(move_step{{"SEC1"}, "TOP"}));
  CHECK(refused(ended) == "step 2 (move) names \"SEC1\", which step 1 (abolish) has ended");
  authority_step nothing;
  nothing.row.position = "TOP";
  nothing.row.matter = "leave";
  nothing.withdraw = true;
  CHECK(refused(one(nothing)) ==
        "step 1 (authority) withdraws what is not there: \"TOP\" has no authority for \"leave\"");
  nothing.row.matter = "leaves";
  CHECK(refused(one(nothing)) ==
        "step 1 (authority) names the matter \"leaves\", which is not in the organisation; did you "
        "mean \"leave\"?");
  CHECK(refused(one(line_step{"TOP", "STAFF2", line_type::functional, "", "", true})) ==
        "step 1 (line) removes a line from \"TOP\" to \"STAFF2\" that is not there");
  const auto split_refused = [&](const std::string& from, auto change) {
    split_step split = split_of(from, "DIR3");
    change(split);
    const std::string said = refused(one(split));
    return said.substr(std::min(said.size(), std::string("step 1 (split) ").size()));
  };
  const auto moving = [&](const std::string& from, double seats, double filled,
                          std::optional<double> has = {}) {
    return split_refused(from, [&](split_step& s) {
      s.moved_seats = seats;
      s.moved_filled = filled;
      s.post.seats = has;
    });
  };
  CHECK(split_refused("DIR1", [](split_step& s) { s.takes = {"STAFF2"}; }) ==
        "takes \"STAFF2\", which does not report to \"DIR1\"");
  CHECK(split_refused("DIR1", [](split_step& s) { s.matters = {"leave"}; }) ==
        "takes the authority for \"leave\" from \"DIR1\", which holds none");
  CHECK(split_refused("DIR1", [](split_step& s) {
          s.holders = {"h1", "h2"};
        }) == "moves the holder \"h2\", who is not in \"DIR1\"");
  // DIR1 has one seat, DIR2 two; each one of them filled.
  CHECK(moving("DIR1", 2, 0) == "moves 2 seats of \"DIR1\", which has 1");
  CHECK(moving("DIR2", 2, 2) ==
        "moves 2 filled seats, more than \"DIR2\" has or than seats come along");
  CHECK(moving("DIR1", 0, 1) ==
        "moves 1 filled seats, more than \"DIR1\" has or than seats come along");
  CHECK(moving("DIR2", 2, 1, 1) == "gives the new post fewer seats than come along");
  CHECK(moving("DIR2", 2, 1, 2).empty());

  const std::pair<scenario, const char*> cases[] = {
      {one(move_step{{"MIN"}, "TOP"}), "(move) names \"MIN\", which is outside the organisation"},
      {one(abolish_step{{"X"}, "", {}, {}}),
       "(abolish) ends \"X\", whose superiors run in a circle; mend the chart, or move it first"},
      {one(abolish_step{{"DIR1"}, "DIR2", {}, "DIR1"}),
       "(abolish) ends \"DIR1\" and lets it take over from itself"},
      {one(abolish_step{{"DIR1"}, "DIR2", "DIR1", {}}),
       "(abolish) ends \"DIR1\" and lets it take over from itself"},
      {one(add_step{}), "(add) adds a post without a code"},
      {one(right_of("DIR1", "permit")),
       "(authority) amends one of several: \"DIR1\" has 2 authorities for \"permit\"; withdraw "
       "them by a step before it"},
      {one(authority_step{right_of("TOP", "leave").row, "DIR1"}),
       "(authority) moves what is not there: \"TOP\" has no authority for \"leave\""},
      {one(line_step{"TOP", "TOP", line_type::functional}),
       "(line) draws a line from \"TOP\" to itself"},
      {one(line_step{"TOP", "SEC1", line_type::command}),
       "(line) changes a command line; a step \"move\" does that"},
      {one(line_step{"TOP", "SEC1", line_type::functional, "permit", "", true}),
       "(line) removes a line from \"TOP\" to \"SEC1\" that is not there"},
      {one(line_step{"TOP", "SEC1", line_type::functional, "", "lead", true}),
       "(line) removes a line from \"TOP\" to \"SEC1\" that is not there"}};
  for (const auto& [steps, words] : cases) CHECK(refused(steps) == std::string("step 1 ") + words);

  // With the file, and the line of the key or else of the step.
  scenario read = one(move_step{{"NOBODY"}, "TOP"});
  read.file = "by-hand.toml";
  const std::string words = "step 1 (move) names \"NOBODY\", which is not in the organisation";
  CHECK(refused(read) == "by-hand.toml: " + words);
  read.steps[0].rule.place = {4, {{"position", 6}}};
  CHECK(refused(read) == "by-hand.toml:6: " + words);
}

TEST_CASE("what a step changes is told in words, and undone exactly", "[simplify][scenario]") {
  const organisation before = wider_office();
  using words = std::vector<std::string>;
  const auto with = [](auto step, auto change) {
    change(step);
    return step;
  };
  struct row {
    decltype(scenario_step::what) what;
    words told;
    words findings{};
  };
  const std::vector<row> rows{
      // Two rights and two holders go along; what the new post says of itself stands.
      {with(split_of("DIR1", "DIR3"),
            [](split_step& s) {
              s.post.rank = "III/b";
              s.post.position_class = "9";
              s.post.reports_to = "DIR2";
              s.matters = {"permit"};
              s.post.cost = 7;
            }),
       {"DIR3 split-off: part of DIR1 -> structural, III.b, class 9",
        "DIR3 re-attached: reports to nobody -> reports to DIR2",
        "DIR3 changed: no seats declared -> seats 1",
        "DIR3 changed: no filled declared -> filled 0", "DIR3 changed: no cost declared -> cost 7",
        "DIR1 authority-moved: attribution of \"permit\" up to 5 (Law 1) -> held by DIR3",
        "DIR1 authority-moved: mandate of \"permit\" up to 8 by TOP -> held by DIR3"},
       {"moved-attribution DIR1"}},
      {with(split_of("SEC1", "SEC3"),
            [](split_step& s) {
              s.post.kind = position_kind::functional;
              s.matters = {"leave"};
            }),
       {"SEC3 split-off: part of SEC1 -> functional, III.a",
        "SEC3 re-attached: reports to nobody -> reports to DIR1",
        "SEC3 changed: no seats declared -> seats 1",
        "SEC3 changed: no filled declared -> filled 0",
        "SEC1 authority-re-issued: delegation of \"leave\" by DIR2 -> must be re-issued to SEC3"},
       {"re-issue-authority SEC1"}},
      {re_rank_step{{"SEC1", "DIR1"}, {}, position_kind::executing, {}},
       {"SEC1 converted: structural, III.a -> executing, III.a",
        "DIR1 converted: structural, II.a -> executing, II.a"}},
      {re_rank_step{{"SEC1"}, "V.a", {}, "12"},
       {"SEC1 converted: structural, III.a -> structural, V.a, class 12"}},
      {re_rank_step{{"SEC1"}, "III.a", {}, {}}, {}, {"no-effect "}},
      {retitle_step{"SEC1", {}, "Licences", "Decree 4"},
       {"SEC1 changed: no unit declared -> unit Licences",
        "SEC1 changed: no legal source declared -> legal source Decree 4"}},
      {seats_step{"STAFF1", 2, 3, {}},
       {"STAFF1 changed: seats 5 -> seats 2", "STAFF1 changed: filled 4 -> filled 3"},
       {"more-filled-than-seats STAFF1", "holders-leave STAFF1"}},
      {seats_step{"STAFF2", {}, 3, 12}, {"STAFF2 changed: cost 10 -> cost 12"}},
      {right_of("MIN", "*"), {"MIN authority-given: held by nobody -> attribution of \"*\""}},
      {right_of("TOP", "travel"),
       {"TOP authority-given: held by nobody -> attribution of \"travel\""}},
      {with(right_of("DIR2", "permit"), [](authority_step& s) { s.withdraw = true; }),
       {"DIR2 authority-withdrawn: attribution of \"permit\" up to 10 (Law 1) -> held by nobody"},
       {"authority-withdrawn DIR2"}},
      // As it is already.
      {with(right_of("DIR2", "permit"),
            [](authority_step& s) {
              s.row.limit = 10;
              s.row.legal_source = "Law 1";
            }),
       {},
       {"no-effect "}},
      {line_step{"TOP", "SEC1", line_type::functional, "leave", "adviser", true},
       {"TOP line-removed: functional line to SEC1 as adviser for leave -> no line"}},
      {line_step{"TOP", "SEC1", line_type::functional, "", "", true},
       {"TOP line-removed: functional line to SEC1 as adviser -> no line",
        "TOP line-removed: functional line to SEC1 as adviser for leave -> no line"}},
      {move_step{{"LOST"}, "DIR1"},
       {"LOST changed: superior outside the table gone -> no superior outside the table declared",
        "LOST re-attached: reports to nobody -> reports to DIR1"}},
      {move_step{{"LOST"}, ""},
       {"LOST changed: superior outside the table gone -> no superior outside the table "
        "declared"}},
      // Below a circle, which is no circle through it.
      {move_step{{"STAFF2"}, "X"}, {"STAFF2 re-attached: reports to DIR2 -> reports to X"}},
      {abolish_step{{"LOST"}, "DIR1", "", {}},
       {"LOST changed: no seats declared -> seats 0",
        "LOST changed: superior outside the table gone -> no superior outside the table declared",
        "LOST abolished: reports to nobody -> abolished; DIR1 takes its tasks and duties over"},
       {"seats-ended LOST"}},
      // The giver of a right becomes one with its holder, whose own it is then; the right of a class
      // is told of who gave it.
      {merge_step{{{"DIR2"}, "SEC1", "", {}}},
       {"STAFF2 re-attached: reports to DIR2 -> reports to SEC1",
        "DIR2 changed: seats 2 -> seats 0", "DIR2 changed: filled 1 -> filled 0",
        "DIR2 changed: cost 40 -> cost 0", "DIR2 changed: holders h2 -> no holders declared",
        "DIR2 line-removed: coordination line to STAFF1 as law for permit -> no line",
        "SEC1 line-added: no line -> coordination line to STAFF1 as law for permit",
        "DIR2 authority-moved: attribution of \"permit\" up to 10 (Law 1) -> held by SEC1",
        "SEC1 authority-amended: delegation of \"leave\" by DIR2 -> delegation of \"leave\"",
        "DIR2 authority-amended: delegation of \"permit\" up to 1 by DIR2 -> delegation of "
        "\"permit\" up to 1 by SEC1",
        "DIR2 merged: reports to TOP -> merged into SEC1, which takes its tasks and duties over"},
       {"seats-ended DIR2", "moved-attribution DIR2"}}};
  for (const row& r : rows) {
    const simplification s = apply(before, one(r.what));
    CHECK(told(s) == r.told);
    words found;
    for (const finding& f : s.findings) found.push_back(f.rule + " " + f.position);
    CHECK(found == r.findings);
    CHECK(same(before, undo(s.after, s.changes)));
  }
  const simplification s = apply(before, one(retitle_step{"SEC1", {}, {}, "Decree 4"}));
  CHECK(s.after.table().legal_sources->any());
  CHECK_FALSE(undo(s.after, s.changes).table().legal_sources->any());
  // Of two who end with nobody to fill their seats one is listed, as asked, and both are counted.
  const simplification two =
      apply(before, one(abolish_step{{"SEC1", "DIR2"}, "TOP", "", {}}), {.findings_per_rule = 1});
  CHECK(std::ranges::count(two.findings, "seats-ended", &finding::rule) == 2);
  CHECK(counts_of(two.findings)["seats-ended"] == 2);
  CHECK(same(before, undo(two.after, two.changes)));
}

TEST_CASE("policies among the steps tell what each tells of what it meets",
          "[simplify][scenario]") {
  policy first = central_policy();
  first.roles.kind = role_policy::coordinators;
  first.exempt[0].when.codes = {"LOST"};
  first.exempt[0].when.flags.clear();
  first.digital = {{{"no-paper", "why", "law", {}}, {"leave"}, {}, {}, 2.0}};
  policy second = first;
  second.name = "second";
  second.select[0].when.ranks = {"II", "I"};
  second.convert[0].when.ranks = {"II", "I"};
  second.digital[0].matters = {"permit"};
  const organisation before = wider_office();
  const simplification one_by_one = simplify(before, first);
  const simplification then = simplify(one_by_one.after, second);
  scenario steps = one(policy_step{first, {}});
  steps.steps.push_back(step(policy_step{second, {}}));
  const simplification both = apply(before, steps);
  std::vector<std::string> expected = told(one_by_one);
  for (const std::string& line : told(then)) expected.push_back(line);
  CHECK(told(both) == expected);
  CHECK(same(both.after, then.after));
  CHECK(both.kept_exempt == one_by_one.kept_exempt + then.kept_exempt);
  CHECK(both.turned_digital == 2);
  REQUIRE(then.tops.size() == 1);
  CHECK(both.tops == std::vector<position_id>{before.at("TOP")});
  CHECK(same(before, undo(both.after, both.changes)));
  CHECK(steps.steps[0] == steps.steps[0]);
  CHECK_FALSE(steps.steps[0] == steps.steps[1]);
  // One that meets nobody has no rule in the ledger but itself.
  second.select[0].when.ranks = {"V"};
  second.exempt.clear();
  second.digital.clear();
  const simplification none = apply(before, one(policy_step{second, {}}));
  CHECK(none.changes.entries.empty());
  REQUIRE(none.changes.rules.size() == 1);
  CHECK(none.changes.rules[0] == ledger_rule{"policy", "why", "it is simpler", "a decree"});
}

TEST_CASE("without a rank scheme any rank is taken as it is written", "[simplify][scenario]") {
  organisation_builder builder;
  builder.add(post("TOP", "boss", ""));
  builder.add(post("A", "clerk", "TOP"));
  const organisation before = std::move(builder).build().organisation;
  const simplification s = apply(before, one(re_rank_step{{"A"}, "Deputy", {}, {}}));
  CHECK(told(s) == std::vector<std::string>{"A converted: clerk -> Deputy"});
  CHECK(same(before, undo(s.after, s.changes)));
}

TEST_CASE("orders that name a post which ended are told", "[simplify][scenario]") {
  organisation_parts parts = office().parts();
  matter& m = parts.matters[0];
  m.originators = parse_condition("codes=SEC1|STAFF1");
  m.until = m.beneficiary = m.fallback = parse_holder("SEC1");
  // A class of those below it, of those not below it, and of those that report to it.
  authority& first = parts.authorities[0];
  first.position.clear();
  first.whoever = parse_holder("subtree=SEC1");
  first.originators = parse_condition("not.subtree=SEC1");
  first.receivers = parse_condition("superior.codes=SEC1");
  first.with = parse_holder_list("DIR1 + SEC1");
  parts.steps = {{.matter = "leave", .act = step_act::sign, .who = parse_holder("SEC1")},
                 {.matter = "leave", .who = parse_holder("DIR1")}};
  parts.steps[1].originators = parse_condition("SEC1");
  const simplification s =
      apply(organisation(std::move(parts)), one(abolish_step{{"SEC1"}, "", {}, {}}));
  std::vector<std::string> found;
  for (const finding& f : s.findings)
    if (f.rule == "names-ended-post") found.push_back(f.detail);
  const std::string ended = " names \"SEC1\", which has ended";
  const std::string right =
      "the attribution of \"permit\" up to 10 for not.subtree=SEC1 with DIR1 + SEC1 (Law 1)";
  CHECK(found == std::vector<std::string>{
                     "who raises \"permit\"" + ended, "the climb of \"permit\"" + ended,
                     "the beneficiary of \"permit\"" + ended, "the fallback of \"permit\"" + ended,
                     "the step \"sign\" of \"leave\"" + ended,
                     "the step \"review\" of \"leave\"" + ended, right + ended, right + ended,
                     right + ended, "concurrence in " + right + ended});
}

namespace {

/// Scenarios played on a table of codes, with no thought for speed.
class naive_chart {
 public:
  struct row {
    std::string superior;
    std::string title;
    std::string rank;
    std::string holders;
    double seats = 0;
    double filled = 0;
    bool ended = false;
  };

  explicit naive_chart(const organisation& org) {
    for (row_index i = 0; i < org.size(); ++i) {
      const position_id p = org.position_at(i);
      rows[std::string(org.code(p))] = {std::string(org.declared_superior(p)),
                                        std::string(org.title(p)),
                                        std::string(org.rank_name(p)),
                                        std::string(org.holders(p)),
                                        org.seats(p),
                                        org.filled(p).value_or(0),
                                        org.command().is_external(p)};
    }
    for (const row_line& l : org.parts().lines)
      lines.emplace(std::string(org.table().codes->texts[l.superior]),
                    std::string(org.table().codes->texts[l.subordinate]));
    for (const authority& a : org.authorities()) rights.emplace_back(a.position, a.matter);
  }

  bool stands(const std::string& code) const {
    const auto at = rows.find(code);
    return at != rows.end() && !at->second.ended;
  }
  bool is_below(std::string code, const std::string& top) const {
    while (!code.empty()) {
      if (code == top) return true;
      code = rows.at(code).superior;
    }
    return false;
  }

  bool play(const move_step& s) {
    if (!stands(s.positions[0]) || (!s.to.empty() && !stands(s.to))) return false;
    if (!s.to.empty() && is_below(s.to, s.positions[0])) return false;
    rows[s.positions[0]].superior = s.to;
    return true;
  }
  bool play(const abolish_step& s) {
    const std::string& code = s.positions[0];
    if (!stands(code)) return false;
    const std::string to = s.to.empty() ? rows[code].superior : s.to;
    if (to.empty() || to == code || !stands(to)) return false;
    if (s.seats_to && !s.seats_to->empty() && (!stands(*s.seats_to) || *s.seats_to == code))
      return false;
    row& gone = rows[code];
    if (is_below(to, code)) rows[to].superior = gone.superior;
    for (auto& [other, r] : rows)
      if (r.superior == code) r.superior = to;
    const std::string seats_to = s.seats_to.value_or(to);
    if (!seats_to.empty()) {
      row& taker = rows[seats_to];
      taker.seats += gone.seats;
      taker.filled += gone.filled;
      if (!gone.holders.empty()) taker.holders += (taker.holders.empty() ? "" : ";") + gone.holders;
    }
    std::set<std::pair<std::string, std::string>> now;
    for (auto [above, below] : lines) {
      if (above == code) above = to;
      if (below == code) below = to;
      if (above != below) now.emplace(above, below);
    }
    lines = std::move(now);
    for (auto& [holder, matter] : rights)
      if (holder == code) holder = to;
    gone = {"", gone.title, gone.rank, "", 0, 0, true};
    return true;
  }
  bool play(const add_step& s) {
    if (rows.contains(s.post.code)) return false;
    if (!s.post.reports_to.empty() && !stands(s.post.reports_to)) return false;
    rows[s.post.code] = {
        s.post.reports_to, s.post.title, s.post.rank, "", s.post.seats.value_or(1), 0, false};
    return true;
  }
  bool play(const split_step& s) {
    if (!stands(s.from) || !stands(s.takes[0])) return false;
    if (rows[s.takes[0]].superior != s.from || rows.contains(s.post.code)) return false;
    if (s.moved_seats > rows[s.from].seats) return false;
    rows[s.post.code] = {rows[s.from].superior,
                         s.post.title,
                         rows[s.from].rank,
                         "",
                         s.moved_seats > 0 ? s.moved_seats : 1,
                         0,
                         false};
    rows[s.takes[0]].superior = s.post.code;
    rows[s.from].seats -= s.moved_seats;
    return true;
  }
  bool play(const re_rank_step& s) {
    if (!stands(s.positions[0])) return false;
    rows[s.positions[0]].rank = *s.rank;
    return true;
  }
  bool play(const retitle_step& s) {
    if (!stands(s.position)) return false;
    rows[s.position].title = *s.title;
    return true;
  }
  bool play(const seats_step& s) {
    if (!stands(s.position)) return false;
    rows[s.position].seats = *s.seats;
    return true;
  }
  bool play(const authority_step& s) {
    if (!stands(s.row.position)) return false;
    const std::pair wanted(s.row.position, s.row.matter);
    const auto held = std::ranges::count(rights, wanted);
    if (s.withdraw) {
      if (held == 0) return false;
      std::erase(rights, wanted);
      return true;
    }
    if (!s.to.empty()) {
      if (held == 0 || !stands(s.to)) return false;
      for (auto& right : rights)
        if (right == wanted) right.first = s.to;
      return true;
    }
    if (held > 1) return false;
    if (held == 0) rights.push_back(wanted);
    return true;
  }
  bool play(const line_step& s) {
    if (!stands(s.superior) || !stands(s.position) || s.superior == s.position) return false;
    if (!s.remove) return lines.emplace(s.superior, s.position), true;
    return lines.erase({s.superior, s.position}) > 0;
  }
  bool play(const merge_step& s) { return play(static_cast<const abolish_step&>(s)); }
  bool play(const policy_step& /*not made*/) { return false; }

  std::map<std::string, row> rows;
  std::set<std::pair<std::string, std::string>> lines;
  std::vector<std::pair<std::string, std::string>> rights;
};

class random_steps {
 public:
  explicit random_steps(std::uint32_t seed) : random_(seed) {}

  std::size_t below(std::size_t n) { return random_() % n; }
  std::string code() {
    static const std::vector<std::string> codes{"TOP",    "DIR1", "DIR2", "SEC1", "STAFF1",
                                                "STAFF2", "N0",   "N1",   "N2"};
    return codes[below(codes.size())];
  }
  decltype(scenario_step::what) next() {
    switch (below(11)) {
      case 0:
      case 1:
        return move_step{{code()}, below(8) == 0 ? "" : code()};
      case 2:
        return merge_step{end(code())};
      case 3:
        return end(below(2) == 0 ? "" : code());
      case 4: {
        add_step s;
        s.post.code = "N" + std::to_string(below(3));
        s.post.title = "new";
        s.post.rank = "III.a";
        s.post.reports_to = below(4) == 0 ? "" : code();
        s.post.seats = 2;
        return s;
      }
      case 5: {
        split_step s;
        s.from = code();
        s.post.code = "N" + std::to_string(below(3));
        s.takes = {code()};
        s.moved_seats = static_cast<double>(below(3));
        return s;
      }
      case 6:
        return re_rank_step{{code()}, below(2) == 0 ? "IV.a" : "Ahli Muda", {}, {}};
      case 7:
        return retitle_step{code(), below(2) == 0 ? "Head" : "", {}, {}};
      case 8:
        return seats_step{code(), static_cast<double>(below(4)), {}, {}};
      case 9: {
        authority_step s;
        s.row.position = code();
        s.row.matter = below(2) == 0 ? "permit" : "leave";
        const std::size_t how = below(3);
        if (how == 0) s.withdraw = true;
        if (how == 1) s.to = code();
        if (how == 2) s.row.limit = static_cast<double>(below(100));
        return s;
      }
      default:
        return line_step{code(), code(), line_type::coordination, "permit", "law", below(3) == 0};
    }
  }

 private:
  abolish_step end(std::string to) {
    abolish_step s{{code()}, std::move(to), {}, {}};
    if (below(4) == 0) s.seats_to = below(2) == 0 ? "" : code();
    return s;
  }

  std::minstd_rand random_;
};

/// What both must say of every post.
std::vector<std::string> rows_of(const naive_chart& chart) {
  std::vector<std::string> all;
  for (const auto& [code, r] : chart.rows)
    all.push_back(code + "|" + r.superior + "|" + r.title + "|" + r.rank + "|" + r.holders + "|" +
                  std::to_string(r.seats) + "|" + std::to_string(r.filled) +
                  (r.ended ? "|ended" : ""));
  for (const auto& [above, below] : chart.lines) all.push_back(above + " > " + below);
  std::vector<std::string> rights;
  for (const auto& [holder, matter] : chart.rights) rights.push_back(holder + " decides " + matter);
  std::ranges::sort(rights);
  all.insert(all.end(), rights.begin(), rights.end());
  return all;
}

}  // namespace

TEST_CASE("random sequences of steps do what a naive table does, and are undone exactly",
          "[simplify][scenario]") {
  const organisation before = office();
  const std::size_t cases = cases_to_try(100'000);
  std::size_t made = 0;
  std::size_t refused = 0;
  for (std::uint32_t seed = 1; seed <= cases; ++seed) {
    random_steps random(seed);
    naive_chart expected(before);
    scenario steps;
    bool possible = true;
    for (std::size_t i = 0; i < 6 && possible; ++i) {
      // Most sequences would end at once if nearly every step were impossible.
      auto what = random.next();
      naive_chart tried = expected;
      possible = std::visit([&](const auto& s) { return tried.play(s); }, what);
      if (!possible && random.below(6) != 0) {
        possible = true;
        continue;
      }
      if (possible) expected = std::move(tried);
      steps.steps.push_back(step(std::move(what)));
    }
    INFO("seed " << seed);
    if (!possible) {
      ++refused;
      CHECK_THROWS_AS(apply(before, steps), rule_error);
      continue;
    }
    const simplification s = apply(before, steps);
    made += steps.steps.size();
    const auto found = rows_of(naive_chart(s.after));
    if (found != rows_of(expected)) {
      CHECK(found == rows_of(expected));
      break;
    }
    if (!same(before, undo(s.after, s.changes))) {
      CHECK(told(s).empty());
      FAIL("not undone");
    }
  }
  CHECK(made > cases);
  CHECK(refused > cases / 20);
}
