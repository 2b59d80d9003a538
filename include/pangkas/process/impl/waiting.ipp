// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/process/impl/log_times.hpp>
#include <pangkas/process/waiting.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <numeric>
#include <vector>

namespace pangkas::inline v0_1 {
namespace detail {

/// One step of a performer.
struct busy_step {
  std::uint32_t at = 0;  ///< place in step_times
  std::int16_t offset = 0;
  micros enabled = 0;
  micros start = 0;
  micros begun = 0;  ///< the start, or the end of the step before if that is later
  micros done = 0;

  /// Time on duty between two instants.
  [[nodiscard]] micros duty(micros from, micros to) const {
    return to <= from ? 0
                      : duty_until(local_time(to, offset)) - duty_until(local_time(from, offset));
  }
};

/// Sums over a range of those that were added so far, in O(log n).
class running_sums {
 public:
  explicit running_sums(std::size_t size) : sums_(size + 1, 0) {}
  void add(std::size_t at, micros value) {
    for (++at; at < sums_.size(); at += at & (~at + 1)) sums_[at] += value;
  }
  [[nodiscard]] micros before(std::size_t end) const {
    micros sum = 0;
    for (; end != 0; end &= end - 1) sum += sums_[end];
    return sum;
  }

 private:
  std::vector<micros> sums_;
};

/// The causes of the steps of one performer, in the order in which they were done.
inline void waiting_of_performer(const std::vector<busy_step>& steps, const event_log& log,
                                 const pangkas::step_times& times,
                                 std::vector<waiting_causes>& found) {
  const std::size_t n = steps.size();
  // By when each step could have begun: all of a batch when the last of it can.
  std::vector<micros> together(n);
  const auto is_batch = [&](const busy_step& a, const busy_step& b) {
    return a.done == b.done &&
           log.activities[times.events[a.at]] == log.activities[times.events[b.at]];
  };
  for (std::size_t i = 0; i < n;) {
    std::size_t end = i;
    micros latest = steps[i].enabled;
    for (; end < n && is_batch(steps[i], steps[end]); ++end)
      latest = std::max(latest, steps[end].enabled);
    for (; i < end; ++i) together[i] = std::clamp(latest, steps[i].enabled, steps[i].start);
  }

  std::vector<micros> sums(n + 1, 0);
  for (std::size_t i = 0; i < n; ++i)
    sums[i + 1] = sums[i] + steps[i].duty(steps[i].begun, steps[i].done);
  std::vector<std::size_t> by_enabled(n);
  std::iota(by_enabled.begin(), by_enabled.end(), std::size_t{0});
  std::ranges::stable_sort(by_enabled, {}, [&](std::size_t i) { return steps[i].enabled; });
  running_sums earlier(n);
  for (std::size_t i = 0, added = 0; i < n; ++i) {
    const std::size_t at = by_enabled[i];
    const busy_step& step = steps[at];
    for (; added < n && steps[by_enabled[added]].enabled <= step.enabled; ++added)
      earlier.add(by_enabled[added], sums[by_enabled[added] + 1] - sums[by_enabled[added]]);
    waiting_causes& of = found[step.at];
    const micros on_duty = step.duty(step.enabled, step.start);
    of.off_duty = step.start - step.enabled - on_duty;
    of.batching = step.duty(step.enabled, together[at]);
    const micros from = together[at];
    const auto first = static_cast<std::size_t>(
        std::ranges::upper_bound(steps, from, {}, &busy_step::done) - steps.begin());
    const auto last = static_cast<std::size_t>(
        std::ranges::lower_bound(steps, step.start, {}, &busy_step::begun) - steps.begin());
    if (first < last) {
      micros busy = sums[last] - sums[first];
      of.contention = earlier.before(last) - earlier.before(first);
      // Of the first and the last only what lies in the time of waiting.
      const auto cut = [&](std::size_t j) {
        const micros outside =
            sums[j + 1] - sums[j] -
            steps[j].duty(std::max(steps[j].begun, from), std::min(steps[j].done, step.start));
        busy -= outside;
        if (steps[j].enabled <= step.enabled) of.contention -= outside;
      };
      cut(first);
      if (first + 1 < last) cut(last - 1);
      // Where offsets differ, one clock is on duty when the other is not.
      of.contention = std::clamp<micros>(of.contention, 0, on_duty - of.batching);
      of.prioritisation =
          std::clamp<micros>(busy - of.contention, 0, on_duty - of.batching - of.contention);
    }
    of.extraneous = on_duty - of.batching - of.contention - of.prioritisation;
  }
}

}  // namespace detail

waiting_causes& waiting_causes::operator+=(const waiting_causes& other) noexcept {
  off_duty += other.off_duty;
  batching += other.batching;
  contention += other.contention;
  prioritisation += other.prioritisation;
  extraneous += other.extraneous;
  return *this;
}

std::vector<waiting_causes> waiting_by_cause(const event_log& log, const event_column& performers,
                                             const step_times& times) {
  std::vector<waiting_causes> found(times.events.size());
  std::vector<std::vector<detail::busy_step>> of(performers.names.size());
  for (std::uint32_t i = 0; i < times.events.size(); ++i) {
    const std::uint32_t e = times.events[i];
    const micros start = log.times[e] - times.work[i];
    const detail::busy_step step{i,     log.offsets[e], start - times.waiting[i],
                                 start, start,          log.times[e]};
    const std::uint32_t who = performers[e];
    if (who == no_entry) {
      // Nobody is known to have been at anything else.
      detail::waiting_of_performer({step}, log, times, found);
      continue;
    }
    of[who].push_back(step);
    if (of[who].size() > 1) {
      detail::busy_step& added = of[who].back();
      added.begun = std::max(added.begun, (&added)[-1].done);
    }
  }
  for (const auto& steps : of) detail::waiting_of_performer(steps, log, times, found);
  return found;
}

}  // namespace pangkas
