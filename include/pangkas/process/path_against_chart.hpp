// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The path that cases took beside the one that the chart predicts.
#pragma once

#include <pangkas/core/organisation.hpp>
#include <pangkas/decisions/decision_options.hpp>
#include <pangkas/process/position_map.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief Choices of path_against_chart().
struct against_chart_options {
  decision_options decisions{};
  /// Place in organisation::matters() of every case; absent: as the log says, else the only one.
  std::optional<std::size_t> matter{};
  /// A case is compared if so large a part of its events by somebody has a position or is external.
  double least_mapped = 1;
  /// Activities that decide, by a part of their name; the last of them in a case is its decision.
  /// Empty: the last step is.
  std::vector<std::string> deciding{};
  const organisation* before = nullptr;  ///< the chart before a change, for the shadow of its line
};

/// @brief What became of the cases of one matter.
struct matter_against_chart {
  std::size_t matter = 0;  ///< place in organisation::matters()
  std::size_t cases = 0;
  std::size_t unmapped = 0;        ///< too few of whose events have a position
  std::size_t undecidable = 0;     ///< which the chart lets nobody decide
  std::size_t compared = 0;        ///< the denominator of what follows
  std::size_t exact = 0;           ///< the very path
  std::size_t shorter = 0;         ///< fewer hand-offs
  std::size_t longer = 0;          ///< more
  std::size_t other = 0;           ///< as many, by other positions
  double observed_hand_offs = 0;   ///< mean
  double predicted_hand_offs = 0;  ///< mean, with coordination
  std::size_t skipped = 0;         ///< steps of the chart that were not made
  std::size_t inserted = 0;        ///< steps that are not on the chart's path
  std::size_t returned = 0;        ///< of them, those back to a position that had the case before
  double fitness = 0;  ///< mean of 1 − (skipped + inserted) / (predicted + observed steps)

  /// @name Where it was decided
  /// @{
  std::size_t decided_at = 0;     ///< by the decider of the chart
  std::size_t decided_above = 0;  ///< in a higher layer
  std::size_t decided_below = 0;
  std::size_t decided_beside = 0;     ///< in the same layer
  std::size_t allowed = 0;            ///< by a position that has some right to decide this matter
  std::vector<position_id> rights{};  ///< positions that have one
  std::vector<position_id> dead_rights{};  ///< of them, those that decided no case
  std::vector<std::pair<position_id, std::size_t>> without_right{};  ///< who decided without one
  /// @}
};

/// @brief Observed and predicted traffic of a position.
struct traffic_gap {
  position_id position = no_position;
  double observed = 0;   ///< share of all steps
  double predicted = 0;  ///< share of all predicted steps

  friend bool operator==(const traffic_gap&, const traffic_gap&) = default;
};

/// @brief The paths of a log beside those of a chart.
struct chart_comparison {
  std::vector<matter_against_chart> matters{};  ///< those with cases, in the order of the chart
  std::size_t unknown_matter = 0;               ///< cases whose matter the chart does not have

  std::optional<double> traffic_correlation{};  ///< Spearman's, over all positions with any traffic
  std::vector<traffic_gap> gaps{};              ///< the ten largest

  /// @name Hand-overs between positions, of the compared cases
  /// @{
  std::size_t up = 0;        ///< to a command superior, near or far
  std::size_t down = 0;      ///< to a command subordinate
  std::size_t sideways = 0;  ///< within a unit
  std::size_t across = 0;    ///< to another unit
  /// @}
  std::size_t steps = 0;  ///< of the compared cases
  /// Steps by a position that was a superior of the originator before and is none now: the shadow
  /// of the line that was taken out. Absent without a chart before.
  std::optional<std::size_t> shadow_steps{};
};

/// @brief Compares the paths of a log with those that the chart predicts.
///
/// The observed path is the positions of a case in order, repeats in a row once; events of nobody
/// and of external performers are no steps. Its originator is its first position; the path that
/// the chart predicts for that position and matter is the other. They are laid beside each other by
/// their longest common subsequence.
///
/// @throws input_error if the log says of no case which matter it is, and it is not given.
/// @complexity O(events × steps of a path + what the paths take).
[[nodiscard]] chart_comparison path_against_chart(const event_log& log, const mapped_log& mapped,
                                                  const organisation& org,
                                                  const against_chart_options& options = {});

/// @brief All matters together: counts are added, means weighted by cases. Rights are left out.
[[nodiscard]] matter_against_chart all_of(const std::vector<matter_against_chart>& matters);

}  // namespace pangkas
