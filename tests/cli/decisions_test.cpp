// SPDX-License-Identifier: BSL-1.0
// The expected figures of the ministry come from tools/walk_decisions.py, which walks every path of
// the same tables by itself, in another language and without this library.
#include "support/bundled.hpp"
#include "support/catch.hpp"
#include "support/command_line.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <string>
#include <vector>

using namespace pangkas::tests;
using nlohmann::ordered_json;

namespace {

ordered_json json_of(const work_folder& folder, const std::string& command) {
  INFO(command);
  const command_result result = run(folder, command + " --json");
  INFO(result.err);
  REQUIRE(result.status == 0);
  return ordered_json::parse(result.out);
}

Approx near(double value) { return Approx(value).margin(0.0006); }

struct expected_lengths {
  std::string matter;
  std::size_t originators;
  std::array<double, 3> before;  ///< command steps, with roles, with coordination
  std::array<double, 3> after;   ///< with coordinators
  double formal;                 ///< per cent
  double real;                   ///< per cent
};

const std::vector<expected_lengths> of_walker{
    {"leave", 558, {1.240, 1.240, 1.240}, {1.007, 1.776, 1.776}, 18.79, -43.21},
    {"travel", 367, {1.365, 1.365, 1.365}, {1.011, 1.978, 1.978}, 25.95, -44.91},
    {"procurement-small", 221, {1.606, 1.606, 1.606}, {1.018, 2.321, 2.321}, 36.62, -44.51},
    {"procurement-large", 49, {3.102, 3.102, 3.878}, {1.918, 3.102, 3.878}, 38.16, 0},
    {"letter", 367, {2.030, 2.052, 2.207}, {1.025, 2.014, 2.158}, 49.53, 1.86},
    {"licence", 34, {1.676, 1.676, 1.676}, {2.000, 3.353, 3.353}, -19.30, -100},
    {"budget-revision", 11, {3.545, 3.545, 4.545}, {2.000, 3.364, 4.364}, 43.59, 5.13},
    {"recruitment", 3, {5, 5, 5}, {3, 5, 5}, 40, 0},
    {"discipline", 96, {1.042, 1.042, 1.042}, {1.000, 1.771, 1.771}, 4, -70},
    {"grant", 6, {1, 1, 1}, {1, 1.75, 1.75}, 0, -75},
    {"cooperation", 146, {3.308, 3.308, 4.281}, {2.000, 3.267, 4.240}, 39.54, 1.24},
    {"archive-disposal", 4, {1.75, 1.75, 2}, {3, 4.75, 5}, -71.43, -171.43}};

}  // namespace

TEST_CASE("a path is told step by step, with who decides by what right", "[cli][decisions]") {
  const work_folder folder;
  const command_result result = run(folder, "pangkas paths " + ministry_with_decisions +
                                                " --matter recruitment --from 01.02.02.01-P1");
  REQUIRE(result.status == 0);
  CHECK(result.err.empty());
  // Staff, sub-head, division head, bureau head, secretary, minister: 5 hand-offs.
  CHECK_THAT(result.out, contains("1. 01.02.02.01-P1 Penyusun Bahan Kebijakan drafts it."));
  CHECK_THAT(result.out, contains("2. 01.02.02.01 Kepala Subbagian Formasi reviews it"));
  CHECK_THAT(result.out, contains("6. 00 Menteri decides it: attribution"));
  CHECK_THAT(result.out, contains("5 hand-offs by command steps, 5 with roles"));
  CHECK_THAT(result.out, contains("registry, printing (clerical, no hand-off)"));
}

TEST_CASE("a path as JSON names positions, lines and the authority", "[cli][decisions]") {
  const work_folder folder;
  const ordered_json all = json_of(folder, "pangkas paths " + ministry_with_decisions +
                                               " --matter recruitment --from 01.02.02.01-P1");
  REQUIRE(all["paths"].size() == 1);
  const ordered_json& path = all["paths"][0];
  CHECK(path["hand_offs"] == 5);
  CHECK(path["undecidable"].is_null());
  REQUIRE(path["steps"].size() == 6);
  CHECK(path["steps"][0]["role"] == "drafter");
  CHECK(path["steps"][1]["line"] == "command");
  CHECK(path["steps"][5]["position"] == "00");
  CHECK(path["authority"]["source"] == "attribution");
}

