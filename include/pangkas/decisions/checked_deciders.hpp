// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Between whom and whom a check must stay.
#pragma once

#include <pangkas/core/organisation.hpp>
#include <pangkas/decisions/decision_options.hpp>
#include <pangkas/decisions/impl/matter_paths.hpp>

#include <algorithm>
#include <vector>

namespace pangkas {

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
[[nodiscard]] inline std::vector<position_id> checked_deciders(
    const organisation& org, const decision_options& options = {}) {
  std::vector<position_id> nearest;
  detail::all_paths paths(org, options);
  detail::originators_of originators(org);
  for (const matter& m : org.matters()) {
    if (m.checks < 2) continue;
    paths.turn_to(m);
    for (const position_id o : originators(m)) {
      const position_id decider = paths.decider(o);
      if (decider == no_position || org.command().superiors()[o] == decider) continue;
      if (nearest.empty()) nearest.assign(org.size(), no_position);
      // Of two superiors of one position the nearer has the higher number.
      if (nearest[o] == no_position || nearest[o] < decider) nearest[o] = decider;
    }
  }
  return nearest;
}

}  // namespace pangkas
