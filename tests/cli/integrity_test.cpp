// SPDX-License-Identifier: BSL-1.0
#include "support/bundled.hpp"
#include "support/catch.hpp"
#include "support/command_line.hpp"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <string>
#include <vector>

using namespace pangkas::tests;
using nlohmann::ordered_json;

namespace {

const std::string ministry_with_duties =
    ministry_with_decisions + " --duties examples/id-ministry/duties.csv";

/// Three posts, of which one orders and receives, and one has two holders' trouble.
void write_purchase(const work_folder& folder) {
  folder.write("p.csv", "code,reports_to,holder\nTOP,,h0\nA,TOP,h1\nB,TOP,h2\nC,A,h1\n");
  folder.write("d.csv",
               "position,process,duty\nA,purchase,order\nC,purchase,receive\nB,purchase,pay\n");
}

std::vector<std::string> keys_of(const ordered_json& all) {
  std::vector<std::string> keys;
  for (const auto& [key, value] : all.items()) keys.push_back(key);
  return keys;
}

}  // namespace

TEST_CASE("integrity tells which duties are in one hand", "[cli][integrity]") {
  const work_folder folder;
  write_purchase(folder);
  const command_result said = run(folder, "pangkas integrity p.csv --duties d.csv");
  CHECK(said.status == 0);
  CHECK(said.err.empty());
  // h1 holds A and C; nobody's code is told unless it is asked for.
  CHECK_THAT(said.out, contains("order-receive, high, purchase") &&
                           contains("one hand has order + receive: A, C") && !contains("h1"));
  CHECK_THAT(said.out, contains("purchase                   2  A + C, B"));
  CHECK_THAT(run(folder, "pangkas integrity p.csv --duties d.csv --holders").out,
             contains("holder h1"));
}

TEST_CASE("integrity --json has stable keys", "[cli][integrity]") {
  const work_folder folder;
  write_purchase(folder);
  const command_result said =
      run(folder, "pangkas integrity p.csv --duties d.csv --rules purchase-to-pay --json");
  REQUIRE(said.status == 0);
  const ordered_json all = ordered_json::parse(said.out);
  CHECK(keys_of(all) == std::vector<std::string>{"pangkas", "inputs", "findings", "rules",
                                                 "breaches", "counts", "collusion",
                                                 "collusion_sets", "concentration",
                                                 "volume_by_hands", "day_is_known", "notes"});
  REQUIRE(all["breaches"].size() == 1);
  const ordered_json& b = all["breaches"][0];
  CHECK(b["rule"] == "order-receive");
  CHECK(b["kind"] == "static");
  CHECK(b["positions"] == std::vector<std::string>{"A", "C"});
  CHECK(b["matter"] == "purchase");
  CHECK(b["severity"] == "high");
  CHECK(b["caused_by"].empty());
  CHECK(b["repair"].is_null());
  CHECK_FALSE(b["hand"].contains("holder"));
  CHECK(all["collusion"] == ordered_json{{"purchase", 2}});
  CHECK(all["inputs"].size() == 2);
  CHECK(all["rules"][0]["name"] == "purchase-to-pay");
  CHECK_THAT(run(folder, "pangkas integrity p.csv --duties d.csv --json --holders").out,
             contains("\"holder\": \"h1\""));
}

TEST_CASE("what flattening a ministry does to integrity has causes and repairs",
          "[cli][integrity]") {
  const work_folder folder;
  const command_result said = run(folder, "pangkas integrity " + ministry_with_duties +
                                              " --policy id-central-2021 --repairs 3 --json");
  CHECK(said.err.empty());
  REQUIRE(said.status == 0);
  const ordered_json all = ordered_json::parse(said.out);
  const std::size_t after = all["after"]["breaches"].size();
  CHECK(all["before"]["breaches"].size() ==
        all["gone"].get<std::size_t>() + all["kept"].get<std::size_t>());
  CHECK(after == all["new"].get<std::size_t>() + all["kept"].get<std::size_t>());
  CHECK(all["policy"]["name"] == "id-central-2021");
  // Ordering and receiving were two sub-heads; both posts are converted, and one head has both.
  bool merged = false;
  std::size_t repaired = 0;
  for (const ordered_json& b : all["after"]["breaches"]) {
    if (b["new"] == true && b["rule"] == "order-receive" && b["kind"] == "static") {
      merged = true;
      CHECK(b["positions"] == std::vector<std::string>{"01.04"});
      CHECK(b["caused_by"].size() >= 2);
      CHECK(b["caused_by"][0]["change"] == "converted");
    }
    if (!b["repair"].is_null()) ++repaired;
  }
  CHECK(merged);
  CHECK(repaired > 0);
}

TEST_CASE("a set of rules is printed without files, and read back", "[cli][integrity]") {
  const work_folder folder;
  write_purchase(folder);
  const command_result printed = run(folder, "pangkas integrity --rules systems > mine.toml");
  CHECK(printed.status == 0);
  CHECK_THAT(folder.read("mine.toml"), contains("[[separate]]"));
  CHECK(run(folder, "pangkas integrity p.csv --rules ./mine.toml").status == 0);
  const command_result none = run(folder, "pangkas integrity");
  CHECK(none.status == 2);
  CHECK_THAT(none.err, contains("--rules NAME"));
}

