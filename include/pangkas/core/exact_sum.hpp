// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Sums of decimal numbers that do not depend on the order of their terms.
#pragma once

#include <pangkas/error.hpp>

#include <cmath>
#include <cstdint>
#include <string>

namespace pangkas {

/// @brief A sum on a grid of one millionth.
///
/// Floating-point sums change with the order of their terms, so the order of the rows of a file,
/// or the number of threads, would show in a total. Here each term is rounded once to the nearest
/// millionth and added as an integer: seats in tenths and money in cents add up exactly.
class exact_sum {
 public:
  /// @brief The largest magnitude of a term; 2³¹ such terms still fit.
  static constexpr double largest_term = 1e22;

  exact_sum() = default;

  /// @brief Adds a number.
  /// @throws input_error if it is not a number, or larger than largest_term.
  exact_sum& operator+=(double term) {
    if (!(std::abs(term) <= largest_term))
      throw input_error("a figure of " + std::to_string(term) +
                        " cannot be added up; give a number between -1e22 and 1e22");
    // Nearly all terms are whole and small: then there is nothing to round, and nothing is wide.
    constexpr double narrow = 1e12;
    if (std::abs(term) <= narrow)
      if (const auto whole = static_cast<std::int64_t>(term); static_cast<double>(whole) == term) {
        millionths_ += whole * scale;
        return *this;
      }
    // The whole part is split off first: the product of a large term would lose its last digits.
    const double whole = std::trunc(term);
    millionths_ += static_cast<integer>(whole) * scale +
                   static_cast<integer>(std::llround((term - whole) * 1e6));
    return *this;
  }
  exact_sum& operator+=(const exact_sum& other) {
    millionths_ += other.millionths_;
    return *this;
  }

  /// @brief The sum as a floating-point number: the nearest one up to nine thousand million.
  [[nodiscard]] double value() const {
    constexpr integer exact_in_double = integer{1} << 53;
    if (-exact_in_double <= millionths_ && millionths_ <= exact_in_double)
      return static_cast<double>(millionths_) / 1e6;
    return static_cast<double>(millionths_ / scale) +
           static_cast<double>(millionths_ % scale) / 1e6;
  }

  friend bool operator==(const exact_sum&, const exact_sum&) = default;

 private:
  __extension__ using integer = __int128;
  static constexpr std::int64_t scale = 1'000'000;

  integer millionths_ = 0;
};

}  // namespace pangkas
