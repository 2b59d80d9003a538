// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief A made-up service of a given size, for trying things out and for benchmarks.
#pragma once

#include <pangkas/core/organisation.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief What a synthetic service looks like.
struct service_options {
  std::size_t positions = 10'000;  ///< in all
  std::uint64_t seed = 1;          ///< the same seed gives the same service on every machine
  double span = 12.0;              ///< mean number of subordinates of a manager; at least 2
  /// Weights of the echelons I to V below the heads of the agencies. The default follows the
  /// national counts of 2019 for III, IV and V (98,947, 327,771 and 14,430); those for I and II are
  /// assumed, for no count of them was found.
  std::array<double, 5> echelon_mix{0.6, 4.0, 98.9, 327.8, 14.4};
  std::size_t agencies = 0;   ///< each with a root of its own; 0: one for every 15,000 positions
  bool random_order = false;  ///< rows shuffled, instead of agency by agency from the top down
};

/// @brief The bare shape of a synthetic service.
struct service_shape {
  std::vector<row_index> superiors{};   ///< by row; no_row for the head of an agency
  std::vector<std::uint8_t> echelon{};  ///< by row: 1 to 5, 0 for staff
  std::vector<std::uint32_t> agency{};  ///< by row
};

/// @brief Makes the lines of a synthetic service.
/// @throws structure_error if the options contradict each other.
/// @complexity O(P) time and memory for P positions.
[[nodiscard]] service_shape synthetic_shape(const service_options& options = {});

/// @brief Makes a synthetic service of structural, functional and executing positions.
///
/// Codes are numbers with leading zeros; about one seat in twenty is vacant; one administrative
/// post in thirty bears one of the flags E1 to E3. Costs are invented.
///
/// @param scheme   The preset rank scheme "indonesia".
/// @param options  What the service looks like.
/// @complexity O(P) time and memory for P positions.
[[nodiscard]] organisation synthetic_service(std::shared_ptr<const rank_scheme> scheme,
                                             const service_options& options = {});

}  // namespace pangkas
