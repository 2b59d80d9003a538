// SPDX-License-Identifier: BSL-1.0
// What the commands say in words, on organisations so small that each sentence follows by hand.
#include "support/catch.hpp"
#include "support/command_line.hpp"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <string>
#include <utility>

using namespace pangkas::tests;

namespace {

/// R over D, whose post has no holder, over S; L beside D with a role over S; O below nobody known.
void write_office(const work_folder& folder) {
  folder.write("p.csv",
               "code,title,reports_to,seats,filled,rank\n"
               "R,Head,,1,1,I.a\nD,,R,1,0,II.a\nS,,D,1,1,Pelaksana\nO,,nobody,1,1,Pelaksana\n"
               "L,,R,1,1,Ahli Madya\n");
  folder.write("m.csv",
               "code,name,amount,originators\n"
               "none,,,codes=S\nlow,,100,codes=S\nvacant,,,codes=S\napart,,,codes=O\n"
               "open,Opening,,codes=S\nadvice,,,codes=S\n");
  folder.write("a.csv",
               "position,matter,limit,source\n"
               "R,low,10,attribution\nD,vacant,,attribution\nR,open,,attribution\n"
               "R,apart,,attribution\nR,advice,,attribution\n");
  folder.write("l.csv",
               "superior,subordinate,type,matter,role\n"
               "L,S,assignment,open,pemeriksa\nL,S,functional,advice,\n");
}

std::string path_of(const work_folder& folder, const std::string& matter, const std::string& from) {
  const command_result result =
      run(folder, "pangkas paths p.csv --matters m.csv --authority a.csv --lines l.csv --matter " +
                      matter + " --from " + from);
  CHECK(result.status == 0);
  return result.out;
}

}  // namespace

TEST_CASE("paths tells each step and each reason why nobody decides", "[cli][words]") {
  const work_folder folder;
  write_office(folder);
  CHECK(path_of(folder, "none", "S") ==
        "none, raised by S\n"
        "   Nobody decides it (no-authority): no position above has an authority for it.\n");
  CHECK(
      path_of(folder, "low", "S") ==
      "low, raised by S\n"
      "   Nobody decides it (limit-too-low): there are authorities on the way up, but the limit of "
      "none reaches the amount.\n");
  CHECK(path_of(folder, "vacant", "S") ==
        "vacant, raised by S\n"
        "   Nobody decides it (post-without-holder): the post that could decide has no holder, nor "
        "an official who may act in it.\n");
  CHECK(path_of(folder, "apart", "O") ==
        "apart, raised by O\n"
        "   Nobody decides it (not-placed): no root is above, and no position on the way up has an "
        "authority for it.\n");
  CHECK(path_of(folder, "open", "S") ==
        "Opening (open), raised by S\n"
        "1. S drafts it.\n"
        "2. L initials it as pemeriksa, without being a superior.\n"
        "   D has no holder and no acting official: passed over.\n"
        "3. R Head decides it: attribution.\n"
        "   1 hand-off by command steps, 2 with roles, 2 with coordination.\n");
  CHECK_THAT(path_of(folder, "advice", "S"),
             contains("2. L initials it as technical director, without being a superior.\n"));
  // The figures of one matter alone: one path of one hand-off, two with the role.
  const command_result one = run(
      folder, "pangkas paths p.csv --matters m.csv --authority a.csv --lines l.csv --matter open");
  CHECK_THAT(one.out,
             contains("\nAll          1          1         0     1    1    1    1      2 "));
}

