// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Optimal delegation: to whom rights are passed on so that decisions get shortest.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief Who might receive one right for one matter, and what is gained by it.
///
/// Whoever raises the matter is decided for by the nearest receiver above it that is chosen. So a
/// receiver's gain depends on nothing but who is chosen above and below it, and a tree of receivers is
/// solved in one sweep.
struct delegation_tree {
  /// Nobody above, in @ref above.
  static constexpr std::uint32_t nobody = std::numeric_limits<std::uint32_t>::max();

  std::size_t matter = 0;  ///< trees of one number share delegation_limits::most_of_matter
  std::vector<std::uint32_t> above{};  ///< the next receiver above each; those above come first
  /// For each receiver in turn, what is gained on those who raise the matter below it and below no
  /// other receiver: if it is chosen; if the next above is the nearest that is chosen; if the one above
  /// that is; and so on to the top. If none is, nothing is gained.
  std::vector<std::int64_t> gain{};
};

/// @brief What may be delegated in all.
struct delegation_limits {
  std::int64_t price = 0;                       ///< taken off the gain for each delegation
  std::optional<std::size_t> most{};            ///< delegations in all
  std::optional<std::size_t> most_of_matter{};  ///< delegations of each matter
  /// The most entries of tables. Without a limit on the number there is one for each entry of
  /// delegation_tree::gain; with one, that many times the number, or the receivers below if those are
  /// fewer.
  std::size_t most_entries = 60'000'000;
};

/// @brief Which receivers are chosen.
struct delegation_choice {
  std::vector<std::vector<std::uint32_t>> chosen{};  ///< of each tree, ascending
  std::int64_t gain = 0;                             ///< without what it costs
  std::size_t delegations = 0;
  /// No choice within the limits is worth more, prices taken off. What the choice is worth, unless the
  /// tables would be too large for an exact answer.
  std::int64_t bound = 0;
  bool exact = true;

  friend bool operator==(const delegation_choice&, const delegation_choice&) = default;
};

/// @brief The choice of greatest gain, prices taken off; of equal ones one with fewer delegations.
///
/// Exact without a limit on the number, whatever the shape. With one, each tree is solved for every
/// number up to it, and the trees are joined by what each number is worth. Where those tables would be
/// beyond delegation_limits::most_entries, a price is searched for at which no more than that many are
/// worth their price: that is the best choice of as many as it makes, and what it leaves open is in
/// delegation_choice::bound.
///
/// @param trees   Any number of them.
/// @param limits  What may be delegated.
/// @throws structure_error if a tree is not in order; input_error if gains overflow, if a table without
///         a limit on the number would be too large, or if one of @p most_of_matter would.
/// @complexity    O(G) time and memory for G entries of gains; with a limit of N delegations
///                O(G · N + T · N²) for T trees.
[[nodiscard]] delegation_choice optimal_delegation(std::span<const delegation_tree> trees,
                                                   const delegation_limits& limits = {});

/// @brief What each number of delegations saves at best.
/// @return   Gain of at most 0, 1, … @p most delegations, prices not taken off; it ends where more
///           gain nothing.
/// @throws   As optimal_delegation(); input_error if the tables would be too large.
/// @complexity As optimal_delegation() with a limit.
[[nodiscard]] std::vector<std::int64_t> delegation_frontier(std::span<const delegation_tree> trees,
                                                            std::size_t most,
                                                            std::size_t most_entries = 60'000'000);

}  // namespace pangkas
