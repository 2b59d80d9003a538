// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The arrivals of an event log, for a simulation to replay.
#pragma once

#include <pangkas/core/organisation.hpp>
#include <pangkas/process/event_log.hpp>
#include <pangkas/simulate/decision_network.hpp>
#include <pangkas/simulate/working_calendar.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief When the cases of a log began, matter by matter.
struct log_replay {
  std::vector<replayed_matter> matters{};  ///< in the order of organisation::matters()
  std::int64_t horizon = 0;                ///< just after the last, in ticks of office time
  std::size_t without_time = 0;            ///< cases without a stamp, left out
  std::size_t unknown = 0;                 ///< cases of a matter that is not there, left out
  /// The office opens on the first day of the log, since its calendar begins only later.
  bool is_shifted = false;
};

/// @brief When the cases of a log began: at the earliest stamp of each, in its local time. What came
/// off duty comes when the office opens.
/// @param log       The log.
/// @param org       The organisation, with matters.
/// @param calendar  That of the simulation.
/// @param matter    The matter of cases of which the log does not say it; empty: the only one there is.
/// @throws input_error if no case is left, or the log does not say its matters and there are several.
/// @complexity O(events + cases log cases).
[[nodiscard]] log_replay replay_of(const event_log& log, const organisation& org,
                                   const working_calendar& calendar, std::string_view matter = {});

}  // namespace pangkas
