// SPDX-License-Identifier: BSL-1.0
#include <pangkas/report/delegation.hpp>

#include "support/catch.hpp"
#include "support/organisations.hpp"

#include <pangkas/core/organisation_builder.hpp>

#include <nlohmann/json.hpp>

#include <utility>

using namespace pangkas;
using namespace pangkas::tests;
using nlohmann::ordered_json;

TEST_CASE("delegations as JSON name posts by their codes, and add up the checks", "[report]") {
  organisation_builder builder;
  for (const auto& [code, superior] :
       {std::pair("T", ""), std::pair("A", "T"), std::pair("a", "A")})
    builder.add(post(code, superior));
  matter leave;
  leave.code = "leave";
  builder.add_matter(leave);
  const organisation org = std::move(builder).build().organisation;
  delegation_answer found;
  for (const position_id to : {position_id{1}, position_id{2}}) {
    delegation d;
    d.from = position_id{0};
    d.to = to;
    d.checks = 2.5;
    d.form = legal_form::letter_of_mandate;
    found.delegations.push_back(d);
  }
  const ordered_json told = ordered_json::parse(to_json(org, found, 7));
  CHECK(told["price"] == 7);
  CHECK(told["checks_lost"] == 5);
  REQUIRE(told["delegations"].size() == 2);
  const ordered_json& second = told["delegations"][1];
  CHECK(second["matter"] == "leave");
  CHECK(second["from"] == "T");
  CHECK(second["to"] == "a");
  CHECK(second["hours_saved"].is_null());
  CHECK(second["legal_form"] == "letter-of-mandate");
}

TEST_CASE("flattening and delegation side by side as JSON keep what is absent", "[report]") {
  shortening_frontier found;
  found.points = {{2, 10, 1, 12, 15, 1, 1, {}}, {5, 20, 3, 22, 30, 2, 3, 42}};
  const ordered_json told = ordered_json::parse(to_json(found))["side_by_side"];
  CHECK(told["sentence"] == found.in_words());
  CHECK(told["posts_for_delegations"].is_null());
  CHECK(told["points"][0]["bound"].is_null());
  CHECK(told["points"][1]["bound"] == 42);
  CHECK(told["points"][1]["delegations_of_both"] == 3);
}
