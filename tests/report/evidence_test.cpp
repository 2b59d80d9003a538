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
