// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Some thousand positions, column by column, on their way into an organisation.
#pragma once

#include <pangkas/core/finding.hpp>
#include <pangkas/core/position.hpp>
#include <pangkas/core/position_columns.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief A position whose texts stand elsewhere; see position for what the fields mean. An absent
/// number is NaN: millions are handed on, and an optional one goes through memory each time.
struct position_view {
  static constexpr double absent = std::numeric_limits<double>::quiet_NaN();

  std::string_view code{};
  std::string_view title{};
  std::optional<position_kind> kind{};
  std::string_view rank{};
  std::string_view reports_to{};
  std::string_view unit{};
  double seats = absent;
  double filled = absent;
  std::string_view position_class{};
  double cost = absent;
  double budget = absent;
  std::string_view holders{};
  std::string_view legal_source{};
};

/// @brief Positions column by column: what organisation_builder adds much faster than one by one,
/// since it can look up many texts at a time.
///
/// The texts must stay where they are until the batch has been added.
class position_batch {
 public:
  /// @brief A position that was left out because its code is another's.
  struct repetition {
    std::uint32_t first{};  ///< row_index of the position that stands
    origin later{};         ///< the one that was left out
  };

  /// @brief Number of positions.
  [[nodiscard]] std::size_t size() const noexcept { return size_; }

  /// @brief Adds a position without flags.
  void push_back(const position_view& p, origin from) {
    const std::size_t at = size_;
    // No column is shorter than the codes, so that one look tells whether there is room.
    if (at == codes_.size()) make_room();
    ++size_;
    codes_[at] = p.code;
    titles_[at] = p.title;
    kinds_[at] = kind_column::byte_of(p.kind);
    ranks_[at] = p.rank;
    superiors_[at] = p.reports_to;
    units_[at] = p.unit;
    seats_[at] = p.seats;
    filled_[at] = p.filled;
    classes_[at] = p.position_class;
    costs_[at] = p.cost;
    origins_[at] = from;
    if (!std::isnan(p.budget)) budgets_.emplace_back(at, p.budget);
    if (!p.holders.empty()) holders_.emplace_back(at, p.holders);
    if (!p.legal_source.empty()) legal_sources_.emplace_back(at, p.legal_source);
  }
  /// @brief Gives the next position that is added its flags.
  void flag_next(std::vector<std::string> flags) { flags_.emplace_back(size_, std::move(flags)); }

  /// @brief Takes all positions out and keeps the memory.
  void clear();

  /// @brief Takes the positions at some places out.
  /// @param places  Ascending.
  void erase(const std::vector<std::size_t>& places);

  /// @name Columns
  /// @{
  [[nodiscard]] std::span<const std::string_view> codes() const { return used(codes_); }
  [[nodiscard]] std::span<const std::string_view> titles() const { return used(titles_); }
  /// @brief As kind_column keeps them.
  [[nodiscard]] std::span<const std::uint8_t> kinds() const { return used(kinds_); }
  [[nodiscard]] std::span<const std::string_view> ranks() const { return used(ranks_); }
  /// @brief Codes; empty: root.
  [[nodiscard]] std::span<const std::string_view> superiors() const { return used(superiors_); }
  [[nodiscard]] std::span<const std::string_view> units() const { return used(units_); }
  /// @brief NaN: absent; so for filled seats and costs.
  [[nodiscard]] std::span<const double> seats() const { return used(seats_); }
  [[nodiscard]] std::span<const double> filled() const { return used(filled_); }
  [[nodiscard]] std::span<const std::string_view> classes() const { return used(classes_); }
  [[nodiscard]] std::span<const double> costs() const { return used(costs_); }
  /// @brief Budgets of those that have any, by place in the batch, ascending.
  [[nodiscard]] const std::vector<std::pair<std::size_t, double>>& budgets() const {
    return budgets_;
  }
  /// @brief Holders, and laws, of those that have any, by place in the batch, ascending.
  [[nodiscard]] const std::vector<std::pair<std::size_t, std::string_view>>& holders() const {
    return holders_;
  }
  [[nodiscard]] const std::vector<std::pair<std::size_t, std::string_view>>& legal_sources() const {
    return legal_sources_;
  }
  [[nodiscard]] std::span<const origin> origins() const { return used(origins_); }
  [[nodiscard]] std::span<origin> origins() { return std::span(origins_).first(size_); }
  /// @brief Flags of those that have any, by place in the batch, ascending.
  [[nodiscard]] const std::vector<std::pair<std::size_t, std::vector<std::string>>>& flags() const {
    return flags_;
  }
  /// @}

 private:
  template <class T>
  [[nodiscard]] std::span<const T> used(const std::vector<T>& column) const {
    return std::span(column).first(size_);
  }
  void make_room();
  template <class Change>
  void for_each_column(Change change) {
    change(titles_);
    change(kinds_);
    change(ranks_);
    change(superiors_);
    change(units_);
    change(seats_);
    change(filled_);
    change(classes_);
    change(costs_);
    change(origins_);
    change(codes_);  // the last: what fails on the way leaves it short
  }

  // Each as long as the room that there is.
  std::vector<std::string_view> codes_, titles_, ranks_, superiors_, units_, classes_;
  std::vector<std::uint8_t> kinds_;
  std::vector<double> seats_, filled_, costs_;
  std::vector<origin> origins_;
  std::vector<std::pair<std::size_t, double>> budgets_;
  std::vector<std::pair<std::size_t, std::string_view>> holders_, legal_sources_;
  std::vector<std::pair<std::size_t, std::vector<std::string>>> flags_;
  std::size_t size_ = 0;
};

}  // namespace pangkas
