// SPDX-License-Identifier: BSL-1.0
#include <pangkas/simulate/counter_random.hpp>

#include "support/catch.hpp"

#include <array>
#include <cmath>
#include <cstdint>

using namespace pangkas;
using namespace pangkas::tests;

TEST_CASE("philox gives the published answers", "[simulate]") {
  using words = std::array<std::uint32_t, 4>;
  // The known answers of Random123, kat_vectors, philox4x32 with 10 rounds.
  CHECK(philox({0, 0, 0, 0}, {0, 0}) == words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
  constexpr std::uint32_t all = 0xffffffff;
  CHECK(philox({all, all, all, all}, {all, all}) ==
        words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
  CHECK(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}) ==
        words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
}

TEST_CASE("Draws are even, and depend on each part of their name", "[simulate]") {
  const counter_random draw(7, 0);
  double sum = 0;
  double squares = 0;
  double both = 0;
  constexpr std::uint32_t n = 20000;
  for (std::uint32_t i = 0; i < n; ++i) {
    const uniform_pair u = draw(i, 3, 1, 0);
    CHECK((u.first > 0 && u.first < 1 && u.second > 0 && u.second < 1));
    sum += u.first;
    squares += u.first * u.first;
    both += (u.first - 0.5) * (u.second - 0.5);
  }
  // Means of n even draws: 1/2 ± 1/√(12n), 1/3 ± √(4/45n), 0 ± 1/(12√n); within five of these.
  CHECK_THAT(sum / n, within(0.5, 5 / std::sqrt(12.0 * n)));
  CHECK_THAT(squares / n, within(1.0 / 3, 5 * std::sqrt(4.0 / 45 / n)));
  CHECK_THAT(both / n, within(0, 5 / 12.0 / std::sqrt(n)));

  const double one = draw(1, 2, 3, 4).first;
  CHECK(one == counter_random(7, 0)(1, 2, 3, 4).first);
  for (const double other : {draw(2, 2, 3, 4).first, draw(1, 3, 3, 4).first, draw(1, 2, 4, 4).first,
                             draw(1, 2, 3, 5).first, counter_random(7, 1)(1, 2, 3, 4).first,
                             counter_random(8, 0)(1, 2, 3, 4).first, draw(1, 2, 3, 4).second})
    CHECK(one != other);
}
