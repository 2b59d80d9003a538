// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The preset rank schemes as functions, for programs that read no files.
///
/// Where each figure comes from is told in `src/presets/ranks/`, whose values these are.
/// preset_scheme() of io/presets.hpp finds them by name.
#pragma once

#include <pangkas/core/rank_scheme.hpp>

namespace pangkas::inline v0_1 {

/// @brief Indonesian civil service: echelons, functional ladders and executing staff.
[[nodiscard]] rank_scheme indonesia();

/// @brief Grades of the civil service of the United Kingdom.
[[nodiscard]] rank_scheme uk_civil_service();

}  // namespace pangkas
