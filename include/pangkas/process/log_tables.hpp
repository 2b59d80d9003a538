// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Tables of an event log, row by row: cases, activities, hand-overs, performers,
/// variants, years.
#pragma once

#include <pangkas/core/result_table.hpp>
#include <pangkas/process/hand_overs.hpp>

#include <cstddef>
#include <memory>

namespace pangkas::inline v0_1 {

/// @brief A log that the texts of tables come from, with the performers of one level.
struct levelled_log {
  event_log log{};
  event_column performers{};
  missing_performer missing = missing_performer::left_out;
};

/// @brief A row for each case: `case`, `matter`, `events`, `hand_overs`, `first`, `cycle_days`.
[[nodiscard]] result_table case_table(const std::shared_ptr<const levelled_log>& from);
/// @brief A row for each activity: `activity`, `events`, `begins`, `ends`, `rework_cases`,
/// `self_loops`.
[[nodiscard]] result_table activity_table(const std::shared_ptr<const levelled_log>& from);
/// @brief A row for each pair of performers, themselves too, the most frequent first: `from`, `to`,
/// `count`, `share` (of all pairs), `cases`. Nobody is blank.
[[nodiscard]] result_table hand_over_table(const std::shared_ptr<const levelled_log>& from);
/// @brief A row for each performer, the most busy first: `performer`, `events`, `cases`,
/// `activities` (distinct), `gives`, `takes` (hand-overs), `most_alike` (the other whose steps are
/// most alike, see joint_activities()) and `alike` (their correlation). Both are blank if nobody's
/// are, or of more than 2,048 performers.
[[nodiscard]] result_table performer_table(const std::shared_ptr<const levelled_log>& from);
/// @brief A row for each variant, the most frequent first: `path`, `steps`, `cases`, `share`.
[[nodiscard]] result_table variant_table(const std::shared_ptr<const levelled_log>& from);
/// @brief A row for each year in which cases begin: `year`, `cases`, `hand_overs_mean`, `_median`,
/// `_p90`, `cycle_days_mean`, `_median`, `_p90`.
[[nodiscard]] result_table year_table(const std::shared_ptr<const levelled_log>& from);

}  // namespace pangkas
