// SPDX-License-Identifier: BSL-1.0
#include <pangkas/io/position_table.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/organisations.hpp"

#include <pangkas/core/organisation_builder.hpp>
#include <pangkas/error.hpp>
#include <pangkas/study/measures.hpp>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

build_result read_rows(const std::string& text, const column_mapping& mapping = {},
                       const build_options& choices = {}) {
  organisation_builder builder(small_scheme());
  add_position_table(builder, text, "x.csv", mapping);
  return std::move(builder).build(choices);
}

std::vector<std::string> rules(const build_result& result) {
  std::vector<std::string> all;
  for (const finding& f : result.findings) all.push_back(f.rule);
  return all;
}

using names = std::vector<std::string>;

}  // namespace

TEST_CASE("A position table is read column by column", "[io][position_table]") {
  const build_result result = read_rows(
      "code,title,kind,rank,reports_to,unit,seats,filled,class,cost,flags\n"
      "001,\"Head, all\",structural,I.a,-,Top,1,1,17,\"1,234,567.00\",\n"
      " 0 2 ,Analyst,fungsional,Ahli Muda,001,Top,12.5,,9,1064290.0,\"E1, E2;x\"\n");
  CHECK(rules(result).empty());
  const organisation& org = result.organisation;
  REQUIRE(org.size() == 2);
  CHECK(org.code(position_id{0}) == "001");
  CHECK(org.title(position_id{0}) == "Head, all");
  CHECK(org.cost(position_id{0}) == 1234567.0);
  const position_id analyst = org.at("0 2");
  CHECK(org.command().superior(analyst) == 0);
  CHECK(org.kind(analyst) == position_kind::functional);
  CHECK(org.seats(analyst) == 12.5);
  CHECK_FALSE(org.filled(analyst).has_value());
  CHECK(org.position_class(analyst) == "9");
  CHECK(org.cost(analyst) == 1064290.0);
  CHECK(org.flags(analyst) == names{"E1", "E2", "x"});
  CHECK_FALSE(org.budget(analyst).has_value());
}

TEST_CASE("A budget is read under both names, by a mapping, and may differ in a job share",
          "[io][position_table]") {
  CHECK(read_rows("code,reports_to,budget\nA,,1200\n").organisation.budget(position_id{0}) ==
        1200.0);
  const build_result result =
      read_rows("kode,atasan,Anggaran\nA,,-\nB,A,Rp 2.500.000\nB,A,7\nC,A,x\n");
  CHECK(rules(result) == names{"bad-number", "job-share"});
  const organisation& org = result.organisation;
  CHECK_FALSE(org.budget(org.at("A")).has_value());
  CHECK(org.budget(org.at("B")) == 2'500'000.0);
  CHECK_FALSE(org.budget(org.at("C")).has_value());
}

TEST_CASE("Costs of digits are read as the C library reads them", "[io][position_table]") {
  // The shortest and longest texts of digits, and one wrong character at each place of each.
  std::mt19937 random(20261126);
  const auto digit = [&] { return static_cast<char>('0' + random() % 10); };
  std::string table = "code,reports_to,cost\n";
  std::vector<std::optional<double>> expected;
  const auto add = [&](const std::string& cost, bool is_number) {
    table += "P" + std::to_string(expected.size()) + ",," + cost + "\n";
    expected.push_back(is_number ? std::optional(std::strtod(cost.c_str(), nullptr))
                                 : std::nullopt);
  };
  for (std::size_t length = 1; length <= 15; ++length) {
    for (int repeat = 0; repeat < 50; ++repeat) {
      std::string cost(length, '0');
      std::ranges::generate(cost, digit);
      add(cost, true);
      add(' ' + cost + "\t", true);
      for (const char wrong : {'/', ':', '@', 'a', '\x01', '\x7F'}) {
        std::string spoilt = cost;
        spoilt[random() % length] = wrong;
        add(spoilt, false);
      }
    }
  }
  const build_result result = read_rows(table);
  REQUIRE(result.organisation.size() == expected.size());
  std::size_t wrong = 0;
  for (row_index row = 0; row < expected.size(); ++row)
    wrong += (*result.organisation.table().costs)[row] != expected[row];
  CHECK(wrong == 0);
  CHECK(std::ranges::count(rules(result), "bad-number") ==
        std::ranges::count(expected, std::optional<double>()));
}

