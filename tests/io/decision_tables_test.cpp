// SPDX-License-Identifier: BSL-1.0
#include <pangkas/io/decision_tables.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/organisations.hpp"
#include "support/random_decisions.hpp"

#include <pangkas/core/organisation_builder.hpp>
#include <pangkas/error.hpp>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

/// R → A → a1, a2; R → B.
organisation_builder five_posts() {
  organisation_builder builder;
  for (const auto& [code, above] : {std::pair("R", ""), std::pair("A", "R"), std::pair("B", "R"),
                                    std::pair("a1", "A"), std::pair("a2", "A")})
    builder.add(post(code, above));
  return builder;
}

build_result read_matters(const std::string& text, decimal_mark decimals = decimal_mark::guess) {
  organisation_builder builder = five_posts();
  add_matter_table(builder, text, "m.csv", decimals);
  return std::move(builder).build();
}
build_result read_authority(const std::string& text) {
  organisation_builder builder = five_posts();
  add_authority_table(builder, text, "a.csv");
  return std::move(builder).build();
}
build_result read_lines(const std::string& text) {
  organisation_builder builder = five_posts();
  add_line_table(builder, text, "l.csv");
  return std::move(builder).build();
}

/// "rule row [column] position" of each finding.
std::vector<std::string> findings_of(const build_result& result) {
  std::vector<std::string> all;
  for (const finding& f : result.findings)
    all.push_back(f.rule + " " + std::to_string(f.row.value_or(0)) + " [" + f.column + "] " +
                  f.position);
  return all;
}

using found = std::vector<std::string>;
using words = std::vector<std::string>;

template <class Write>
std::string written(Write write, const organisation& org) {
  std::string table;
  write(
      org, [&](std::string_view part) { table += part; }, csv_style{});
  return table;
}

}  // namespace

TEST_CASE("A table of matters is read column by column", "[io][decision_tables]") {
  const build_result result = read_matters(
      "code,name,volume,originators,amount,checks,initials,work_minutes,waiting_hours,channel,"
      "clerical_steps,strategic,not_same_position,not_same_unit,pass_good,pass_bad,approvals\n"
      "buy,\"Procurement, small\",\"1,200\",codes=a1|a2,Rp 200.000.000,2,3,12.5,8,digital,"
      "registry | printing,yes,pay;order,pay,0.9,\"0,125\",2\n"
      "leave,,,,,,,,,,,,,,,,\n"
      "pay,Payment,0,all,-,0,0,,,Paper,,TIDAK,,,1,0,N/A\n"
      "order,,,,,,,,,KERTAS,,ya,,,,,\n");
  CHECK(findings_of(result).empty());
  const std::vector<matter>& matters = result.organisation.matters();
  REQUIRE(matters.size() == 4);
  const matter& buy = matters[0];
  CHECK(buy.code == "buy");
  CHECK(buy.name == "Procurement, small");
  CHECK(buy.volume == 1200.0);
  CHECK(buy.originators.codes == words{"a1", "a2"});
  CHECK(buy.amount == 200'000'000.0);
  CHECK(buy.checks == 2);
  CHECK(buy.initials == 3U);
  CHECK(buy.work_minutes == 12.5);
  CHECK(buy.waiting_hours == 8.0);
  CHECK(buy.channel == matter_channel::digital);
  CHECK(buy.clerical_steps == words{"registry", "printing"});
  CHECK(buy.strategic);
  CHECK(buy.not_same_position == words{"pay", "order"});
  CHECK(buy.not_same_unit == words{"pay"});
  CHECK(buy.pass_good == 0.9);
  CHECK(buy.pass_bad == 0.125);
  CHECK(buy.approvals == 2U);
  // Blank is what a matter is by default.
  matter leave;
  leave.code = "leave";
  CHECK(matters[1] == leave);
  CHECK(matters[2].originators.asks_nothing());
  CHECK(matters[2].volume == 0.0);
  CHECK_FALSE(matters[2].amount.has_value());
  CHECK(matters[2].initials == 0U);
  CHECK_FALSE(matters[2].strategic);
  CHECK(matters[3].strategic);
}

