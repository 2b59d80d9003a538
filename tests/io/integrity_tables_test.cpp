// SPDX-License-Identifier: BSL-1.0
#include <pangkas/io/integrity_tables.hpp>

#include "support/archive.hpp"
#include "support/catch.hpp"
#include "support/organisations.hpp"
#include "support/temporary_folder.hpp"

#include <pangkas/core/organisation_builder.hpp>
#include <pangkas/error.hpp>

#include <string>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

struct read_tables {
  integrity_tables tables;
  std::vector<std::string> findings;  ///< rule and row
};

template <class Add>
read_tables read_tables_with(const organisation& org, const Add& add) {
  integrity_builder builder(org);
  add(builder);
  read_tables read;
  read.tables = std::move(builder).build();
  for (const finding& f : builder.findings())
    read.findings.push_back(f.rule + (f.row ? " " + std::to_string(*f.row) : ""));
  return read;
}

read_tables read_duties(const organisation& org, const std::string& text) {
  return read_tables_with(org,
                          [&](integrity_builder& b) { add_duty_table(b, text, "duties.csv"); });
}

}  // namespace

TEST_CASE("a table of duties is read under English and Indonesian headings", "[io][integrity]") {
  const organisation org = make(two_roots().what);
  const auto english =
      read_duties(org,
                  "position,process,duty,moves,holder,since\nA,purchase,approve,yes,h1,2021-06-30\n"
                  "a1,purchase,order,,,\nB,*,audit,no,h1,\n");
  const auto indonesian = read_duties(
      org,
      "Kode Jabatan;Proses;Tugas;Pindah;Pemegang;TMT\nA;purchase;approve;ya;h1;30/06/2021\n"
      "a1;purchase;order;;;\nB;*;audit;tidak;h1;-\n");
  CHECK(english.findings.empty());
  CHECK(indonesian.findings.empty());
  CHECK(english.tables == indonesian.tables);
  REQUIRE(english.tables.duties.size() == 3);
  CHECK(english.tables.duties[0].moves == true);
  CHECK_FALSE(english.tables.duties[1].moves);
  CHECK(english.tables.duties[2].moves == false);
  CHECK(english.tables.held == std::vector<held_post>{{org.row(org.at("A")), 0, "2021-06-30"},
                                                      {org.row(org.at("B")), 0, {}}});
}

TEST_CASE("a selector gives a duty to each position that it meets", "[io][integrity]") {
  const organisation org = make(two_roots().what);
  const auto read = read_duties(org, "positions,matter,duty\na1|b1,purchase,order\n");
  CHECK(read.findings.empty());
  CHECK(read.tables.duties.size() == 2);
}

TEST_CASE("what a row of duties lacks is a finding of the row", "[io][integrity]") {
  const organisation org = make(two_roots().what);
  const auto read = read_duties(
      org,
      "position,positions,process,duty,moves,holder\nA,,,order,,\nA,,purchase,-,,\n"
      "Z,,purchase,order,,\n,,purchase,order,,\nA,a1,purchase,order,,\n"
      ",kind=boss,purchase,order,,\nA,,purchase,order,perhaps,\n,a1|a2,purchase,order,,h1\n");
  CHECK(read.findings == std::vector<std::string>{"no-process 2", "no-duty 3", "unknown-position 4",
                                                  "unclear-position 5", "unclear-position 6",
                                                  "bad-selector 7", "bad-value 8",
                                                  "unclear-holder 9"});
  CHECK(read.tables.duties.size() == 3);
  CHECK(read.tables.held.empty());
}

TEST_CASE("holders and relations are read, whichever comes first", "[io][integrity]") {
  const organisation org = make(two_roots().what);
  const auto read = read_tables_with(org, [](integrity_builder& b) {
    add_relation_table(b,
                       "holder_a,holder_b,kind,degree\nh1,h2,kin,2\nh1,h1,kin,\nh1,h7,kin,\n"
                       "h2,h1,business,\nh1,h2,kin,half\n",
                       "relations.csv");
    add_holder_table(b, "holder,position,since\nh1,A,2020-01-31\nh2,B,\n,a1,\nh3,Z,\n",
                     "holders.csv");
  });
  CHECK(read.findings == std::vector<std::string>{"bad-number 6", "no-holder 4",
                                                  "unknown-position 5", "related-to-itself 3",
                                                  "unknown-holder 4"});
  CHECK(read.tables.relations ==
        std::vector<known_relation>{{0, 1, "kin", 2}, {1, 0, "business", {}}, {0, 1, "kin", {}}});
}

