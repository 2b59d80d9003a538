// SPDX-License-Identifier: BSL-1.0
// Conventions of exports: each case is worked by hand.
#include <pangkas/io/columns.hpp>
#include <pangkas/io/position_table.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/organisations.hpp"

#include <pangkas/core/organisation_builder.hpp>
#include <pangkas/error.hpp>

#include <map>
#include <string>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

using names = std::vector<std::string>;
using superiors = std::map<std::string, std::string>;

struct read_table {
  build_result built;
  table_account account;
};

read_table table_of(const std::string& text, const std::string& mapping = {}) {
  organisation_builder builder;
  table_account account =
      add_position_table(builder, text, "x.csv", read_columns(mapping, "m.toml"));
  return {std::move(builder).build(), std::move(account)};
}

/// Who reports to whom, by code; a root to nobody.
superiors lines_of(const read_table& r) {
  superiors all;
  const organisation& org = r.built.organisation;
  for (row_index row = 0; row < org.size(); ++row) {
    const position_id p = org.command().position_at(row);
    all[std::string(org.code(p))] = std::string(org.declared_superior(p));
  }
  return all;
}

names rules(const read_table& r) {
  names all;
  for (const finding& f : r.built.findings) all.push_back(f.rule);
  return all;
}

/// Superior, subordinate and type of the lines beside command.
names other_lines(const read_table& r) {
  names all;
  for (const line& l : r.built.organisation.lines())
    all.push_back(std::string(r.built.organisation.code(l.superior)) + ">" +
                  std::string(r.built.organisation.code(l.subordinate)) + " " +
                  std::string(to_string(l.type)));
  return all;
}

}  // namespace

