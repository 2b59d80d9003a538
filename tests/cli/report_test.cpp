// SPDX-License-Identifier: BSL-1.0
#include "support/bundled.hpp"
#include "support/catch.hpp"
#include "support/command_line.hpp"
#include "support/report_json.hpp"

#include <pangkas/report/html_report.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

using namespace pangkas::tests;
using nlohmann::ordered_json;

namespace {

/// Whether the page was built in; where it was not, the command must say so.
bool has_page() {
  if (pangkas::has_report_page()) return true;
  WARN("skipped: this build has no page of the report, since Node.js was missing");
  return false;
}

/// The data of the page that a command writes to out.html.
ordered_json report(const work_folder& folder, const std::string& arguments) {
  const command_result result =
      run(folder, "pangkas report " + arguments + " --force --out out.html");
  INFO(result.err);
  REQUIRE(result.status == 0);
  CHECK(result.err.empty());
  const std::string page = folder.read("out.html");
  const auto bytes = static_cast<double>(page.size());
  CHECK_THAT(result.out, contains("Written to out.html: " +
                                  (bytes < 1e6 ? fmt::format("{:.0f} kB", bytes / 1000)
                                               : fmt::format("{:.1f} MB", bytes / 1000 / 1000))));
  return data_of_page(page);
}

/// A page is for people: it names files without the folders of whoever made it.
ordered_json without_folders(ordered_json all) {
  if (all.is_object() && all.contains("file") && all["file"].is_string())
    all["file"] = std::filesystem::path(all["file"].get<std::string>()).filename().string();
  if (all.is_structured())
    for (ordered_json& each : all) each = without_folders(std::move(each));
  return all;
}

ordered_json json(const work_folder& folder, const std::string& command) {
  const command_result result = run(folder, "pangkas " + command);
  INFO(command << "\n" << result.err);
  REQUIRE(result.status == 0);
  return without_folders(ordered_json::parse(result.out));
}

void check_nothing_written(const work_folder& folder, const std::string& command,
                           const std::string& part) {
  const long entries = folder.entries();
  const command_result result = run(folder, command);
  INFO(command);
  CHECK(result.status == 2);
  CHECK_THAT(result.err, contains(part));
  CHECK(folder.entries() == entries);
}

/// The cells of a column of a table without quotes in it.
std::set<std::string> column_of(const std::string& file, std::size_t place) {
  std::ifstream table(std::string(PANGKAS_SOURCE_DIR "/") + file);
  std::set<std::string> cells;
  for (std::string line; std::getline(table, line);) {
    std::istringstream row(line);
    std::string cell;
    for (std::size_t i = 0; i <= place; ++i) std::getline(row, cell, ',');
    cells.insert(cell);
  }
  return cells;
}

}  // namespace

TEST_CASE("report says what is missing where it was built without its page", "[cli][html_report]") {
  if (pangkas::has_report_page()) return;
  const work_folder folder;
  check_nothing_written(folder, "pangkas report " + whole_department + " --out out.html",
                        "Node.js");
}

TEST_CASE("report shows the numbers of simplify and measure", "[cli][html_report]") {
  if (!has_page()) return;
  const work_folder folder;
  for (const std::string& question :
       {ministry_with_decisions + " --policy id-central-2021",
        ministry_with_decisions + " --policy id-central-2021 --roles coordinators --on 2021-06-30 "
                                  "--working-minutes 75000",
        whole_department + " --policy delayer --layers 3,4"})
    CHECK(report(folder, question)["summary"] == json(folder, "simplify --json " + question));
  for (const std::string& question : {ministry_with_decisions, whole_department})
    CHECK(report(folder, question)["summary"] == json(folder, "measure --json " + question));
}

