// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief How many random cases a test goes through.
#pragma once

#include <cstddef>

namespace pangkas::tests {

/// @brief The share of @p all that the environment variable PANGKAS_CASES names, as in 1 or 0.2; a
/// twentieth if it is not set. At least one.
///
/// A change that breaks something breaks it in one case of many; `tools/test --long` goes through
/// all.
std::size_t cases_to_try(std::size_t all);

}  // namespace pangkas::tests
