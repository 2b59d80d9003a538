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
build_result read_steps(const std::string& text) {
  organisation_builder builder = five_posts();
  add_step_table(builder, text, "s.csv");
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

TEST_CASE("A backslash at the end of a cell is part of the last name", "[io][decision_tables]") {
  const build_result result =
      read_matters("code,clerical_steps,channel\nbuy,print|registry\\,paper\n");
  CHECK(findings_of(result).empty());
  CHECK(result.organisation.matters()[0].clerical_steps == words{"print", "registry\\"});
}

TEST_CASE("A table of matters is read column by column", "[io][decision_tables]") {
  const build_result result = read_matters(
      "code,name,volume,originators,amount,checks,initials,work_minutes,waiting_hours,channel,"
      "clerical_steps,strategic,not_same_position,not_same_unit,pass_good,pass_bad,approvals\n"
      "buy,\"Procurement, small\",\"$1,200\",codes=a1|a2,Rp 200.000.000,2,3,12.5,8,digital,"
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
  const std::string text = "code,volume,pass_good\na,1.200,0.125\nb,12,\nc,1.500,\nd,1200,\n";
  const build_result guessed = read_matters(text);
  CHECK(findings_of(guessed) == found{"ambiguous-number 2 [volume] "});
  CHECK(guessed.findings[0].detail.find("and 1 more of the column") != std::string::npos);
  CHECK(guessed.organisation.matters()[0].volume == 1.2);
  // What leaves no doubt settles the column, where it stands.
  for (const std::string comma : {"12,5", "1.250.000", "Rp 3.000"}) {
    const build_result settled = read_matters("code;volume\na;1.200\nb;" + comma + "\n");
    CHECK(findings_of(settled).empty());
    CHECK(settled.organisation.matters()[0].volume == 1200.0);
  }
  const build_result both = read_matters("code;volume\na;1.200\nb;0.5\nc;0,5\n");
  CHECK(findings_of(both) == found{"mixed-numbers 4 [volume] ", "ambiguous-number 2 [volume] "});
  CHECK(both.organisation.matters()[0].volume == 1.2);
  const build_result told = read_matters("code,volume\na,1.200\n", decimal_mark::comma);
  CHECK(findings_of(told).empty());
  CHECK(told.organisation.matters()[0].volume == 1200.0);
}

TEST_CASE("A limit that may be a thousand times as high is a warning", "[io][decision_tables]") {
  const build_result guessed =
      read_authority("position,matter,limit\nA,m,1.200\nB,m,1200\na1,m,12\n");
  CHECK(findings_of(guessed) == found{"ambiguous-number 2 [limit] "});
  CHECK(guessed.organisation.authorities()[0].limit == 1.2);
  const build_result settled =
      read_authority("position;matter;limit\nA;m;1.200\nB;m;12,5\na1;m;days=2.500\n");
  CHECK(settled.organisation.authorities()[0].limit == 1200.0);
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
  CHECK(findings_of(read_steps("matter,act,who\n")) == found{"no-rows 0 [] "});
  CHECK_THROWS_WITH(read_matters(""), contains("is empty; a table needs a heading row"));
}

TEST_CASE("A table of authorities is read column by column", "[io][decision_tables]") {
  const build_result result = read_authority(
      "position,matter,limit,source,giver,from,until,acting,legal_source\n"
      "R,*,,,,,,,Law 1\n"
      "A,buy,\"$2,000\",Delegasi,R,2021-06-30,2021-12-31,,Decree 2\n"
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

TEST_CASE("A selector of holders gives an authority to each that it meets",
          "[io][decision_tables]") {
  const build_result result = read_authority("pemegang,urusan,batas\nsubtree=A,leave,5\n");
  CHECK(findings_of(result).empty());
  words holders;
  for (const authority& a : result.organisation.authorities()) {
    holders.push_back(a.position);
    CHECK(a.matter == "leave");
    CHECK(a.limit == 5.0);
    CHECK_FALSE(a.whoever);
  }
  CHECK(holders == words{"A", "a1", "a2"});
  CHECK(read_authority("holders,matter\nall,leave\n").organisation.authorities().size() == 5);
}

TEST_CASE("Whoever holds a right is kept as a rule: a class, or who stands so to the originator",
          "[io][decision_tables]") {
  const build_result result = read_authority(
      "siapa_pun,urusan,batas\nsubtree=A,leave,5\na1|a2,leave,\nAll,leave,\n@superior:2,leave,\n"
      "@Kepala-Unit,leave,\n");
  CHECK(findings_of(result).empty());
  const std::vector<authority>& all = result.organisation.authorities();
  REQUIRE(all.size() == 5);
  for (const authority& a : all) CHECK(a.position.empty());
  CHECK(all[0].whoever == holder{holder_kind::class_of, {}, parse_condition("subtree=A")});
  CHECK(all[0].limit == 5.0);
  CHECK(all[1].whoever == holder{holder_kind::class_of, {}, parse_condition("codes=a1|a2")});
  CHECK(all[2].whoever == holder{holder_kind::class_of});
  CHECK(all[3].whoever == holder{holder_kind::superior, {}, {}, 2});
  CHECK(all[4].whoever == holder{holder_kind::head_of_unit});
}

TEST_CASE("A right is read in the words of a scheme, in either language", "[io][decision_tables]") {
  for (const char* headings :
       {"position,matter,limit,for,with,currency,limits,acting_limit,quorum,waiting_hours,pass_on",
        "jabatan,urusan,batas,bagi,bersama,mata_uang,batas_lain,batas_plh_plt,kuorum,jam_tunggu,"
        "dapat_diteruskan"}) {
    const build_result result = read_authority(
        std::string(headings) +
        "\nR,a,5% budget,subtree=A,2 of A + B + @top,USD,days=7|percent=25,\"$5,000\",3,40,no\n"
        "R,b,Anggaran,all,,,,,,,ya\n"
        "R,c,12.5 % anggaran,,,,,,,,codes=A\n"
        "R,d,-,-,-,-,-,-,-,-,-\n");
    INFO(headings);
    // R is no body, so that its quorum has no effect.
    CHECK(findings_of(result) == found{"quorum-above-members 2 [quorum] R"});
    const std::vector<authority>& all = result.organisation.authorities();
    REQUIRE(all.size() == 4);
    authority first{.position = "R", .matter = "a"};
    first.originators = parse_condition("subtree=A");
    first.with = parse_holder_list("2 of A + B + @top");
    first.budget_share = 0.05;
    first.currency = "USD";
    first.limits = {{"days", 7}, {"percent", 25}};
    first.acting_limit = 5000.0;
    first.quorum = 3U;
    first.waiting_hours = 40.0;
    first.stays = true;
    CHECK(all[0] == first);
    CHECK(all[1].budget_share == 1.0);
    CHECK_FALSE(all[1].limit.has_value());
    CHECK(all[1].originators == condition{});
    CHECK_FALSE(all[1].stays);
    CHECK(all[2].budget_share == 0.125);
    CHECK(all[2].receivers == parse_condition("A"));
    CHECK(all[3] == authority{.position = "R", .matter = "d"});
  }
}

TEST_CASE("A right of many, one of whom would concur with itself, writes itself to the same table",
          "[io][decision_tables]") {
  const auto written = [](const build_result& result) {
    std::string table;
    write_authority_table(result.organisation, [&](std::string_view part) { table += part; });
    return table;
  };
  const build_result once =
      read_authority("holders,matter,with,quorum\nsubtree=A,m,A,\nA|B,m,1 of A + B + R,2\n");
  CHECK(once.organisation.authorities().size() == 4);
  CHECK(written(read_authority(written(once))) == written(once));
}

TEST_CASE("A row with a cell that would make another right of it is left out",
          "[io][decision_tables]") {
  const build_result result = read_authority(
      "position,whoever,matter,limit,for,with,limits,acting_limit,quorum,waiting_hours,pass_on\n"
      ",@boss,m,,,,,,,,\n"
      ",@line,m,,,,,,,,\n"
      "A,,m,5% bugdet,,,,,,,\n"
      "A,,m,200% budget,,,,,,,\n"
      "A,,m,,rnak=II,,,,,,\n"
      "A,,m,,,B + ,,,,,\n"
      "A,,m,,,3 of B + R,,,,,\n"
      "A,,m,,,B + A,,,,,\n"
      "A,,m,,,@line,,,,,\n"
      "A,,m,,,,days,,,,\n"
      "A,,m,,,,days=1|days=2,,,,\n"
      "A,,m,,,,,x,,,\n"
      "A,,m,,,,,,0,,\n"
      "A,,m,,,,,,,,rnak=II\n"
      "B,,m,,,Z,,,,x,perhaps\n"
      "R,,m,,codes=Z,,,,,,\n");
  CHECK(findings_of(result) ==
        found{"bad-holder 2 [whoever] ", "bad-number 4 [limit] A", "bad-number 5 [limit] A",
              "bad-selector 6 [for] A", "bad-holder 7 [with] A", "bad-holder 8 [with] A",
              "bad-measures 11 [limits] A", "bad-measures 12 [limits] A",
              "bad-number 13 [acting_limit] A", "bad-number 14 [quorum] A",
              "bad-selector 15 [pass_on] A", "bad-number 16 [waiting_hours] B",
              "bad-holder 3 [whoever] ", "joint-decider 9 [with] A", "bad-holder 10 [with] ",
              "unknown-position 16 [pass_on] perhaps", "unknown-position 16 [with] Z",
              "unknown-position 17 [for] Z", "selects-nobody 17 [for] "});
  const std::vector<authority>& all = result.organisation.authorities();
  REQUIRE(all.size() == 3);
  CHECK(all[0].stays);  // to whom it may be passed on cannot be read
  CHECK(all[1].receivers == parse_condition("perhaps"));
  CHECK(all[2].position == "R");
}

TEST_CASE("A matter is read in the words of a scheme, in either language",
          "[io][decision_tables]") {
  for (const char* headings :
       {"code,amount,family,share,currency,measures,own_first,until,flags,limit_hours,apart,"
        "beneficiary,shared,fallback,levels_up",
        "kode,nilai,rumpun,porsi,mata_uang,ukuran,putus_sendiri,batas_garis,tanda,batas_jam,"
        "dipisah,penerima_manfaat,dibagi,pemutus_cadangan,jenjang_naik"}) {
    const build_result result =
        read_matters(std::string(headings) +
                     "\na,5,spending|goods,30%,USD,days=7,yes,@superior,personal-data|big,80,"
                     "Tandatangani|draft,@head-of-unit,formasi,@top,3\n"
                     "b,80000..,,0.5,,,,,,,,,positions,,\n"
                     "c,Naik,,,,,,,,,,,,,\n");
    INFO(headings);
    CHECK(findings_of(result).empty());
    matter a;
    a.code = "a";
    a.amount = 5.0;
    a.families = {"spending", "goods"};
    a.share = 0.3;
    a.currency = "USD";
    a.measures = {{"days", 7}};
    a.own_first = true;
    a.until = parse_holder("@superior");
    a.flags = {"personal-data", "big"};
    a.limit_hours = 80.0;
    a.apart = {"sign", "draft"};
    a.beneficiary = parse_holder("@head-of-unit");
    a.shared = volume_sharing::by_seats;
    a.fallback = parse_holder("@top");
    a.levels_up = 3;
    REQUIRE(result.organisation.matters().size() == 3);
    CHECK(result.organisation.matters()[0] == a);
    const matter& b = result.organisation.matters()[1];
    CHECK(b.amount == 80000.0);
    CHECK(b.above_limits);
    CHECK(b.share == 0.5);
    const matter& c = result.organisation.matters()[2];
    CHECK_FALSE(c.amount.has_value());
    CHECK(c.above_limits);
  }
}

TEST_CASE("A matter with bands of amounts is a matter for each", "[io][decision_tables]") {
  // docs/background/decisions.md: the range is cut at the limit in it, 20005, which is a quarter of
  // the way from 5 to 80005.
  organisation_builder builder = five_posts();
  add_matter_table(builder,
                   "code,amount,volume\nbuy,5: 30% | 5..80005: 0.6 | 80005..: 8% | up: 2%,100\n"
                   "one,10..20,\n",
                   "m.csv");
  add_authority_table(builder, "position,matter,limit\nA,buy,20005\n", "a.csv");
  const build_result result = std::move(builder).build();
  CHECK(findings_of(result).empty());
  struct part {
    std::string code;
    double amount;
    bool above;
    double share;
  };
  const std::vector<part> expected{{"buy 5", 5, false, 0.3},
                                   {"buy 5..20005", 20005, false, 0.15},
                                   {"buy 20005..80005", 80005, false, 0.45},
                                   {"buy 80005..", 80005, true, 0.08},
                                   {"buy up", 0, true, 0.02},
                                   {"one 10..20", 20, false, 1}};
  const std::vector<matter>& matters = result.organisation.matters();
  REQUIRE(matters.size() == expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    CHECK(matters[i].code == expected[i].code);
    CHECK(matters[i].amount == expected[i].amount);
    CHECK(matters[i].above_limits == expected[i].above);
    CHECK(matters[i].share == Approx(expected[i].share));
    CHECK(matters[i].is_of(i < 5 ? "buy" : "one"));
    CHECK(matters[i].bands.empty());
  }
  CHECK(matters[0].volume == 100.0);
}

TEST_CASE("A cell of a scheme that cannot be read is a finding of the matter",
          "[io][decision_tables]") {
  const build_result result = read_matters(
      "code,amount,share,measures,own_first,until,limit_hours,apart,beneficiary,shared\n"
      "a,5: x%,130%,days=x,perhaps,@boss,-1,sign|nod,rnak=II,heads\n"
      "b,5: 30% | 10,,=5,,@line,,sign,@line,\n"
      "c,5..1,,days=1=2,,Z,,sign|sign,codes=Z,\n"
      "d,1..10: 50% | 5..20: 50%,,,,,,,,\n"
      "e,up: 50% | 5: 50%,,,,,,,,\n"
      "f,5: 50% | 5: 50%,,,,,,,,\n"
      "g,5: 50% | 6..: 40%,,,,,,,,\n"
      "h,5: 0% | 6: 0%,,,,,,,,\n"
      ",5: 50% | 6: 50%,,,,,,,,\n");
  CHECK(findings_of(result) == found{"bad-bands 2 [amount] ",
                                     "bad-number 2 [share] ",
                                     "bad-measures 2 [measures] ",
                                     "bad-value 2 [own_first] ",
                                     "bad-holder 2 [until] ",
                                     "bad-number 2 [limit_hours] ",
                                     "bad-holder 2 [beneficiary] ",
                                     "bad-value 2 [shared] ",
                                     "bad-bands 3 [amount] ",
                                     "bad-measures 3 [measures] ",
                                     "bad-bands 4 [amount] ",
                                     "bad-measures 4 [measures] ",
                                     "bad-bands 5 [amount] ",
                                     "bad-bands 6 [amount] ",
                                     "bad-bands 7 [amount] ",
                                     "unknown-act 2 [apart] ",
                                     "bad-value 2 [apart] ",
                                     "bad-holder 3 [until] ",
                                     "bad-holder 3 [beneficiary] ",
                                     "bad-value 3 [apart] ",
                                     "unknown-position 4 [until] Z",
                                     "unknown-position 4 [beneficiary] Z",
                                     "selects-nobody 4 [beneficiary] ",
                                     "bad-value 4 [apart] ",
                                     "shares-not-whole 8 [amount] ",
                                     "shares-not-whole 9 [amount] ",
                                     "no-code 10 [code] "});
  const std::vector<matter>& matters = result.organisation.matters();
  REQUIRE(matters.size() == 10);
  matter a;
  a.code = "a";
  CHECK(matters[0] == a);
  CHECK(matters[6].share == Approx(5.0 / 9));  // of 50 and 40 %
  CHECK(matters[7].share == Approx(4.0 / 9));
  CHECK(matters[8].share == 0.5);
  CHECK(matters[9].share == 0.5);
}

TEST_CASE("A fallback or a climb that makes no sense is a finding of the matter",
          "[io][decision_tables]") {
  const build_result result = read_matters(
      "code,originators,fallback,levels_up\n"
      "a,,Z,2.5\n"
      "b,,@line,0\n"
      "c,codes=A|B,A,-1\n"
      "d,codes=A|B,R,x\n"
      "e,codes=A,@boss,1\n"
      "f,codes=A,codes=Z,\n");
  CHECK(findings_of(result) ==
        found{"bad-number 2 [levels_up] ", "bad-number 3 [levels_up] ", "bad-number 4 [levels_up] ",
              "bad-number 5 [levels_up] ", "bad-holder 6 [fallback] ",
              "unknown-position 2 [fallback] Z", "bad-holder 3 [fallback] ",
              "fallback-is-originator 4 [fallback] A", "unknown-position 7 [fallback] Z",
              "selects-nobody 7 [fallback] "});
  const std::vector<matter>& matters = result.organisation.matters();
  REQUIRE(matters.size() == 6);
  CHECK_FALSE(matters[1].fallback);
  CHECK(matters[2].fallback == parse_holder("A"));
  CHECK_FALSE(matters[4].fallback);
  CHECK(matters[4].levels_up == 1U);
  for (std::size_t i = 0; i < 4; ++i) CHECK_FALSE(matters[i].levels_up);
}

TEST_CASE("A veto is an act in either language, and one after the decision is told",
          "[io][decision_tables]") {
  const build_result result =
      read_steps("matter,act,who,after\nbuy,veto,A,\n*,Tolak,B,\nbuy,veto,B,yes\n");
  CHECK(findings_of(result) == found{"veto-after-decision 4 [after] "});
  REQUIRE(result.organisation.steps().size() == 3);
  for (const matter_step& s : result.organisation.steps()) CHECK(s.act == step_act::veto);
}

TEST_CASE("A table of steps is read column by column", "[io][decision_tables]") {
  const build_result result = read_steps(
      "matter,act,who,for,after,together,above,flag,work_minutes,waiting_hours,limit_hours,"
      "legal_source\n"
      "buy,Review,@line,subtree=A,yes,desk,\"$1,000\",big,15,8,40,Decree 1\n"
      "*,countersign,B,,,,,,,,,\n");
  CHECK(findings_of(result).empty());
  matter_step first;
  first.matter = "buy";
  first.act = step_act::review;
  first.who = {holder_kind::line};
  first.originators = parse_condition("subtree=A");
  first.after = true;
  first.together = "desk";
  first.above = 1000.0;
  first.flag = "big";
  first.work_minutes = 15.0;
  first.waiting_hours = 8.0;
  first.limit_hours = 40.0;
  first.legal_source = "Decree 1";
  matter_step second;
  second.matter = "*";
  second.act = step_act::countersign;
  second.who = parse_holder("B");
  CHECK(result.organisation.steps() == std::vector<matter_step>{first, second});
  const build_result same = read_steps(
      "urusan;tindakan;oleh;bagi;sesudah;bersamaan;di_atas;tanda;menit_kerja;jam_tunggu;batas_jam;"
      "dasar_hukum\n"
      "buy;telaah;@garis;subtree=A;ya;desk;1.000,0;big;15;8;40;Decree 1\n"
      "*;Turut tandatangani;B;;;;;;;;;\n");
  CHECK(findings_of(same).empty());
  CHECK(same.organisation.steps() == result.organisation.steps());
  for (const char* text :
       {"matter,act\nbuy,sign\n", "matter,who\nbuy,A\n", "act,who\nsign,A\n", ""}) {
    INFO(text);
    CHECK_THROWS_AS(read_steps(text), input_error);
  }
}

TEST_CASE("A step of an unknown act, or of nobody, is left out", "[io][decision_tables]") {
  const build_result result = read_steps(
      "matter,act,who,for,after,above,limit_hours,waiting_hours\n"
      "m,signn,A,,,,,\n"
      "m,,A,,,,,\n"
      "m,sign,-,,,,,\n"
      "m,sign,@boss,,,,,\n"
      "m,sign,A,rnak=II,,,,\n"
      ",sign,A,,,,,\n"
      "m,sign,Z,codes=Z,perhaps,x,1,2\n");
  CHECK(findings_of(result) ==
        found{"unknown-act 2 [act] ", "unknown-act 3 [act] ", "bad-holder 4 [who] ",
              "bad-holder 5 [who] ", "bad-selector 6 [for] ", "bad-value 8 [after] ",
              "bad-number 8 [above] ", "no-matter 7 [matter] ", "unknown-position 8 [who] Z",
              "unknown-position 8 [for] Z", "selects-nobody 8 [for] ",
              "step-over-its-limit 8 [limit_hours] "});
  CHECK_THAT(result.findings[0].detail, contains("did you mean \"sign\"?"));
  CHECK(result.organisation.steps().size() == 1);
}

TEST_CASE("A line may lead to many, and for a time", "[io][decision_tables]") {
  const build_result result = read_lines(
      "superior,subordinate,subordinates,type,from,until\n"
      "R,,subtree=A,membership,2021-06-30,31-12-2021\n"
      "A,B,,Keanggotaan,,\n"
      "A,,rnak=II,acting,,\n"
      "A,,kind=executing,acting,,\n"
      "A,B,all,acting,,\n"
      "A,,,acting,,\n"
      "A,B,,acting,30 June,\n"
      "Z,,all,acting,,\n"
      "R,,codes=R|B,functional,,\n");
  CHECK(findings_of(result) ==
        found{"bad-selector 4 [subordinates] ", "unclear-subordinate 6 [subordinates] B",
              "unclear-subordinate 7 [subordinate] ", "selects-nobody 5 [subordinates] ",
              "bad-date 8 [from] B", "unknown-position 9 [superior] Z"});
  const organisation& org = result.organisation;
  REQUIRE(org.parts().lines.size() == 5);
  words members;
  for (const row_line& l : org.parts().lines) {
    if (org.table().codes->texts[l.superior] != "R" || l.type != line_type::membership) continue;
    members.emplace_back(org.table().codes->texts[l.subordinate]);
    CHECK(org.line_names()[l.from] == "2021-06-30");
    CHECK(org.line_names()[l.until] == "2021-12-31");
  }
  CHECK(members == words{"A", "a1", "a2"});
  // A line to each but to its upper end.
  CHECK(org.table().codes->texts[org.parts().lines.back().subordinate] == "B");
}

TEST_CASE("A column that no row fills is not written", "[io][decision_tables]") {
  organisation_builder builder = five_posts();
  builder.add_matter({.code = "m", .amount = 5.0});
  builder.add_authority({.position = "A", .matter = "m", .limit = 5.0});
  builder.add_line({"A", "B", line_type::acting, {}, {}});
  const organisation old = std::move(builder).build().organisation;
  // The headings of 0.1.0.
  CHECK(written(write_matter_table, old) ==
        "code,name,volume,originators,amount,checks,initials,work_minutes,waiting_hours,channel,"
        "clerical_steps,strategic,not_same_position,not_same_unit,pass_good,pass_bad,approvals\n"
        "m,,,,5,0,,,,paper,,,,,,,\n");
  CHECK(written(write_authority_table, old) ==
        "position,matter,limit,source,giver,from,until,acting,legal_source\n"
        "A,m,5,attribution,,,,,\n");
  CHECK(written(write_line_table, old) == "superior,subordinate,type,matter,role\nA,B,acting,,\n");
  organisation_builder dated = five_posts();
  dated.add_line({"A", "B", line_type::acting, {}, {}, "2021-06-30", {}});
  CHECK(written(write_line_table, std::move(dated).build().organisation) ==
        "superior,subordinate,type,matter,role,from,until\nA,B,acting,,,2021-06-30,\n");
  const build_result scheme =
      read_authority("whoever,matter,limit,pass_on\n@superior,m,5% budget,no\nA|B,m,,\n");
  CHECK(findings_of(scheme).empty());
  CHECK(written(write_authority_table, scheme.organisation) ==
        "position,matter,limit,source,giver,from,until,acting,legal_source,whoever,pass_on\n"
        ",m,5% budget,attribution,,,,,,@superior,no\n"
        ",m,,attribution,,,,,,codes=A|B,\n");
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
  CHECK(read_authority("whoever,matter\nall,leave\n").organisation.authorities().size() == 1);
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
    for (const reporting_line& l : what.lines) first.add_line(with_days(roll, l));
    words codes;
    for (const position& p : what.positions) codes.push_back(p.code);
    words matters{"*"};
    for (std::size_t i = roll.below(4); i > 0; --i) {
      matters.push_back("m" + std::to_string(i) + any_cell(roll));
      first.add_matter(any_matter(roll, matters.back()));
    }
    for (std::size_t i = codes.empty() ? 0 : roll.below(6); i > 0; --i)
      first.add_authority(any_authority(roll, codes, matters));
    for (std::size_t i = roll.below(4); i > 0; --i) first.add_step(any_step(roll, codes, matters));
    const organisation before = std::move(first).build().organisation;
    add_matter_table(second, written(write_matter_table, before), "m.csv", decimal_mark::point);
    add_authority_table(second, written(write_authority_table, before), "a.csv",
                        decimal_mark::point);
    add_line_table(second, written(write_line_table, before), "l.csv");
    add_step_table(second, written(write_step_table, before), "s.csv", decimal_mark::point);
    const organisation after = std::move(second).build().organisation;
    if (after.matters() != before.matters() || after.authorities() != before.authorities() ||
        after.steps() != before.steps() ||
        written(write_line_table, after) != written(write_line_table, before)) {
      INFO("seed " << seed);
      CHECK(written(write_matter_table, after) == written(write_matter_table, before));
      CHECK(after.matters() == before.matters());
      CHECK(after.authorities() == before.authorities());
      CHECK(written(write_step_table, after) == written(write_step_table, before));
      CHECK(after.steps() == before.steps());
      CHECK(written(write_line_table, after) == written(write_line_table, before));
    }
  }
}
