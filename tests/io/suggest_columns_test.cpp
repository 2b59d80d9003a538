// SPDX-License-Identifier: BSL-1.0
// A proposal is right if the table is read by it: each sample tells what is to come out, by hand.
#include <pangkas/io/suggest_columns.hpp>

#include "support/catch.hpp"

#include <pangkas/core/organisation_builder.hpp>
#include <pangkas/error.hpp>
#include <pangkas/io/columns.hpp>
#include <pangkas/io/position_table.hpp>

#include <map>
#include <string>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

using superiors = std::map<std::string, std::string>;

superiors read_as_suggested(const std::string& text) {
  const std::string mapping = suggest_columns(text, "x.csv");
  INFO(mapping);
  organisation_builder builder;
  add_position_table(builder, text, "x.csv", read_columns(mapping, "suggested.toml"));
  const organisation org = std::move(builder).build().organisation;
  superiors all;
  for (row_index row = 0; row < org.size(); ++row) {
    const position_id p = org.command().position_at(row);
    all[std::string(org.code(p))] = std::string(org.declared_superior(p));
  }
  return all;
}

}  // namespace

TEST_CASE("A table is read by the mapping that is proposed for it", "[io][suggest_columns]") {
  const superiors three{{"1", ""}, {"2", "1"}, {"3", "2"}};
  const std::vector<std::string> same{
      "Position ID,Job Title,Manager ID\n1,Chief,\n2,Head,1\n3,Clerk,2\n",
      "Manager ID;Name;Position ID\nNULL;Ann;1\n1;Bob;2\n2;Cay;3\n",
      "id,parentId,label\n1,1,a\n2,1,b\n3,2,c\n",
      "Staff of the office,,\n30 June "
      "2026,,\n\nid,post,boss\n1,Chief,\n2,Head,Chief\n3,Clerk,Head\n",
      "no,who,reports to whom\n1,Ann,\n2,Bob,Ann (1)\n3,Cay,Bob (2)\n",
      "kode;jabatan;eselon;atasan\n1;Kepala;II.a;\n2;Kabid;III.a;1\n3;Kasi;IV.a;2\n",
      "Position-ID,Job.Title,Manager/ID\n,,\n1,Chief,\n2,Head,1\n3,Clerk,2\n",
      // A title above, as wide as the table but with a number; a gap among the headings.
      "2026,list,of,staff,all\nid,post,,boss,note\n1,Chief,,,\n2,Head,,1,\n3,Clerk,,2,\n",
      // A column of keys without a heading is not to be named in a mapping.
      ",name,boss\n7,1,\n8,2,1\n9,3,2\n",
      // A heading that says superiors tells more than one that comes before it.
      "id,deputy,manager id\n1,,\n2,1,1\n3,1,2\n",
      "kode,atasan\n1,-\n2,1\n3,2\n",
  };
  // Of the states of two days the last is read.
  CHECK(read_as_suggested("day,post,boss\n2026-01-01,1,\n2026-01-01,2,1\n2026-06-30,1,2\n"
                          "2026-06-30,2,\n") == superiors{{"1", "2"}, {"2", ""}});
  CHECK(read_as_suggested(",note,post,day,boss\na,,1,2026-01-01,\na,x,2,2026-01-01,1\n"
                          "a,,1,2026-06-30,2\na,,2,2026-06-30,\n") ==
        superiors{{"1", "2"}, {"2", ""}});
  for (const std::string& text : same) CHECK(read_as_suggested(text) == three);
  CHECK(read_as_suggested("kode,jabatan\n01,A\n01-01,B\n01-01-01,C\n01-02,D\n") ==
        superiors{{"01", ""}, {"01-01", "01"}, {"01-01-01", "01-01"}, {"01-02", "01"}});
  CHECK(read_as_suggested("kode,jabatan\n30,A\n3001,B\n300101,C\n3002,D\n") ==
        superiors{{"30", ""}, {"3001", "30"}, {"300101", "3001"}, {"3002", "30"}});
  CHECK(read_as_suggested("code,reports_to\nA,\nB,A\nC,A; B\nD,B\n") ==
        superiors{{"A", ""}, {"B", "A"}, {"C", "A"}, {"D", "B"}});
  CHECK(read_as_suggested("email,manager\nAnn@x,\nbob@x,ann@x\ncay@x,ANN@X\n") ==
        superiors{{"Ann@x", ""}, {"bob@x", "Ann@x"}, {"cay@x", "Ann@x"}});
  CHECK(read_as_suggested("kode,jabatan\nP,A\nPXY,B\nPXY0123456,C\n") ==
        superiors{{"P", ""}, {"PXY", "P"}, {"PXY0123456", "PXY"}});
}

TEST_CASE("A heading that could be the code is not where it names superiors",
          "[io][suggest_columns]") {
  // A chain: whose mail it is stands beside who reports there; the first reports to itself.
  std::string chain = "email,report\np0,p0\n";
  superiors expected{{"p0", ""}};
  for (int i = 1; i < 21; ++i) {
    expected["p" + std::to_string(i)] = "p" + std::to_string(i - 1);
    chain += "p" + std::to_string(i - 1) + ",p" + std::to_string(i) + "\n";
  }
  CHECK(read_as_suggested(chain) == expected);
}

