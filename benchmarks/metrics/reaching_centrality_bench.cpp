// SPDX-License-Identifier: BSL-1.0
#include "benchmarks/support/contenders.hpp"
#include "benchmarks/support/network_loops.hpp"
#include "benchmarks/support/plain_loops.hpp"

#include <pangkas/core/organisation_graph.hpp>
#include <pangkas/metrics/reaching_centrality.hpp>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace pangkas::benchmarks {
namespace {

double plain_centrality(const std::vector<std::uint32_t>& reach) {
  const std::uint64_t largest = *std::max_element(reach.begin(), reach.end());
  std::uint64_t behind = 0;
  for (const std::uint32_t r : reach) behind += largest - r;
  const double others = static_cast<double>(reach.size()) - 1;
  return static_cast<double>(behind) / others / others;
}

/// Of a forest, by the sizes below each row.
double plain_centrality(const parent_array& superiors, const std::vector<row_index>& order) {
  std::vector<std::uint32_t> below(superiors.size(), 0);
  for (auto row = order.rbegin(); row != order.rend(); ++row)
    if (superiors[*row] != no_row) below[superiors[*row]] += below[*row] + 1;
  return plain_centrality(below);
}

const auto centralities =
    subject<double>("global_reaching_centrality")
        .contender("plain_loop",
                   [](const service& s) {
                     return plain_centrality(s.superiors(), plain_order(s.superiors()));
                   })
        .contender("ours",
                   [](const service& s) { return *global_reaching_centrality(s.organisation()); })
        .contender("search_from_each", [](const service& s) {
          return plain_centrality(searched_reach(s.organisation()));
        });

}  // namespace
}  // namespace pangkas::benchmarks