TEST_CASE("paths tells the act of each step and the terms of a right", "[cli][words]") {
  const work_folder folder;
  folder.write("p.csv", "code,reports_to,budget\nR,,1000\nD,R,\nS,D,\nF,R,\nL,R,\nM,R,\n");
  folder.write("m.csv",
               "code,originators,amount,currency,waiting_hours\n"
               "buy,codes=S,5,IDR,1\nown,codes=S,40,,\npair,codes=S,,,\nnone,codes=S,,,\n");
  folder.write("a.csv",
               "position,for,matter,limit,currency,source,giver,with,legal_source\n"
               "R,codes=S,buy,10,IDR,delegation,M,F,Rule 7\nR,,own,5% budget,,attribution,,,\n"
               "R,,pair,,,attribution,,S,\n");
  folder.write("s.csv",
               "matter,act,who,together,after\n"
               "buy,certify,D,,\nbuy,recommend,L,,\nbuy,review,M,pair,\nbuy,initial,L,pair,\n"
               "buy,sign,D,,\nbuy,countersign,M,,\nbuy,approve,L,,\nbuy,concur,M,,\n"
               "buy,report,D,,yes\n");
  const std::string paths = "pangkas paths p.csv --matters m.csv --authority a.csv --steps s.csv";
  const auto of = [&](const std::string& matter) {
    return run(folder, paths + " --from S --matter " + matter).out;
  };
  // Of the two side by side one hour counts; the report comes after the decision.
  CHECK(of("buy") ==
        "buy, raised by S\n"
        "1. S drafts it.\n2. D certifies it.\n3. L recommends it.\n"
        "4. M reviews it (beside the others of group 1).\n"
        "5. L initials it (beside the others of group 1).\n"
        "6. D signs it.\n7. M countersigns it.\n8. L approves it.\n9. M concurs.\n"
        "10. F concurs.\n"
        "11. R decides it: delegation by M, up to 10 IDR, for codes=S, Rule 7.\n"
        "12. D gets a report of it, after the decision.\n"
        "   10 hand-offs by command steps, 10 with roles, 10 with coordination.\n"
        "   10 hours of work and waiting until the decision.\n");
  CHECK_THAT(of("own"), contains("R decides it: attribution, up to 5 % of its own budget.\n"));
  // Whoever raises a matter does not concur in it.
  CHECK_THAT(of("pair"), contains("(nobody-to-concur): too few of those who must concur are"));
  CHECK(run(folder, paths + " --csv").out ==
        "matter,originator,title,hand_offs,hand_offs_with_roles,hand_offs_with_coordination,"
        "decider,decider_title,undecidable\n"
        "buy,S,,10,10,10,R,,\nown,S,,2,2,2,R,,\npair,S,,,,,,,nobody-to-concur\n"
        "none,S,,,,,,,no-authority\n");
  // Nobody says how long a step works.
  CHECK_THAT(run(folder, paths + " --traffic").out, contains("\nF,,1,1,,,1\n"));
  CHECK_THAT(run(folder, paths + " --all").out, contains("undecidable 2"));
}

TEST_CASE("paths tells a fallback, a veto and a climb that is too long", "[cli][words]") {
  const work_folder folder;
  folder.write("p.csv", "code,title,reports_to,filled\nR,,,1\nD,,R,0\nS,,D,1\nF,Finance,R,1\n");
  folder.write("m.csv",
               "kode,pengusul,pemutus_cadangan,jenjang_naik\nbuy,codes=S,F,\nlong,codes=S,,1\n");
  folder.write("a.csv", "position,matter\nD,buy\nR,long\n");
  folder.write("s.csv", "urusan,tindakan,oleh\nbuy,Tolak,R\n");
  const std::string paths = "pangkas paths p.csv --matters m.csv --authority a.csv --steps s.csv";
  CHECK(run(folder, paths + " --from S").out ==
        "buy, raised by S\n1. S drafts it.\n2. R may veto it.\n"
        "3. F Finance decides it: as the fallback, for nobody else may.\n"
        "   2 hand-offs by command steps, 2 with roles, 2 with coordination.\n\n"
        "long, raised by S\n   Nobody decides it (too-many-levels): who could decide stands more "
        "lines up than the matter may climb.\n");
  CHECK(run(folder, paths + " --who").out ==
        "matter,originator,title,decider,decider_title,acts_for,source,limit,legal_source,grants,"
        "undecidable\n"
        "buy,S,,F,Finance,,fallback,,,fallback,\nlong,S,,,,,,,,,too-many-levels\n");
  CHECK_THAT(run(folder, paths + " --from S --matter buy --json").out,
             contains("\"authority\": null") && contains("\"fallback\": true"));
  CHECK(run(folder, paths + " --routing out").status == 0);
  CHECK(folder.read("out/routing.csv") ==
        "matter,originator,chain,decider,fallback,undecidable\n"
        "buy,S,S|R|F,F,,\nlong,S,,,,too-many-levels\n");
  // With its holder there, D decides, and the fallback is who would without.
  folder.write("p.csv", "code,title,reports_to,filled\nR,,,1\nD,,R,1\nS,,D,1\nF,Finance,R,1\n");
  CHECK(run(folder, paths + " --routing then").status == 0);
  CHECK_THAT(folder.read("then/routing.csv"), contains("\nbuy,S,S|D,D,F,\n"));
  CHECK_THAT(folder.read("then/casbin-policy.csv"), contains("p, F, buy, S, fallback\n"));
  CHECK_THAT(
      folder.read("then/openfga-tuples.json"),
      contains("{\"user\":\"position:F\",\"relation\":\"fallback\",\"object\":\"matter:buy/S\"}"));
}