TEST_CASE("A superior is read by the convention that the mapping names", "[io][tidy_table]") {
  struct sample {
    const char* table;
    const char* mapping;
    superiors are;
  };
  const std::vector<sample> samples{
      {"code,reports_to\n1,1\n2,1\n3,2\n",
       "[superior]\nself = \"root\"",
       {{"1", ""}, {"2", "1"}, {"3", "2"}}},
      {"code,title\n01,Secretary\n01-01,Bureau\n01-01-01,Division\n",
       "[superior]\nin_code = \"-\"",
       {{"01", ""}, {"01-01", "01"}, {"01-01-01", "01-01"}}},
      {"code,title\n30,S\n3001,B\n300101,D\n3002,B\n",
       "[superior]\nin_code = [2, 4, 6]",
       {{"30", ""}, {"3001", "30"}, {"300101", "3001"}, {"3002", "30"}}},
      {"code,reports_to\n7,\n8,Ann (7)\n9,Ann (Mrs) (7)\n",
       "[superior]\nin_brackets = true",
       {{"7", ""}, {"8", "7"}, {"9", "7"}}},
      {"code,reports_to\nAB-1,\nx,ab-1\n",
       "[reading]\ncodes_ignore_case = true",
       {{"AB-1", ""}, {"x", "AB-1"}}},
      {"title,superior\nChief,\nClerk,Chief\n",
       "[columns]\nreports_to = \"superior\"\n[superior]\ncolumn = \"title\"",
       {{"Chief", ""}, {"Clerk", "Chief"}}},
      {"code,title,superior\n1,Chief,\n2,Clerk,Chief\n3,Aide,clerk \n",
       "[columns]\nreports_to = \"superior\"\n[superior]\ncolumn = \"title\"\n[reading]\n"
       "codes_ignore_case = true",
       {{"1", ""}, {"2", "1"}, {"3", "2"}}},
      {"code;reports_to\nA;-\nB;-\nC;\"A; B\"\n",
       "[superior]\nseparator = \";\"",
       {{"A", ""}, {"B", ""}, {"C", "A"}}},
      {"code,reports_to\nA,-\nB,-\nC,A\nC,B\n",
       "[superior]\nrows = true",
       {{"A", ""}, {"B", ""}, {"C", "A"}}},
      {"code,reports_to,Boss 2\n1,,\n2,1,\n3,1,\n4,2,3\n",
       "[lines]\n\"Boss 2\" = \"functional\"",
       {{"1", ""}, {"2", "1"}, {"3", "1"}, {"4", "2"}}},
      {"code,reports_to\n7,\n8,Head:7\n9,Head (Head:8)\n",
       "[reading]\nsuperior_after_first = \":\"\n[superior]\nin_brackets = false\nself = \"root\"",
       {{"7", ""}, {"8", "7"}, {"9", "8)"}}},
      {"code,reports_to,status\n1,1,on\n2,1,off\n3,1,on\n",
       "[superior]\nself = \"root\"\n[keep]\nstatus = \"on\"",
       {{"1", ""}, {"3", "1"}}},
      {"code,reports_to,status\nAB,,on\nab,x,off\nC,ab,on\n",
       "[reading]\ncodes_ignore_case = true\n[keep]\nstatus = \"on\"",
       {{"AB", ""}, {"C", "AB"}}},
      {"code,reports_to\nA,\nB,-;A\nC,A;B;-\n",
       "[superior]\nseparator = \";\"",
       {{"A", ""}, {"B", "A"}, {"C", "A"}}},
      {"code,reports_to\nA,(-)\nB,x (A)\n",
       "[superior]\nin_brackets = true",
       {{"A", ""}, {"B", "A"}}},
      {"code,reports_to\nA,-\n,A\nC,A\nC,A\nC,\n",
       "[superior]\nrows = true",
       {{"A", ""}, {"C", "A"}}},
      // Wider than its headings, beside which the superiors are written.
      {"code,title\n01,A,more\n01-01,B,and,more\n",
       "[superior]\nin_code = \"-\"",
       {{"01", ""}, {"01-01", "01"}}},
      // A column called so that holds something else.
      {"code,reports_to,Reports To 2\n01,x,\n01-01,y,z\n",
       "[columns]\nreports_to = \"boss\"\n[superior]\nin_code = \"-\"",
       {{"01", ""}, {"01-01", "01"}}},
      // The same post twice is no doubt.
      {"code,title,boss\n1,Chief,\n1,Chief,\n2,Clerk,Chief\n",
       "[columns]\nreports_to = \"boss\"\n[superior]\ncolumn = \"title\"",
       {{"1", ""}, {"2", "1"}}},
      {"code,reports_to\n,\n1,\n,\n2,1\n",
       "[reading]\ncodes_ignore_case = true",
       {{"1", ""}, {"2", "1"}}},
  };
  for (const sample& s : samples) {
    INFO(s.table << s.mapping);
    CHECK(lines_of(table_of(s.table, s.mapping)) == s.are);
  }
  CHECK(other_lines(table_of(samples[7].table, samples[7].mapping)) == names{"B>C functional"});
  CHECK(other_lines(table_of(samples[8].table, samples[8].mapping)) == names{"B>C functional"});
  CHECK(other_lines(table_of(samples[9].table, samples[9].mapping)) == names{"3>4 functional"});
  CHECK(table_of(samples[8].table, samples[8].mapping).account.left_out ==
        std::map<std::string, std::size_t>{{"line", 1}});
  // A name in two columns; the superior stands in the last row.
  const std::string names_alone =
      "[columns]\nreports_to = \"boss\"\n[superior]\ncolumn = [\"first\", \"last\"]";
  const read_table named =
      table_of("first,last,boss,post\nAnn,Lee,Bea Roe,Clerk\nCid,,Ann Lee,Typist\nBea,Roe,,Head\n",
               names_alone + "\n[reading]\nheading_row = 1");
  CHECK(lines_of(named) == superiors{{"Ann Lee", "Bea Roe"}, {"Cid", "Ann Lee"}, {"Bea Roe", ""}});
  CHECK(rules(named).empty());
  REQUIRE(named.account.columns.size() == 4);
  CHECK(named.account.columns[2].read_as == "reports_to");
  // Beside a code of its own the name only finds the superior; a name of two is refused.
  const read_table coded = table_of(
      "code,first,last,boss\n1,Bea,Roe,\n2,Ann,Lee,Bea Roe\n3,Ann,Lee,Bea Roe\n4,Cid,Moe,Ann Lee\n",
      names_alone);
  CHECK(coded.built.organisation.declared_superior(coded.built.organisation.at("2")) == "1");
  CHECK(rules(coded) == names{"ambiguous-superior", "unknown-superior"});
  CHECK_THAT(coded.built.findings[0].detail, contains("\"first last\""));
  CHECK(rules(table_of("first,last,boss\nBea,Roe,\nBea,Roe,Bea Roe\n", names_alone)) ==
        names{"duplicate-code"});
  // Two chiefs: nobody can know whose clerk it is.
  const read_table two = table_of("code,title,reports_to\n1,Chief,\n2,Chief,\n3,Clerk,Chief\n",
                                  "[superior]\ncolumn = \"title\"");
  CHECK(rules(two) == names{"ambiguous-superior", "unknown-superior", "several-roots"});
  CHECK(rules(table_of("code,reports_to\n7,\n8,Ann\n", "[superior]\nin_brackets = true")) ==
        names{"superior-mark", "unknown-superior"});
  for (const char* const no_brackets : {"(7", "7)", ")7("}) {
    INFO(no_brackets);
    CHECK(rules(table_of("code,reports_to\n7,\n8," + std::string(no_brackets) + "\n",
                         "[superior]\nin_brackets = true")) ==
          names{"superior-mark", "unknown-superior"});
  }
  // Other lines beside codes that tell who has command: a mark of no superior is none.
  const read_table beside =
      table_of("code,also\n1,\n1-1,-\n1-2,Head:1-1\n1-3,1-1\n",
               "[superior]\nin_code = \"-\"\n[reading]\nsuperior_after_first = \":\"\n[lines]\n"
               "also = \"functional\"");
  CHECK(other_lines(beside) == names{"1-1>1-2 functional", "1-1>1-3 functional"});
  CHECK(rules(beside) == names{"superior-mark"});
}

