// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Whether the rules of a policy can be applied at all.
#pragma once

#include <pangkas/core/rank_scheme.hpp>
#include <pangkas/simplify/policy.hpp>

namespace pangkas::inline v0_1 {

/// @brief Checks a policy as far as that needs no organisation.
///
/// @param rules   The policy. Layers that are still open are no fault here.
/// @param scheme  The rank scheme of the organisation to which it will be applied.
/// @throws rule_error for the first fault: no rule that selects or turns matters digital, a rule
///         that selects or exempts everything, a rule without a name or with that of another, an
///         exemption or a digital rule without reason or source, a rank that is not in the scheme,
///         convert rules that contradict each other, a matter that two digital rules name, a band
///         of spans that is upside down, a policy for another scheme.
void validate(const policy& rules, const rank_scheme& scheme);

}  // namespace pangkas
