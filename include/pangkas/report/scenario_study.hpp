// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Scenarios side by side as JSON.
#pragma once

#include <pangkas/report/evidence.hpp>
#include <pangkas/study/history.hpp>
#include <pangkas/study/scenario_study.hpp>

#include <string>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief A study as JSON under stable keys.
///
///     {…, "judged": […], "as_it_is": {"name": …, "dominated_by": …, "best_in": […], "why": …,
///                                     "measures": {…}},
///      "scenarios": [{"name": …, "dominated_by": …|null, "best_in": […], "why": …, "measures": {…},
///                     <what a comparison holds>}, …]}
///
/// @param scenarios    The first is the organisation as it is.
/// @param judged       As judge() gave them.
/// @param comparisons  Of each scenario but the first, in their order.
/// @param origin       Of the organisation.
[[nodiscard]] std::string to_json(const std::vector<studied_scenario>& scenarios,
                                  const std::vector<study_measure>& judged,
                                  const std::vector<comparison>& comparisons,
                                  const evidence& origin);

/// @brief Snapshots over time as JSON under stable keys.
///
///     {…, "snapshots": [{"date": …, <what measures hold>,
///                        "changes": {"stayed": n, "joined": n, "left": n, "moved": n,
///                                    "re_ranked": n, "changed_unit": n}|null}, …]}
///
/// @param snapshots  As history gives them.
/// @param origin     Of all of them.
[[nodiscard]] std::string to_json(const std::vector<snapshot>& snapshots, const evidence& origin);

}  // namespace pangkas