TEST_CASE("report names its inputs, its policy and its parameters", "[cli][html_report]") {
  if (!has_page()) return;
  const work_folder folder;
  const std::string question =
      ministry_with_decisions + " --policy id-central-2021 --roles team-leads --on 2021-06-30";
  const ordered_json head =
      report(folder, question + " --lang id --title 'A <b>title</b>'")["head"];
  const ordered_json summary = json(folder, "simplify --json " + question);
  CHECK(head["inputs"] == summary["before"]["inputs"]);
  CHECK(head["inputs"][0]["file"] == "positions.csv");
  CHECK_THAT(folder.read("out.html"), !contains(ministry));
  CHECK(head["pangkas"] == summary["before"]["pangkas"]);
  CHECK(head["policy"]["sha256"] == summary["policy"]["sha256"]);
  CHECK(head["policy"]["text"] == run(folder, "pangkas policy id-central-2021").out);
  CHECK(head["policy"]["roles"] == "team-leads");
  CHECK(head["parameters"]["on"] == "2021-06-30");
  CHECK(head["parameters"]["working_minutes"] == 72000);
  CHECK(head["title"] == "A <b>title</b>");
  const std::string html = folder.read("out.html");
  CHECK_THAT(html, contains("<title>A &lt;b&gt;title&lt;/b&gt;</title>"));
  CHECK_THAT(html, contains("<html lang=\"id\">"));
  CHECK_THAT(html, contains("Content-Security-Policy"));

  const ordered_json layers =
      report(folder, whole_department + " --policy delayer --layers 3")["head"]["policy"]["layers"];
  CHECK(layers == ordered_json::parse("[3]"));
  CHECK_THAT(folder.read("out.html"), contains("<html lang=\"en\">"));
}

TEST_CASE("report holds the paths that paths --from prints", "[cli][html_report]") {
  if (!has_page()) return;
  const work_folder folder;
  const ordered_json all = report(folder, ministry_with_decisions);
  const ordered_json& walks = all["paths"]["walks"];
  REQUIRE(walks["complete"] == true);
  const auto code = [&](const std::optional<double>& post) {
    return all["posts"]["codes"][static_cast<std::size_t>(post.value())].get<std::string>();
  };
  const numbers matters = unpacked(walks["matter"]);
  const numbers originators = unpacked(walks["originator"]);
  const ordered_json& side = walks["before"];
  const numbers begin = unpacked(side["steps_begin"]);
  const numbers posts = unpacked(side["post"]);
  const numbers roles = unpacked(side["role"]);
  const std::vector<std::string> role_names{"drafter", "reviewer", "role-step", "coordination",
                                            "decider"};
  const auto number = [](const std::optional<double>& value) {
    return value ? ordered_json(*value) : ordered_json();
  };
  for (std::size_t i = 0; i < matters.size(); i += 97) {
    const std::string matter =
        all["paths"]["matters"][static_cast<std::size_t>(*matters[i])]["code"];
    const ordered_json path =
        json(folder, "paths " + ministry_with_decisions + " --json --matter " + matter +
                         " --from " + code(originators[i]))["paths"][0];
    CHECK(number(unpacked(side["hand_offs"])[i]) == path["hand_offs"]);
    CHECK(number(unpacked(side["with_roles"])[i]) == path["with_roles"]);
    CHECK(number(unpacked(side["with_coordination"])[i]) == path["with_coordination"]);
    const auto first = static_cast<std::size_t>(*begin[i]);
    REQUIRE(path["steps"].size() == static_cast<std::size_t>(*begin[i + 1]) - first);
    for (std::size_t s = 0; s < path["steps"].size(); ++s) {
      CHECK(code(posts[first + s]) == path["steps"][s]["position"]);
      CHECK(role_names[static_cast<std::size_t>(*roles[first + s])] == path["steps"][s]["role"]);
    }
  }
  // As many paths as the table of all has rows below its heading.
  std::istringstream rows(run(folder, "pangkas paths " + ministry_with_decisions + " --csv").out);
  std::size_t count = 0;
  for (std::string row; std::getline(rows, row);) ++count;
  CHECK(walks["total"] == count - 1);
}

TEST_CASE("report holds the ledger and the findings that other commands write",
          "[cli][html_report]") {
  if (!has_page()) return;
  const work_folder folder;
  const std::string question = whole_department + " --policy delayer --layers 3";
  const ordered_json all = report(folder, question);
  REQUIRE(run(folder, "pangkas simplify " + question + " --out after").status == 0);
  const ordered_json ledger = ordered_json::parse(folder.read("after/ledger.json"));
  REQUIRE(all["ledger"]["listed"] == ledger["changes"].size());
  const numbers posts = unpacked(all["ledger"]["post"]);
  for (std::size_t i = 0; i < posts.size(); ++i)
    CHECK(all["posts"]["codes"][static_cast<std::size_t>(*posts[i])] ==
          ledger["changes"][i]["position"]);
  // check ends with status 1 where there are findings.
  const ordered_json found = without_folders(
      ordered_json::parse(run(folder, "pangkas check --json " + whole_department).out));
  CHECK(all["findings"]["errors"] == found["findings"]["error"]);
  CHECK(all["findings"]["warnings"] == found["findings"]["warning"]);
  REQUIRE(all["findings"]["list"].size() == found["list"].size());
  for (std::size_t i = 0; i < found["list"].size(); ++i)
    for (const char* key : {"rule", "file", "row", "position", "detail"})
      CHECK(all["findings"]["list"][i][key] == found["list"][i][key]);
}

