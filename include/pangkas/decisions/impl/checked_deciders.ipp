// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/decisions/checked_deciders.hpp>
#include <pangkas/decisions/impl/originators.hpp>

#include <pangkas/core/organisation.hpp>
#include <pangkas/decisions/decision_options.hpp>
#include <pangkas/decisions/impl/all_paths.hpp>

namespace pangkas::inline v0_1 {

by_position<position_id> checked_deciders(const organisation& org,
                                          const decision_options& options) {
  by_position<position_id> nearest;
  detail::all_paths paths(org, options);
  detail::originators_of originators(org);
  for (const matter& m : org.matters()) {
    if (m.checks < 2) continue;
    paths.turn_to(m);
    for (const position_id o : originators(m)) {
      const position_id decider = paths.decider(o);
      // Of one who decides from beside the line no kept post stands below.
      if (paths.is_of_scheme() && decider != no_position &&
          !detail::is_below(org.command(), o, decider))
        continue;
      if (decider == no_position || org.command().superiors()[o] == decider) continue;
      if (nearest.empty()) nearest.assign(org.size(), no_position);
      // Of two superiors of one position the nearer has the higher number.
      if (nearest[o] == no_position || nearest[o] < decider) nearest[o] = decider;
    }
  }
  return nearest;
}

}  // namespace pangkas
