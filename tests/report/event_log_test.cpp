// SPDX-License-Identifier: BSL-1.0
// Expected values: worked by hand.
#include <pangkas/report/event_log.hpp>

#include "support/catch.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <utility>

using namespace pangkas;

TEST_CASE("A log as JSON has the keys that are promised, and null where a figure is absent",
          "[report][event-log]") {
  event_log_builder builder;
  for (const char* who : {"Ann", "Bob", "Ann", ""}) {
    event_row row;
    row.case_id = "1";
    row.activity = "sign";
    row.resource = who;
    builder.add(row);
  }
  const event_log log = std::move(builder).build();
  log_findings found;
  found.format = log_format::table;
  found.summary = summary_of(log);
  found.hand_overs = hand_over_figures_of(log, log.resources, missing_performer::left_out);
  found.calibrated = calibrate(log);
  const auto json = nlohmann::json::parse(to_json(found, nullptr, {{{"log.csv", "00"}}, 1, 2}));
  CHECK(json["inputs"][0]["file"] == "log.csv");
  CHECK(json["findings"]["warning"] == 2);
  const auto& l = json["log"];
  CHECK(l["cases"] == 1);
  CHECK(l["events"] == 4);
  CHECK(l["performers"] == 2);
  CHECK(l["without_performer"] == 1);
  CHECK(l["variants"] == 1);
  CHECK(l["rework_cases"] == 1);
  CHECK(l["self_loops"] == 3);
  CHECK(l["hand_overs"]["level"] == "resource");
  CHECK(l["hand_overs"]["missing"] == "left_out");
  CHECK(l["hand_overs"]["left_out"] == 0.25);
  CHECK(l["hand_overs"]["total"] == 2);
  CHECK(l["hand_overs"]["max"] == 2);
  CHECK(l["subcontracting"] == 1);
  CHECK(l["cycle_days"].is_null());
  CHECK(l["first"].is_null());
  CHECK_FALSE(json.contains("chart"));
  CHECK(json["calibrated"][0]["matter"] == "log");
  CHECK(json["calibrated"][0]["volume"].is_null());
  CHECK(json["calibrated"][0]["why_not"].is_string());
}
