// SPDX-License-Identifier: BSL-1.0
#include "support/bundled.hpp"
#include "support/catch.hpp"
#include "support/command_line.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

using namespace pangkas::tests;
using nlohmann::ordered_json;

namespace {

std::vector<std::string> keys(const ordered_json& object) {
  std::vector<std::string> names;
  for (const auto& [name, value] : object.items()) names.push_back(name);
  return names;
}

/// The lines below "Example:" of a help text.
std::string example_of(const std::string& help) {
  std::istringstream lines(help);
  std::string commands;
  bool below = false;
  for (std::string line; std::getline(lines, line);) {
    if (below && line.starts_with("  ")) commands += line.substr(2) + "\n";
    if (line.starts_with("Example")) below = true;
  }
  return commands;
}

using names = std::vector<std::string>;
const names measure_keys{"pangkas",    "inputs",   "findings",      "positions",    "placed",
                         "orphans",    "unrooted", "roots",         "layers",       "per_layer",
                         "mean_depth", "spans",    "pair_distance", "decision_path"};

}  // namespace

TEST_CASE("measure --json has the keys of the design, and no others", "[cli]") {
  const work_folder folder;
  const command_result result = run(folder, "pangkas measure " + department + " --json");
  REQUIRE(result.status == 0);
  CHECK(result.err.empty());
  const ordered_json all = ordered_json::parse(result.out);
  CHECK(keys(all) == measure_keys);
  CHECK(keys(all["inputs"][0]) == names{"file", "sha256"});
  CHECK(keys(all["findings"]) == names{"error", "warning"});
  CHECK(keys(all["spans"]) == names{"managers", "mean", "median", "max", "one_to_one", "buckets"});
  CHECK(keys(all["spans"]["buckets"]) == names{"1", "2-3", "4-7", "8-12", "13-16", "17+"});
  CHECK(keys(all["pair_distance"]) == names{"mean", "diameter"});
  CHECK(keys(all["decision_path"]) == names{"matters", "volume", "undecidable", "mean_hand_offs",
                                            "p50", "p90", "max", "mean_hand_offs_with_roles",
                                            "mean_hand_offs_with_coordination"});
  CHECK(all["pangkas"] == "0.1.0");
  CHECK(all["inputs"][0]["file"] == department);
  // sha256sum of the bundled file.
  CHECK(all["inputs"][0]["sha256"].get<std::string>() + "  " + department + "\n" ==
        run(folder, "sha256sum " + department).out);
}

TEST_CASE("simplify --json has the keys of the design and the policy as evidence", "[cli]") {
  const work_folder folder;
  const command_result result =
      run(folder, "pangkas simplify " + ministry + " --policy id-central-2021 --json");
  REQUIRE(result.status == 0);
  const ordered_json all = ordered_json::parse(result.out);
  CHECK(keys(all) ==
        names{"before", "after", "shrink", "converted", "kept_exempt", "findings_after", "policy"});
  CHECK(keys(all["before"]) == measure_keys);
  CHECK(keys(all["after"]) == measure_keys);
  CHECK(keys(all["shrink"]) ==
        names{"formal", "with_roles", "with_coordination", "shadow", "longer", "pso_percent"});
  REQUIRE_FALSE(all["findings_after"].empty());
  CHECK(keys(all["findings_after"][0]) == names{"rule", "position", "detail"});
  CHECK(all["policy"]["name"] == "id-central-2021");
}

