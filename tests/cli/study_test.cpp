// SPDX-License-Identifier: BSL-1.0
#include "support/bundled.hpp"
#include "support/catch.hpp"
#include "support/command_line.hpp"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

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
  const command_result said = run(
      folder, "pangkas study " + ministry + " --scenario id-central-2021 --scenario " +
                  steps_by_hand + " --scenario optimise:span-cap=8 --between A " + steps_by_hand);
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

namespace {

/// R over M1, M2 and M3, each over one; that of M3 leads d.
void write_small(const work_folder& folder) {
  folder.write("q.csv",
               "code,reports_to,rank\nR,,II.a\nM1,R,III.a\nM2,R,III.a\nM3,R,III.a\na,M1,\nb,M2,\n"
               "c,M3,IV.a\nd,c,\n");
  folder.write("move.toml",
               "# A plan.\n[scenario]\nname = \"as it is\"\nreason = \"r\"\nsource = \"s\"\n"
               "[[step]]\ndo = \"move\"\nposition = \"d\"\nto = \"R\"\n");
  folder.write("mine.toml",
               "[scenario]\nname = \"mine\"\nreason = \"r\"\nsource = \"s\"\n"
               "[[step]]\ndo = \"move\"\nposition = \"d\"\nto = \"M1\"\n");
}

}  // namespace

TEST_CASE("each option of a scenario does what that of its command does", "[cli][study]") {
  const work_folder folder;
  write_small(folder);
  REQUIRE(run(folder, "pangkas policy delayer > own.toml").status == 0);
  const std::string optimum =
      "optimise:span-cap=4,span-floor=1,max-layers=9,wide=narrow,load=positions,"
      "objective=hand-offs,price=0.5,merge=no";
  // Who is converted: all four in the middle; those with one below them, the lowest first, so that
  // M3 then has two; c, and with d under M3 one of the others, for R may have four.
  const std::vector<std::pair<std::string, std::size_t>> scenarios{
      {"delayer:layers=2+3", 4},  {"span-floor:span-floor=2,roles=team-leads", 3},
      {"./own.toml:layers=3", 1}, {optimum, 2},
      {"move.toml", 0},           {"optimise:span-cap=4,policy=delayer,wide=keep", 2},
      {"mine.toml", 0},           {"./mine.toml", 0}};
  std::string call = "pangkas study q.csv --judge widest_span,layers";
  for (const auto& [scenario, converted] : scenarios) call += " --scenario " + scenario;
  const command_result said = run(folder, call + " --json");
  INFO(said.err);
  REQUIRE(said.status == 0);
  const ordered_json all = ordered_json::parse(said.out);
  for (std::size_t i = 0; i < scenarios.size(); ++i) {
    // One is called as it calls itself, unless another is.
    CHECK(all["scenarios"][i]["name"] ==
          (scenarios[i].first == "mine.toml" ? "mine" : scenarios[i].first));
    CHECK(all["scenarios"][i]["measures"]["converted"] == scenarios[i].second);
  }
  CHECK(all["scenarios"][1]["policy"]["roles"] == "team-leads");
  // One that is called "as it is" stands under its file; both measures that decide are marked.
  const std::string text = run(folder, call + " --between \"as it is\" delayer:layers=2+3").out;
  CHECK_THAT(text, contains("\nE  move.toml") && contains("\n* layers ") &&
                       contains("\n* widest span ") && contains("\n  seats "));
  CHECK_THAT(text, contains("Between as it is (before) and delayer:layers=2+3 (after)"));
}

TEST_CASE("a study says when nothing that waits is ever done, and names many scenarios",
          "[cli][study]") {
  const work_folder folder;
  folder.write("o.csv", "code,reports_to\nA,\nB,A\nb,B\nc,B\n");
  folder.write("m.csv", "code,volume,work_minutes\nleave,10000,10\n");
  folder.write("a.csv", "position,matter\nA,leave\n");
  // 10,000 times 10 minutes are more than the 72,000 of a year; the right goes to B.
  const std::string text = run(folder,
                               "pangkas study o.csv --matters m.csv --authority a.csv --scenario "
                               "delegate:price=1,delegations-of-matter=1")
                               .out;
  CHECK_THAT(text, contains("never: a post gets more work than it can do") &&
                       contains("  rights passed on                0          1\n"));
  folder.write("m.csv", "code,volume,work_minutes\nleave,10,10\n");
  CHECK_THAT(
      run(folder, "pangkas study o.csv --matters m.csv --authority a.csv --scenario optimise").out,
      contains("\n* working days ") && !contains("never"));
  std::string many = "pangkas study o.csv";
  for (int cap = 1; cap <= 27; ++cap)
    many += " --scenario optimise:span-cap=" + std::to_string(cap);
  CHECK_THAT(run(folder, many).out,
             contains("\nZ  optimise:span-cap=26\n") && contains("\nA2  optimise:span-cap=27\n"));
}

