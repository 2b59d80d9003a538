// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/optimise/flattening_gain.hpp>

#include <pangkas/core/organisation.hpp>
#include <pangkas/core/position.hpp>
#include <pangkas/error.hpp>
#include <pangkas/graph/command_forest.hpp>

#include <cmath>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace pangkas::inline v0_1 {

by_position<double> default_traffic(const command_forest& forest) {
  by_position<double> traffic(forest.size(), 0.0);
  for (position_id p(forest.placed()); p-- > forest.roots();) {
    const position_id above = forest.superiors()[p];
    if (above >= forest.roots()) traffic[above] += forest.span(p) == 0 ? 1.0 : traffic[p];
  }
  return traffic;
}

by_position<std::int64_t> flattening_gain(const organisation& org, std::span<const double> traffic,
                                          const gain_options& options) {
  const command_forest& forest = org.command();
  if (traffic.size() != org.size())
    throw structure_error::not_one_for_each("the traffic", traffic.size(), org.size(), "position");
  const auto is_candidate = [&](position_id p) {
    return forest.span(p) > 0 && forest.superiors()[p] != no_position;
  };
  double all_traffic = 0;
  double all_cost = 0;
  if (options.objective == flattening_objective::mixed ||
      options.objective == flattening_objective::fewest) {
    for (position_id p{0}; p < org.size(); ++p) {
      if (!is_candidate(p)) continue;
      all_traffic += traffic[p];
      all_cost += org.cost(p).value_or(0);
    }
  }
  const auto share = [](double part, double whole) { return whole > 0 ? part / whole * 1e6 : 0; };
  by_position<std::int64_t> gain(org.size(), 0);
  for (position_id p{0}; p < org.size(); ++p) {
    if (!is_candidate(p)) continue;
    double worth = 0;
    switch (options.objective) {
      case flattening_objective::hand_offs:
        worth = traffic[p] - options.price;
        break;
      case flattening_objective::cost:
        worth = org.cost(p).value_or(0) - options.price;
        break;
      case flattening_objective::mixed:
        worth = share(traffic[p], all_traffic) + share(org.cost(p).value_or(0), all_cost) -
                options.price * 1e6;
        break;
      case flattening_objective::fewest:
        // All shares together are less than one post, so that fewer posts are always better.
        worth = share(traffic[p], all_traffic) * 0.9 - (1 + options.price) * 1e6;
        break;
    }
    if (!(std::abs(worth) <= 9e12))
      throw input_error("the gain of position \"" + std::string(org.code(p)) + "\" is " +
                        std::to_string(worth) +
                        ", which cannot be counted in millionths; give traffic, cost and price up "
                        "to 9e12");
    gain[p] = std::llround(worth * 1e6);
  }
  return gain;
}

}  // namespace pangkas