TEST_CASE("The Department of Health gives the published figures before and after", "[cli]") {
  // NetworkX 2.8.8 on the published return; see tools/make_oracle.py.
  const work_folder folder;
  const command_result result =
      run(folder, "pangkas simplify " + department + " --policy delayer --layers 3 --json");
  REQUIRE(result.status == 0);
  const ordered_json all = ordered_json::parse(result.out);
  const ordered_json& before = all["before"];
  CHECK(before["per_layer"] == std::vector<int>{1, 7, 47, 112, 6});
  CHECK(before["spans"]["managers"] == 38);
  CHECK_THAT(before["spans"]["mean"].get<double>(), within(4.526316, 1e-6));
  CHECK(before["spans"]["median"] == 4.5);
  CHECK(before["spans"]["max"] == 13);
  CHECK(before["spans"]["one_to_one"] == 5);
  CHECK_THAT(before["pair_distance"]["mean"].get<double>(), within(4.928889, 1e-6));
  CHECK(before["pair_distance"]["diameter"] == 8);
  const ordered_json& after = all["after"];
  CHECK(after["per_layer"] == std::vector<int>{1, 7, 159, 6});
  CHECK_THAT(after["mean_depth"].get<double>(), within(343.0 / 173.0, 1e-12));
  CHECK(after["spans"]["managers"] == 12);
  CHECK_THAT(after["spans"]["mean"].get<double>(), within(14.333333, 1e-6));
  CHECK(after["spans"]["max"] == 36);
  CHECK_THAT(after["pair_distance"]["mean"].get<double>(), within(3.614061, 1e-6));

  const ordered_json layer_4 = ordered_json::parse(
      run(folder, "pangkas simplify " + department + " --policy delayer --layers 4 --json").out);
  CHECK(layer_4["after"]["per_layer"] == std::vector<int>{1, 7, 47, 118});
  CHECK_THAT(layer_4["after"]["pair_distance"]["mean"].get<double>(), within(4.860465, 1e-6));
}

TEST_CASE("The ministry gives the published totals and a PSO of 100 %", "[cli]") {
  // 63 posts of echelon III of which 1 stays, 96 of echelon IV of which 2 stay; 52 and 89 holders
  // converted: Tempo and tjahjokumolo.id on the ministry for administrative reform, 2019.
  const work_folder folder;
  const auto simplify = [&](const std::string& roles) {
    return ordered_json::parse(run(folder, "pangkas simplify " + ministry +
                                               " --policy id-central-2021 --json --roles " + roles)
                                   .out);
  };
  const ordered_json none = simplify("none");
  CHECK(none["converted"] == 62 + 94);
  CHECK(none["kept_exempt"] == 3);
  CHECK(none["shrink"]["pso_percent"] == 100.0);
  CHECK(none["shrink"]["formal"] == none["shrink"]["with_roles"]);
  const ordered_json coordinators = simplify("coordinators");
  CHECK(coordinators["shrink"]["pso_percent"] == 100.0);
  CHECK(coordinators["shrink"]["formal"] == none["shrink"]["formal"]);
  CHECK(coordinators["shrink"]["with_roles"] == 0.0);
}

TEST_CASE("What simplify writes can be undone to the same bytes", "[cli]") {
  const work_folder folder;
  REQUIRE(run(folder, "pangkas simplify " + ministry +
                          " --policy id-central-2021 --roles coordinators --out after")
              .status == 0);
  for (const char* name : {"organisation.json", "positions.csv", "ledger.json", "ledger.csv",
                           "rules.csv", "summary.json", "policy.toml"})
    CHECK(std::filesystem::exists(folder.path() / "after" / name));
  const ordered_json ledger = ordered_json::parse(folder.read("after/ledger.json"));
  CHECK(keys(ledger["evidence"]) == names{"pangkas", "inputs", "findings", "policy"});
  REQUIRE(run(folder, "pangkas undo after/organisation.json after/ledger.json --out undone.json")
              .status == 0);
  REQUIRE(run(folder, "pangkas convert " + ministry + " before.json").status == 0);
  CHECK(folder.read("undone.json") == folder.read("before.json"));
  REQUIRE(run(folder, "pangkas convert before.json again.json").status == 0);
  CHECK(folder.read("again.json") == folder.read("before.json"));
}

