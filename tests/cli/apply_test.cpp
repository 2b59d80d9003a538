// SPDX-License-Identifier: BSL-1.0
#include "support/bundled.hpp"
#include "support/catch.hpp"
#include "support/command_line.hpp"

#include <nlohmann/json.hpp>

#include <string>

using namespace pangkas::tests;
using nlohmann::ordered_json;

namespace {

/// A head above two teams; the second has one who raises what the head decides.
void write_teams(const work_folder& folder) {
  folder.write("p.csv",
               "code,title,reports_to,seats,filled,holder\nTOP,Head,,1,1,h0\nA,First,TOP,1,1,h1\n"
               "B,Second,TOP,1,1,h2\nC,Clerk,B,2,2,\nD,Clerk,A,1,1,\n");
  folder.write("duties.csv",
               "position,process,duty\nA,supplies,order\nB,supplies,receive\nC,supplies,pay\n");
  folder.write(
      "s.toml",
      "[scenario]\nname = \"one team\"\nreason = \"They do the same\"\nsource = \"Note 7\"\n"
      "[[step]]\ndo = \"merge\"\nposition = \"B\"\ninto = \"A\"\n"
      "[[step]]\ndo = \"add\"\ncode = \"E\"\nreports_to = \"A\"\nseats = 1\n");
}

}  // namespace

TEST_CASE("apply makes the steps, and undo takes them back", "[cli][apply]") {
  const work_folder folder;
  write_teams(folder);
  const command_result said = run(folder, "pangkas apply p.csv --scenario s.toml --out after");
  CHECK(said.err.empty());
  REQUIRE(said.status == 0);
  CHECK_THAT(said.out, contains("Scenario one team (SHA-256 ") && contains("2 steps"));
  CHECK_THAT(folder.read("after/ledger.csv"),
             contains("B,merged,reports to TOP,\"merged into A, which takes its tasks and duties "
                      "over\",step 1"));
  CHECK_THAT(folder.read("after/positions.csv"), contains("B,Second,,,,,0,0,,,external abolished"));
  CHECK(folder.read("after/scenario.toml") == folder.read("s.toml"));
  REQUIRE(run(folder, "pangkas convert p.csv --holders --out before.json").status == 0);
  REQUIRE(run(folder, "pangkas undo after/organisation.json after/ledger.json --out back.json")
              .status == 0);
  CHECK(run(folder, "pangkas compare before.json back.json --json").out.find("\"changed\": 0") !=
        std::string::npos);
  CHECK(run(folder, "pangkas check after").status == 0);
}

TEST_CASE("apply --json names the scenario as evidence", "[cli][apply]") {
  const work_folder folder;
  write_teams(folder);
  const command_result said = run(folder, "pangkas apply p.csv --scenario s.toml --json");
  REQUIRE(said.status == 0);
  const ordered_json all = ordered_json::parse(said.out);
  CHECK(all["policy"]["name"] == "one team");
  CHECK(all["policy"]["steps"] == 2);
  CHECK(all["before"]["placed"] == 5);
  CHECK(all["after"]["placed"] == 5);    // one ended, one came
  CHECK(all["after"]["external"] == 1);  // the row of the one that ended
  CHECK(all["shrink"]["pso_percent"].is_null());
  // What C raises passes A in place of B.
  CHECK(all["shrink"]["formal"] == 0);
}

TEST_CASE("duties go with the posts of a scenario", "[cli][apply][integrity]") {
  const work_folder folder;
  write_teams(folder);
  const command_result said = run(folder,
                                  "pangkas integrity p.csv --duties duties.csv --rules "
                                  "purchase-to-pay --scenario s.toml");
  CHECK(said.err.empty());
  REQUIRE(said.status == 0);
  // A orders, and now receives what B did.
  CHECK_THAT(said.out, contains("order-receive") && contains("one hand has order + receive: A"));
}

TEST_CASE("apply refuses by one sentence with file and line, and writes nothing", "[cli][apply]") {
  const work_folder folder;
  write_teams(folder);
  const auto refusal = [&](const std::string& step) {
    folder.write("bad.toml",
                 "[scenario]\nname = \"x\"\nreason = \"r\"\nsource = \"s\"\n[[step]]\n" + step);
    const command_result said =
        run(folder, "pangkas apply p.csv --scenario bad.toml --out nothing");
    CHECK(said.status == 2);
    CHECK(said.out.empty());
    CHECK(folder.read("nothing/organisation.json").empty());
    return said.err;
  };
  CHECK(refusal("do = \"move\"\nposition = \"A\"\nto = \"D\"\n") ==
        "pangkas: bad.toml:8: step 1 (move) moves \"A\" below \"D\", which stands below it: the "
        "lines would run in a circle\n");
  CHECK(refusal("do = \"abolish\"\nposition = \"TOP\"\n") ==
        "pangkas: bad.toml:7: step 1 (abolish) ends \"TOP\", above which nobody stands to take its "
        "work over; say who does, with \"to\"\n");
  CHECK(refusal("do = \"move\"\nposition = \"X\"\nto = \"A\"\n") ==
        "pangkas: bad.toml:7: step 1 (move) names \"X\", which is not in the organisation\n");
  CHECK(run(folder, "pangkas simulate p.csv --scenario s.toml --policy delayer").status == 2);
}
