// SPDX-License-Identifier: BSL-1.0
#include <pangkas/core/impl/whole_sum.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/organisations.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

using namespace pangkas::detail;
using namespace pangkas::tests;

namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

/// The same, a number at a time, with the functions of the standard library.
std::optional<std::uint64_t> by_hand_magnitudes(const std::vector<double>& numbers,
                                                std::optional<double> otherwise) {
  std::uint64_t sum = 0;
  for (const double given : numbers) {
    if (std::isnan(given) && !otherwise) return std::nullopt;
    const double number = std::isnan(given) ? *otherwise : given;
    if (std::trunc(number) != number || !(std::abs(number) < 0x1p52)) return std::nullopt;
    sum += static_cast<std::uint64_t>(std::abs(number));
  }
  return sum;
}

}  // namespace

TEST_CASE("whole_magnitudes takes whole numbers below 2^52 and no others", "[core][whole_sum]") {
  const double below = std::nextafter(0x1p52, 0.0);  // 2^52 - 0.5
  const double tiny = std::numeric_limits<double>::denorm_min();
  for (const double number : {0.0,
                              -0.0,
                              1.0,
                              -1.0,
                              12.5,
                              0.1,
                              -0.1,
                              1e-300,
                              tiny,
                              -tiny,
                              0.99999999999999989,
                              1e15,
                              -1e15,
                              0x1p51 + 0.5,
                              -0x1p51 - 0.5,
                              0x1p52 - 1,
                              1 - 0x1p52,
                              below,
                              -below,
                              0x1p52,
                              0x1p53,
                              -0x1p53,
                              0x1p54 + 4,
                              1e22,
                              1e300,
                              infinity,
                              -infinity,
                              missing,
                              -missing}) {
    CAPTURE(number);
    for (std::size_t size : {1U, 2U, 3U, 7U}) {
      for (std::size_t at = 0; at < size; ++at) {
        std::vector<double> numbers(size, 3.0);
        numbers[at] = number;
        CHECK(whole_magnitudes<false>(numbers, 1.0) == by_hand_magnitudes(numbers, std::nullopt));
        CHECK(whole_magnitudes<true>(numbers, 1.0) == by_hand_magnitudes(numbers, 1.0));
      }
    }
  }
  CHECK(whole_magnitudes<false>({}, 1.0) == std::uint64_t{0});
  // A whole block of the largest does not go round.
  const std::vector<double> largest(whole_numbers::most, 1 - 0x1p52);
  CHECK(whole_magnitudes<false>(largest, 0) ==
        std::uint64_t{1024} * ((std::uint64_t{1} << 52U) - 1));
}

TEST_CASE("whole_magnitudes agrees with a plain loop on random numbers", "[core][whole_sum]") {
  for (std::uint64_t seed = 0; seed < cases_to_try(5000); ++seed) {
    CAPTURE(seed);
    dice roll(seed);
    std::vector<double> numbers(roll.below(40));
    for (double& number : numbers) {
      number = std::ldexp(static_cast<double>(roll.below(1U << 20U)),
                          static_cast<int>(roll.below(34)) - static_cast<int>(roll.below(2)));
      if (roll.chance(50)) number = -number;
      if (roll.chance(2)) number = missing;
    }
    REQUIRE(whole_magnitudes<false>(numbers, 1.0) == by_hand_magnitudes(numbers, std::nullopt));
    REQUIRE(whole_magnitudes<true>(numbers, 1.0) == by_hand_magnitudes(numbers, 1.0));
  }
}

TEST_CASE("whole_numbers stop where a sum could be rounded", "[core][whole_sum]") {
  // 2^53 in all is the last sum up to which floating point has every whole number.
  const std::vector<double> half{0x1p51, -0x1p51};
  const std::vector<double> one{1.0};
  whole_numbers numbers;
  CHECK(numbers.are_whole(half, 0));
  CHECK(numbers.are_whole(half, 0));
  CHECK_FALSE(numbers.has_absent());
  CHECK_FALSE(numbers.are_whole(one, 0));

  whole_numbers with_absent;
  CHECK(with_absent.are_whole(half, 1));
  CHECK(with_absent.are_whole(std::vector<double>{missing, 5}, 1));
  CHECK(with_absent.has_absent());
  CHECK(with_absent.are_whole(one, 1));
  CHECK_FALSE(with_absent.has_absent());
  CHECK_FALSE(with_absent.are_whole(std::vector<double>{missing, 0.5}, 1));
}

TEST_CASE("whole_sum adds and takes away integers", "[core][whole_sum]") {
  whole_sum sum;
  for (const double term : {0x1p52 - 1, 0x1p52, 1.0}) sum += term;
  CHECK(sum.value() == 0x1p53);
  whole_sum other;
  other += -7.0;
  other += -0.0;
  sum += other;
  CHECK(sum.value() == 0x1p53 - 7);
  CHECK((sum -= sum).value() == 0.0);
  CHECK_FALSE(std::signbit(sum.value()));
}