TEST_CASE("Tables of decisions come in with every organisation, and go out again", "[cli]") {
  const work_folder folder;
  folder.write("matters.csv", "code,originators\nleave,kind=executing\nbuy,\n");
  folder.write("more.csv", "code\ntravel\n");
  folder.write("authority.csv", "position,matter\n00,*\n01,leave\n");
  folder.write("lines.csv", "superior,subordinate,type\n01,02,coordination\n");
  folder.write("steps.csv", "matter,act,who\nleave,review,@superior\n*,sign,@top\n");
  const std::string tables =
      " --matters matters.csv --matters more.csv --authority authority.csv --lines lines.csv "
      "--steps steps.csv ";
  // The files of the organisation may follow the tables.
  REQUIRE(run(folder, "pangkas convert" + tables + ministry + " whole.json").status == 0);
  const ordered_json whole = ordered_json::parse(folder.read("whole.json"));
  CHECK(whole["matters"].size() == 3);
  CHECK(whole["authorities"].size() == 2);
  CHECK(whole["lines"].size() == 1);
  CHECK(whole["steps"].size() == 2);
  // Each file is evidence.
  const ordered_json measured =
      ordered_json::parse(run(folder, "pangkas measure" + tables + ministry + " --json").out);
  REQUIRE(measured["inputs"].size() == 6);
  CHECK(measured["inputs"][4]["file"] == "lines.csv");
  CHECK(measured["inputs"][5]["file"] == "steps.csv");

  for (const char* table : {"matters", "authority", "lines", "steps"})
    REQUIRE(
        run(folder, std::string("pangkas convert whole.json out-") + table + ".csv --to " + table)
            .status == 0);
  REQUIRE(run(folder, "pangkas convert " + ministry +
                          " again.json --matters out-matters.csv --authority out-authority.csv "
                          "--lines out-lines.csv --steps out-steps.csv")
              .status == 0);
  CHECK(folder.read("again.json") == folder.read("whole.json"));
  const command_result table = run(folder, "pangkas convert whole.json positions.csv");
  CHECK(table.status == 0);
  CHECK_THAT(table.err, contains("3 matters, 1 line, 2 authorities and 2 steps are not in "
                                 "positions.csv"));
  // A folder of results has each table that has rows.
  REQUIRE(run(folder, "pangkas simplify whole.json --policy id-central-2021 --out after").status ==
          0);
  CHECK(folder.read("after/steps.csv") == folder.read("out-steps.csv"));
  CHECK(run(folder, "pangkas check after").status == 0);
  CHECK(run(folder, "pangkas convert positions.csv without.csv").err.empty());
  // Native JSON that is compared has its own: nothing is added to it.
  const command_result compared =
      run(folder, "pangkas compare" + tables + "whole.json whole.json --json");
  CHECK(compared.status == 0);
  CHECK(ordered_json::parse(compared.out)["before"]["inputs"].size() == 1);
}

TEST_CASE("The same input gives the same output, byte for byte", "[cli]") {
  const work_folder folder;
  const std::string generate = "pangkas generate --positions 2000 --seed 5";
  CHECK(run(folder, generate).out == run(folder, generate).out);
  CHECK(run(folder, generate).out != run(folder, generate + "1").out);
  // In their natural order superiors come first.
  CHECK_THAT(run(folder, generate).out, contains("flags\n0001,Kepala Badan,"));
  const std::string simplify = "pangkas simplify " + department + " --policy delayer --layers 3";
  CHECK(run(folder, simplify).out == run(folder, simplify).out);
}

TEST_CASE("check accounts for rows and columns, and names the roots", "[cli]") {
  const work_folder folder;
  folder.write("x.csv",
               "code,reports_to,Unit Kerja,FTE,note\n1,,A,0.5,\n2,1,A,0.5,\n2,1,A,0.7,x\n,1,,,\n"
               "3,1,B,1,\n3,2,B,1,\n3,1,B,1,\nX,,,,\n,,,,\n");
  // By hand: 1, 2, 3 and X are positions; row 4 shares the post of 2, row 8 repeats row 6.
  const command_result text = run(folder, "pangkas check x.csv");
  CHECK_THAT(text.out,
             contains("x.csv: 8 rows = 4 positions + 1 job share + 1 repeated + 2 left out "
                      "(duplicate-code 1, no-code 1)\n  read code, reports_to, Unit Kerja "
                      "as unit, FTE as seats; left alone: note\nRoots: 1 (3), X (1)\n"));
  CHECK_THAT(text.out, contains("is not added: FTE 0.7"));
  CHECK_THAT(text.out, contains("2 positions are roots: \"1\" (3 positions), \"X\" (1 position)"));
  const auto found = nlohmann::json::parse(run(folder, "pangkas check x.csv --json").out);
  CHECK(found["rows"]["read"] == 8);
  CHECK(found["rows"]["left_out_for"]["no-code"] == 1);
  CHECK(found["columns"][2]["read_as"] == "unit");
  CHECK(found["columns"][4]["read_as"].is_null());
  CHECK(found["roots"][0]["size"] == 3);
  std::string wide = "code,reports_to";
  for (int i = 1; i <= 14; ++i) wide += ",c" + std::to_string(i);
  folder.write("wide.csv", wide + "\nA,\n");
  CHECK_THAT(run(folder, "pangkas check wide.csv").out,
             contains("c12 and 2 more (--all shows them)"));
  std::string roots = "code,reports_to\n";
  for (int i = 1; i <= 22; ++i) roots += "R" + std::to_string(i) + ",\n";
  folder.write("roots.csv", roots);
  CHECK_THAT(run(folder, "pangkas check roots.csv").out, contains("R20 (1) and 2 more (--all"));
  CHECK_THAT(run(folder, "pangkas check roots.csv --all").out, contains("R22 (1)\n"));
  // Native JSON has no rows.
  CHECK(run(folder, "pangkas convert wide.csv wide.json").status == 0);
  CHECK(nlohmann::json::parse(run(folder, "pangkas check wide.json --json").out)["rows"].is_null());
}

