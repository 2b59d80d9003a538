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
#include <limits>
#include <span>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// Sums of one column, group by group.
struct column_sums {
  std::vector<double> values{};
  std::vector<std::uint32_t> absent{};  ///< numbers of each group that are not known; empty: none
};

/// The numbers of one column after the other, as they stand.
struct numbers_in_order {
  std::span<const double> values{};

  [[nodiscard]] std::size_t size() const noexcept { return values.size(); }
  /// Numbers @p begin … @p end − 1.
  [[nodiscard]] const double* look(std::size_t begin, std::size_t /*end*/, double*) const {
    return values.data() + begin;
  }
};
/// The same by position, of a column by row.
struct numbers_by_position {
  std::span<const double> values{};
  std::span<const row_index> rows{};

  [[nodiscard]] std::size_t size() const noexcept { return rows.size(); }
  /// Numbers @p begin … @p end − 1, which are put into @p room.
  [[nodiscard]] const double* look(std::size_t begin, std::size_t end, double* room) const {
    for (std::size_t p = begin; p < end; ++p) room[p - begin] = values[rows[p]];
    return room;
  }
};

/// Numbers in blocks, in which what is absent is replaced.
template <class Numbers>
class number_blocks {
 public:
  number_blocks(Numbers numbers, double otherwise) : numbers_(numbers), otherwise_(otherwise) {}

  /// Goes on to the next block; false at the end.
  bool next() {
    begin_ = end_;
    end_ = static_cast<std::uint32_t>(std::min(numbers_.size(), begin_ + whole_numbers::most));
    block_ = numbers_.look(begin_, end_, room_.data());
    return begin_ < end_;
  }
  /// Whether all numbers are whole so far.
  [[nodiscard]] bool are_whole() {
    return whole_.are_whole(std::span(block_, end_ - begin_), otherwise_);
  }
  /// After are_whole(): whether something is absent in this block.
  [[nodiscard]] bool has_absent() const noexcept { return whole_.has_absent(); }
  /// Replaces what is absent; whether anything was.
  bool replace_absent() {
    bool found = false;
    for (std::uint32_t i = 0; i < end_ - begin_; ++i) {
      const bool absent = std::isnan(block_[i]);
      absent_[i] = absent ? 1 : 0;
      room_[i] = absent ? otherwise_ : block_[i];
      found |= absent;
    }
    block_ = room_.data();
    return found;
  }

  [[nodiscard]] std::uint32_t begin() const noexcept { return begin_; }
  [[nodiscard]] std::uint32_t end() const noexcept { return end_; }
  [[nodiscard]] double operator[](std::uint32_t at) const { return block_[at - begin_]; }
  /// After replace_absent(): 1 if the number was absent.
  [[nodiscard]] std::uint32_t absent(std::uint32_t at) const { return absent_[at - begin_]; }

 private:
  Numbers numbers_;
  double otherwise_;
  std::uint32_t begin_ = 0;
  std::uint32_t end_ = 0;
  const double* block_ = nullptr;
  whole_numbers whole_;
  std::array<double, whole_numbers::most> room_;
  std::array<std::uint8_t, whole_numbers::most> absent_;
};

/// Adds up numbers: as whole numbers or, once one is met that is none, anew as exact_sum does.
/// `Adder<Sum>` is made of `given`; it gets block after block by add(), and ends with finish().
template <template <class> class Adder, class Numbers, class Given>
column_sums add_up(Numbers numbers, double otherwise, const Given& given) {
  {
    Adder<whole_sum> adder(given);
    number_blocks blocks(numbers, otherwise);
    bool whole = true;
    while (whole && blocks.next()) {
      whole = blocks.are_whole();
      if (whole) adder.add(blocks, blocks.has_absent() && blocks.replace_absent());
    }
    if (whole) return std::move(adder).finish();
  }
  Adder<exact_sum> adder(given);
  number_blocks blocks(numbers, otherwise);
  while (blocks.next()) adder.add(blocks, blocks.replace_absent());
  return std::move(adder).finish();
}

/// The managers of a forest, by position.
class manager_list {
 public:
  static constexpr std::size_t nothing = std::numeric_limits<std::size_t>::max();
  struct manager {
    position_id position{};
    position_range subordinates{};
    std::size_t above{};  ///< place in the list; nothing: nobody is above
  };

  explicit manager_list(const command_forest& forest) {
    // A member of a cycle may have its only subordinate on the cycle.
    std::vector<std::uint32_t> room;
    for (const position_id p : managers_by_span(spans_of(forest, room)))
      managers_.push_back({p, forest.subordinates(p), nothing});

    std::size_t above = 0;
    for (manager& m : managers_) {
      // Ranges of subordinates follow each other as the managers do; the tops are in none.
      while (above < size() && end_of(managers_[above]) <= m.position) ++above;
      const bool is_top = above == size() || begin_of(managers_[above]) > m.position;
      m.above = is_top ? nothing : above;
    }
  }

  [[nodiscard]] std::size_t size() const noexcept { return managers_.size(); }
  [[nodiscard]] const manager& operator[](std::size_t i) const { return managers_[i]; }

  /// Where a manager's range of subordinates begins and ends.
  static position_id begin_of(const manager& m) { return *m.subordinates.begin(); }
  static position_id end_of(const manager& m) { return *m.subordinates.end(); }

