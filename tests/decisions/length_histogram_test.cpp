// SPDX-License-Identifier: BSL-1.0
#include <pangkas/decisions/length_histogram.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/organisations.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

TEST_CASE("a histogram weighs lengths by volume", "[decisions][length_histogram]") {
  length_histogram lengths;
  lengths.add(3, 10);
  lengths.add(1, 30);
  lengths.add(3, 20);
  CHECK(lengths.volumes() == std::vector<double>{0, 30, 0, 30});
  CHECK(lengths.volume() == 60.0);
  CHECK(lengths.hand_offs() == 120.0);
  CHECK(lengths.mean() == 2.0);
  CHECK(lengths.longest() == std::size_t{3});

  length_histogram all;
  all.add(5);
  all.add(lengths, 0.5);
  CHECK(all.volumes() == std::vector<double>{0, 15, 0, 15, 0, 1});
}

TEST_CASE("a histogram without volume has no mean and no length", "[decisions][length_histogram]") {
  length_histogram none;
  CHECK(none.volume() == 0.0);
  CHECK(none.hand_offs() == 0.0);
  none.add(4, 0);  // raised 0 times a year
  CHECK_FALSE(none.mean());
  CHECK_FALSE(none.percentile(0.5));
  CHECK_FALSE(none.longest());
  none.add(2, 1);
  CHECK(none.longest() == std::size_t{2});
  CHECK(none.percentile(1) == std::size_t{2});
}

TEST_CASE("percentiles of a histogram are nearest ranks", "[decisions][length_histogram]") {
  // Of a list in ascending order, the ⌈percent · n / 100⌉th.
  for (std::uint64_t seed = 0; seed < cases_to_try(5000); ++seed) {
    dice roll(seed);
    std::vector<std::size_t> list;
    length_histogram lengths;
    for (std::size_t i = 1 + roll.below(40); i > 0; --i) {
      list.push_back(roll.below(9));
      lengths.add(list.back());
    }
    std::ranges::sort(list);
    for (std::size_t percent = 1; percent <= 100; ++percent) {
      const std::size_t rank = (percent * list.size() + 99) / 100;
      if (lengths.percentile(static_cast<double>(percent) / 100) != list[rank - 1]) {
        CAPTURE(seed, percent);
        CHECK(lengths.percentile(static_cast<double>(percent) / 100) == list[rank - 1]);
      }
    }
  }
}

TEST_CASE("volumes that are no whole numbers make no percentile too long",
          "[decisions][length_histogram]") {
  // Ten shares of a tenth are a little less than 1 in floating point.
  length_histogram lengths;
  for (std::uint64_t length = 0; length < 10; ++length) lengths.add(length, 0.1);
  CHECK(lengths.percentile(0.3) == std::size_t{2});
  CHECK(lengths.percentile(0.5) == std::size_t{4});
  CHECK(lengths.percentile(0.7) == std::size_t{6});
  CHECK(lengths.percentile(0.9) == std::size_t{8});
  CHECK(lengths.percentile(1) == std::size_t{9});
}
