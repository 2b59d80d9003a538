// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Path shortening: what lines added to a structure take off the ways between all pairs.
#pragma once

#include <pangkas/core/reasoned.hpp>
#include <pangkas/graph/command_forest.hpp>
#include <pangkas/graph/forest_of.hpp>
#include <pangkas/graph/ids.hpp>
#include <pangkas/graph/line_network.hpp>

#include <cstdint>
#include <span>

namespace pangkas::inline v0_1 {

/// @brief A line that might be added, by the vertex indices of its ends. It may be used either way.
struct added_line {
  position_id from = no_position;
  position_id to = no_position;

  friend bool operator==(const added_line&, const added_line&) = default;
};

/// @brief Ways between all pairs, before and after lines are added. Each pair counts once.
struct shortening_summary {
  std::uint64_t pairs = 0;         ///< pairs with a way between them before
  std::uint64_t total_before = 0;  ///< total path length: lines on their shortest ways
  std::uint64_t total_after = 0;   ///< of the same pairs
  std::uint64_t joined = 0;        ///< pairs with a way only after

  /// @brief Total shortening path length.
  [[nodiscard]] std::uint64_t shortening() const { return total_before - total_after; }

  friend bool operator==(const shortening_summary&, const shortening_summary&) = default;
};

/// @brief Adds lines and compares the ways between all pairs, up and down.
///
/// @param graph  Lines superior → subordinate; of an organisation, the lines of all types.
/// @param added  Lines to add.
/// @return       The two totals; their difference is the total shortening path length.
/// @unit         lines
/// @throws input_error if an end of a line is no position.
/// @complexity   O(V (V + E)) time: two searches from every position; O(V + E) memory.
/// @source       K. Sawada and R. Wilson, "Models of adding relations to an organization structure
///               of a complete K-ary tree", Eur. J. Oper. Res. 174 (2006).
[[nodiscard]] shortening_summary path_shortening(const line_network& graph,
                                                 std::span<const added_line> added);

/// @brief The best single line to add, and what it takes off.
struct best_line {
  added_line line{};      ///< from the superior, or from the lower index of two equals
  double shortening = 0;  ///< total shortening path length, each pair once

  friend bool operator==(const best_line&, const best_line&) = default;
};

/// @brief What bounds the search for a best line.
struct best_line_options {
  std::uint64_t most_steps = 2'000'000'000;  ///< superiors looked at, in all
};

namespace detail {
/// @param by_row  Whether the ends of a line are told, and equals ordered, by row.
reasoned<best_line> best_line_down(const command_forest& forest, bool by_row,
                                   const best_line_options& options);
reasoned<best_line> best_line_between_equals(const command_forest& forest, bool by_row,
                                             const best_line_options& options);
}  // namespace detail

/// @brief The best single line to add between a superior and somebody further below, by exact
/// search.
///
/// A line over k command lines makes a ring of k + 1; how much that takes off follows from the
/// sizes of what hangs on the ring. For every superior and every position below, only the sizes
/// along the chain are looked at.
///
/// @param graph    Command lines superior → subordinate: a forest, of which the placed positions
///                 are looked at.
/// @param options  The limit.
/// @return         The line and the total shortening path length; of several the first by index.
///                 Absent if no tree has three layers, or beyond the limit.
/// @throws structure_error if a vertex of a foreign graph has two superiors.
/// @complexity     O(V + M D²) for M managers and depths of at most D.
/// @source         K. Sawada and R. Wilson (2006); the search is this library's.
template <command_graph Graph>
[[nodiscard]] reasoned<best_line> best_line_down(const Graph& graph,
                                                 best_line_options options = {}) {
  return detail::best_line_down(forest_of(graph), !holds_forest<Graph>, options);
}

/// @brief The best single line to add between two positions of one layer and one tree, by exact
/// search.
///
/// @param graph    Command lines superior → subordinate: a forest, of which the placed positions
///                 are looked at.
/// @param options  The limit.
/// @return         The line and the total shortening path length; of several the first by index.
///                 Absent if no tree has two positions in a layer, or beyond the limit.
/// @throws structure_error if a vertex of a foreign graph has two superiors.
/// @complexity     O(V + Σ M² D) for M managers in a layer of a tree and depths of at most D.
/// @source         K. Sawada and R. Wilson (2006); the search is this library's.
template <command_graph Graph>
[[nodiscard]] reasoned<best_line> best_line_between_equals(const Graph& graph,
                                                           best_line_options options = {}) {
  return detail::best_line_between_equals(forest_of(graph), !holds_forest<Graph>, options);
}

}  // namespace pangkas
