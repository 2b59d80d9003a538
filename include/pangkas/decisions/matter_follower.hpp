// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief One matter after the other: who raises it, how long each path is, who decides.
#pragma once

#include <pangkas/core/organisation.hpp>
#include <pangkas/decisions/decision_options.hpp>
#include <pangkas/decisions/decision_path.hpp>
#include <pangkas/decisions/path_length.hpp>

#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief Follows the matters of an organisation one after the other, or the default matter where
/// it has none.
///
/// What lines hang on a post is the same for every path through it, so each length is two look-ups
/// once a matter is turned to; only path() walks. It begins with the first matter.
class matter_follower {
 public:
  /// @param org      It must outlive this.
  /// @param options  As for decisions().
  /// @complexity     O(P + authorities).
  explicit matter_follower(const organisation& org, const decision_options& options = {});
  matter_follower(matter_follower&&) noexcept;
  matter_follower& operator=(matter_follower&&) = delete;
  matter_follower(const matter_follower&) = delete;
  matter_follower& operator=(const matter_follower&) = delete;
  ~matter_follower();

  /// @brief How many there are to turn to; 1 for the default matter.
  [[nodiscard]] std::size_t matters() const noexcept;
  /// @brief Turns to the matter at a place of organisation::matters().
  /// @complexity O(managers + authorities for it), and O(P) for a matter with lines of its own.
  void turn_to(std::size_t matter);

  /// @brief Who raises a matter, by position, whether it is the one turned to or not.
  /// @complexity O(P) for the first matter of a condition.
  [[nodiscard]] const std::vector<position_id>& originators(std::size_t matter);
  /// @brief Matters a year that each of them raises or, where it is shared by seats, each seat.
  [[nodiscard]] double volume_of_each(std::size_t matter);
  /// @brief How often an originator raises that: once, or once for each of its seats.
  [[nodiscard]] double weight(std::size_t matter, position_id originator);

  /// @brief The lengths of an originator's path; absent if it is undecidable.
  [[nodiscard]] std::optional<path_length> length(position_id originator);
  /// @brief Who decides for an originator: the holder of the deciding post, or who acts in it;
  /// absent if it is undecidable.
  [[nodiscard]] std::optional<position_id> decider(position_id originator);
  /// @brief Why nobody decides for an originator whose matter is undecidable.
  [[nodiscard]] undecidable_reason why_undecidable(position_id originator);
  /// @brief The path of an originator, step by step.
  /// @complexity O(steps + lines that are looked at).
  [[nodiscard]] followed_path path(position_id originator);

 private:
  class implementation;
  std::unique_ptr<implementation> implementation_;
};

}  // namespace pangkas