TEST_CASE("bad input of integrity is one clear sentence", "[cli][integrity]") {
  const work_folder folder;
  write_purchase(folder);
  const auto said = [&](const std::string& options) {
    const command_result result = run(folder, "pangkas integrity p.csv " + options);
    CHECK(result.status == 2);
    CHECK(result.out.empty());
    return result.err;
  };
  CHECK_THAT(said("--rules purchase"), contains("there is no preset set of rules \"purchase\""));
  CHECK_THAT(said("--rules none.toml"), contains("none.toml"));
  CHECK_THAT(said("--duties none.csv"), contains("none.csv"));
  folder.write("empty.csv", "");
  CHECK_THAT(said("--duties empty.csv"), contains("empty.csv"));
  folder.write("no.toml",
               "[rules]\nname = \"n\"\nsource = \"s\"\n[[separate]]\nrule = \"r\"\n"
               "duties = [\"a\", \"b\"]\nn = 1\n");
  CHECK_THAT(said("--rules no.toml"), contains("no.toml:7: ") && contains("n = 1"));
  // A selector that meets nobody is no error; a position that is none is.
  folder.write("bad.csv",
               "position,positions,process,duty\n,kind=functional,purchase,order\n"
               "Z,,purchase,order\n");
  CHECK_THAT(said("--duties bad.csv --strict"), contains("bad.csv:3: ") && contains("\"Z\""));
  const command_result finding = run(folder, "pangkas integrity p.csv --duties bad.csv --all");
  CHECK(finding.status == 0);
  CHECK_THAT(finding.out, contains("bad.csv:2: warning: meets-nobody") &&
                              contains("bad.csv:3: error: unknown-position"));
}

TEST_CASE("relations and time in a post need their tables and a day", "[cli][integrity]") {
  const work_folder folder;
  folder.write("p.csv", "code,reports_to,flags\nTOP,,\nA,TOP,rawan\n");
  folder.write("held.csv", "pemegang;jabatan;tmt\nh0;TOP;2010-01-01\nh1;A;2010-01-01\n");
  folder.write("rel.csv", "pemegang_a;pemegang_b;jenis;derajat\nh1;h0;keluarga;2\n");
  const std::string call =
      "pangkas integrity p.csv --held held.csv --relations rel.csv --rules independence";
  CHECK_THAT(run(folder, call).out, contains("TOP has power over A, who is related: TOP > A"));
  CHECK_THAT(run(folder, call + " --on 2026-01-01").out,
             contains("A has one holder for more than 5 years"));
}

namespace {

const std::string rules_of_all_kinds =
    "[rules]\nname = \"mine\"\nsource = \"us\"\nmoves = [\"approve\", \"order\", \"pay\"]\n"
    "[[separate]]\nrule = \"order-approve\"\nduties = [\"order\", \"approve\"]\n"
    "[[separate]]\nrule = \"one-unit\"\nduties = [\"order\", \"pay\"]\nwithin = \"unit\"\n"
    "severity = \"low\"\n"
    "[[four_eyes]]\nrule = \"eyes\"\nleast = 2\n[[four_eyes]]\nrule = \"eye\"\nleast = 1\n"
    "[[audit]]\nrule = \"own-audit\"\nduty = \"audit\"\n"
    "[[collusion]]\nrule = \"hands\"\nleast = 3\n"
    "[[sensitive]]\nrule = \"time\"\npositions = \"flags=sensitive\"\nyears = 1\n";

}  // namespace

TEST_CASE("integrity has a sentence for each kind of breach", "[cli][integrity]") {
  const work_folder folder;
  folder.write("all.toml", rules_of_all_kinds);
  std::string positions =
      "code,reports_to,unit,flags\nT,,,\nH,T,U,\nA,H,U,sensitive\nB,H,U,\nC,A,,\nV,T,,\nW,T,,\n";
  std::string duties =
      "position,process,duty\nA,buy,order\nB,buy,approve\nC,buy,audit\nV,sell,order\n"
      "W,sell,approve\n";
  std::string held = "holder,position,since\nh,A,2020-01-01\n";
  for (const std::string p : {"P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8"}) {
    positions += p + ",B,U,sensitive\n";
    duties += p + ",buy,pay\n";
    held += "of" + p + "," + p + ",2020-01-01\n";
  }
  folder.write("p.csv", positions);
  folder.write("d.csv", duties);
  folder.write("held.csv", held);
  folder.write("m.csv", "code,originators,own_first\nbuy,codes=C,\nleave,codes=A,yes\n");
  folder.write("a.csv", "position,matter\nA,buy\nA,leave\n");
  folder.write("l.csv", "superior,subordinate,type\nW,V,acting\n");
  const std::string call = "pangkas integrity p.csv --rules ./all.toml --duties d.csv --inherited";
  // W acts for V, so both posts are one hand; A decides what it raises itself.
  const std::string said =
      run(folder, call +
                      " --matters m.csv --authority a.csv --lines l.csv --held held.csv --on "
                      "2026-01-01")
          .out;
  for (const char* sentence :
       {"one hand has order + approve: V, W\n",
        "one unit has order + pay: A, P1, P2, P3, P4, P5, P6, P7 and 1 more\n",
        "H could do approve + order by those below: A, B\n",
        "what C raises has 1 independent check where 2 are needed\n",
        "what A raises has 0 independent checks where 2 are needed\n",
        "what A raises has 0 independent checks where 1 is needed\n",
        "P4 has one holder for more than 1 year\n  and 4 more; --all lists them\n",
        "C audits A, to whom it reports: A > C\n",
        "1 hand can carry a case to its end, 3 must be needed: A\n",
        "\nOne hand alone carries 50 % of the decided volume to its end; A decides 100 %.\n"})
    CHECK_THAT(said, contains(sentence));
  // Without matters nothing is decided, and there is no word of it.
  CHECK_THAT(run(folder, call + " --all --held held.csv --on 2026-01-01 --holders").out,
             contains("A has one holder for more than 1 year (holder h)\n") &&
                 contains("Fewest hands") && !contains("decided volume"));
}

