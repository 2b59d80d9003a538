// SPDX-License-Identifier: BSL-1.0
// Every fault ends in one sentence on standard error and exit status 2, or in a finding; and
// nothing half-written stays.
#include "support/bundled.hpp"
#include "support/catch.hpp"
#include "support/command_line.hpp"
#include "support/skip.hpp"

#include <algorithm>
#include <filesystem>
#include <string>

using namespace pangkas::tests;

namespace {

/// The command fails with one line that holds @p part.
void check_refused(const work_folder& folder, const std::string& command, const std::string& part) {
  INFO(command);
  const command_result result = run(folder, command);
  INFO(result.err);
  CHECK(result.status == 2);
  CHECK(result.out.empty());
  CHECK(std::ranges::count(result.err, '\n') == 1);
  CHECK_THAT(result.err, contains(part));
}

void check_file(const std::string& bytes, const std::string& part) {
  const work_folder folder;
  folder.write("data.csv", bytes);
  check_refused(folder, "pangkas measure data.csv", part);
}

}  // namespace

TEST_CASE("A file that cannot be read is refused in one sentence", "[cli][bad-input]") {
  const work_folder folder;
  check_refused(folder, "pangkas measure missing.csv", "missing.csv");
  check_refused(folder, "pangkas measure .", "folder");
  check_refused(folder, "pangkas measure " + department + " " + ministry, "format");
}

TEST_CASE("A file that is no table is refused in one sentence", "[cli][bad-input]") {
  check_file("", "empty");
  check_file(" \n\r\n", "empty");
  check_file(std::string("code,reports_to\nA,\0B\n", 19), "NUL");
  check_file(std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16), "data.csv");
  check_file("PK\x03\x04 a workbook", "spreadsheet");
  check_file("<!DOCTYPE html>\n<title>Not found</title>\n", "web page");
  check_file("code,reports_to\nA,\nB,\"A\nC,A\n", "row 3");
  check_file("post,manager\nA,\nB,A\n", "\"post\", \"manager\"");
  check_file("code,reports_to,code\nA,,B\n", "code");
  check_file("code,reports_to\nA,\"" + std::string(std::size_t{100} << 20, 'x') + "\"\n", "row 2");
}

TEST_CASE("Native JSON that is damaged is refused in one sentence", "[cli][bad-input]") {
  const work_folder folder;
  REQUIRE(run(folder, "pangkas convert " + ministry + " whole.json").status == 0);
  const std::string whole = folder.read("whole.json");
  folder.write("cut.json", whole.substr(0, whole.size() / 2));
  check_refused(folder, "pangkas measure cut.json", "line");
  folder.write("other.json", "{\"name\": \"not an organisation\"}");
  check_refused(folder, "pangkas measure other.json", "not an organisation of Pangkas");
  folder.write("newer.json", "{\"pangkas\": \"organisation\", \"version\": 99, \"positions\": []}");
  check_refused(folder, "pangkas measure newer.json", "99");
  folder.write("list.json", "{\"pangkas\": \"organisation\", \"version\": 1, \"positions\": {}}");
  check_refused(folder, "pangkas measure list.json", "positions");
}

