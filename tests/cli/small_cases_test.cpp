// SPDX-License-Identifier: BSL-1.0
// Small cases that people who route approvals, or restructure units, ask about. Each value follows
// by hand from docs/background/decisions.md or from the rows themselves.
#include "support/catch.hpp"
#include "support/command_line.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

using namespace pangkas::tests;
using nlohmann::ordered_json;

namespace {

/// T over D over S over C, who raises everything; F beside D.
void write_line_of_four(const work_folder& folder) {
  folder.write("p.csv",
               "code,reports_to,unit,seats,flags\nT,,,1,\nD,T,U,1,\nS,D,U,1,\nC,S,U,1,\nF,T,,1,\n");
}

std::string path_of(const work_folder& folder, const std::string& options) {
  const command_result said =
      run(folder, "pangkas paths p.csv --matters m.csv --authority a.csv " + options);
  CHECK(said.status == 0);
  return said.out;
}

/// "matter:hand-offs:decider" of each row of paths --csv.
std::vector<std::string> deciders(const std::string& table) {
  std::vector<std::string> all;
  std::size_t begin = table.find('\n') + 1;
  while (begin < table.size()) {
    const std::size_t end = table.find('\n', begin);
    std::vector<std::string> cells(1);
    for (const char c : table.substr(begin, end - begin))
      c == ',' ? cells.emplace_back() : cells.back() += c, void();
    all.push_back(cells[0] + ":" + cells[3] + ":" + cells[6] + cells[8]);
    begin = end + 1;
  }
  return all;
}

}  // namespace

TEST_CASE("an amount at the edge of a limit is within it, for every command",
          "[cli][small-cases]") {
  const work_folder folder;
  write_line_of_four(folder);
  folder.write("m.csv",
               "code,originators,amount\na,codes=C,1500\nb,codes=C,1500.01\nc,codes=C,5000\n"
               "d,codes=C,5000.01\ne,codes=C,60000\n");
  folder.write("a.csv", "position,matter,limit\nS,*,1500\nD,*,5000\nT,*,\n");
  CHECK(deciders(path_of(folder, "--csv")) ==
        std::vector<std::string>{"a:1:S", "b:2:D", "c:2:D", "d:3:T", "e:3:T"});
  const std::string office = " p.csv --matters m.csv --authority a.csv ";
  const auto lengths = [&](const ordered_json& path) {
    std::vector<double> means;
    for (const ordered_json& m : path["by_matter"]) means.push_back(m["mean_hand_offs"]);
    return means;
  };
  const std::vector<double> expected{1, 2, 2, 3, 3};
  CHECK(lengths(ordered_json::parse(
            run(folder, "pangkas measure" + office + "--json").out)["decision_path"]) == expected);
  const ordered_json optimised =
      ordered_json::parse(run(folder, "pangkas optimise" + office + "--span-cap 9 --json").out);
  CHECK(lengths(optimised["before"]["decision_path"]) == expected);
  // Each post stands once on the path, and only the last decides.
  CHECK(path_of(folder, "--from C --matter e") ==
        "e, raised by C\n1. C drafts it.\n2. S reviews it, as the superior.\n"
        "3. D reviews it, as the superior.\n4. T decides it: attribution.\n"
        "   3 hand-offs by command steps, 3 with roles, 3 with coordination.\n");
}

TEST_CASE("a right for the matter comes before one for all, and the path says which",
          "[cli][small-cases]") {
  const work_folder folder;
  write_line_of_four(folder);
  folder.write("m.csv", "code,originators,amount\nbuy,codes=C,100\nhire,codes=C,100\n");
  folder.write("a.csv",
               "position,matter,limit,legal_source\nS,*,10,Rule 1\nS,buy,,Rule 2\nT,*,,Rule 3\n");
  CHECK_THAT(path_of(folder, "--from C --matter buy"),
             contains("2. S decides it: attribution, Rule 2.\n"));
  CHECK_THAT(path_of(folder, "--from C --matter hire"),
             contains("4. T decides it: attribution, Rule 3.\n"));
}

TEST_CASE("the superior who is the head of the unit too is one step and one check",
          "[cli][small-cases]") {
  const work_folder folder;
  folder.write("p.csv", "code,reports_to,unit\nT,,\nD,T,U\nC,D,U\n");
  folder.write("m.csv", "code,originators,checks\nbuy,codes=C,3\n");
  folder.write("a.csv", "position,matter\nT,*\n");
  folder.write("s.csv", "matter,act,who\nbuy,review,@superior\nbuy,approve,@head-of-unit\n");
  const command_result said =
      run(folder, "pangkas paths p.csv --matters m.csv --authority a.csv --steps s.csv");
  CHECK_THAT(path_of(folder, "--steps s.csv --from C"),
             contains("2. D approves it.\n3. T decides it: attribution.\n   2 hand-offs"));
  CHECK_THAT(said.out, contains("steps-in-one-hand: the step \"approve\" of @head-of-unit"));
  CHECK_THAT(
      said.out,
      contains("checks: the matter \"buy\" of \"C\" passes 2 independent checks; it needs 3"));
}

