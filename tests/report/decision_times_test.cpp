// SPDX-License-Identifier: BSL-1.0
#include <pangkas/report/decision_times.hpp>

#include "support/catch.hpp"
#include "support/naive_decisions.hpp"
#include "support/office.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;
using nlohmann::ordered_json;

TEST_CASE("Times as JSON have the figures of the library under stable keys", "[report]") {
  decision_data data = office();
  data.matters[1].work_minutes = 60;
  const organisation before = make(data);
  for (position& p : data.positions)
    if (p.code == "s1" || p.code == "s2") p.reports_to = "D";
  const organisation after = make(data);
  timing_options how;
  how.simulation.replications = 12;
  const decision_times one = time_decisions(before, how);
  const evidence origin{{{"office.csv", "abc"}}, 0, 1};
  const timing_evidence told{7, 72'000, 0.25, 3};

  const ordered_json all = ordered_json::parse(to_json(one, told, origin));
  CHECK(all["inputs"][0]["file"] == "office.csv");
  CHECK(all["findings"]["warning"] == 1);
  CHECK(all["seed"] == 7);
  CHECK(all["replications"] == 12);
  CHECK(all["working_day_hours"] == 7.5);
  CHECK(all["cycle_days"]["mean"] == one.staying().mean);
  CHECK(all["cycle_days"]["half_width"] == one.staying().half_width.value());
  CHECK(all["cycle_days"]["p90"] == one.days(one.found.quantile(0.9)));
  CHECK(all["cycle_days"]["quantiles"].size() == 19);
  CHECK(all["theory"]["cycle_days"] == one.staying_by_theory().value());
  const auto surer = one.found.controlled_staying();
  REQUIRE(surer);
  CHECK(all["controlled_cycle_days"]["mean"] == one.days(surer->mean).mean);
  CHECK(all["controlled_cycle_days"]["gain"].get<double>() > 1);
  CHECK(all["stations"].size() == 3);
  CHECK(all["stations_left_out"] == 4);
  std::vector<double> loads;
  for (const ordered_json& station : all["stations"]) loads.push_back(station["load"]);
  CHECK(std::ranges::is_sorted(loads, std::ranges::greater()));
  CHECK(all["stations"][0]["code"] == all["theory"]["busiest"]);
  // What waits, works and is delayed makes up the time where no steps run side by side.
  CHECK(all["cycle_days"]["mean"].get<double>() ==
        Approx(all["wait_days"]["mean"].get<double>() + all["work_days"]["mean"].get<double>() +
               all["delay_days"]["mean"].get<double>()));

  const times_before_after both = time_decisions(before, after, how);
  const ordered_json two =
      ordered_json::parse(to_json(both, told, origin, {"by-hand", "def", {}, "none"}));
  CHECK(two["policy"]["name"] == "by-hand");
  CHECK(two["moved_work"] == 0.25);
  CHECK(two["before"]["cycle_days"]["mean"] == both.before.staying().mean);
  CHECK(two["after"]["cycle_days"]["mean"] == both.after.staying().mean);
  CHECK(two["difference"]["mean"].get<double>() ==
        Approx(both.before.staying().mean - both.after.staying().mean));
  CHECK(two["difference"]["variance_ratio"] == both.difference.variance_ratio.value());
  // H leads nobody afterwards; what it handled goes to D.
  REQUIRE(two["break_even"].size() == 1);
  CHECK(two["break_even"][0]["code"] == "H");
  CHECK(two["break_even"][0]["receiver"] == "D");
  CHECK(two["break_even"][0]["alpha"] == both.break_even[0].alpha.value());
  CHECK(two["path_and_time_disagree"] == both.disagree());
  CHECK(two["in_words"] == both.in_words());
}

TEST_CASE("Times of what nobody inside handles name no busiest post", "[report]") {
  decision_data data = office();
  data.positions.push_back(post("X"));
  data.positions.back().flags = {"external"};
  data.matters = {data.matters[0]};
  data.matters[0].originators = parse_condition("X");
  data.authorities[0].position = "X";
  timing_options how;
  how.simulation.replications = 2;
  const ordered_json all =
      ordered_json::parse(to_json(time_decisions(make(data), how), {7, 72'000, 0, 3}, {}));
  CHECK(all["theory"]["busiest"].is_null());
  CHECK(all["theory"]["load"].is_null());
  CHECK(all["controlled_cycle_days"].is_null());
  REQUIRE(all["stations"].size() == 1);
  CHECK(all["stations"][0]["code"] == "X");
  CHECK(all["stations"][0]["load"] == 0);
}