TEST_CASE("holders of the position table are known without another table", "[io][integrity]") {
  organisation_builder builder;
  position a = post("A");
  a.holders = "h1; h2";
  builder.add(a);
  position b = post("B", "A");
  b.holders = "h1";
  builder.add(b);
  const organisation org = std::move(builder).build().organisation;
  const auto read = read_tables_with(org, [](integrity_builder&) {});
  CHECK(read.tables.held == std::vector<held_post>{{0, 0, {}}, {0, 1, {}}, {1, 0, {}}});
}

TEST_CASE("duties and holders may stand in a workbook", "[io][integrity]") {
  const auto row = [](const std::vector<std::string>& cells) {
    std::string text = "<row>";
    for (const std::string& cell : cells)
      text += "<c t=\"inlineStr\"><is><t>" + cell + "</t></is></c>";
    return text + "</row>";
  };
  const temporary_folder folder;
  put(folder / "rules.xlsx",
      workbook_of({{{"notes", "<sheetData>" + row({"nothing"}) + "</sheetData>"},
                    {"duties", "<sheetData>" + row({"position", "process", "duty"}) +
                                   row({"A", "purchase", "approve"}) +
                                   row({"Z", "purchase", "pay"}) + "</sheetData>"}}}));
  const integrity_data data =
      read_integrity_tables(make(two_roots().what), {{folder / "rules.xlsx"}, {}, {}});
  REQUIRE(data.tables.duties.size() == 1);
  REQUIRE_FALSE(data.findings.empty());
  const finding& unknown = data.findings.back();
  CHECK(unknown.position == "Z");
  CHECK(unknown.row == 3U);
}

TEST_CASE("files of integrity are read, hashed, and refused when they are no tables",
          "[io][integrity]") {
  const organisation org = make(two_roots().what);
  const temporary_folder folder;
  put(folder / "duties.csv", "position,process,duty\nA,purchase,approve\nZ,purchase,pay\n");
  put(folder / "empty.csv", "");
  put(folder / "wrong.csv", "position,duty\nA,approve\n");
  const integrity_data data = read_integrity_tables(org, {{folder / "duties.csv"}, {}, {}});
  CHECK(data.tables.duties.size() == 1);
  REQUIRE(data.findings.size() == 1);
  CHECK(data.findings[0].file == folder / "duties.csv");
  REQUIRE(data.inputs.size() == 1);
  CHECK(data.inputs[0].sha256.size() == 64);
  CHECK_THROWS_AS(read_integrity_tables(org, {{folder / "empty.csv"}, {}, {}}), input_error);
  CHECK_THROWS_AS(read_integrity_tables(org, {{folder / "none.csv"}, {}, {}}), input_error);
  CHECK_THROWS_WITH(read_integrity_tables(org, {{folder / "wrong.csv"}, {}, {}}),
                    contains("process"));
  // All in Windows-1252, as the other tables it is told once.
  put(folder / "1252.csv", "position,process,duty\nA,d\xE9p\xF4t,pay\n");
  const integrity_data other = read_integrity_tables(org, {{folder / "1252.csv"}, {}, {}});
  CHECK(other.tables.duties.size() == 1);
  REQUIRE(other.findings.size() == 1);
  CHECK(other.findings[0].level == severity::warning);
  CHECK(other.findings[0].action == "read as Windows-1252");
  // One byte of another encoding among letters of UTF-8.
  put(folder / "mixed.csv",
      "position,process,duty\nA,r\xC3\xA9gie,approve\nA,d\xE9p\xC3\xB4t,pay\n");
  const integrity_data mixed = read_integrity_tables(org, {{folder / "mixed.csv"}, {}, {}});
  CHECK(mixed.tables.duties.size() == 2);
  REQUIRE(mixed.findings.size() == 1);
  CHECK(mixed.findings[0].rule == "encoding");
  CHECK(mixed.findings[0].row == 3U);
  CHECK(mixed.findings[0].detail == "1 byte is not UTF-8, though the rest of the file is");
}
