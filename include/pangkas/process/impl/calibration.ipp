// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/process/calibration.hpp>
#include <pangkas/process/impl/log_times.hpp>
#include <pangkas/process/waiting.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numeric>
#include <utility>

namespace pangkas::inline v0_1 {
namespace detail {

inline constexpr double normal_95 = 1.959963984540054;

/// The median, and the order statistics that hold it with 95 %: their ranks are those of a binomial
/// with p = ½, by its normal approximation.
inline std::optional<estimate> median_of(std::vector<double> values, std::size_t enough) {
  const std::size_t n = values.size();
  if (n < std::max<std::size_t>(enough, 1)) return std::nullopt;
  std::ranges::sort(values);
  const double half = normal_95 * std::sqrt(static_cast<double>(n)) / 2;
  const double middle = static_cast<double>(n) / 2;
  const auto low = static_cast<std::size_t>(std::max(0.0, std::floor(middle - half)));
  const auto high = std::min(n - 1, static_cast<std::size_t>(std::ceil(middle + half)));
  return estimate{values[nearest_rank(n, 50) - 1], values[low], values[high], n};
}

/// The mean with its normal interval.
inline std::optional<estimate> mean_of(const std::vector<double>& values, std::size_t enough) {
  const std::size_t n = values.size();
  if (n < std::max<std::size_t>(enough, 2)) return std::nullopt;
  const auto count = static_cast<double>(n);
  const double mean = std::accumulate(values.begin(), values.end(), 0.0) / count;
  double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  const double half = normal_95 * std::sqrt(squares / (count - 1) / count);
  return estimate{mean, mean - half, mean + half, n};
}

/// Why times cannot be told from the performers of a log; empty if they can.
inline std::string why_no_times(const event_log& log) {
  if (!log.starts.empty()) return {};
  std::vector<std::size_t> events(log.resources.names.size(), 0);
  std::size_t all = 0;
  for (const std::uint32_t who : log.resources.entries) {
    if (who == no_entry) continue;
    ++events[who];
    ++all;
  }
  const auto named = static_cast<std::size_t>(
      std::ranges::count_if(events, [](std::size_t count) { return count != 0; }));
  if (named < 3)
    return "the log has no start stamps and names fewer than three performers, so nobody knows who "
           "was busy";
  const std::size_t most = std::ranges::max(events);
  if (2 * most > all)
    return "the log has no start stamps, and one performer did more than half of the steps: it "
           "stands for many, so nobody knows who was busy";
  return {};
}

}  // namespace detail

std::vector<calibrated_matter> calibrate(const event_log& log, const calibration_options& options) {
  const std::size_t named = log.matters.empty() ? 0 : log.matters.names.size();
  // Cases of which the log does not say it are of the matter that is given, if one is.
  std::vector<calibrated_matter> found(named + 1);
  for (std::size_t m = 0; m < named; ++m) found[m].matter = log.matters.names[m];
  found[named].matter =
      options.matter.empty() ? (named == 0 ? "log" : std::string()) : options.matter;
  std::vector<std::uint32_t> of_case(log.case_count());
  for (std::size_t c = 0; c < of_case.size(); ++c)
    of_case[c] = log.matters[c] == no_entry ? static_cast<std::uint32_t>(named) : log.matters[c];

  std::vector<bool> ends(log.activities.names.size(), options.ending.empty());
  for (std::size_t a = 0; a < ends.size(); ++a)
    for (const std::string& part : options.ending)
      if (log.activities.names[a].find(part) != std::string_view::npos) ends[a] = true;

  std::vector<std::vector<micros>> arrivals(found.size());
  std::vector<std::size_t> returned(found.size(), 0);
  std::vector<std::vector<double>> work(found.size());
  std::vector<std::vector<double>> gaps(found.size());
  std::vector<waiting_causes> waiting(found.size());
  micros first = no_instant;
  micros last = no_instant;
  std::vector<std::uint32_t> case_of(log.size());
  std::vector<std::uint32_t> seen_in(log.resources.names.size(), no_entry);
  for (std::uint32_t c = 0; c < log.case_count(); ++c) {
    calibrated_matter& of = found[of_case[c]];
    ++of.cases;
    const auto [begun, done] = detail::case_reach(log, c);
    const std::uint32_t final = log.activities[log.begin[c + 1] - 1];
    if (final == no_entry ? !options.ending.empty() : !ends[final]) ++of.open;
    bool goes_back = false;
    std::uint32_t before = no_entry;
    for (std::uint32_t e = log.begin[c]; e < log.begin[c + 1]; ++e) {
      case_of[e] = c;
      const std::uint32_t who = log.resources[e];
      if (who == no_entry) continue;
      if (who != before && seen_in[who] == c) goes_back = true;
      seen_in[who] = c;
      before = who;
    }
    if (goes_back) ++returned[of_case[c]];
    if (begun == no_instant) continue;
    arrivals[of_case[c]].push_back(begun);
    if (first == no_instant || begun < first) first = begun;
    if (last == no_instant || done > last) last = done;
    const micros local = local_time(begun, log.offsets[log.begin[c]]);
    const std::int64_t day = day_of(local);
    ++of.by_weekday[weekday_of(day)];
    ++of.by_hour[static_cast<std::size_t>((local - day * micros_a_day) / micros_an_hour)];
    const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day}}};
    ++of.by_month[static_cast<unsigned>(date.month()) - 1];
  }

  const std::string why_not = detail::why_no_times(log);
  if (why_not.empty()) {
    const step_times times = step_times_of(log, log.resources);
    const std::vector<waiting_causes> causes = waiting_by_cause(log, log.resources, times);
    for (std::size_t i = 0; i < times.events.size(); ++i) {
      const std::uint32_t e = times.events[i];
      const std::uint32_t m = of_case[case_of[e]];
      // Where some steps have starts, those without, or with one behind their end, would only be
      // bounds among measures.
      if (!log.starts.empty() && (log.starts[e] == no_instant || log.starts[e] > log.times[e]))
        continue;
      if (times.work[i] > 0)
        work[m].push_back(detail::hours_of(times.work[i]) * 60);
      else
        ++found[m].steps_without_work;
      gaps[m].push_back(detail::hours_of(times.work[i] + times.waiting[i]));
      waiting[m] += causes[i];
    }
  }
  for (std::size_t m = 0; m < found.size(); ++m) {
    calibrated_matter& of = found[m];
    of.why_not = why_not;
    of.from_starts = why_not.empty() && !log.starts.empty();
    if (of.cases != 0)
      of.returned = static_cast<double>(returned[m]) / static_cast<double>(of.cases);
    if (last > first) {
      const double days = static_cast<double>(last - first) / static_cast<double>(micros_a_day);
      of.span_days = days;
      if (arrivals[m].size() >= options.enough) {
        const auto n = static_cast<double>(arrivals[m].size());
        const double half = detail::normal_95 * std::sqrt(n);
        const double years = days / 365.25;
        of.volume = estimate{n / years, std::max(0.0, n - half) / years, (n + half) / years,
                             arrivals[m].size()};
      }
    }
    of.work_minutes = detail::median_of(std::move(work[m]), options.enough);
    if (const auto gap = detail::mean_of(gaps[m], options.enough); gap && of.work_minutes) {
      const double done = of.work_minutes->value / 60;
      of.waiting_hours = estimate{std::max(0.0, gap->value - done), std::max(0.0, gap->low - done),
                                  std::max(0.0, gap->high - done), gap->n};
    }
    if (waiting[m].all() > 0) of.causes = waiting[m];
    std::vector<micros>& at = arrivals[m];
    std::ranges::sort(at);
    if (at.size() < 3) continue;
    const auto count = static_cast<double>(at.size() - 1);
    const double mean = detail::hours_of(at.back() - at.front()) / count;
    double squares = 0;
    for (std::size_t i = 1; i < at.size(); ++i) {
      const double off = detail::hours_of(at[i] - at[i - 1]) - mean;
      squares += off * off;
    }
    of.interarrival_hours = mean;
    if (mean > 0) of.interarrival_cv = std::sqrt(squares / (count - 1)) / mean;
  }
  std::erase_if(found, [](const calibrated_matter& of) { return of.cases == 0; });
  return found;
}

std::vector<matter> with_calibration(std::vector<matter> matters,
                                     const std::vector<calibrated_matter>& found) {
  for (const calibrated_matter& of : found) {
    if (of.matter.empty()) continue;
    auto known = std::ranges::find(matters, of.matter, &matter::code);
    if (known == matters.end()) {
      matter made;
      made.code = of.matter;
      made.name = of.matter;
      known = matters.insert(matters.end(), std::move(made));
    }
    if (of.volume) known->volume = of.volume->value;
    if (of.work_minutes) known->work_minutes = of.work_minutes->value;
    if (of.waiting_hours) known->waiting_hours = of.waiting_hours->value;
  }
  return matters;
}

}  // namespace pangkas
