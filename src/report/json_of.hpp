// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Measures and comparisons as JSON values, for whoever puts them into a larger one.
#pragma once

#include <pangkas/core/authority.hpp>
#include <pangkas/report/evidence.hpp>
#include <pangkas/study/scenario_study.hpp>

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <vector>

namespace pangkas::inline v0_1::detail {

[[nodiscard]] nlohmann::ordered_json json_of(const measures& found, const evidence& origin,
                                             const std::optional<decided>& decisions);
[[nodiscard]] nlohmann::ordered_json json_of(const comparison& found);
[[nodiscard]] nlohmann::ordered_json json_of(const policy_evidence& policy);
/// @brief Scenarios side by side, the organisation as it is first.
[[nodiscard]] nlohmann::ordered_json json_of(const std::vector<studied_scenario>& scenarios,
                                             const std::vector<study_measure>& judged);

/// @brief What every document begins with: the version, the inputs and the counts of findings.
[[nodiscard]] nlohmann::ordered_json json_head(const evidence& origin);

/// @brief Adds to an authority what only some have: who else holds it, for whom and with whom.
void add_terms(nlohmann::ordered_json& all, const authority& a);

/// @brief As it is printed: two blanks a level, and U+FFFD for what is no UTF-8.
[[nodiscard]] std::string text_of(const nlohmann::ordered_json& value);

}  // namespace pangkas::detail
