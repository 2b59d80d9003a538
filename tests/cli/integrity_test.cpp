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
  folder.write("bad.csv", "position,process,duty\nZ,purchase,order\n");
  CHECK_THAT(said("--duties bad.csv --strict"), contains("bad.csv:2: ") && contains("\"Z\""));
  const command_result finding = run(folder, "pangkas integrity p.csv --duties bad.csv");
  CHECK(finding.status == 0);
  CHECK_THAT(finding.out, contains("unknown-position") && contains("bad.csv"));
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