TEST_CASE("check exits with 0, 1 or 2", "[cli]") {
  const work_folder folder;
  folder.write("clean.csv", "code,reports_to\nA,\nB,A\n");
  folder.write("dirty.csv", "code,reports_to\nA,\nB,X\n");
  const command_result clean = run(folder, "pangkas check clean.csv");
  CHECK(clean.status == 0);
  CHECK_THAT(clean.out, contains("0 errors, 0 warnings. 2 of 2 positions"));
  const command_result dirty = run(folder, "pangkas check dirty.csv");
  CHECK(dirty.status == 1);
  CHECK_THAT(dirty.out, contains("dirty.csv:3: error: unknown-superior [reports_to]"));
  std::string many = "code,reports_to\nA,\n";
  for (int i = 0; i < 25; ++i) many += "B" + std::to_string(i) + ",X\n";
  folder.write("many.csv", many);
  CHECK_THAT(run(folder, "pangkas check many.csv").out,
             contains("… and 5 more of unknown-superior (--all shows them"));
  CHECK_THAT(run(folder, "pangkas check many.csv --all").out, !contains("more of"));
  CHECK(run(folder, "pangkas check missing.csv").status == 2);
  // What is told takes some 650 bytes: long, but not so long that it is cut.
  const std::string longer =
      std::string(200, 'a') + "/" + std::string(200, 'b') + "/" + std::string(200, 'c') + ".csv";
  CHECK_THAT(run(folder, "pangkas check " + longer).err, contains(longer + " does not exist"));
  CHECK(run(folder, "pangkas measure dirty.csv").status == 0);
  const command_result strict = run(folder, "pangkas measure --strict dirty.csv");
  CHECK(strict.status == 2);
  CHECK_THAT(strict.err, contains("dirty.csv:3"));
  CHECK(run(folder, "pangkas check --json dirty.csv").status == 1);
  // A folder of which one cannot take a letter more off.
  CHECK_THAT(run(folder, "pangkas check /").out, contains("folder-unfinished"));
}

TEST_CASE("measure --stats tells the time of each stage", "[cli]") {
  const work_folder folder;
  folder.write("clean.csv", "code,reports_to\nA,\nB,A\n");
  const command_result timed = run(folder, "pangkas measure clean.csv --stats");
  CHECK_THAT(timed.err, contains(" s  2 positions, ") && contains(" a second\n"));
  CHECK_THAT(run(folder, "pangkas check clean.csv --stats").err, contains("\nprint  "));
}

TEST_CASE("measure --by adds up to the whole, unit by unit and below the root", "[cli]") {
  const work_folder folder;
  const std::string whole = run(folder, "pangkas measure " + ministry).out;
  CHECK_THAT(whole, contains("Seats           990; filled 883"));
  const auto rows = [&](const std::string& by) {
    return ordered_json::parse(
        run(folder, "pangkas measure " + ministry + " --json --by " + by).out)["rows"];
  };
  for (const char* by : {"unit", "rank", "layer"}) {
    CAPTURE(by);
    double seats = 0;
    double filled = 0;
    for (const ordered_json& row : rows(by)) {
      seats += row["seats"].get<double>();
      filled += row["filled"].get<double>();
    }
    CHECK(seats == 990);
    CHECK(filled == 883);
  }
  // The minister is the root, with a seat of its own, filled, and no cost.
  const ordered_json minister = rows("manager")[0];
  CHECK(minister["total"] == 558);
  CHECK(minister["total_seats"] == 989);
  CHECK(minister["filled"] == 882);
  CHECK(minister["cost"] == 3976860000.0);
  CHECK(rows("position").size() == 559);
}