TEST_CASE("Of rows that hold for a time those of one day are read", "[io][tidy_table]") {
  const std::string table =
      "code,reports_to,effective,ended\n1,,2026-01-01,\n2,1,2026/01/01,\n3,1,2026-01-01 00:00:00,\n"
      "3,2,01.06.2026,\n4,1,2026-01-01,2026-03-31\n";
  const std::string mapping = "[validity]\nfrom = \"effective\"\nuntil = \"ended\"\n";
  const superiors newest{{"1", ""}, {"2", "1"}, {"3", "2"}};
  const superiors march{{"1", ""}, {"2", "1"}, {"3", "1"}, {"4", "1"}};
  CHECK(lines_of(table_of(table, mapping)) == newest);
  CHECK(lines_of(table_of(table, mapping + "on = \"2026-03-31\"")) == march);
  CHECK(lines_of(table_of(table, mapping + "on = 2026-03-31")) == march);
  const read_table none = table_of(table, mapping + "on = 2025-12-31");
  CHECK(none.built.organisation.size() == 0);
  CHECK(none.account.left_out == std::map<std::string, std::size_t>{{"validity", 5}});
  CHECK(rules(table_of("code,reports_to,d\n1,,soon\n", "[validity]\nfrom = \"d\"")) ==
        names{"bad-date"});
  // Without days of beginning nothing tells today, and a day that none names leaves nothing out.
  const std::string ends = "code,reports_to,ended\n1,,\n2,1,2026-03-31\n3,1,2026-06-30\n";
  const std::string until = "[validity]\nuntil = \"ended\"\n";
  CHECK(table_of(ends, until).built.organisation.size() == 3);
  CHECK(lines_of(table_of(ends, until + "on = 2026-04-01")) == superiors{{"1", ""}, {"3", "1"}});
  // The row that began last holds, wherever it stands.
  CHECK(lines_of(table_of("code,reports_to,d\n1,,2026-01-01\n2,,2026-01-01\n3,2,2026-05-01\n"
                          "3,1,2026-02-01\n",
                          "[validity]\nfrom = \"d\"")) ==
        superiors{{"1", ""}, {"2", ""}, {"3", "2"}});
  // A column may serve twice; what else a day may look like is none.
  const read_table twice = table_of("code,reports_to,d\n1,,2026-01-01T00:00:00\n2,1,2025-01-01\n",
                                    "[validity]\nfrom = \"d\"\n[keep]\nd = { from = 2026-01-01 }");
  CHECK(twice.built.organisation.size() == 1);
  CHECK(twice.account.columns[2].read_as == "keep");
  for (const char* no_day :
       {"2021-06/30", "30.06/2021", "soon enough", "2021-06-30 noon", "2021-06-30x00:00"}) {
    INFO(no_day);
    CHECK(rules(table_of("code,reports_to,d\n1,," + std::string(no_day) + "\n",
                         "[validity]\nfrom = \"d\"")) == names{"bad-date"});
  }
}

