// SPDX-License-Identifier: BSL-1.0
#include <pangkas/graph/impl/unfilled_vector.hpp>

#include "support/catch.hpp"

#include <pangkas/graph/impl/tuned.hpp>

#include <numeric>
#include <utility>

using namespace pangkas;

TEST_CASE("a vector whose numbers are written later is a vector", "[graph]") {
  detail::unfilled_vector<int> numbers(100);
  std::iota(numbers.begin(), numbers.end(), 0);
  numbers.resize(1'000);  // what was there is kept
  CHECK(numbers[99] == 99);
  const int* const first = numbers.data();
  detail::unfilled_vector<int> others;
  others = std::move(numbers);  // what one has asked for another may give back
  CHECK(others.data() == first);
  CHECK(others.get_allocator() == detail::unfilled_allocator<int>());
}

TEST_CASE("a constant of speed is the usual one but where the tests ask for the other", "[graph]") {
  int usual = 64;  // asked for as the program runs
#if defined(PANGKAS_EXTREME_CONSTANTS)
  CHECK(detail::tuned(usual, 1) == 1);
#else
  CHECK(detail::tuned(usual, 1) == 64);
#endif
}