TEST_CASE("paths tells each matter, by which role a step comes in, and who acts", "[cli][words]") {
  const work_folder folder;
  folder.write("p.csv", "code,reports_to,filled\nR,,1\nA,R,0\nS,A,1\nT,A,1\nL,R,1\nK,R,1\n");
  folder.write("m.csv",
               "code,name,family,originators,limit_hours,work_minutes,shared\n"
               "leave,leave,,codes=S|T,2,60,seats\ntravel,,trips,codes=S|T,3,60,seats\n"
               "rail,,trips,codes=T,,,\n");
  folder.write("a.csv",
               "position,matter,source,giver,acting\nR,leave,,,\nR,trips,,,\n"
               "L,trips,mandate,R,plh\n");
  // L leads S and T under other names, and K beside them those who raise trips.
  folder.write("l.csv",
               "superior,subordinate,type,matter,role,from,until\nL,A,acting,,,,\n"
               "L,S,assignment,,,,\nL,T,assignment,,pilot,,\n"
               "K,L,assignment,trips,guide,,\nK,A,assignment,leave,warden,,\n"
               "K,T,coordination,leave,porter,,\nK,T,coordination,trips,scout,,2020-12-31\n"
               "K,T,coordination,rail,lookout,2021-01-01,\n"
               "K,T,coordination,rail,doorman,2019-01-01,2019-12-31\n");
  const std::string paths =
      "pangkas paths p.csv --matters m.csv --authority a.csv --lines l.csv --on 2021-06-30";
  CHECK(run(folder, paths + " --from S").out ==
        "leave, raised by S\n"
        "1. S drafts it.\n"
        "2. L initials it as lead or coordinator, without being a superior.\n"
        "3. L reviews it, acting for A.\n"
        "4. K initials it as warden, without being a superior.\n"
        "5. R decides it: attribution.\n"
        "   2 hand-offs by command steps, 4 with roles, 4 with coordination.\n"
        "   5 steps of 60 minutes, each after 0 hours of waiting: 5 hours.\n"
        "   Later than the 2 hours allowed.\n"
        "\n"
        "travel, raised by S\n"
        "1. S drafts it.\n"
        "2. L initials it as lead or coordinator, without being a superior.\n"
        "3. K initials it as guide, without being a superior.\n"
        "4. L decides it, acting for A: mandate by R as plh.\n"
        "   1 hand-off by command steps, 3 with roles, 3 with coordination.\n"
        "   4 steps of 60 minutes, each after 0 hours of waiting: 4 hours.\n"
        "   Later than the 3 hours allowed.\n"
        "\n"
        "rail, raised by S\n"
        "1. S drafts it.\n"
        "2. L initials it as lead or coordinator, without being a superior.\n"
        "3. K initials it as guide, without being a superior.\n"
        "4. L decides it, acting for A: mandate by R as plh.\n"
        "   1 hand-off by command steps, 3 with roles, 3 with coordination.\n");
  CHECK(run(folder, paths + " --from T --matter rail").out ==
        "rail, raised by T\n"
        "1. T drafts it.\n"
        "2. K initials it in coordination (lookout).\n"
        "3. L initials it as pilot, without being a superior.\n"
        "4. K initials it as guide, without being a superior.\n"
        "5. L decides it, acting for A: mandate by R as plh.\n"
        "   1 hand-off by command steps, 3 with roles, 4 with coordination.\n");
  // A family stands for its matters.
  CHECK(run(folder, paths + " --from T --matter trips --csv").out ==
        "matter,originator,title,hand_offs,hand_offs_with_roles,hand_offs_with_coordination,"
        "decider,decider_title,undecidable\n"
        "travel,T,,1,3,3,L,,\nrail,T,,1,3,4,L,,\n");
  const std::string all = run(folder, paths).out;
  CHECK_THAT(all, contains("\nIn time         leave 0 % within 2 hours, travel 0 % within 3 "
                           "hours\nBy seats        leave, travel: a seat raises as much as "));
}

