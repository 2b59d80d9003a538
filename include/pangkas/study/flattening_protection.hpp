// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Which posts may be converted, and what protects the others.
#pragma once

#include <pangkas/core/organisation.hpp>
#include <pangkas/core/position.hpp>
#include <pangkas/graph/command_forest.hpp>
#include <pangkas/optimise/flattening_problem.hpp>
#include <pangkas/simplify/policy.hpp>

#include <vector>

namespace pangkas::inline v0_1 {

/// @brief Protects posts of a problem, for a reason. What another rule protects stays with that
/// one.
/// @param problem    Gets the reason, and protects those of @p positions that were not protected.
/// @param forest     The command lines of the problem.
/// @param why        The reason.
/// @param positions  The posts.
/// @throws structure_error if there are more than 65535 reasons.
void protect(flattening_problem& problem, const command_forest& forest, rule_statement why,
             const std::vector<position_id>& positions);

/// @brief Protects what a policy does not select, and what it exempts.
///
/// Managers may be converted that a select rule meets and no exempt rule. Select rules that leave
/// their layers open are taken to mean every layer: the optimum chooses.
///
/// @param problem  The problem.
/// @param org      The organisation.
/// @param rules    The policy.
/// @complexity     O(P · rules) for P positions.
void protect(flattening_problem& problem, const organisation& org, policy rules);

}  // namespace pangkas
