// SPDX-License-Identifier: BSL-1.0
#include <pangkas/report/scenario_study.hpp>

#include "support/catch.hpp"
#include "support/small_ministry.hpp"

#include <pangkas/study/history.hpp>
#include <pangkas/study/play.hpp>

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;
using nlohmann::ordered_json;

TEST_CASE("a study as JSON has each scenario with the keys of a comparison", "[report][study]") {
  const organisation before = ministry();
  const played outcome = play(before, central_policy());
  std::vector<studied_scenario> all{{"as it is", figures_before(before, outcome.sides)},
                                    {"central", figures_of(before, outcome)}};
  const std::vector<study_measure> judged = judge(all);
  const comparison found = comparison_of(outcome, {}, {"central", "00"});
  const ordered_json told = ordered_json::parse(to_json(all, judged, {found}, {}));
  CHECK(told["judged"] ==
        std::vector<std::string>{"shrink_real", "widest_span", "seats", "undecidable"});
  CHECK(told["as_it_is"]["measures"]["hand_offs"] == 5);
  CHECK(told["as_it_is"]["measures"]["cost"].is_null());
  REQUIRE(told["scenarios"].size() == 1);
  const ordered_json& one = told["scenarios"][0];
  CHECK(one["name"] == "central");
  CHECK(one["dominated_by"].is_null());
  CHECK(one["measures"]["shrink_real"] == one["shrink"]["with_roles"]);
  CHECK(one["converted"] == 2);
  CHECK(one["policy"]["name"] == "central");
}

TEST_CASE("a history as JSON has the measures of each snapshot", "[report][study]") {
  history all;
  all.add("2021", ministry());
  all.add("2022", play(ministry(), central_policy()).result.after);
  const ordered_json told = ordered_json::parse(to_json(all.snapshots(), {}));
  REQUIRE(told["snapshots"].size() == 2);
  CHECK(told["snapshots"][0]["date"] == "2021");
  CHECK(told["snapshots"][0]["layers"] == 6);
  CHECK(told["snapshots"][0]["changes"].is_null());
  CHECK(told["snapshots"][1]["layers"] == 4);
  // STAF, KASUBBAG and KABAG report to others or have other ranks.
  CHECK(told["snapshots"][1]["changes"]["moved"] == 2);
  CHECK(told["snapshots"][1]["changes"]["re_ranked"] == 2);
  CHECK_FALSE(told["snapshots"][1].contains("inputs"));
}