TEST_CASE("measure --by fits on a screen, and is whole in a file", "[cli]") {
  const work_folder folder;
  const std::string by = "pangkas measure " + ministry + " --by position";
  const command_result shown = run(folder, by);
  CHECK(std::ranges::count(shown.out, '\n') == 1 + 20 + 1);
  CHECK_THAT(shown.out, contains("… and 539 more rows (--out FILE.csv writes all"));
  REQUIRE(run(folder, by + " --out posts.csv").status == 0);
  const std::string all = folder.read("posts.csv");
  CHECK(std::ranges::count(all, '\n') == 1 + 559);
  CHECK_THAT(all, contains("\n01,Sekretaris Kementerian,Sekretariat Kementerian,I.a,2,00,00 > "
                           "01,00,8,"));
  CHECK(run(folder, by + " --out -").out == all);
  folder.write("formula.csv", "code,reports_to\n=1,\n");
  CHECK_THAT(run(folder, "pangkas measure formula.csv --by position --out -").out,
             contains("\n=1,"));
  CHECK_THAT(
      run(folder, "pangkas measure formula.csv --by position --out - --spreadsheet-safe").out,
      contains("\n'=1,"));
  CHECK(run(folder, "pangkas measure formula.csv --out posts.csv").status == 2);
  CHECK(run(folder, "pangkas measure formula.csv --by position --json --out posts.csv").status ==
        2);
}

TEST_CASE("measure --by writes a workbook that reads back", "[cli]") {
  const work_folder folder;
  const std::string positions = "examples/id-ministry/positions.csv";
  CHECK(run(folder, "pangkas measure " + positions + " --by position --out posts.xlsx").out ==
        "Written to posts.xlsx: 559 rows\n");
  folder.write("posts.toml", "[columns]\nreports_to = \"superior\"\n");
  const auto compared = ordered_json::parse(
      run(folder, "pangkas compare " + positions + " posts.xlsx --columns-after posts.toml --json")
          .out);
  CHECK(compared["positions"]["moved"] == 0);
  CHECK(compared["positions"]["only_before"] == 0);
  CHECK(compared["before"]["spans"] == compared["after"]["spans"]);
  // Numbers are numbers: 558 is what is below the minister.
  CHECK_THAT(run(folder,
                 "python3 -c \"import zipfile; print(zipfile.ZipFile('posts.xlsx')"
                 ".read('xl/worksheets/sheet1.xml').decode())\"")
                 .out,
             contains("<c><v>558</v></c>"));
}

TEST_CASE("compare tells what became of each position", "[cli]") {
  const work_folder folder;
  folder.write("before.csv", "code,reports_to\n1,\n2,1\n3,1\n4,2\n5,3\n");
  folder.write("after.csv", "code,reports_to\n1,\n2,1\n3,1\n4,3\n5,2\n");
  const std::string compare = "pangkas compare before.csv after.csv";
  CHECK_THAT(run(folder, compare).out, contains("Positions: 3 same, 2 moved (4, 5), 0 changed"));
  const ordered_json all = ordered_json::parse(run(folder, compare + " --json").out);
  CHECK(all["positions"] == ordered_json::parse(R"({"same": 3, "moved": 2, "changed": 0,
    "only_before": 0, "only_after": 0})"));
  CHECK_FALSE(all.contains("rows"));
  const ordered_json rows =
      ordered_json::parse(run(folder, compare + " --by position --json").out)["rows"];
  REQUIRE(rows.size() == 5);
  CHECK(keys(rows[3]) == names{"code", "what", "title", "superior_before", "superior_after",
                               "layer_before", "layer_after", "rank_before", "rank_after",
                               "seats_before", "seats_after", "changed"});
  CHECK(rows[3]["what"] == "moved");
  CHECK(rows[3]["superior_before"] == "2");
  CHECK(rows[3]["superior_after"] == "3");
  CHECK(rows[3]["layer_after"] == 3);
  REQUIRE(run(folder, compare + " --by position --out changes.csv").status == 0);
  CHECK_THAT(folder.read("changes.csv"), contains("\n4,moved,,2,3,3,3,,,1,1,superior\n"));

  folder.write("zeros.csv", "code,reports_to\n001,\n002,001\n");
  const command_result apart = run(folder, "pangkas compare zeros.csv before.csv");
  CHECK(apart.status == 0);
  CHECK_THAT(apart.out, contains("no-common-code") && contains("leading zeros"));
}

