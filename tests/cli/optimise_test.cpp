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

TEST_CASE("simplify replays what optimise wrote to the same bytes", "[cli][optimise]") {
  const work_folder folder;
  const std::vector<std::string> calls{
      department + " --span-cap 12",
      department + " --span-cap 40 --max-layers 3",
      department + " --span-cap 1",  // nothing to convert
      ministry + " --span-cap 15 --policy id-central-2021",
      ministry + " --span-cap 15 --policy delayer --objective mixed --price 0.001",
      ministry + " --span-cap 9 --objective cost",
      ministry + " --span-cap 12 --span-floor 4",
      ministry + " --span-cap 12 --span-floor 5 --merge",
      ministry + " --span-cap 30 --load seats --max-layers 3 --objective fewest"};
  for (const std::string& call : calls) {
    CAPTURE(call);
    const std::string file = call.substr(0, call.find(' '));
    const command_result first = run(folder, "pangkas optimise " + call + " --force --out first");
    REQUIRE(first.err.empty());
    REQUIRE(first.status == 0);
    const command_result second = run(
        folder, "pangkas simplify " + file + " --policy first/policy.toml --force --out second");
    REQUIRE(second.err.empty());
    REQUIRE(second.status == 0);
    CHECK(first.out.substr(0, first.out.find("\nSpan cap")) + "\n" ==
          second.out.substr(0, second.out.find("Written to")) + "\n");
    for (const std::string name : {"organisation.json", "positions.csv", "ledger.json",
                                   "ledger.csv", "rules.csv", "summary.json", "policy.toml"}) {
      CAPTURE(name);
      CHECK_FALSE(folder.read("first/" + name).empty());
      CHECK(folder.read("first/" + name) == folder.read("second/" + name));
    }
  }
}

TEST_CASE("optimise --json is that of simplify, and the optimum", "[cli][optimise]") {
  const work_folder folder;
  const command_result result =
      run(folder, "pangkas optimise " + department + " --span-cap 12 --frontier 11..13 --json");
  REQUIRE(result.status == 0);
  const ordered_json all = ordered_json::parse(result.out);
  std::vector<std::string> keys;
  for (const auto& [key, value] : all.items()) keys.push_back(key);
  CHECK(keys == std::vector<std::string>{"before", "after", "shrink", "converted", "kept_exempt",
                                         "findings_after", "policy", "optimum", "frontier"});
  const ordered_json& optimum = all["optimum"];
  CHECK(optimum["converted"] == all["converted"]);
  // What the traffic promises is what the paths lose: 135 originators, the mean of before.
  const double before = all["before"]["decision_path"]["mean_hand_offs"].get<double>() * 135;
  CHECK(optimum["hand_offs_saved"].get<double>() ==
        Approx(before * all["shrink"]["formal"].get<double>()));
  CHECK(optimum["gain"] == optimum["hand_offs_saved"]);
  CHECK(optimum["greedy"]["gain"] <= optimum["gain"]);
  std::size_t kept = 0;
  for (const auto& [reason, count] : optimum["kept"].items()) kept += count.get<std::size_t>();
  CHECK(kept + optimum["converted"].get<std::size_t>() ==
        all["before"]["spans"]["managers"].get<std::size_t>());
  for (const ordered_json& point : all["frontier"]["points"])
    if (point["span_cap"] == 12) {
      CHECK(point["hand_offs_saved"] == optimum["hand_offs_saved"]);
      CHECK(point["converted"] == optimum["converted"]);
      CHECK(point["widest_span"] == all["after"]["spans"]["max"]);
      CHECK(point["layers"] == all["after"]["layers"]);
    }
}

