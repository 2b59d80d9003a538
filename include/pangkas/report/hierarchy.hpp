// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The published measures of hierarchy, as text for people and as JSON.
#pragma once

#include <pangkas/core/organisation.hpp>
#include <pangkas/metrics/span_bands.hpp>

#include <string>

namespace pangkas {

/// @brief Counts the managers inside, under and over the band of their work, which a flag such as
/// `work:complex` names; without one the target of the set.
/// @complexity O(P) for P positions.
[[nodiscard]] span_band_summary span_bands_by_work(const organisation& org,
                                                   const span_band_set& set);

/// @brief Every measure with its variant in its name, and a line on what it can and cannot see.
/// Where there are lines of other types, on the command lines alone and on all lines.
/// @complexity A figure that would take more than seconds is estimated or left out, and says so.
[[nodiscard]] std::string hierarchy_text(const organisation& org);

/// @brief The same as JSON, under the names of the measures.
[[nodiscard]] std::string hierarchy_to_json(const organisation& org);

}  // namespace pangkas
