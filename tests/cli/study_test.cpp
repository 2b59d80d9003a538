// SPDX-License-Identifier: BSL-1.0
#include "support/bundled.hpp"
#include "support/catch.hpp"
#include "support/command_line.hpp"

#include <nlohmann/json.hpp>

#include <string>

using namespace pangkas::tests;
using nlohmann::ordered_json;

namespace {

const std::string steps_by_hand = "examples/id-ministry/one-planning-unit.toml";
const std::string study_duties = " --duties examples/id-ministry/duties.csv";
const std::string three_scenarios = " --scenario id-central-2021 --scenario " + steps_by_hand +
                                    " --scenario id-central-2021:roles=coordinators";

}  // namespace

TEST_CASE("a study's figures are those of single runs", "[cli][study]") {
  const work_folder folder;
  const ordered_json all =
      ordered_json::parse(run(folder, "pangkas study " + ministry_with_decisions + three_scenarios +
                                          study_duties + " --json")
                              .out);
  REQUIRE(all["scenarios"].size() == 3);
  const ordered_json alone =
      ordered_json::parse(run(folder, "pangkas simplify " + ministry_with_decisions +
                                          " --policy id-central-2021 --json")
                              .out);
  const ordered_json hand =
      ordered_json::parse(run(folder, "pangkas apply " + ministry_with_decisions + " --scenario " +
                                          steps_by_hand + " --json")
                              .out);
  const ordered_json integrity =
      ordered_json::parse(run(folder, "pangkas integrity " + ministry_with_decisions +
                                          study_duties + " --policy id-central-2021 --json")
                              .out);
  const ordered_json& first = all["scenarios"][0];
  for (const auto& [key, value] : alone.items()) CHECK(first[key] == value);
  for (const auto& [key, value] : hand.items()) CHECK(all["scenarios"][1][key] == value);
  CHECK(first["name"] == "id-central-2021");
  CHECK(all["scenarios"][1]["name"] == "one-planning-unit");
  CHECK(all["scenarios"][2]["name"] == "id-central-2021:roles=coordinators");
  const ordered_json& measures = first["measures"];
  CHECK(measures["hand_offs"] == alone["after"]["decision_path"]["mean_hand_offs"]);
  CHECK(measures["shrink_real"] == alone["shrink"]["with_roles"]);
  CHECK(measures["widest_span"] == alone["after"]["spans"]["max"]);
  CHECK(measures["undecidable"] == alone["after"]["decision_path"]["undecidable"]);
  CHECK(measures["pso_percent"] == alone["shrink"]["pso_percent"]);
  CHECK(measures["integrity"] == integrity["after"]["breaches"].size());
  for (const ordered_json& one : all["scenarios"]) {
    CHECK_FALSE(one["why"].get<std::string>().empty());
    if (!one["dominated_by"].is_null()) CHECK(one["best_in"].empty());
  }
  CHECK(all["as_it_is"]["measures"]["shrink_real"] == 0);
}

TEST_CASE("a study prints each scenario with its reason, and what differs between two",
          "[cli][study]") {
  const work_folder folder;
  const command_result said =
      run(folder, "pangkas study " + ministry + " --scenario id-central-2021 --scenario " +
                      steps_by_hand + " --scenario optimise:span-cap=8 --between A B");
  CHECK(said.err.empty());
  REQUIRE(said.status == 0);
  CHECK_THAT(said.out, contains("as it is") && contains("\nA  id-central-2021") &&
                           contains("\nB  one-planning-unit") &&
                           contains("\nC  optimise:span-cap=8"));
  CHECK_THAT(said.out, contains("Between id-central-2021 (before) and one-planning-unit (after)"));
  const ordered_json all = ordered_json::parse(
      run(folder, "pangkas study " + ministry + " --scenario id-central-2021 --scenario " +
                      steps_by_hand + " --between A \"as it is\" --json")
          .out);
  const ordered_json alone = ordered_json::parse(
      run(folder, "pangkas simplify " + ministry + " --policy id-central-2021 --by position --json")
          .out);
  // What the policy changed, seen from the other side.
  REQUIRE(all["rows"].size() == alone["rows"].size());
  for (std::size_t i = 0; i < alone["rows"].size(); ++i) {
    CHECK(all["rows"][i]["superior_after"] == alone["rows"][i]["superior_before"]);
    CHECK(all["rows"][i]["rank_before"] == alone["rows"][i]["rank_after"]);
  }
}

TEST_CASE("rights passed on and teams joined are scenarios of a study", "[cli][study]") {
  const work_folder folder;
  const ordered_json all = ordered_json::parse(
      run(folder, "pangkas study " + ministry_with_decisions +
                      " --scenario delegate:delegations=2,rank-floor=III.a --scenario "
                      "optimise:span-cap=9,merge=yes --json")
          .out);
  const ordered_json& passed_on = all["scenarios"][0];
  CHECK(passed_on["name"] == "delegate:delegations=2,rank-floor=III.a");
  const ordered_json alone =
      ordered_json::parse(run(folder, "pangkas optimise " + ministry_with_decisions +
                                          " --delegate --delegations 2 --rank-floor III.a --json")
                              .out);
  CHECK(passed_on["shrink"] == alone["shrink"]);
  CHECK(passed_on["measures"]["delegations"] == 2);
  CHECK(passed_on["measures"]["converted"] == 0);
  const ordered_json merged = ordered_json::parse(
      run(folder, "pangkas optimise " + ministry_with_decisions + " --span-cap 9 --merge --json")
          .out);
  const ordered_json& joined = all["scenarios"][1];
  CHECK(joined["measures"]["converted"] == merged["converted"]);
  CHECK(joined["after"]["decision_path"] == merged["after"]["decision_path"]);
  CHECK(joined["measures"]["merged"] > 0);
  CHECK_THAT(run(folder, "pangkas study " + ministry + " --scenario delegate:price=1").err,
             contains("--matters"));
  CHECK_THAT(run(folder, "pangkas study " + ministry + " --scenario delegate:rank=II").err,
             contains("did you mean \"rank-floor\"") || contains("known are delegations"));
}

TEST_CASE("a study refuses what it cannot play by one sentence", "[cli][study]") {
  const work_folder folder;
  const auto refusal = [&](const std::string& arguments) {
    const command_result said = run(folder, "pangkas study " + ministry + " " + arguments);
    CHECK(said.status == 2);
    CHECK(said.out.empty());
    return said.err;
  };
  CHECK_THAT(refusal("--scenario id-central-2022"), contains("did you mean \"id-central-2021\"?"));
  CHECK_THAT(refusal("--scenario delayer"), contains("as in delayer:layers=3"));
  CHECK_THAT(refusal("--scenario delayer:layer=3"), contains("did you mean \"layers\"?"));
  CHECK_THAT(refusal("--scenario optimise:span-cap=x"),
             contains("span-cap must be a whole number"));
  CHECK_THAT(refusal("--scenario id-central-2021 --judge widest_spam"),
             contains("did you mean \"widest_span\"?"));
  CHECK_THAT(refusal("--scenario id-central-2021 --between A Q"),
             contains("no scenario is called \"Q\""));
  CHECK_THAT(refusal(""), contains("--scenario"));
}
