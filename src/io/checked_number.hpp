// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief What a number in a file must be to be read, the same for tables, JSON and TOML.
#pragma once

#include <fmt/format.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <string>

namespace pangkas::inline v0_1::detail {

/// @brief The numbers that a field may hold. Nothing beyond them is cut, rounded or wrapped around
/// to fit.
struct number_range {
  double least = 0;
  double most = 1e15;  ///< above which cents are lost
  bool whole = false;

  /// @brief Whether a number is one of them. NaN never is.
  [[nodiscard]] bool holds(double value) const noexcept {
    return value >= least && value <= most && (!whole || value == std::floor(value));
  }
};

/// @brief Amounts, seats, volumes, minutes.
inline constexpr number_range any_number{};
inline constexpr number_range a_probability{.most = 1};

/// @brief Whole numbers of a type of integers, which must be exact as doubles.
template <class Integer>
constexpr number_range whole_numbers(Integer least = 0) noexcept {
  static_assert(sizeof(Integer) <= sizeof(std::uint32_t));
  return {static_cast<double>(least), static_cast<double>(std::numeric_limits<Integer>::max()),
          true};
}

/// @brief A range as sentences have it, as in "a whole number from 1 to 4294967295".
[[nodiscard]] inline std::string to_string(const number_range& range) {
  return fmt::format("a {}number from {} to {}", range.whole ? "whole " : "", range.least,
                     range.most == 1e15 ? "1e15" : fmt::format("{:.0f}", range.most));
}

}  // namespace pangkas::detail
