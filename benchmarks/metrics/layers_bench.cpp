// SPDX-License-Identifier: BSL-1.0
#include "benchmarks/support/boost_graphs.hpp"
#include "benchmarks/support/contenders.hpp"
#include "benchmarks/support/plain_loops.hpp"

#include <pangkas/core/organisation_graph.hpp>
#include <pangkas/metrics/layers.hpp>

#include <cstdint>
#include <numeric>
#include <vector>

namespace pangkas::benchmarks {
namespace {

using by_row = std::vector<std::uint32_t>;

/// From position numbers to rows.
by_row in_rows(const service& s, const std::vector<std::uint32_t>& by_position) {
  by_row result(by_position.size());
  for (position_id p{0}; p < by_position.size(); ++p)
    result[s.organisation().row(p)] = by_position[p];
  return result;
}

std::vector<position_id> roots_of(const organisation& org) {
  std::vector<position_id> roots(org.command().roots());
  std::iota(roots.begin(), roots.end(), position_id{0});
  return roots;
}

const auto every_layer =
    subject<by_row>("layers")
        .contender("plain_loop", [](const service& s) { return plain_layers(s.superiors()); })
        .contender(
            "ours", [](const service& s) { return layers(s.organisation().command()); }, in_rows)
        .contender(
            "ours_with_numbering",
            [](const service& s) { return layers(command_forest(s.superiors())); }, in_rows)
        .contender("adjacency_list_search",
                   [](const service& s) { return searched_layers(s.adjacency_list(), s.roots()); })
        .contender(
            "compressed_sparse_row_search",
            [](const service& s) { return searched_layers(s.compressed_sparse_row(), s.roots()); })
        // The same search over our organisation as a Boost.Graph graph.
        .contender(
            "organisation_search",
            [](const service& s) {
              return searched_layers(s.organisation(), roots_of(s.organisation()));
            },
            in_rows)
        // Our function on the peer's graph.
        .contender(
            "ours_on_compressed_sparse_row",
            [](const service& s) { return layers(s.compressed_sparse_row()); },
            [](const service&, const std::vector<std::optional<std::uint32_t>>& found) {
              by_row result;
              for (const auto& layer : found) result.push_back(layer.value_or(0));
              return result;
            });

const auto summary =
    subject<layer_summary>("summarise_layers")
        .contender("plain_loop",
                   [](const service& s) { return plain_layer_summary(s.superiors()); })
        .contender("ours", [](const service& s) { return summarise_layers(s.organisation()); });

}  // namespace
}  // namespace pangkas::benchmarks