TEST_CASE("What reported to a post that was left out goes to its superior", "[io][tidy_table]") {
  const std::string table =
      "code,reports_to,status\n1,,Active\n2,1,Left\n3,2,Left\n4,3,Active\n5,3,Active\n6,9,Active\n";
  const std::string mapping =
      "[eliminated]\ncolumn = \"status\"\nvalues = [\"Left\"]\nreports = \"superior\"";
  const read_table r = table_of(table, mapping);
  CHECK(lines_of(r) == superiors{{"1", ""}, {"4", "1"}, {"5", "1"}, {"6", "9"}});
  CHECK(rules(r) == names{"eliminated-superior", "eliminated-superior", "unknown-superior"});
  CHECK(r.built.findings[0].level == severity::warning);
  CHECK(r.built.findings[0].row == 5);
  // A root that was left out leaves roots; those who left in a circle leave orphans.
  CHECK(lines_of(table_of("code,reports_to,status\n1,,Left\n2,1,\n", mapping)) ==
        superiors{{"2", ""}});
  CHECK(lines_of(table_of("code,reports_to,status\n1,3,Left\n3,1,Left\n2,1,\n", mapping)) ==
        superiors{{"2", "1"}});
  // Where the mapping does not say where they go, they stay; a row without a code was no post.
  CHECK(rules(table_of("code,reports_to,status\n1,1,\n,1,Left\n2,1,Left\n3,2,\n",
                       "[superior]\nself = \"root\"\n[eliminated]\ncolumn = \"status\"\nvalues = "
                       "[\"Left\"]")) == names{"eliminated-superior"});
}