TEST_CASE("optimise tells a tree without a solution and compares span caps", "[cli][words]") {
  const work_folder folder;
  folder.write(
      "q.csv",
      "code,reports_to,rank\nR,,\nM1,R,III.a\nM2,R,III.a\nM3,R,III.a\na,M1,\nb,M2,\nc,M3,\n");
  // R, which no rule may convert, has three subordinates.
  const command_result none = run(folder, "pangkas optimise q.csv --span-cap 2 --narrow");
  CHECK(none.status == 0);
  CHECK_THAT(
      none.out,
      contains("No solution below R: R must be kept and has at least 1 subordinate more than "
               "its cap of 2\n"));
  CHECK_THAT(run(folder, "pangkas optimise q.csv --span-cap 2 --narrow --json").out,
             contains("\"top\": \"R\""));
  // Each manager that goes gives its one subordinate to R and saves that one a hand-off.
  CHECK(
      run(folder, "pangkas optimise q.csv --frontier 3..6").out ==
      "Span cap  Hand-offs saved  Gain by hand-offs  Posts converted  Widest span  Layers  "
      "Unchecked  Cost of them  No solution\n"
      "3                       0                  0                0            3       3         "
      " 0             0            0\n"
      "4                       1                  1                1            4       3         "
      " 1             0            0\n"
      "5                       2                  2                2            5       3         "
      " 2             0            0\n"
      "6                       3                  3                3            6       2         "
      " 3             0            0\n");
  CHECK_THAT(run(folder, "pangkas optimise q.csv --span-cap 4 --frontier 3..7").out,
             contains("No better than another cap: 7 (6)\n"));
  // Of six such trees five are told.
  std::string six = "code,reports_to\n";
  for (const std::string r : {"A", "B", "C", "D", "E", "F"})
    six += r + ",\n" + r + "1," + r + "\n" + r + "2," + r + "\n";
  folder.write("six.csv", six);
  CHECK_THAT(run(folder, "pangkas optimise six.csv --span-cap 1 --narrow").out,
             contains("No solution below E: ") && !contains("No solution below F: ") &&
                 contains("No solution below 1 more top; --json lists them all\n"));
}

TEST_CASE("compare shows a dash for what neither side has", "[cli][words]") {
  const work_folder folder;
  folder.write("one.csv", "code,reports_to\nR,\n");
  std::string row = run(folder, "pangkas compare one.csv one.csv").out;
  row.erase(0, row.find("\nDiameter") + 1);
  row.erase(row.find('\n'));
  std::erase(row, ' ');
  CHECK(row == "Diameter–––");
  // And for what one side has no longer.
  folder.write("two.csv", "code,reports_to\nR,\nA,R\n");
  CHECK_THAT(run(folder, "pangkas compare two.csv one.csv").out,
             contains("Diameter                              1      –       –\n"));
}

TEST_CASE("compare says what became longer, and by how much roles make it less short",
          "[cli][words]") {
  const work_folder folder;
  const auto ends = [&](const std::string& command, const std::string& sentence) {
    const command_result result = run(folder, "pangkas compare " + command);
    CHECK_THAT(result.out, contains("\n" + sentence + "\n"));
  };
  folder.write("flat.csv", "code,reports_to\nR,\nA,R\nB,R\nC,R\n");
  folder.write("deep.csv", "code,reports_to\nR,\nA,R\nB,A\nC,B\n");
  // A, B and C are 1 hand-off from R each, then 1, 2 and 3.
  ends("flat.csv deep.csv",
       "Decision paths get 100 % longer; the widest span falls from 3 to 1; longer: 2 paths.");
  // C is 3 hand-offs from R, then 1; with B as its lead 2.
  folder.write("l.csv", "superior,subordinate,type\nB,C,assignment\n");
  ends(
      "deep.csv flat.csv --lines l.csv",
      "Decision paths get 66.67 % shorter, but only 33.33 % shorter once the steps of coordinators "
      "and leads are counted; the widest span grows from 1 to 3.");
  // Z goes one layer up, and the mean depth of 402 positions from 402/402 to 401/402.
  std::string wide = "code,reports_to\nR,\n";
  for (int i = 0; i < 400; ++i) wide += "P" + std::to_string(i) + ",R\n";
  folder.write("wide.csv", wide + "Z,R\n");
  folder.write("lower.csv", wide + "Z,P0\n");
  std::string table = run(folder, "pangkas compare lower.csv wide.csv").out;
  std::erase(table, ' ');
  CHECK_THAT(table, contains("\nmeandepth110\n"));
}

