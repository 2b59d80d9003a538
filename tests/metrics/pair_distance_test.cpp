// SPDX-License-Identifier: BSL-1.0
#include <pangkas/metrics/pair_distance.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/organisations.hpp"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/compressed_sparse_row_graph.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

/// Breadth-first search from every placed position, over command lines both up and down.
pair_distance_summary searched(const by_hand& hand) {
  std::vector<std::vector<std::size_t>> beside(hand.size());
  for (std::size_t i = 0; i < hand.size(); ++i) {
    if (!hand.layer(i) || !hand.superior(i)) continue;
    beside[i].push_back(*hand.superior(i));
    beside[*hand.superior(i)].push_back(i);
  }
  pair_distance_summary summary;
  std::uint64_t total = 0;
  std::size_t diameter = 0;
  for (std::size_t from = 0; from < hand.size(); ++from) {
    if (!hand.layer(from)) continue;
    std::vector<std::optional<std::size_t>> distance(hand.size());
    distance[from] = 0;
    std::vector<std::size_t> queue{from};
    for (std::size_t i = 0; i < queue.size(); ++i) {
      for (std::size_t next : beside[queue[i]]) {
        if (distance[next]) continue;
        distance[next] = *distance[queue[i]] + 1;
        queue.push_back(next);
      }
      if (queue[i] <= from) continue;  // each pair once
      ++summary.pairs;
      total += *distance[queue[i]];
      diameter = std::max(diameter, *distance[queue[i]]);
    }
  }
  if (summary.pairs == 0) return summary;
  summary.mean = static_cast<double>(total) / static_cast<double>(summary.pairs);
  summary.diameter = diameter;
  return summary;
}

}  // namespace

TEST_CASE("pair_distance gives the values worked by hand", "[metrics][pair_distance]") {
  for (const named_organisation& named : named_organisations()) {
    CAPTURE(named.name);
    const pair_distance_summary summary = pair_distance(make(named.what));
    CHECK(summary.pairs == named.expected.pairs);
    CHECK(summary.mean == named.expected.mean_distance);
    CHECK(summary.diameter == named.expected.diameter);
  }
}

TEST_CASE("pair_distance agrees with a search from every position", "[metrics][pair_distance]") {
  using list = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS>;
  using rows = boost::compressed_sparse_row_graph<boost::directedS>;
  for (std::uint64_t seed = 0; seed < cases_to_try(5000); ++seed) {
    CAPTURE(seed);
    random_options options = seed % 3 == 0 ? random_options::trees() : random_options();
    if (seed % 2 == 0) options.orphans = 0;  // a foreign graph has none
    const by_hand hand(random_description(seed, options));
    const pair_distance_summary expected = searched(hand);
    REQUIRE(pair_distance(make(hand.what())) == expected);
    if (options.orphans > 0) continue;
    std::vector<std::pair<std::size_t, std::size_t>> lines;
    for (std::size_t i = 0; i < hand.size(); ++i)
      if (hand.superior(i)) lines.emplace_back(*hand.superior(i), i);
    REQUIRE(pair_distance(list(lines.begin(), lines.end(), hand.size())) == expected);
    REQUIRE(pair_distance(rows(boost::edges_are_unsorted, lines.begin(), lines.end(),
                               hand.size())) == expected);
  }
}

TEST_CASE("pair_distance of a path and a star are the closed forms", "[metrics][pair_distance]") {
  // Path of n: (n + 1) / 3 and n − 1; star: 2 (n − 1) / n and 2.
  for (const std::uint32_t size : {2U, 3U, 1000U, 1'000'000U}) {
    CAPTURE(size);
    const double n = size;
    std::vector<row_index> superiors(size, no_row);
    for (row_index row = 1; row < size; ++row) superiors[row] = row - 1;
    const pair_distance_summary path = pair_distance(command_forest(superiors));
    CHECK(path.pairs == std::uint64_t{size} * (size - 1) / 2);
    CHECK(*path.mean == Approx((n + 1) / 3).epsilon(1e-14));
    CHECK(path.diameter == size - 1);
    std::fill(superiors.begin() + 1, superiors.end(), 0U);
    const pair_distance_summary star = pair_distance(command_forest(superiors));
    CHECK(*star.mean == Approx(2 * (n - 1) / n).epsilon(1e-14));
    CHECK(star.diameter == (size == 2 ? 1U : 2U));
  }
}

TEST_CASE("pair_distance is the published one of a balanced tree", "[metrics][pair_distance]") {
  // Complete binary tree of 15; Wiener index 368 (OEIS A158681: 4, 48, 368).
  std::vector<row_index> superiors(15, no_row);
  for (row_index row = 1; row < 15; ++row) superiors[row] = (row - 1) / 2;
  CHECK(*pair_distance(command_forest(superiors)).mean == 368.0 / 105);
  CHECK(pair_distance(command_forest(superiors)).diameter == std::size_t{6});
}