TEST_CASE("simplify --by position tells what became of each", "[cli]") {
  const work_folder folder;
  const std::string simplify =
      "pangkas simplify " + ministry + " --policy id-central-2021 --by position ";
  CHECK_THAT(run(folder, simplify + "--out after").out, contains("… and 539 more rows"));
  const std::string table = folder.read("after/changes.csv");
  CHECK(
      run(folder, "pangkas compare " + ministry + " after/organisation.json --by position --out -")
          .out == table);
  const ordered_json all = ordered_json::parse(run(folder, simplify + "--json").out);
  CHECK(all["converted"] == 62 + 94);
  CHECK(all["rows"].size() == 559);
}

TEST_CASE("A table may come through a pipe", "[cli]") {
  const work_folder folder;
  const command_result result =
      run(folder, "printf 'code;reports_to\\n01;\\n02;01\\n' | pangkas measure - --json");
  REQUIRE(result.status == 0);
  CHECK(ordered_json::parse(result.out)["positions"] == 2);
}

TEST_CASE("The example in the help of each command works when pasted", "[cli]") {
  for (const char* command : {"check", "measure", "simplify", "compare", "undo", "convert",
                              "generate", "policy", "scheme", "completion", "manual"}) {
    INFO(command);
    const work_folder folder;
    const command_result help = run(folder, std::string("pangkas ") + command + " --help");
    REQUIRE(help.status == 0);
    const std::string example = example_of(help.out);
    REQUIRE_FALSE(example.empty());
    INFO(example);
    const command_result result = run(folder, "set -e\n" + example);
    // The bundled department has findings, which is what check's status says.
    CHECK(result.status == (std::string(command) == "check" ? 1 : 0));
  }
}

TEST_CASE("A noun is in the plural but where the number is one", "[cli]") {
  const work_folder folder;
  folder.write("one.csv", "code,reports_to\nA,\n");
  folder.write("orphan.csv", "code,reports_to\nA,\nB,A\nC,X\n");
  CHECK_THAT(
      run(folder, "pangkas check one.csv").out,
      contains("0 errors, 0 warnings. 1 of 1 position (100 %) stands in 1 layer below 1 root; "
               "0 orphans, 0 unrooted."));
  CHECK_THAT(run(folder, "pangkas check orphan.csv").out,
             contains("1 error, 0 warnings. 2 of 3 positions (66.67 %) stand in 2 layers below 1 "
                      "root; 1 orphan, 0 unrooted."));
  CHECK_THAT(run(folder, "pangkas measure orphan.csv").out,
             contains(": 2 placed, 1 orphan, 0 unrooted") && contains(" 1 manager; mean 1,") &&
                 contains("mean 1 line, diameter 1 "));
  CHECK_THAT(run(folder, "pangkas measure one.csv").out, contains(" 0 managers; "));
  folder.write("costs.csv", "code,reports_to,filled,cost,rank\nA,,1,5,II.a\nB,A,,,II.a\n");
  CHECK_THAT(run(folder, "pangkas measure costs.csv").out,
             contains("filled 1 (known for 1 position)\n") &&
                 contains("5 (known for 1 position)\n") &&
                 contains("1 of 1 ranked command line joins two of one rank"));
  CHECK_THAT(run(folder, "pangkas measure costs.csv --hierarchy").out,
             contains("  1 position without subordinates for each manager\n"));
  CHECK_THAT(run(folder, "pangkas measure one.csv --stats").err, contains(" s  1 position, "));
  const std::string matters = folder.read("examples/id-ministry/matters.csv");
  folder.write("m.csv", matters.substr(0, matters.find('\n', matters.find('\n') + 1) + 1));
  folder.write("a.csv", "position,matter\nA,*\n");
  CHECK_THAT(
      run(folder, "pangkas convert one.csv --matters m.csv --authority a.csv --out x.csv").err,
      contains("; 1 matter, 0 lines, 1 authority and 0 steps are not in x.csv"));
}