TEST_CASE("compare says what an organisation after with data of its own lacks", "[cli][words]") {
  const work_folder folder;
  folder.write("p.csv", "code,reports_to\nR,\nA,R\nb,A\n");
  folder.write("a.csv", "position,matter\nR,leave\n");
  folder.write("m.csv", "code,pass_bad,work_minutes\nleave,0.1,5\n");
  folder.write("plain.csv", "code\nleave\n");
  REQUIRE(run(folder, "pangkas convert p.csv other.json --matters plain.csv --authority a.csv")
              .status == 0);
  REQUIRE(run(folder, "pangkas convert p.csv bare.json").status == 0);
  const std::string compare = "pangkas compare p.csv --matters m.csv --authority a.csv ";
  // A and R look at it one after the other; each lets a tenth of the bad ones pass.
  const std::string other = run(folder, compare + "other.json").out;
  CHECK_THAT(other, contains("\nleave               –      –           1 %      –\n") &&
                        !contains("Gini"));
  CHECK_THAT(run(folder, compare + "p.csv").out, contains("\nGini of load "));
  CHECK_THAT(run(folder, compare + "bare.json").out,
             contains("originators for whom nobody decides.\n\nNo decision path can be compared"));
}

TEST_CASE("convert says what a position table leaves out", "[cli][words]") {
  const work_folder folder;
  folder.write("p.csv", "code,reports_to\nR,\nA,R\n");
  folder.write("matters.csv", "code\nleave\n");
  folder.write("authority.csv", "position,matter\nR,leave\n");
  folder.write("lines.csv", "superior,subordinate,type\nR,A,assignment\n");
  folder.write("steps.csv", "matter,act,who\nleave,sign,A\n");
  for (const auto& [table, left_out] :
       {std::pair("matters", "1 matter, 0 lines, 0 authorities and 0 steps"),
        std::pair("authority", "0 matters, 0 lines, 1 authority and 0 steps"),
        std::pair("lines", "0 matters, 1 line, 0 authorities and 0 steps"),
        std::pair("steps", "0 matters, 0 lines, 0 authorities and 1 step")})
    CHECK_THAT(run(folder, std::string("pangkas convert p.csv --force --out out.csv --") + table +
                               " " + table + ".csv")
                   .err,
               contains(std::string(left_out) + " are not in out.csv."));
  CHECK(run(folder, "pangkas convert p.csv --force --out out.csv").err.empty());
  // A graph tells of positions alone, a workbook of everything.
  CHECK_THAT(run(folder, "pangkas convert p.csv --matters matters.csv --out out.graphml").err,
             contains("a graph of positions holds no matters"));
  CHECK(run(folder, "pangkas convert p.csv --matters matters.csv --out out.xlsx").err.empty());
  CHECK(folder.read("out.graphml").starts_with("<?xml"));
  CHECK(folder.read("out.xlsx").starts_with("PK"));
  CHECK_THAT(run(folder, "pangkas check p.csv matters.csv --suggest").out,
             contains("A proposal for p.csv, made from 2 rows.") &&
                 contains("\n\n# A proposal for matters.csv, made from 1 row."));
}

TEST_CASE("words for what is absent, for one and for what is too wide", "[cli][words]") {
  const work_folder folder;
  // R has no seat of its own, so that nothing is to each of them.
  folder.write("z.csv", "code,reports_to,seats,flags\nR,,0,\nA,R,1,\nX,,,external\n");
  CHECK_THAT(run(folder, "pangkas measure z.csv").out,
             contains("0 unrooted, 1 external; roots: 1\n") &&
                 contains("    per head      mean –, median –, max – (seats to each seat of"));
  // 28 characters of a title are shown, of one byte or more; R has one report.
  folder.write("wide.csv", "code,reports_to,title\nR,,Kepala Bagian Pengadaan Baréé\nA,R,\n");
  CHECK_THAT(run(folder, "pangkas measure wide.csv --by manager").out,
             contains("R     Kepala Bagian Pengadaan Baré…  ") && contains(" yes\n"));
  // Nobody decides in a layer of the chart where the top reports to nobody known.
  folder.write("o.csv", "code,reports_to,rank\nX,nobody,III.a\nY,X,III.b\nZ,Y,IV.a\n");
  folder.write("m.csv", "code,originators\nbuy,codes=Z\n");
  folder.write("a.csv", "position,matter\nX,buy\n");
  CHECK(run(folder, "pangkas compare o.csv o.csv --matters m.csv --authority a.csv")
            .out.starts_with("Who decides, by rank: 0 % moved up, 100 % stayed, 0 % moved down\n"));
  folder.write("cost.csv", "code,reports_to,cost\nX,,\nA,X,5\n");
  folder.write("bare.csv", "code,reports_to\nX,\nA,X\n");
  CHECK_THAT(run(folder, "pangkas compare cost.csv bare.csv").out,
             contains("\n  not compared, since only one side tells of it: cost\n"));
  // What undo gives back on the standard output is JSON.
  REQUIRE(run(folder, "pangkas simplify bare.csv --policy delayer --layers 1 --out after").status ==
          0);
  CHECK(run(folder, "pangkas undo after/organisation.json after/ledger.json --out -").out ==
        run(folder, "pangkas convert bare.csv --out - --to json").out);
}

