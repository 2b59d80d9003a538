// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Catch2, version 2 or 3, and one spelling for what they name differently.
#pragma once

#if __has_include(<catch2/catch_test_macros.hpp>)
#include <catch2/catch_approx.hpp>
#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators_all.hpp>
#include <catch2/matchers/catch_matchers_all.hpp>
#else
#include <catch2/catch.hpp>
#endif

#include <string>

namespace pangkas::tests {

/// @brief A number that is compared with a relative tolerance.
#if __has_include(<catch2/catch_test_macros.hpp>)
using Catch::Approx;
#else
using Catch::Detail::Approx;  // Catch::Approx is the vector matcher here
#endif

/// @brief Matches a text that has @p part in it.
inline auto contains(const std::string& part) {
#if __has_include(<catch2/catch_test_macros.hpp>)
  return Catch::Matchers::ContainsSubstring(part);
#else
  return Catch::Matchers::Contains(part);
#endif
}

/// @brief Matches a number at most @p margin away from @p value.
inline auto within(double value, double margin) {
  return Catch::Matchers::WithinAbs(value, margin);
}

}  // namespace pangkas::tests
