// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Exact sums of columns of numbers, below each manager or in each group of rows. A part of
/// roll_up().
#pragma once

#include <pangkas/core/exact_sum.hpp>
#include <pangkas/core/impl/whole_sum.hpp>
#include <pangkas/core/position.hpp>
#include <pangkas/graph/command_forest.hpp>
#include <pangkas/metrics/impl/known_spans.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// Sums of one column, group by group.
struct column_sums {
  std::vector<double> values{};
  std::vector<std::uint32_t> absent{};  ///< numbers of each group that are not known; empty: none

  /// Of how many numbers in a group of that size the sum is.
  [[nodiscard]] std::uint32_t known(std::size_t group, std::uint32_t size) const {
    return size - (absent.empty() ? 0 : absent[group]);
  }
};

/// Groups of rows that have nothing to do with each other.
template <class GroupOf>
struct row_groups {
  std::size_t count{};
  GroupOf group_of{};

  [[nodiscard]] std::size_t size() const noexcept { return count; }
  [[nodiscard]] std::uint32_t operator[](std::size_t row) const {
    return group_of(static_cast<row_index>(row));
  }
  template <class Sums>
  void carry(Sums&) const {}
};

/// A group for each manager: itself and those directly below it that are no managers. What is below
/// one is then the sum of groups, which carry() adds up. The last group is of nobody's.
class manager_groups {
 public:
  /// @param place_of  Where the number of a position stands in the columns.
  template <class PlaceOf>
  manager_groups(const command_forest& forest, PlaceOf place_of) {
    // A member of a cycle may have its only subordinate on the cycle.
    std::vector<std::uint32_t> room;
    managers_ = managers_by_span(spans_of(forest, room));
    const auto nobody = static_cast<std::uint32_t>(managers_.size());
    group_.assign(forest.size(), nobody);
    for (std::uint32_t i = 0; i < nobody; ++i)
      for (const position_id p : forest.subordinates(managers_[i])) group_[place_of(p)] = i;
    above_.reserve(nobody);
    for (std::uint32_t i = 0; i < nobody; ++i)
      above_.push_back(std::exchange(group_[place_of(managers_[i])], i));
  }

  [[nodiscard]] const std::vector<position_id>& managers() const noexcept { return managers_; }
  [[nodiscard]] std::size_t size() const noexcept { return managers_.size() + 1; }
  [[nodiscard]] std::uint32_t operator[](std::size_t place) const { return group_[place]; }
  template <class Sums>
  void carry(Sums& sums) const {
    for (std::size_t i = managers_.size(); i-- > 0;) sums[above_[i]] += sums[i];
  }

 private:
  std::vector<position_id> managers_;
  std::vector<std::uint32_t> group_;  ///< by place in the columns
  std::vector<std::uint32_t> above_;  ///< by manager, the group of the one above
};

/// How many numbers each group has.
template <class Groups>
std::vector<std::uint32_t> sizes_of(const Groups& groups, std::size_t numbers) {
  std::vector<std::uint32_t> sizes(groups.size(), 0);
  for (std::size_t at = 0; at < numbers;) {
    const std::uint32_t group = groups[at];
    const std::size_t begin = at;
    while (++at < numbers && groups[at] == group) continue;
    sizes[group] += static_cast<std::uint32_t>(at - begin);
  }
  groups.carry(sizes);
  return sizes;
}

/// The sums of a column by group; absent if they shall be whole and a number is not.
template <class Sum, class Groups>
std::optional<column_sums> add_up(std::span<const double> numbers, double otherwise,
                                  const Groups& groups) {
  std::vector<Sum> sums(groups.size());
  column_sums found;
  whole_numbers whole;
  for (std::size_t begin = 0, end = 0; begin < numbers.size(); begin = end) {
    end = std::min(numbers.size(), begin + whole_numbers::most);
    bool any_absent = true;
    if constexpr (std::is_same_v<Sum, whole_sum>) {
      if (!whole.are_whole(numbers.subspan(begin, end - begin), otherwise)) return std::nullopt;
      any_absent = whole.has_absent();
    }
    // Numbers of a group mostly follow each other.
    const auto add = [&]<bool may_be_absent>(std::bool_constant<may_be_absent>) {
      for (std::size_t at = begin; at < end;) {
        const std::uint32_t group = groups[at];
        Sum sum;
        std::uint32_t absent = 0;
        for (; at < end && groups[at] == group; ++at) {
          const bool is_absent = may_be_absent && std::isnan(numbers[at]);
          sum += is_absent ? otherwise : numbers[at];
          absent += is_absent ? 1 : 0;
        }
        sums[group] += sum;
        if constexpr (may_be_absent) found.absent[group] += absent;
      }
    };
    if (any_absent) {
      found.absent.resize(groups.size());
      add(std::true_type{});
    } else {
      add(std::false_type{});
    }
  }
  groups.carry(sums);
  if (!found.absent.empty()) groups.carry(found.absent);
  found.values.reserve(sums.size());
  for (const Sum& sum : sums) found.values.push_back(sum.value());
  return found;
}

/// The sums of a column by group: of whole numbers or, once one is met that is none, anew of all as
/// exact_sum has them.
template <class Groups>
column_sums sums_by_group(std::span<const double> numbers, double otherwise, const Groups& groups) {
  if (auto whole = add_up<whole_sum>(numbers, otherwise, groups)) return *std::move(whole);
  return *add_up<exact_sum>(numbers, otherwise, groups);
}

}  // namespace pangkas::detail
