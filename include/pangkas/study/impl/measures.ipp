// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/study/measures.hpp>

#include <pangkas/core/organisation.hpp>
#include <pangkas/decisions/decision_path.hpp>
#include <pangkas/decisions/decisions.hpp>
#include <pangkas/decisions/default_matter.hpp>
#include <pangkas/metrics/compression.hpp>
#include <pangkas/metrics/layers.hpp>
#include <pangkas/metrics/pair_distance.hpp>
#include <pangkas/metrics/roll_up.hpp>
#include <pangkas/metrics/seat_spans.hpp>
#include <pangkas/metrics/span_of_control.hpp>

namespace pangkas::inline v0_1 {

measures measure(const organisation& org, const decision_summary& decided) {
  const command_forest& forest = org.command();
  measures found;
  found.positions = org.size();
  found.placed = forest.placed();
  found.orphans = forest.orphans();
  found.unrooted = forest.unrooted();
  found.external = forest.external();
  found.roots = forest.roots();
  found.layers = summarise_layers(forest);
  found.spans = summarise_spans(forest);
  found.spans_in_seats = summarise_seat_spans(org, counted::seats);
  found.spans_in_filled = summarise_seat_spans(org, counted::filled);
  found.spans_per_head = summarise_seat_spans(org, counted::seats_per_head);
  found.pair_distance = pair_distance(forest);
  found.decisions = decided;
  found.compression = compression(org);
  found.totals = roll_up(org);
  return found;
}

measures measure(const organisation& org, const decision_options& options) {
  return measure(org, org.matters().empty() ? decision_paths(org) : decisions(org, options).all);
}

}  // namespace pangkas
