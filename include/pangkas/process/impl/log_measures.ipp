// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/process/impl/log_times.hpp>
#include <pangkas/process/log_measures.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1 {

std::optional<spread> spread_of(std::vector<double> values) {
  if (values.empty()) return std::nullopt;
  std::ranges::sort(values);
  const auto ranked = [&](std::size_t per_cent) {
    return values[detail::nearest_rank(values.size(), per_cent) - 1];
  };
  // Compensated, so that the mean of many days does not drift.
  double sum = 0;
  double lost = 0;
  for (const double value : values) {
    const double next = value - lost;
    const double total = sum + next;
    lost = (total - sum) - next;
    sum = total;
  }
  return spread{values.size(), sum / static_cast<double>(values.size()), ranked(50), ranked(90),
                values.back()};
}

stamp_figures stamps_of(const event_log& log) {
  stamp_figures found;
  for (std::size_t c = 0; c < log.case_count(); ++c) {
    bool is_backward = false;
    micros before = no_instant;
    for (std::uint32_t e = log.begin[c]; e < log.begin[c + 1]; ++e) {
      const micros at = log.times[e];
      if (at == no_instant) {
        ++found.without_time;
        continue;
      }
      if (before != no_instant) {
        is_backward = is_backward || at < before;
        if (at == before) ++found.tied_pairs;
      }
      before = at;
      const micros local = local_time(at, log.offsets[e]);
      const std::int64_t day = day_of(local);
      const micros within = local - day * micros_a_day;
      if (within == 0) ++found.whole_days;
      if (weekday_of(day) >= 5)
        ++found.weekend_events;
      else if (within >= 8 * micros_an_hour && within < 18 * micros_an_hour)
        ++found.office_events;
    }
    if (is_backward) ++found.backward_cases;
  }
  return found;
}

log_summary summary_of(const event_log& log) {
  log_summary found;
  found.cases = log.case_count();
  found.events = log.size();
  found.variants = detail::variants_of(log);
  found.by_activity.resize(log.activities.names.size());
  std::vector<std::uint32_t> last_case(found.by_activity.size(), no_entry);
  std::vector<std::uint32_t> twice_in(found.by_activity.size(), no_entry);
  std::vector<double> cycles;
  std::vector<micros> arrivals;
  for (std::uint32_t c = 0; c < found.cases; ++c) {
    const std::uint32_t begin = log.begin[c];
    const std::uint32_t end = log.begin[c + 1];
    std::size_t loops = 0;
    std::size_t again = 0;
    for (std::uint32_t e = begin; e < end; ++e) {
      const std::uint32_t what = log.activities[e];
      if (what == no_entry) continue;
      activity_figures& of = found.by_activity[what];
      ++of.events;
      if (e == begin) ++of.begins;
      if (e + 1 == end) ++of.ends;
      if (e > begin && log.activities[e - 1] == what) {
        ++of.self_loops;
        ++loops;
      }
      if (last_case[what] == c) {
        ++again;
        if (twice_in[what] != c) ++of.rework_cases;
        twice_in[what] = c;
      }
      last_case[what] = c;
    }
    found.self_loops += loops;
    found.rework_events += again;
    if (loops != 0) ++found.self_loop_cases;
    if (again != 0) ++found.rework_cases;
    if (end - begin == 1) ++found.one_event_cases;
    const auto [first, last] = detail::case_reach(log, c);
    if (first == no_instant) continue;
    arrivals.push_back(first);
    cycles.push_back(static_cast<double>(last - first) / static_cast<double>(micros_a_day));
    if (first == last) ++found.zero_cycles;
    if (found.first == no_instant || first < found.first) found.first = first;
    if (found.last == no_instant || last > found.last) found.last = last;
  }
  for (const activity_figures& of : found.by_activity)
    if (of.events != 0) ++found.activities;
  found.stamps = stamps_of(log);
  found.cycle_days = spread_of(std::move(cycles));
  if (arrivals.size() > 1) {
    std::ranges::sort(arrivals);
    const auto gaps = static_cast<double>(arrivals.size() - 1);
    const double mean = detail::hours_of(arrivals.back() - arrivals.front()) / gaps;
    found.interarrival_hours = mean;
    double squares = 0;
    for (std::size_t i = 1; i < arrivals.size(); ++i) {
      const double off = detail::hours_of(arrivals[i] - arrivals[i - 1]) - mean;
      squares += off * off;
    }
    if (gaps > 1 && mean > 0) found.interarrival_cv = std::sqrt(squares / (gaps - 1)) / mean;
  }
  return found;
}

std::vector<cycle_distribution> cycle_distributions(const event_log& log) {
  const std::size_t matters = log.matters.names.size();
  std::vector<std::vector<double>> days(matters + 1);  // all together last
  for (std::size_t c = 0; c < log.case_count(); ++c) {
    const auto [first, last] = detail::case_reach(log, c);
    if (first == no_instant) continue;
    const double taken = static_cast<double>(last - first) / static_cast<double>(micros_a_day);
    days.back().push_back(taken);
    if (log.matters[c] != no_entry) days[log.matters[c]].push_back(taken);
  }
  std::vector<cycle_distribution> found;
  const auto add = [&](std::uint32_t matter, std::vector<double>& of) {
    if (of.empty()) return;
    std::ranges::sort(of);
    cycle_distribution& one = found.emplace_back();
    one.matter = matter;
    one.cases = of.size();
    for (std::size_t i = 0; i < one.quantiles.size(); ++i)
      one.quantiles[i] = of[detail::nearest_rank(of.size(), 5 * (i + 1)) - 1];
  };
  add(no_entry, days.back());
  for (std::uint32_t m = 0; m < matters; ++m) add(m, days[m]);
  return found;
}

step_times step_times_of(const event_log& log, const event_column& performers) {
  // In the order in which it was done: by stamp, then by case, then as the file has it.
  std::vector<std::uint32_t> order;
  order.reserve(log.size());
  for (std::size_t c = 0; c < log.case_count(); ++c)
    for (std::uint32_t e = log.begin[c]; e < log.begin[c + 1]; ++e)
      if (log.times[e] != no_instant) order.push_back(e);
  std::ranges::stable_sort(order, {}, [&](std::uint32_t e) { return log.times[e]; });
  // The step before in the case, by the same order.
  std::vector<std::uint32_t> case_of(log.size());
  for (std::uint32_t c = 0; c < log.case_count(); ++c)
    for (std::uint32_t e = log.begin[c]; e < log.begin[c + 1]; ++e) case_of[e] = c;
  std::vector<micros> last_of_case(log.case_count(), no_instant);
  std::vector<micros> last_of(performers.names.size(), no_instant);
  step_times found;
  for (const std::uint32_t e : order) {
    const micros at = log.times[e];
    micros& before = last_of_case[case_of[e]];
    const std::uint32_t who = performers[e];
    const bool has_start = !log.starts.empty() && log.starts[e] != no_instant;
    if (has_start && log.starts[e] <= at) {
      const micros start = log.starts[e];
      const micros waited = before == no_instant ? 0 : std::max<micros>(0, start - before);
      found.events.push_back(e);
      found.work.push_back(at - start);
      found.waiting.push_back(waited);
    } else if (before != no_instant && who != no_entry) {
      const micros start = std::min(at, std::max(before, last_of[who]));
      found.events.push_back(e);
      found.work.push_back(at - start);
      found.waiting.push_back(start - before);
    }
    before = at;
    if (who != no_entry) last_of[who] = at;
  }
  return found;
}

}  // namespace pangkas
