// SPDX-License-Identifier: BSL-1.0
#include <pangkas/metrics/span_of_control.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/organisations.hpp"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/compressed_sparse_row_graph.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

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
  constexpr std::uint32_t size = 200'000;
  std::vector<row_index> superiors(size, no_row);
  for (row_index row = 1; row < size; ++row) superiors[row] = row - 1;
  const span_summary chain = summarise_spans(command_forest(superiors));
  CHECK(chain.one_to_one == size - 1);
  CHECK(chain.mean == 1.0);
  std::fill(superiors.begin() + 1, superiors.end(), 0U);
  const span_summary star = summarise_spans(command_forest(superiors));
  CHECK(star.managers == 1);
  CHECK(star.max == size - 1);
}
