// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Measures of an event log, whoever did what: variants, rework, stamps, times.
#pragma once

#include <pangkas/process/event_log.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief Figures of values that are spread: the mean alone hides that one more hand-over may take
/// the median from minutes to days. Percentiles are by nearest rank.
struct spread {
  std::size_t count = 0;
  double mean = 0;
  double median = 0;
  double p90 = 0;
  double max = 0;

  friend bool operator==(const spread&, const spread&) = default;
};

/// @brief The spread of some values.
/// @param values  In any order.
/// @return        Absent if there are none.
/// @complexity    O(n log n).
[[nodiscard]] std::optional<spread> spread_of(std::vector<double> values);

/// @brief How often an activity begins or ends a case, occurs, and occurs again in the same case.
struct activity_figures {
  std::size_t events = 0;
  std::size_t begins = 0;        ///< cases
  std::size_t ends = 0;          ///< cases
  std::size_t rework_cases = 0;  ///< cases in which it occurs twice or more
  std::size_t self_loops = 0;    ///< it follows itself directly

  friend bool operator==(const activity_figures&, const activity_figures&) = default;
};

/// @brief Cases of the same activities in the same order.
struct variant {
  std::uint32_t first_case = 0;  ///< place of the first of them
  std::size_t cases = 0;

  friend bool operator==(const variant&, const variant&) = default;
};

/// @brief What the stamps of a log are worth.
struct stamp_figures {
  std::size_t without_time = 0;
  std::size_t backward_cases = 0;  ///< whose stamps run backwards somewhere
  std::size_t tied_pairs = 0;      ///< consecutive events with the same stamp
  std::size_t whole_days = 0;      ///< events at midnight of their local time
  std::size_t weekend_events = 0;  ///< on Saturday or Sunday of their local time
  std::size_t office_events = 0;   ///< Monday to Friday from 8 to before 18 of their local time

  friend bool operator==(const stamp_figures&, const stamp_figures&) = default;
};

/// @brief What the stamps of a log are worth.
/// @complexity O(events).
[[nodiscard]] stamp_figures stamps_of(const event_log& log);

/// @brief What a log is, whoever did it.
struct log_summary {
  std::size_t cases = 0;
  std::size_t events = 0;
  std::size_t activities = 0;       ///< distinct
  std::vector<variant> variants{};  ///< from the most frequent, then by their first case
  std::size_t one_event_cases = 0;
  std::size_t self_loops = 0;  ///< pairs of consecutive events of the same activity
  std::size_t self_loop_cases = 0;
  std::size_t rework_cases = 0;                 ///< in which some activity occurs twice or more
  std::size_t rework_events = 0;                ///< events less distinct activities, over the cases
  std::vector<activity_figures> by_activity{};  ///< by place in event_log::activities

  stamp_figures stamps{};

  /// Latest less earliest stamp of a case. @unit days of 24 hours
  std::optional<spread> cycle_days{};
  std::size_t zero_cycles = 0;  ///< cases that take no time at all
  micros first = no_instant;    ///< the earliest stamp
  micros last = no_instant;
  /// @name Between the first stamps of cases
  /// @{
  std::optional<double> interarrival_hours{};  ///< mean, clock hours
  std::optional<double> interarrival_cv{};     ///< sample standard deviation / mean
  /// @}

  friend bool operator==(const log_summary&, const log_summary&) = default;
};

/// @brief What a log is, whoever did it.
/// @complexity O(events + cases log cases).
[[nodiscard]] log_summary summary_of(const event_log& log);

/// @brief How long the cases of one matter took.
struct cycle_distribution {
  std::uint32_t matter = no_entry;  ///< place among the names of event_log::matters; no_entry: all
  std::size_t cases = 0;            ///< with stamps
  /// From 5 to 95 % in steps of 5, by nearest rank. @unit days of 24 hours
  std::array<double, 19> quantiles{};

  friend bool operator==(const cycle_distribution&, const cycle_distribution&) = default;
};

/// @brief How long cases took from their earliest to their latest stamp: all of them, then, where
/// the log tells matters, those of each matter in the order of the names.
/// @return      Nothing of a matter without any stamp.
/// @complexity  O(events + cases log cases).
[[nodiscard]] std::vector<cycle_distribution> cycle_distributions(const event_log& log);

/// @brief When a step began, told from completion stamps alone: at the later of the case's step
/// before and the performer's step before, in any case.
///
/// That takes for granted that one does one matter at a time, first come first served, and knew of
/// it. So work is an upper bound (nights and other work are in it), waiting a lower one, and neither
/// holds where many act under one name. Steps that are entered together give no work at all.
struct step_times {
  std::vector<std::uint32_t>
      events{};                   ///< those of which it can be told, as the performer did them
  std::vector<micros> work{};     ///< end less start
  std::vector<micros> waiting{};  ///< start less the step before in the case
};

/// @brief The times of steps; by their start stamps where there are any.
/// @param log         The log.
/// @param performers  Who works one matter at a time: the resources.
/// @complexity O(events log events).
[[nodiscard]] step_times step_times_of(const event_log& log, const event_column& performers);

}  // namespace pangkas
