// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The preset policies as functions, for programs that read no files.
///
/// What each rule rests on is told in `src/presets/policies/`, whose values these are; the places
/// in those files are not kept. preset_policy() of io/presets.hpp finds them by name.
#pragma once

#include <pangkas/simplify/policy.hpp>

namespace pangkas::inline v0_1 {

/// @brief Takes the managers of given layers out of the line, whatever their rank; set_layers()
/// gives the layers.
[[nodiscard]] policy delayer();

/// @brief Simplification of Indonesian ministries and agencies, 2021; it needs the ranks of
/// indonesia().
[[nodiscard]] policy id_central_2021();

/// @brief Simplification of Indonesian regencies and cities, 2021; it needs the ranks of
/// indonesia().
[[nodiscard]] policy id_regency_2021();

/// @brief Takes managers of one out of the line.
[[nodiscard]] policy one_to_one();

/// @brief Takes who leads fewer than four out of the line, from the lowest up, until none is left;
/// set_span_floor() gives another number.
[[nodiscard]] policy span_floor();

/// @brief At most seven layers: the optimum chooses the posts.
[[nodiscard]] policy layers_at_most();

/// @brief At most eight layers and at least eight reports: the optimum chooses the posts.
[[nodiscard]] policy spans_and_layers();

}  // namespace pangkas