TEST_CASE("Only the code of a matter is required, in either language", "[io][decision_tables]") {
  CHECK(read_matters("code\nleave\n").organisation.matters().size() == 1);
  const build_result result = read_matters(
      "Kode;Nama;Jumlah;Pengusul;Nilai;Strategis\ncuti;Cuti;10;manager=ya;Rp 1.000;ya\n");
  CHECK(findings_of(result).empty());
  const matter& m = result.organisation.matters()[0];
  CHECK(m.name == "Cuti");
  CHECK(m.volume == 10.0);
  CHECK(m.originators.manager == true);
  CHECK(m.amount == 1000.0);
  CHECK(m.strategic);
  for (const char* text : {"name\nLeave\n", "code,code\nleave,buy\n", "", "code\n\"leave\n"}) {
    INFO(text);
    CHECK_THROWS_AS(read_matters(text), input_error);
  }
}

TEST_CASE("A cell of a matter that cannot be read is a finding", "[io][decision_tables]") {
  const build_result result = read_matters(
      "code,volume,originators,amount,checks,initials,channel,strategic,pass_good,pass_bad,"
      "approvals\n"
      "a,-5,,x,1.5,-1,pigeon,perhaps,1.1,-0.1,0\n"
      "b,many,rnak=III,1,1,1,,,,,\n"
      "c,1\n"
      "d,,\";\",,5000000000,,,,,,\n"
      "\"e\"x,,,,,,,,,,\n"
      "f,,,,,,,,,,,extra\n"
      ",,,1,,,,,,,\n");
  CHECK(findings_of(result) ==
        found{"bad-number 2 [volume] ", "bad-number 2 [amount] ", "bad-number 2 [checks] ",
              "bad-number 2 [initials] ", "bad-value 2 [channel] ", "bad-value 2 [strategic] ",
              "bad-number 2 [pass_good] ", "bad-number 2 [pass_bad] ", "bad-number 2 [approvals] ",
              "bad-selector 3 [originators] ", "bad-number 3 [volume] ",
              "ragged-row 4 [originators] ", "bad-selector 5 [originators] ",
              "bad-number 5 [checks] ", "text-after-quote 6 [code] ", "ragged-row 7 [] ",
              "no-code 8 [code] "});
  for (const finding& f : result.findings) CHECK(f.file == "m.csv");
  const std::vector<matter>& matters = result.organisation.matters();
  REQUIRE(matters.size() == 4);  // a, c, ex and f
  matter a;
  a.code = "a";
  a.volume = 0.0;  // absent would be one for each originator
  CHECK(matters[0] == a);
}

TEST_CASE("A thousand that may have been read as one is a warning", "[io][decision_tables]") {
  const std::string text = "code,volume,pass_good\na,1.200,0.125\nb,12.5,\nc,0.125,\nd,1200,\n";
  const build_result guessed = read_matters(text);
  CHECK(findings_of(guessed) == found{"ambiguous-number 2 [volume] "});
  CHECK(guessed.organisation.matters()[0].volume == 1.2);
  const build_result told = read_matters("code,volume\na,1.200\n", decimal_mark::comma);
  CHECK(findings_of(told).empty());
  CHECK(told.organisation.matters()[0].volume == 1200.0);
}

TEST_CASE("A limit that may be a thousand times as high is a warning", "[io][decision_tables]") {
  const std::string text = "position,matter,limit\nA,m,1.200\nB,m,1200\na1,m,12.5\na2,m,0.125\n";
  const build_result guessed = read_authority(text);
  CHECK(findings_of(guessed) == found{"ambiguous-number 2 [limit] A"});
  CHECK(guessed.organisation.authorities()[0].limit == 1.2);
}

TEST_CASE("A second heading for one column is a warning", "[io][decision_tables]") {
  const build_result result = read_authority("position,matter,limit,Batas\nA,m,100,5\n");
  CHECK(findings_of(result) == found{"second-heading 1 [Batas] "});
  CHECK(result.organisation.authorities()[0].limit == 100.0);
}

