// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Span of control by what is counted: positions, seats, filled seats, seats a seat of the
/// head, managers.
#pragma once

#include <pangkas/core/organisation.hpp>
#include <pangkas/graph/ids.hpp>
#include <pangkas/metrics/span_of_control.hpp>

#include <cstdint>
#include <optional>

namespace pangkas::inline v0_1 {

/// @brief What a span of control counts.
enum class counted : std::uint8_t {
  positions,      ///< command subordinates
  seats,          ///< their established seats
  filled,         ///< their filled seats
  managers,       ///< those of them that have command subordinates themselves
  seats_per_head  ///< their seats to each seat of the head: three heads in one row over 30 have 10
};

/// @brief The span of control of every position, placed or not, by what is counted.
///
/// The lines are those of span_of_control().
///
/// @param org     The organisation.
/// @param what    What is counted of each command subordinate.
/// @return        One span for each position; absent where filled seats are counted and
///                those of a subordinate are not known, and where the seats of a head are 0 or
///                next to it, and divided by. Seats are added up exactly, so the order
///                of the rows does not show.
/// @unit          positions or seats
/// @throws input_error if a number of seats is beyond exact_sum::largest_term.
/// @complexity    O(P) time and memory for P positions.
[[nodiscard]] by_position<std::optional<double>> seat_spans(const organisation& org, counted what);

/// @brief Mean, median and extremes of the spans of control by what is counted.
///
/// The managers are those with at least one command subordinate, whatever is counted: a manager
/// whose subordinates are all vacant has a span of 0 filled seats.
///
/// @unit          positions or seats
/// @throws input_error if a number of seats is beyond exact_sum::largest_term.
/// @complexity    O(P) time and memory for P positions.
[[nodiscard]] seat_span_summary summarise_seat_spans(const organisation& org, counted what);

}  // namespace pangkas
