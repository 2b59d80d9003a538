// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief What a conversion is worth: hand-offs saved, cost set free, less its price.
#pragma once

#include <pangkas/core/organisation.hpp>
#include <pangkas/core/position.hpp>
#include <pangkas/graph/command_forest.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief What is to be gained.
enum class flattening_objective : std::uint8_t {
  hand_offs,  ///< hand-offs saved a year
  cost,       ///< yearly cost of the posts that leave the line of command
  mixed,      ///< both alike: each as a share of what there is to gain at most
  fewest      ///< as few posts converted as the limits allow, and of those the most hand-offs saved
};

namespace detail {
inline constexpr std::array<std::string_view, 4> objective_names{"hand-offs", "cost", "mixed",
                                                                 "fewest"};
}  // namespace detail

/// @brief "hand-offs", "cost", "mixed" or "fewest".
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
[[nodiscard]] by_position<double> default_traffic(const command_forest& forest);

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
///                 year; mixed: millionths of a millionth of all there is to gain, for each of both;
///                 fewest: millionths of a millionth of a post, and −1 post a conversion: what a post
///                 saves of all the hand-offs that can be saved counts nine tenths of a post at most
/// @throws structure_error if @p traffic has another size than the organisation; input_error if a
///         gain is no number or beyond 9e12 in the unit of the objective.
/// @complexity     O(P) time and memory for P positions.
[[nodiscard]] by_position<std::int64_t> flattening_gain(const organisation& org,
                                                        std::span<const double> traffic,
                                                        const gain_options& options = {});

}  // namespace pangkas