TEST_CASE("a vacant superior is told to be passed over", "[cli][decisions]") {
  const work_folder folder;
  folder.write("p.csv", "code,reports_to,filled\nR,,1\nA,R,0\nb,A,1\n");
  folder.write("m.csv", "code\nleave\n");
  folder.write("a.csv", "position,matter\nR,leave\n");
  const command_result result =
      run(folder, "pangkas paths p.csv --matters m.csv --authority a.csv --from b");
  REQUIRE(result.status == 0);
  CHECK_THAT(result.out, contains("A has no holder and no acting official: passed over."));
  CHECK_THAT(result.out, contains("2. R decides it"));
  folder.write("l.csv", "superior,subordinate,type\nc,A,acting\n");
  folder.write("p.csv", "code,reports_to,filled\nR,,1\nA,R,0\nb,A,1\nc,R,1\n");
  CHECK_THAT(
      run(folder, "pangkas paths p.csv --matters m.csv --authority a.csv --lines l.csv --from b")
          .out,
      contains("2. c reviews it, acting for A"));
}

TEST_CASE("paths tells what is in time, and whose volume is shared by seats", "[cli][decisions]") {
  const work_folder folder;
  folder.write("p.csv", "code,reports_to,seats\nR,,1\nA,R,1\nb,A,1\nc,R,3\n");
  folder.write("a.csv", "position,matter\nR,*\n");
  folder.write("m.csv",
               "code,originators,waiting_hours,limit_hours,volume,shared\n"
               "leave,codes=b|c,8,16,8,seats\ntravel,codes=b|c,8,,4,\n");
  const std::string paths = "pangkas paths p.csv --matters m.csv --authority a.csv";
  const std::string all = run(folder, paths).out;
  // Three seats of c are in time: two steps of 8 hours; b takes three steps.
  CHECK_THAT(all, contains("\nIn time         leave 75 % within 16 hours\n"));
  CHECK_THAT(all, contains("\nBy seats        leave: a seat raises as much as another"));
  CHECK_THAT(run(folder, paths + " --matter leave --from b").out,
             contains("\n   Later than the 16 hours allowed.\n"));
  CHECK_THAT(run(folder, paths + " --matter leave --from c").out,
             contains("\n   Within the 16 hours allowed.\n"));
  const std::string other = run(folder, paths + " --matter travel").out;
  CHECK_FALSE(contains("In time").match(other));
  CHECK_FALSE(contains("By seats").match(other));
}

TEST_CASE("what nobody decides is told with the reason", "[cli][decisions]") {
  const work_folder folder;
  folder.write("p.csv", "code,reports_to\nR,\nA,R\n");
  folder.write("m.csv", "code,amount\nbuy,100\n");
  folder.write("a.csv", "position,matter,limit\nR,buy,10\n");
  const command_result result =
      run(folder, "pangkas paths p.csv --matters m.csv --authority a.csv --from A");
  REQUIRE(result.status == 0);
  CHECK_THAT(result.out, contains("Nobody decides it (limit-too-low)"));
}

TEST_CASE("the ministry's decisions equal those of an independent walker", "[cli][decisions]") {
  const work_folder folder;
  const ordered_json all = json_of(folder, "pangkas simplify " + ministry_with_decisions +
                                               " --policy id-central-2021 --roles coordinators");
  const ordered_json& before = all["before"]["decision_path"]["by_matter"];
  const ordered_json& after = all["after"]["decision_path"]["by_matter"];
  const ordered_json& shrink = all["shrink"]["by_matter"];
  REQUIRE(before.size() == of_walker.size());
  REQUIRE(after.size() == of_walker.size());
  REQUIRE(shrink.size() == of_walker.size());
  for (std::size_t i = 0; i < of_walker.size(); ++i) {
    const expected_lengths& expected = of_walker[i];
    INFO(expected.matter);
    CHECK(before[i]["matter"] == expected.matter);
    CHECK(before[i]["originators"] == expected.originators);
    const std::array<std::string, 3> lengths{"mean_hand_offs", "mean_hand_offs_with_roles",
                                             "mean_hand_offs_with_coordination"};
    for (std::size_t j = 0; j < lengths.size(); ++j) {
      CHECK(before[i][lengths[j]].get<double>() == near(expected.before[j]));
      CHECK(after[i][lengths[j]].get<double>() == near(expected.after[j]));
    }
    CHECK(100 * shrink[i]["formal"].get<double>() == Approx(expected.formal).margin(0.006));
    CHECK(100 * shrink[i]["with_roles"].get<double>() == Approx(expected.real).margin(0.006));
  }
  CHECK(100 * all["shrink"]["formal"].get<double>() == Approx(32.94).margin(0.006));
  CHECK(100 * all["shrink"]["with_roles"].get<double>() == Approx(-23.11).margin(0.006));
  CHECK(100 * all["shrink"]["shadow"].get<double>() == Approx(72.81).margin(0.006));
  CHECK(all["shrink"]["pso_percent"] == 100.0);
  // 5 → 3 → 5: a formal shrink of 40 %, a real one of 0 %, all of it in the shadow.
  CHECK(shrink[7]["shadow"] == 1.0);

  std::map<std::string, std::size_t> found;
  for (const ordered_json& f : all["findings_after"]) ++found[f["rule"].get<std::string>()];
  CHECK(found["undecidable"] == 2);
  CHECK(found["checks"] == 4);
  CHECK(found["incompatible-roles"] == 2);
  CHECK(found["initials-of-matter"] == 6);
  CHECK(found["orphaned-authority"] == 64);
  CHECK(all["before"]["decision_path"]["breaches"]["initials-of-matter"] == 3);
}

