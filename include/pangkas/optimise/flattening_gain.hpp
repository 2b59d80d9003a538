// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief What a conversion is worth: hand-offs saved, cost set free, less its price.
#pragma once

#include <pangkas/core/organisation.hpp>
#include <pangkas/core/position.hpp>
#include <pangkas/error.hpp>
#include <pangkas/graph/command_forest.hpp>

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pangkas {

/// @brief What is to be gained.
enum class flattening_objective : std::uint8_t {
  hand_offs,  ///< hand-offs saved a year
  cost,       ///< yearly cost of the posts that leave the line of command
  mixed       ///< both alike: each as a share of what there is to gain at most
};

namespace detail {
inline constexpr std::array<std::string_view, 3> objective_names{"hand-offs", "cost", "mixed"};
}  // namespace detail

/// @brief "hand-offs", "cost" or "mixed".
constexpr std::string_view to_string(flattening_objective value) {
  return detail::objective_names[static_cast<std::size_t>(value)];
}
/// @brief Reads what to_string(flattening_objective) writes.
constexpr std::optional<flattening_objective> parse_flattening_objective(std::string_view text) {
  return detail::parse_enum<flattening_objective>(detail::objective_names, text);
}

/// @brief Pass-through traffic of the default matter: each position without command subordinates
/// raises one matter a year, and the root of its tree decides it.
///
/// What a position raises or decides itself does not count, and no root is above those that are not
/// placed. A matter takes one hand-off less for each position on its way that is converted.
///
/// @return        Matters a year that pass through each position, by position.
/// @unit          matters a year
/// @complexity    O(P) time and memory for P positions.
[[nodiscard]] inline std::vector<double> default_traffic(const command_forest& forest) {
  std::vector<double> traffic(forest.size(), 0.0);
  for (position_id p = forest.placed(); p-- > forest.roots();) {
    const position_id above = forest.superiors()[p];
    if (above >= forest.roots()) traffic[above] += forest.span(p) == 0 ? 1.0 : traffic[p];
  }
  return traffic;
}

/// @brief How gains are counted.
struct gain_options {
  flattening_objective objective = flattening_objective::hand_offs;
  /// Taken off the gain of every conversion, in the unit of the objective.
  double price = 0;
};

/// @brief The gain of converting each position, for flattening_problem::gain.
///
/// A converted post keeps its cost, so by `cost` the gain is the pay that is set free for other
/// work, not a saving; a post whose cost is not known gains nothing by it.
///
/// @param org      The organisation.
/// @param traffic  Matters a year that pass through each position, by position; see
///                 default_traffic().
/// @param options  What is to be gained, and the price of a conversion.
/// @return         Whole gains, by position; what is no manager, or the top of its tree, has 0.
/// @unit           hand-offs: millionths of a hand-off a year; cost: millionths of the currency a
///                 year; mixed: millionths of a millionth of all there is to gain, for each of both
/// @throws structure_error if @p traffic has another size than the organisation; input_error if a
///         gain is no number or beyond 9e12 in the unit of the objective.
/// @complexity     O(P) time and memory for P positions.
[[nodiscard]] inline std::vector<std::int64_t> flattening_gain(const organisation& org,
                                                               std::span<const double> traffic,
                                                               const gain_options& options = {}) {
  const command_forest& forest = org.command();
  if (traffic.size() != org.size())
    throw structure_error("the traffic has " + std::to_string(traffic.size()) + " entries for " +
                          std::to_string(org.size()) + " positions; give one for each position");
  const auto is_candidate = [&](position_id p) {
    return forest.span(p) > 0 && forest.superiors()[p] != no_position;
  };
  double all_traffic = 0;
  double all_cost = 0;
  if (options.objective == flattening_objective::mixed) {
    for (position_id p = 0; p < org.size(); ++p) {
      if (!is_candidate(p)) continue;
      all_traffic += traffic[p];
      all_cost += org.cost(p).value_or(0);
    }
  }
  const auto share = [](double part, double whole) { return whole > 0 ? part / whole * 1e6 : 0; };
  std::vector<std::int64_t> gain(org.size(), 0);
  for (position_id p = 0; p < org.size(); ++p) {
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