TEST_CASE("large numbers have a comma after each three digits", "[cli][words]") {
  const work_folder folder;
  folder.write("rich.csv", "code,reports_to,cost\nR,,1234567\n");
  CHECK_THAT(run(folder, "pangkas measure rich.csv").out, contains(" 1,234,567"));
}

TEST_CASE("simplify says that nothing got longer or shorter", "[cli][words]") {
  const work_folder folder;
  folder.write("p.csv", "code,reports_to,rank\nR,,\nA,R,III.a\n");
  CHECK_THAT(run(folder, "pangkas simplify p.csv --policy delayer --layers 9").out,
             contains("Decision paths stay as long as they were; the widest span stays 1;"));
  // The lowest of the line goes first: then B has two, and A alone still has one.
  folder.write("line.csv", "code,reports_to\nR,\nA,R\nB,A\nC,B\nd,C\n");
  CHECK_THAT(
      without_gaps(run(folder, "pangkas simplify line.csv --policy span-floor --span-floor 2").out),
      contains("\nPosts converted|2\n|rounds in which they were selected|2\n"));
}

TEST_CASE("measure counts the superiors by their spans", "[cli][words]") {
  const work_folder folder;
  folder.write("p.csv", "code,reports_to\nR,\nA,R\nB,R\nb,B\n");
  CHECK_THAT(run(folder, "pangkas measure p.csv").out,
             contains("by width      1: 1   2-3: 1   4-7: 0   8-12: 0   13-16: 0   17+: 0\n"));
}

TEST_CASE("policy lists the presets, and a scheme may be a file", "[cli][words]") {
  const work_folder folder;
  write_office(folder);
  const command_result list = run(folder, "pangkas policy");
  CHECK_THAT(list.out,
             contains("delayer            Delayer: ") && contains("\nid-regency-2021    "));
  std::filesystem::copy(PANGKAS_SOURCE_DIR "/src/presets/ranks/indonesia.toml",
                        folder.path() / "ranks.toml");
  const command_result read = run(folder, "pangkas measure p.csv --scheme ./ranks.toml --json");
  CHECK(read.out == run(folder, "pangkas measure p.csv --scheme indonesia --json").out);
  CHECK_THAT(run(folder, "pangkas generate -n 40 --echelons 1,1,1,1,1").out, contains(",V.a,"));
  CHECK(run(folder, "pangkas generate -n 1 --to json").out.starts_with("{\n"));
  folder.write("r.csv", "code,reports_to,rank\nR,,III.a\n");
  for (const auto& [scheme, written] :
       {std::pair("", "\"indonesia\""), std::pair(" --scheme none --format table", "null")})
    CHECK_THAT(run(folder, "pangkas convert r.csv - --to json" + std::string(scheme)).out,
               contains("\n  \"scheme\": " + std::string(written) + ",\n"));
}

