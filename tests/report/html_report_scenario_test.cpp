// SPDX-License-Identifier: BSL-1.0
#include <pangkas/report/html_report.hpp>

#include "support/catch.hpp"
#include "support/organisations.hpp"
#include "support/report_json.hpp"

#include <pangkas/core/organisation_builder.hpp>
#include <pangkas/io/policy.hpp>
#include <pangkas/io/scenario.hpp>
#include <pangkas/simplify/scenario.hpp>
#include <pangkas/study/play.hpp>
#include <pangkas/study/scenario_study.hpp>

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;
using nlohmann::ordered_json;

namespace {

/// TOP over A and B; a1, a2 and a3 below A, b1 below B; F stands outside, C and D in a circle.
organisation two_units() {
  organisation_builder builder(small_scheme());
  const auto add = [&](const char* code, const char* superior, const char* rank, const char* unit) {
    position p = post(code, superior);
    p.title = std::string("Title of ") + code;
    p.rank = rank;
    p.unit = unit;
    p.seats = 2;
    builder.add(p);
  };
  add("TOP", "", "I.a", "Board");
  add("A", "TOP", "III.a", "North");
  add("B", "TOP", "III.a", "South");
  add("C", "D", "III.a", "South");
  add("D", "C", "III.a", "South");
  add("a1", "A", "IV.a", "North");
  add("a2", "A", "IV.a", "North");
  add("a3", "A", "IV.a", "North");
  add("b1", "B", "IV.a", "South");
  return std::move(builder).build().organisation;
}

constexpr const char* steps_text = R"([scenario]
name = "by hand"
description = "All that steps do"
reason = "for the test"
source = "note 1"
[[step]]
do = "merge"
position = "B"
into = "A"
[[step]]
do = "split"
position = "A"
code = "S"
takes = ["a2"]
[[step]]
do = "add"
code = "N"
reports_to = "TOP"
unit = "West"
seats = 3
[[step]]
do = "move"
position = "a1"
to = "N"
[[step]]
do = "abolish"
position = "a3"
[[step]]
do = "re-rank"
position = "a2"
rank = "III.a"
[[step]]
do = "retitle"
position = "b1"
title = "Another title"
[[step]]
do = "line"
superior = "S"
position = "b1"
type = "coordination"
role = "lead"
)";

report_change change_of(const organisation& before, const scenario& steps, bool is_preset = false) {
  played outcome = play(before, steps);
  report_change change;
  change.rules.name = steps.name;
  change.rules.description = steps.description;
  change.text = steps_text;
  change.is_preset = is_preset;
  policy_evidence told{steps.name, "00", {}, "none"};
  told.steps = steps.steps.size();
  change.found = comparison_of(outcome, {}, told);
  change.kept_tops = outcome.result.tops;
  change.after = outcome.result.after;
  change.changes = outcome.result.changes;
  return change;
}

report_content report_on(const organisation& before, const scenario& steps) {
  report_content content;
  content.before = before;
  content.change = change_of(before, steps);
  return content;
}

ordered_json told_by(const report_content& content, const report_limits& limits = {}) {
  return ordered_json::parse(report_json(content, limits).json);
}

std::size_t place(const ordered_json& all, const std::string& code) {
  const std::vector<std::string> codes = all["posts"]["codes"];
  for (std::size_t i = 0; i < codes.size(); ++i)
    if (codes[i] == code) return i;
  FAIL("no post " << code);
  return 0;
}

/// Difference of src/report/page/data.ts, made.
ordered_json changed(ordered_json value, const ordered_json& difference) {
  if (difference.contains("is")) return difference["is"];
  for (const auto& [key, part] : difference["in"].items()) {
    ordered_json& inside = value.is_array() ? value[std::stoul(key)] : value[key];
    inside = changed(inside, part);
  }
  return value;
}

