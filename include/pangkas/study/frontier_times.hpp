// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The frontier of span caps in time: each point simulated with the same matters and draws.
///
/// Days are no sum over posts, as hand-offs are: what one conversion does to a queue depends on all
/// others. So there is no exact optimum of days; but each exact optimum of hand-offs can be timed,
/// and the fastest of them found.
#pragma once

#include <pangkas/core/organisation.hpp>
#include <pangkas/optimise/frontier.hpp>
#include <pangkas/study/decision_times.hpp>
#include <pangkas/study/flattening_question.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief One point of the frontier, in time.
struct timed_frontier_point {
  frontier_point point{};
  mean_interval days{};       ///< of a decision
  paired_difference saved{};  ///< days before − days at this point
  double busiest_load = 0;    ///< of the busiest post, in seats; 1 or more: its queue grows
  std::string busiest{};      ///< its code; empty if nobody works
  mean_interval slower{};     ///< days more than at the fastest point, of the same matters

  /// @brief Whether it cannot be told from the fastest point.
  [[nodiscard]] bool is_as_fast() const noexcept {
    return slower.mean <= slower.half_width.value_or(0);
  }
};

/// @brief The frontier in time.
struct frontier_times {
  mean_interval today{};                       ///< days of a decision as it is
  std::vector<timed_frontier_point> points{};  ///< by cap
  std::optional<std::size_t> fastest{};        ///< place in points; absent if there are none

  /// @brief One or two sentences: which cap saves most hand-offs, which is fastest, and whether that
  /// is faster than today.
  [[nodiscard]] std::string in_words() const;
};

/// @brief Times each point of a frontier.
/// @param org      The organisation, with matters and what their steps take.
/// @param asked    What was asked; each cap takes the place of its own.
/// @param whole    The frontier; what is dominated is left out.
/// @param options  The office, how long and how often. Without a horizon it is a working year; of
///                 a precision the first point finds how many replications all have.
/// @return         A point for each of the frontier.
/// @unit           working days
/// @throws As ask(), optimal_flattening() and time_decisions().
/// @complexity     Those of ask(), optimal_flattening() and time_decisions() for each point.
[[nodiscard]] frontier_times time_frontier(const organisation& org, const flattening_request& asked,
                                           const flattening_frontier& whole,
                                           timing_options options);

}  // namespace pangkas