TEST_CASE("Kinds of rows that follow each other are told apart", "[io][position_table]") {
  const build_result result = read_rows(
      "code,reports_to,kind\nA,,structural\nB,A,structural\nC,A,structured\nD,A,structured\n"
      "E,A,\nF,A, executing \nG,A,executing\nH,A,\"executing\" \nI,A,executing\n");
  const std::vector<std::optional<position_kind>> expected{position_kind::structural,
                                                           position_kind::structural,
                                                           std::nullopt,
                                                           std::nullopt,
                                                           std::nullopt,
                                                           position_kind::executing,
                                                           position_kind::executing,
                                                           position_kind::executing,
                                                           position_kind::executing};
  REQUIRE(result.organisation.size() == expected.size());
  for (row_index row = 0; row < expected.size(); ++row)
    CHECK((*result.organisation.table().kinds)[row] == expected[row]);
  // In either language, whatever their case.
  const organisation org =
      read_rows(
          "code,reports_to,kind\nA,,STRUKTURAL\nB,A,Fungsional\nC,A,Pelaksana\nD,A,Executing\n")
          .organisation;
  CHECK(org.kind(org.at("A")) == position_kind::structural);
  CHECK(org.kind(org.at("B")) == position_kind::functional);
  CHECK(org.kind(org.at("C")) == position_kind::executing);
  CHECK(org.kind(org.at("D")) == position_kind::executing);
  CHECK(std::ranges::count(rules(result), "unknown-kind") == 2);
}

TEST_CASE("Any delimiter and line ending and the usual headings do", "[io][position_table]") {
  for (const char* text :
       {"code;reports_to\r\nA;\r\nB;A\r\n", "Kode\tAtasan\nA\t\nB\tA\n",
        "KODE JABATAN|kode_atasan\nA|\nB|A", "sep=;\ncode;reports to\nA;\nB;A"}) {
    INFO(text);
    column_mapping mapping;
    mapping.reports_to.push_back("reports to");
    mapping.code.push_back("kode jabatan");
    const build_result result = read_rows(text, mapping);
    CHECK(rules(result).empty());
    CHECK(result.organisation.at("B") == 1);
    CHECK(result.organisation.command().superior(position_id{1}) == 0);
  }
}

TEST_CASE("Without a column for code or superior a table is refused by its headings",
          "[io][position_table]") {
  for (const char* text : {"post,reports_to\nA,\n", "code,manager\nA,\n", "A,\nB,A\n"}) {
    INFO(text);
    CHECK_THROWS_AS(read_rows(text), input_error);
  }
  std::string wide = "h1";
  for (int i = 2; i <= 40; ++i) wide += ",h" + std::to_string(i);
  CHECK_THROWS_WITH(read_rows(wide + "\n1\n"), contains("\"h30\" and 10 more"));
  column_mapping nameless;
  nameless.code.clear();
  CHECK_THROWS_AS(read_rows("code,reports_to\nA,\n", nameless), input_error);
  column_mapping mapping;
  mapping.rank = {"grade"};
  mapping.required.emplace_back("rank");
  CHECK_THROWS_AS(read_rows("code,reports_to\nA,\n", mapping), input_error);
}

TEST_CASE("A later row of a code is a job share, a repetition or an error",
          "[io][position_table]") {
  const build_result result = read_rows(
      "code,title,reports_to,seats,Name\n"
      "A,Head,,1,x\n"
      "B,Deputy,A,0.5,y\n"
      "B,Deputy,A,0.6,z\n"
      "A,Head,,1,x\n"
      "B,Clerk,A,1,y\n");
  CHECK(rules(result) == names{"job-share", "repeated-row", "duplicate-code"});
  CHECK(result.organisation.size() == 2);
  // The first row of a code stands.
  CHECK(result.organisation.seats(result.organisation.at("B")) == 0.5);
  CHECK(result.organisation.title(result.organisation.at("B")) == "Deputy");
  CHECK_THAT(result.findings[0].detail, contains("row 3"));
  CHECK_THAT(result.findings[2].detail, contains("\"title\""));
}

