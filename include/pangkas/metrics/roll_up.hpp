// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Roll-up: positions, seats and cost of the whole, of each manager's subtree, of each unit.
#pragma once

#include <pangkas/core/exact_sum.hpp>
#include <pangkas/core/organisation.hpp>
#include <pangkas/core/position_columns.hpp>
#include <pangkas/graph/command_forest.hpp>
#include <pangkas/metrics/impl/column_sums.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace pangkas {

/// @brief Sums over a set of positions.
struct totals {
  std::size_t positions = 0;
  double seats = 0;              ///< established seats; 1 for a position that declares none
  std::optional<double> filled;  ///< over the positions where it is known; absent if for none
  std::size_t filled_known = 0;  ///< positions whose filled seats are known
  std::optional<double> cost;    ///< per year, where it is known; absent if for none
  std::size_t cost_known = 0;    ///< positions whose cost is known

  friend bool operator==(const totals&, const totals&) = default;
};

/// @brief What a manager answers for: itself and all that is below it in the command forest.
struct manager_totals {
  position_id manager = no_position;
  pangkas::totals totals;

  friend bool operator==(const manager_totals&, const manager_totals&) = default;
};

/// @brief What belongs to a unit.
struct unit_totals {
  std::string unit;  ///< as declared; empty for the positions without a unit
  pangkas::totals totals;

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

namespace detail {

/// The sums of the three columns, to be read group by group.
struct table_sums {
  column_sums seats;
  column_sums filled;
  column_sums costs;

  [[nodiscard]] pangkas::totals totals(std::size_t group, std::size_t positions) const {
    const auto known_of = [&](const column_sums& sums) {
      return positions - (sums.absent.empty() ? 0 : sums.absent[group]);
    };
    pangkas::totals result;
    result.positions = positions;
    result.seats = seats.values[group];
    result.filled_known = known_of(filled);
    if (result.filled_known > 0) result.filled = filled.values[group];
    result.cost_known = known_of(costs);
    if (result.cost_known > 0) result.cost = costs.values[group];
    return result;
  }
};

/// The sums of the three columns; `sums_of(column, otherwise)` → column_sums.
template <class SumsOf>
table_sums sums_of_table(const position_table& table, SumsOf sums_of) {
  return {sums_of(*table.seats, 1.0), sums_of(*table.filled, 0.0), sums_of(*table.costs, 0.0)};
}
}  // namespace detail

/// @brief Adds up all positions, placed or not.
///
/// Sums are exact on a grid of one millionth, so the order of the rows does not show.
/// @unit          positions, seats, the file's currency per year
/// @throws input_error if a number is beyond exact_sum::largest_term.
/// @complexity    O(P) for P positions.
[[nodiscard]] inline totals roll_up(const organisation& org) {
  const auto everything = [](row_index) { return 0U; };
  const detail::row_groups<decltype(everything)> one{1, everything};
  const auto sums_of = [&](const number_column& column, double otherwise) {
    return detail::sums_by_group(column, otherwise, one);
  };
  return detail::sums_of_table(org.table(), sums_of).totals(0, org.size());
}

/// @brief Adds up, for every manager, itself and all that is below it.
///
/// The lines of a cycle are not climbed: a member of a cycle answers for itself and for what hangs
/// on it outside the cycle. Sums are exact, as those of roll_up(const organisation&).
///
/// @return        One entry for each manager, placed or not, by id.
/// @unit          positions, seats, the file's currency per year
/// @throws input_error if a number is beyond exact_sum::largest_term.
/// @complexity    O(P) time and O(managers) memory for P positions; no recursion.
[[nodiscard]] inline std::vector<manager_totals> roll_up_by_manager(const organisation& org) {
  const detail::manager_list managers(org.command());
  const std::span<const row_index> rows = org.command().rows();
  const auto sums_of = [&](const number_column& column, double otherwise) {
    return detail::add_up<detail::manager_adder>(detail::numbers_by_position{column.values(), rows},
                                                 otherwise, managers);
  };
  const detail::table_sums sums = detail::sums_of_table(org.table(), sums_of);
  const std::vector<std::uint32_t> positions = managers.positions();
  std::vector<manager_totals> result;
  result.reserve(managers.size());
  for (std::size_t i = 0; i < managers.size(); ++i)
    result.push_back({managers[i].position, sums.totals(i, positions[i])});
  return result;
}

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
/// @complexity     O(P) time and O(managers) memory for P positions; no recursion.
[[nodiscard]] inline std::vector<manager_sum> roll_up_by_manager(const command_forest& forest,
                                                                 std::span<const double> figures) {
  const detail::manager_list managers(forest);
  const detail::column_sums sums =
      detail::add_up<detail::manager_adder>(detail::numbers_in_order{figures}, 0.0, managers);
  const std::vector<std::uint32_t> positions = managers.positions();
  std::vector<manager_sum> result;
  result.reserve(managers.size());
  for (std::size_t i = 0; i < managers.size(); ++i)
    result.push_back({managers[i].position, positions[i],
                      positions[i] - (sums.absent.empty() ? 0 : sums.absent[i]), sums.values[i]});
  return result;
}

/// @brief Adds up the positions of every unit, placed or not.
///
/// Units are texts: a unit inside another is not part of it here. The positions without a unit are
/// together under the empty text, so that the units add up to the whole. Sums are exact, as those
/// of roll_up(const organisation&).
///
/// @return        One entry for each unit, by the bytes of its text.
/// @unit          positions, seats, the file's currency per year
/// @throws input_error if a number is beyond exact_sum::largest_term.
/// @complexity    O(P + U log U) time and O(U) memory for P positions, U units.
[[nodiscard]] inline std::vector<unit_totals> roll_up_by_unit(const organisation& org) {
  const dictionary_column& units = *org.table().units;
  const auto unit_of = [&](row_index row) { return units.entry(row); };
  const detail::row_groups<decltype(unit_of)> groups{units.values().size(), unit_of};
  const auto sums_of = [&](const number_column& column, double otherwise) {
    return detail::sums_by_group(column, otherwise, groups);
  };
  const detail::table_sums sums = detail::sums_of_table(org.table(), sums_of);
  std::vector<std::size_t> positions(groups.count, 0);
  for (row_index row = 0; row < org.size(); ++row) ++positions[unit_of(row)];

  std::vector<unit_totals> result;
  for (std::size_t i = 0; i < groups.count; ++i)
    if (positions[i] > 0)
      result.push_back({std::string(units.values()[i]), sums.totals(i, positions[i])});
  std::ranges::sort(result, {}, &unit_totals::unit);
  return result;
}

}  // namespace pangkas
