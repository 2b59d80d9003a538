// SPDX-License-Identifier: BSL-1.0
#include <pangkas/report/evidence.hpp>

#include "support/catch.hpp"
#include "support/office.hpp"

#include <pangkas/simplify/preset_policies.hpp>

#include <nlohmann/json.hpp>

#include <cstddef>
#include <string>
#include <utility>

using namespace pangkas;
using namespace pangkas::tests;
using nlohmann::json;

namespace {

played without_h() {
  policy rules = delayer();
  set_layers(rules, {3});
  return play(make(office()), rules);
}

const evidence from_office{{{"office.csv", "00ff"}}, 1, 2};

}  // namespace

TEST_CASE("a comparison says what was played and where it comes from", "[report]") {
  const played scenario = without_h();
  const comparison found = comparison_of(scenario, from_office, {"delayer", "abcd", {3}, "none"});
  CHECK(found.before == scenario.sides.before);
  CHECK(found.change == scenario.sides.change);
  CHECK(found.converted == 1);
  CHECK(found.before_evidence.errors == 1);
  CHECK(found.after_evidence.errors == count(scenario.result.findings, severity::error));

  const json all = json::parse(to_json(found));
  CHECK(all["before"]["layers"] == 4);
  CHECK(all["after"]["layers"] == 3);
  CHECK(all["converted"] == 1);
  CHECK(all["policy"]["name"] == "delayer");
  CHECK(all["policy"]["layers"] == json::array({3}));
  // Text is written as it is, not as escapes.
  CHECK_THAT(to_json(from_office, policy_evidence{"délai", "abcd", {3}, "none"}),
             contains("\"délai\""));
  comparison named = found;
  named.policy->name = "délai";
  CHECK_THAT(to_json(named), contains("\"délai\""));
}

TEST_CASE("measures as JSON hold their origin, and null for what is absent", "[report]") {
  const json all = json::parse(to_json(measure(organisation()), from_office));
  CHECK(all["inputs"] == json::array({{{"file", "office.csv"}, {"sha256", "00ff"}}}));
  CHECK(all["findings"] == json{{"error", 1}, {"warning", 2}});
  CHECK(all["positions"] == 0);
  CHECK(all["mean_depth"].is_null());
}

TEST_CASE("measures as JSON tell external positions apart, where there are any", "[report]") {
  CHECK_FALSE(json::parse(to_json(measure(make(office())), from_office)).contains("external"));
  decision_data with = office();
  with.positions.push_back(post("ministry of finance"));
  with.positions.back().flags = {"external"};
  const json all = json::parse(to_json(measure(make(with)), from_office));
  CHECK(all["external"] == 1);
  CHECK(all["positions"] == with.positions.size());
  CHECK(all["orphans"] == 0);
}

TEST_CASE("a path as JSON names each step", "[report]") {
  const organisation org = make(office());
  const json all = json::parse(paths_to_json(org, {0}, org.at("s2"), {}, from_office));
  CHECK(all["originator"] == "s2");
  const json& path = all["paths"].at(0);
  // s2 drafts, H hands on, D decides; L initials what H hands on.
  CHECK(path["hand_offs"] == 2);
  CHECK(path["steps"].front()["position"] == "s2");
  CHECK(path["steps"].back()["position"] == "D");
}