TEST_CASE(
    "without coordinators the real shrink is the formal one, but for the ministry's "
    "own roles",
    "[cli][decisions]") {
  const work_folder folder;
  const ordered_json all =
      json_of(folder, "pangkas simplify " + ministry_with_decisions + " --policy id-central-2021");
  CHECK(100 * all["shrink"]["formal"].get<double>() == Approx(32.94).margin(0.006));
  CHECK(100 * all["shrink"]["with_roles"].get<double>() == Approx(32.70).margin(0.006));
  CHECK(all["shrink"]["shadow"] == 0.0);
  CHECK(all["shrink"]["by_matter"][7]["with_roles"].get<double>() == Approx(0.4));
}

TEST_CASE("what simplify writes compares and undoes as it was", "[cli][decisions]") {
  const work_folder folder;
  const std::string policy = " --policy id-central-2021 --roles coordinators";
  const ordered_json at_once =
      json_of(folder, "pangkas simplify " + ministry_with_decisions + policy);
  REQUIRE(
      run(folder, "pangkas simplify " + ministry_with_decisions + policy + " --out after").status ==
      0);
  const ordered_json later =
      json_of(folder, "pangkas compare " + ministry + " after/organisation.json" +
                          ministry_with_decisions.substr(ministry.size()));
  CHECK(later["shrink"]["by_matter"] == at_once["shrink"]["by_matter"]);
  CHECK(later["after"]["decision_path"] == at_once["after"]["decision_path"]);

  REQUIRE(run(folder, "pangkas convert " + ministry_with_decisions + " before.json").status == 0);
  REQUIRE(run(folder, "pangkas undo after/organisation.json after/ledger.json --out again.json")
              .status == 0);
  CHECK(folder.read("again.json") == folder.read("before.json"));
  CHECK(run(folder, "pangkas undo after/organisation.json after/ledger.json --out - --to table")
            .out == run(folder, "pangkas convert before.json - --to table").out);
  CHECK_THAT(folder.read("after/matters.csv"), contains("recruitment"));
}

TEST_CASE("native JSON holds its own matters, which no table changes", "[cli][decisions]") {
  const work_folder folder;
  folder.write("p.csv", "code,reports_to\nR,\nA,R\nb,A\n");
  folder.write("m.csv", "code,pass_good\nleave,0.9\n");
  folder.write("a.csv", "position,matter\nR,leave\n");
  REQUIRE(run(folder, "pangkas convert p.csv after.json").status == 0);
  // Afterwards there is no such matter, so that there is nothing to compare.
  const ordered_json all =
      json_of(folder, "pangkas compare p.csv after.json --matters m.csv --authority a.csv");
  CHECK(all["shrink"]["by_matter"][0]["volume"] == 1);
  CHECK(all["shrink"]["by_matter"][0]["compared"] == 0);
  // Nor is there where another one is decided.
  folder.write("n.csv", "code\ntravel\n");
  folder.write("b.csv", "position,matter\nR,travel\n");
  REQUIRE(run(folder, "pangkas convert p.csv n.json --matters n.csv --authority b.csv").status ==
          0);
  const std::string given = " --matters m.csv --authority a.csv";
  CHECK_THAT(run(folder, "pangkas compare p.csv p.csv" + given).out, contains("\nQuality"));
  CHECK_THAT(run(folder, "pangkas compare p.csv n.json" + given).out,
             contains("formal: shrink by command steps") && !contains("\nQuality"));
}

