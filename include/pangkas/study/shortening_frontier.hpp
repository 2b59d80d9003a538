// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief What flattening and what delegation do to the paths of decisions, side by side: hand-offs saved
/// against posts converted and rights passed on.
#pragma once

#include <pangkas/core/organisation.hpp>
#include <pangkas/study/delegation_question.hpp>
#include <pangkas/study/flattening_question.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief What is saved by so many measures: a post converted and a right passed on are one each.
struct shortening_point {
  std::size_t measures = 0;
  /// Hand-offs saved a year by converting no more posts than that, with roles, as played.
  double flattening = 0;
  std::size_t posts = 0;  ///< that it converts
  double delegation = 0;  ///< by passing on no more rights than that
  /// By the best found of both together, as played.
  double both = 0;
  std::size_t posts_of_both = 0;
  std::size_t delegations_of_both = 0;
  /// No choice of both saves more; absent where lines, vacant posts or a scheme make paths longer or
  /// shorter than the posts on them.
  std::optional<double> bound{};

  friend bool operator==(const shortening_point&, const shortening_point&) = default;
};

/// @brief Flattening alone, delegation alone and both together.
struct shortening_frontier {
  double hand_offs_before = 0;             ///< a year, with role steps, of what is decided
  std::vector<shortening_point> points{};  ///< by measures
  /// The fewest conversions, of those that are the best of their number, that save as much as the
  /// delegations of the last point; absent if none do.
  std::optional<std::size_t> posts_for_delegations{};
  std::size_t delegations = 0;          ///< that the last point makes alone
  double hand_offs_of_delegations = 0;  ///< that these save

  /// @brief "12 delegations save as much as converting 61 posts."
  [[nodiscard]] std::string in_words() const;
};

/// @brief Puts flattening and delegation side by side.
///
/// Flattening alone is exact at the numbers of posts that a price of a conversion can bring about, and at
/// numbers between them the next lower one stands. Delegation alone is exact at every number. Both together
/// are searched for in both orders: for each such flattening the delegations after it, and for each number of
/// delegations the flattening after them; all is played, and counted along the paths themselves.
///
/// A path through posts that flattening takes out and delegation cuts off is shortened by each at most as
/// much as if it were alone, so that both together save no more than the sum of what each saves with its
/// share of the measures: that is the bound.
///
/// @param org        The organisation with its matters.
/// @param flattening What may be converted; its span cap, layers and price count.
/// @param delegation What may be delegated; its price, number and load do not count.
/// @param most       The last number of measures; the others are 1, 2, 5, 10, 20, 50, … below it.
/// @throws As ask(), best_delegations() and price_hull(); input_error where there are no matters.
/// @complexity As price_hull(), and for each of its points simplify() and delegation_savings().
[[nodiscard]] shortening_frontier compare_shortenings(const organisation& org,
                                                      const flattening_request& flattening,
                                                      const delegation_request& delegation,
                                                      std::size_t most);

}  // namespace pangkas
