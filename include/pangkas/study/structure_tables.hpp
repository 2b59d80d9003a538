// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The structure as tables: a row for each position, manager, unit, rank or layer.
#pragma once

#include <pangkas/core/organisation.hpp>
#include <pangkas/core/result_table.hpp>
#include <pangkas/decisions/decision_options.hpp>

#include <cstddef>

namespace pangkas::inline v0_1 {

/// @brief How many codes of a chain are written: of a longer one, half of them from either end. So
/// that the chains of a tree of a million layers do not take a million million codes.
inline constexpr std::size_t longest_chain = 64;

/// @brief A row for each position, in the given order.
///
/// Columns: code, title, unit, rank, layer, root, chain, superior, span, span_seats, below,
/// seats_below, cost_below, cost_known_below, hand_offs, hand_offs_with_roles.
///
/// - layer, root and chain are absent for a position that is not placed; the chain has the codes from
///   the root to the position itself, with " > " between them, see longest_chain;
/// - superior is the code as declared, also where no such position is;
/// - below counts the span and all that is below it in the forest: a line of a cycle is a span, and
///   is not followed further. Seats and cost are of the same positions; the cost is absent where that
///   of none of them is known;
/// - hand_offs is the mean, by volume, over the matters that the position raises and somebody
///   decides: command steps alone, and with role steps. Absent where there are no matters, or none
///   such.
///
/// @param org      The organisation.
/// @param options  As for decisions().
/// @unit           positions, seats, the file's currency per year, hand-offs (steps − 1)
/// @throws input_error if a number is beyond exact_sum::largest_term.
/// @complexity     O(P) time and memory for P positions, without matters; a chain is made when it is
///                 asked for, in O(longest_chain).
[[nodiscard]] result_table position_figures(const organisation& org,
                                            const decision_options& options = {});

/// @brief A row for each manager, superiors before their subordinates.
///
/// Columns: code, title, direct, indirect, total, layers_below, direct_seats, indirect_seats,
/// total_seats, direct_seats_per_head, filled, filled_known, cost, cost_known, one_to_one.
///
/// Direct is the span of control; total is what position_figures() has as below, and indirect the
/// difference. Filled seats and cost are of the same positions, where known. One-to-one: the span is
/// a single position.
///
/// @unit           positions, seats, layers, the file's currency per year
/// @throws input_error if a number is beyond exact_sum::largest_term.
/// @complexity     O(P) time and memory for P positions.
[[nodiscard]] result_table manager_figures(const organisation& org);

/// @brief A row for each unit, by the bytes of its text; the positions without a unit are one.
///
/// Columns: unit, positions, seats, filled, filled_known, vacancies, cost, cost_known, managers,
/// mean_span, widest_span, widest_manager, first_layer, last_layer, placed_share.
///
/// Positions outside the organisation are not counted. Vacancies are seats − filled of the positions
/// whose filled seats are known: below 0 where more are filled than established. Spans are in
/// positions, over the managers of the unit, whoever they lead; of several widest the first in the
/// given order is named. Layers are those of the placed positions, whose share of all is the last
/// column.
///
/// @unit           positions, seats, the file's currency per year
/// @throws input_error if a number is beyond exact_sum::largest_term.
/// @complexity     O(P + U log U) time and O(P) memory for P positions, U units.
[[nodiscard]] result_table unit_figures(const organisation& org);

/// @brief The same for each rank, in the order of the scheme; then the ranks that it does not have,
/// by their bytes, and the positions without a rank. Columns: rank, kind, and those of
/// unit_figures(). The kind is absent where the positions differ in it.
[[nodiscard]] result_table rank_figures(const organisation& org);

/// @brief The same for each layer, the roots first; the positions that are not placed come last,
/// without a layer. Columns: layer, and those of unit_figures() from positions to widest_manager.
[[nodiscard]] result_table layer_figures(const organisation& org);

}  // namespace pangkas
