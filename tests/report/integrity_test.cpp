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
}