TEST_CASE("report --frontier holds the optima that optimise finds", "[cli][html_report]") {
  if (!has_page()) return;
  const work_folder folder;
  for (const auto& [asked, policy] :
       {std::pair(whole_department, std::string{}),
        std::pair(ministry_with_decisions, std::string(" --policy id-central-2021"))}) {
    const ordered_json found = report(folder, asked + policy + " --frontier 5..9")["frontier"];
    const ordered_json expected =
        json(folder, "optimise --json " + asked + policy + " --frontier 5..9")["frontier"];
    CHECK(found["points"] == expected["points"]);
    REQUIRE(found["dominated"].size() == expected["dominated"].size());
    for (std::size_t i = 0; i < expected["dominated"].size(); ++i)
      for (const char* key : {"span_cap", "by"})
        CHECK(found["dominated"][i][key] == expected["dominated"][i][key]);
  }
  check_nothing_written(
      folder, "pangkas report " + whole_department + " --out x.html --frontier 5-9", "5..50");
}

TEST_CASE("report --redact of the ministry holds none of its codes, titles and units",
          "[cli][html_report]") {
  if (!has_page()) return;
  const work_folder folder;
  const std::string vocabulary = run(folder, "pangkas policy id-central-2021").out;
  const ordered_json all =
      report(folder, ministry_with_decisions + " --policy id-central-2021 --redact");
  const std::string text = all.dump();
  std::size_t looked_for = 0;
  // Codes of one or two characters are in every text; titles such as "Menteri" may be in the
  // policy.
  for (const std::size_t column : {0U, 1U, 5U})
    for (const std::string& cell : column_of("examples/id-ministry/positions.csv", column)) {
      if (cell.size() < 5 || vocabulary.find(cell) != std::string::npos) continue;
      ++looked_for;
      CAPTURE(cell);
      CHECK(text.find("\"" + cell) == std::string::npos);
      CHECK(text.find(cell + "\"") == std::string::npos);
      if (column != 0) CHECK(text.find(cell) == std::string::npos);
    }
  CHECK(looked_for > 700);
  for (const std::string& matter : column_of("examples/id-ministry/matters.csv", 0))
    if (matter.size() > 5 && vocabulary.find(matter) == std::string::npos) {
      CAPTURE(matter);
      CHECK(text.find("\"" + matter + "\"") == std::string::npos);
    }
  CHECK(text.find("examples/") == std::string::npos);
  CHECK(all["head"]["redacted"] == true);
}

TEST_CASE("report shows an organisation without positions, and one with a cycle",
          "[cli][html_report]") {
  if (!has_page()) return;
  const work_folder folder;
  folder.write("empty.csv", "code,reports_to\n");
  CHECK(report(folder, "empty.csv")["posts"]["total"] == 0);
  CHECK(report(folder, "empty.csv --policy delayer --layers 3 --frontier 2..3")["posts"]["total"] ==
        0);
  folder.write("cycle.csv", "code,reports_to\nA,\nB,C\nC,B\nD,gone\n");
  const ordered_json all = report(folder, "cycle.csv --policy delayer --layers 1");
  CHECK(all["sides"][0]["cycles"][0] == ordered_json::parse(R"(["B", "C"])"));
  CHECK(all["findings"]["errors"] == 2);
}