scenario with_steps(const std::string& name, const std::string& steps) {
  return read_scenario(
      "[scenario]\nname = \"" + name + "\"\nreason = \"r\"\nsource = \"s\"\n" + steps, name);
}

/// A page with a scenario that adds a post, one that ends one, and one that does both.
report_content three_scenarios(const organisation& before) {
  const std::vector<scenario> all{
      with_steps("adds", "[[step]]\ndo = \"add\"\ncode = \"N\"\nreports_to = \"A\"\n"),
      with_steps("ends", "[[step]]\ndo = \"abolish\"\nposition = \"a3\"\n"),
      read_scenario(steps_text, "by hand")};
  report_content content;
  content.before = before;
  content.study.emplace();
  std::vector<studied_scenario>& list = content.study->scenarios;
  for (const scenario& steps : all) {
    const played outcome = play(before, steps);
    if (list.empty()) list.push_back({"as it is", figures_before(before, outcome.sides)});
    list.push_back({steps.name, figures_of(before, outcome)});
    if (content.change)
      content.others.push_back({change_of(before, steps), {}, {}, {}});
    else
      content.change = change_of(before, steps);
  }
  content.study->judged = judge(list);
  return content;
}

}  // namespace

TEST_CASE("a report on a scenario by hand shows what became of every post",
          "[report][html_report]") {
  const organisation before = two_units();
  const report_content content = report_on(before, read_scenario(steps_text, "by hand"));
  const ordered_json all = told_by(content);
  // By layers as they are, the circle, and at the end what the scenario adds.
  CHECK(all["posts"]["codes"] ==
        ordered_json::parse(R"(["TOP", "A", "B", "a1", "a2", "a3", "b1", "C", "D", "S", "N"])"));
  CHECK(all["posts"]["total"] == 11);
  CHECK(all["head"]["policy"]["steps"] == 8);
  CHECK(all["head"]["policy"]["name"] == "by hand");
  const ordered_json& was = all["sides"][0];
  const ordered_json& is = all["sides"][1];
  const auto at = [&](const char* code) { return place(all, code); };
  const numbers superiors = unpacked(is["superior"]);
  CHECK(superiors[at("b1")] == at("A"));
  CHECK(superiors[at("a2")] == at("S"));
  CHECK(superiors[at("a1")] == at("N"));
  CHECK_FALSE(superiors[at("B")]);
  // External: what is not there yet before, and what has ended after.
  const numbers placed_before = unpacked(was["placement"]);
  const numbers placed_after = unpacked(is["placement"]);
  for (const auto& [code, side_before, side_after] :
       {std::tuple("N", 3, 0), std::tuple("S", 3, 0), std::tuple("B", 0, 3), std::tuple("a3", 0, 3),
        std::tuple("C", 2, 2), std::tuple("a1", 0, 0)}) {
    INFO(code);
    CHECK(placed_before[at(code)] == side_before);
    CHECK(placed_after[at(code)] == side_after);
  }
  // The figures are those of the organisation without the added rows.
  CHECK(all["summary"]["before"]["positions"] == 9);
  CHECK(all["units"]["all"]["before"]["positions"] == 9);
  CHECK(all["units"]["all"]["before"]["seats"] == 18);

  const std::map<std::string, double> expected{{"TOP", 0}, {"A", 0},  {"B", 5},  {"a1", 0},
                                               {"a2", 8},  {"a3", 4}, {"b1", 0}, {"C", 0},
                                               {"D", 0},   {"S", 7},  {"N", 6}};
  const numbers outcomes = unpacked(all["change"]["outcome"]);
  for (const auto& [code, outcome] : expected) {
    INFO(code);
    CHECK(outcomes[at(code.c_str())] == outcome);
  }
  CHECK(all["change"]["outcomes"] == ordered_json::parse("[6, 0, 0, 0, 1, 1, 1, 1, 1]"));
  // a1, a2 and b1; who ends or comes has not moved.
  CHECK(all["change"]["moved_total"] == 3);
  const numbers moved = unpacked(all["change"]["moved"]);
  CHECK(moved[at("a1")] == 1.0);
  CHECK(moved[at("N")] == 0.0);
  CHECK(moved[at("B")] == 0.0);

  // A post counts in the unit that it has on each side.
  std::map<std::string, std::pair<std::size_t, std::size_t>> units;
  for (const ordered_json& one : all["units"]["list"])
    units[one["unit"]] = {one["before"]["positions"], one["after"]["positions"]};
  CHECK(units == std::map<std::string, std::pair<std::size_t, std::size_t>>{
                     {"Board", {1, 1}}, {"North", {4, 4}}, {"South", {4, 3}}, {"West", {0, 1}}});

  // From structural to what it is: echelon IV to III, and two that end.
  std::map<std::string, std::size_t> flows;
  for (const ordered_json& flow : all["flows"])
    flows[flow["outcome"]] += flow["count"].get<std::size_t>();
  CHECK(flows == std::map<std::string, std::size_t>{
                     {"unchanged", 6}, {"abolished", 1}, {"merged", 1}, {"re-ranked", 1}});
}