TEST_CASE("A mark for what is not known is a blank, unless a name is written like it",
          "[io][decision_tables]") {
  const build_result result = read_matters(
      "code,originators,channel,clerical_steps,strategic,volume,not_same_unit\n"
      "a,-,N/A,-,-,N/D,\\-\n");
  CHECK(findings_of(result) == found{"unknown-matter 2 [not_same_unit] "});
  matter m;
  m.code = "a";
  m.not_same_unit = {"-"};
  REQUIRE(result.organisation.matters().size() == 1);
  CHECK(result.organisation.matters()[0] == m);
  CHECK(read_matters(written(write_matter_table, result.organisation)).organisation.matters()[0] ==
        m);
}

TEST_CASE("A table with a heading row alone gives a warning", "[io][decision_tables]") {
  CHECK(findings_of(read_matters("code\n")) == found{"no-rows 0 [] "});
  CHECK(findings_of(read_authority("position,matter\n\n")) == found{"no-rows 0 [] "});
  CHECK(findings_of(read_lines("superior,subordinate,type\n")) == found{"no-rows 0 [] "});
}

TEST_CASE("A table of authorities is read column by column", "[io][decision_tables]") {
  const build_result result = read_authority(
      "position,matter,limit,source,giver,from,until,acting,legal_source\n"
      "R,*,,,,,,,Law 1\n"
      "A,buy,\"2,000\",Delegasi,R,2021-06-30,2021-12-31,,Decree 2\n"
      "B,buy,,,R,30-06-2021,31/12/2021,,\n"
      "B,pay,-,,-,,,Plt.,\n"
      "B,leave,,attribution,,,,plh,\n");
  CHECK(findings_of(result).empty());
  const std::vector<authority>& all = result.organisation.authorities();
  REQUIRE(all.size() == 5);
  CHECK(all[0].source == authority_source::attribution);
  CHECK_FALSE(all[0].limit.has_value());
  CHECK(all[0].legal_source == "Law 1");
  CHECK(all[1].limit == 2000.0);
  CHECK(all[1].source == authority_source::delegation);
  CHECK(all[1].giver == "R");
  CHECK(all[1].from == "2021-06-30");
  CHECK(all[1].until == "2021-12-31");
  // With a giver, or for a post that is not the official's own, it is a mandate if nothing else is
  // said.
  CHECK(all[2].source == authority_source::mandate);
  CHECK(all[2].from == "2021-06-30");
  CHECK(all[2].until == "2021-12-31");
  CHECK(all[3].source == authority_source::mandate);
  CHECK(all[3].giver.empty());
  CHECK(all[3].acting == acting_capacity::plt);
  CHECK(all[4].source == authority_source::attribution);
  CHECK(all[4].acting == acting_capacity::plh);
}

TEST_CASE("A selector gives an authority to each that it meets", "[io][decision_tables]") {
  const build_result result = read_authority("pemegang,urusan,batas\nsubtree=A,leave,5\n");
  CHECK(findings_of(result).empty());
  words holders;
  for (const authority& a : result.organisation.authorities()) {
    holders.push_back(a.position);
    CHECK(a.matter == "leave");
    CHECK(a.limit == 5.0);
  }
  CHECK(holders == words{"A", "a1", "a2"});
}

TEST_CASE("An authority that reading would widen is left out", "[io][decision_tables]") {
  const build_result result = read_authority(
      "position,holders,matter,limit,source,from,until,acting\n"
      "A,,leave,x,,,,\n"
      "A,,leave,-1,,,,\n"
      "A,,leave,,,31-06-2021,,\n"
      "A,,leave,,,,6/7/2021,\n"
      "A,,leave,,,2021-06-30,2021-06-29,\n"
      "A,,leave,,,,,pjs\n"
      ",,leave,,,,,\n"
      "A,all,leave,,,,,\n"
      ",kind=boss,leave,,,,,\n"
      ",kind=executing,leave,,,,,\n"
      "A,,,,,,,\n"
      "Z,,leave,,,,,\n"
      "B,,leave,,gift,,,\n");
  CHECK(findings_of(result) ==
        found{"bad-number 2 [limit] A", "bad-number 3 [limit] A", "bad-value 7 [acting] A",
              "unclear-holder 8 [position] ", "unclear-holder 9 [holders] A",
              "bad-selector 10 [holders] ", "bad-value 14 [source] B", "bad-date 4 [from] A",
              "bad-date 5 [until] A", "bad-period 6 [until] A", "selects-nobody 11 [holders] ",
              "no-matter 12 [matter] A", "unknown-position 13 [position] Z"});
  REQUIRE(result.organisation.authorities().size() == 1);
  CHECK(result.organisation.authorities()[0].position == "B");
  CHECK(result.organisation.authorities()[0].source == authority_source::attribution);
}

