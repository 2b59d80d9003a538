// SPDX-License-Identifier: BSL-1.0
// What can be read but is probably not meant; each sample is made by hand, with what is expected.
#include <pangkas/io/position_table.hpp>

#include "support/catch.hpp"

#include <pangkas/core/organisation_builder.hpp>

#include <string>
#include <vector>

using namespace pangkas;

namespace {

using names = std::vector<std::string>;

/// Rule, row and position of what is suspected in a table.
names suspected(const std::string& table, const column_mapping& mapping = {}) {
  organisation_builder builder;
  reading_effort closely;
  closely.suspicious = true;
  add_position_table(builder, table, "x.csv", mapping, {}, closely);
  names all;
  for (const finding& f : std::move(builder).build().findings)
    if (f.rule != "several-roots" && f.rule != "unknown-superior")
      all.push_back(f.rule + " " + std::to_string(f.row.value_or(0)) + " " + f.position);
  return all;
}

}  // namespace

TEST_CASE("Codes that a spreadsheet changed are suspected", "[io][suspicions]") {
  for (const char* code :
       {"5.0E+10", "1E+05", "1,2E+11", "1E-05", "02-Feb", "2-Feb-20", "Feb-20", "10-Mei"})
    CHECK(suspected("code;reports_to\nA;\n" + std::string(code) + ";A\n") ==
          names{"mangled-code 3 " + std::string(code)});
  CHECK(suspected("code,reports_to\nA,\nB,1E+05\n") == names{"mangled-code 3 B"});
  for (const char* code : {"5E10", "E+10", "A1E+05", "02-Fe", "Febr-20", "100-Feb", "2-Feb-x",
                           "1E+", "1E+-5", "1E+x5", "1.E+05", "1x1E+05", "Mar-A", "AB-12"})
    CHECK(suspected("code;reports_to\nA;\n" + std::string(code) + ";A\n").empty());
}

TEST_CASE("Characters that nobody sees and broken text are suspected", "[io][suspicions]") {
  CHECK(suspected("code,reports_to\n1,\n2,\xE2\x80\x8B"
                  "1\n") == names{"unseen-character 3 2"});
  CHECK(suspected("code,reports_to\n1,\n2\xC2\xAD,1\n") == names{"unseen-character 3 2\xC2\xAD"});
  CHECK(suspected("code,reports_to,title\n1,,Caf\xEF\xBF\xBD\n2,1,\xEF\xBF\xBD\n") ==
        names{"broken-text 2 "});
  CHECK(suspected("code,reports_to,title\n1,,Caf\xC3\xA9\n").empty());
  CHECK(suspected("code,reports_to\n1,,\xEF\xBF\xBD\n") ==
        names{"ragged-row 2 1", "broken-text 2 "});  // beside the headings
}

TEST_CASE("A row of totals is suspected by its name and its figures", "[io][suspicions]") {
  const std::string head = "code,title,reports_to,seats\n01,Head,,1\n02,Clerk,01,2\n";
  CHECK(suspected(head + "Total,Total,,3\n") == names{"totals-row 4 Total"});
  CHECK(suspected(head + "99,JUMLAH:,,4\n") == names{"totals-row 4 99"});
  CHECK(suspected(head + "99,Jumlah.,,4\n") == names{"totals-row 4 99"});
  CHECK(suspected("code,reports_to\n1,\nTotal,\n") == names{"totals-row 3 Total"});
  CHECK(suspected(head + "99,Total quality manager,01,3\n").empty());
  column_mapping without;
  without.keep = {{"code", {"Total"}, false, true}};
  organisation_builder kept;
  reading_effort suspicious;
  suspicious.suspicious = true;
  add_position_table(kept, head + "Total,Total,,3\n", "x.csv", without, {}, suspicious);
  CHECK(std::move(kept).build().findings.empty());
  organisation_builder builder;
  reading_effort closely;
  closely.suspicious = true;
  add_position_table(builder, head + "Total,Total,,3\n", "x.csv", {}, {}, closely);
  CHECK(std::move(builder).build().findings.front().detail.find("are the 3 of all other rows") !=
        std::string::npos);
}

TEST_CASE("A column for the level or the path that contradicts the superior is told",
          "[io][suspicions]") {
  std::string table = "code,reports_to,level\n0,,1\n";
  std::string upwards = "code,reports_to,tingkat\n0,,5\n";
  for (int i = 1; i <= 9; ++i) {
    table += std::to_string(i) + ",0," + (i == 7 ? "4" : "2") + "\n";
    upwards += std::to_string(i) + ",0," + (i == 7 ? "2" : "4") + "\n";
  }
  CHECK(suspected(table) == names{"contradicting-column 9 7"});
  CHECK(suspected(upwards) == names{"contradicting-column 9 7"});
  // Most rows contradict: it is no layer. One finding says so.
  CHECK(suspected("code,reports_to,level\n0,,1\n1,0,7\n2,0,7\n") ==
        names{"contradicting-column 3 "});
  CHECK(suspected("code,reports_to,level\n0,,II\n1,0,III\n").empty());
  CHECK(suspected("code,reports_to,level\n0,,1000\n1,0,1000\n").empty());  // no layer has that
  CHECK(suspected("code,reports_to,level\n0,0,1\n1,0,2\n2,0,2\n") ==
        names{"self-report 2 0", "no-root 0 "});
  // A column that is read as a code is not compared with itself.
  column_mapping mapped;
  mapped.code = {"path"};
  mapped.reports_to = {"level"};
  CHECK(suspected("path,level\n1,\n2,1\n3,2\n", mapped).empty());
  std::string paths = "code,title,reports_to,path\n0,Top,,0\n";
  for (int i = 1; i <= 6; ++i)
    paths += std::to_string(i) + ",T" + std::to_string(i) + ",0," +
             (i == 1   ? "0/1"
              : i == 2 ? "Top > T2"
              : i == 3 ? "Top"
              : i == 4 ? "1/4"
                       : "0") +
             "\n";
  CHECK(suspected(paths) == names{"contradicting-column 6 4"});
  // What stands above the root says nothing, nor does a blank; of the rest two of two contradict.
  CHECK(suspected("code,title,reports_to,path\n0,Top,,Land > 0\n7,,0,\n8,,7,Top\n9,,x,y\n") ==
        names{"contradicting-column 4 "});
}
