// SPDX-License-Identifier: BSL-1.0
#include <pangkas/metrics/seat_spans.hpp>
#include <pangkas/metrics/span_of_control.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/organisations.hpp"

#include <pangkas/core/organisation_graph.hpp>
#include <pangkas/metrics/span_bands.hpp>
#include <pangkas/study/span_bands_by_work.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <optional>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

constexpr std::array all_counted{counted::positions, counted::seats, counted::filled,
                                 counted::managers, counted::seats_per_head};

/// What a subordinate adds to a span, in millionths; absent if not known.
std::optional<std::int64_t> millionths(const by_hand& hand, std::size_t i, counted what) {
  const position& p = hand.what().positions[i];
  switch (what) {
    case counted::positions:
      return 1'000'000;
    case counted::managers:
      return hand.subordinates(i).empty() ? 0 : 1'000'000;
    case counted::seats:
    case counted::seats_per_head:
      return std::llround(p.seats.value_or(1.0) * 1e6);
    case counted::filled:
      break;
  }
  if (!p.filled) return std::nullopt;
  return std::llround(*p.filled * 1e6);
}

}  // namespace

TEST_CASE("spans in seats add up parts exactly, and one below 1 is in no bucket",
          "[metrics][seat_spans]") {
  description what{
      {post("R"), post("a", "R"), post("b", "R"), post("c", "R"), post("d", "a")}, {}, {}};
  what.positions[1].seats = 0.1;
  what.positions[2].seats = 0.2;
  what.positions[4].seats = 0.5;
  what.positions[4].filled = 0.0;
  const organisation org = make(what);
  CHECK(seat_spans(org, counted::seats)[position_id{0}] == 1.3);
  const seat_span_summary seats = summarise_seat_spans(org, counted::seats);
  CHECK(seats.managers == 2);
  CHECK(seats.mean == 0.9);
  CHECK(seats.max == 1.3);
  CHECK(seats.one_to_one == 0);
  CHECK(seats.buckets == std::array<std::size_t, 6>{1, 0, 0, 0, 0, 0});

  // The filled seats of a, b and c are not known.
  CHECK_FALSE(seat_spans(org, counted::filled)[position_id{0}]);
  const seat_span_summary filled = summarise_seat_spans(org, counted::filled);
  CHECK(filled.managers == 2);
  CHECK(filled.not_known == 1);
  CHECK(filled.mean == 0.0);
  CHECK(filled.median == 0.0);

  CHECK(seat_spans(org, counted::managers)[position_id{0}] == 1.0);
}

TEST_CASE("three heads in one row over 30 have 10 each", "[metrics][seat_spans]") {
  // The table of a ministry: one row a kind of post. The right value is in the words of its rule.
  description what{{post("D"), post("H", "D"), post("S", "H")}, {}, {}};
  what.positions[1].seats = 3;
  what.positions[2].seats = 30;
  const organisation org = make(what);
  const auto spans = seat_spans(org, counted::seats_per_head);
  CHECK(spans[*org.find("H")] == 10);
  CHECK(spans[*org.find("D")] == 3);
  CHECK(seat_spans(org, counted::seats)[*org.find("H")] == 30);
  // A band of 8 to 15 holds the heads, and not the director; by positions neither.
  const span_band_set set{"test", "Test", "", {{"all", 8, 15, true}}};
  const span_band_summary by_seats = span_bands_by_work(org, set, counted::seats_per_head);
  CHECK(by_seats.inside == 1);
  CHECK(by_seats.under == 1);
  CHECK(span_bands_by_work(org, set).under == 2);
  CHECK(span_bands_by_work(org, set, counted::seats).over == 1);
  // Heads without a seat, and filled seats that are not known, are judged by none.
  what.positions[1].seats = 0;
  CHECK(span_bands_by_work(make(what), set, counted::seats_per_head).managers == 1);
  CHECK(span_bands_by_work(org, set, counted::filled).managers == 0);
}

TEST_CASE("a number of seats that cannot be added up is refused", "[metrics][seat_spans]") {
  description what{{post("R"), post("a", "R")}, {}, {}};
  what.positions[1].seats = 1e30;
  CHECK_THROWS_AS(seat_spans(make(what), counted::seats), input_error);
}

TEST_CASE("seat_spans agrees with counting by hand on random organisations",
          "[metrics][seat_spans]") {
  for (std::uint64_t seed = 0; seed < cases_to_try(3000); ++seed) {
    CAPTURE(seed);
    const by_hand hand(random_description(seed));
    const organisation org = make(hand.what());
    std::size_t command_lines = 0;
    for (std::size_t i = 0; i < hand.size(); ++i)
      if (hand.superior(i) && hand.superior(i) != i) ++command_lines;

    for (const counted what : all_counted) {
      CAPTURE(static_cast<int>(what));
      std::vector<std::optional<double>> expected(hand.size());
      std::vector<double> known;  // of managers
      std::size_t managers = 0;
      for (std::size_t i = 0; i < hand.size(); ++i) {
        std::int64_t sum = 0;
        bool is_known = true;
        for (std::size_t j : hand.subordinates(i)) {
          const auto adds = millionths(hand, j, what);
          is_known = is_known && adds;
          sum += adds.value_or(0);
        }
        // Of a position without subordinates nothing is divided: its span is 0.
        double heads = 1;
        if (what == counted::seats_per_head && !hand.subordinates(i).empty())
          heads = hand.what().positions[i].seats.value_or(1.0);
        is_known = is_known && heads > 0;
        if (is_known) expected[i] = static_cast<double>(sum) / 1e6 / heads;
        if (hand.subordinates(i).empty()) continue;
        ++managers;
        if (is_known) known.push_back(*expected[i]);
      }
      const auto spans = seat_spans(org, what);
      std::vector<std::optional<double>> found(hand.size());
      for (position_id p{0}; p < spans.size(); ++p) found[org.row(p)] = spans[p];
      REQUIRE(found == expected);

      std::ranges::sort(known);
      const seat_span_summary summary = summarise_seat_spans(org, what);
      REQUIRE(summary.managers == managers);
      REQUIRE(summary.not_known == managers - known.size());
      REQUIRE(summary.mean.has_value() == !known.empty());
      if (known.empty()) continue;
      REQUIRE(summary.max == known.back());
      const double half = (known[(known.size() - 1) / 2] + known[known.size() / 2]) / 2;
      REQUIRE(*summary.median == Approx(half));
      REQUIRE(*summary.mean == Approx(std::accumulate(known.begin(), known.end(), 0.0) /
                                      static_cast<double>(known.size())));
      REQUIRE(summary.one_to_one == static_cast<std::size_t>(std::ranges::count(known, 1.0)));
      if (what == counted::positions) {
        // The spans add up to the command lines between two positions.
        REQUIRE(std::accumulate(known.begin(), known.end(), 0.0) ==
                static_cast<double>(command_lines));
        const span_summary whole = summarise_spans(org);
        REQUIRE(whole.managers == summary.managers);
        REQUIRE(whole.mean == summary.mean);
        REQUIRE(whole.median == summary.median);
        REQUIRE(whole.buckets == summary.buckets);
        REQUIRE(static_cast<double>(whole.max) == summary.max);
      }
    }
  }
}
