// SPDX-License-Identifier: BSL-1.0
// Expected values: worked by hand on a log of three cases; the bundled example by counting its rows
// with awk.
#include "support/catch.hpp"
#include "support/command_line.hpp"

#include <nlohmann/json.hpp>

#include <sstream>
#include <string>
#include <utility>
#include <vector>

using namespace pangkas::tests;

// So that no helper meets one of another test.
namespace log_command_test {

namespace {

void write_chart(const work_folder& folder) {
  folder.write("p.csv", "code,reports_to\nD,\nS,D\nE,S\n");
  folder.write("m.csv", "code,originators,volume\nleave,codes=E,10\n");
  folder.write("a.csv", "position,matter\nD,leave\n");
  folder.write("map.csv", "resource,position\ne,E\ns,S\nd,D\nSYSTEM,\nx,Z\n");
}

void write_log(const work_folder& folder) {
  folder.write("log.csv",
               "case,activity,timestamp,resource,role\n"
               "1,draft,2024-03-01T08:00:00Z,e,clerk\n1,see,2024-03-01T09:00:00Z,s,head\n"
               "1,sign,2024-03-02T08:00:00Z,d,head\n"
               "2,draft,2024-03-04T08:00:00Z,e,clerk\n2,sign,2024-03-05T08:00:00Z,d,head\n"
               "2,pay,2024-03-06T08:00:00Z,SYSTEM,\n"
               "3,draft,2024-03-04T08:00:00Z,f,clerk\n");
  write_chart(folder);
}

nlohmann::json json_of(const work_folder& folder, const std::string& arguments) {
  const command_result result = run(folder, "pangkas log log.csv --json " + arguments);
  INFO(result.err);
  CHECK(result.status == 0);
  return nlohmann::json::parse(result.out);
}

const std::string beside = "--map map.csv p.csv --matters m.csv --authority a.csv";

}  // namespace

TEST_CASE("log tells hand-overs at a level with its convention", "[cli][log]") {
  const work_folder folder;
  write_log(folder);
  const command_result text = run(folder, "pangkas log log.csv --nobody SYSTEM");
  CHECK(text.status == 0);
  CHECK_THAT(text.out,
             contains("log.csv: 3 cases, 7 steps of 4 activities, 2024-03-01 to 2024-03-06"));
  CHECK_THAT(text.out, contains("Hand-overs by resource (events without performer left out first: "
                                "1 of 7 events, 14.29 %)"));
  CHECK_THAT(text.out, contains("e > d"));
  const auto left_out = json_of(folder, "--nobody SYSTEM")["log"]["hand_overs"];
  CHECK(left_out["total"] == 3);
  CHECK(left_out["cases_without"] == 1);
  CHECK(json_of(folder, "--nobody SYSTEM --missing value")["log"]["hand_overs"]["total"] == 4);
  CHECK(json_of(folder, "--nobody SYSTEM --missing pairs-known")["log"]["hand_overs"]["total"] ==
        3);
  CHECK(json_of(folder, "--level role")["log"]["hand_overs"]["total"] == 2);
  CHECK(json_of(folder, "--from 2024-03-02")["log"]["cases"] == 2);
  CHECK(json_of(folder, "--until 2024-03-02")["log"]["cases"] == 1);
  CHECK(run(folder, "pangkas log - < log.csv").out ==
        run(folder, "cat log.csv | pangkas log -").out);
}

TEST_CASE("log lays the path of a case beside that of the chart", "[cli][log]") {
  const work_folder folder;
  write_log(folder);
  const auto chart = json_of(folder, beside)["chart"];
  CHECK(chart["matters"][0]["exact"] == 0.5);
  CHECK(chart["matters"][0]["shorter"] == 0.5);
  CHECK(chart["matters"][0]["unmapped"] == 1);
  CHECK(chart["matters"][0]["decided"]["at"] == 2);
  CHECK(chart["matters"][0]["authority"]["precision"] == 1.0);
  CHECK(chart["mean_difference"] == -0.5);
  CHECK(chart["unmapped"][0]["resource"] == "f");
  CHECK(chart["hand_overs"]["up"] == 3);
  const command_result text = run(folder, "pangkas log log.csv " + beside);
  CHECK_THAT(text.out, contains("The path that was taken beside the chart's"));
  CHECK_THAT(text.out, contains("unknown-position, row 6"));
  CHECK(json_of(folder, "--level position " + beside)["log"]["hand_overs"]["total"] == 3);
  folder.write("before.csv", "code,reports_to\nD,\nS,D\nE,S\n");
  folder.write("p.csv", "code,reports_to\nD,\nS,D\nE,D\n");
  CHECK_THAT(
      json_of(folder, "--before before.csv " + beside)["chart"]["shadow_steps"].get<double>(),
      within(1.0 / 5, 1e-9));
}

TEST_CASE("log --calibrate writes a table of matters that every command reads", "[cli][log]") {
  const work_folder folder;
  write_log(folder);
  const command_result made =
      run(folder, "pangkas log log.csv --calibrate c.csv --enough 2 " + beside);
  INFO(made.err);
  CHECK(made.status == 0);
  CHECK_THAT(made.out, contains("Calibration"));
  CHECK_THAT(folder.read("c.csv"), contains("from_log,volume_low"));
  const command_result measured =
      run(folder, "pangkas measure p.csv --matters c.csv --authority a.csv --json");
  CHECK(measured.status == 0);
  // Three cases in five days.
  CHECK_THAT(nlohmann::json::parse(measured.out)["decision_path"]["volume"].get<double>(),
             within(3 / (5 / 365.25), 1e-6));
  CHECK(run(folder, "pangkas log log.csv --calibrate c.csv").status == 2);  // it is there
  CHECK(run(folder, "pangkas log log.csv --calibrate c.csv --force").status == 0);
}

TEST_CASE("log gives a row for each case, pair, variant, activity or year", "[cli][log]") {
  const work_folder folder;
  write_log(folder);
  CHECK(run(folder, "pangkas log log.csv --by case --out c.csv").status == 0);
  CHECK_THAT(folder.read("c.csv"),
             contains("case,matter,events,hand_overs,first,cycle_days\n1,,3,2,"));
  const auto year = json_of(folder, "--by year --nobody SYSTEM")["rows"][0];
  CHECK(year["cases"] == 3);
  CHECK(year["hand_overs_mean"] == 1.0);
  for (const std::string by : {"activity", "hand-over", "performer", "variant"})
    CHECK(run(folder, "pangkas log log.csv --by " + by).status == 0);
}

TEST_CASE("log tells an earlier time beside a later one", "[cli][log]") {
  const work_folder folder;
  write_log(folder);
  // Case 1 begins on the first, with two hand-overs; 2 and 3 later, with one and none.
  const auto json = json_of(folder, "--nobody SYSTEM --change 2024-03-02 " + beside);
  CHECK(json["earlier"]["log"]["hand_overs"]["mean"] == 2.0);
  CHECK(json["log"]["hand_overs"]["mean"] == 0.5);
  CHECK(json["earlier"]["chart"]["exact"] == 1.0);
  CHECK(json["chart"]["exact"] == 0.0);
  const command_result text =
      run(folder, "pangkas log log.csv --nobody SYSTEM --change 2024-03-02");
  CHECK(text.status == 0);
  CHECK_THAT(text.out, contains("Before and after the change"));
  CHECK_THAT(text.out, contains("before 2024-03-02  from then on"));
  CHECK_THAT(text.out, contains("-75 %"));
  // The same as a log of its own, beside the chart of that time, on which E reported to D.
  folder.write("then.csv",
               "case,activity,timestamp,resource\n1,draft,2024-03-01T08:00:00Z,e\n"
               "1,sign,2024-03-02T08:00:00Z,d\n");
  folder.write("before.csv", "code,reports_to\nD,\nS,D\nE,D\n");
  const auto other = json_of(folder, "--log-before then.csv --before before.csv " + beside);
  CHECK(other["earlier"]["log"]["cases"] == 1);
  CHECK(other["inputs"][1]["file"] == "then.csv");
}

TEST_CASE("A log that was simulated along the chart's own paths comes back as exact",
          "[cli][log]") {
  const work_folder folder;
  const std::string office =
      "examples/id-ministry/positions.csv --matters examples/id-ministry/matters.csv --authority "
      "examples/id-ministry/authority.csv --lines examples/id-ministry/lines.csv";
  REQUIRE(run(folder, "pangkas simulate " + office +
                          " --horizon 5d --warm-up none --replications 2 --log made.xes")
              .status == 0);
  // Each position is the resource of that name.
  std::string map = "resource,position\n";
  std::istringstream positions(folder.read("examples/id-ministry/positions.csv"));
  std::string row;
  for (std::getline(positions, row); std::getline(positions, row);) {
    const std::string code = row.substr(0, row.find(','));
    map += code + "," + code + "\n";
  }
  folder.write("map.csv", map);
  const command_result result = run(folder, "pangkas log made.xes --json --map map.csv " + office);
  INFO(result.err);
  REQUIRE(result.status == 0);
  const auto json = nlohmann::json::parse(result.out);
  const auto& chart = json["chart"];
  CHECK(json["log"]["cases"].get<int>() > 100);
  CHECK(json["log"]["start_stamps"] == true);
  CHECK(chart["compared"] == json["log"]["cases"]);
  CHECK(chart["exact"] == 1.0);
  CHECK(chart["fitness"] == 1.0);
  CHECK(chart["mean_difference"] == 0.0);
}

TEST_CASE("log tells of one, of nobody and of what the log does not say", "[cli][log]") {
  const work_folder folder;
  folder.write("one.csv",
               "case,activity,timestamp,resource\n1,draft,2024-03-01T08:00:00Z,e\n"
               "1,draft,2024-03-01T09:00:00Z,e\n");
  CHECK_THAT(run(folder, "pangkas log one.csv").out,
             contains("one.csv: 1 case, 2 steps of 1 activity, 2024-03-01 to 2024-03-01\n  1 case "
                      "does something again (1 step), 1 step follows one of the same activity\n"));
  // Without stamps there is no cycle time, neither of one time nor of two.
  const std::string whole(100, 'x');  // one step is shown however long its name
  folder.write("bare.csv", "case,activity,timestamp,resource\n1," + whole + ",,e\n");
  CHECK_THAT(without_gaps(run(folder, "pangkas log bare.csv --log-before one.csv").out),
             contains("bare.csv: 1 case, 1 step of 1 activity\n") &&
                 contains("\n|cases|1|1|+0 %\n|hand-overs of a case, mean|0|0|–\n") &&
                 contains("\n|mean|1 h|–|–\n") && contains("\n|" + whole + "|1|100 %\n"));
  CHECK_THAT(without_gaps(run(folder, "pangkas log one.csv --log-before bare.csv").out),
             contains("\n|mean|–|1 h|–\n"));
  CHECK_THAT(run(folder, "pangkas log one.csv --calibrate c.csv").out,
             contains("\n  log: not enough cases for a volume; no times: the log has no start "));
  folder.write("log.csv",
               "case,activity,timestamp,resource,role\n"
               "1,write down at length what is asked for,2024-03-01T08:00:00Z,e,clerk\n"
               "1,see whether it is complete and whole,2024-03-01T09:00:00Z,,head\n"
               "1,sign what was found to be in order,2024-03-02T08:00:00Z,d,head\n");
  for (const auto& [missing, convention] :
       {std::pair("value", "nobody is a performer of its own: 1 of 3 events, 33.33 %"),
        std::pair("left-out", "events without performer left out first: 1 of 3 events, 33.33 %"),
        std::pair("pairs-known",
                  "only pairs whose performers are both known; without one are 1 of 3 events, "
                  "33.33 %")}) {
    const std::string text =
        run(folder, std::string("pangkas log log.csv --missing ") + missing).out;
    CHECK_THAT(text, contains(convention));
    CHECK((text.find("e > (nobody)") != std::string::npos) == (std::string(missing) == "value"));
    // The third name would make the path longer than 90 characters.
    CHECK_THAT(text, contains("whether it is complete and whole > … (3 steps)"));
  }
  // Who is not on the map is told by what the log knows; then no case can be compared.
  write_chart(folder);
  const std::string text = without_gaps(run(folder, "pangkas log log.csv " + beside).out);
  CHECK_THAT(text, contains("\n|with a position: 2 of 3 events by somebody (66.67 %); external: 0; "
                            "unmapped: 1\n|lead to a position: 2 of 2 resources, of them to "
                            "several: 0\n|1 position of the chart is never seen\n|unmapped|events\n"
                            "|head|1\n"));
  CHECK_THAT(text, contains("\n|exact|–\n") && contains("\n|hand-offs, observed|–\n"));
  CHECK_THAT(text, contains("1 case with less than 100 % of the events mapped"));
}

TEST_CASE("log tells how cases were made of events of objects", "[cli][log]") {
  const work_folder folder;
  // The signature concerns both permits, the cleaning none.
  folder.write(
      "o.json",
      R"({"objectTypes": [{"name": "permit", "attributes": []}], "eventTypes": [], "events": [
 {"id": "1", "type": "draft", "time": "2024-03-01T10:00:00Z",
  "relationships": [{"objectId": "p", "qualifier": "of"}]},
 {"id": "2", "type": "sign", "time": "2024-03-01T11:00:00Z",
  "relationships": [{"objectId": "p", "qualifier": "of"}, {"objectId": "q", "qualifier": "of"}]},
 {"id": "3", "type": "clean", "time": "2024-03-01T12:00:00Z"}],
"objects": [{"id": "p", "type": "permit"}, {"id": "q", "type": "permit"}]})");
  const std::string said = run(folder, "pangkas log o.json --case-type permit").out;
  CHECK_THAT(said,
             contains("o.json: 2 cases, 3 steps of 2 activities, 2024-03-01 to 2024-03-01\n"));
  CHECK_THAT(said,
             contains("\n  from 3 events of objects: 1 concerns no case; 1 copy, as an event is in "
                      "each case that it concerns (convergence); in 0 cases other objects"));
}

