// SPDX-License-Identifier: BSL-1.0
#include <pangkas/optimise/flattening_capacity.hpp>

#include "support/catch.hpp"
#include "support/small_agency.hpp"

#include <pangkas/error.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

TEST_CASE("capacities come from a cap, from ranks, and from today's spans",
          "[optimise][flattening_capacity]") {
  const organisation org = small_agency();
  const auto of = [&](const std::vector<std::int32_t>& capacity, std::string_view code) {
    return capacity[org.at(code)];
  };
  const auto narrow = capacity_of_span(org.command(), 2, wide_posts::narrow);
  CHECK(of(narrow, "deputy") == 2);
  const auto keep = capacity_of_span(org.command(), 2);
  CHECK(of(keep, "deputy") == 3);
  CHECK(of(keep, "a") == 3);
  CHECK(of(keep, "b") == 2);
  CHECK(of(keep, "d") == 2);
  const auto banded =
      capacity_by_rank(org, {{"III.a", 7}, {"II", 5}, {"II.a", 4}}, 9, wide_posts::narrow);
  CHECK(of(banded, "head") == 9);
  CHECK(of(banded, "deputy") == 5);
  CHECK(of(banded, "a") == 7);
  CHECK(of(capacity_by_rank(org, {{"III.a", 1}}, 1), "a") == 3);
  CHECK_THROWS_AS(capacity_of_span(org.command(), 0), structure_error);
  CHECK_THROWS_AS(capacity_of_span(org.command(), std::size_t{1} << 31U), structure_error);
  CHECK_THROWS_AS(capacity_by_rank(org, {{"III.a", 0}}, 9), structure_error);
  CHECK_THROWS_AS(capacity_by_rank(org, {{"XIV", 3}}, 9), rule_error);
}
