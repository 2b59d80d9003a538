// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/metrics/roll_up.hpp>

#include <pangkas/core/organisation.hpp>
#include <pangkas/core/position_columns.hpp>
#include <pangkas/graph/command_forest.hpp>
#include <pangkas/metrics/impl/column_sums.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace pangkas::inline v0_1::detail {

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

}  // namespace pangkas::inline v0_1::detail

namespace pangkas::inline v0_1 {

totals roll_up(const organisation& org) {
  const auto everything = [](row_index) { return 0U; };
  const detail::row_groups<decltype(everything)> one{1, everything};
  const auto sums_of = [&](const number_column& column, double otherwise) {
    return detail::sums_by_group(column, otherwise, one);
  };
  return detail::sums_of_table(org.table(), sums_of).totals(0, org.size());
}

std::vector<manager_totals> roll_up_by_manager(const organisation& org) {
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

std::vector<manager_sum> roll_up_by_manager(const command_forest& forest,
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

std::vector<unit_totals> roll_up_by_unit(const organisation& org) {
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

}  // namespace pangkas::inline v0_1