TEST_CASE("log tells of two matters beside the chart, and what it calibrates of each",
          "[cli][log]") {
  const work_folder folder;
  write_chart(folder);
  folder.write("m.csv",
               "code,originators,volume\nleave,codes=E,10\ntravel,codes=E,10\nrare,codes=E,1\n");
  folder.write("a.csv", "position,matter\nD,leave\nD,travel\nS,travel\n");
  folder.write("log.csv",
               "case,activity,start_time,timestamp,resource,matter\n"
               "1,draft,2024-03-04T08:00:00Z,2024-03-04T09:00:00Z,e,leave\n"
               "1,see,2024-03-04T10:00:00Z,2024-03-04T11:00:00Z,s,leave\n"
               "1,sign,2024-03-04T13:00:00Z,2024-03-04T14:00:00Z,d,leave\n"
               "2,draft,2024-03-04T09:00:00Z,2024-03-04T10:00:00Z,e,leave\n"
               "2,sign,2024-03-04T11:00:00Z,2024-03-04T12:00:00Z,s,leave\n"
               "3,draft,2024-03-04T10:00:00Z,2024-03-04T11:00:00Z,e,travel\n"
               "3,sign,2024-03-04T12:00:00Z,2024-03-04T13:00:00Z,d,travel\n"
               "4,draft,2024-03-05T08:00:00Z,2024-03-05T09:00:00Z,f,\n");
  const std::string call = "pangkas log log.csv " + beside + " --before p.csv";
  const std::string text = without_gaps(run(folder, call + " --calibrate c.csv --enough 2").out);
  // Case 1 goes as the chart says; S signs case 2, which is D's; D signs case 3, which S could.
  for (const char* told :
       {"\n|leave|travel|all\n|cases|2|1|3\n", "\n|exact|50 %|0 %|33.33 %\n|shorter|50 %|0 %|",
        "\n|as long, other|0 %|100 %|33.33 %\n",
        "\n|decided at|50 %|0 %|33.33 %\n|above|0 %|100 %|33.33 %\n|below|50 %|0 %|",
        "\n|rights ever used|100 %|50 %|–\n", "0 that the chart lets nobody decide, 1 of no known",
        "\n|leave: decided without a right by S (1 case)\n",
        "\n|travel: rights that decided no case: S\n",
        "\n|0 of 7 steps are by positions that stood in the line before and do not now\n",
        // Each step takes an hour; two cases of leave, 2 ± 1.96 · √2 but not below 0, in a day.
        "\n|leave|2|0|730.5 (0 to 1742.9)|60 (60 to 60)|",
        "\n|travel: not enough cases for a volume\n",
        "\n|(not said): not enough cases for a volume; not enough steps for times\n"})
    CHECK_THAT(text, contains(told));
  CHECK_THAT(text, !contains("without start stamps"));
  CHECK_THAT(folder.read("c.csv"), contains(",measured,"));
  // Of the later case nothing can be compared.
  CHECK_THAT(without_gaps(run(folder, call + " --change 2024-03-05").out),
             contains("\n|paths as the chart has them|33.33 %|–|–\n|hand-offs that the chart "
                      "has|1.67|–|–\n|that were made|1.33|–|–\n"));
  // Who was in the line and is so no longer: S.
  folder.write("p.csv", "code,reports_to\nD,\nS,D\nE,D\n");
  folder.write("before.csv", "code,reports_to\nD,\nS,D\nE,S\n");
  folder.write("short.csv",
               "case,activity,timestamp,resource,matter\n1,draft,2024-03-04T09:00:00Z,e,leave\n"
               "1,see,2024-03-04T10:00:00Z,s,leave\n1,sign,2024-03-04T11:00:00Z,d,leave\n"
               "2,draft,2024-03-04T12:00:00Z,e,leave\n2,sign,2024-03-04T13:00:00Z,d,leave\n");
  CHECK_THAT(
      run(folder, "pangkas log short.csv " + beside +
                      " --before before.csv --level unit --matter travel --calibrate short-m.csv "
                      "--enough 2")
          .out,
      contains(
          "Hand-overs by unit (events without performer left out first: 5 of 5 events, 100 %)") &&
          contains(
              "\n  1 of 5 steps is by positions that stood in the line before and do not now\n"));
  CHECK_THAT(folder.read("short-m.csv"), contains(",at most,") && contains("\nrare,,1,codes=E,"));
}