TEST_CASE("report refuses what it cannot write and leaves nothing behind",
          "[cli][html_report][file-limit]") {
  if (!has_page()) return;
  const work_folder folder;
  const std::string asked = "pangkas report " + whole_department;
  check_nothing_written(folder, asked, "--out");
  check_nothing_written(folder, asked + " --out no/such/folder/out.html", "no/such/folder");
  check_nothing_written(folder, asked + " --out .", ".");
  check_nothing_written(folder, asked + " --out /dev/full", "no space left on the disk");
  check_nothing_written(folder, asked + " --out - >/dev/full", "no space left on the disk");
  check_nothing_written(folder, asked + " --out out.html --lang fr", "--lang");
  check_nothing_written(folder, asked + " --out out.html --layers 3", "--policy");
  check_nothing_written(folder, asked + " --out out.html --policy delayer", "--layers");
  check_nothing_written(folder, "pangkas report nowhere.csv --out out.html", "nowhere.csv");
  // A page that is there stays as it was.
  folder.write("out.html", "before");
  check_nothing_written(folder, asked + " --out out.html", "out.html is there already");
  check_nothing_written(folder, "ulimit -f 8; " + asked + " --out out.html --force", "out.html");
  CHECK(folder.read("out.html") == "before");
}

TEST_CASE("report writes the page to the standard output", "[cli][html_report]") {
  if (!has_page()) return;
  const work_folder folder;
  const command_result result = run(folder, "pangkas report " + whole_department + " --out -");
  CHECK(result.status == 0);
  CHECK(result.out.ends_with("</html>\n"));
  CHECK(data_of_page(result.out)["posts"]["total"] == 1149);
}

TEST_CASE("report --pdf says what is missing or failing, and then writes nothing",
          "[cli][html_report]") {
  if (!has_page()) return;
  const work_folder folder;
  const std::string asked = "pangkas report " + whole_department + " --out out.html";
  check_nothing_written(folder, "PANGKAS_CHROMIUM=/no/browser " + asked + " --pdf", "/no/browser");
  check_nothing_written(folder, "PATH=$(dirname $(command -v pangkas)) " + asked + " --pdf",
                        "Chromium, which is not installed");
  check_nothing_written(folder, "PANGKAS_CHROMIUM=. " + asked + " --pdf",
                        ". cannot be started: Permission denied");
  check_nothing_written(folder, "PANGKAS_CHROMIUM=/bin/false " + asked + " --pdf", "exit status 1");
  check_nothing_written(folder, "PANGKAS_CHROMIUM=/bin/true " + asked + " --pdf", "printed no PDF");
  check_nothing_written(folder, "pangkas report --pdf senior.csv --out out.html",
                        "does not end in .pdf");
  check_nothing_written(folder,
                        "program=$(command -v pangkas); env -u PATH PANGKAS_CHROMIUM= $program " +
                            asked.substr(asked.find(' ')) + " --pdf",
                        "Chromium, which is not installed");
  for (const char* nowhere : {"/nowhere", "/proc"})
    check_nothing_written(
        folder,
        "TMPDIR=" + std::string(nowhere) + " PANGKAS_CHROMIUM=/bin/true " + asked + " --pdf",
        "in the environment variable TMPDIR");
  folder.write("browser", "#!/bin/sh\necho cannot open display >&2\nexit 3\n");
  REQUIRE(run(folder, "chmod +x browser").status == 0);
  check_nothing_written(folder, "PANGKAS_CHROMIUM=./browser " + asked + " --pdf",
                        "cannot open display");
  // The last 600 bytes of what it says are told.
  folder.write("browser", "#!/bin/sh\nprintf 'first%0596dlast' 0\nexit 3\n");
  const command_result said = run(folder, "PANGKAS_CHROMIUM=./browser " + asked + " --pdf");
  CHECK_THAT(said.err, contains("said: " + std::string(596, '0') + "last\n"));
  check_nothing_written(
      folder, "PANGKAS_CHROMIUM=./browser pangkas report " + whole_department + " --out - --pdf",
      "name the PDF, as in --pdf report.pdf");
  // What the browser is asked, and what becomes of its answer.
  folder.write("browser",
               "#!/bin/sh\nfor a; do case $a in --print-to-pdf=*) printf '%%PDF-1.4 page' > "
               "\"${a#*=}\";; esac; done\n");
  const command_result done =
      run(folder, "PANGKAS_CHROMIUM=./browser " + asked + " --pdf 'a b.pdf'");
  CHECK(done.status == 0);
  CHECK_THAT(done.out, contains("Printed to a b.pdf"));
  CHECK(folder.read("a b.pdf") == "%PDF-1.4 page");
  CHECK(run(folder, "PANGKAS_CHROMIUM=./browser " + asked + " --pdf --force").status == 0);
  CHECK(folder.read("out.pdf") == "%PDF-1.4 page");
  // Found on the PATH, and told where the page is from wherever it looks.
  folder.write("chromium",
               "#!/bin/sh\nfor a; do case $a in --print-to-pdf=*) to=${a#*=};;\n"
               "file:///*) cd /; [ -s \"${a#file://}\" ] && printf '%%PDF-1.4 found' > \"$to\";; "
               "esac; done\n");
  REQUIRE(run(folder, "chmod +x chromium").status == 0);
  const command_result found =
      run(folder, "PATH=\"$PWD:$PATH\" TMPDIR=. " + asked + " --redact --force --pdf ''");
  INFO(found.err);
  CHECK(found.status == 0);
  CHECK(folder.read("out.pdf") == "%PDF-1.4 found");
  CHECK_THAT(folder.read("out.html"), contains("<title>Organisation</title>"));
}

