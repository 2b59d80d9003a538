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

/// A head, a division, two sections, a clerk in each; the head may decide all.
void write_two_sections(const work_folder& folder) {
  folder.write("p.csv",
               "code,title,reports_to\nT,Head,\nA,Division,T\na,Section a,A\nb,Section b,A\n"
               "x,Clerk,a\ny,Clerk,b\n");
  folder.write("m.csv", "code,originators,volume,work_minutes\nbuy,codes=x|y,20,30\n");
  folder.write("a.csv", "position,matter\nT,buy\n");
}
const std::string delegating = "p.csv --matters m.csv --authority a.csv --delegate";

}  // namespace

TEST_CASE("optimise --delegate writes a table of authorities that all commands read",
          "[cli][delegation]") {
  const work_folder folder;
  write_two_sections(folder);
  const command_result result =
      run(folder, "pangkas optimise " + delegating + " --delegations 1 --out after --json");
  REQUIRE(result.err.empty());
  REQUIRE(result.status == 0);
  const ordered_json all = ordered_json::parse(result.out);
  const ordered_json& found = all["delegation"];
  // 3 hand-offs for 20 matters; the division takes one off each, a section two off ten.
  CHECK(found["hand_offs_before"] == 60);
  CHECK(found["hand_offs_saved"] == 20);
  CHECK(found["exact"] == true);
  REQUIRE(found["delegations"].size() == 1);
  CHECK(found["delegations"][0]["checks_lost"] == 20);
  CHECK(found["delegations"][0]["minutes"].get<double>() >= 300);
  CHECK(all["shrink"]["with_roles"].get<double>() == Approx(1.0 / 3));
  CHECK(folder.read("after/summary.json") == result.out);
  CHECK(folder.read("after/delegations.csv").find("buy,T,") != std::string::npos);

  const command_result again = run(
      folder, "pangkas compare p.csv p.csv --matters m.csv --authority after/authority.csv --json");
  REQUIRE(again.status == 0);
  const ordered_json measured = ordered_json::parse(again.out);
  CHECK(measured["before"]["findings"] == ordered_json({{"error", 0}, {"warning", 0}}));
  CHECK(measured["before"]["decision_path"]["mean_hand_offs"] ==
        all["after"]["decision_path"]["mean_hand_offs"]);
}

TEST_CASE("optimise --delegate tells what each delegation saves, and what it takes",
          "[cli][delegation]") {
  const work_folder folder;
  write_two_sections(folder);
  const command_result result = run(folder, "pangkas optimise " + delegating + " --price 15");
  REQUIRE(result.status == 0);
  for (const std::string part :
       {"2 delegations save 40 of 60 hand-offs a year (66.67 %) and cost 40 independent checks\n"
        "No other choice within what was asked saves more.\n",
        "buy: T → a Section a      10         20     10      20     1  the law must allow it\n",
        "buy: T, could be A Division          2      20         20\n"})
    CHECK_THAT(result.out, Catch::Contains(part));
  CHECK_THAT(run(folder, "pangkas optimise " + delegating + " --receiver-minutes 299").out,
             Catch::Contains("no choice is worth more than 40"));
}

TEST_CASE("optimise --delegate tells the first of many rights, and that there is none",
          "[cli][delegation]") {
  const work_folder folder;
  // Each section may decide what its one clerk raises, which saves one of two hand-offs.
  std::string posts = "code,reports_to\nT,\n";
  std::string matters = "code,originators,volume\n";
  std::string rights = "position,matter\n";
  for (int i = 1; i <= 26; ++i) {
    const std::string n = std::to_string(i);
    posts += "S" + n + ",T\nx" + n + ",S" + n + "\n";
    matters += "m" + n + ",codes=x" + n + ",1\n";
    rights += "T,m" + n + "\n";
  }
  folder.write("p.csv", posts);
  folder.write("m.csv", matters);
  folder.write("a.csv", rights);
  const std::string said = run(folder, "pangkas optimise " + delegating + " --out after").out;
  for (const char* part :
       {"26 delegations save 26 of 52 hand-offs a year (50 %) and cost 26 independent checks\n",
        "1 more delegation; --out and --json list them all\n",
        "16 more rights; --json lists them all\n"})
    CHECK_THAT(said, Catch::Contains(part));
  CHECK(folder.read("after/delegations.csv").find("\nm26,T,S26,,1,1,,1,1,0,") != std::string::npos);
  CHECK_THAT(run(folder, "pangkas optimise " + delegating + " --delegations 1").out,
             Catch::Contains("1 delegation saves 1 of 52 hand-offs a year (1.92 %) and costs 1 "
                             "independent check\n"));
  // What the top raises it decides.
  folder.write("m.csv", "code,originators\nm1,codes=T\n");
  folder.write("a.csv", "position,matter\nT,m1\n");
  CHECK_THAT(run(folder, "pangkas optimise " + delegating).out,
             Catch::Contains("0 delegations save 0 of 0 hand-offs a year (–) and cost 0 "
                             "independent checks\n") &&
                 !Catch::Contains("Held needlessly high"));
}