TEST_CASE("a path as JSON says what orders and rights say, and nothing where they do not",
          "[report]") {
  decision_data data = office();
  for (const char* who : {"L", "K"}) {
    matter_step step;
    step.matter = "leave";
    step.act = step_act::certify;
    step.who = parse_holder(who);
    step.together = "both";
    data.steps.push_back(step);
  }
  matter_step report;
  report.matter = "leave";
  report.act = step_act::report;
  report.who = parse_holder("M");
  report.after = true;
  data.steps.push_back(report);
  data.matters[0].limit_hours = 9;
  data.authorities[0].position.clear();
  data.authorities[0].whoever = parse_holder("@superior:2");
  data.authorities[0].originators = parse_condition("s2");
  data.authorities[0].with = parse_holder_list("H");
  const organisation org = make(data);
  const json all = json::parse(paths_to_json(org, {0, 1}, org.at("s2"), {}, from_office));
  const json& path = all["paths"].at(0);
  // s2 drafts, L and K certify, H concurs, D decides, M gets a report; the last is no hand-off.
  REQUIRE(path["steps"].size() == 6);
  for (const std::size_t k : {std::size_t{1}, std::size_t{2}}) {
    CHECK(path["steps"][k]["act"] == "certify");
    CHECK(path["steps"][k]["together"] == 1);
    CHECK_FALSE(path["steps"][k].contains("after"));
  }
  CHECK(path["steps"][3]["role"] == "concurrence");
  CHECK(path["steps"][5]["act"] == "report");
  CHECK(path["steps"][5]["after"] == true);
  CHECK_FALSE(path["steps"][5].contains("together"));
  CHECK(path["hand_offs"] == 4);
  // Five steps, two of them side by side, and a clerical one: five times 1.5 hours and 30 minutes.
  CHECK(path["elapsed_hours"] == 10.0);
  CHECK(path["authority"]["position"].is_null());
  CHECK(path["authority"]["whoever"] == "@superior:2");
  CHECK(path["authority"]["for"] == "codes=s2");
  CHECK(path["authority"]["with"] == "H");

  // M, who decides the budget, says none of it; nor do the steps to it.
  const json& plain = all["paths"].at(1);
  CHECK(plain["elapsed_hours"].is_null());
  for (const char* key : {"currency", "whoever", "for", "with", "quorum"})
    CHECK_FALSE(plain["authority"].contains(key));
  for (const json& step : plain["steps"])
    for (const char* key : {"act", "after", "together"}) CHECK_FALSE(step.contains(key));

  const json figures = json::parse(to_json(measure(org), from_office, follow_decisions(org, {})));
  const json& by_matter = figures["decision_path"]["by_matter"];
  CHECK(by_matter.at(0)["within_limit"] == 0.0);
  CHECK_FALSE(by_matter.at(1).contains("within_limit"));
}

TEST_CASE("a path as JSON says who acts for whom, and why nobody decides", "[report]") {
  decision_data data = office();
  data.at("H").filled = 0;
  data.lines.push_back({"K", "H", line_type::acting, {}, {}});
  data.matters[0].amount = 5;
  data.matters[0].currency = "IDR";
  data.authorities[0].limit = 10;
  data.authorities[0].currency = "IDR";
  data.authorities.pop_back();
  const organisation org = make(data);
  const json all = json::parse(paths_to_json(org, {0, 1}, org.at("s2"), {}, from_office));
  // s2 drafts, K hands on for H with the initials of L, D decides.
  const json& path = all["paths"].at(0);
  REQUIRE(path["steps"].size() == 4);
  CHECK(path["undecidable"].is_null());
  CHECK(path["steps"][0]["acts_for"].is_null());
  CHECK(path["steps"][1]["position"] == "K");
  CHECK(path["steps"][1]["acts_for"] == "H");
  CHECK(path["authority"]["currency"] == "IDR");
  const json& nobody = all["paths"].at(1);
  CHECK(nobody["undecidable"] == "no-authority");
  CHECK(nobody["hand_offs"].is_null());
  CHECK(nobody["authority"].is_null());
  CHECK(nobody["steps"].empty());
}

TEST_CASE("findings as JSON are counted and listed", "[report]") {
  finding one;
  one.file = "a.csv";
  one.row = 7;
  one.position = "x";
  one.rule = "unknown-superior";
  one.level = severity::error;
  const json all = json::parse(to_json(std::vector<finding>{one}, {{}, 1, 0}));
  CHECK(all["findings"] == json{{"error", 1}, {"warning", 0}});
  CHECK(all.dump().find("unknown-superior") != std::string::npos);
}
