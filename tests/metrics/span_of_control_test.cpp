// SPDX-License-Identifier: BSL-1.0
#include <pangkas/metrics/span_of_control.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/organisations.hpp"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/compressed_sparse_row_graph.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <optional>
#include <string>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

constexpr std::array all_counted{counted::positions, counted::seats, counted::filled,
                                 counted::managers};

/// What a subordinate adds to a span, in millionths; absent if not known.
std::optional<std::int64_t> millionths(const by_hand& hand, std::size_t i, counted what) {
  const position& p = hand.what().positions[i];
  switch (what) {
    case counted::positions:
      return 1'000'000;
    case counted::managers:
      return hand.subordinates(i).empty() ? 0 : 1'000'000;
    case counted::seats:
      return std::llround(p.seats.value_or(1.0) * 1e6);
    case counted::filled:
      break;
  }
  if (!p.filled) return std::nullopt;
  return std::llround(*p.filled * 1e6);
}

}  // namespace

TEST_CASE("span_of_control gives the values worked by hand", "[metrics][span_of_control]") {
  for (const named_organisation& named : named_organisations()) {
    CAPTURE(named.name);
    const span_summary summary = summarise_spans(make(named.what));
    CHECK(summary.managers == named.expected.managers);
    CHECK(summary.not_known == 0);
    CHECK(summary.mean == named.expected.mean_span);
    CHECK(summary.median == named.expected.median_span);
    CHECK(summary.max == named.expected.max_span);
    CHECK(summary.one_to_one == named.expected.one_to_one);
    CHECK(summary.buckets[0] == named.expected.one_to_one);
    CHECK(std::accumulate(summary.buckets.begin(), summary.buckets.end(), std::size_t{0}) ==
          named.expected.managers);
  }
}

TEST_CASE("a functional line is no span, a line of a cycle is, a report to itself is not",
          "[metrics][span_of_control]") {
  const organisation shared = make(shared_report().what);
  CHECK(span_of_control(shared)[shared.at("M2")] == 1.0);
  const organisation cycle = make(cycle_of_two().what);
  CHECK(span_of_control(cycle)[cycle.at("A")] == 2.0);
  CHECK(span_of_control(cycle)[cycle.at("B")] == 1.0);
  const organisation itself = make(self_report().what);
  CHECK(span_of_control(itself)[itself.at("S")] == 1.0);
}

TEST_CASE("spans fall into the buckets by their ends", "[metrics][span_of_control]") {
  // One root above managers with these spans.
  const std::vector<std::size_t> spans{1, 2, 3, 4, 7, 8, 12, 13, 16, 17, 40};
  description what;
  what.positions.push_back(post("R"));
  for (std::size_t i = 0; i < spans.size(); ++i) {
    what.positions.push_back(post("M" + std::to_string(i), "R"));
    for (std::size_t j = 0; j < spans[i]; ++j)
      what.positions.push_back(
          post("s" + std::to_string(i) + "." + std::to_string(j), "M" + std::to_string(i)));
  }
  const span_summary summary = summarise_spans(make(what));
  CHECK(summary.managers == 12);  // the root has 11
  CHECK(summary.buckets == std::array<std::size_t, 6>{1, 2, 2, 3, 2, 2});
  CHECK(summary.max == 40);
  CHECK(summary.median == (8.0 + 11.0) / 2);
  CHECK(span_bucket_names.size() == summary.buckets.size());
}

TEST_CASE("spans in seats add up parts exactly, and one below 1 is in no bucket",
          "[metrics][span_of_control]") {
  description what{
      {post("R"), post("a", "R"), post("b", "R"), post("c", "R"), post("d", "a")}, {}, {}};
  what.positions[1].seats = 0.1;
  what.positions[2].seats = 0.2;
  what.positions[4].seats = 0.5;
  what.positions[4].filled = 0.0;
  const organisation org = make(what);
  CHECK(span_of_control(org, counted::seats)[0] == 1.3);
  const seat_span_summary seats = summarise_spans(org, counted::seats);
  CHECK(seats.managers == 2);
  CHECK(seats.mean == 0.9);
  CHECK(seats.max == 1.3);
  CHECK(seats.one_to_one == 0);
  CHECK(seats.buckets == std::array<std::size_t, 6>{1, 0, 0, 0, 0, 0});

  // The filled seats of a, b and c are not known.
  CHECK_FALSE(span_of_control(org, counted::filled)[0]);
  const seat_span_summary filled = summarise_spans(org, counted::filled);
  CHECK(filled.managers == 2);
  CHECK(filled.not_known == 1);
  CHECK(filled.mean == 0.0);
  CHECK(filled.median == 0.0);

  CHECK(span_of_control(org, counted::managers)[0] == 1.0);
}

TEST_CASE("a number of seats that cannot be added up is refused", "[metrics][span_of_control]") {
  description what{{post("R"), post("a", "R")}, {}, {}};
  what.positions[1].seats = 1e30;
  CHECK_THROWS_AS(span_of_control(make(what), counted::seats), input_error);
}

TEST_CASE("span_of_control agrees with counting by hand on random organisations",
          "[metrics][span_of_control]") {
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
        if (is_known) expected[i] = static_cast<double>(sum) / 1e6;
        if (hand.subordinates(i).empty()) continue;
        ++managers;
        if (is_known) known.push_back(static_cast<double>(sum) / 1e6);
      }
      const auto spans = span_of_control(org, what);
      std::vector<std::optional<double>> found(hand.size());
      for (position_id p = 0; p < spans.size(); ++p) found[org.row(p)] = spans[p];
      REQUIRE(found == expected);

      std::ranges::sort(known);
      const seat_span_summary summary = summarise_spans(org, what);
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

TEST_CASE("span_of_control of a foreign graph is that of the organisation",
          "[metrics][span_of_control]") {
  using list = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS>;
  using rows = boost::compressed_sparse_row_graph<boost::directedS>;
  for (std::uint64_t seed = 0; seed < cases_to_try(1000); ++seed) {
    CAPTURE(seed);
    random_options options;
    options.orphans = 0;
    const by_hand hand(random_description(seed, options));
    const organisation org = make(hand.what());
    std::vector<std::pair<std::size_t, std::size_t>> lines;
    std::vector<std::uint32_t> expected;
    for (std::size_t i = 0; i < hand.size(); ++i) {
      if (hand.superior(i)) lines.emplace_back(*hand.superior(i), i);
      expected.push_back(static_cast<std::uint32_t>(hand.subordinates(i).size()));
    }
    const list both_ways(lines.begin(), lines.end(), hand.size());
    const rows downwards(boost::edges_are_unsorted, lines.begin(), lines.end(), hand.size());
    REQUIRE(span_of_control(both_ways) == expected);
    REQUIRE(span_of_control(downwards) == expected);
    REQUIRE(summarise_spans(both_ways) == summarise_spans(org));
    REQUIRE(summarise_spans(downwards) == summarise_spans(org));
  }
}

TEST_CASE("span_of_control takes a chain and a star of two hundred thousand positions",
          "[metrics][span_of_control]") {
  constexpr position_id size = 200'000;
  std::vector<position_id> superiors(size, no_position);
  for (position_id row = 1; row < size; ++row) superiors[row] = row - 1;
  const span_summary chain = summarise_spans(command_forest(superiors));
  CHECK(chain.one_to_one == size - 1);
  CHECK(chain.mean == 1.0);
  std::fill(superiors.begin() + 1, superiors.end(), 0U);
  const span_summary star = summarise_spans(command_forest(superiors));
  CHECK(star.managers == 1);
  CHECK(star.max == size - 1);
}