TEST_CASE("a report spells out the entries that only scenarios make", "[report][html_report]") {
  const report_content content = report_on(two_units(), read_scenario(steps_text, "by hand"));
  const ordered_json all = told_by(content);
  const ordered_json& list = all["ledger"];
  const numbers kinds = unpacked(list["change"]);
  const numbers posts = unpacked(list["post"]);
  const numbers was = unpacked(list["was"]);
  const numbers is = unpacked(list["is"]);
  // Places in CHANGES of data.ts.
  constexpr double added = 10, split_off = 11, abolished = 12, merged = 13, changed = 14,
                   line_added = 15, re_ranked = 21;
  const auto entry = [&](double kind, const char* code) {
    for (std::size_t i = 0; i < kinds.size(); ++i)
      if (kinds[i] == kind && posts[i] == place(all, code)) return i;
    FAIL("no entry of " << code);
    return kinds.size();
  };
  CHECK(list["by_change"].size() == 22);
  CHECK_FALSE(was[entry(added, "N")]);
  CHECK(list["states"][static_cast<std::size_t>(*is[entry(added, "N")])]["rank"] == "");
  CHECK(was[entry(split_off, "S")] == place(all, "A"));
  CHECK(list["states"][static_cast<std::size_t>(*is[entry(split_off, "S")])]["rank"] == "III.a");
  CHECK(was[entry(merged, "B")] == place(all, "TOP"));
  CHECK(is[entry(merged, "B")] == place(all, "A"));
  CHECK(is[entry(abolished, "a3")] == place(all, "A"));
  const auto state = [&](const std::optional<double>& at) {
    return list["states"][static_cast<std::size_t>(*at)]["rank"];
  };
  CHECK(state(was[entry(re_ranked, "a2")]) == "IV.a");
  CHECK(state(is[entry(re_ranked, "a2")]) == "III.a");
  const ordered_json& title = list["values"][static_cast<std::size_t>(*was[entry(changed, "b1")])];
  CHECK(title == ordered_json::parse(
                     R"({"attribute": "title", "was": "Title of b1", "is": "Another title"})"));
  const ordered_json& line = list["lines"][static_cast<std::size_t>(*is[entry(line_added, "S")])];
  CHECK(line["post"] == place(all, "b1"));
  CHECK(line["type"] == "coordination");
  CHECK(line["role"] == "lead");
}

