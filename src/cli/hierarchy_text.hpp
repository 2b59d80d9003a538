// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The published measures of hierarchy, as text for people and as JSON.
#pragma once

#include <pangkas/core/organisation.hpp>

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace pangkas::cli {

/// @brief Every measure with its variant in its name, and a line on what it can and cannot see.
/// Where there are lines of other types, on the command lines alone and on all lines.
[[nodiscard]] std::string hierarchy_text(const organisation& org);

/// @brief The same, under the names of the measures.
[[nodiscard]] nlohmann::ordered_json hierarchy_json(const organisation& org);

}  // namespace pangkas::cli
