// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Why steps of a log waited: off duty, in a batch, behind others, overtaken, or for a cause
/// that the log does not hold.
#pragma once

#include <pangkas/process/log_measures.hpp>

#include <vector>

namespace pangkas::inline v0_1 {

/// @brief Why steps waited. The five add up to the waiting.
struct waiting_causes {
  micros off_duty = 0;        ///< outside Monday to Friday, 8 to 18, of local time
  micros batching = 0;        ///< until the last of those that were done together could be done
  micros contention = 0;      ///< while its performer did what could be done earlier
  micros prioritisation = 0;  ///< while its performer did what could be done only later
  micros extraneous = 0;      ///< the rest: the log holds no cause

  [[nodiscard]] micros all() const noexcept {
    return off_duty + batching + contention + prioritisation + extraneous;
  }
  waiting_causes& operator+=(const waiting_causes& other) noexcept;
  friend bool operator==(const waiting_causes&, const waiting_causes&) = default;
};

/// @brief Why each step waited.
///
/// What is off duty comes first; of the time on duty, the causes in the order of waiting_causes. Done
/// together is what one performer completes at the same instant of the same activity. A performer is
/// taken to do one step after the other, in the order of completion. Without start stamps a step
/// begins when its performer is free; what is left for the last cause was then spent before first
/// steps of cases, of which no beginning can be told.
/// @param log         The log.
/// @param performers  Who works: those of step_times_of().
/// @param times       What step_times_of() gives for them.
/// @return            One for each of step_times::events.
/// @source  K. Lashkevich, F. Milani, D. Chapela-Campa, I. Suvorau, M. Dumas, "Why Am I Waiting?
///          Data-Driven Analysis of Waiting Times in Business Processes", CAiSE 2023: the five causes.
/// @complexity O(events log events).
[[nodiscard]] std::vector<waiting_causes> waiting_by_cause(const event_log& log,
                                                           const event_column& performers,
                                                           const step_times& times);

}  // namespace pangkas