TEST_CASE("lines that lead to each other end a path, and the circle is named",
          "[cli][small-cases]") {
  const work_folder folder;
  folder.write("p.csv", "code,reports_to\nT,\nC,T\nX,T\nY,T\n");
  folder.write("m.csv", "code,originators\nbuy,codes=C\n");
  folder.write("a.csv", "position,matter\nT,*\n");
  folder.write("l.csv",
               "superior,subordinate,type,matter\nX,C,functional,buy\nX,Y,functional,buy\n"
               "Y,X,functional,buy\nX,Y,coordination,buy\nY,X,coordination,buy\n");
  CHECK_THAT(path_of(folder, "--lines l.csv --from C"),
             contains("1 hand-off by command steps, 3 with roles, 5 with coordination"));
  const command_result said =
      run(folder, "pangkas check p.csv --matters m.csv --authority a.csv --lines l.csv");
  CHECK(said.status == 1);
  CHECK_THAT(said.out, contains("line-circle") && contains("X → Y → X"));
}

TEST_CASE("a reliever decides from the first day of the leave to the last", "[cli][small-cases]") {
  const work_folder folder;
  folder.write("p.csv", "code,reports_to,flags\nT,,\nD,T,absent\nC,D,\nR,T,\n");
  folder.write("m.csv", "code,originators\nbuy,codes=C\n");
  folder.write("a.csv", "position,matter\nD,buy\n");
  folder.write("l.csv", "superior,subordinate,type,from,until\nR,D,acting,2026-06-10,2026-06-20\n");
  for (const char* day : {"2026-06-10", "2026-06-20"})
    CHECK_THAT(path_of(folder, "--lines l.csv --from C --on " + std::string(day)),
               contains("2. R decides it, acting for D: attribution.\n"));
  for (const char* day : {"2026-06-09", "2026-06-21"})
    CHECK_THAT(path_of(folder, "--lines l.csv --from C --on " + std::string(day)),
               contains("Nobody decides it (post-without-holder)"));
}

TEST_CASE("what an acting official raises goes to who is above its own post",
          "[cli][small-cases]") {
  // R acts for D: what R raises goes to B, above R; what the post D raises goes to A, above D.
  const work_folder folder;
  folder.write("p.csv", "code,reports_to,filled\nT,,1\nA,T,1\nB,T,1\nD,A,0\nR,B,1\n");
  folder.write("m.csv", "code,originators\nown,codes=R\npost,codes=D\n");
  folder.write("a.csv", "position,matter\nT,*\n");
  folder.write("l.csv", "superior,subordinate,type\nR,D,acting\n");
  CHECK_THAT(path_of(folder, "--lines l.csv --from R --matter own"),
             contains("1. R drafts it.\n2. B reviews it"));
  CHECK_THAT(path_of(folder, "--lines l.csv --from D --matter post"),
             contains("1. D drafts it.\n2. A reviews it"));
}

TEST_CASE("two duties in one hand break a static rule, and a case only where it is in both",
          "[cli][small-cases]") {
  const work_folder folder;
  folder.write("p.csv", "code,reports_to\nT,\nA,T\nB,T\nC,A\n");
  folder.write("d.csv", "position,process,duty\nA,purchase,order\nA,purchase,receive\n");
  folder.write("m.csv", "code,originators\npurchase,codes=C\n");
  folder.write("a.csv", "position,matter\nT,*\n");
  const std::string call =
      "pangkas integrity p.csv --duties d.csv --matters m.csv --authority a.csv";
  const command_result apart = run(folder, call);
  CHECK_THAT(apart.out, contains("  duties in one hand  1\n") && !contains("in one case"));
  folder.write("s.csv",
               "matter,act,who\npurchase,certify,A\npurchase,review,B\npurchase,approve,A\n");
  folder.write(
      "r.toml",
      "[rules]\nname = \"mine\"\nsource = \"none\"\n[[separate]]\nrule = \"certify-approve\"\n"
      "duties = [\"certify\", \"approve\"]\nreason = \"none\"\nseverity = \"high\"\n");
  CHECK_THAT(run(folder, call + " --steps s.csv --rules ./r.toml").out,
             contains("duties in one hand, in one case  1\n"));
}

