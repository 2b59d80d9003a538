// SPDX-License-Identifier: BSL-1.0
// Expected values: worked by hand.
#include <pangkas/report/event_log.hpp>

#include "support/catch.hpp"

#include <pangkas/core/organisation_builder.hpp>
#include <pangkas/io/decision_tables.hpp>
#include <pangkas/io/position_table.hpp>

#include <nlohmann/json.hpp>

#include <string>
#include <tuple>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

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

TEST_CASE(
    "A log beside a chart tells its paths, who decided without a right, and who is not mapped",
    "[report][event-log]") {
  // R over D over S over E. D decides leave; nobody decides plans.
  const auto chart = [](const std::string& matters) {
    organisation_builder builder;
    add_position_table(builder, "code,reports_to,unit\nR,,Top\nD,R,A\nS,D,A\nE,S,B\n", "p.csv");
    if (!matters.empty()) add_matter_table(builder, "code\n" + matters, "m.csv");
    if (!matters.empty()) add_authority_table(builder, "position,matter\nD,leave\n", "a.csv");
    return std::move(builder).build().organisation;
  };
  event_log_builder builder;
  const auto add_case = [&](const std::string& id, const std::string& matter,
                            const std::string& steps) {
    for (const char step : steps) {
      const std::string who = step == '.' ? "" : std::string(1, step);
      event_row row;
      row.case_id = id;
      row.matter = matter;
      row.activity = "see";
      row.resource = who;
      builder.add(row);
    }
  };
  add_case("1", "leave", "ESD");
  add_case("2", "leave", "ES");
  add_case("3", "leave", "E?");
  add_case("4", "plans", "E.-");
  log_read read;
  read.log = std::move(builder).build();
  read.flattening = flattening_account{20, 3, 2, 1};
  std::vector<map_row> map;
  for (const char* who : {"R", "D", "S", "E"}) map.push_back({who, "", "", parse_holder(who)});
  map.push_back({"-", "", "", {}});
  const auto told = [&](const organisation& org, const organisation* before = nullptr) {
    const log_findings found =
        findings_of(read, log_level::position, missing_performer::value,
                    map_positions(read.log, org, map), &org, {.before = before});
    const log_findings then =
        findings_of(read, log_level::resource, missing_performer::value, {}, nullptr, {});
    return nlohmann::json::parse(to_json(found, &org, {}, {&then, nullptr}));
  };
  const organisation org = chart("leave\nplans\n");
  const auto all = told(org);
  CHECK(all["log"]["flattening"] ==
        nlohmann::json{{"events", 20}, {"without_case", 3}, {"convergence", 2}, {"divergence", 1}});
  CHECK(all["log"]["hand_overs"]["level"] == "position");
  CHECK(all["log"]["hand_overs"]["left_out"] == 0);  // by this convention nobody is
  CHECK(all["earlier"]["log"]["cases"] == 4);
  CHECK_FALSE(all["earlier"].contains("chart"));
  const auto& beside = all["chart"];
  CHECK(beside["mapped_events"] == 8.0 / 9);  // all by somebody but "?"
  CHECK(beside["external_events"] == 1.0 / 9);
  CHECK(beside["unmapped"] ==
        nlohmann::json::parse(R"([{"resource":"?","role":null,"group":null,"events":1}])"));
  CHECK(beside["never_seen"] == 1);  // R
  CHECK(beside["compared"] == 2);
  CHECK(beside["exact"] == 0.5);
  CHECK(beside["shorter"] == 0.5);
  CHECK(beside["mean_difference"] == -0.5);
  CHECK(beside["fitness"] == Approx((1 + 2 * 2 / 5.0) / 2));
  CHECK(beside["shadow_steps"].is_null());
  const auto pairs = nlohmann::json::parse(
      R"([{"from":"E","to":"S","hand_overs":2,"cases":2},
          {"from":"E","to":null,"hand_overs":2,"cases":2},
          {"from":"S","to":"D","hand_overs":1,"cases":1}])");
  CHECK(beside["between_positions"]["pairs"] == pairs);
  CHECK(beside["between_positions"]["left_out"] == 0);
  REQUIRE(beside["matters"].size() == 2);
  const auto& leave = beside["matters"][0];
  CHECK(leave["unmapped"] == 1);
  CHECK(leave["decided"] == nlohmann::json{{"at", 1}, {"above", 0}, {"below", 1}, {"beside", 0}});
  CHECK(leave["authority"]["fitness"] == 0.5);
  CHECK(leave["authority"]["precision"] == 1);
  CHECK(leave["authority"]["without"] == nlohmann::json::parse(R"([{"position":"S","cases":1}])"));
  const auto& plans = beside["matters"][1];
  CHECK(plans["undecidable"] == 1);
  CHECK(plans["exact"].is_null());
  CHECK(plans["authority"]["precision"].is_null());
  // A chart without matters has no paths, one on which nothing is decided none to compare with.
  const auto bare = told(chart(""));
  CHECK(bare["chart"]["never_seen"] == 1);
  CHECK_FALSE(bare["chart"].contains("exact"));
  const organisation without = chart("plans\n");
  const auto none = told(without, &org)["chart"];
  CHECK(none["compared"] == 0);
  CHECK(none["mean_difference"].is_null());
  CHECK(none["fitness"].is_null());
  CHECK(none["unknown_matter"] == 3);
  CHECK(none["shadow_steps"].is_null());  // of no steps
}