TEST_CASE("optimise keeps what a file names and what a policy exempts", "[cli][optimise]") {
  const work_folder folder;
  REQUIRE(run(folder, "pangkas optimise " + department + " --span-cap 30 --out all").status == 0);
  const std::string policy = folder.read("all/policy.toml");
  const std::size_t at = policy.find("\n  \"") + 4;
  const std::string code = policy.substr(at, policy.find('"', at) - at);
  folder.write("keep.txt", "# stays\n\n  " + code + "\r\n");
  REQUIRE(
      run(folder, "pangkas optimise " + department + " --span-cap 30 --keep keep.txt --out kept")
          .status == 0);
  CHECK(folder.read("kept/policy.toml").find("\"" + code + "\"") == std::string::npos);
  CHECK(folder.read("kept/kept.csv").find(code) != std::string::npos);
  CHECK(folder.read("kept/kept.csv").find("The post is named in keep.txt.") != std::string::npos);

  const command_result exempt = run(
      folder, "pangkas optimise " + ministry + " --span-cap 40 --policy id-central-2021 --json");
  REQUIRE(exempt.status == 0);
  CHECK(ordered_json::parse(exempt.out)["optimum"]["kept"]["rule"] > 0);
}

TEST_CASE("optimise converts nothing where there is no root, or nothing at all",
          "[cli][optimise]") {
  const work_folder folder;
  folder.write("orphans.csv", "code,reports_to\na,nobody\nb,a\nc,b\n");
  folder.write("empty.csv", "code,reports_to\n");
  for (const std::string file : {"orphans.csv", "empty.csv"}) {
    CAPTURE(file);
    const command_result result =
        run(folder, "pangkas optimise " + file + " --span-cap 9 --frontier 2..4 --json");
    REQUIRE(result.status == 0);
    CHECK(ordered_json::parse(result.out)["optimum"]["converted"] == 0);
  }
}

TEST_CASE("optimise --days times each point of a frontier", "[cli][optimise]") {
  const work_folder folder;
  const std::string call =
      "pangkas optimise " + ministry +
      " --matters examples/id-ministry/matters.csv --authority examples/id-ministry/authority.csv "
      "--frontier 8..10 --days --replications 2 --horizon 60d --warm-up none";
  const command_result text = run(folder, call);
  CHECK(text.err.empty());
  CHECK_THAT(text.out, contains("Most hand-offs are saved at span cap 10"));
  CHECK_THAT(text.out, contains("More than the fastest"));
  const auto json = nlohmann::json::parse(run(folder, call + " --json").out);
  const auto& points = json["frontier_days"]["points"];
  REQUIRE(points.size() == json["frontier"]["points"].size());
  for (const auto& point : points) CHECK(point["slower_than_fastest"]["mean"].get<double>() >= 0);
  CHECK(json["frontier_days"]["fastest"].is_number());
  CHECK_THAT(run(folder, "pangkas optimise " + ministry + " --span-cap 8 --days").err,
             contains("give --frontier, too"));
  CHECK(run(folder, "pangkas optimise " + ministry + " --frontier 8..9 --seed 2").status == 2);
}

TEST_CASE("optimise refuses what makes no sense with a sentence", "[cli][optimise]") {
  const work_folder folder;
  folder.write("keep.txt", "nobody\n");
  REQUIRE(run(folder, "pangkas policy delayer > own.toml").status == 0);
  folder.write("speed.toml", "[optimum]\nobjective = \"speed\"\n" + folder.read("own.toml"));
  const std::vector<std::pair<std::string, std::string>> faults{
      {"", "give a span cap, a --span-floor, --max-layers, or a --frontier of them"},
      {"--span-floor 0", "0"},
      {"--span-cap 5 --span-floor 6", "a span floor of 6 is above the span cap of 5"},
      {"--span-floor 4000 --fill", "no tree can meet the span floor of 4000: "},
      {"--max-layers 3 --merge", "teams are joined up to a cap; give --span-cap, too"},
      {"--span-cap 5 --fill", "it holds a floor; give --span-floor, too"},
      {"--span-cap 5 --load people", "people"},
      {"--span-cap 5 --load minutes", "loads in minutes need matters that say what a step takes"},
      {"--span-cap 5 --load seats --frontier 5..9", "a frontier counts spans in positions"},
      {"--layer-frontier 3", "\"3\" is no range of layers of superiors; write it as 2..6"},
      {"--span-cap 0", "0"},
      {"--span-cap 12 --max-layers 0", "0"},
      {"--frontier 5", "\"5\" is no range of span caps; write it as 5..50"},
      {"--frontier 9..5", "a frontier from 9 to 5 was asked for"},
      {"--frontier 0..5", "a frontier from 0 to 5 was asked for"},
      {"--frontier 5..9 --out x", "--span-cap"},
      {"--frontier 5..9 --no-new-breach", "--no-new-breach: it takes one optimum"},
      {"--policy ./speed.toml --span-cap 9",
       "./speed.toml:2: there is no objective \"speed\"; give hand-offs, cost, mixed or fewest"},
      {"--span-cap 9 --keep keep.txt", "keep.txt:1: no position has the code \"nobody\""},
      {"--span-cap 9 --keep missing.txt", "missing.txt"},
      {"--span-cap 9 --objective speed", "speed"},
      {"--span-cap 9 --price 1e300", "cannot be counted in millionths"},
      {"--span-cap 9 --policy id-central-2021", "needs the rank scheme \"indonesia\""}};
  for (const auto& [call, sentence] : faults) {
    CAPTURE(call);
    const command_result result = run(folder, "pangkas optimise " + department + " " + call);
    CHECK(result.status == 2);
    CHECK(result.out.empty());
    CHECK(result.err.find(sentence) != std::string::npos);
  }
  CHECK(folder.entries() == 3);
}