TEST_CASE("A proposal says why, and what it could not tell", "[io][suggest_columns]") {
  const std::string found = suggest_columns(
      "kode;jabatan;eselon;atasan;warna\n1;Kepala;II.a;XX\n2;Kabid;III.a;1\n3;Kasi;IV.a;9\n", "x");
  CHECK_THAT(found, contains("code = \"kode\""));
  CHECK_THAT(found, contains("no value stands twice in it"));
  CHECK_THAT(found, contains("rank = \"eselon\""));
  CHECK_THAT(found, contains("scheme = \"indonesia\""));
  CHECK_THAT(found, contains("root_marks = [\"\", \"-\", \"XX\"]"));
  CHECK_THAT(found, contains("no row of their own: 9."));
  CHECK_THAT(found, contains("Left alone: warna."));
  CHECK_THAT(suggest_columns("a,b\nx,y\nx,y\n", "x"), contains("none can be the code"));
  CHECK_THAT(suggest_columns("a,b\nx,y\nz,w\n", "x"), contains("No column names superiors"));
  std::string numbered = "no,what\n";
  for (int i = 1; i < 40; ++i) numbered += std::to_string(i) + ",a\n";
  CHECK_THAT(suggest_columns(numbered, "x"), contains("No column names superiors"));
  CHECK_THAT(suggest_columns("no,who,boss\n1,Ann,NULL\n2,Bob,Ann (1)\n3,Cay,Bob (2)\n", "x"),
             contains("root_marks = [\"\", \"-\", \"NULL\"]"));
  CHECK_THROWS_AS(suggest_columns("a,b\n", "x"), input_error);
  // What stands in a heading cannot leave its quotes.
  CHECK_NOTHROW(read_columns(suggest_columns("\"a\"\"b\\\",p\nx,\ny,x\n", "x"), "m"));
  CHECK_THAT(suggest_columns("\"a\nb\x7F\",p\n1,\n2,1\n3,2\n", "x"),
             contains("code = \"a\\u000ab\\u007f\""));
  // Brackets that hold nothing are no code.
  CHECK_THAT(suggest_columns("no,who,unit\n1,Ann,A (1\n2,Bob,A 1)\n3,Cay,)1(\n", "x"),
             contains("No column names superiors"));
  CHECK_THAT(suggest_columns("code,reports_to\nA,\nB,X; A\nC,A; B\n", "x"),
             contains("separator = \";\"") && contains("50 %"));
  CHECK_THAT(suggest_columns("1,2\n3,4\n", "x"),
             contains("code = \"1\"") && !contains("heading_row"));
  CHECK_THAT(suggest_columns("id,boss\n1,1\n2,2\n3,1\n", "x"), contains("2 rows report to itself"));
  CHECK_THAT(suggest_columns("id,boss\n1,\n2,1\n3,1\n4,a\n5,b\n6,c\n7,d\n8,e\n9,f\n", "x"),
             contains("no row of their own: a, b, c, d, e and 1 more."));
  CHECK_THAT(suggest_columns("id,boss,,\n1,,a,\n2,1,a,\n3,1,b,\n", "x"), !contains("Left alone"));
}

TEST_CASE("What begins the codes by chance is no superior", "[io][suggest_columns]") {
  const auto nothing_named = contains("No column names superiors");
  // Most codes with a mark are not below another; hardly any code has one; none is longer by a part.
  CHECK_THAT(suggest_columns("kode,a\n1,x\n1-1,x\n2-1,x\n3-1,x\n4-1,x\n", "x"), nothing_named);
  CHECK_THAT(suggest_columns("kode,a\nab,x\nab-1,x\nce,x\ndf,x\ngh,x\nxxyy,x\nzzyy,x\n", "x"),
             nothing_named);
  CHECK_THAT(suggest_columns("kode,a\nP,x\nQA,x\nRA,x\nPA,x\n", "x"), nothing_named);
  std::string lengths = "kode,a\n";
  for (std::size_t i = 1; i < 15; ++i) lengths += std::string(i, 'x') + ",a\n";
  CHECK_THAT(suggest_columns(lengths, "x"), nothing_named);
}

TEST_CASE("A field is proposed by its surest heading, ranks by what they say",
          "[io][suggest_columns]") {
  CHECK_THAT(suggest_columns("id,boss,name,title\n1,,a,b\n2,1,a,b\n", "x"),
             contains("title = \"title\""));
  CHECK_THAT(suggest_columns("id,boss,title,name\n1,,a,b\n2,1,a,b\n", "x"),
             contains("title = \"title\""));
  CHECK_THAT(suggest_columns("id,boss,rank\n1,,x\n2,1,y\n", "x"),
             contains("rank = \"rank\"") && contains("by its heading") && !contains("scheme"));
  const std::string told =
      suggest_columns("id,boss,n,hue,what\n1,,7,red,II.a\n2,1,8,red,III.a\n3,1,7,dun,III.a\n", "x");
  CHECK_THAT(told, contains("rank = \"what\"") && contains("scheme = \"indonesia\""));
}

TEST_CASE("A mark has few values, a column of superiors has many", "[io][suggest_columns]") {
  std::string rows = "done,id,boss\n1,1,\n";  // a blank row is none
  for (int i = 2; i <= 60; ++i)
    rows += (i == 40 ? ",,\n" : "") + std::to_string(1 + i % 2) + ',' + std::to_string(i) + ',' +
            std::to_string(i / 2) + '\n';
  CHECK_THAT(suggest_columns(rows, "x"),
             contains("made from 60 rows") && contains("reports_to = \"boss\""));
}

TEST_CASE("A heading on several lines does not end a comment", "[io][suggest_columns]") {
  CHECK(read_as_suggested(
            "\"Position\nID\",\"Reports\r\nto\",\"More\x07of\nit\"\n1,,a\n2,1,b\n3,1,c\n") ==
        superiors{{"1", ""}, {"2", "1"}, {"3", "1"}});
}
