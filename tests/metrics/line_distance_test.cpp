// SPDX-License-Identifier: BSL-1.0
#include <pangkas/metrics/line_distance.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/networks.hpp"

#include <pangkas/core/organisation_graph.hpp>
#include <pangkas/metrics/pair_distance.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

line_distance_summary distance_by_definition(const sketch& s, bool either) {
  const truth_table a = adjacency(s);
  line_distance_summary found;
  std::size_t lines = 0;
  for (const auto& row : distances(either ? either_way(a) : a))
    for (const auto& distance : row) {
      if (!distance || *distance == 0) continue;
      ++found.pairs;
      lines += *distance;
      found.longest = std::max(found.longest, static_cast<std::uint32_t>(*distance));
    }
  if (found.pairs > 0) found.mean = static_cast<double>(lines) / static_cast<double>(found.pairs);
  return found;
}

}  // namespace

TEST_CASE("line_distance agrees with the definition on random digraphs",
          "[metrics][line_distance]") {
  for (std::uint64_t seed = 0; seed < cases_to_try(20'000); ++seed) {
    CAPTURE(seed);
    const sketch s = random_sketch(seed);
    REQUIRE(line_distance(list_of(s), ways::down) == distance_by_definition(s, false));
    REQUIRE(line_distance(list_of(s)) == distance_by_definition(s, true));
    if (seed % 4 != 0) continue;
    REQUIRE(line_distance(rows_of(s)) == distance_by_definition(s, true));
    REQUIRE(line_distance(archetype_of(s)) == distance_by_definition(s, true));
  }
}

TEST_CASE("line_distance gives the mean directed paths of the 21 managers",
          "[metrics][line_distance]") {
  const auto data = krackhardts_managers();
  CHECK(same_figure(line_distance(list_of(data.advice), ways::down).mean, 1.6404761905, 5e-11));
  CHECK(same_figure(line_distance(list_of(data.friendship), ways::down).mean, 2.1026315789, 5e-11));
}

TEST_CASE("line_distance of the command lines is the pair distance", "[metrics][line_distance]") {
  for (std::uint64_t seed = 0; seed < cases_to_try(2000); ++seed) {
    CAPTURE(seed);
    description what = random_description(seed, random_options::forests());
    what.lines.clear();
    const organisation org = make(what);
    const line_distance_summary found = line_distance(org);
    const pair_distance_summary expected = pair_distance(org);
    REQUIRE(found.pairs == 2 * expected.pairs);
    REQUIRE(found.mean.value() == expected.mean);
    REQUIRE(found.longest == expected.diameter.value_or(0));
  }
}

TEST_CASE("line_distance of a sample of all is exact", "[metrics][line_distance]") {
  for (std::uint64_t seed = 0; seed < cases_to_try(500); ++seed) {
    CAPTURE(seed);
    const own_list graph = list_of(random_sketch(seed));
    const line_distance_summary expected = line_distance(graph);
    const sampled_line_distance found =
        line_distance_of_sample(graph, {.starts = 100, .which = ways::both});
    REQUIRE(found.mean == expected.mean);
    REQUIRE(found.low == expected.mean);
    REQUIRE(found.high == expected.mean);
    REQUIRE(found.pairs == expected.pairs);
    REQUIRE(found.longest == expected.longest);
  }
}

TEST_CASE("line_distance of a sample holds the mean in its interval as often as it says",
          "[metrics][line_distance]") {
  dice roll(11);
  sketch s{300, {}};
  for (std::size_t i = 1; i < s.size; ++i)
    if (i % 100 != 0) s.lines.emplace_back(i - 1 - roll.below(std::min<std::size_t>(i, 20)), i);
  const own_list graph = list_of(s);
  const double exact = *line_distance(graph).mean;
  std::size_t inside = 0;
  const std::size_t draws = cases_to_try(2000);
  for (std::uint64_t seed = 0; seed < draws; ++seed) {
    const sampled_line_distance found =
        line_distance_of_sample(graph, {.starts = 60, .seed = seed, .which = ways::both});
    if (*found.low <= exact && exact <= *found.high) ++inside;
  }
  // 95 of 100, within four and six standard deviations of a binomial share.
  const double all = static_cast<double>(draws);
  const double deviation = std::sqrt(0.95 * 0.05 * all);
  CHECK(static_cast<double>(inside) > 0.95 * all - 4 * deviation);
  CHECK(static_cast<double>(inside) < 0.95 * all + 6 * deviation);
}

TEST_CASE("line_distance of a sample is the same for a seed, and wider for more confidence",
          "[metrics][line_distance]") {
  sketch s{200, {}};
  for (std::size_t i = 1; i < s.size; ++i) s.lines.emplace_back(i / 3, i);
  const own_list graph = list_of(s);
  const auto a = line_distance_of_sample(graph, {.starts = 30, .seed = 5, .which = ways::both});
  const auto b = line_distance_of_sample(graph, {.starts = 30, .seed = 5, .which = ways::both});
  CHECK(a.mean == b.mean);
  REQUIRE(a.low);
  CHECK(a.low == b.low);
  CHECK(line_distance_of_sample(graph, {.starts = 30}).seed == 1);
  const auto sure = line_distance_of_sample(
      graph, {.starts = 30, .seed = 5, .confidence = 0.99, .which = ways::both});
  // 2.5758 / 1.9600 standard errors: tables of the normal distribution.
  CHECK_THAT((*sure.high - *sure.low) / (*a.high - *a.low), within(2.575829 / 1.959964, 1e-5));
}

TEST_CASE("line_distance is absent where nobody reaches another", "[metrics][line_distance]") {
  CHECK(line_distance(own_list()).mean.why_absent() == absence::no_linked_pairs);
  CHECK(line_distance(own_list(3)).mean.why_absent() == absence::no_linked_pairs);
  const sampled_line_distance nobody = line_distance_of_sample(own_list(3));
  CHECK(nobody.mean.why_absent() == absence::no_linked_pairs);
  CHECK_FALSE(nobody.low);
  const sampled_line_distance one_start =
      line_distance_of_sample(list_of(sketch_of("1-2 2-3")), {.starts = 1, .which = ways::both});
  CHECK(one_start.mean);
  CHECK_FALSE(one_start.low);
}
