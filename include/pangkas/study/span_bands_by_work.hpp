// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Span bands by the work that a manager's flags name.
#pragma once

#include <pangkas/core/organisation.hpp>
#include <pangkas/metrics/seat_spans.hpp>
#include <pangkas/metrics/span_bands.hpp>

namespace pangkas::inline v0_1 {

/// @brief Counts the managers inside, under and over the band of their work, which a flag such as
/// `work:complex` names; without one the target of the set.
/// @param org    The organisation.
/// @param set    The bands.
/// @param spans  What a span counts. A manager whose span is not known, as in filled seats, is left
///               out.
/// @complexity O(P) for P positions.
[[nodiscard]] span_band_summary span_bands_by_work(const organisation& org,
                                                   const span_band_set& set,
                                                   counted spans = counted::positions);

}  // namespace pangkas
