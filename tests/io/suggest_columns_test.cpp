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
  };
  // Of the states of two days the last is read.
  CHECK(read_as_suggested("day,post,boss\n2026-01-01,1,\n2026-01-01,2,1\n2026-06-30,1,2\n"
                          "2026-06-30,2,\n") == superiors{{"1", "2"}, {"2", ""}});
  for (const std::string& text : same) CHECK(read_as_suggested(text) == three);
  CHECK(read_as_suggested("kode,jabatan\n01,A\n01-01,B\n01-01-01,C\n01-02,D\n") ==
        superiors{{"01", ""}, {"01-01", "01"}, {"01-01-01", "01-01"}, {"01-02", "01"}});
  CHECK(read_as_suggested("kode,jabatan\n30,A\n3001,B\n300101,C\n3002,D\n") ==
        superiors{{"30", ""}, {"3001", "30"}, {"300101", "3001"}, {"3002", "30"}});
  CHECK(read_as_suggested("code,reports_to\nA,\nB,A\nC,A; B\nD,B\n") ==
        superiors{{"A", ""}, {"B", "A"}, {"C", "A"}, {"D", "B"}});
  CHECK(read_as_suggested("email,manager\nAnn@x,\nbob@x,ann@x\ncay@x,ANN@X\n") ==
        superiors{{"Ann@x", ""}, {"bob@x", "Ann@x"}, {"cay@x", "Ann@x"}});
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
}