  /// Carries what is below each manager to the one above, and then adds what is its own.
  template <class Sums, class OwnOf>
  void carry(Sums& sums, OwnOf own_of) const {
    for (std::size_t i = managers_.size(); i-- > 0;) {
      if (managers_[i].above != nothing) sums[managers_[i].above] += sums[i];
      sums[i] += own_of(i);
    }
  }
  /// Positions at and below each manager.
  [[nodiscard]] std::vector<std::uint32_t> positions() const {
    std::vector<std::uint32_t> found;
    found.reserve(size());
    for (const manager& m : managers_) found.push_back(m.subordinates.size());
    carry(found, [](std::size_t) { return 1U; });
    return found;
  }

 private:
  std::vector<manager> managers_;
};

/// Sums at and below each manager of numbers by position.
template <class Sum>
class manager_adder {
 public:
  explicit manager_adder(const manager_list& managers)
      : managers_(managers), below_(managers.size()), own_(managers.size()) {}

  template <class Block>
  void add(const Block& block, bool any_absent) {
    if (any_absent && absent_.empty()) {
      absent_.resize(managers_.size());
      own_absent_.resize(managers_.size());
    }
    for (; next_ < managers_.size() && managers_[next_].position < block.end(); ++next_) {
      own_[next_] = block[managers_[next_].position];
      if (any_absent) own_absent_[next_] = block.absent(managers_[next_].position);
    }
    // Subordinates are a range of positions, so their sum is a difference of two.
    const std::uint32_t size = block.end() - block.begin();
    Sum up_to;
    for (std::uint32_t i = 0; i < size; ++i) {
      up_to += block[block.begin() + i];
      up_to_[i + 1] = up_to;
    }
    for (std::uint32_t i = 0; any_absent && i < size; ++i)
      absent_up_to_[i + 1] = absent_up_to_[i] + block.absent(block.begin() + i);
    for (; superior_ < managers_.size(); ++superior_) {
      const manager_list::manager& m = managers_[superior_];
      const std::uint32_t begin =
          std::max<std::uint32_t>(manager_list::begin_of(m), block.begin()) - block.begin();
      const std::uint32_t end =
          std::min<std::uint32_t>(manager_list::end_of(m), block.end()) - block.begin();
      if (begin < end) {
        Sum sum = up_to_[end];
        below_[superior_] += sum -= up_to_[begin];
        if (any_absent) absent_[superior_] += absent_up_to_[end] - absent_up_to_[begin];
      }
      if (manager_list::end_of(m) > block.end()) break;  // the rest is in the next block
    }
  }

  column_sums finish() && {
    managers_.carry(below_, [&](std::size_t i) { return own_[i]; });
    column_sums found;
    found.values.reserve(below_.size());
    for (const Sum& sum : below_) found.values.push_back(sum.value());
    if (!absent_.empty()) managers_.carry(absent_, [&](std::size_t i) { return own_absent_[i]; });
    found.absent = std::move(absent_);
    return found;
  }

 private:
  const manager_list& managers_;
  std::vector<Sum> below_;
  std::vector<double> own_;
  std::vector<std::uint32_t> absent_;  ///< below; empty so far if none is
  std::vector<std::uint32_t> own_absent_;
  std::array<Sum, whole_numbers::most + 1> up_to_;  ///< of the block
  std::array<std::uint32_t, whole_numbers::most + 1> absent_up_to_{};
  std::size_t next_ = 0;      ///< whose own number comes next
  std::size_t superior_ = 0;  ///< whose subordinates come next
};

/// Groups of rows: how many there are, and the one of each row.
template <class GroupOf>
struct row_groups {
  std::size_t count{};
  GroupOf group_of{};
};

/// Sums over groups of rows.
template <class GroupOf>
struct group_adder_of {
  template <class Sum>
  class adder {
   public:
    explicit adder(const row_groups<GroupOf>& groups) : groups_(groups), sums_(groups.count) {}

    template <class Block>
    void add(const Block& block, bool any_absent) {
      if (any_absent) absent_.resize(groups_.count);
      // Rows of a group mostly follow each other.
      for (row_index row = block.begin(); row < block.end();) {
        const std::uint32_t group = groups_.group_of(row);
        Sum sum;
        for (; row < block.end() && groups_.group_of(row) == group; ++row) {
          sum += block[row];
          if (any_absent) absent_[group] += block.absent(row);
        }
        sums_[group] += sum;
      }
    }

    column_sums finish() && {
      column_sums found;
      for (const Sum& sum : sums_) found.values.push_back(sum.value());
      found.absent = std::move(absent_);
      return found;
    }

   private:
    const row_groups<GroupOf>& groups_;
    std::vector<Sum> sums_;
    std::vector<std::uint32_t> absent_;  ///< empty so far if none is
  };
};

/// The sums of a column over groups of rows.
template <class GroupOf>
column_sums sums_by_group(const number_column& column, double otherwise,
                          const row_groups<GroupOf>& groups) {
  return add_up<group_adder_of<GroupOf>::template adder>(numbers_in_order{column.values()},
                                                         otherwise, groups);
}

}  // namespace pangkas::inline v0_1::detail
