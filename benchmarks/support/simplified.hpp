// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The policies that are measured, and what each leaves of a service.
#pragma once

#include "benchmarks/support/services.hpp"

#include <pangkas/simplify/policy.hpp>
#include <pangkas/simplify/simplify.hpp>

namespace pangkas::benchmarks {

/// @brief The preset `delayer` on layer 3.
[[nodiscard]] policy delayer_policy();

/// @brief The preset `id-central-2021`: echelons III to V by rank, with exemptions by flag.
[[nodiscard]] policy rank_policy();

/// @brief The same, and each converted post coordinates its former subordinates.
[[nodiscard]] policy coordinator_policy();

/// @brief A service delayered, simplified by rank, simplified by rank with coordinators.
[[nodiscard]] const simplification& delayered(const service& s);
[[nodiscard]] const simplification& simplified_by_rank(const service& s);
[[nodiscard]] const simplification& simplified_with_coordinators(const service& s);

}  // namespace pangkas::benchmarks