TEST_CASE("Of two rows of a code the root stands where there is no other", "[io][position_table]") {
  const std::string clerk = "A,Clerk,IV.a,B,2,E1\n";
  const std::string top = "A,Minister,,-,1,E2 E3\n";
  const std::string head = "code,title,rank,reports_to,seats,flags\n";
  build_options choices;
  build_result result = read_rows(head + clerk + "B,Head,II.a,A,1,\n" + top);
  CHECK(rules(result) == names{"duplicate-code", "root-left-out", "cycle", "no-root"});
  CHECK_THAT(result.findings[1].action, contains("(row 2") && contains("--repeated root"));
  choices.roots_before_first = true;
  result = read_rows(head + clerk + "B,Head,II.a,A,1,\n" + top, {}, choices);
  CHECK(rules(result) == names{"duplicate-code", "root-preferred"});
  const organisation& org = result.organisation;
  CHECK(org.command().placed() == 2);
  const position_id minister = org.at("A");
  CHECK(org.title(minister) == "Minister");
  CHECK(org.rank_name(minister).empty());
  CHECK(org.seats(minister) == 1);
  CHECK(org.flags(minister) == names{"E2", "E3"});
  CHECK(org.command().superior(org.at("B")) == minister);
  CHECK(result.findings[1].row == 4);
  CHECK_THAT(result.findings[1].action, contains("(row 2"));
  // With another root the first row of a code stands, as ever.
  result = read_rows(head + clerk + "B,Head,II.a,A,1,\n" + top + "R,Root,,,1,\n", {}, choices);
  CHECK(rules(result) == names{"duplicate-code", "cycle"});
  CHECK(result.organisation.title(result.organisation.at("A")) == "Clerk");
}

TEST_CASE("Rows are kept, eliminated and vacated as the mapping says", "[io][position_table]") {
  column_mapping mapping;
  mapping.keep = {{"year", {"2024"}}};
  mapping.eliminated = {"state", {"gone"}};
  mapping.vacant = {"state", {"vacant"}, true};
  const build_result result = read_rows(
      "code,reports_to,state,year\n"
      "A,,,2024\n"
      "B,A,gone,2024\n"
      "C,B,'Vacant',2024\n"
      "D,A,,2023\n",
      mapping);
  CHECK(result.organisation.size() == 2);
  CHECK(rules(result) == names{"eliminated-superior"});
  CHECK(result.organisation.filled(result.organisation.at("C")) == 0.0);
}

TEST_CASE("A number that is none or negative is absent, with a finding", "[io][position_table]") {
  const build_result result = read_rows("code,reports_to,seats,cost\nA,,x,-1\nB,A,-,N/D\n");
  CHECK(rules(result) == names{"bad-number", "bad-number"});
  CHECK(result.findings[0].column == "seats");
  CHECK(result.findings[1].column == "cost");
  CHECK(result.findings[0].position == "A");
  CHECK(result.findings[0].row == 2);
  CHECK_FALSE(result.organisation.cost(position_id{0}).has_value());
}

TEST_CASE("A thousand in a table of positions that may have been read as one is a warning",
          "[io][position_table]") {
  const std::string text = "code,reports_to,seats,cost\nA,,1,1.200\nB,A,2.5,540\n";
  const build_result guessed = read_rows(text);
  CHECK(rules(guessed) == names{"ambiguous-number"});
  CHECK(guessed.findings[0].column == "cost");
  CHECK(guessed.findings[0].row == 2);
  CHECK(guessed.organisation.cost(position_id{0}) == 1.2);
  column_mapping mapping;
  mapping.decimals = decimal_mark::point;
  CHECK(rules(read_rows(text, mapping)).empty());
}

