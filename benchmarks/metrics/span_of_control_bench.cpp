// SPDX-License-Identifier: BSL-1.0
#include "benchmarks/support/boost_graphs.hpp"
#include "benchmarks/support/contenders.hpp"
#include "benchmarks/support/plain_loops.hpp"

#include <pangkas/metrics/seat_spans.hpp>
#include <pangkas/metrics/span_of_control.hpp>

#include <cstdint>
#include <vector>

namespace pangkas::benchmarks {
namespace {

using by_row = std::vector<std::uint32_t>;

template <class Graph>
by_row out_degrees(const Graph& graph) {
  by_row spans(num_vertices(graph));
  for (row_index row = 0; row < spans.size(); ++row)
    spans[row] = static_cast<std::uint32_t>(out_degree(row, graph));
  return spans;
}

const auto every_span =
    subject<by_row>("span_of_control")
        .contender("plain_loop", [](const service& s) { return plain_spans(s.superiors()); })
        .contender(
            "ours", [](const service& s) { return span_of_control(s.organisation().command()); },
            [](const service& s, const by_position<std::uint32_t>& spans) {
              by_row result(spans.size());
              for (position_id p{0}; p < spans.size(); ++p)
                result[s.organisation().row(p)] = spans[p];
              return result;
            })
        .contender("adjacency_list_degrees",
                   [](const service& s) { return out_degrees(s.adjacency_list()); })
        .contender("compressed_sparse_row_degrees",
                   [](const service& s) { return out_degrees(s.compressed_sparse_row()); });

const auto in_positions =
    subject<span_summary>("summarise_spans")
        .contender("plain_loop", [](const service& s) { return plain_span_summary(s.superiors()); })
        .contender("ours", [](const service& s) { return summarise_spans(s.organisation()); });

const auto in_filled_seats =
    subject<seat_span_summary>("summarise_spans_in_filled_seats")
        .contender("plain_loop",
                   [](const service& s) {
                     return plain_span_summary(s.superiors(), *s.organisation().table().filled);
                   })
        .contender("ours", [](const service& s) {
          return summarise_seat_spans(s.organisation(), counted::filled);
        });

}  // namespace
}  // namespace pangkas::benchmarks
