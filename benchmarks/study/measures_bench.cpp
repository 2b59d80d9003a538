// SPDX-License-Identifier: BSL-1.0
#include "benchmarks/support/contenders.hpp"
#include "benchmarks/support/plain_loops.hpp"

#include <pangkas/study/measures.hpp>

namespace pangkas::benchmarks {
namespace {

measures plain_measures(const service& s) {
  const parent_array& superiors = s.superiors();
  const position_table& table = s.organisation().table();
  measures found;
  found.positions = superiors.size();
  found.placed = superiors.size();
  found.roots = s.roots().size();
  found.layers = plain_layer_summary(superiors);
  found.spans = plain_span_summary(superiors);
  found.spans_in_seats = plain_span_summary(superiors, *table.seats);
  found.spans_in_filled = plain_span_summary(superiors, *table.filled);
  found.spans_per_head = plain_span_summary(superiors, *table.seats, &*table.seats);
  found.pair_distance = plain_pair_distance(superiors, plain_order(superiors));
  found.decisions = plain_decision_paths(superiors);
  found.compression = plain_compression(s.organisation());
  found.totals = plain_roll_up(table);
  return found;
}

const auto all_at_once =
    subject<measures>("measures")
        .contender("plain_loop", plain_measures)
        .contender("ours", [](const service& s) { return measure(s.organisation()); });

}  // namespace
}  // namespace pangkas::benchmarks