TEST_CASE("a moved unit keeps all totals, and its check says nothing new", "[cli][small-cases]") {
  const work_folder folder;
  folder.write("p.csv",
               "code,reports_to,seats,filled\nT,,1,1\nA,T,1,1\nB,T,2,1\nb,B,3,3\nc,b,4,2\n");
  folder.write(
      "move.toml",
      "[scenario]\nname = \"move\"\nreason = \"r\"\nsource = \"s\"\n[[step]]\ndo = \"move\"\n"
      "position = \"b\"\nto = \"A\"\n");
  REQUIRE(run(folder, "pangkas apply p.csv --scenario move.toml --out after").status == 0);
  CHECK_THAT(folder.read("after/positions.csv"), contains("\nb,,,,A,") && contains("\nc,,,,b,"));
  const auto roll_up = [&](const std::string& file) {
    return run(folder, "pangkas measure " + file + " --by position").out;
  };
  // Below T stand four positions with 10 seats, before and after; A has what B had.
  for (const char* file : {"p.csv", "after/positions.csv"}) {
    INFO(file);
    CHECK(run(folder, "pangkas check " + std::string(file)).status == 0);
    const ordered_json all =
        ordered_json::parse(run(folder, "pangkas measure " + std::string(file) + " --json").out);
    CHECK(all["positions"] == 5);
    CHECK(all["placed"] == 5);
    CHECK(all["roots"] == 1);
  }
  CHECK(roll_up("p.csv") != roll_up("after/positions.csv"));
}

TEST_CASE("a top that reports to itself is no report of its own", "[cli][small-cases]") {
  const work_folder folder;
  folder.write("p.csv", "code,reports_to\nT,T\nA,T\nB,A\nC,A\n");
  const ordered_json all =
      ordered_json::parse(run(folder, "pangkas measure p.csv --by position --json").out);
  for (const ordered_json& row : all["rows"]) {
    if (row["code"] != "T") continue;
    CHECK(row["span"] == 1);
    CHECK(row["below"] == 3);
  }
  CHECK(all["rows"].size() == 4);
}

TEST_CASE("every total is the number of rows that are listed for it", "[cli][small-cases]") {
  const work_folder folder;
  // 1 twice, a job share of 2, a row that says nothing new, and one that has no code.
  folder.write(
      "p.csv",
      "code,title,reports_to,filled,holder\n1,Head,,1,a\n1,Other,,1,z\n2,Clerk,1,1,b\n"
      "2,Clerk,1,1,c\n3,Clerk,1,0,\n3,Clerk,1,0,\n,Nobody,1,,\n4,Chief,1,1,d\n5,Clerk,4,1,e\n");
  const ordered_json checked = ordered_json::parse(run(folder, "pangkas check p.csv --json").out);
  const ordered_json& rows = checked["rows"];
  CHECK(rows["read"] == 9);
  CHECK(rows["positions"] == 5);
  CHECK(rows["read"].get<int>() == rows["positions"].get<int>() + rows["job_shares"].get<int>() +
                                       rows["repeated"].get<int>() + rows["left_out"].get<int>());
  const auto lines_in = [](const std::string& text) {
    return static_cast<int>(std::ranges::count(text, '\n'));
  };
  CHECK(lines_in(run(folder, "pangkas measure p.csv --by position").out) == 5 + 1);
  folder.write("m.csv", "code\nleave\n");
  folder.write("a.csv", "position,matter\n4,leave\n");
  const std::string office = " p.csv --matters m.csv --authority a.csv ";
  const std::string paths = run(folder, "pangkas paths" + office + "--csv").out;
  const ordered_json path =
      ordered_json::parse(run(folder, "pangkas measure" + office + "--json").out)["decision_path"];
  CHECK(lines_in(paths) == path["by_matter"][0]["originators"].get<int>() + 1);
  std::size_t undecidable = 0;
  for (const std::string& row : deciders(paths))
    if (row.ends_with("no-authority")) ++undecidable;
  CHECK(path["undecidable"] == undecidable);
  CHECK(undecidable == 2);  // 2 and 3, below whom nobody stands, and above whom nobody may
}

TEST_CASE("a round limit is written in full in findings and in the ledger", "[cli][small-cases]") {
  const work_folder folder;
  folder.write("p.csv", "code,reports_to\nT,\nA,T\nC,A\n");
  folder.write("m.csv", "code,originators,amount\nbuy,codes=C,100000\n");
  folder.write("a.csv", "position,matter,limit,source,giver\nT,*,,,\nA,buy,100000,delegation,T\n");
  const command_result said = run(folder,
                                  "pangkas simplify p.csv --policy delayer --layers 2 --matters "
                                  "m.csv --authority a.csv --out after");
  CHECK_THAT(said.out, contains("the delegation of \"buy\" up to 100000 by T"));
  CHECK_THAT(folder.read("after/ledger.csv"), contains("up to 100000 by T"));
}