TEST_CASE("report says how much of a large organisation it shows", "[cli][html_report]") {
  if (!has_page()) return;
  const work_folder folder;
  folder.write("one.csv", "code,reports_to\nR,\n");
  const std::string to = " --out out.html --force";
  CHECK_THAT(run(folder, "pangkas report one.csv" + to).out,
             contains("\n  shows 1 position\n  shows 1 path\n"));
  CHECK_THAT(folder.read("out.html"), contains("<title>Organisation: one</title>"));
  for (const auto& [policy, title] :
       {std::pair("", "Organisasi"),
        std::pair(" --policy delayer --layers 2", "Penyederhanaan organisasi")}) {
    CHECK(run(folder, "pangkas report one.csv --lang id" + std::string(policy) + to).status == 0);
    CHECK_THAT(folder.read("out.html"), contains("<title>" + std::string(title) + ": one</title>"));
  }
  CHECK(run(folder, "pangkas report one.csv --out /dev/stdout | tail -c 8").out == "</html>\n");
  // The limits of the library: 200,000 posts, and 200,000 steps, a tenth of all, of one path.
  std::string chain = "code,reports_to\n0,\n";
  for (int i = 1; i <= 200'001; ++i) chain += fmt::format("{},{}\n", i, i - 1);
  folder.write("chain.csv", chain);
  CHECK_THAT(run(folder, "pangkas report chain.csv" + to).out,
             contains("\n  shows 200,000 of 200,002 positions, those with the most at and below "
                      "them (all with 3 or more) and ") &&
                 contains("\n  shows 0 of 1 path, the longest and a spread of the others, as many "
                          "as 2,000,000 steps allow; "));
}

TEST_CASE("the examples in the help of report work when pasted", "[cli][html_report]") {
  if (!has_page()) return;
  const work_folder folder;
  const std::string help = run(folder, "pangkas report --help").out;
  const std::size_t at = help.find("Examples:\n");
  REQUIRE(at != std::string::npos);
  const command_result result = run(folder, "set -e\n" + help.substr(help.find('\n', at)));
  INFO(result.err);
  CHECK(result.status == 0);
  CHECK(data_of_page(folder.read("department.html"))["posts"]["total"] == 1149);
  CHECK(data_of_page(folder.read("ministry.html"))["paths"]["matters"].size() == 12);
}

TEST_CASE(
    "The sections of days and of a log hold what simulate and log print, and nothing if redacted",
    "[cli][report]") {
  if (!has_page()) return;
  const work_folder folder;
  const std::string travel = "examples/travel-declarations/";
  const std::string chart =
      fmt::format("{0}positions.csv --matters {0}matters.csv --authority {0}authority.csv", travel);
  folder.write("office.toml", "[[work]]\nminutes = 30\n");
  const std::string office =
      "--calendar office.toml --replications 2 --horizon 8w --warm-up none --seed 5";
  const std::string log = fmt::format("--map {}map.csv --nobody SYSTEM", travel);
  const std::string asked =
      fmt::format("{} --simulate {} --log {}log.csv {}", chart, office, travel, log);
  const ordered_json page = report(folder, asked);
  CHECK(page["simulation"] ==
        without_folders(json(folder, fmt::format("simulate {} {} --json", chart, office))));
  const ordered_json told =
      json(folder, fmt::format("log {}log.csv {} {} --level position --json", travel, log, chart));
  CHECK(page["log"]["log"] == told["log"]);
  CHECK(page["log"]["chart"] == told["chart"]);
  CHECK(page["log"]["chart"]["between_units"]["left_out"] == 0);
  const auto files = page["head"]["inputs"];
  CHECK(std::ranges::count_if(files, [](const auto& f) {
          return f["file"] == "log.csv" || f["file"] == "map.csv" || f["file"] == "office.toml";
        }) == 3);
  const ordered_json redacted = report(folder, asked + " --redact");
  CHECK(redacted["simulation"].is_null());
  CHECK(redacted["log"].is_null());
  for (const auto& [arguments, says] :
       {std::pair("--horizon 4w", "--simulate"), std::pair("--map map.csv", "--log"),
        std::pair("--log log.csv", "--map"), std::pair("--simulate", "matters")}) {
    const command_result refused = run(
        folder, fmt::format("pangkas report {}positions.csv {} --out no.html", travel, arguments));
    CHECK(refused.status == 2);
    CHECK_THAT(refused.err, contains(says));
  }
}

namespace {

const std::string planning_unit = "examples/id-ministry/one-planning-unit.toml";

}  // namespace

TEST_CASE("report shows a scenario by hand with the numbers of apply", "[cli][html_report]") {
  if (!has_page()) return;
  const work_folder folder;
  const std::string question = ministry_with_decisions + " --scenario " + planning_unit;
  const ordered_json all = report(folder, question);
  CHECK(all["summary"] == json(folder, "apply --json " + question));
  CHECK(all["head"]["policy"]["name"] == "one-planning-unit");
  CHECK(all["head"]["policy"]["steps"] == 4);
  CHECK(all["head"]["policy"]["text"].get<std::string>().starts_with("# A change by hand"));
  CHECK(all["head"]["title"].get<std::string>().starts_with("Change of the organisation: "));
  CHECK(all["study"].is_null());
  // Three posts end: one merged, two abolished.
  CHECK(all["change"]["outcomes"][4] == 2);
  CHECK(all["change"]["outcomes"][5] == 1);
  check_nothing_written(folder,
                        "pangkas report " + question + " --policy id-central-2021 --out out2.html",
                        "--scenario");
  check_nothing_written(folder,
                        "pangkas report " + ministry_with_decisions +
                            " --scenario " PANGKAS_SOURCE_DIR
                            "/tests/data/scenarios/below-itself.toml --out out2.html",
                        "below-itself.toml:9: step 1 (move)");
  check_nothing_written(
      folder, "pangkas report " + ministry + " --scenario made-up --out out2.html", "made-up");
}

TEST_CASE("report counts what a scenario adds among what it shows", "[cli][html_report]") {
  if (!has_page()) return;
  const work_folder folder;
  const std::string steps = PANGKAS_SOURCE_DIR "/tests/data/scenarios/new-bureau.toml";
  const command_result said =
      run(folder, "pangkas report " + ministry + " --scenario " + steps + " --out out.html");
  REQUIRE(said.status == 0);
  // 559 posts of the ministry, and the two that the steps make.
  CHECK_THAT(said.out, contains("shows 561 positions\n"));
  const ordered_json all = data_of_page(folder.read("out.html"));
  CHECK(all["posts"]["shown"] == 561);
  CHECK(all["summary"]["before"]["positions"] == 559);
  CHECK(all["summary"]["after"]["positions"] == 561);
}

TEST_CASE("report on several scenarios has the study of them", "[cli][html_report]") {
  if (!has_page()) return;
  const work_folder folder;
  const std::string duties = " --duties examples/id-ministry/duties.csv";
  const std::string question = ministry_with_decisions + duties +
                               " --scenario id-central-2021 --scenario " + planning_unit +
                               " --scenario id-central-2021:roles=coordinators";
  const ordered_json all = report(folder, question);
  const ordered_json study = json(folder, "study --json " + question);
  const ordered_json& told = all["study"];
  CHECK(told["judged"] == study["judged"]);
  REQUIRE(told["scenarios"].size() == 4);
  for (std::size_t i = 0; i < 4; ++i) {
    const ordered_json& one = told["scenarios"][i];
    const ordered_json& alone = i == 0 ? study["as_it_is"] : study["scenarios"][i - 1];
    for (const char* key : {"name", "dominated_by", "best_in", "losses", "measures", "overloaded"})
      CHECK(one[key] == alone[key]);
    CHECK(one["difference"].is_null() == (i == 0));
  }
  CHECK(all["summary"]["after"] == study["scenarios"][0]["after"]);
  CHECK_FALSE(all["integrity"].is_null());
  CHECK(all["head"]["title"].get<std::string>().starts_with("Scenarios of the organisation: "));
  CHECK_THAT(run(folder, "pangkas report " + question + " --force --out out.html").out,
             contains("switches between 3 scenarios"));
  std::string many = "pangkas report " + ministry;
  for (int i = 0; i < 13; ++i) many += " --scenario id-central-2021";
  check_nothing_written(folder, many + " --out out2.html", "12 scenarios at most");
}

TEST_CASE("report tells delegations and snapshots as their commands do", "[cli][html_report]") {
  if (!has_page()) return;
  const work_folder folder;
  const std::string asked = " --delegate --delegations 5";
  const std::string data = PANGKAS_SOURCE_DIR "/tests/data/";
  const std::string series = data + "uk-senior-posts-2010-2026/ne.csv";
  const ordered_json all =
      report(folder, ministry_with_decisions + asked + " --side-by-side 5 --delegate-matter leave");
  const std::string same = ministry_with_decisions + " --delegate --matter leave";
  CHECK(all["delegation"]["answer"] ==
        json(folder, "optimise --json --delegations 5 " + same)["delegation"]);
  CHECK(all["delegation"]["side_by_side"] ==
        json(folder, "optimise --json --delegations 5 --side-by-side 5 " + same)["side_by_side"]);

  const std::string may = "examples/software-company-2022/positions-2022-05-31.csv";
  const std::string june = "examples/software-company-2022/positions-2022-06-30.csv";
  CHECK(report(folder, june + " --history " + may + " --history " + june)["history"]["snapshots"] ==
        json(folder, "study --json --history " + may + " " + june)["snapshots"]);
  const ordered_json dated =
      report(folder, series + " --columns " + data + "columns/uk-senior-posts.toml --history " +
                         series + " --date-column date");
  CHECK(dated["history"]["snapshots"].size() == 2);
  const ordered_json redacted =
      report(folder, ministry_with_decisions + asked + " --redact --history " + ministry);
  CHECK(redacted["delegation"].is_null());
  CHECK(redacted["history"].is_null());
  check_nothing_written(folder, "pangkas report " + ministry + asked + " --out out2.html",
                        "--matters");
  check_nothing_written(folder, "pangkas report " + ministry + " --date-column x --out out2.html",
                        "--history");
  check_nothing_written(folder, "pangkas report " + ministry + " --price 2 --out out2.html",
                        "--delegate");
}

TEST_CASE("report tells of a small office as integrity, simulate and optimise do",
          "[cli][html_report]") {
  if (!has_page()) return;
  const work_folder folder;
  folder.write("p.csv", "code,reports_to\nT,\nS,T\nx,S\ny,S\n");
  folder.write("m.csv",
               "code,originators,volume,work_minutes\nbuy,codes=x|y,10,30\nodd,codes=z,1,1\n");
  folder.write("a.csv", "position,matter\nT,buy\n");
  folder.write("d.csv", "position,process,duty\nS,buy,order\nS,buy,receive\n");
  folder.write("office.toml", "[calendar]\nmonday = \"08:00-16:00\"\ntuesday = \"08:00-16:00\"\n");
  const std::string office = "p.csv --matters m.csv --authority a.csv ";
  const std::string timed =
      "--calendar office.toml --working-minutes 40000 --horizon 30d --warm-up none "
      "--replications 2";
  // Without a change there is one side of each.
  const ordered_json all = report(folder, office + "--duties d.csv --simulate " + timed);
  CHECK(all["integrity"]["breaches"] ==
        json(folder,
             "integrity " + office + "--working-minutes 40000 --duties d.csv --json")["breaches"]);
  CHECK(all["integrity"]["breaches"].size() >= 1);
  const ordered_json times = json(folder, "simulate " + office + timed + " --json");
  CHECK(all["simulation"]["cycle_days"] == times["cycle_days"]);
  CHECK(all["simulation"]["inputs"].back()["file"] == "office.toml");
  // Rights that are passed on are no policy, so that all managers may be taken out on the frontier.
  const ordered_json passed = report(
      folder, office + "--scenario delegate:delegations=1 --frontier 2..3 --simulate " + timed);
  CHECK(passed["summary"]["after"]["decision_path"]["mean_hand_offs"] == 1);
  CHECK(passed["frontier"]["points"].size() == 2);
  CHECK(passed["simulation"]["before"]["hand_offs"] == 2);
  CHECK(passed["simulation"]["after"]["hand_offs"] == 1);
}