TEST_CASE("what a change brings is told with its causes and what a repair takes",
          "[cli][integrity]") {
  const work_folder folder;
  folder.write("all.toml", rules_of_all_kinds);
  folder.write("p.csv",
               "code,reports_to\nT,\nM,T\nK1,M\nK2,M\nK3,M\nK4,M\nx1,K1\ny1,K1\nx2,K2\nx3,K3\n"
               "x4,K4\n");
  folder.write("m.csv", "code,originators\nbuy,codes=x1|y1\ngone,codes=x2\nup,codes=x2\n");
  folder.write("a.csv", "position,matter\nM,buy\nK2,gone\nK2,up\nT,up\n");
  const std::string call =
      "pangkas integrity p.csv --rules ./all.toml --matters m.csv --authority a.csv ";
  const std::string delayer = call + "--policy delayer --layers 3 ";
  // K1 was the second check of what x1 and y1 raise. Nobody decides "gone" without K2.
  const std::string checks = run(folder, delayer).out;
  CHECK_THAT(checks,
             contains("  what x1 raises has 1 independent check where 2 are needed; and 1 "
                      "more like it\n  because K1 converted (stay-as-functional)\n"
                      "  repair: let K1 check each case too (longer: 2 hand-offs a year)\n"));
  CHECK_THAT(without_gaps(checks), contains("\n|gone|2|–\n|up|2|3\n"));
  CHECK_THAT(checks, contains("\n  buy: now M, x1\n"));
  // The duties of four posts come together in M.
  folder.write("d.csv",
               "position,process,duty\nK1,sell,order\nK2,sell,order\nK3,sell,approve\n"
               "K4,sell,approve\n");
  CHECK_THAT(run(folder, delayer + "--duties d.csv").out,
             contains("  because K3 converted (stay-as-functional)\n  and 1 more post\n"));
  // Of 21 causes or processes 20 are told.
  std::string many = "position,process,duty\n";
  for (int i = 1; i <= 21; ++i) {
    const std::string process = ",p" + std::to_string(i) + ",";
    many += "K1" + process + "order\nM" + process + "approve\n";
  }
  folder.write("many.csv", many);
  CHECK_THAT(run(folder,
                 "pangkas integrity p.csv --rules purchase-to-pay --duties many.csv "
                 "--policy delayer --layers 3")
                 .out,
             !contains("--all lists them"));  // "order" stays with the post
  CHECK_THAT(run(folder,
                 "pangkas integrity p.csv --rules ./all.toml --duties many.csv --policy "
                 "delayer --layers 3 --repairs 0")
                 .out,
             contains("  because K1 converted (stay-as-functional)\nand 1 group more"));
  // Without duties and matters there is nothing to tell.
  CHECK(run(folder, "pangkas integrity p.csv --rules ./all.toml --policy delayer --layers 3").out ==
        "          before  after  new\nBreaches       0      0    0\n0 gone, 0 kept.\n");
  // What K1 decided itself, ten times a year, goes to T; to keep K1 costs one hand-off of "buy".
  folder.write("m.csv", "code,originators,volume\nbuy,codes=x1,1\nup,codes=x1,10\n");
  folder.write("a.csv", "position,matter\nM,buy\nK1,up\nT,up\nK2,gone\n");
  CHECK_THAT(run(folder, delayer).out,
             contains("  repair: keep K1 (shorter: 9 hand-offs a year)\n"));
  // x3 could bring "gone" to nobody, and then to K2.
  folder.write("m.csv", "code,originators\ngone,codes=x3\n");
  folder.write("move.toml",
               "[scenario]\nname = \"m\"\nreason = \"r\"\nsource = \"s\"\n[[step]]\n"
               "do = \"move\"\nposition = \"x3\"\nto = \"K2\"\n");
  CHECK_THAT(without_gaps(run(folder, call + "--scenario move.toml").out),
             contains("\n|gone|–|2\n"));
}
