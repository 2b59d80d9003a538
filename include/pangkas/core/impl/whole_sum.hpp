// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Sums of whole numbers: integers of half the width that exact_sum needs.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>

namespace pangkas::inline v0_1::detail {

/// @brief The sum of the magnitudes of a block of numbers; absent if one is no whole number below
/// 2⁵², or NaN and not @p may_be_absent.
///
/// The loop has neither branches nor sums that round, so that it is run for several numbers at a
/// time.
/// @param numbers    At most 1024, so that the sum does not go round.
/// @param otherwise  Stands for a number that is absent.
template <bool may_be_absent>
[[nodiscard]] std::optional<std::uint64_t> whole_magnitudes(std::span<const double> numbers,
                                                            double otherwise) {
  constexpr std::uint64_t not_sign = ~std::uint64_t{0} >> 1U;
  constexpr auto infinity = std::bit_cast<std::uint64_t>(std::numeric_limits<double>::infinity());
  // Between 2⁵² and 2⁵³ floating point has the whole numbers and no others: a magnitude that is
  // shifted there loses what is behind its point, and its last bits are the whole number.
  constexpr double shift = 0x1p52;
  constexpr auto zero = std::bit_cast<std::uint64_t>(shift);
  const auto instead = std::bit_cast<std::uint64_t>(otherwise);
  std::uint64_t sum = 0;
  std::uint64_t all_bits = 0;
  std::uint64_t lost = 0;
  for (const double number : numbers) {
    std::uint64_t magnitude = std::bit_cast<std::uint64_t>(number) & not_sign;
    if constexpr (may_be_absent) {
      const std::uint64_t absent = 0 - ((magnitude + (not_sign - infinity)) >> 63U);
      magnitude = (magnitude & ~absent) | (instead & absent);
    }
    const double shifted = std::bit_cast<double>(magnitude) + shift;
    sum += std::bit_cast<std::uint64_t>(shifted);
    all_bits |= std::bit_cast<std::uint64_t>(shifted);
    lost |= std::bit_cast<std::uint64_t>((shifted - shift) - std::bit_cast<double>(magnitude));
  }
  // None has left the range if no exponent has a bit that the one of the shift has not.
  if ((lost & not_sign) != 0 || (all_bits | zero) >> 52U != zero >> 52U) return std::nullopt;
  return sum - numbers.size() * zero;
}

/// @brief Whether numbers that come in blocks are whole, and their magnitudes add up to 2⁵³ at
/// most: then every sum of any of them is an integer that a floating-point number is equal to.
class whole_numbers {
 public:
  static constexpr std::size_t most = 1024;  ///< numbers of a block

  /// @brief Takes the next block.
  /// @param otherwise  Stands for an absent number (NaN): a whole number that is not negative.
  /// @return           Whether all are whole so far.
  [[nodiscard]] bool are_whole(std::span<const double> block, double otherwise) {
    has_absent_ = false;
    auto found = whole_magnitudes<false>(block, otherwise);
    if (!found) {
      found = whole_magnitudes<true>(block, otherwise);
      has_absent_ = true;
    }
    constexpr std::uint64_t largest = std::uint64_t{1} << 53U;
    return found && (sum_ += *found) <= largest;
  }
  /// @brief Whether a number of the last block, which was whole, is absent.
  [[nodiscard]] bool has_absent() const noexcept { return has_absent_; }

 private:
  std::uint64_t sum_ = 0;
  bool has_absent_ = false;
};

/// @brief A sum of some of whole_numbers; it gives what exact_sum gives.
class whole_sum {
 public:
  whole_sum& operator+=(double term) {
    sum_ += static_cast<std::int64_t>(term);
    return *this;
  }
  whole_sum& operator+=(const whole_sum& other) {
    sum_ += other.sum_;
    return *this;
  }
  whole_sum& operator-=(const whole_sum& other) {
    sum_ -= other.sum_;
    return *this;
  }
  [[nodiscard]] double value() const { return static_cast<double>(sum_); }

 private:
  std::int64_t sum_ = 0;
};

}  // namespace pangkas::detail
