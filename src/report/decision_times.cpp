// SPDX-License-Identifier: BSL-1.0
#include "json_of.hpp"

#include "io/json_values.hpp"

#include <pangkas/report/decision_times.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1 {
namespace {

using detail::or_null;
using nlohmann::ordered_json;

ordered_json of(const mean_interval& interval) {
  return {{"mean", interval.mean}, {"half_width", or_null(interval.half_width)}};
}

/// What is said of one side.
ordered_json side_of(const decision_times& times, const timing_evidence& how) {
  const simulation_result& found = times.found;
  const auto days = [&](double simulated_run::*which) {
    return of(times.days(found.interval(which)));
  };
  const auto number = [&](double simulated_run::*which) { return found.interval(which).mean; };
  ordered_json all;
  ordered_json cycle = days(&simulated_run::staying);
  cycle["p50"] = times.days(found.quantile(0.5));
  cycle["p90"] = times.days(found.quantile(0.9));
  cycle["p95"] = times.days(found.quantile(0.95));
  ordered_json quantiles = ordered_json::array();
  for (std::size_t i = 1; i <= simulated_quantiles; ++i)
    quantiles.push_back(times.days(found.quantile(0.05 * static_cast<double>(i))));
  cycle["quantiles"] = std::move(quantiles);
  all["cycle_days"] = std::move(cycle);
  if (const auto controlled = found.controlled_staying()) {
    all["controlled_cycle_days"] = of(times.days(controlled->mean));
    all["controlled_cycle_days"]["gain"] = or_null(controlled->gain);
  } else {
    all["controlled_cycle_days"] = nullptr;
  }
  all["work_days"] = days(&simulated_run::working);
  all["wait_days"] = days(&simulated_run::waiting);
  all["delay_days"] = days(&simulated_run::delayed);
  all["passes"] = number(&simulated_run::passes);
  all["present"] = number(&simulated_run::present);
  double arrived = 0;
  double departed = 0;
  double open = 0;
  for (const simulated_run& run : found.runs) {
    arrived += static_cast<double>(run.arrived);
    departed += static_cast<double>(run.departed);
    open += static_cast<double>(run.open);
  }
  const double runs = std::max<double>(1, static_cast<double>(found.runs.size()));
  const double a_year =
      static_cast<double>(times.working_year) / static_cast<double>(found.horizon - found.warm_up);
  all["arrived_a_year"] = arrived / runs * a_year;
  all["departed_a_year"] = departed / runs * a_year;
  all["open_at_the_end"] = open / runs;
  all["hand_offs"] = times.network.mean_hand_offs;
  all["volume"] = times.network.volume;
  all["undecidable_volume"] = times.network.undecidable_volume;
  all["steady"] = found.is_steady;
  all["theory"] = {
      {"cycle_days", or_null(times.staying_by_theory())},
      {"exact", found.theory.is_exact},
      {"load", found.theory.busiest ? ordered_json(found.theory.load[*found.theory.busiest])
                                    : ordered_json(nullptr)},
      {"busiest", found.theory.busiest
                      ? ordered_json(times.org.code(times.network.positions[*found.theory.busiest]))
                      : ordered_json(nullptr)}};
  ordered_json stations = ordered_json::array();
  const std::vector<std::uint32_t> order = times.busiest();
  const std::size_t listed = std::min(how.stations, order.size());
  for (std::size_t i = 0; i < listed; ++i) {
    const std::uint32_t s = order[i];
    const simulated_station& at = found.stations[s];
    const auto by_theory = found.theory.waiting[s];
    stations.push_back(
        {{"code", times.org.code(times.network.positions[s])},
         {"seats", times.org.seats(times.network.positions[s])},
         {"load", found.theory.load[s]},
         {"utilisation", at.utilisation},
         {"wait_days", times.days(at.waiting)},
         {"wait_days_by_theory", by_theory ? ordered_json(times.days(*by_theory)) : ordered_json()},
         {"queue", at.queue},
         {"longest_queue", at.longest_queue}});
  }
  all["stations"] = std::move(stations);
  all["stations_left_out"] = order.size() - listed;
  return all;
}

/// What both kinds begin with.
ordered_json head_of(const decision_times& times, const timing_evidence& how,
                     const evidence& origin) {
  ordered_json all = detail::json_head(origin);
  all["seed"] = how.seed;
  all["replications"] = times.found.runs.size();
  all["precise"] = times.found.is_precise;
  all["horizon_days"] = times.days(static_cast<double>(times.found.horizon));
  all["warm_up_days"] = times.days(static_cast<double>(times.found.warm_up));
  all["working_day_hours"] =
      static_cast<double>(times.working_day) / static_cast<double>(ticks_per_hour);
  all["working_minutes"] = how.working_minutes;
  return all;
}

}  // namespace

std::string to_json(const decision_times& times, const timing_evidence& how,
                    const evidence& origin) {
  ordered_json all = head_of(times, how, origin);
  all.update(side_of(times, how));
  return detail::text_of(all);
}

std::string to_json(const times_before_after& times, const timing_evidence& how,
                    const evidence& origin, const policy_evidence& policy) {
  ordered_json all = head_of(times.before, how, origin);
  all["policy"] = {{"name", policy.name}, {"sha256", policy.sha256}};
  all["moved_work"] = how.moved_work;
  all["before"] = side_of(times.before, how);
  all["after"] = side_of(times.after, how);
  all["difference"] = of(times.difference.difference);
  all["difference"]["variance_ratio"] = or_null(times.difference.variance_ratio);
  all["difference"]["correlation"] = or_null(times.difference.correlation);
  ordered_json posts = ordered_json::array();
  for (const post_break_even& post : times.break_even)
    posts.push_back({{"code", times.before.org.code(post.post)},
                     {"receiver", times.after.org.code(post.receiver)},
                     {"alpha", or_null(post.alpha)},
                     {"q", or_null(post.q)},
                     {"here", post.moved_authority},
                     {"here_alpha", post.moved_work},
                     {"slower", post.is_slower()},
                     {"receiver_load_before", post.load_before},
                     {"receiver_load_after", post.load_after}});
  all["break_even"] = std::move(posts);
  all["path_and_time_disagree"] = times.disagree();
  all["in_words"] = times.in_words();
  return detail::text_of(all);
}

}  // namespace pangkas::inline v0_1
