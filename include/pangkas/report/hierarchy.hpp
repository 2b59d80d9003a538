// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The published measures of hierarchy, as text for people and as JSON.
#pragma once

#include <pangkas/core/organisation.hpp>
#include <pangkas/metrics/seat_spans.hpp>
#include <pangkas/report/evidence.hpp>

#include <optional>
#include <string>

namespace pangkas::inline v0_1 {

/// @brief Every measure with its variant in its name, and a line on what it can and cannot see.
/// Where there are lines of other types, on the command lines alone and on all lines.
/// @param org    The organisation.
/// @param spans  What the spans count that are judged by bands.
/// @complexity A figure that would take more than seconds is estimated or left out, and says so.
[[nodiscard]] std::string hierarchy_text(const organisation& org,
                                         counted spans = counted::positions);

/// @brief The same as JSON, under the names of the measures.
[[nodiscard]] std::string hierarchy_to_json(const organisation& org,
                                            counted spans = counted::positions);

/// @brief What to_json() says of measures, and the measures of hierarchy under "hierarchy".
[[nodiscard]] std::string to_json_with_hierarchy(
    const organisation& org, const measures& found, const evidence& origin,
    const std::optional<decided>& decisions = std::nullopt, counted spans = counted::positions);

}  // namespace pangkas
