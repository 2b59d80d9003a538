// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief What a scheme of delegation says and nobody's path follows, in words.
#pragma once

#include <pangkas/core/finding_list.hpp>
#include <pangkas/core/organisation.hpp>
#include <pangkas/decisions/decision_options.hpp>

namespace pangkas::inline v0_1 {

/// @brief authority-on-no-path, risen-past-holder, step-without-post, steps-in-one-hand,
/// veto-by-decider, until-above-decider, holder-twice-on-path: one finding for each row, or matter,
/// with how many it is about.
/// @complexity As decisions(), and O(A) for each matter of A authorities.
void check_scheme(const organisation& org, const decision_options& options, finding_list& findings);

}  // namespace pangkas