TEST_CASE("Cells of a column that leave no doubt settle how the others are read",
          "[io][position_table]") {
  struct sample {
    const char* first;
    const char* second;
    std::vector<double> are;
    names found;
  };
  // Worked by hand: each pair is one column; what a lone mark before three digits means hangs on
  // the other cell.
  const std::vector<sample> samples{
      {"1,250", "0,50", {1.25, 0.5}, {}},
      {"0,50", "1,250", {0.5, 1.25}, {}},
      {"45.000", "30.500,50", {45000, 30500.5}, {}},
      {"1.200.000", "950.000", {1200000, 950000}, {}},
      {"950.000", "Rp 1.200", {950000, 1200}, {}},
      {"1.250", "0.5", {1.25, 0.5}, {}},
      {"1,250", "1,250,000", {1250, 1250000}, {}},
      {"1,250",
       "\xC2\xA3"
       "2,000",
       {1250, 2000},
       {}},
      {"1,250", "7", {1250, 7}, {"ambiguous-number"}},
      {"1.250", "7", {1.25, 7}, {"ambiguous-number"}},
      {"1.250", "2.500", {1.25, 2.5}, {"ambiguous-number"}},
      {"1.5", "1,5", {1.5, 1.5}, {"mixed-numbers"}},
  };
  for (const sample& s : samples) {
    for (const char* column : {"seats", "filled", "cost", "budget"}) {
      INFO(column << ": " << s.first << " | " << s.second);
      const std::string text = std::string("code;reports_to;") + column + "\nA;;" + s.first +
                               "\nB;A;" + s.second + "\nB;A;" + s.second + "\n";
      for (const std::size_t block : {std::size_t{0}, std::size_t{1}}) {
        organisation_builder builder;
        add_position_table(builder, text, "t.csv", {}, {}, {2, block});
        build_result result = std::move(builder).build();
        std::erase_if(result.findings, [](const finding& f) { return f.rule == "repeated-row"; });
        CHECK(rules(result) == s.found);
        for (std::size_t i = 0; i < 2; ++i) {
          const auto at = *result.organisation.find(i == 0 ? "A" : "B");
          const organisation& org = result.organisation;
          const std::string which = column;
          const std::optional<double> value = which == "seats"    ? org.seats(at)
                                              : which == "filled" ? org.filled(at)
                                              : which == "cost"   ? org.cost(at)
                                                                  : org.budget(at);
          CHECK(value == s.are[i]);
        }
      }
    }
  }
}

TEST_CASE("A superior that lacks the mark of the mapping is no root without a word",
          "[io][position_table]") {
  column_mapping mapping;
  mapping.superior_after_first = ":";
  const build_result result =
      read_rows("code,reports_to\nR,-\nA,Head:R\nB,R\nC,Boss\nD,Head:\nE,\n", mapping);
  CHECK(rules(result) == names{"superior-mark", "superior-mark", "superior-mark",
                               "unknown-superior", "several-roots"});
  const organisation& org = result.organisation;
  // "R" is the code itself, "Boss" nobody's; blank and "-" are roots by the mapping.
  CHECK(org.declared_superior(*org.find("B")) == "R");
  CHECK(org.command().orphans() == 1);
  CHECK(org.command().roots() == 3);
}

TEST_CASE("A second heading for one column of a table of positions is a warning",
          "[io][position_table]") {
  const std::string text = "code,reports_to,Jenjang,eselon\nA,,III.a,II.a\n";
  const build_result result = read_rows(text);
  REQUIRE(rules(result) == names{"second-heading"});
  CHECK(result.findings[0].row == 1);
  CHECK(result.findings[0].column == "Jenjang");
  CHECK(result.organisation.rank_name(position_id{0}) == "II.a");
  // Of the headings that a mapping lists the first is wanted.
  column_mapping mapping;
  mapping.rank = {"jenjang", "eselon"};
  CHECK(rules(read_rows(text, mapping)).empty());
}

TEST_CASE("Columns in which a job share may differ are found as headings are",
          "[io][position_table]") {
  column_mapping mapping;
  mapping.may_differ = {"OFFICE no"};
  CHECK(rules(read_rows("code,reports_to,Office No\nA,,1\nA,,2\n", mapping)) == names{"job-share"});
}

TEST_CASE("A table that was written reads back, and gives the same table", "[io][position_table]") {
  for (std::uint64_t seed = 0; seed < cases_to_try(2000); ++seed) {
    const organisation before = make(random_description(seed));
    std::string table;
    write_position_table(before, [&](std::string_view part) { table += part; });
    const organisation after = read_rows(table).organisation;
    std::string again;
    write_position_table(after, [&](std::string_view part) { again += part; });
    if (again != table) {
      INFO("seed " << seed);
      CHECK(again == table);
    }
  }
}