TEST_CASE("log says in one sentence what it cannot do", "[cli][log]") {
  const work_folder folder;
  write_log(folder);
  folder.write("empty.csv", "");
  for (const auto& [arguments, said] : std::vector<std::pair<std::string, std::string>>{
           {"none.xes", "does not exist"},
           {"empty.csv", "is empty"},
           {"p.csv", "no column for the case"},
           {"log.csv --level position", "needs a map"},
           {"log.csv --map map.csv", "needs the files of the chart"},
           {"log.csv p.csv", "no map from performers"},
           {"log.csv --from monday", "is no day"},
           {"log.csv --enough 5", "--enough requires --calibrate"},
           {"log.csv --from 2030-01-01", "no case of log.csv begins in that time"},
           {"log.csv --change 2030-01-01", "no case begins on or after 2030-01-01"},
           {"log.csv --change 2024-03-02 --log-before p.csv", "choose one"},
           {"log.csv --change 2024-03-02 --by year", "rows are of one time"},
           {"log.csv --log-columns map.csv", "is no valid TOML"},
           {"log.csv --matter sick " + beside, "no matter has the code \"sick\""},
           {"", "LOG is required"}}) {
    const command_result result = run(folder, "pangkas log " + arguments);
    INFO(arguments << ": " << result.err);
    CHECK(result.status == 2);
    CHECK_THAT(result.err, contains(said));
  }
}

TEST_CASE("The bundled log has the hand-overs that its rows have", "[cli][log]") {
  const work_folder folder;
  const command_result result = run(
      folder,
      "pangkas log examples/travel-declarations/log.csv --json --nobody SYSTEM --map "
      "examples/travel-declarations/map.csv examples/travel-declarations/positions.csv --matters "
      "examples/travel-declarations/matters.csv --authority "
      "examples/travel-declarations/authority.csv");
  INFO(result.err);
  REQUIRE(result.status == 0);
  const auto json = nlohmann::json::parse(result.out);
  CHECK(json["log"]["cases"] == 80);
  CHECK(json["log"]["events"] == 425);
  CHECK(json["log"]["without_performer"] == 160);
  CHECK(json["chart"]["mapped_events"] == 1.0);
  CHECK(json["chart"]["compared"] == 80);
}

}  // namespace log_command_test