TEST_CASE("A table of authorities needs a matter, and a position or holders",
          "[io][decision_tables]") {
  CHECK_THROWS_AS(read_authority("matter,limit\nleave,1\n"), input_error);
  CHECK_THROWS_AS(read_authority("position,limit\nA,1\n"), input_error);
  CHECK(read_authority("holders,matter\nall,leave\n").organisation.authorities().size() == 5);
}

TEST_CASE("A table of lines is read column by column", "[io][decision_tables]") {
  const build_result result = read_lines(
      "atasan|bawahan|jenis|urusan|peran\n"
      "A|B|Penugasan||koordinator\nB|a1|koordinasi|leave|\nB|a2|functional|-|-\nB|A|acting||\n");
  CHECK(findings_of(result).empty());
  const organisation& org = result.organisation;
  REQUIRE(org.lines().size() == 4);
  const auto of_type = [&](line_type type) {
    return *std::ranges::find(org.lines(), type, &line::type);
  };
  const line assigned = of_type(line_type::assignment);
  CHECK(org.code(assigned.superior) == "A");
  CHECK(org.code(assigned.subordinate) == "B");
  CHECK(org.line_names()[assigned.role] == "koordinator");
  CHECK(org.line_names()[of_type(line_type::coordination).matter] == "leave");
  CHECK(of_type(line_type::functional).matter == 0);
  CHECK(of_type(line_type::functional).role == 0);
  CHECK(org.code(of_type(line_type::acting).superior) == "B");
}

TEST_CASE("A line of an unknown type is left out", "[io][decision_tables]") {
  const build_result result = read_lines(
      "superior,subordinate,type\nA,B,asignment\nA,B,\nA,B,command\nA,b,acting\nA,A,acting\n");
  CHECK(findings_of(result) == found{"unknown-line-type 2 [type] B", "unknown-line-type 3 [type] B",
                                     "command-line 4 [] B", "unknown-position 5 [subordinate] b",
                                     "self-report 6 [] A"});
  CHECK_THAT(result.findings[0].detail, contains("did you mean \"assignment\"?"));
  CHECK(result.organisation.lines().empty());
  CHECK_THROWS_AS(read_lines("superior,subordinate\nA,B\n"), input_error);
}

TEST_CASE("Tables of decisions that were written read back", "[io][decision_tables]") {
  for (std::uint64_t seed = 0; seed < cases_to_try(5000); ++seed) {
    dice roll(seed);
    random_options options = random_options::forests();
    const description what = random_description(seed, options);
    organisation_builder first;
    organisation_builder second;
    for (const position& p : what.positions) {
      first.add(p);
      second.add(p);
    }
    for (const reporting_line& l : what.lines) first.add_line(l);
    words codes;
    for (const position& p : what.positions) codes.push_back(p.code);
    words matters{"*"};
    for (std::size_t i = roll.below(4); i > 0; --i) {
      matters.push_back("m" + std::to_string(i) + any_cell(roll));
      first.add_matter(any_matter(roll, matters.back()));
    }
    for (std::size_t i = codes.empty() ? 0 : roll.below(6); i > 0; --i)
      first.add_authority(any_authority(roll, codes, matters));
    const organisation before = std::move(first).build().organisation;
    add_matter_table(second, written(write_matter_table, before), "m.csv", decimal_mark::point);
    add_authority_table(second, written(write_authority_table, before), "a.csv",
                        decimal_mark::point);
    add_line_table(second, written(write_line_table, before), "l.csv");
    const organisation after = std::move(second).build().organisation;
    if (after.matters() != before.matters() || after.authorities() != before.authorities() ||
        written(write_line_table, after) != written(write_line_table, before)) {
      INFO("seed " << seed);
      CHECK(written(write_matter_table, after) == written(write_matter_table, before));
      CHECK(after.matters() == before.matters());
      CHECK(after.authorities() == before.authorities());
      CHECK(written(write_line_table, after) == written(write_line_table, before));
    }
  }
}
