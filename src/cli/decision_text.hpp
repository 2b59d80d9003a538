// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Decision paths and what they add up to, as text for people.
#pragma once

#include <pangkas/report/evidence.hpp>

#include <cstddef>
#include <string>

namespace pangkas::cli {

/// @brief One path as a numbered list that can be read aloud, or the reason why there is none.
[[nodiscard]] std::string path_text(const organisation& org, std::size_t matter, position_id from,
                                    const decision_options& options);

/// @brief The table of all matters, where decisions end, and the breaches of their rules.
[[nodiscard]] std::string matters_text(const decided& decisions);

/// @brief The ten longest paths and the ten busiest positions.
[[nodiscard]] std::string extremes_text(const decided& decisions);

/// @brief Each matter before and after: formal and real shrink, shadow hierarchy, quality.
[[nodiscard]] std::string who_decides_text(const path_change& change);

/// @brief The changes of each matter, and of all.
[[nodiscard]] std::string matter_changes_text(const comparison& found);

}  // namespace pangkas::cli
