// SPDX-License-Identifier: BSL-1.0
#include "support/catch.hpp"
#include "support/command_line.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <tuple>
#include <vector>

using namespace pangkas::tests;
using nlohmann::ordered_json;

namespace {

const std::string senior_posts = "examples/uk-department-of-health-2013/senior.csv";

const std::vector<std::string> measure_names{"krackhardt_connectedness",
                                             "krackhardt_hierarchy",
                                             "krackhardt_efficiency_sna",
                                             "krackhardt_efficiency_ucinet",
                                             "krackhardt_efficiency_undirected",
                                             "krackhardt_lub_least",
                                             "krackhardt_lub_sna",
                                             "flow_hierarchy",
                                             "global_reaching_centrality",
                                             "trophic_incoherence_q",
                                             "trophic_incoherence_f0",
                                             "betweenness_down_max",
                                             "dominator_dependants_max",
                                             "line_distance_down",
                                             "line_distance_both",
                                             "total_path_length",
                                             "best_line_down",
                                             "best_line_between_equals",
                                             "graicunas_max",
                                             "strata_compression_share"};

}  // namespace

TEST_CASE("measure --hierarchy prints every measure by name, with what it sees", "[cli]") {
  const work_folder folder;
  const command_result result = run(folder, "pangkas measure " + senior_posts + " --hierarchy");
  REQUIRE(result.status == 0);
  CHECK(result.err.empty());
  for (const std::string& name : measure_names) CHECK_THAT(result.out, contains("\n  " + name));
  CHECK_THAT(result.out, contains("blind to flattening: 1 for every tree, chain and star alike"));
  CHECK_THAT(result.out, contains("undefined: the data"));
  CHECK_THAT(result.out, contains("\n  mckinsey"));
  const command_result without = run(folder, "pangkas measure " + senior_posts);
  CHECK(without.out.find("krackhardt") == std::string::npos);
}

TEST_CASE("measure --hierarchy --json gives the same under stable keys", "[cli]") {
  const work_folder folder;
  const command_result result =
      run(folder, "pangkas measure " + senior_posts + " --hierarchy --json");
  REQUIRE(result.status == 0);
  const ordered_json all = ordered_json::parse(result.out)["hierarchy"];
  CHECK(all["lines"] == ordered_json{{"command", 172}, {"all", 172}});
  std::vector<std::string> names;
  for (const auto& [name, value] : all["measures"].items()) {
    names.push_back(name);
    CHECK_FALSE(value["sees"].get<std::string>().empty());
    CHECK(value["command_lines"].contains("value"));
  }
  CHECK(names == measure_names);
  const auto value = [&](const std::string& name) {
    return all["measures"][name]["command_lines"]["value"].get<double>();
  };
  // The sum of the depths is 461 and that of the distances 73,332: NetworkX 2.8.8, see
  // tools/make_oracle.py.
  CHECK_THAT(value("global_reaching_centrality"), within((173 - 461.0 / 172) / 172, 1e-12));
  CHECK(value("total_path_length") == 73332);
  CHECK_THAT(value("line_distance_both"), within(73332.0 / 14878, 1e-12));
  CHECK(value("graicunas_max") == 13 * (4096 + 12));
  CHECK(all["measures"]["strata_compression_share"]["command_lines"]["value"].is_null());
  CHECK(all["span_bands"]["orgvue"]["per_band"] == ordered_json{{"one-to-one", 5},
                                                                {"micro team", 8},
                                                                {"below target", 22},
                                                                {"on target", 2},
                                                                {"above target", 1},
                                                                {"excessive", 0}});
  CHECK(all["span_bands"]["orgvue"]["inside"] == 2);
}

TEST_CASE("measure --hierarchy tells command lines from all lines", "[cli]") {
  const work_folder folder;
  REQUIRE(run(folder,
              "pangkas simplify examples/id-ministry/positions.csv --policy "
              "id-central-2021 --roles coordinators --out after")
              .status == 0);
  const command_result result =
      run(folder, "pangkas measure after/organisation.json --hierarchy --json");
  REQUIRE(result.status == 0);
  const ordered_json all = ordered_json::parse(result.out)["hierarchy"];
  CHECK(all["lines"]["all"] > all["lines"]["command"]);
  const ordered_json& efficiency = all["measures"]["krackhardt_efficiency_sna"];
  CHECK(efficiency["command_lines"]["value"] == 1);
  CHECK(efficiency["all_lines"]["value"] < 1);
  CHECK(all["measures"]["trophic_incoherence_f0"]["all_lines"]["value"] > 0);
  CHECK_THAT(run(folder, "pangkas measure after/organisation.json --hierarchy").out,
             contains("krackhardt_efficiency_sna         command lines 1\n"));
}

TEST_CASE("measure --hierarchy judges spans by the kind of work that a flag names", "[cli]") {
  const work_folder folder;
  folder.write("posts.csv",
               "code,reports_to,flags,seats,filled\nA,,work:player-coach,1,1\n"
               "B,A,work:coach,2,1\nC,A,,2,1\nD,A,,2,0\nE,B,,12,6\n");
  // A is to have 3 to 5, B 6 or 7. A has 3 positions with 6 seats, 2 of them filled; B has one, with
  // 12 seats, which is 6 to each of its own two.
  for (const auto& [spans, inside, under] :
       {std::tuple("", 1, 1), std::tuple("seats", 0, 0), std::tuple("filled", 1, 1),
        std::tuple("seats-per-head", 1, 0)}) {
    CAPTURE(spans);
    const std::string counting = *spans == '\0' ? "" : std::string(" --spans-in ") + spans;
    const command_result result =
        run(folder, "pangkas measure posts.csv --hierarchy --json" + counting);
    REQUIRE(result.status == 0);
    const ordered_json bands =
        ordered_json::parse(result.out)["hierarchy"]["span_bands"]["mckinsey"];
    CHECK(bands["judged"] == 2);
    CHECK(bands["inside"] == inside);
    CHECK(bands["under"] == under);
  }
}

TEST_CASE("measure --hierarchy of nobody and with --by", "[cli]") {
  const work_folder folder;
  folder.write("empty.csv", "code,reports_to\n");
  const command_result empty = run(folder, "pangkas measure empty.csv --hierarchy");
  CHECK(empty.status == 0);
  CHECK_THAT(empty.out, contains("undefined: "));
  CHECK(run(folder, "pangkas measure " + senior_posts + " --hierarchy --by unit").status == 2);
}
