// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Breaches of the rules of matters, in words.
#pragma once

#include <pangkas/core/finding_list.hpp>
#include <pangkas/core/organisation.hpp>
#include <pangkas/decisions/decision_options.hpp>

namespace pangkas::inline v0_1 {

/// @brief undecidable, checks, four-eyes, initials-of-matter, incompatible-roles: each breach as a
/// finding.
/// @complexity As decisions().
void check_decisions(const organisation& org, const decision_options& options,
                     finding_list& findings);

/// @brief The same after a change, for those who raised the matters before; each finding says
/// whether it was so before.
/// @complexity As decisions() on both sides; O(B log B) for B breaches before.
void check_decisions(const organisation& before, const organisation& after,
                     const decision_options& options, finding_list& findings);

}  // namespace pangkas
