// SPDX-License-Identifier: BSL-1.0
#include "support/bundled.hpp"
#include "support/catch.hpp"
#include "support/command_line.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <utility>
#include <vector>

using namespace pangkas::tests;
using nlohmann::ordered_json;

namespace {

const std::string quick = " --replications 3 --horizon 60d --warm-up none";
const std::string tables =
    " --matters examples/id-ministry/matters.csv --authority examples/id-ministry/authority.csv "
    "--lines examples/id-ministry/lines.csv";

}  // namespace

TEST_CASE("simulate gives the times of a ministry, before and after, to the same bytes",
          "[cli][simulate]") {
  const work_folder folder;
  const std::string call = "pangkas simulate " + ministry + tables + quick;
  const command_result alone = run(folder, call);
  REQUIRE(alone.err.empty());
  REQUIRE(alone.status == 0);
  CHECK_THAT(alone.out, contains("Days per decision, simulated"));
  CHECK_THAT(alone.out, contains("Busiest posts"));
  CHECK(run(folder, call + " --threads 3").out == alone.out);
  CHECK(run(folder, call + " --seed 2").out != alone.out);

  const std::string policy = call + " --policy id-central-2021";
  const command_result both = run(folder, policy);
  REQUIRE(both.status == 0);
  CHECK_THAT(both.out, contains("Difference, before − after"));
  CHECK_THAT(both.out, contains("Break-even"));
  const ordered_json found = ordered_json::parse(run(folder, policy + " --json").out);
  CHECK(found["before"]["hand_offs"] > found["after"]["hand_offs"]);
  CHECK(found["break_even"].size() > 10);
  CHECK(found["replications"] == 3);
  const ordered_json one = ordered_json::parse(run(folder, call + " --json").out);
  CHECK(one["stations_left_out"] == 0);
  // What is measured on both sides may be less than on one alone.
  CHECK(one["volume"] >= found["before"]["volume"]);
}

TEST_CASE("simulate --log writes an event log, and nothing over one", "[cli][simulate]") {
  const work_folder folder;
  const std::string call = "pangkas simulate " + ministry + tables + quick + " --log out.xes";
  REQUIRE(run(folder, call).status == 0);
  const std::string log = folder.read("out.xes");
  CHECK_THAT(log, contains("<log xes.version"));
  CHECK_THAT(log, contains("org:resource"));
  CHECK(run(folder, call).status == 2);
  CHECK(run(folder, call + " --force").status == 0);
  CHECK(folder.read("out.xes") == log);
}

TEST_CASE("simulate --replay lets matters arrive as in a log", "[cli][simulate]") {
  const work_folder folder;
  const std::string call =
      "pangkas simulate " + ministry + tables + " --replications 2 --warm-up none";
  REQUIRE(run(folder, call + " --horizon 10d --log out.xes").status == 0);
  const auto cases =
      ordered_json::parse(run(folder, "pangkas log out.xes --json").out)["log"]["cases"]
          .get<double>();
  const command_result again = run(folder, call + " --replay out.xes --json");
  CHECK(again.err.empty());
  const ordered_json found = ordered_json::parse(again.out);
  CHECK(found["inputs"].back()["file"] == "out.xes");
  // The usual calendar has 261 working days a year. Rare matters that the log does not have arrive
  // by their volume.
  const double arrived =
      found["arrived_a_year"].get<double>() * found["horizon_days"].get<double>() / 261;
  CHECK(arrived >= cases);
  CHECK(arrived < 1.01 * cases);
  folder.write("old.csv", "case,activity,timestamp\n1,draft,2009-03-02T08:00:00Z\n");
  CHECK_THAT(run(folder, call + " --replay old.csv --replay-matter leave").err,
             contains("the office opens on the first day of the log"));
  CHECK_THAT(run(folder, call + " --replay old.csv").err, contains("name one"));
  CHECK_THAT(run(folder, call + " --replay old.csv --replay-matter sick").err,
             contains("no matter has the code"));
}

TEST_CASE("simulate reads a calendar, and says in one sentence what cannot be", "[cli][simulate]") {
  const work_folder folder;
  folder.write("office.toml", "[calendar]\nmonday = \"08:00-16:00\"\n[[matter]]\nreturns = 0.1\n");
  folder.write("nobody.toml", "[[leave]]\nposition = \"nobody\"\ndays = 2026-03-02\n");
  folder.write("tuesdays.toml", "[calendar]\ntuesday = \"08:00-16:00\"\n");
  folder.write("always.toml", "[[matter]]\nreturns = 1\n");
  folder.write("authority.csv", "position,matter\n00,leave\n");
  folder.write("matters.csv", "code,volume,work_minutes\nleave,100,\n");
  const std::string call = "pangkas simulate " + ministry + tables;
  const command_result read =
      run(folder,
          call + quick + " --calendar office.toml --working-minutes 20000 --work lognormal:1.5");
  CHECK(read.err.empty());
  CHECK(read.status == 0);
  CHECK_THAT(read.out, contains("Working days of 8 hours"));
  const std::vector<std::pair<std::string, std::string>> wrong{
      {"pangkas simulate " + ministry, "no matters to simulate"},
      {"pangkas simulate " + ministry + " --matters matters.csv --authority authority.csv",
       "give its work_minutes"},
      {"pangkas simulate " + ministry + " --matters examples/id-ministry/matters.csv",
       "no matter is decided by anybody"},
      {call + " --calendar office.toml",
       "office.toml: a post works 72000 minutes a year, but the calendar has only"},
      {call + " --calendar always.toml", "always.toml:2: a matter that is returned"},
      {call + " --calendar nowhere.toml", "nowhere.toml"},
      {call + " --calendar nobody.toml", "nobody.toml: "},
      {call + " --calendar tuesdays.toml --horizon 1d --working-minutes 9",
       "tuesdays.toml: the calendar has no working hours within 1d"},
      {call + " --work normal", "\"normal\" is no way in which work varies"},
      {call + " --horizon 5", "\"5\" is no span of time"},
      {call + " --warm-up 2y --horizon 1y", "the warm-up must end before"},
      {call + " --precision 0", "\"0\" is no share between 0 and 1"},
      {call + " --replications 1", "--replications"},
      {call + " --moved-work 2", "--moved-work"}};
  for (const auto& [what, why] : wrong) {
    INFO(what);
    const command_result result = run(folder, what);
    CHECK(result.status == 2);
    CHECK(result.out.empty());
    CHECK_THAT(result.err, contains(why));
  }
}

TEST_CASE("simulate names a post that gets too much, and goes on if a horizon is given",
          "[cli][simulate]") {
  const work_folder folder;
  folder.write("p.csv", "code,reports_to\nA,\nB,A\nC,A\n");
  folder.write("m.csv", "code,volume,work_minutes\nleave,10000,10\n");
  folder.write("a.csv", "position,matter\nA,leave\n");
  const std::string call = "pangkas simulate p.csv --matters m.csv --authority a.csv";
  const command_result refused = run(folder, call);
  CHECK(refused.status == 2);
  CHECK_THAT(refused.err, contains("A gets 139 % of the work that it can do"));
  CHECK_THAT(refused.err, contains("2 seats instead of 1"));
  const command_result grown = run(folder, call + " --horizon 1y --replications 4");
  CHECK(grown.status == 0);
  CHECK_THAT(grown.out, contains("No steady state was found"));
}
