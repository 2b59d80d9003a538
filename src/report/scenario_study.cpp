// SPDX-License-Identifier: BSL-1.0
#include "json_of.hpp"

#include "io/json_values.hpp"

#include <pangkas/report/scenario_study.hpp>

#include <nlohmann/json.hpp>

#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1 {
namespace {

using nlohmann::ordered_json;

ordered_json names_of(const std::vector<study_measure>& measures) {
  ordered_json names = ordered_json::array();
  for (const study_measure m : measures) names.push_back(to_string(m));
  return names;
}

bool is_overloaded(const studied_scenario& one) {
  const auto& days = figure_of(one.figures, study_measure::days);
  return days && std::isinf(*days);
}

ordered_json losses_of(const std::vector<studied_scenario>& all, const studied_scenario& one) {
  ordered_json losses = ordered_json::array();
  for (const auto& [measure, to] : one.losses)
    losses.push_back({{"measure", to_string(measure)}, {"to", all[to].name}});
  return losses;
}

ordered_json of(const std::vector<studied_scenario>& all, const studied_scenario& one) {
  ordered_json measures;
  for (std::size_t i = 0; i < one.figures.size(); ++i)
    measures[std::string(to_string(static_cast<study_measure>(i)))] =
        detail::or_null(one.figures[i]);
  ordered_json told{{"name", one.name}, {"dominated_by", nullptr}};
  if (one.dominated_by) told["dominated_by"] = all[*one.dominated_by].name;
  told["best_in"] = names_of(one.best_in);
  told["losses"] = losses_of(all, one);
  told["why"] = one.why;
  told["measures"] = std::move(measures);
  // JSON has no number for days without end.
  told["overloaded"] = is_overloaded(one);
  return told;
}

}  // namespace

std::string to_json(const std::vector<studied_scenario>& scenarios,
                    const std::vector<study_measure>& judged,
                    const std::vector<comparison>& comparisons, const evidence& origin) {
  ordered_json all = detail::json_head(origin);
  all["judged"] = names_of(judged);
  all["as_it_is"] = of(scenarios, scenarios.front());
  all["scenarios"] = ordered_json::array();
  for (std::size_t i = 1; i < scenarios.size(); ++i) {
    ordered_json told = of(scenarios, scenarios[i]);
    ordered_json figures = detail::json_of(comparisons[i - 1]);
    told.update(figures);
    all["scenarios"].push_back(std::move(told));
  }
  return detail::text_of(all);
}

ordered_json detail::json_of(const std::vector<studied_scenario>& scenarios,
                             const std::vector<study_measure>& judged) {
  ordered_json list = ordered_json::array();
  for (const studied_scenario& one : scenarios) {
    list.push_back(of(scenarios, one));
    list.back().erase("why");  // the page says it in its own language
  }
  return {{"judged", names_of(judged)}, {"scenarios", std::move(list)}};
}

std::string to_json(const std::vector<snapshot>& snapshots, const evidence& origin) {
  ordered_json all = detail::json_head(origin);
  all["snapshots"] = ordered_json::array();
  for (const snapshot& s : snapshots) {
    ordered_json told{{"date", s.date}};
    ordered_json figures = detail::json_of(s.found, {}, std::nullopt);
    for (const char* of_all : {"pangkas", "inputs", "findings"}) figures.erase(of_all);
    told.update(figures);
    told["seats"] = s.found.totals.seats;
    told["filled"] = detail::or_null(s.found.totals.filled);
    told["cost"] = detail::or_null(s.found.totals.cost);
    told["changes"] = nullptr;
    if (s.since)
      told["changes"] = {{"stayed", s.since->stayed},       {"joined", s.since->joined},
                         {"left", s.since->left},           {"moved", s.since->moved},
                         {"re_ranked", s.since->re_ranked}, {"changed_unit", s.since->came}};
    all["snapshots"].push_back(std::move(told));
  }
  return detail::text_of(all);
}

}  // namespace pangkas
