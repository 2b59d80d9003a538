// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief How many random cases a test goes through.
#pragma once

#include <cstddef>

namespace pangkas::tests {

#if defined(__SANITIZE_ADDRESS__)
constexpr bool is_instrumented = true;
#elif defined(__has_feature)
constexpr bool is_instrumented = __has_feature(address_sanitizer);
#else
constexpr bool is_instrumented = false;
#endif

/// @brief All cases, or a tenth of them under the address sanitizer, where each takes ten times as
/// long. What is right is shown by all of them, what is clean by a tenth; tools/test runs both.
constexpr std::size_t cases_to_try(std::size_t all) { return is_instrumented ? all / 10 : all; }

}  // namespace pangkas::tests
