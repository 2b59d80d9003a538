// SPDX-License-Identifier: BSL-1.0
// Who holds the posts, and what law establishes them, from file to file. Every expected text was
// worked out by hand from the small table.
#include "support/catch.hpp"
#include "support/command_line.hpp"

#include <nlohmann/json.hpp>

#include <string>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

/// Director and section are in the hands of p2; two clerks share the post 5.
struct office_with_holders : work_folder {
  office_with_holders() {
    write("office.csv",
          "code,title,rank,reports_to,seats,holder,legal_source\n"
          "1,Minister,,,1,p1,\"Law 1, art. 2\"\n"
          "2,Director,II.a,1,1,p2,\"Decree 9, art. 4(1)\"\n"
          "3,Head,III.a,2,1,p3,\"Decree 9, art. 7\"\n"
          "4,Section,IV.a,3,1,p2; p9,\"Decree 9, art. 7\"\n"
          "5,Clerk,,4,1,person-7,\n"
          "5,Clerk,,4,1,p8,\n");
    write("lines.csv",
          "superior,subordinate,type,legal_source\n2,5,functional,\"Decree 3, art. 1\"\n");
    write("matters.csv", "code,volume\nleave,10\n");
    write("authority.csv", "position,matter\n2,leave\n");
  }
};

}  // namespace

TEST_CASE("one holder of several posts is found, and never named", "[cli][holders]") {
  const office_with_holders office;
  const command_result told =
      run(office, "pangkas check office.csv --matters matters.csv --authority authority.csv");
  CHECK(told.status == 1);
  CHECK_THAT(told.out, contains("holder-of-several [holder]: one holder is in 2 positions: \"2\" "
                                "(row 3 of office.csv), \"4\" (row 5 of office.csv)"));
  // The clerk's matter goes 5, 4, 3, 2.
  CHECK_THAT(told.out, contains("holder-twice-on-path: on the paths of 1 of 1 who raise \"leave\" "
                                "one holder stands in two posts, such as \"4\" and \"2\""));
  // p1, p2, p3, p9, person-7 and p8 in all five posts; p2 in two of them.
  CHECK_THAT(told.out, contains("6 holders in 5 positions; 1 in several.\n"));
  CHECK_THAT(told.out, !contains("p2"));
  const std::string findings = run(office, "pangkas check office.csv --json").out;
  CHECK_THAT(findings, contains("holder-of-several") && !contains("p2"));
}

TEST_CASE("codes of holders are written only where they are asked for", "[cli][holders]") {
  const office_with_holders office;
  const command_result plain = run(office, "pangkas convert office.csv --out plain.csv");
  CHECK_THAT(plain.err, contains("1 column of office.csv is not in plain.csv: \"holder\""));
  CHECK_THAT(office.read("plain.csv"), !contains("person-7") && !contains("holder"));
  run(office, "pangkas convert office.csv --holders --out with.csv");
  CHECK_THAT(office.read("with.csv"),
             contains("flags,holder,legal_source\n1,Minister,,,,,1,,,,,p1,\"Law 1, art. 2\"\n") &&
                 contains("5,Clerk,,,4,,1,,,,,person-7; p8,\n"));
  run(office, "pangkas convert office.csv --holders --lines lines.csv --out with.json");
  const auto json = nlohmann::json::parse(office.read("with.json"));
  CHECK(json["version"] == 2);
  CHECK(json["positions"][4]["holder"] == "person-7; p8");
  CHECK(json["lines"][0]["legal_source"] == "Decree 3, art. 1");
  // What was written reads back to the same bytes.
  run(office, "pangkas convert with.json --holders --out again.json");
  CHECK(office.read("again.json") == office.read("with.json"));
  run(office, "pangkas convert with.json --holders --out again.csv --to table");
  CHECK(office.read("again.csv") == office.read("with.csv"));
  run(office, "pangkas convert with.json --out again-lines.csv --to lines");
  CHECK(office.read("again-lines.csv") ==
        "superior,subordinate,type,matter,role,from,until,legal_source\n"
        "2,5,functional,,,,,\"Decree 3, art. 1\"\n");
  for (const char* command : {"measure office.csv --by position", "report office.csv --out r.html",
                              "simplify office.csv --policy id-central-2021 --out after"})
    CHECK_THAT(run(office, "pangkas " + std::string(command)).out, !contains("person-7"));
  for (const char* file : {"r.html", "after/organisation.json", "after/positions.csv"})
    CHECK_THAT(office.read(file), !contains("person-7"));
}

