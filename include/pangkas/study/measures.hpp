// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief All measures of an organisation at once.
#pragma once

#include <pangkas/core/organisation.hpp>
#include <pangkas/decisions/decision_path.hpp>
#include <pangkas/decisions/decisions.hpp>
#include <pangkas/decisions/default_matter.hpp>
#include <pangkas/metrics/compression.hpp>
#include <pangkas/metrics/layers.hpp>
#include <pangkas/metrics/pair_distance.hpp>
#include <pangkas/metrics/roll_up.hpp>
#include <pangkas/metrics/span_of_control.hpp>

#include <cstddef>

namespace pangkas::inline v0_1 {

/// @brief What measure() finds. `positions = placed + orphans + external + unrooted` is the share
/// that each measure covers: layers, pair distance and decided matters are of the placed positions,
/// spans, compression and totals of all but the external ones.
struct measures {
  std::size_t positions = 0;
  std::size_t placed = 0;
  std::size_t orphans = 0;
  std::size_t unrooted = 0;
  std::size_t external = 0;
  std::size_t roots = 0;
  layer_summary layers{};
  span_summary spans{};                 ///< in positions
  seat_span_summary spans_in_seats{};   ///< in established seats
  seat_span_summary spans_in_filled{};  ///< in filled seats
  seat_span_summary spans_per_head{};   ///< in established seats to each seat of the head
  pair_distance_summary pair_distance{};
  decision_summary decisions{};
  compression_summary compression{};
  pangkas::totals totals{};

  friend bool operator==(const measures&, const measures&) = default;
};

/// @brief Takes all measures, with those of the decisions as they were found before.
/// @param org      The organisation.
/// @param decided  What decisions() or decision_paths() found.
/// @unit          each as its own function says
/// @throws input_error if a number is beyond exact_sum::largest_term.
/// @complexity    O(P) for P positions without role lines, else that of path_lengths.
[[nodiscard]] measures measure(const organisation& org, const decision_summary& decided);

/// @brief Takes all measures. The decisions are those of the organisation's matters, or of the
/// default matter where it has none.
/// @unit          each as its own function says
/// @throws input_error if a number is beyond exact_sum::largest_term.
/// @complexity    O(P) for P positions without role lines, else that of path_lengths; with matters
///                that of decisions().
[[nodiscard]] measures measure(const organisation& org, const decision_options& options = {});

}  // namespace pangkas