TEST_CASE("Headings are found below a title, in two rows, and what is no row is passed over",
          "[io][tidy_table]") {
  const read_table below =
      table_of("Headcount report,,\n30 June,,\n\ncode,title,reports_to\n1,A,\n2,B,1\n3,C,9\n");
  CHECK(lines_of(below) == superiors{{"1", ""}, {"2", "1"}, {"3", "9"}});
  CHECK(rules(below) == names{"headings-below", "unknown-superior"});
  CHECK(below.built.findings[0].row == 4);
  CHECK(below.built.findings[1].row == 7);  // as the spreadsheet counts
  CHECK(below.account.rows == 3);

  const read_table two = table_of(
      "Post,,Superior,Staff,\nCode,Title,,Plan,Now\n1,A,,2,1\n2,B,1,3,3\n",
      "[reading]\nheading_rows = 2\n[columns]\ncode = \"Post Code\"\ntitle = \"Post Title\"\n"
      "reports_to = \"Superior\"\nseats = \"Staff Plan\"\nfilled = \"Staff Now\"");
  CHECK(lines_of(two) == superiors{{"1", ""}, {"2", "1"}});
  CHECK(two.built.organisation.seats(*two.built.organisation.find("2")) == 3.0);

  const read_table footer =
      table_of("code,reports_to,note\n1,,\n2,1,\n\nSource: the ministry,,\n*) acting,,\n",
               "[reading]\nends_at_blank = true");
  CHECK(lines_of(footer) == superiors{{"1", ""}, {"2", "1"}});
  CHECK(rules(footer) == names{"behind-the-table"});
  CHECK(footer.account.rows == 4);
  CHECK(footer.account.left_out_rows() == 2);

  for (const char* numbering : {"1;2;3;4", "(1);(2);(3);(4)", "[1];[2];[3];[4]"}) {
    const read_table numbered = table_of("code;title;reports_to;seats\n" + std::string(numbering) +
                                         "\n01;Head;;1\n02;Clerk;01;1\n");
    CHECK(lines_of(numbered) == superiors{{"01", ""}, {"02", "01"}});
    CHECK(rules(numbered) == names{"numbered-columns"});
    CHECK(numbered.account.left_out_rows() == 1);
  }
  // A first post that happens to be 1, below 2, of 3 seats, is a post.
  CHECK(table_of("code,reports_to,seats\n1,2,3\n2,,1\n").built.organisation.size() == 2);

  // Numbers below headings of units or ranks are none, as below titles.
  for (const char* heading : {"unit", "rank"})
    CHECK(rules(table_of("code," + std::string(heading) + ",reports_to\n,,\n1,2,3\n01,x,\n"))[0] ==
          "numbered-columns");
  CHECK(rules(table_of("code,reports_to\n1,\n\nSource,\n",
                       "[reading]\nends_at_blank = true\ncodes_ignore_case = true")) ==
        names{"behind-the-table"});
  CHECK(lines_of(table_of("code,title,reports_to\n(1),(2),(3)\nA,x,\nB,y,a\n",
                          "[reading]\ncodes_ignore_case = true")) ==
        superiors{{"A", ""}, {"B", "A"}});
  // A first heading with nothing above it, and one that is named in neither row.
  const read_table gaps = table_of(",Superior,,Staff\ncode,,,Plan,Now\n1,,,2,1\n2,1,,3,3\n",
                                   "[reading]\nheading_rows = 2\n[columns]\nreports_to = "
                                   "\"Superior\"\nseats = \"Staff Plan\"\nfilled = \"Staff Now\"");
  CHECK(lines_of(gaps) == superiors{{"1", ""}, {"2", "1"}});
  CHECK(gaps.built.organisation.filled(*gaps.built.organisation.find("1")) == 1.0);

  for (const char* table : {"x,reports_to\n1,\n", "code,x\n1,\n", "x,y\n1,\n"})
    for (const char* mapping : {"[reading]\nheading_row = 1", "[superior]\ncolumn = \"title\""})
      CHECK_THROWS_AS(table_of(table, mapping), input_error);
  CHECK_THROWS_AS(table_of("code,reports_to\n1,\n", "[reading]\nheading_row = 9"), input_error);
  CHECK(lines_of(table_of("x,y\ncode,reports_to\n1,\n", "[reading]\nheading_row = 2")) ==
        superiors{{"1", ""}});
}

