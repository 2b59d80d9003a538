// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Between whom and whom a check must stay.
#pragma once

#include <pangkas/core/organisation.hpp>
#include <pangkas/decisions/decision_options.hpp>

#include <vector>

namespace pangkas::inline v0_1 {

/// @brief For each position the superior before which somebody must still check what it raises.
///
/// That is the nearest post that decides a matter of the position that needs two independent checks
/// or more: who stands below it stands below every decider above too. Where nobody stands between
/// the two as it is, no post can be kept there, and the position is left out.
///
/// @param org      The organisation with its matters.
/// @param options  As for decisions().
/// @return         By position; no_position where nothing is asked. Empty if nothing is anywhere.
/// @complexity     As decisions().
[[nodiscard]] by_position<position_id> checked_deciders(const organisation& org,
                                                        const decision_options& options = {});

}  // namespace pangkas
