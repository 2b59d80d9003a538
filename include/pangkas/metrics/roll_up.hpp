// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Roll-up: positions, seats and cost of the whole, of each manager's subtree, of each unit.
#pragma once

#include <pangkas/core/organisation.hpp>
#include <pangkas/graph/command_forest.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief Sums over a set of positions.
struct totals {
  std::size_t positions = 0;
  double seats = 0;                ///< established seats; 1 for a position that declares none
  std::optional<double> filled{};  ///< over the positions where it is known; absent if for none
  std::size_t filled_known = 0;    ///< positions whose filled seats are known
  std::optional<double> cost{};    ///< per year, where it is known; absent if for none
  std::size_t cost_known = 0;      ///< positions whose cost is known

  friend bool operator==(const totals&, const totals&) = default;
};

/// @brief What a manager answers for: itself and all that is below it in the command forest.
struct manager_totals {
  position_id manager = no_position;
  pangkas::totals totals{};

  friend bool operator==(const manager_totals&, const manager_totals&) = default;
};

/// @brief What belongs to a unit.
struct unit_totals {
  std::string unit{};  ///< as declared; empty for the positions without a unit
  pangkas::totals totals{};

  friend bool operator==(const unit_totals&, const unit_totals&) = default;
};

/// @brief One figure over a manager and all that is below it in the command forest.
struct manager_sum {
  position_id manager = no_position;
  std::uint32_t positions = 0;
  std::uint32_t known = 0;  ///< positions whose figure is known
  double sum = 0;           ///< over these

  friend bool operator==(const manager_sum&, const manager_sum&) = default;
};

/// @brief Adds up all positions of the organisation, placed or not; external ones are not of it.
///
/// Sums are exact on a grid of one millionth, so the order of the rows does not show.
/// @unit          positions, seats, the file's currency per year
/// @throws input_error if a number is beyond exact_sum::largest_term.
/// @complexity    O(P) for P positions.
[[nodiscard]] totals roll_up(const organisation& org);

/// @brief Adds up, for every manager, itself and all that is below it.
///
/// The lines of a cycle are not climbed: a member of a cycle answers for itself and for what hangs
/// on it outside the cycle. Sums are exact, as those of roll_up(const organisation&).
///
/// @return        One entry for each manager, placed or not, by id.
/// @unit          positions, seats, the file's currency per year
/// @throws input_error if a number is beyond exact_sum::largest_term.
/// @complexity    O(P) time and memory for P positions; no recursion.
[[nodiscard]] std::vector<manager_totals> roll_up_by_manager(const organisation& org);

/// @brief Adds up any figure, for every manager over itself and all that is below it.
///
/// The managers and the positions are those of roll_up_by_manager(const organisation&), and the
/// sums as exact. Here the figures come by position: subordinates are a range of numbers, so that
/// all is read in order.
///
/// @param forest   The command lines.
/// @param figures  One for each position, by id; NaN where it is not known.
/// @return         One entry for each manager, placed or not, by id.
/// @unit           that of the figures
/// @throws input_error if a figure is beyond exact_sum::largest_term.
/// @complexity     O(P) time and memory for P positions; no recursion.
[[nodiscard]] std::vector<manager_sum> roll_up_by_manager(const command_forest& forest,
                                                          std::span<const double> figures);

/// @brief Adds up the positions of every unit, placed or not, without external ones.
///
/// Units are texts: a unit inside another is not part of it here. The positions without a unit are
/// together under the empty text, so that the units add up to the whole. Sums are exact, as those
/// of roll_up(const organisation&).
///
/// @return        One entry for each unit, by the bytes of its text.
/// @unit          positions, seats, the file's currency per year
/// @throws input_error if a number is beyond exact_sum::largest_term.
/// @complexity    O(P + U log U) time and O(U) memory for P positions, U units.
[[nodiscard]] std::vector<unit_totals> roll_up_by_unit(const organisation& org);

/// @brief Adds up the positions of any groups, placed or not, without external ones.
/// @param org       The organisation.
/// @param groups    How many there are.
/// @param group_of  The group of each row, below @p groups.
/// @return          One entry for each group; sums as exact as those of roll_up_by_unit().
/// @unit            positions, seats, the file's currency per year
/// @throws input_error if a number is beyond exact_sum::largest_term.
/// @complexity      O(P + groups).
[[nodiscard]] std::vector<totals> roll_up_by_group(const organisation& org, std::size_t groups,
                                                   std::span<const std::uint32_t> group_of);

}  // namespace pangkas