TEST_CASE("What calibrates matters is told with its bounds, and causes as shares of all waiting",
          "[report][event-log]") {
  // Every day Ann begins at 9:00 and takes half an hour; Bob takes ten minutes at 11:00.
  event_log_builder builder;
  for (int day = 0; day < 40; ++day) {
    const std::string id = std::to_string(day);
    for (const auto& [who, begun, done] :
         {std::tuple("Ann", 540, 570), std::tuple("Bob", 660, 670)}) {
      event_row row;
      row.case_id = id;
      row.activity = "see";
      row.resource = who;
      row.time = {day * micros_a_day + done * 60 * micros_a_second, 0, true};
      row.start = day * micros_a_day + begun * 60 * micros_a_second;
      builder.add(row);
    }
  }
  log_read read;
  read.log = std::move(builder).build();
  log_findings found =
      findings_of(read, log_level::resource, missing_performer::left_out, {}, nullptr, {});
  found.calibrated = calibrate(read.log);
  const auto all = nlohmann::json::parse(to_json(found, nullptr, {}));
  CHECK(all["log"]["start_stamps"] == true);
  CHECK(all["log"]["first"] == "1970-01-01T09:30:00+00:00");
  CHECK(all["log"]["cycles"][0]["matter"].is_null());
  REQUIRE(all["calibrated"].size() == 1);
  const auto& one = all["calibrated"][0];
  CHECK(one["work_is"] == "measured");
  CHECK(one["work_minutes"] == nlohmann::json{{"value", 10}, {"low", 10}, {"high", 30}, {"n", 80}});
  CHECK(one["why_not"].is_null());
  // Of the 90 minutes that each case waits, those on duty are nobody's fault: 12 of 40 days are a
  // Saturday or Sunday, from Thursday 1970-01-01 on.
  CHECK(one["waiting"]["off_duty"].get<double>() == Approx(12 / 40.0));
  CHECK(one["waiting"]["extraneous"].get<double>() == Approx(28 / 40.0));
  for (const char* other : {"batching", "contention", "prioritisation"})
    CHECK(one["waiting"][other] == 0);
  // Of an empty log there are no shares.
  const auto empty = nlohmann::json::parse(to_json(log_findings{}, nullptr, {}));
  CHECK(empty["log"]["stamps"]["weekend"].is_null());
  CHECK(empty["log"]["hand_overs"]["left_out"].is_null());
}
