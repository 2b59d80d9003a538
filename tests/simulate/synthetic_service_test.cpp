// SPDX-License-Identifier: BSL-1.0
#include <pangkas/simulate/synthetic_service.hpp>

#include "support/catch.hpp"

#include <pangkas/error.hpp>
#include <pangkas/io/json.hpp>
#include <pangkas/io/presets.hpp>
#include <pangkas/metrics/span_of_control.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <set>
#include <string>

using namespace pangkas;
using namespace pangkas::tests;

TEST_CASE("A synthetic service has the size, the roots and about the span that were asked for",
          "[simulate]") {
  for (const std::size_t positions :
       {std::size_t{1}, std::size_t{10}, std::size_t{1000}, std::size_t{50000}}) {
    for (const double span : {2.0, 6.0, 12.0}) {
      INFO(positions << " positions, span " << span);
      service_options options;
      options.positions = positions;
      options.span = span;
      const organisation service = synthetic_service(preset_scheme("indonesia"), options);
      CHECK(service.size() == positions);
      CHECK(service.command().placed() == positions);
      CHECK(service.command().roots() == std::max<std::size_t>(1, positions / 15000));
      if (positions < 1000) continue;
      CHECK(summarise_spans(service.command()).mean.value() == Approx(span).epsilon(0.02));
      bool all_have_a_rank = true;
      for (position_id p{0}; p < service.size(); ++p)
        all_have_a_rank = all_have_a_rank && (service.kind(p) != position_kind::executing ||
                                              service.rank_name(p) == "Pelaksana");
      CHECK(all_have_a_rank);
    }
  }
}

TEST_CASE("An echelon of a synthetic service stands below a higher one", "[simulate]") {
  service_options options;
  options.positions = 20000;
  const service_shape shape = synthetic_shape(options);
  std::array<std::size_t, 6> posts{};
  for (row_index row = 0; row < shape.superiors.size(); ++row) {
    ++posts[shape.echelon[row]];
    if (shape.superiors[row] == no_position) {
      CHECK(shape.echelon[row] == 1);
      continue;
    }
    const std::size_t above = shape.echelon[shape.superiors[row]];
    REQUIRE(above != 0);
    if (shape.echelon[row] != 0 && shape.echelon[row] > 1) REQUIRE(above < shape.echelon[row]);
  }
  // The mix follows its weights: IV to III as 327.8 to 98.9.
  CHECK(static_cast<double>(posts[4]) / static_cast<double>(posts[3]) ==
        Approx(327.8 / 98.9).epsilon(0.05));
}

TEST_CASE("The same seed gives the same service, another seed another", "[simulate]") {
  service_options options;
  options.positions = 500;
  const auto scheme = preset_scheme("indonesia");
  const std::string one = to_json(synthetic_service(scheme, options));
  CHECK(one == to_json(synthetic_service(scheme, options)));
  options.seed = 2;
  CHECK(one != to_json(synthetic_service(scheme, options)));
}

TEST_CASE("A seed gives the service that it gave when this was written", "[simulate]") {
  const service_shape shape = synthetic_shape({.positions = 2000, .seed = 5});
  std::uint32_t sum = 0;
  for (row_index row = 0; row < shape.superiors.size(); ++row)
    sum = sum * 31 + shape.superiors[row] * 8 + shape.echelon[row];
  CHECK(sum == 3588285625U);
}

TEST_CASE("So many agencies as are asked for have a root each", "[simulate]") {
  const organisation three =
      synthetic_service(preset_scheme("indonesia"), {.positions = 100, .agencies = 3});
  CHECK(three.size() == 100);
  CHECK(three.command().roots() == 3);
}

TEST_CASE("A service of nobody is empty", "[simulate]") {
  CHECK(synthetic_service(preset_scheme("indonesia"), {.positions = 0}).size() == 0);
}

TEST_CASE("Random order is another order of the same shape", "[simulate]") {
  service_options options;
  options.positions = 5000;
  const auto spans = [&](bool random_order) {
    options.random_order = random_order;
    const std::vector<row_index> superiors = synthetic_shape(options).superiors;
    // Top-down each stands behind its superior; at random about half do.
    std::size_t ahead = 0;
    for (row_index row = 0; row < superiors.size(); ++row)
      ahead += superiors[row] != no_row && superiors[row] > row ? 1U : 0U;
    CHECK((random_order ? ahead > 2000 && ahead < 3000 : ahead == 0));
    const command_forest forest(superiors);
    return std::multiset<std::uint32_t>(forest.spans().begin(), forest.spans().end());
  };
  CHECK(spans(false) == spans(true));
}

TEST_CASE("Options of a synthetic service that contradict each other are refused", "[simulate]") {
  service_options options;
  options.span = 1.0;
  CHECK_THROWS_AS(synthetic_shape(options), structure_error);
  service_options too_many;
  too_many.positions = std::size_t{1} << 31;
  CHECK_THROWS_AS(synthetic_shape(too_many), structure_error);
  options = {};
  options.echelon_mix = {0, 0, 0, 0, 0};
  CHECK_THROWS_AS(synthetic_shape(options), structure_error);
  options.echelon_mix = {1, -1, 0, 0, 0};
  CHECK_THROWS_AS(synthetic_shape(options), structure_error);
}