TEST_CASE("A policy that selects nobody says which ranks it looks for and which there are",
          "[cli]") {
  const work_folder folder;
  folder.write("r.csv", "kode,atasan,eselon\nA,,Bos\nB,A,Kabid\nC,B,Staf\n");
  CHECK_THAT(
      run(folder, "pangkas simplify r.csv --scheme indonesia --policy id-central-2021").out,
      contains("they look for the ranks \"III\", \"IV\", \"V\"; there are \"Bos\", \"Kabid\", "
               "\"Staf\""));
  // Names of the law and numbers of personnel systems are known.
  folder.write("n.csv", "kode,atasan,eselon\nA,,21\nB,A,31\nC,B,41\nD,C,99\n");
  folder.write(
      "l.csv",
      "kode,atasan,eselon\n1,,JPT Pratama\n2,1,Administrator\n3,2,Pengawas\n4,3,Pelaksana\n");
  folder.write("g.csv", "kode,atasan,eselon\n1,,II\n2,1,III\n3,2,IV\n4,3,Pelaksana\n");
  for (const char* file : {"n.csv", "l.csv", "g.csv"})
    CHECK_THAT(
        run(folder, std::string("pangkas simplify ") + file + " --policy id-central-2021").out,
        contains("Decision paths get 66.67 % shorter"));
  // Under another heading numbers may count anything.
  folder.write("other.csv", "code,reports_to,rank\n1,,12\n2,1,11\n");
  CHECK_THAT(run(folder, "pangkas check other.csv").out,
             contains("no preset scheme knows half of the ranks \"12\", \"11\""));
}

TEST_CASE("measure asks a public rule of a body, and says of whom", "[cli][words]") {
  const work_folder folder;
  folder.write("p.csv",
               "code,reports_to,kind,seats,flags\nH,,structural,1,\nA,H,structural,1,\n"
               "B,H,executing,2,not-counted\na,A,executing,3,\nX,,,,external\n");
  const std::string rule =
      "[body_rule]\nname = \"own\"\ntitle = \"Own\"\nsource = \"Us\"\nmore_than = 4\n"
      "except = \"flags=not-counted\"\n[ratio]\nothers_per_manager = 2\n"
      "managers = \"kind=structural\"\nmanagers_are_too = ";
  folder.write("apart.toml", rule + "false\n");
  folder.write("among.toml", rule + "true\nmore_a_year = 1\n");
  folder.write("one.csv", "code,reports_to\nR,\n");
  const auto said = [&](const std::string& call) {
    return without_gaps(run(folder, "pangkas measure " + call).out);
  };
  // H and A lead, with a seat each; a has 3. B is left out.
  const std::string apart = said("p.csv --rule ./apart.toml");
  CHECK_THAT(apart, contains("full-time equivalents|7|the rule is for more than 4|yes\n"
                             "others to each manager|1.5|at least 2|no\n"));
  CHECK_THAT(apart,
             contains("Counted: 3 positions with 5 full-time equivalents, 1 left out "
                      "(flags=not-counted), 1 outside the organisation\nManagers "
                      "(kind=structural): 2 positions with 2 full-time equivalents, not among the "
                      "others\nSource: Us\n"));
  // From 0.4 two years ago it had to become 2 at most.
  const std::string among = said("p.csv --rule ./among.toml --baseline 0.4 --years 2");
  CHECK_THAT(among, contains("others to each manager|2.5|at least 2|yes\n"
                             "others to each manager, by now|2.5|at least 2|yes\n") &&
                        contains("equivalents, among the others\n"));
  // A body that is too small is asked nothing; where nobody leads there is nothing to judge.
  CHECK_THAT(said("one.csv --rule ./apart.toml"),
             contains("equivalents|1|the rule is for more than 4|not asked\n"));
  CHECK_THAT(said("one.csv --rule iowa"), contains("others to each manager|–|at least 15|–\n"));
  CHECK_THAT(said("one.csv --rule iowa --json"), contains("|\"found\": null,"));
  const auto json =
      nlohmann::json::parse(run(folder, "pangkas measure p.csv --rule ./among.toml --json").out);
  CHECK(json["scope"]["managers_are"] == "kind=structural");
  CHECK(json["checks"][1] == nlohmann::json{{"what", "others to each manager"},
                                            {"found", 2.5},
                                            {"asked", "at least 2"},
                                            {"holds", true}});
  CHECK(json["checks"].back()["holds"].is_null());
  for (const auto& [options, sentence] :
       {std::pair("--rule iowas", "did you mean \"iowa\"?"),
        std::pair("--rule iowa --by unit", "--rule excludes --by"),
        std::pair("--rule oregon --baseline 2", "--baseline requires --years"),
        std::pair("--spans-in seats", "--spans-in requires --hierarchy")})
    CHECK_THAT(run(folder, std::string("pangkas measure p.csv ") + options).err,
               contains(sentence));
}