TEST_CASE("optimise --side-by-side says what delegations are worth in posts", "[cli][delegation]") {
  const work_folder folder;
  write_two_sections(folder);
  const command_result text = run(folder, "pangkas optimise " + delegating + " --side-by-side 5");
  CHECK(text.out.substr(0, text.out.find('\n')) ==
        "2 delegations save as much as converting 3 posts.");
  const ordered_json all = ordered_json::parse(
      run(folder, "pangkas optimise " + delegating + " --side-by-side 5 --json").out);
  const ordered_json& points = all["side_by_side"]["points"];
  REQUIRE(points.size() == 3);
  CHECK(points[2]["both"] == 40);
  CHECK(points[0]["delegation"] == 20);
  // T may take in A, whose sections would be two too many: they stay.
  CHECK_THAT(run(folder, "pangkas optimise " + delegating + " --side-by-side 5 --span-cap 2").out,
             Catch::Contains("2 delegations save more than converting any number of posts."));
}

TEST_CASE("optimise --delegate refuses what makes no sense with a sentence", "[cli][delegation]") {
  const work_folder folder;
  write_two_sections(folder);
  const std::vector<std::pair<std::string, std::string>> faults{
      {delegating + " --span-cap 9", "--span-cap"},
      {delegating + " --frontier 3..4", "--delegate: it takes out no post"},
      {delegating + " --layer-frontier 2..3", "--delegate: it takes out no post"},
      {delegating + " --side-by-side 3 --out x", "it writes no files; leave out --out"},
      {delegating + " --price -1", "the price of a delegation is -1"},
      {delegating + " --rank-floor IX", "has no rank \"IX\""},
      {delegating + " --receivers colour=red", "colour"},
      {delegating + " --receiver-minutes -1", "give 0 or more"},
      {delegating + " --matter bay", "no matter has the code \"bay\"; did you mean \"buy\"?"},
      {delegating + " --delegations -1", "--delegations"},
      {"p.csv --delegations 3 --span-cap 3", "--delegate"},
      {"p.csv --delegate", "give the matters that are decided, and who may"},
      {"p.csv --out x --frontier 3..4", "--out"}};
  for (const auto& [call, sentence] : faults) {
    CAPTURE(call);
    const command_result result = run(folder, "pangkas optimise " + call);
    CHECK(result.status == 2);
    CHECK(result.out.empty());
    CHECK(result.err.find(sentence) != std::string::npos);
  }
  CHECK(folder.entries() == 3);
}

TEST_CASE("paths --who and --routing tell who acts on what", "[cli][paths][routing]") {
  const work_folder folder;
  write_two_sections(folder);
  const std::string tables = "p.csv --matters m.csv --authority a.csv";
  CHECK(run(folder, "pangkas paths " + tables + " --who").out ==
        "matter,originator,title,decider,decider_title,acts_for,source,limit,legal_source,grants,"
        "undecidable\n"
        "buy,x,Clerk,T,Head,,attribution,,,T by attribution,\n"
        "buy,y,Clerk,T,Head,,attribution,,,T by attribution,\n");
  const command_result routed = run(folder, "pangkas paths " + tables + " --routing out");
  REQUIRE(routed.status == 0);
  CHECK_THAT(routed.out, Catch::Contains("Written to out: routing.csv"));
  CHECK(folder.read("out/routing.csv") ==
        "matter,originator,chain,decider,fallback,undecidable\n"
        "buy,x,x|a|A|T,T,,\nbuy,y,y|b|A|T,T,,\n");
  CHECK(ordered_json::parse(folder.read("out/openfga-tuples.json")).size() == 8);
  CHECK(run(folder, "pangkas check out").status == 0);  // as it was written
  CHECK(run(folder, "pangkas paths " + tables + " --routing out").status == 2);
  CHECK(run(folder, "pangkas paths " + tables + " --routing out --force").status == 0);
  CHECK(run(folder, "pangkas paths " + tables + " --who --json").status == 2);
  // The default matter has rows too.
  CHECK_THAT(run(folder, "pangkas paths p.csv --who").out, Catch::Contains("default,x,Clerk,T"));
}

TEST_CASE("who decides stands before every length", "[cli][delegation]") {
  const work_folder folder;
  write_two_sections(folder);
  const command_result result = run(folder, "pangkas optimise " + delegating);
  CHECK(result.out.substr(0, result.out.find('\n')) ==
        "Who decides, by layers of the chart before: 0 % moved up, 0 % stayed, 100 % moved down");
  const command_result same =
      run(folder, "pangkas compare p.csv p.csv --matters m.csv --authority a.csv");
  CHECK(same.out.substr(0, same.out.find('\n')) ==
        "Who decides, by layers of the chart before: 0 % moved up, 100 % stayed, 0 % moved down");
}
