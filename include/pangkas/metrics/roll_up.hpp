// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Roll-up: positions, seats and cost of the whole, of each manager's subtree, of each unit.
#pragma once

#include <pangkas/core/command_forest.hpp>
#include <pangkas/core/exact_sum.hpp>
#include <pangkas/core/organisation.hpp>
#include <pangkas/metrics/span_of_control.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
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

namespace detail {
/// totals while they are added up.
class running_totals {
 public:
  void add(const position_table& table, row_index row) {
    ++positions_;
    seats_ += table.seats->value_or(row, 1.0);
    if (const auto filled = (*table.filled)[row]) {
      filled_ += *filled;
      ++filled_known_;
    }
    if (const auto cost = (*table.costs)[row]) {
      cost_ += *cost;
      ++cost_known_;
    }
  }
  void add(const running_totals& other) {
    positions_ += other.positions_;
    seats_ += other.seats_;
    filled_ += other.filled_;
    filled_known_ += other.filled_known_;
    cost_ += other.cost_;
    cost_known_ += other.cost_known_;
  }
  [[nodiscard]] pangkas::totals totals() const {
    pangkas::totals result;
    result.positions = positions_;
    result.seats = seats_.value();
    if (filled_known_ > 0) result.filled = filled_.value();
    result.filled_known = filled_known_;
    if (cost_known_ > 0) result.cost = cost_.value();
    result.cost_known = cost_known_;
    return result;
  }
  [[nodiscard]] std::size_t positions() const noexcept { return positions_; }

 private:
  std::size_t positions_ = 0;
  exact_sum seats_;
  exact_sum filled_;
  std::size_t filled_known_ = 0;
  exact_sum cost_;
  std::size_t cost_known_ = 0;
};
}  // namespace detail

/// @brief Adds up all positions, placed or not.
///
/// Sums are exact on a grid of one millionth, so the order of the rows does not show.
/// @unit          positions, seats, the file's currency per year
/// @throws input_error if a number is beyond exact_sum::largest_term.
/// @complexity    O(P) for P positions.
[[nodiscard]] inline totals roll_up(const organisation& org) {
  detail::running_totals sum;
  for (row_index row = 0; row < org.size(); ++row) sum.add(org.table(), row);
  return sum.totals();
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
  const command_forest& forest = org.command();
  const std::vector<std::uint32_t> spans = span_of_control(forest);
  std::vector<position_id> managers;
  for (position_id p = 0; p < spans.size(); ++p)
    if (spans[p] > 0) managers.push_back(p);

  // Each position first goes to the nearest manager, itself or its superior, in the order of the
  // rows: the columns are read in order, and what is read out of order is the managers' alone.
  std::vector<std::uint32_t> place(org.size(), no_position);  // in the list of managers, by row
  for (std::uint32_t i = 0; i < managers.size(); ++i) place[forest.row(managers[i])] = i;
  std::vector<detail::running_totals> sums(managers.size());
  const std::vector<position_id>& superiors = org.parts().superiors;
  for (row_index row = 0; row < org.size(); ++row) {
    std::uint32_t to = place[row];
    if (to == no_position && superiors[row] != no_position) to = place[superiors[row]];
    if (to != no_position) sums[to].add(org.table(), row);
  }
  for (std::size_t i = managers.size(); i-- > 0;)
    if (const auto superior = forest.superior(managers[i]))
      sums[place[forest.row(*superior)]].add(sums[i]);

  std::vector<manager_totals> result;
  result.reserve(managers.size());
  for (std::size_t i = 0; i < managers.size(); ++i)
    result.push_back({managers[i], sums[i].totals()});
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
  std::vector<detail::running_totals> sums(units.values().size());
  for (row_index row = 0; row < org.size(); ++row) sums[units.entry(row)].add(org.table(), row);

  std::vector<unit_totals> result;
  for (std::size_t i = 0; i < sums.size(); ++i)
    if (sums[i].positions() > 0)
      result.push_back({std::string(units.values()[i]), sums[i].totals()});
  std::ranges::sort(result, {}, &unit_totals::unit);
  return result;
}

}  // namespace pangkas