TEST_CASE("a study of snapshots tells who joined, left and moved", "[cli][study]") {
  const work_folder folder;
  folder.write("s2020.csv",
               "code,reports_to,rank,unit,seats\nR,,II.a,,1\nA,R,III.a,U,1\nB,R,III.a,U,1\n"
               "a,A,,U,2\n");
  folder.write("s2021.csv",
               "code,reports_to,rank,unit,seats\nR,,II.a,,1\nA,R,II.b,U,1\na,R,,V,2\nn,A,,V,1\n"
               "X,,,,\n");
  const std::string call = "pangkas study --history s2020.csv s2021.csv";
  // n and X join, B leaves, a moves to R and to V, A is re-ranked. a is 1 hand-off from R, n 2; X
  // decides for itself.
  CHECK(run(folder, call).out ==
        "      posts  layers  managers  mean span  widest  hand-offs  undecidable  seats  joined  "
        "left  moved  re-ranked  unit\n"
        "2020      4       3         2        1.5       2        1.5            0      5       –  "
        "   –      –          –     –\n"
        "2021      5       3         2        1.5       2          1            0      6       2  "
        "   1      1          1     1\n"
        "\njoined, left, moved (to another superior), re-ranked, unit (another): since the "
        "snapshot before, by the codes of posts\n");
  const ordered_json units = ordered_json::parse(run(folder, call + " --by unit --json").out);
  CHECK(units["snapshots"].size() == 2);
  REQUIRE(units["rows"].size() == 5);
  CHECK(units["rows"][4]["unit"] == "V");
  CHECK(units["rows"][4]["came"] == 1);
  CHECK(run(folder, call + " --by snapshot --out -").out.starts_with("date,"));
  folder.write("dates.csv", "when,code,reports_to\n2020-01,R,\n2020-01,A,R\n2021-01,R,\n");
  CHECK_THAT(without_gaps(run(folder, "pangkas study --history dates.csv --date-column when").out),
             contains("\n2020-01|2|2|1|1|1|1|0|2|–|–|–|–|–\n2021-01|1|1|0|–|0|0|0|1|0|1|0|0|0\n"));
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
  CHECK_THAT(refusal("--scenario id-central-2021 --between A Q"),
             contains("no scenario is called \"Q\""));
  CHECK_THAT(refusal(""), contains("--scenario"));
  write_small(folder);
  for (const auto& [arguments, sentence] : std::vector<std::pair<std::string, std::string>>{
           {"--scenario delayer:layers=3,roles", "\"roles\" is no key=value"},
           {"--scenario delayer:layers", "\"layers\" is no key=value"},
           {"--scenario delayer:layers=2+", "each of layers must be a whole number from 0 to"},
           {"--scenario delayer:roles=all", "roles must be none, team-leads or coordinators"},
           {"--scenario optimise:span-cap=-1", "must be a whole number from 0 to 1,000,000,000"},
           {"--scenario optimise:span-cap=9999999999", "not \"9999999999\""},
           {"--scenario optimise:span-cap=2.5", "not \"2.5\""},
           {"--scenario optimise:price=x", "price must be a number from 0"},
           {"--scenario optimise:merge=maybe", "merge must be yes or no"},
           {"--scenario optimise:load=people", "load must be positions, seats or minutes"},
           {"--scenario optimise:wide=x", "wide must be keep or narrow"},
           {"--scenario optimise:objective=speed", "must be hand-offs, cost, mixed or fewest"},
           {"--scenario :layers=2", "a scenario without a name"},
           {"--scenario ./a:b.toml", "./a:b.toml does not exist"},
           {"--scenario move.toml:layers=2", "layers, span-floor and roles are of a policy, and"},
           {"--scenario optimise --judge widest_spam", "did you mean \"widest_span\"?"},
           {"--scenario optimise --judge managers", "no measure \"managers\" of which less or"},
           {"--history --scenario optimise", "--scenario excludes --history"},
           {"--scenario optimise --by unit", "--by requires --history"}}) {
    const command_result said = run(folder, "pangkas study q.csv " + arguments);
    INFO(arguments);
    CHECK(said.status == 2);
    CHECK(said.out.empty());
    CHECK_THAT(said.err, contains(sentence));
  }
}