TEST_CASE("paths --csv has one row for each path", "[cli][decisions]") {
  const work_folder folder;
  const command_result result =
      run(folder, "pangkas paths " + ministry_with_decisions + " --matter grant --csv");
  REQUIRE(result.status == 0);
  CHECK(std::count(result.out.begin(), result.out.end(), '\n') == 7);  // heading and 6 originators
  CHECK_THAT(result.out, contains("\ngrant,"));
}

TEST_CASE("paths --traffic tells what each position handles", "[cli][decisions]") {
  const work_folder folder;
  folder.write("p.csv", "code,reports_to\nR,\nA,R\nb,A\nc,A\nd,A\n");
  folder.write("m.csv", "code,volume,work_minutes,originators\nleave,10,6,codes=b|c\n");
  folder.write("a.csv", "position,matter\nR,leave\n");
  // b and c raise 5 each; all ten pass A and are decided by R. Nothing comes to d.
  CHECK(run(folder,
            "pangkas paths p.csv --matters m.csv --authority a.csv --traffic "
            "--working-minutes 60")
            .out ==
        "position,title,traffic,pass_through,load_minutes,full_time_posts,seats\n"
        "R,,10,0,60,1,1\nA,,10,10,60,1,1\nb,,5,0,30,0.5,1\nc,,5,0,30,0.5,1\n");
  CHECK_THAT(run(folder,
                 "pangkas paths p.csv --matters m.csv --authority a.csv --json "
                 "--working-minutes 120")
                 .out,
             contains("\"full_time_posts\": 0.5"));
}

TEST_CASE("paths refuses what it does not know, and says what there is", "[cli][bad-input]") {
  const work_folder folder;
  const auto refused = [&](const std::string& command, const std::string& part) {
    const command_result result = run(folder, command);
    INFO(result.err);
    CHECK(result.status == 2);
    CHECK(result.out.empty());
    CHECK_THAT(result.err, contains(part));
  };
  refused("pangkas paths " + ministry_with_decisions + " --matter recrutment",
          "did you mean \"recruitment\"");
  refused("pangkas paths " + ministry_with_decisions + " --from nobody", "\"nobody\"");
  refused("pangkas paths " + ministry_with_decisions + " --on 31-01-2021", "2021-06-30");
  refused("pangkas paths " + ministry_with_decisions + " --working-minutes 0", "working-minutes");
}

TEST_CASE("paths without matters follows the default matter of measure", "[cli][decisions]") {
  const work_folder folder;
  folder.write("chain.csv", "code,reports_to,filled\nA,,1\nB,A,0\nC,B,1\nD,C,1\n");
  folder.write("alone.csv", "code,reports_to\nA,\n");
  folder.write("orphans.csv", "code,reports_to\nA,\nB,A\nC,X\nD,C\n");
  folder.write("lines.csv", "superior,subordinate,type\nB,D,coordination\n");
  for (const std::string& files :
       {ministry, department, whole_department, std::string("chain.csv"), std::string("alone.csv"),
        std::string("orphans.csv"), ministry + " --lines examples/id-ministry/lines.csv",
        std::string("chain.csv --lines lines.csv")}) {
    INFO(files);
    // Two ways to one figure: the sweep down the layers, and each path by itself.
    const ordered_json swept = json_of(folder, "pangkas measure " + files)["decision_path"];
    const ordered_json walked = json_of(folder, "pangkas paths " + files)["decision_path"];
    for (const auto& [key, value] : swept.items()) {
      INFO(key);
      CHECK(walked[key] == value);
    }
  }
  const command_result path = run(folder, "pangkas paths chain.csv --from D");
  CHECK_THAT(path.out, contains("\n4. A decides it") &&
                           contains("3 hand-offs by command steps, 3 with roles, 3 with"));
  CHECK_THAT(run(folder, "pangkas paths orphans.csv --csv").out,
             contains("\ndefault,B,,1,1,1,A,,\n") && contains("\ndefault,D,,,,,,,"));
}