TEST_CASE("optimise compares layers of superiors, alone and beside span caps", "[cli][optimise]") {
  const work_folder folder;
  folder.write("q.csv", "code,reports_to\nR,\nM1,R\nM2,R\nM3,R\na,M1\nb,M2\nc,M3\nd,c\n");
  // Two layers of superiors are R and M1 to M3: c goes, and M3 has two. With three all may stay.
  const std::string table =
      "Layers of superiors at most|Narrowest cap|Widest span|Posts converted|Hand-offs saved|"
      "Gain by hand-offs|Layers|Unchecked|No solution\n2|2|3|1|1|1|3|0|0\n3|1|3|0|0|0|4|0|0\n";
  CHECK(without_gaps(run(folder, "pangkas optimise q.csv --layer-frontier 2..3").out) == table);
  const std::string both = "pangkas optimise q.csv --frontier 3..4 --layer-frontier 2..3";
  const ordered_json alone = ordered_json::parse(run(folder, both + " --json").out);
  CHECK(alone["frontier"]["points"].size() == 2);
  CHECK(alone["layer_frontier"][0]["max_layers"] == 2);
  CHECK(alone["layer_frontier"][0]["span_cap"] == 2);
  const ordered_json beside =
      ordered_json::parse(run(folder, both + " --span-cap 4 --max-layers 2 --json").out);
  CHECK(beside["frontier"] == alone["frontier"]);
  CHECK(beside["layer_frontier"] == alone["layer_frontier"]);
  CHECK(beside["converted"] == 2);  // c, and one for which R has room
  const std::string text = without_gaps(run(folder, both + " --span-cap 4 --max-layers 2").out);
  CHECK_THAT(text, contains("\nSpan cap 4, at most 2 layers of superiors|Posts converted|") &&
                       contains("\n\nSpan cap|Hand-offs saved|") && contains("\n\n" + table));
}

