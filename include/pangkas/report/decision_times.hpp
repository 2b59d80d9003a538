// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief What decisions take in time, as JSON under stable keys.
#pragma once

#include <pangkas/report/evidence.hpp>
#include <pangkas/study/decision_times.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>

namespace pangkas::inline v0_1 {

/// @brief How times were found, as evidence.
struct timing_evidence {
  std::uint64_t seed = 1;
  double working_minutes = 0;
  double moved_work = 0;
  /// Of the stations, so many with the largest load are listed; how many are
  /// left out is said.
  std::size_t stations = std::numeric_limits<std::size_t>::max();
};

/// @brief The times of one organisation as JSON. Days are working days; what is
/// absent is null.
[[nodiscard]] std::string to_json(const decision_times& times, const timing_evidence& how,
                                  const evidence& origin);

/// @brief The times before and after as JSON.
/// @param times   The times.
/// @param how     How they were found.
/// @param origin  Of the organisation before.
/// @param policy  Under which the organisation after came about.
[[nodiscard]] std::string to_json(const times_before_after& times, const timing_evidence& how,
                                  const evidence& origin, const policy_evidence& policy);

}  // namespace pangkas::inline v0_1
