// SPDX-License-Identifier: BSL-1.0
#include <pangkas/report/hierarchy.hpp>

#include "support/catch.hpp"
#include "support/organisations.hpp"

#include <nlohmann/json.hpp>

#include <cmath>
#include <string>
#include <utility>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

/// A leads B, C and D, B leads E.
description five_posts() {
  return {{post("A"), post("B", "A"), post("C", "A"), post("D", "A"), post("E", "B")}, {}, {}};
}

}  // namespace

TEST_CASE("the measures of hierarchy are those worked by hand", "[report][hierarchy]") {
  const organisation org = make(five_posts());
  const auto all = nlohmann::json::parse(hierarchy_to_json(org));
  CHECK(all["lines"]["command"] == 4);
  CHECK(all["lines"]["all"] == 4);
  const auto value = [&](const std::string& name) {
    CAPTURE(name);
    return all["measures"].at(name)["command_lines"]["value"].get<double>();
  };
  // The ten pairs are 1, 1, 1, 2, 2, 2, 1, 2, 3 and 3 lines apart, the five of a superior and a
  // subordinate 1, 1, 1, 2 and 1.
  CHECK_THAT(value("total_path_length"), within(18, 1e-12));
  CHECK_THAT(value("line_distance_both"), within(1.8, 1e-12));
  CHECK_THAT(value("line_distance_down"), within(1.2, 1e-12));
  // A reaches all four, B one, the others nobody: (0 + 3/4 + 1 + 1 + 1) / 4.
  CHECK_THAT(value("global_reaching_centrality"), within(3.75 / 4, 1e-12));
  CHECK(value("graicunas_max") == 3 * (4 + 3 - 1));
  // Of every tree.
  for (const char* name : {"krackhardt_connectedness", "krackhardt_hierarchy",
                           "krackhardt_efficiency_sna", "krackhardt_lub_least", "flow_hierarchy"})
    CHECK(value(name) == 1);
  CHECK(value("trophic_incoherence_q") == 0);
}

TEST_CASE("the text names what the JSON names, each with what it sees", "[report][hierarchy]") {
  const organisation org = make(five_posts());
  const std::string text = hierarchy_text(org);
  const auto all = nlohmann::json::parse(hierarchy_to_json(org));
  CHECK(all["measures"].size() >= 20);
  for (const auto& [name, measure] : all["measures"].items()) {
    CHECK_THAT(text, contains("\n  " + name));
    CHECK_THAT(text, contains(measure["sees"].get<std::string>()));
  }
  for (const auto& [name, band] : all["span_bands"].items()) {
    CHECK_THAT(text, contains("\n  " + name) && contains(band["title"].get<std::string>()));
    for (const auto& [of, count] : band["per_band"].items())
      CHECK_THAT(text, contains(" " + of + ": " + count.dump() + "; "));
  }
  CHECK_THAT(text, contains("4 command lines, 0 of other types"));
  CHECK_THAT(text, !contains("estimated from"));
  // C, D and E of A and B.
  CHECK_THAT(text, contains("1.5 positions without subordinates for each manager"));
  CHECK(text.find("all lines  ") == std::string::npos);
}

TEST_CASE("lines of other types are measured beside the command lines", "[report][hierarchy]") {
  description what = five_posts();
  what.lines = {{"D", "E", line_type::assignment, {}, {}}};
  const organisation org = make(what);
  const auto all = nlohmann::json::parse(hierarchy_to_json(org));
  CHECK(all["lines"]["command"] == 4);
  CHECK(all["lines"]["all"] == 5);
  const auto& distance = all["measures"]["line_distance_down"];
  CHECK_THAT(distance["command_lines"]["value"].get<double>(), within(1.2, 1e-12));
  CHECK_THAT(distance["all_lines"]["value"].get<double>(), within(7 / 6.0, 1e-12));
  const std::string text = hierarchy_text(org);
  CHECK_THAT(text, contains("4 command lines, 1 of other types"));
  CHECK_THAT(text, contains("command lines 1.2 (longest 2)"));
  CHECK_THAT(text, contains("all lines     1.16667 (longest 2)"));
}

TEST_CASE("what a large organisation has too much of is estimated or left out",
          "[report][hierarchy]") {
  // A chain of 20,001, whose pairs are more than the 200,000,000 that are gone through, and whose
  // one lines are more than can be tried.
  description what{{post("1")}, {}, {}};
  for (int i = 2; i <= 20'001; ++i)
    what.positions.push_back(post(std::to_string(i), std::to_string(i - 1)));
  const organisation org = make(what);
  const auto all = nlohmann::json::parse(hierarchy_to_json(org))["measures"];
  const std::string text = hierarchy_text(org);
  for (const char* name : {"line_distance_down", "line_distance_both"}) {
    const auto& distance = all[name]["command_lines"];
    CHECK(distance["starts"] == 1000);
    CHECK(distance["confidence"] == 0.95);
    // The distances 1 to 20,000 stand 20,000, 19,999, … times: their mean is a third of 20,002.
    CHECK(distance["low"].get<double>() < 20'002 / 3.0);
    CHECK(distance["high"].get<double>() > 20'002 / 3.0);
    CHECK_THAT(text, contains("estimated from 1000 of 20001 starts, seed 1; longest seen ") &&
                         contains("; 95 % confidence "));
  }
  // The post in the middle is between 10,000 above and 10,000 below.
  const auto& between = all["betweenness_down_max"]["command_lines"];
  CHECK(std::abs(between["value"].get<double>() - 1e8) < between["error_bound"].get<double>());
  CHECK_THAT(text, contains("off by ") && contains(" at most with 95 % confidence)"));
  CHECK(all["best_line_down"]["command_lines"]["reason"] ==
        "not computed: 20001 positions, limit 1000000000 steps");
}

TEST_CASE("large figures are written whole while a double can tell them, and then in powers",
          "[report][hierarchy]") {
  // Graicunas: n (2^(n-1) + n - 1) of n subordinates.
  for (const auto& [span, figure] : {std::pair(20, "10486140"), std::pair(60, "3.45876e+19")}) {
    description what{{post("top")}, {}, {}};
    for (int i = 0; i < span; ++i) what.positions.push_back(post(std::to_string(i), "top"));
    CHECK_THAT(hierarchy_text(make(what)), contains(figure));
  }
}

TEST_CASE("a figure that nobody has says why", "[report][hierarchy]") {
  const organisation empty = make(empty_organisation().what);
  const auto all = nlohmann::json::parse(hierarchy_to_json(empty));
  const auto& distance = all["measures"]["total_path_length"]["command_lines"];
  CHECK(distance["value"].is_null());
  CHECK(distance["reason"] == "undefined: there are fewer than two positions");
  CHECK_THAT(hierarchy_text(empty), contains(distance["reason"].get<std::string>()));
  // Of nobody, nothing is too much.
  CHECK_THAT(hierarchy_text(empty), !contains("not computed"));
}