TEST_CASE("Layers that an organisation does not have are told with how many it has", "[cli]") {
  const work_folder folder;
  folder.write("chain.csv", "code,reports_to\nA,\nB,A\nC,B\nD,C\n");
  const command_result none = run(folder, "pangkas simplify chain.csv --policy delayer --layers 9");
  CHECK(none.err == "pangkas: --layers 9: the organisation has 4 layers\n");
  CHECK_THAT(none.out, contains("it asks for layers beyond the 4 layers of the organisation"));
  const command_result some =
      run(folder, "pangkas simplify chain.csv --policy delayer --layers 2,5,9");
  CHECK(some.err == "pangkas: --layers 5,9: the organisation has 4 layers\n");
  CHECK_THAT(some.out, !contains("layers beyond"));
  CHECK(run(folder, "pangkas simplify chain.csv --policy delayer --layers 4").err.empty());
  CHECK(run(folder, "pangkas simplify chain.csv --policy delayer --layers 5").err ==
        "pangkas: --layers 5: the organisation has 4 layers\n");
  folder.write("other.csv", "code,reports_to,rank\nA,,II.a\nB,A,x\n");
  CHECK_THAT(run(folder, "pangkas simplify other.csv --policy id-central-2021").out,
             contains("nothing-selected: no position meets") && !contains("layers beyond"));
}

TEST_CASE("scheme prints a preset that reads back as it is", "[cli]") {
  const work_folder folder;
  CHECK_THAT(run(folder, "pangkas scheme").out,
             contains("indonesia  ") && contains("\nuk-civil-service  "));
  for (const auto& [scheme, file] :
       {std::pair("indonesia", ministry), std::pair("uk-civil-service", department)}) {
    INFO(scheme);
    const std::string name = std::string("my-") + scheme + ".toml";
    REQUIRE(run(folder, std::string("pangkas scheme ") + scheme + " > " + name).status == 0);
    const std::string measure = "pangkas measure --json " + file + " --scheme ";
    CHECK(run(folder, measure + "./" + name).out == run(folder, measure + scheme).out);
  }
  const command_result unknown = run(folder, "pangkas scheme indonesa");
  CHECK(unknown.status == 2);
  CHECK_THAT(unknown.err, contains("did you mean \"indonesia\"?"));
}

TEST_CASE("Inputs are called by their names where people read, and as typed in evidence", "[cli]") {
  const work_folder folder;
  const std::string name = folder.path().string() + "/a.csv";
  std::filesystem::create_directory(folder.path() / "other");
  folder.write("a.csv", "code,reports_to\nA,\n");
  folder.write("other/a.csv", "code,reports_to\nB,A\n");
  folder.write("other/b.csv", "code,reports_to\nB,A\n");
  CHECK(run(folder, "pangkas measure " + name).out.starts_with("a.csv\n"));
  CHECK(run(folder, "pangkas measure ./a.csv other/b.csv").out.starts_with("a.csv\nb.csv\n"));
  CHECK(run(folder, "pangkas measure a.csv other/a.csv").out.starts_with("a.csv\nother/a.csv\n"));
  const auto all = ordered_json::parse(run(folder, "pangkas measure --json " + name).out);
  CHECK(all["inputs"][0]["file"] == name);
}

TEST_CASE("A misspelt command or option is told with what it was meant to be", "[cli]") {
  const work_folder folder;
  const auto said = [&](const std::string& command, const std::string& sentence) {
    INFO(command);
    const command_result result = run(folder, command);
    CHECK(result.status == 2);
    CHECK(result.out.empty());
    CHECK(result.err ==
          "pangkas: " + sentence + "\nTry: pangkas --help, or pangkas COMMAND --help\n");
  };
  said("pangkas mesure x.csv", "there is no command \"mesure\"; did you mean \"measure\"?");
  said("pangkas optimize x.csv", "there is no command \"optimize\"; did you mean \"optimise\"?");
  said("pangkas Check", "there is no command \"Check\"; did you mean \"check\"?");
  CHECK_THAT(run(folder, "pangkas x.csv").err,
             contains("no command \"x.csv\"; the commands are check, measure, paths,"));
  const std::string columns = "measure has no option --colums; did you mean \"--columns\"?";
  said("pangkas measure x.csv --colums m.toml", columns);
  said("pangkas measure x.csv --colums=m.toml", columns);
  said("pangkas measure --colums m.toml", columns);  // nothing else is told to be missing
  said("pangkas simplify x.csv --polcy delayer",
       "simplify has no option --polcy; did you mean \"--policy\"?");
  said("pangkas undo --ledger x.csv", "undo has no option --ledger");
  said("pangkas -- measure", "A subcommand is required");
  CHECK_THAT(run(folder, "pangkas -").err,
             contains("there is no command \"-\"; the commands are check, measure, "));
  said("pangkas measure x.csv -q", "measure has no option -q");
  said("pangkas --vresion", "pangkas has no option --vresion; did you mean \"--version\"?");
}