TEST_CASE("The order of the rows changes no figure", "[io][position_table]") {
  for (std::uint64_t seed = 0; seed < cases_to_try(500); ++seed) {
    description what = random_description(seed);
    const organisation one = make(what);
    std::ranges::reverse(what.positions);
    std::rotate(what.positions.begin(),
                what.positions.begin() + static_cast<std::ptrdiff_t>(what.positions.size() / 3),
                what.positions.end());
    const organisation other = make(what);
    measures a = measure(one);
    measures b = measure(other);
    // The lines are the same, but named by the positions' numbers.
    CHECK(a.compression.lines.size() == b.compression.lines.size());
    a.compression.lines.clear();
    b.compression.lines.clear();
    if (!(a == b)) {
      INFO("seed " << seed);
      CHECK(a == b);
    }
  }
}

TEST_CASE("A code of a senior return is letters, digits and hyphens", "[io][position_table]") {
  organisation_builder builder;
  add_uk_senior_return(builder,
                       "Post Unique Reference,Name,Grade,Job Title,Unit,Reports to Senior Post,FTE,"
                       "Actual Pay Floor (£),Actual Pay Ceiling (£)\n"
                       "DH-1,x,SCS4,Head,U,XX,1.0,100000,104999\n"
                       "Büro,x,SCS1,Deputy,U,DH-1,1.0,60000,64999\n"
                       "a_b,x,SCS1,Deputy,U,DH-1,1.0,60000,64999\n",
                       "s.csv", uk_senior_mapping());
  const build_result result = std::move(builder).build();
  REQUIRE(result.findings.size() == 1);
  CHECK(result.findings[0].rule == "code-characters");
  CHECK(result.findings[0].position == "a_b");
}

TEST_CASE("A junior row is one position with as many seats as its FTE", "[io][position_table]") {
  organisation_builder builder;
  add_uk_senior_return(builder,
                       "Post Unique Reference,Name,Grade,Job Title,Unit,Reports to Senior Post,FTE,"
                       "Actual Pay Floor (£),Actual Pay Ceiling (£)\n"
                       "A,x,SCS4,Head,U,XX,1.0,100000,104999\n"
                       "B,Vacant,SCS1,Deputy,U,A,1.0,0,0\n"
                       "C,Eliminated,SCS1,Gone,U,A,1.0,0,0\n"
                       "0,N/D,SCS1,Paid,U,A,1.0,0,0\n",
                       "s.csv", uk_senior_mapping());
  add_uk_junior_return(builder,
                       "Unit,Reporting Senior Post,Grade,Payscale Minimum (£),Payscale Maximum "
                       "(£),Generic Job Title,Number of Posts in FTE\n"
                       "U,B,EO,20000,30000,Officer,12.5\n"
                       "U,B,AO,10000,20000,Clerk,2\n"
                       "U,C,AO,10000,20000,Clerk,1\n"
                       "U,,AO,10000,20000,Clerk,x\n",
                       "j.csv");
  const build_result result = std::move(builder).build();
  const organisation& org = result.organisation;
  REQUIRE(org.size() == 6);
  CHECK(org.seats(org.at("B/1")) == 12.5);
  CHECK(org.filled(org.at("B/1")) == 12.5);
  CHECK(org.cost(org.at("B/1")) == 312500.0);
  CHECK(org.cost(org.at("A")) == 102499.5);
  CHECK(org.filled(org.at("B")) == 0.0);
  CHECK_FALSE(org.cost(org.at("B")).has_value());
  CHECK(org.command().orphans() == 2);
  CHECK(rules(result) == names{"no-code", "bad-number", "eliminated-superior", "unknown-superior"});
}

TEST_CASE("A flag of a table that holds a control character stays one", "[io][position_table]") {
  const organisation org =
      read_rows("code,reports_to,flags\nA,,E1 _2\nB,A,E1\x1f_2\n").organisation;
  CHECK(org.flags(org.at("A")) == names{"E1", "_2"});
  CHECK(org.flags(org.at("B")) == names{"E1\x1f_2"});
}
