// SPDX-License-Identifier: BSL-1.0
#include <pangkas/core/exact_sum.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/organisations.hpp"

#include <cstddef>
#include <limits>
#include <string>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

exact_sum sum_of(const std::vector<double>& terms) {
  exact_sum sum;
  for (double term : terms) sum += term;
  return sum;
}

}  // namespace

TEST_CASE("exact_sum adds decimal fractions as they are written", "[core][exact_sum]") {
  CHECK(exact_sum().value() == 0.0);
  CHECK(sum_of({0.1, 0.2}).value() == 0.3);
  CHECK(sum_of(std::vector<double>(10, 0.1)).value() == 1.0);
  CHECK(sum_of({12.5, -12.5}).value() == 0.0);
  CHECK(sum_of({1670.49, 62315.72}).value() == 63986.21);
  CHECK(sum_of({-0.000001, -2.5}).value() == -2.500001);
  CHECK(sum_of({1e-7}).value() == 0.0);  // below the grid
}

TEST_CASE("exact_sum keeps the cents of large sums", "[core][exact_sum]") {
  CHECK(sum_of({1e20, 0.25, -1e20}).value() == 0.25);
  CHECK(sum_of({123456789012.75}).value() == 123456789012.75);
  CHECK(sum_of(std::vector<double>(1000, 1e9 + 0.01)).value() == 1e12 + 10);
}

TEST_CASE("exact_sum does not depend on order or grouping", "[core][exact_sum]") {
  for (std::uint64_t seed = 0; seed < cases_to_try(2000); ++seed) {
    dice roll(seed);
    std::vector<double> terms;
    for (std::size_t i = roll.below(40); i > 0; --i)
      terms.push_back((static_cast<double>(roll.next()) - 9e18) /
                      static_cast<double>(1 + roll.below(1'000'000'000)));
    const exact_sum whole = sum_of(terms);
    roll.shuffle(terms);
    const auto middle = terms.begin() + static_cast<std::ptrdiff_t>(roll.below(terms.size() + 1));
    exact_sum parts = sum_of({terms.begin(), middle});
    parts += sum_of({middle, terms.end()});
    REQUIRE(parts == whole);
    REQUIRE(parts.value() == whole.value());
  }
}

TEST_CASE("exact_sum refuses what is no number or too large", "[core][exact_sum]") {
  exact_sum sum;
  sum += exact_sum::largest_term;
  for (double term : {1e23, -1e300, std::numeric_limits<double>::infinity(),
                      std::numeric_limits<double>::quiet_NaN()})
    CHECK_THROWS_AS(sum += term, input_error);
  CHECK(sum.value() == exact_sum::largest_term);
}
