// SPDX-License-Identifier: BSL-1.0
#include <pangkas/core/organisation.hpp>
#include <pangkas/graph/ids.hpp>
#include <pangkas/metrics/layers.hpp>
#include <pangkas/metrics/span_of_control.hpp>

#include "support/catch.hpp"

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <type_traits>
#include <unordered_set>

using namespace pangkas;

namespace {

template <class Values, class Place>
concept looked_up_by = requires(const Values& values, Place place) {
  values[place];
};

}  // namespace

// A row and a position are both numbers from 0, and mean different posts.
static_assert(looked_up_by<by_position<double>, position_id>);
static_assert(!looked_up_by<by_position<double>, row_index>);
static_assert(!looked_up_by<by_position<double>, std::size_t>);
static_assert(!looked_up_by<by_position<double>, int>);
using layers_of_organisation = decltype(layers(std::declval<const organisation&>()));
static_assert(looked_up_by<layers_of_organisation, position_id>);
static_assert(!looked_up_by<layers_of_organisation, row_index>);
static_assert(!std::convertible_to<row_index, position_id>);
static_assert(std::convertible_to<position_id, std::size_t>);
static_assert(std::is_trivial_v<position_id> && sizeof(position_id) == sizeof(std::uint32_t));

TEST_CASE("a position counts on like a number", "[graph][ids]") {
  position_id p{3};
  CHECK(p++ == position_id{3});
  CHECK(--p == position_id{3});
  CHECK(p + 2 == position_id{5});
  CHECK(p - 1U == position_id{2});
  CHECK(position_id{5} - p == 2U);
  CHECK(p < position_id{4});
  CHECK(std::unordered_set<position_id>{p, position_id{3}}.size() == 1);
}

TEST_CASE("a placement has the name that its page gives it", "[graph][ids]") {
  CHECK(to_string(placement::placed) == "placed");
  CHECK(to_string(placement::orphan) == "orphan");
  CHECK(to_string(placement::unrooted) == "unrooted");
}

TEST_CASE("values by position are looked up by positions alone", "[graph][ids]") {
  by_position<int> values{7, 8, 9};
  values[position_id{1}] = 5;
  CHECK(values[position_id{1}] == 5);
  CHECK(values.at(position_id{2}) == 9);
  CHECK_THROWS_AS(values.at(position_id{3}), std::out_of_range);
  CHECK(values == std::vector<int>{7, 5, 9});
}
