// SPDX-License-Identifier: BSL-1.0
#include <pangkas/metrics/strata_compression.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/networks.hpp"

#include <pangkas/core/organisation_graph.hpp>
#include <pangkas/error.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <set>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

TEST_CASE("stratum_of has the bounds of Jaques", "[metrics][strata_compression]") {
  // One day, three months, one, two, five, ten, twenty years.
  const std::vector<std::pair<double, std::size_t>> spans{
      {0, 1},  {1.0 / 30, 1}, {2.9, 1}, {3, 2},   {11.9, 2}, {12, 3},  {23.9, 3}, {24, 4},
      {59, 4}, {60, 5},       {119, 5}, {120, 6}, {239, 6},  {240, 7}, {600, 7}};
  for (const auto& [months, stratum] : spans) {
    CAPTURE(months);
    CHECK(stratum_of(months) == stratum);
  }
  constexpr std::array<double, 1> one_bound{10};
  CHECK(stratum_of(9, one_bound) == 1);
  CHECK(stratum_of(10, one_bound) == 2);
}

TEST_CASE("strata_compression sorts the lines of a department", "[metrics][strata_compression]") {
  // 1 (5 years) over 2 (2 years) and 3 (1 month); 2 over 4 (3 years) and 5 (10 years); 6 unknown.
  const sketch s = sketch_of("1-2 1-3 2-4 2-5 3-6");
  const std::vector<std::optional<double>> months{60, 24, 1, 36, 120, std::nullopt};
  const own_list graph = list_of(s);
  const strata_summary found = strata_compression(graph, months);
  CHECK(found.lines == 4);
  CHECK(found.compressed == std::vector<strata_line>{{position_id{1}, position_id{3}, 4, 4}});
  CHECK(found.inverted == std::vector<strata_line>{{position_id{1}, position_id{4}, 4, 6}});
  CHECK(found.gaps == std::vector<strata_line>{{position_id{0}, position_id{2}, 5, 1}});
  CHECK(*found.share == 0.5);
}

TEST_CASE("strata_compression agrees with the definition on random digraphs",
          "[metrics][strata_compression]") {
  const std::array<double, 8> starts{0, 3, 12, 24, 60, 120, 240, 1e9};
  for (std::uint64_t seed = 0; seed < cases_to_try(10'000); ++seed) {
    CAPTURE(seed);
    const sketch s = random_sketch(seed);
    dice roll(seed);
    std::vector<std::optional<double>> months(s.size);
    std::vector<std::size_t> stratum(s.size, 0);
    for (std::size_t v = 0; v < s.size; ++v) {
      if (roll.chance(20)) continue;
      months[v] = static_cast<double>(roll.below(300));
      for (std::size_t i = 0; i < 7; ++i)
        if (starts[i] <= *months[v] && *months[v] < starts[i + 1]) stratum[v] = i + 1;
    }
    strata_summary expected;
    double bad = 0;
    for (const auto& [from, to] : std::set(s.lines.begin(), s.lines.end())) {
      if (from == to || !months[from] || !months[to]) continue;
      const strata_line line{static_cast<position_id>(from), static_cast<position_id>(to),
                             stratum[from], stratum[to]};
      ++expected.lines;
      if (stratum[from] <= stratum[to]) ++bad;
      if (stratum[from] == stratum[to]) expected.compressed.push_back(line);
      if (stratum[from] < stratum[to]) expected.inverted.push_back(line);
      if (stratum[from] > stratum[to] + 1) expected.gaps.push_back(line);
    }
    if (expected.lines > 0) expected.share = bad / static_cast<double>(expected.lines);
    REQUIRE(strata_compression(list_of(s), months) == expected);
    if (seed % 4 != 0) continue;
    REQUIRE(strata_compression(rows_of(s), months) == expected);
    REQUIRE(strata_compression(archetype_of(s), months) == expected);
  }
}

TEST_CASE("strata_compression without time-spans is absent, for it is not given",
          "[metrics][strata_compression]") {
  const organisation org = make(shared_report().what);
  const std::vector<std::optional<double>> none(org.size());
  const strata_summary found = strata_compression(org, none);
  CHECK(found.lines == 0);
  CHECK(found.share.why_absent() == absence::not_given);
}

TEST_CASE("strata_compression refuses a time-span that is no number and names the position",
          "[metrics][strata_compression]") {
  const own_list graph = list_of(sketch_of("1-2"));
  for (const double bad :
       {-1.0, std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()}) {
    CAPTURE(bad);
    const std::vector<std::optional<double>> months{1.0, bad};
    CHECK_THROWS_AS(strata_compression(graph, months), input_error);
    CHECK_THROWS_WITH(strata_compression(graph, months), contains("time-span of position 1"));
  }
  const std::vector<std::optional<double>> too_few(1);
  CHECK_THROWS_WITH(strata_compression(graph, too_few),
                    contains("there are 1 time-spans for 2 positions"));
}
