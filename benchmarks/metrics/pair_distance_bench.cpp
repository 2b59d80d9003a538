// SPDX-License-Identifier: BSL-1.0
#include "benchmarks/support/boost_graphs.hpp"
#include "benchmarks/support/contenders.hpp"
#include "benchmarks/support/plain_loops.hpp"

#include <pangkas/metrics/pair_distance.hpp>

namespace pangkas::benchmarks {
namespace {

const auto pair_distances =
    subject<pair_distance_summary>("pair_distance")
        .contender("plain_loop",
                   [](const service& s) {
                     return plain_pair_distance(s.superiors(), plain_order(s.superiors()));
                   })
        .contender("ours", [](const service& s) { return pair_distance(s.organisation()); })
        .contender("ours_with_numbering",
                   [](const service& s) { return pair_distance(command_forest(s.superiors())); })
        .contender("adjacency_list_search",
                   [](const service& s) {
                     return plain_pair_distance(s.superiors(),
                                                searched_order(s.adjacency_list(), s.roots()));
                   })
        .contender("compressed_sparse_row_search", [](const service& s) {
          return plain_pair_distance(s.superiors(),
                                     searched_order(s.compressed_sparse_row(), s.roots()));
        });

}  // namespace
}  // namespace pangkas::benchmarks
