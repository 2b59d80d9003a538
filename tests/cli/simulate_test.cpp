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
      {call + " --replay-matter leave", "--replay-matter requires --replay"},
      {call + " --work normal", "\"normal\" is no way in which work varies"},
      {call + " --horizon 5", "\"5\" is no span of time"},
      {call + " --warm-up 2y --horizon 1y", "the warm-up must end before"},
      {call + " --horizon ''", "\"\" is no span of time"},
      {call + " --horizon xd", "\"xd\" is no span of time"},
      {call + " --horizon 0d", "\"0d\" is no span of time"},
      {call + " --horizon 101y", "\"101y\" is no span of time"},
      {call + " --working-minutes 200000",
       "a post works 200000 minutes a year, but the calendar has only"},
      {call + " --precision 0", "\"0\" is no share between 0 and 1"},
      {call + " --precision x%", "\"x%\" is no share between 0 and 1"},
      {call + " --precision 200%", "\"200%\" is no share between 0 and 1"},
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

TEST_CASE("simulate tells a small office before and after, by theory too", "[cli][simulate]") {
  const work_folder folder;
  folder.write("p.csv", "code,reports_to\nR,\nM1,R\nM2,R\nM3,R\na,M1\nb,M2\nc,M3\nd,c\n");
  folder.write(
      "m.csv",
      "code,originators,volume,work_minutes\nleave,codes=a|b|d,300,30\nlost,codes=a,1,30\n");
  folder.write("a.csv", "position,matter\nR,leave\n");
  const std::string office = "pangkas simulate p.csv --matters m.csv --authority a.csv ";
  const std::string call = office + "--horizon 30d --warm-up none ";
  // R works 300 times 30 minutes of 72,000, M1 a third of it. Nobody may decide what is lost.
  const std::string alone = without_gaps(run(folder, call + "--all --precision 0.1%").out);
  CHECK_THAT(alone, contains("Hand-offs|2.33\n") && contains("\nBusiest post|R 12.5 %\n") &&
                        contains("\nR|1|12.5 %|") && contains("\nM1|1|4.17 %|"));
  CHECK_THAT(alone, contains("\n1,000 replications of ") || contains("; 1000 replications of "));
  CHECK_THAT(alone, contains("The precision that was asked for was not reached") &&
                        contains("\nLeft out for want of a decider: 1 matter a year\n"));
  CHECK_THAT(run(folder, call + "--precision 50%").out, !contains("was not reached"));
  // Without M1 to M3 each draft has one step less; the log is of the office afterwards.
  const std::string both =
      without_gaps(run(folder, call + "--policy delayer --layers 2 --log after.xes --all").out);
  CHECK_THAT(both, contains("Hand-offs|2.33|1.33\n") && contains("Paths get 43 % shorter") &&
                       contains("\nAfter: Left out for want of a decider: 1 matter a year\n") &&
                       contains("\nM1|R|12.5 % → 12.5 %|") && contains("\nWritten to after.xes\n"));
  CHECK_THAT(folder.read("after.xes"), contains("\"R\"") && !contains("\"M1\""));
  folder.write("move.toml",
               "[scenario]\nname = \"m\"\nreason = \"r\"\nsource = \"s\"\n[[step]]\n"
               "do = \"move\"\nposition = \"d\"\nto = \"R\"\n");
  CHECK_THAT(without_gaps(run(folder, call + "--scenario move.toml").out),
             contains("Hand-offs|2.33|1.67\n"));
  folder.write("m.csv", "code,originators,volume,work_minutes\nleave,codes=a|b|d,300,30\n");
  CHECK_THAT(without_gaps(run(folder, call + "--policy delayer --layers 9").out),
             contains("Hand-offs|2.33|2.33\n") && !contains("Break-even") && !contains("Before: "));
  // 900 hours before each of three steps are 360 days of 7.5 hours. In ten days nobody raises it.
  folder.write("m.csv",
               "code,originators,volume,work_minutes,waiting_hours\nleave,codes=a,12,30,900\n");
  CHECK_THAT(without_gaps(run(folder, office + "--horizon 2y --warm-up none --replications 2").out),
             contains("\n|by theory|360\n") && contains("\n|fixed delays|360\n"));
  CHECK_THAT(run(folder, office + "--horizon 1d --warm-up none --replications 2").out,
             contains("No matter arrived in 2 of 2 replications, which count as 0 days; simulate "
                      "longer (--horizon)\n"));
  folder.write("log.csv",
               "case,activity,timestamp,matter\n1,draft,2026-03-02T08:00:00Z,leave\n"
               "2,draft,,leave\n3,draft,2026-03-02T08:00:00Z,none\n");
  CHECK_THAT(run(folder, call + "--replay log.csv").err,
             contains("log.csv: 1 case of no known matter and 1 without a stamp are left out"));
}
