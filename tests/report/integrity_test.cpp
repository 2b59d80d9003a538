// SPDX-License-Identifier: BSL-1.0
#include <pangkas/report/integrity.hpp>

#include "support/catch.hpp"
#include "support/small_ministry.hpp"

#include <pangkas/core/organisation_builder.hpp>
#include <pangkas/simplify/simplify.hpp>

#include <nlohmann/json.hpp>

#include <string>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;
using nlohmann::ordered_json;

namespace {

/// B (II.a) over O and R (III.a); O orders, R receives, and one holder is in R and r.
struct bureau_of_duties {
  organisation org = [] {
    organisation_builder builder(ministry_scheme());
    for (const position& p : {post("M", "I.a", ""), post("B", "II.a", "M"), post("O", "III.a", "B"),
                              post("R", "III.a", "B"), post("r", "Pelaksana", "R")})
      builder.add(p);
    return std::move(builder).build().organisation;
  }();
  integrity_tables tables = [this] {
    integrity_builder builder(org);
    builder.add(duty{"O", {}, "purchase", "order", true});
    builder.add(duty{"R", {}, "purchase", "receive", true});
    builder.add(duty{"r", {}, "purchase", "pay", {}});
    builder.add(post_holder{"secret", "R", {}});
    builder.add(post_holder{"secret", "r", {}});
    return std::move(builder).build();
  }();
  integrity_rules rules = [] {
    integrity_rules made;
    made.separations.push_back({{"order-receive", "why", "law", {}}, {"order", "receive"}});
    made.separations.push_back({{"receive-pay", {}, {}, {}}, {"receive", "pay"}});
    return made;
  }();
};

}  // namespace

TEST_CASE("breaches stand under stable keys, and holders only where they are asked for",
          "[report][integrity]") {
  const bureau_of_duties b;
  const integrity_report found = integrity(b.org, b.tables, b.rules);
  integrity_telling how;
  how.rules = {{"mine", "abc"}};
  const std::string text = to_json(b.org, b.tables, found, {}, how);
  const ordered_json all = ordered_json::parse(text);
  REQUIRE(all["breaches"].size() == 1);
  const ordered_json& one = all["breaches"][0];
  CHECK(one["rule"] == "receive-pay");
  CHECK(one["positions"] == std::vector<std::string>{"R", "r"});
  CHECK(one["hand"]["positions"] == std::vector<std::string>{"R", "r"});
  CHECK(all["collusion"]["purchase"] == 2);
  CHECK(all["collusion_sets"]["purchase"]["least"] == 2);
  CHECK(all["rules"][0]["sha256"] == "abc");
  CHECK(all["concentration"]["alone"].is_null());
  CHECK(text.find("secret") == std::string::npos);
  how.with_holders = true;
  CHECK(to_json(b.org, b.tables, found, {}, how).find("\"holder\": \"secret\"") !=
        std::string::npos);
}

TEST_CASE("both sides of a simplification stand beside each other, with causes and repairs",
          "[report][integrity]") {
  const bureau_of_duties b;
  const policy played = central_policy();
  const simplification result = simplify(b.org, played);
  const integrity_change changed = integrity_change_of(b.org, &played, result, b.tables, b.rules);
  const ordered_json all = ordered_json::parse(
      to_json(b.org, changed, result, b.tables, {"central", "def", {}, "none"}, {}, {}));
  CHECK(all["new"] == 1);
  CHECK(all["gone"] == 1);  // what R received goes to B, and r alone pays
  CHECK(all["kept"] == 0);
  CHECK(all["before"]["breaches"].size() == 1);
  REQUIRE(all["after"]["breaches"].size() == 1);
  const ordered_json& one = all["after"]["breaches"][0];
  CHECK(one["new"] == true);
  CHECK(one["rule"] == "order-receive");
  REQUIRE(one["caused_by"].size() == 2);
  CHECK(one["caused_by"][0]["position"] == "O");
  CHECK(one["caused_by"][0]["change"] == "converted");
  CHECK(one["repair"]["kind"] == "move_duty");
  CHECK(one["repair"]["positions"] == std::vector<std::string>{"O"});
  CHECK(one["repair"]["hand_offs"] == 0);
  CHECK(all["policy"]["name"] == "central");
  // Where none is listed, all are counted.
  integrity_telling none;
  none.most = 0;
  const ordered_json counted = ordered_json::parse(
      to_json(b.org, changed, result, b.tables, {"central", "def", {}, "none"}, {}, none));
  CHECK(counted["new"] == 1);
  CHECK(counted["after"]["breaches"] == ordered_json::array());
  CHECK(counted["after"]["counts"] == all["after"]["counts"]);
}

TEST_CASE("time in a post, what a superior could do, and duties that no rule knows are told",
          "[report][integrity]") {
  const bureau_of_duties b;
  integrity_builder builder(b.org);
  for (const auto& [code, name] :
       {std::pair("O", "order"), std::pair("R", "receive"), std::pair("O", "stamp")})
    builder.add(duty{code, {}, "purchase", name, {}});
  builder.add(post_holder{"somebody", "O", "2015-01-01"});
  const integrity_tables tables = std::move(builder).build();
  integrity_rules rules = b.rules;
  rules.sensitive.push_back({{"rotate", {}, {}, {}}, parse_condition("O")});
  integrity_options options;
  options.inherited = true;
  options.decisions.on = "2024-01-01";
  const integrity_report found = integrity(b.org, tables, rules, options);
  integrity_telling how;
  const ordered_json all = ordered_json::parse(to_json(b.org, tables, found, {}, how));
  REQUIRE(all["breaches"].size() == 2);
  // B stands over who orders and who receives.
  const ordered_json& above = all["breaches"][0];
  CHECK(above["kind"] == "static");
  CHECK(above["inherited"] == true);
  CHECK(above["positions"] == std::vector<std::string>{"B", "O", "R"});
  CHECK(above["matter"] == "purchase");
  const ordered_json& long_there = all["breaches"][1];
  CHECK(long_there["kind"] == "overstay");
  CHECK(long_there["matter"].is_null());  // of none
  CHECK_FALSE(long_there.contains("inherited"));
  CHECK(long_there["needed"] == 5);
  CHECK_FALSE(long_there.contains("found"));
  REQUIRE(all["notes"].size() == 1);
  CHECK(all["notes"][0]["rule"] == "unknown-duty");
  CHECK(all["notes"][0]["position"].is_null());
  // So many are listed, and all are counted.
  how.most = 1;
  const ordered_json one = ordered_json::parse(to_json(b.org, tables, found, {}, how));
  CHECK(one["breaches"].size() == 1);
  CHECK(one["counts"] == all["counts"]);
  CHECK(one["counts"]["overstay"] == 1);
}
