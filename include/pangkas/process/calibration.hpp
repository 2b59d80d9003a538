// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief What a log says of volume, work and waiting of each matter: the figures that tables of
/// matters ask for.
#pragma once

#include <pangkas/core/matter.hpp>
#include <pangkas/process/event_log.hpp>
#include <pangkas/process/log_measures.hpp>
#include <pangkas/process/waiting.hpp>

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief A figure with its 95 % interval.
struct estimate {
  double value = 0;
  double low = 0;
  double high = 0;
  std::size_t n = 0;  ///< of how many it was made

  friend bool operator==(const estimate&, const estimate&) = default;
};

/// @brief Choices of calibrate().
struct calibration_options {
  std::size_t enough = 30;  ///< of fewer nothing is estimated
  /// Activities that end a case, by a part of their name: a case whose last step is another is
  /// still open. Empty: every case has ended.
  std::vector<std::string> ending{};
  std::string matter{};  ///< of every case, where the log does not say; "log" if empty
};

/// @brief What a log says of a matter.
struct calibrated_matter {
  std::string matter{};
  std::size_t cases = 0;
  std::size_t open = 0;               ///< of them, still open
  std::optional<double> span_days{};  ///< of the whole log, from its first stamp to its last
  std::optional<estimate> volume{};   ///< cases begun in a year; the interval is Poisson's
  /// Minutes of a step: the median of those that took any time, its interval by order statistics
  /// (steps are taken for independent).
  std::optional<estimate> work_minutes{};
  /// Hours from the end of a step to the beginning of the next: the mean gap less the work, so that
  /// a path of as many steps takes as long as the cases did.
  std::optional<estimate> waiting_hours{};
  bool from_starts = false;            ///< work is measured, and not only bounded from above
  std::size_t steps_without_work = 0;  ///< entered together: no time between; left out of the work
  std::string why_not{};               ///< why there are no times; empty if there are
  std::optional<double> returned{};    ///< share of the cases in which a step went back
  /// Why steps waited, all of them together; absent if none did.
  std::optional<waiting_causes> causes{};
  std::optional<double> interarrival_hours{};  ///< mean, clock hours
  std::optional<double> interarrival_cv{};     ///< over 1 also because nights are in it
  std::array<std::size_t, 7> by_weekday{};     ///< first steps, Monday first
  std::array<std::size_t, 24> by_hour{};       ///< first steps, by the local hour; those at a time
  std::array<std::size_t, 12> by_month{};      ///< first steps

  friend bool operator==(const calibrated_matter&, const calibrated_matter&) = default;
};

/// @brief Estimates volume, work and waiting of each matter of a log, in the order of their names
/// in it.
///
/// From completion stamps alone, work is bounded from above (see step_times), and where many act
/// under one name, or next to nobody is named, nothing is told: of fewer than three performers, or
/// if one did more than half of the steps.
/// @complexity O(events log events).
[[nodiscard]] std::vector<calibrated_matter> calibrate(const event_log& log,
                                                       const calibration_options& options = {});

/// @brief Puts what was estimated into matters: those that are there keep all else that they say,
/// new ones are added behind.
[[nodiscard]] std::vector<matter> with_calibration(std::vector<matter> matters,
                                                   const std::vector<calibrated_matter>& found);

}  // namespace pangkas