TEST_CASE("Help tells a command's own options before those that all have", "[cli]") {
  const work_folder folder;
  const std::string help = run(folder, "pangkas simplify --help").out;
  const std::size_t shared = help.find("\nReading:\n");
  REQUIRE(shared != std::string::npos);
  for (const char* own : {"--policy", "--layers", "--out", "--force", "--json"})
    CHECK(help.find(std::string("\n  ") + own + " ") < shared);
  for (const char* of_all : {"--format", "--columns", "--matters", "--threads", "--on"}) {
    const std::size_t at = help.find(std::string("\n  ") + of_all + " ");
    CHECK(at != std::string::npos);
    CHECK(at > shared);
  }
}

TEST_CASE("A wrong command line is answered with what to do", "[cli]") {
  const work_folder folder;
  CHECK(run(folder, "pangkas").status == 2);
  CHECK(run(folder, "pangkas nonsense").status == 2);
  const command_result none = run(folder, "pangkas simplify " + department);
  CHECK(none.status == 2);
  CHECK_THAT(none.err, contains("--policy"));
  const command_result unknown =
      run(folder, "pangkas simplify " + department + " --policy id-centrl-2021");
  CHECK(unknown.status == 2);
  CHECK_THAT(unknown.err, contains("id-central-2021"));
  const command_result open = run(folder, "pangkas simplify " + department + " --policy delayer");
  CHECK(open.status == 2);
  CHECK_THAT(open.err, contains("--layers"));
  const command_result scheme =
      run(folder, "pangkas simplify " + department + " --policy id-central-2021");
  CHECK(scheme.status == 2);
  CHECK_THAT(scheme.err, contains("indonesia"));
  CHECK(run(folder, "pangkas --version").out == "pangkas 0.1.0\n");
}

TEST_CASE("another span floor selects others, wherever a policy is named", "[cli]") {
  // A leads four, B three, C one; T is the top, which no rule takes out.
  const work_folder folder;
  folder.write(
      "p.csv",
      "code,reports_to\nT,\nA,T\nB,T\nC,T\na1,A\na2,A\na3,A\na4,A\nb1,B\nb2,B\nb3,B\nc1,C\n");
  const auto converted = [&](const std::string& command) {
    const command_result said = run(folder, "pangkas " + command + " --json");
    REQUIRE(said.status == 0);
    return nlohmann::ordered_json::parse(said.out);
  };
  const std::string call = "simplify p.csv --policy span-floor";
  CHECK(converted(call)["converted"] == 2);
  const auto five = converted(call + " --span-floor 5");
  CHECK(five["converted"] == 3);
  CHECK(five["policy"]["span_floor"] == 5);
  CHECK(converted(call + " --span-floor 2")["converted"] == 1);
  CHECK(converted("study p.csv --scenario span-floor:span-floor=5")["scenarios"][0]["converted"] ==
        3);
  CHECK(converted(
            "optimise p.csv --policy span-floor --span-floor 5 --objective fewest")["converted"] ==
        3);
  CHECK_THAT(run(folder, "pangkas simplify p.csv --policy one-to-one --span-floor 5").err,
             contains("selects by no span floor"));
  CHECK(run(folder, "pangkas simplify p.csv --policy span-floor --span-floor 1").status == 2);
  CHECK_THAT(run(folder, "pangkas study p.csv --scenario span-floor:span-floor=x").err,
             contains("span-floor must be a whole number"));
}