TEST_CASE("Figures of a job share are added where the mapping says so", "[io][tidy_table]") {
  const std::string table = "code,name,reports_to,seats\n1,Ann,,1\n2,Bob,1,0.6\n2,Cay,1,0.4\n";
  const organisation first = table_of(table).built.organisation;
  CHECK(first.seats(*first.find("2")) == 0.6);
  const read_table added = table_of(table, "[reading]\njob_share = \"add\"");
  CHECK(added.built.organisation.seats(*added.built.organisation.find("2")) == 1.0);
  CHECK(added.account.job_shares == 1);
  // Each figure by itself; what is no number, or not known, adds nothing.
  const std::string all =
      "code,reports_to,seats,filled,cost,budget\n1,,1,1,10,20\n1,,\"1,5\",0.5,\"1.000\",30\n"
      "1,,-1,x,,2\n";
  const organisation org =
      table_of(all, "[reading]\njob_share = \"add\"\ndecimal = \"comma\"").built.organisation;
  const position_id one = *org.find("1");
  CHECK(org.seats(one) == 2.5);
  CHECK(org.filled(one) == 1.0);  // "0.5" is no number where the mark is a comma
  CHECK(org.cost(one) == 1010.0);
  CHECK(org.budget(one) == 52.0);
}

TEST_CASE("Rows are kept by what they are not, by days and by numbers", "[io][tidy_table]") {
  const std::string table =
      "code,reports_to,status,year,day\n1,,on,2020,2021-06-30\n2,1,off,2021,30/06/2020\n"
      "3,1,on,2021,2022-01-01\n";
  const auto kept = [&](const std::string& mapping) {
    names codes;
    for (const auto& [code, above] : lines_of(table_of(table, "[keep]\n" + mapping)))
      codes.push_back(code);
    return codes;
  };
  CHECK(kept("status = { not = \"off\" }") == names{"1", "3"});
  CHECK(kept("year = 2021") == names{"2", "3"});
  CHECK(kept("year = [2020, 2021]") == names{"1", "2", "3"});
  CHECK(kept("day = { from = 2021-01-01 }") == names{"1", "3"});
  CHECK(kept("day = { from = \"2020-06-30\", until = \"2021-12-31\" }") == names{"1", "2"});
  CHECK(kept("status = { not = \"OFF\", letters_only = true }") == names{"1", "3"});
  CHECK(kept("day = { until = 2021-06-30 }") == names{"1", "2"});
  CHECK(kept("status = { until = 2021-06-30 }").empty());  // holds no day
  CHECK(rules(table_of(table, "[keep]\nyear = [2020, 2021, 2022]\n[superior]\nself = \"root\"")) ==
        names{"value-without-rows"});
}

TEST_CASE("Ranks are read by other names", "[io][tidy_table]") {
  const organisation org =
      table_of("code,reports_to,rank\n1,,21\n2,1,III.a\n", "[ranks]\n21 = \"II.a\"")
          .built.organisation;
  CHECK(org.rank_name(*org.find("1")) == "II.a");
  CHECK(org.rank_name(*org.find("2")) == "III.a");
}

TEST_CASE("A plain table reads the same through every convention that it does not use",
          "[io][tidy_table][property]") {
  dice roll(42);
  for (std::size_t trial = 0; trial < cases_to_try(2000); ++trial) {
    std::string table = "code,reports_to,title,seats\n";
    const std::size_t size = 1 + roll.below(12);
    for (std::size_t i = 0; i < size; ++i)
      table += "p" + std::to_string(i) + "," +
               (i == 0 ? std::string() : "p" + std::to_string(roll.below(i))) + ",\"t, " +
               std::to_string(i) + "\"," + std::to_string(roll.below(5)) + "\n" +
               (roll.chance(10) ? "\n" : "");
    const read_table plain = table_of(table);
    const std::string mapping = roll.one_of(std::vector<std::string>{
        "[superior]\nself = \"root\"", "[superior]\nseparator = \";\"", "[superior]\nrows = true",
        "[reading]\nheading_row = 1", "[reading]\ncodes_ignore_case = true"});
    const read_table other = table_of(table, mapping);
    CAPTURE(table, mapping);
    REQUIRE(lines_of(plain) == lines_of(other));
    REQUIRE(rules(plain) == rules(other));
    REQUIRE(plain.account.rows == other.account.rows);
  }
}