TEST_CASE("Native JSON may hold lists in lists of any depth where none belongs",
          "[cli][bad-input]") {
  const work_folder folder;
  const std::string deep = std::string(300'000, '[') + std::string(300'000, ']');
  const std::string head = "{\"pangkas\": \"organisation\", \"version\": 1,\n";
  folder.write("title.json", head + "\"positions\": [{\"code\": \"A\", \"title\": " + deep + "}]}");
  const command_result check = run(folder, "pangkas check title.json");
  CHECK(check.status == 1);
  CHECK_THAT(check.out, contains("\"title\" must be a text, it is a list"));
  const std::string objects = [] {
    std::string text;
    for (int i = 0; i < 100'000; ++i) text += "{\"a\":";
    return text + "1" + std::string(100'000, '}');
  }();
  // Each object holds a member twice; were each read again for it, this would take hours.
  const std::string twice = [] {
    std::string text;
    for (int i = 0; i < 100'000; ++i) text += "{\"a\":1,\"a\":";
    return text + "1" + std::string(100'000, '}');
  }();
  for (const std::string& rest :
       {"\"positions\": [{\"code\": " + deep + "}]}", "\"positions\": [" + deep + "]}",
        "\"positions\": " + deep + "}", "\"scheme\": " + deep + ", \"positions\": []}",
        "\"scheme\": " + objects + ", \"positions\": []}",
        "\"matters\": [{\"code\": \"m\", \"volume\": " + objects + "}], \"positions\": []}",
        "\"positions\": [{\"code\": \"A\", \"none\": " + objects + "}]}",
        "\"positions\": [{\"code\": \"A\", \"none\": " + twice + "}]}"}) {
    folder.write("deep.json", head + rest);
    const command_result result = run(folder, "pangkas check deep.json");
    CAPTURE(rest.substr(0, 60), result.err.substr(0, 200), result.out.substr(0, 200));
    CHECK((result.status == 1 || result.status == 2));
    CHECK(result.out.size() + result.err.size() < 2000);
  }
  // Cut at a character: of 80 the last three are the points.
  folder.write("long.json", head + "\"positions\": [{\"code\": \"A\", \"seats\": \"" +
                                std::string(76, 'x') + "\u00e9\u00e9\u00e9\u00e9\u00e9\"}]}");
  CHECK_THAT(run(folder, "pangkas check long.json").out,
             contains(std::string(76, 'x') + "\u00e9...\""));
}

TEST_CASE("A pipe is opened once, and named once", "[cli][bad-input]") {
  const work_folder folder;
  folder.write("data.csv", "code,reports_to\nA,\nB,A\n");
  for (int i = 0; i < 5; ++i) {
    const command_result result = run(
        folder,
        "rm -f pipe; mkfifo pipe; cat data.csv > pipe & sleep 0.05; timeout 20 pangkas check pipe");
    CHECK(result.status == 0);
  }
  check_refused(folder, "pangkas check - - < data.csv", "the standard input cannot be read twice");
  check_refused(folder, "cat data.csv | pangkas check - --columns /dev/stdin",
                "cannot be read twice");
  check_refused(folder, "pangkas compare data.csv data.csv --matters - < data.csv",
                "the standard input cannot be read twice");
}

TEST_CASE("A heading of megabytes is not repeated whole", "[cli][bad-input]") {
  const work_folder folder;
  const std::string heading(std::size_t{2} << 20, 'x');
  folder.write("data.csv", heading + ",b\n1,2\n");
  CHECK(run(folder, "pangkas check data.csv").err.size() < 500);
  folder.write("data.csv", "code,reports_to,seats\n" + heading + "," + heading + "y,1\nB,B,1\n");
  const command_result result = run(folder, "pangkas check data.csv");
  CHECK(result.status == 1);
  CHECK(result.out.size() < 1200);
}

TEST_CASE("Undo refuses a ledger or an organisation that is not as it was written",
          "[cli][bad-input]") {
  const work_folder folder;
  REQUIRE(run(folder, "pangkas simplify " + ministry + " --policy id-central-2021 --out after")
              .status == 0);
  const std::string ledger = folder.read("after/ledger.json");
  const std::string after = folder.read("after/organisation.json");
  const std::string undo =
      "pangkas undo after/organisation.json after/ledger.json --force --out back.json";
  const std::size_t was = ledger.find("\"change\":\"re-attached\",\"was\":\"") + 31;
  folder.write("after/ledger.json", std::string(ledger).replace(was, 2, "00"));
  check_refused(folder, undo, "after/ledger.json was changed since it was written");
  check_refused(folder, undo + " --unverified", "after/ledger.json was changed since");
  folder.write("after/ledger.json", ledger);

  const std::size_t title = after.find("\"title\":\"") + 9;
  folder.write("after/organisation.json", std::string(after).replace(title, 1, "X"));
  const command_result other = run(folder, undo);
  CHECK(other.status == 2);
  CHECK_THAT(other.err, contains("not the one that the ledger was written for"));
  CHECK(run(folder, undo + " --unverified").status == 0);
  // What is wrong in the organisation is told, and does not stop it.
  folder.write("after/organisation.json", after);
  const command_result whole = run(folder, undo);
  CHECK(whole.status == 0);
  const command_result check = run(folder, "pangkas check after");
  CHECK(check.status == 0);
  CHECK(check.out == "0 errors, 0 warnings. after is as it was written\n");

  folder.write("after/positions.csv", "code\n");
  const command_result changed = run(folder, "pangkas check after --findings found.csv --json");
  CHECK(changed.status == 1);
  CHECK_THAT(changed.out, contains("\"rule\": \"folder-file-changed\""));
  CHECK_THAT(folder.read("found.csv"), contains("\nafter/positions.csv,,,,folder-file-changed,"));
}

TEST_CASE("What was written is told although standard output is closed", "[cli][bad-input]") {
  const work_folder folder;
  const command_result closed =
      run(folder, "pangkas simplify " + ministry + " --policy id-central-2021 --out after >&-");
  CHECK(closed.status == 2);
  CHECK_THAT(closed.err, contains("but the files stand in after"));
  CHECK(run(folder, "pangkas check after").status == 0);
}

TEST_CASE("Tables that people open hold no formulas where that is asked for", "[cli][bad-input]") {
  const work_folder folder;
  folder.write("data.csv", "code,title,rank,reports_to\n=1,@T,,\n-A,+62 x,II.a,=1\n-2,,III.a,-A\n");
  CHECK(run(folder, "pangkas convert data.csv safe.csv --spreadsheet-safe").status == 0);
  CHECK_THAT(folder.read("safe.csv"), contains("\n'=1,'@T,") &&
                                          contains("\n'-A,'+62 x,,II.a,'=1,") &&
                                          contains("\n-2,,,III.a,'-A,"));
  CHECK(run(folder, "pangkas convert data.csv exact.csv").status == 0);
  CHECK_THAT(folder.read("exact.csv"), contains("\n-A,+62 x,,II.a,=1,"));
  const std::string simplify = "pangkas simplify data.csv --policy delayer --layers 2 --out ";
  CHECK(run(folder, simplify + "exact").status == 0);
  CHECK(run(folder, simplify + "safe --spreadsheet-safe").status == 0);
  CHECK_THAT(folder.read("exact/positions.csv"), contains("\n-A,"));
  CHECK_THAT(folder.read("safe/positions.csv"), contains("\n'-A,"));
  CHECK_THAT(folder.read("exact/ledger.csv"), contains("\n'-A,converted,"));
  CHECK(folder.read("exact/ledger.json") == folder.read("safe/ledger.json"));
}

TEST_CASE("A table with a heading row alone is an organisation without positions",
          "[cli][bad-input]") {
  const work_folder folder;
  folder.write("data.csv", "code,reports_to\n");
  const command_result check = run(folder, "pangkas check data.csv");
  CHECK(check.status == 1);
  CHECK_THAT(check.out, contains("no-positions"));
  CHECK(run(folder, "pangkas measure data.csv").status == 0);
  CHECK(run(folder, "pangkas simplify data.csv --policy delayer --layers 3").status == 0);
}

TEST_CASE("A fault in a row is a finding that names file, row, column and position",
          "[cli][bad-input]") {
  const work_folder folder;
  folder.write("data.csv",
               "code,reports_to,seats,kind,rank\n"
               "A,,1,structural,I.a\n"
               "B,A\n"
               "C,C,1,,III.a\n"
               "D,E,1,,\n"
               "E,D,1,,\n"
               "F,a,many,boss,IX.z\n"
               "A,B,1,,II.a\n"
               ",A,1,,\n"
               "G,A,1,,,,extra\n"
               "\"H\"x,A,1,,\n");
  const command_result check = run(folder, "pangkas check data.csv");
  CHECK(check.status == 1);
  for (const char* part :
       {"data.csv:3: error: ragged-row [seats]",
        "data.csv:4: error: self-report [reports_to]: \"C\"",
        "data.csv:5: error: cycle [reports_to]: a cycle of 2 positions: D → E → D",
        "did you mean \"A\"?", "data.csv:7: error: bad-number [seats]", "unknown-kind [kind]",
        "unknown-rank [rank]", "data.csv:8: error: duplicate-code [code]",
        "data.csv:9: error: no-code [code]", "data.csv:10: error: ragged-row",
        "data.csv:11: warning: text-after-quote"})
    CHECK_THAT(check.out, contains(part));
  // Nothing is lost: A, B, C, D, E, F, G and Hx are there.
  CHECK_THAT(check.out, contains("4 of 8 positions"));
}

TEST_CASE("A fault in a table of decisions is a finding that names file, row and column",
          "[cli][bad-input]") {
  const work_folder folder;
  folder.write("data.csv", "code,reports_to,kind\nR,,structural\nA,R,structural\nB,A,executing\n");
  folder.write("matters.csv",
               "code,volume,originators,amount\n"
               "leave,-5,kind=executing,\n"
               "buy,many,codes=Z,100\n"
               "pay,,rnak=III,\n"
               "leave,7,,\n"
               "leave,-5,kind=executing,\n");
  folder.write("authority.csv",
               "position,holders,matter,limit,giver,from,until,legal_source\n"
               "Z,,leave,,,,,\n"
               "A,,laeve,,,,,\n"
               "A,,buy,99,,,,\n"
               "A,,leave,,B,,,\n"
               "A,,*,,R,,,\n"
               "R,,*,,A,,,\n"
               "R,,leave,,,2021-06-30,2021-06-29,\n"
               "R,,leave,,,2021-02-29,,\n"
               ",rank=IX,leave,,,,,\n"
               "R,,leave,10,,,,\n"
               "R,,leave,20,,,,\n"
               "R,,leave,10,,,,\n"
               "A,all,leave,,,,,\n");
  folder.write("lines.csv",
               "superior,subordinate,type,matter\n"
               "R,b,acting,\n"
               "R,B,asignment,\n"
               "A,B,coordination,laeve\n"
               "A,A,functional,\n");
  folder.write("steps.csv",
               "matter,act,who\n"
               "leave,sgn,A\n"
               "leave,sign,@boss\n"
               "laeve,sign,A\n");
  const std::string tables =
      " --matters matters.csv --authority authority.csv --lines lines.csv --steps steps.csv";
  const command_result check = run(folder, "pangkas check data.csv" + tables);
  INFO(check.out << check.err);
  CHECK(check.status == 1);
  for (const char* part :
       {"matters.csv:2: error: bad-number [volume]: \"-5\" is negative — read as 0",
        "matters.csv:3: error: bad-number [volume]: \"many\" is no number",
        "matters.csv:3: error: unknown-position [originators]",
        "matters.csv:3: error: selects-nobody [originators]",
        "matters.csv:4: error: bad-selector [originators]",
        "did you mean \"rank\"?",
        "matters.csv:5: error: contradicting-rows [code]",
        "(row 2 of matters.csv)",
        "matters.csv:6: warning: repeated-row [code]",
        "authority.csv:2: error: unknown-position [position]",
        "authority.csv:3: error: unknown-matter [matter]",
        "did you mean \"leave\"?",
        "authority.csv:4: warning: limit-below-amounts [limit]",
        "authority.csv:5: warning: giver-without-authority [giver]",
        "authority.csv:6: error: delegation-cycle [giver]",
        "authority.csv:7: error: delegation-cycle [giver]",
        "authority.csv:8: error: bad-period [until]",
        "authority.csv:9: error: bad-date [from]",
        "authority.csv:10: error: selects-nobody [holders]",
        "authority.csv:12: error: contradicting-rows [position]",
        "(row 11 of authority.csv)",
        "authority.csv:13: warning: repeated-row [position]",
        "authority.csv:14: error: unclear-holder [holders]",
        "lines.csv:2: error: unknown-position [subordinate]",
        "did you mean \"B\"?",
        "lines.csv:3: error: unknown-line-type [type]",
        "did you mean \"assignment\"?",
        "lines.csv:4: error: unknown-matter [matter]",
        "lines.csv:5: error: self-report",
        "steps.csv:2: error: unknown-act [act]",
        "did you mean \"sign\"?",
        "steps.csv:3: error: bad-holder [who]",
        "steps.csv:4: error: unknown-matter [matter]"})
    CHECK_THAT(check.out, contains(part));
  // The same for what stands in the JSON already, and what a table adds to it.
  REQUIRE(run(folder, "pangkas convert data.csv whole.json" + tables).status == 0);
  const command_result again =
      run(folder, "pangkas check whole.json --matters matters.csv --authority authority.csv");
  CHECK_THAT(again.out, contains("matters.csv:5: error: contradicting-rows [code]: the matter "
                                 "\"leave\" was given before (row 1 of whole.json)"));
  CHECK_THAT(again.out, contains("authority.csv:11: warning: repeated-row [position]"));
  check_refused(folder, "pangkas check data.csv --strict" + tables, "matters.csv:2");
}

TEST_CASE("A table of decisions that cannot be read is refused in one sentence",
          "[cli][bad-input]") {
  const work_folder folder;
  const std::string measure = "pangkas measure " + ministry;
  check_refused(folder, measure + " --matters missing.csv", "missing.csv");
  folder.write("empty.csv", "");
  folder.write("other.csv", "title,unit\nx,y\n");
  folder.write("open.csv", "code\n\"leave\n");
  folder.write("book.csv", "PK\x03\x04 a workbook");
  for (const char* option : {" --matters ", " --authority ", " --lines ", " --steps "}) {
    check_refused(folder, measure + option + "empty.csv", "empty.csv");
    check_refused(folder, measure + option + "other.csv", "\"title\", \"unit\"");
    check_refused(folder, measure + option + "book.csv", "spreadsheet");
  }
  check_refused(folder, measure + " --matters open.csv", "row 2");
}

TEST_CASE("A policy that is wrong is refused with its line", "[cli][bad-input]") {
  const work_folder folder;
  const std::string simplify = "pangkas simplify " + ministry + " --policy ./policy.toml";
  check_refused(folder, simplify, "policy.toml");
  folder.write("policy.toml", "[policy]\nname = \"x\"\nnmae = \"y\"\n");
  check_refused(folder, simplify, "policy.toml:3");
  for (const auto& file :
       std::filesystem::directory_iterator(PANGKAS_SOURCE_DIR "/tests/data/policies")) {
    INFO(file.path().filename().string());
    const command_result result =
        run(folder, "pangkas simplify " + ministry + " --policy " + file.path().string());
    INFO(result.err);
    CHECK(result.status == 2);
    CHECK(std::ranges::count(result.err, '\n') == 1);
    CHECK(result.out.empty());
  }
}

TEST_CASE("What cannot be written leaves nothing behind", "[cli][bad-input][file-limit]") {
  const work_folder folder;
  check_refused(folder, "pangkas convert " + ministry + " /dev/full --to json", "/dev/full");
  check_refused(folder, "pangkas convert " + ministry + " missing-folder/x.json", "missing-folder");
  check_refused(folder, "pangkas convert " + ministry + " x.docx", ".json");
  folder.write("file", "");
  // A folder in which nobody, not even root, can make one.
  check_refused(folder, "pangkas simplify " + ministry + " --policy id-central-2021 --out /proc/x",
                "/proc/x");
  check_refused(folder, "pangkas simplify " + ministry + " --policy id-central-2021 --out file",
                "file");
  const long before = folder.entries();
  // A limit on the size of a file stands in for a full disk: 16 blocks of 512 or 1,024 bytes.
  check_refused(
      folder,
      "ulimit -f 16; pangkas simplify " + ministry + " --policy id-central-2021 --out after",
      "after");
  check_refused(folder, "ulimit -f 16; pangkas convert " + ministry + " x.json", "x.json");
  CHECK(folder.entries() == before);
  // What fits into the buffer of the standard output is missed at its end, more at once.
  for (const char* command : {"measure examples/id-ministry/positions.csv", "generate -n 9999"})
    CHECK_THAT(run(folder, std::string("pangkas ") + command + " > /dev/full").err,
               contains("the standard output cannot be written: No space left on device\n"));
}

TEST_CASE("An output that is there is replaced whole or not at all",
          "[cli][bad-input][file-limit]") {
  const work_folder folder;
  folder.write("x.json", "the old content");
  CHECK(run(folder, "ulimit -f 16; pangkas convert " + ministry + " --force --out x.json").status ==
        2);
  CHECK(folder.read("x.json") == "the old content");
  CHECK(run(folder, "pangkas convert " + ministry + " --force --out x.json").status == 0);
  CHECK(folder.read("x.json").starts_with("{\n  \"pangkas\": \"organisation\""));
}

TEST_CASE("A signal while writing leaves nothing behind", "[cli][bad-input]") {
  const work_folder folder;
  REQUIRE(run(folder, "pangkas generate --positions 300000 --out service.csv").status == 0);
  const long before = folder.entries();
  // The signal comes as soon as a temporary file is there.
  const command_result result =
      run(folder,
          "pangkas convert service.csv service.json & writer=$!\n"
          "for i in $(seq 12000); do if ls service.json.tmp-* >/dev/null 2>&1; then break; fi; "
          "sleep 0.01; done\n"
          "kill -TERM $writer; wait $writer; echo status $?");
  INFO(result.out << result.err);
  const bool stopped = result.out == "status 2\n" && folder.entries() == before;
  // On a quick machine the file may be whole before the signal comes.
  const bool whole = folder.read("service.json").ends_with("}\n") && folder.entries() == before + 1;
  CHECK((stopped || whole));
}

TEST_CASE("A chain of a hundred thousand positions needs no deep stack", "[cli][bad-input]") {
  const work_folder folder;
  const command_result result =
      run(folder,
          "awk 'BEGIN { print \"code,reports_to\"; print \"1,\"; "
          "for (i = 2; i <= 100000; i++) print i \",\" i - 1 }' > chain.csv\n"
          "pangkas measure chain.csv && pangkas simplify chain.csv --policy delayer --layers "
          "2,3,50000 && pangkas convert chain.csv chain.json && pangkas measure chain.json");
  INFO(result.err);
  CHECK(result.status == 0);
  CHECK_THAT(result.out, contains("Layers          100000"));
  CHECK(run(folder, "pangkas optimise chain.csv --span-cap 8").status == 0);
  check_refused(folder, "pangkas optimise chain.csv --span-cap 50000", "give a lower span cap");
}

TEST_CASE("A cycle of a hundred thousand positions is one finding", "[cli][bad-input]") {
  const work_folder folder;
  const command_result result =
      run(folder,
          "awk 'BEGIN { print \"code,reports_to\"; "
          "for (i = 1; i <= 100000; i++) print i \",\" i % 100000 + 1 }' > cycle.csv\n"
          "pangkas check cycle.csv");
  CHECK(result.status == 1);
  CHECK_THAT(result.out, contains("a cycle of 100000 positions: 1 → 2 → 3 →"));
  CHECK_THAT(result.out, contains("100000 unrooted"));
}

TEST_CASE("What cannot be said on standard error stops nothing", "[cli][bad-input]") {
  const work_folder folder;
  folder.write("found.csv", "code,reports_to\nA,\nB,NOBODY\n");
  // Whatever is opened first must not get the number of a stream that was closed.
  for (const char* lost : {"2>&-", "2>/dev/full", "2>&- <&-"}) {
    CAPTURE(lost);
    const std::string to = std::string(" ") + lost;
    CHECK(run(folder, "pangkas convert found.csv --force --out out.json --stats" + to).status == 0);
    const std::string written = folder.read("out.json");
    CHECK(written.starts_with("{\n"));
    CHECK(written.ends_with("}\n"));
    CHECK_THAT(written, !contains("pangkas:"));
    CHECK(run(folder, "pangkas check missing.csv" + to).status == 2);
    CHECK(run(folder, "pangkas check found.csv" + to).status == 1);
    CHECK(run(folder, "pangkas nonsense" + to).status == 2);
  }
  CHECK(run(folder, "pangkas check found.csv >&-").status == 2);
  CHECK(run(folder, "pangkas measure - <&-").status == 2);
}

TEST_CASE("A sentence without end is cut between two letters", "[cli][bad-input]") {
  const work_folder folder;
  // Each é has two bytes, so that one of the two names is cut in one where it is cut at a byte.
  for (const std::string begin : {"", "x"}) {
    std::string name = begin;
    for (int i = 0; i < 600; ++i) name += "é";
    std::string said = run(folder, "pangkas measure '" + name + "'").err;
    CHECK(said.size() < 930);
    CHECK_THAT(said, contains("é ... é"));
    for (std::size_t at = said.find("é"); at != std::string::npos; at = said.find("é"))
      said.erase(at, 2);
    CHECK(std::ranges::none_of(said, [](char c) { return static_cast<unsigned char>(c) > 127; }));
  }
}

TEST_CASE("Statistics tell where time went, and of positions where there are some",
          "[cli][bad-input]") {
  const work_folder folder;
  folder.write("empty.csv", "code,reports_to\n");
  folder.write("one.csv", "code,reports_to\nR,\n");
  const std::string none = run(folder, "pangkas measure --stats empty.csv").err;
  CHECK_THAT(none, contains("\nmeasure ") && contains("\npeak memory ") &&
                       !contains(" positions, ") && !contains("structure"));
  const std::string one = run(folder, "pangkas measure --stats one.csv").err;
  CHECK_THAT(one, contains("  1 position, ") && contains("\nstructure "));
  // Where nothing was begun there is nothing to tell.
  const std::string refused = run(folder, "pangkas simplify one.csv --stats --policy nobodys").err;
  CHECK_THAT(refused, contains("no preset policy \"nobodys\"") && !contains("peak memory"));
}

TEST_CASE("A terminal is told how far reading is, once that takes a second", "[cli][bad-input]") {
  const work_folder folder;
  if (run(folder, "command -v script").status != 0) {
    skip("nothing is here to play a terminal (script, of util-linux)");
    return;
  }
  // More rows than are read between two looks at the clock.
  REQUIRE(run(folder, "pangkas generate -n 70000 --out p.csv").status == 0);
  folder.write("read.sh", "(sleep 1.1; cat p.csv) | pangkas measure - > out\n");
  const command_result result = run(folder, "script -qec 'sh read.sh' typescript");
  CHECK(result.status == 0);
  CHECK_THAT(result.out, contains("\rreading -: ") && contains(" a second\x1b[K\r\x1b[K"));
  CHECK_THAT(folder.read("out"), contains("Positions       70000: ") && !contains("reading"));
}

TEST_CASE("An option that cannot be meant is refused", "[cli][bad-input]") {
  const work_folder folder;
  const auto refused = [&](const std::string& command, const std::string& part) {
    const command_result result = run(folder, command);
    INFO(command << '\n' << result.err);
    CHECK(result.status == 2);
    CHECK(result.out.empty());
    CHECK_THAT(result.err, contains(part));
  };
  const std::string optimise = "pangkas optimise " + ministry;
  for (const char* threads : {"-1", "100000", "18446744073709551615", "many", "1.5"})
    refused("pangkas check " + ministry + " --threads " + threads, "--threads");
  for (const char* none : {"nan", "-nan", "inf", "-inf"}) {
    refused(optimise + " --span-cap 8 --price " + none, "--price");
    refused("pangkas paths " + ministry + " --working-minutes " + none, "--working-minutes");
    refused("pangkas generate --positions 10 --span " + std::string(none), "--span");
  }
  refused(optimise + " --frontier 1..2147483647", "more than 10000 span caps");
  refused(optimise + " --frontier 8..5", "from 8 to 5");
  refused(optimise + " --frontier 5..9x", "is no range of span caps");
  refused(optimise + " --frontier 5..99999999999999999999", "--frontier");
}

TEST_CASE("A terminal is told nothing that it would obey", "[cli][bad-input]") {
  const work_folder folder;
  const std::string escape = "\x1b]0;x\x07";
  const std::string turned = "\u202Etxt\u2069\u061C\u200E\u200F";
  folder.write("data.csv", "code,title,reports_to\nA,\"" + escape + "\",\nB,\"" + turned +
                               "\",A\nC,\"two\nlines\",B\n\"D" + escape + "\",x,\"E" + turned +
                               "\"\n\"F\u0085\",y,A\n");
  folder.write("matters.csv", "code,name\nm,\"" + escape + "\"\n");
  folder.write("authority.csv", "position,matter,legal_source\nA,m,\"" + turned + "\"\n");
  const std::string decisions = " --matters matters.csv --authority authority.csv";
  for (const std::string& command :
       {"pangkas check data.csv" + decisions, "pangkas measure data.csv" + decisions,
        "pangkas paths data.csv --matter m --from C" + decisions,
        "pangkas paths data.csv" + decisions,
        "pangkas paths data.csv --from 'Q" + escape + "'" + decisions,
        "pangkas check 'no" + escape + ".csv'", "pangkas check 'no\xE2" + escape + ".csv'",
        "pangkas '" + escape + "'", "pangkas check data.csv --threads '" + escape + "'",
        "pangkas simplify data.csv --policy delayer --layers 2" + decisions}) {
    const command_result result = run(folder, command);
    const std::string said = result.out + result.err;
    CAPTURE(command, said);
    for (const char* mark :
         {"\x1b", "\x07", "\u202E", "\u2069", "\u0085", "\u061C", "\u200E", "\u200F"})
      CHECK_THAT(said, !contains(mark));
  }
  CHECK_THAT(run(folder, "pangkas check data.csv").out, contains("D\\u001b]0;x\\u0007"));
  CHECK_THAT(run(folder, "pangkas paths data.csv --matter m --from C" + decisions).out,
             contains("C two\\u000alines") && contains("\\u202etxt\\u2069\\u061c\\u200e\\u200f"));
  // What is read back is as it was.
  CHECK_THAT(run(folder, "pangkas convert data.csv - --to table").out, contains(turned));
}
