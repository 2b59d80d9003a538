// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Sums of decimal numbers that do not depend on the order of their terms.
#pragma once

#include <pangkas/error.hpp>
#include <pangkas/graph/impl/wide_integer.hpp>

#include <cmath>
#include <cstdint>
#include <string>

namespace pangkas::inline v0_1 {

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
    // Nearly all terms are small: then nothing is wide, and mostly there is nothing to round.
    constexpr double narrow = 1e12;
    if (std::abs(term) <= narrow) {
      const auto whole = static_cast<std::int64_t>(term);
      std::int64_t millionths = whole * scale;
      if (static_cast<double>(whole) != term)
        millionths += nearest((term - static_cast<double>(whole)) * 1e6);
      millionths_ += millionths;
      return *this;
    }
    // The whole part is split off first: the product of a large term would lose its last digits.
    const double whole = std::trunc(term);
    millionths_ += static_cast<integer>(whole) * scale + nearest((term - whole) * 1e6);
    return *this;
  }
  exact_sum& operator+=(const exact_sum& other) {
    millionths_ += other.millionths_;
    return *this;
  }
  exact_sum& operator-=(const exact_sum& other);

  /// @brief The sum as a floating-point number: the nearest one up to nine thousand million.
  [[nodiscard]] double value() const;

  friend bool operator==(const exact_sum&, const exact_sum&) = default;

 private:
  using integer = detail::wide_integer;
  static constexpr std::int64_t scale = 1'000'000;

  /// std::llround() of what is within a million, without a call: half a unit away from zero.
  static std::int64_t nearest(double millionths) {
    const auto whole = static_cast<std::int64_t>(millionths);
    const double rest = millionths - static_cast<double>(whole);  // exact
    return whole + (rest >= 0.5 ? 1 : 0) - (rest <= -0.5 ? 1 : 0);
  }

  integer millionths_ = 0;
};

}  // namespace pangkas
