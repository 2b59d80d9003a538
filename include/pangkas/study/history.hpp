// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Snapshots of one organisation over time: its figures at each date, and who joined, left,
/// moved and got another rank in between, by unit.
#pragma once

#include <pangkas/core/organisation.hpp>
#include <pangkas/core/result_table.hpp>
#include <pangkas/decisions/decision_options.hpp>
#include <pangkas/study/measures.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief What became of posts between two snapshots, each followed by its code. One that moved may
/// have got another rank besides.
struct post_movements {
  std::size_t stayed = 0;     ///< in both
  std::size_t joined = 0;     ///< only in the later
  std::size_t left = 0;       ///< only in the earlier
  std::size_t moved = 0;      ///< of those that stayed, to another superior as declared
  std::size_t re_ranked = 0;  ///< of those that stayed, to another rank as declared
  std::size_t came = 0;       ///< from another unit, of those that stayed; of all: changed units
  std::size_t went = 0;       ///< to another unit, of those that stayed

  friend bool operator==(const post_movements&, const post_movements&) = default;
};

/// @brief A unit at one date.
struct unit_snapshot {
  std::string unit{};     ///< empty: posts that name none
  std::size_t posts = 0;  ///< external ones aside
  double seats = 0;
  std::size_t managers = 0;
  std::optional<double> mean_span{};
  std::size_t widest_span = 0;
  std::size_t layers = 0;  ///< the deepest layer in which it has a post
  /// Mean of the default matter that its placed posts without subordinates raise, by command steps.
  std::optional<double> hand_offs{};
  post_movements since{};  ///< the snapshot before; a post counts where it is, and where it left

  friend bool operator==(const unit_snapshot&, const unit_snapshot&) = default;
};

/// @brief An organisation at one date.
struct snapshot {
  std::string date{};
  measures found{};
  std::optional<post_movements> since{};  ///< the snapshot before; absent at the first
  std::vector<unit_snapshot> units{};     ///< by name
};

/// @brief Measures snapshots one after the other, so that no more than two need be in memory.
class history {
 public:
  explicit history(decision_options options = {}) : options_(std::move(options)) {}

  /// @brief Adds the next snapshot.
  /// @param date  As it is to be called.
  /// @param org   The organisation then.
  /// @complexity  That of measure(), and O(P) expected.
  void add(std::string date, organisation org);

  [[nodiscard]] const std::vector<snapshot>& snapshots() const noexcept { return snapshots_; }

 private:
  decision_options options_;
  std::optional<organisation> before_;
  std::vector<snapshot> snapshots_;
};

/// @brief Snapshots as a table, a row for each.
///
/// Columns: date, posts, placed, layers, mean_depth, managers, mean_span, widest_span, hand_offs,
/// hand_offs_with_roles, undecidable, seats, filled, cost, joined, left, moved, re_ranked, changed_unit.
[[nodiscard]] result_table history_table(const std::vector<snapshot>& snapshots);
/// @brief A row for each unit of each snapshot.
///
/// Columns: date, unit, posts, seats, managers, mean_span, widest_span, layers, hand_offs, joined, left,
/// moved, re_ranked, came, went.
[[nodiscard]] result_table unit_history_table(const std::vector<snapshot>& snapshots);

}  // namespace pangkas
