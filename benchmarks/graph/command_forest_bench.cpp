// SPDX-License-Identifier: BSL-1.0
#include "benchmarks/support/boost_graphs.hpp"
#include "benchmarks/support/contenders.hpp"
#include "benchmarks/support/plain_loops.hpp"

#include <pangkas/graph/command_forest.hpp>

#include <vector>

namespace pangkas::benchmarks {
namespace {

// From the bare parent array in all four, so the peers' graphs are built inside the timed loop.
const auto numbering =
    subject<std::vector<row_index>>("command_forest")
        .contender("plain_loop", [](const service& s) { return plain_level_order(s.superiors()); })
        .contender(
            "ours", [](const service& s) { return command_forest(s.superiors()); },
            [](const service&, const command_forest& forest) {
              return std::vector<row_index>(forest.rows().begin(), forest.rows().end());
            })
        .contender(
            "adjacency_list_built_and_searched",
            [](const service& s) { return searched_order(adjacency_of(s.superiors()), s.roots()); })
        .contender("compressed_sparse_row_built_and_searched", [](const service& s) {
          return searched_order(compressed_of(s.superiors()), s.roots());
        });

}  // namespace
}  // namespace pangkas::benchmarks
