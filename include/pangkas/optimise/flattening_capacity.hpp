// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief How many subordinates a superior may have, for flattening_problem::capacity.
#pragma once

#include <pangkas/core/organisation.hpp>
#include <pangkas/graph/command_forest.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief What a cap means for a position that is over it today.
enum class wide_posts : std::uint8_t {
  keep,   ///< its span of today is its cap, so that it is no obstacle
  narrow  ///< the cap holds; such a post must be converted, or its tree has no solution
};

/// @brief The same cap for all.
/// @param forest  The command lines.
/// @param cap     Most command subordinates of a superior.
/// @param wide    What of those that have more today.
/// @unit          positions
/// @throws structure_error if the cap is 0, or beyond 31 bits.
/// @complexity    O(P) for P positions.
[[nodiscard]] by_position<std::int32_t> capacity_of_span(const command_forest& forest,
                                                         std::size_t cap,
                                                         wide_posts wide = wide_posts::keep);

/// @brief Most command subordinates of the superiors of a rank.
struct rank_cap {
  std::string rank{};  ///< a name, alias or group of the rank scheme
  std::size_t cap = 0;
};

/// @brief A cap by rank.
/// @param org        The organisation.
/// @param bands      The first that names the rank of a position stands.
/// @param otherwise  The cap of all other positions.
/// @param wide       What of those that have more today.
/// @unit             positions
/// @throws structure_error if a cap is 0, or beyond 31 bits; rule_error if the rank scheme does not
///         have a rank.
/// @complexity       O(P + ranks · bands) for P positions.
[[nodiscard]] by_position<std::int32_t> capacity_by_rank(const organisation& org,
                                                         const std::vector<rank_cap>& bands,
                                                         std::size_t otherwise,
                                                         wide_posts wide = wide_posts::keep);

}  // namespace pangkas
