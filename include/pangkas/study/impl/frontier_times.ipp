// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/core/impl/words.hpp>
#include <pangkas/optimise/optimal_flattening.hpp>
#include <pangkas/study/frontier_times.hpp>
#include <pangkas/study/play.hpp>

#include <algorithm>
#include <utility>

namespace pangkas::inline v0_1 {

frontier_times time_frontier(const organisation& org, const flattening_request& asked,
                             const flattening_frontier& whole, timing_options options) {
  if (options.simulation.horizon == 0)
    options.simulation.horizon = options.network.office.calendar.working_year();
  frontier_times found;
  std::vector<std::vector<double>> days_of;  // by point, by replication
  for (const frontier_point& point : whole.points) {
    flattening_request at = asked;
    at.span_cap = point.cap;
    const flattening_question question = ask(org, at);
    const flattening_solution solution = optimal_flattening(org.command(), question.problem);
    const simplification played =
        simplify_decisions(org, as_policy(org, question, at, solution), options.network.decisions);
    const times_before_after times = time_decisions(org, played.after, options);
    // So that all points meet the same matters for as long and as often.
    options.simulation.warm_up = times.after.found.warm_up;
    options.simulation.replications = times.after.found.runs.size();
    options.simulation.precision.reset();
    if (found.points.empty()) found.today = times.before.staying();
    timed_frontier_point& timed = found.points.emplace_back();
    timed.point = point;
    timed.days = times.after.staying();
    timed.saved = times.difference;
    if (const auto busiest = times.after.found.theory.busiest) {
      timed.busiest_load = times.after.found.theory.load[*busiest];
      timed.busiest = times.after.org.code(times.after.network.positions[*busiest]);
    }
    std::vector<double> days = times.after.found.by_run(&simulated_run::staying);
    for (double& each : days) each = times.after.days(each);
    days_of.push_back(std::move(days));
  }
  if (found.points.empty()) return found;
  const auto fastest = std::ranges::min_element(
      found.points, {}, [](const timed_frontier_point& p) { return p.days.mean; });
  found.fastest = static_cast<std::size_t>(fastest - found.points.begin());
  for (std::size_t i = 0; i < found.points.size(); ++i)
    found.points[i].slower = paired(days_of[i], days_of[*found.fastest]).difference;
  return found;
}

std::string frontier_times::in_words() const {
  if (!fastest) return "There is no point to time.";
  const timed_frontier_point& best = points[*fastest];
  const auto most = std::ranges::max_element(
      points, {}, [](const timed_frontier_point& p) { return p.point.hand_offs.value_or(0); });
  const auto cap = [](const timed_frontier_point& p) {
    return "span cap " + std::to_string(p.point.cap);
  };
  const auto days = [](double value) { return detail::with_digits(value, value < 10 ? 2 : 1); };
  std::string text = "Most hand-offs are saved at " + cap(*most);
  text += &*most == &best
              ? ", which is also the fastest: "
              : " (" + days(most->days.mean) + " days); the fastest is " + cap(best) + ": ";
  text += days(best.days.mean) + " ± " + days(best.days.half_width.value_or(0)) + " days, today " +
          days(today.mean) + ".";
  const mean_interval& saved = best.saved.difference;
  if (saved.mean + saved.half_width.value_or(0) < 0)
    text += " Every point makes decisions slower than they are today.";
  else if (saved.mean - saved.half_width.value_or(0) <= 0)
    text += " It cannot be told from today.";
  std::string others;
  for (const timed_frontier_point& p : points)
    if (&p != &best && p.is_as_fast())
      others += (others.empty() ? "" : ", ") + std::to_string(p.point.cap);
  if (!others.empty()) text += " As fast, within the interval: " + others + ".";
  return text;
}

}  // namespace pangkas
