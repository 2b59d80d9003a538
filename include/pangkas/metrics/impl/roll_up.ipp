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
class table_sums {
 public:
  template <class Groups>
  table_sums(const position_table& table, const Groups& groups)
      : positions_(sizes_of(groups, table.seats->values().size())),
        seats_(sums_by_group(table.seats->values(), 1.0, groups)),
        filled_(sums_by_group(table.filled->values(), 0.0, groups)),
        costs_(sums_by_group(table.costs->values(), 0.0, groups)) {}

  [[nodiscard]] pangkas::totals totals(std::size_t group) const {
    pangkas::totals result;
    result.positions = positions_[group];
    result.seats = seats_.values[group];
    result.filled_known = filled_.known(group, positions_[group]);
    if (result.filled_known > 0) result.filled = filled_.values[group];
    result.cost_known = costs_.known(group, positions_[group]);
    if (result.cost_known > 0) result.cost = costs_.values[group];
    return result;
  }

 private:
  std::vector<std::uint32_t> positions_;
  column_sums seats_;
  column_sums filled_;
  column_sums costs_;
};

/// The sums of groups of rows, without the positions outside the organisation.
template <class GroupOf>
table_sums sums_inside(const organisation& org, std::size_t groups, const GroupOf& group_of) {
  if (org.command().external() == 0) return {org.table(), row_groups<GroupOf>{groups, group_of}};
  // Those are a group of their own that nobody asks for, the last.
  const auto apart = [&](row_index row) {
    return org.command().is_external(org.position_at(row)) ? static_cast<std::uint32_t>(groups)
                                                           : group_of(row);
  };
  return {org.table(), row_groups<decltype(apart)>{groups + 1, apart}};
}

}  // namespace pangkas::detail

namespace pangkas::inline v0_1 {

totals roll_up(const organisation& org) {
  const auto everything = [](row_index) { return 0U; };
  return detail::sums_inside(org, 1, everything).totals(0);
}

std::vector<manager_totals> roll_up_by_manager(const organisation& org) {
  const detail::manager_groups groups(org.command(),
                                      [&](position_id p) { return org.command().row(p); });
  const detail::table_sums sums(org.table(), groups);
  std::vector<manager_totals> result;
  result.reserve(groups.managers().size());
  for (const position_id manager : groups.managers())
    result.push_back({manager, sums.totals(result.size())});
  return result;
}

std::vector<manager_sum> roll_up_by_manager(const command_forest& forest,
                                            std::span<const double> figures) {
  const detail::manager_groups groups(forest, [](position_id p) { return p; });
  const detail::column_sums sums = detail::sums_by_group(figures, 0.0, groups);
  const std::vector<std::uint32_t> positions = detail::sizes_of(groups, figures.size());
  std::vector<manager_sum> result;
  result.reserve(groups.managers().size());
  for (std::size_t i = 0; i < groups.managers().size(); ++i)
    result.push_back(
        {groups.managers()[i], positions[i], sums.known(i, positions[i]), sums.values[i]});
  return result;
}

std::vector<unit_totals> roll_up_by_unit(const organisation& org) {
  const dictionary_column& units = *org.table().units;
  const auto unit_of = [&](row_index row) { return units.entry(row); };
  const detail::table_sums sums = detail::sums_inside(org, units.values().size(), unit_of);
  std::vector<unit_totals> result;
  for (std::size_t i = 0; i < units.values().size(); ++i)
    if (const totals all = sums.totals(i); all.positions > 0)
      result.push_back({std::string(units.values()[i]), all});
  std::ranges::sort(result, {}, &unit_totals::unit);
  return result;
}

std::vector<totals> roll_up_by_group(const organisation& org, std::size_t groups,
                                     std::span<const std::uint32_t> group_of) {
  const detail::table_sums sums =
      detail::sums_inside(org, groups, [&](row_index row) { return group_of[row]; });
  std::vector<totals> result;
  result.reserve(groups);
  for (std::size_t i = 0; i < groups; ++i) result.push_back(sums.totals(i));
  return result;
}

}  // namespace pangkas
