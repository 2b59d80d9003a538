// SPDX-License-Identifier: BSL-1.0
#include "benchmarks/support/boost_graphs.hpp"
#include "benchmarks/support/contenders.hpp"
#include "benchmarks/support/plain_loops.hpp"

#include <pangkas/core/organisation_graph.hpp>
#include <pangkas/metrics/line_distance.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace pangkas::benchmarks {
namespace {

double searched_mean(const parent_array& superiors) {
  std::vector<std::vector<row_index>> beside(superiors.size());
  for (row_index row = 0; row < superiors.size(); ++row) {
    if (superiors[row] == no_row) continue;
    beside[row].push_back(superiors[row]);
    beside[superiors[row]].push_back(row);
  }
  std::uint64_t lines = 0;
  std::uint64_t pairs = 0;
  for (row_index start = 0; start < superiors.size(); ++start) {
    std::vector<std::uint32_t> distance(superiors.size(), no_row);
    std::vector<row_index> queue{start};
    distance[start] = 0;
    for (std::size_t i = 0; i < queue.size(); ++i)
      for (const row_index next : beside[queue[i]]) {
        if (distance[next] != no_row) continue;
        distance[next] = distance[queue[i]] + 1;
        lines += distance[next];
        ++pairs;
        queue.push_back(next);
      }
  }
  return static_cast<double>(lines) / static_cast<double>(pairs);
}

const auto distances =
    subject<double>("line_distance", {row_order::natural}, 1'000)
        .contender("search_from_each",
                   [](const service& s) { return searched_mean(s.superiors()); })
        .contender("ours", [](const service& s) { return *line_distance(s.organisation()).mean; });

/// A sample of 30 starts beside the exact mean of a forest, which is pair_distance in no time: what
/// is compared is whether the interval holds it.
const auto samples =
    subject<bool>("line_distance_of_sample", {row_order::natural}, 1'000'000)
        .contender("plain_loop",
                   [](const service& s) {
                     return plain_pair_distance(s.superiors(), plain_order(s.superiors()))
                         .mean.has_value();
                   })
        .contender("ours", [](const service& s) {
          const sampled_line_distance found = line_distance_of_sample(
              s.organisation(),
              {.starts = 30, .seed = 1, .confidence = 0.999999, .which = ways::both});
          const double exact = *plain_pair_distance(s.superiors(), plain_order(s.superiors())).mean;
          return *found.low <= exact && exact <= *found.high;
        });

}  // namespace
}  // namespace pangkas::benchmarks