TEST_CASE("optimise names its limits in their unit, and what a policy says of them",
          "[cli][optimise]") {
  const work_folder folder;
  folder.write("q.csv",
               "code,reports_to,rank\nR,,\nM1,R,\nM2,R,\nM3,R,\na,M1,\nb,M2,\nc,M3,\nd,c,\n");
  folder.write("m.csv", "code,volume,work_minutes\nleave,100,60\n");
  folder.write("a.csv", "position,matter\nR,leave\n");
  REQUIRE(run(folder, "pangkas policy delayer > own.toml").status == 0);
  folder.write("own.toml",
               "[optimum]\nobjective = \"fewest\"\nmax_layers = 2\n" + folder.read("own.toml"));
  // Only c is one superior too many below others; three superiors have fewer than two.
  for (const auto& [options, told] : std::vector<std::pair<std::string, std::string>>{
           {"--policy ./own.toml",
            "\nAt most 2 layers of superiors|Posts converted|Hand-offs "
            "saved|Gain by fewest\nOptimum|1|1|"},
           {"--span-cap 3 --load seats", "\nSpan cap 3 seats|"},
           {"--span-cap 20000 --load minutes --matters m.csv --authority a.csv",
            "\nSpan cap 20000 minutes a year|"},
           {"--span-floor 2 --policy span-floor",
            "\nSpan floor 2|Posts converted|Hand-offs saved|"
            "Gain by hand-offs\nOptimum|4|4|4\n"},
           {"--span-floor 2 --policy delayer", "\nOptimum|4|4|4\n"},
           {"--span-cap 4 --merge", "|heads of joined teams among them|1\n"},
           {"--span-floor 2 --policy span-floor --load seats", "\nSpan floor 2 seats|"}}) {
    CAPTURE(options);
    CHECK_THAT(without_gaps(run(folder, "pangkas optimise q.csv " + options).out), contains(told));
  }
  // Here every choice breaks a limit, and converting step by step leaves some under the floor.
  CHECK_THAT(run(folder, "pangkas optimise " + department + " --span-cap 9 --span-floor 4").out,
             contains("37 in trees without a solution\nGreedy leaves 7 superiors under the floor\n"
                      "No solution below ERD001: SER004 must be kept"));
}

TEST_CASE("optimise keeps posts whose conversion would bring a breach", "[cli][optimise]") {
  const work_folder folder;
  folder.write("p.csv", "code,reports_to\nR,\nA,R\nC,A\nD,A\nx,C\ny,D\n");
  folder.write("one.csv", "position,process,duty\nR,buy,order\nC,buy,approve\nZ,buy,pay\n");
  folder.write("two.csv",
               "position,process,duty\nR,buy,order\nC,buy,approve\nR,go,order\nD,go,approve\n");
  const std::string call =
      "pangkas optimise p.csv --span-cap 9 --rules purchase-to-pay --no-new-breach --duties ";
  // Approval goes with the post to R, who orders. x and y pass C and D, and A: 4 could be saved.
  const command_result one = run(folder, call + "one.csv");
  CHECK_THAT(one.out, contains("For integrity 1 post is kept, which costs 1 of the hand-offs that "
                               "could be saved: 1 breach would be new, 0 still are\n"));
  CHECK_THAT(one.err,
             contains("the tables of integrity have 1 error; pangkas integrity lists them"));
  CHECK_THAT(
      run(folder, call + "two.csv").out,
      contains("For integrity 2 posts are kept, which costs 2 of the hand-offs that could be "
               "saved: 2 breaches would be new, 0 still are\n"));
  const ordered_json json = ordered_json::parse(run(folder, call + "two.csv --json").out);
  CHECK(json["integrity"] ==
        ordered_json{
            {"kept", 2}, {"breaches_without", 2}, {"breaches_left", 0}, {"hand_offs_lost", 2.0}});
}

TEST_CASE("optimise weighs posts by the matters that are given, and keeps a check that they need",
          "[cli][optimise][decisions]") {
  const work_folder folder;
  folder.write("p.csv",
               "code,reports_to,kind\nR,,structural\nA,R,structural\nB,A,structural\n"
               "c,B,executing\n");
  folder.write("a.csv", "position,matter\nA,m\n");
  const auto converted = [&](const std::string& tables) {
    const command_result result =
        run(folder, "pangkas optimise p.csv --span-cap 9 --json" + tables);
    INFO(result.err);
    REQUIRE(result.status == 0);
    return ordered_json::parse(result.out)["converted"].get<std::size_t>();
  };
  // By the chart both heads below the root are on the way; by the matter only B is, for A decides.
  CHECK(converted("") == 2);
  folder.write("m.csv", "code,checks\nm,0\n");
  CHECK(converted(" --matters m.csv --authority a.csv") == 1);
  // Two independent checks: B must stay between c and A.
  folder.write("m.csv", "code,checks\nm,2\n");
  CHECK(converted(" --matters m.csv --authority a.csv") == 0);
  CHECK_THAT(
      run(folder, "pangkas optimise p.csv --span-cap 9 --matters m.csv --authority a.csv").out,
      contains("for the capacity of their superior, 1 for a check\n"));
}
