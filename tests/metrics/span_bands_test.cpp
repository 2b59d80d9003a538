// SPDX-License-Identifier: BSL-1.0
#include <pangkas/metrics/span_bands.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/networks.hpp"

#include <pangkas/core/organisation_graph.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

span_band band(std::string name, std::size_t low, std::optional<std::size_t> high,
               bool target = false) {
  return {std::move(name), low, high, target, {}};
}

}  // namespace

TEST_CASE("span_bands counts managers inside, under and over the target", "[metrics][span_bands]") {
  // Spans 1, 2, 3 and 5.
  const own_list graph =
      list_of(sketch_of("1-2 2-3 2-4 3-5 3-6 3-7 4-8 4-9 4-10 4-11 4-12 4-12 4-4"));
  const span_band_set set{"set", "", "", {band("few", 1, 2), band("some", 2, 3, true)}};
  const span_band_summary found = span_bands(graph, set);
  CHECK(found.managers == 4);
  CHECK(found.per_band == std::vector<std::size_t>{2, 2});  // a span of 2 is in both
  CHECK(found.in_no_band == 1);
  CHECK(found.judged == 4);
  CHECK(found.inside == 2);
  CHECK(found.under == 1);
  CHECK(found.over == 1);
  CHECK(*found.share_inside == 0.5);
  CHECK(*found.share_under == 0.25);
  CHECK(*found.share_over == 0.25);
  CHECK(*found.others_per_manager == 2);
}

TEST_CASE("span_bands judges each manager by the band of its kind of work",
          "[metrics][span_bands]") {
  const own_list graph = list_of(sketch_of("1-2 1-3 2-4 3-5 3-6 3-7"));
  const span_band_set set{"set", "", "", {band("narrow", 1, 1), band("wide", 3, std::nullopt)}};
  const std::vector<std::optional<std::size_t>> work{1, 0, std::nullopt};
  const span_band_summary found =
      span_bands(graph, set, [&](std::size_t v) { return v < 3 ? work[v] : std::nullopt; });
  CHECK(found.managers == 3);
  CHECK(found.judged == 2);  // of 3 nothing is known and there is no target
  CHECK(found.under == 1);   // 1 is to be wide
  CHECK(found.inside == 1);  // 2 is narrow
  CHECK(found.per_band == std::vector<std::size_t>{1, 1});
  CHECK(found.in_no_band == 1);
}

TEST_CASE("span_bands agrees with the definition on random digraphs", "[metrics][span_bands]") {
  for (std::uint64_t seed = 0; seed < cases_to_try(10'000); ++seed) {
    CAPTURE(seed);
    const sketch s = random_sketch(seed);
    dice roll(seed);
    span_band_set set;
    for (std::size_t i = 0; i < 3; ++i) {
      const std::size_t low = 1 + roll.below(4);
      set.bands.push_back(band(std::to_string(i), low,
                               roll.chance(30) ? std::nullopt : std::optional(low + roll.below(3)),
                               i == 1 && seed % 2 == 0));
    }
    std::vector<std::optional<std::size_t>> work(s.size);
    for (auto& w : work)
      if (roll.chance(60)) w = roll.below(3);
    span_band_summary expected;
    expected.per_band.assign(3, 0);
    std::size_t others = 0;
    for (std::size_t v = 0; v < s.size; ++v) {
      std::set<std::size_t> below;
      for (const auto& [from, to] : s.lines)
        if (from == v && to != v) below.insert(to);
      const std::size_t span = below.size();
      if (span == 0) {
        ++others;
        continue;
      }
      ++expected.managers;
      std::size_t bands = 0;
      for (std::size_t i = 0; i < 3; ++i) {
        const span_band& b = set.bands[i];
        if (span < b.low || span > b.high.value_or(1000)) continue;
        ++expected.per_band[i];
        ++bands;
      }
      if (bands == 0) ++expected.in_no_band;
      if (!work[v] && seed % 2 != 0) continue;
      ++expected.judged;
      const span_band& b = set.bands[work[v].value_or(1)];
      if (span < b.low)
        ++expected.under;
      else if (span > b.high.value_or(1000))
        ++expected.over;
      else
        ++expected.inside;
    }
    const auto share = [&](std::size_t part) {
      return static_cast<double>(part) / static_cast<double>(expected.judged);
    };
    if (expected.judged > 0) {
      expected.share_inside = share(expected.inside);
      expected.share_under = share(expected.under);
      expected.share_over = share(expected.over);
    }
    if (expected.managers > 0)
      expected.others_per_manager =
          static_cast<double>(others) / static_cast<double>(expected.managers);
    REQUIRE(span_bands(list_of(s), set, [&](std::size_t v) { return work[v]; }) == expected);
    if (seed % 4 != 0) continue;
    REQUIRE(span_bands(rows_of(s), set, [&](std::size_t v) { return work[v]; }) == expected);
    REQUIRE(span_bands(archetype_of(s), set, [&](archetype::vertex v) { return work[v.number]; }) ==
            expected);
  }
}

TEST_CASE("span_bands of an organisation counts command subordinates", "[metrics][span_bands]") {
  const span_band_set set{"set", "", "", {band("all", 2, 2, true)}};
  const span_band_summary found = span_bands(make(shared_report().what), set);
  CHECK(found.managers == 3);
  CHECK(found.inside == 2);
  CHECK(found.under == 1);  // M2 directs a, but commands c alone
}

TEST_CASE("span_bands without managers has no shares", "[metrics][span_bands]") {
  const span_band_set set{"set", "", "", {band("all", 1, std::nullopt, true)}};
  const span_band_summary nobody = span_bands(own_list(), set);
  CHECK(nobody.share_inside.why_absent() == absence::not_given);
  CHECK(nobody.others_per_manager.why_absent() == absence::no_lines);
  CHECK(span_bands(own_list(2), set).managers == 0);
}