TEST_CASE("the report on each scenario of several is that on it alone", "[report][html_report]") {
  const organisation before = two_units();
  const report_content content = three_scenarios(before);
  const report_document document = report_json(content);
  const ordered_json all = ordered_json::parse(document.json);
  CHECK(document.extent.scenarios == 3);
  REQUIRE(all["study"]["scenarios"].size() == 4);
  CHECK(all["study"]["scenarios"][0]["difference"].is_null());
  for (std::size_t i = 1; i < 4; ++i) {
    INFO(i);
    report_content alone;
    alone.before = before;
    alone.change = i == 1 ? *content.change : content.others[i - 2].change;
    ordered_json expected = told_by(alone);
    CHECK(expected["study"].is_null());
    ordered_json found = changed(all, all["study"]["scenarios"][i]["difference"]);
    expected.erase("study");
    found.erase("study");
    CHECK(found == expected);
    CHECK(all["study"]["scenarios"][i]["measures"]["posts"] ==
          expected["summary"]["after"]["placed"]);
  }
}

TEST_CASE("scenarios for which a page has no room stand in its table alone",
          "[report][html_report]") {
  const report_content content = three_scenarios(two_units());
  report_limits limits;
  limits.alternatives = 1;
  const report_document document = report_json(content, limits);
  const ordered_json all = ordered_json::parse(document.json);
  CHECK(document.extent.scenarios == 1);
  CHECK_FALSE(all["study"]["scenarios"][1]["difference"].is_null());
  CHECK(all["study"]["scenarios"][2]["difference"].is_null());
  CHECK(all["study"]["scenarios"][2]["measures"]["posts"] == 6);
}

TEST_CASE("scenarios on a redacted page call a post by one name", "[report][html_report]") {
  report_content content = three_scenarios(two_units());
  content.is_redacted = true;
  const std::string json = report_json(content).json;
  for (const char* told :
       {"Title", "title of", "North", "by hand", "\"adds\"", "a1", "note 1", "All that steps do"}) {
    INFO(told);
    CHECK(json.find(told) == std::string::npos);
  }
  const ordered_json all = ordered_json::parse(json);
  const std::vector<std::string> first = all["posts"]["codes"];
  for (std::size_t i = 2; i < 4; ++i) {
    const ordered_json& one = all["study"]["scenarios"][i];
    CHECK(one["name"] == std::string(1, static_cast<char>('A' + i - 1)));
    CHECK(one["measures"]["cost"].is_null());
    const ordered_json other = changed(all, one["difference"]);
    const std::vector<std::string> codes = other["posts"]["codes"];
    for (std::size_t post = 0; post < 9; ++post) CHECK(codes[post] == first[post]);
    for (std::size_t post = 0; post < 9; ++post)
      CHECK(unpacked_texts(other["posts"]["units"])[post] ==
            unpacked_texts(all["posts"]["units"])[post]);
  }
  // a2 alone has been promoted: nobody may tell from where.
  const ordered_json third = changed(all, all["study"]["scenarios"][3]["difference"]);
  for (const ordered_json& value : third["ledger"]["values"])
    if (value["attribute"] != "seats") CHECK(value["is"] == "");
}

TEST_CASE("a post moved by hand is shown with all above it", "[report][html_report]") {
  // A chain of five under TOP; its end moves to the foot of another chain, which is not shown else.
  organisation_builder builder;
  for (const auto& [code, superior] :
       {std::pair("TOP", ""), std::pair("x1", "TOP"), std::pair("x2", "x1"), std::pair("y1", "TOP"),
        std::pair("y2", "y1"), std::pair("y3", "y2")})
    builder.add(post(code, superior));
  const organisation before = std::move(builder).build().organisation;
  const report_content content = report_on(
      before, with_steps("far", "[[step]]\ndo = \"move\"\nposition = \"x1\"\nto = \"y3\"\n"));
  report_limits limits;
  limits.posts = 3;
  limits.paths = 1;
  limits.steps = 0;
  const ordered_json all = told_by(content, limits);
  const numbers superiors = unpacked(all["sides"][1]["superior"]);
  CHECK(superiors[place(all, "x1")] == place(all, "y3"));
  CHECK(superiors[place(all, "y3")] == place(all, "y2"));
}