TEST_CASE("two who changed places are told as holders only", "[cli][holders]") {
  const office_with_holders office;
  std::string swapped = office.read("office.csv");
  swapped.replace(swapped.find("p3,"), 2, "p1");
  swapped.replace(swapped.find("p1,"), 2, "p3");
  office.write("swapped.csv", swapped);
  const command_result told = run(office, "pangkas compare office.csv swapped.csv");
  CHECK_THAT(told.out, contains("3 same, 0 moved, 2 changed (1, 3), 0 only before, 0 only after\n"
                                "  2 of those that changed differ only in who holds them\n"));
  const auto json =
      nlohmann::json::parse(run(office, "pangkas compare office.csv swapped.csv --json").out);
  CHECK(json["only_holders"] == 2);
  CHECK(json["positions"]["changed"] == 2);
  CHECK_THAT(run(office, "pangkas compare office.csv swapped.csv --by position").out,
             contains("holder") && !contains("p3"));
}

TEST_CASE("the ledger names the law behind each post that changes", "[cli][holders]") {
  const office_with_holders office;
  const command_result done =
      run(office, "pangkas simplify office.csv --policy id-central-2021 --out after --json");
  const auto json = nlohmann::json::parse(done.out);
  // Head and section are converted, and both stand in one article.
  CHECK(json["laws_to_amend"] ==
        nlohmann::json::parse(R"([{"legal_source": "Decree 9, art. 7", "posts": 2}])"));
  CHECK_THAT(office.read("after/ledger.csv"),
             contains("position,change,was,is,rule,established_by\n") &&
                 contains("III-to-madya,\"Decree 9, art. 7\"\n"));
  const auto ledger = nlohmann::json::parse(office.read("after/ledger.json"));
  CHECK(ledger["changes"][0]["position"] == "3");
  CHECK(ledger["changes"][0]["established_by"] == "Decree 9, art. 7");
  CHECK_FALSE(ledger["changes"].back().contains("established_by"));  // of the clerk
  CHECK_THAT(run(office, "pangkas simplify office.csv --policy id-central-2021").out,
             contains("legal sources of them, to amend") && contains(" 1\n"));
  run(office, "pangkas undo after/organisation.json after/ledger.json --out undone.csv");
  run(office, "pangkas convert office.csv --out plain.csv");
  CHECK(office.read("undone.csv") == office.read("plain.csv"));
}

TEST_CASE("each side of compare may have a mapping of its own", "[cli][compare]") {
  const work_folder folder;
  folder.write("old.csv", "Kode Lama;Atasan Lama\n1;\n2;1\n");
  folder.write("new.csv", "id,boss\n1,\n2,1\n3,1\n");
  folder.write("old.toml", "[columns]\ncode = \"Kode Lama\"\nreports_to = \"Atasan Lama\"\n");
  folder.write("new.toml", "[columns]\ncode = \"id\"\nreports_to = \"boss\"\n");
  const auto json = nlohmann::json::parse(
      run(folder,
          "pangkas compare old.csv new.csv --columns-before old.toml --columns-after new.toml "
          "--json")
          .out);
  CHECK(json["positions"]["same"] == 2);
  CHECK(json["positions"]["only_after"] == 1);
  // The mapping of one side beside the one of all.
  CHECK(run(folder, "pangkas compare old.csv new.csv --columns old.toml --columns-after new.toml")
            .status == 0);
  CHECK(run(folder, "pangkas compare old.csv new.csv --columns-after new.toml").status == 2);
}
