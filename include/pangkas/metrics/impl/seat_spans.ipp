// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/metrics/seat_spans.hpp>

#include <pangkas/core/exact_sum.hpp>
#include <pangkas/core/organisation.hpp>
#include <pangkas/core/position_columns.hpp>
#include <pangkas/graph/command_forest.hpp>
#include <pangkas/metrics/impl/known_spans.hpp>
#include <pangkas/views/positions.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1 {

namespace detail {
/// Calls `visit(manager, span)` for every manager, by id; the span is absent if the figure of a
/// subordinate is not known. Leaves are passed over: they are nine of ten.
template <class Visit>
void for_each_seat_span(const organisation& org, counted what, Visit visit) {
  const command_forest& forest = org.command();
  const bool established = what != counted::filled;
  const number_column& figures = established ? *org.table().seats : *org.table().filled;
  exact_sum sum;
  bool known = true;
  const auto add = [&](position_id subordinate) {
    const auto figure = figures[org.row(subordinate)];
    if (figure || established)
      sum += figure.value_or(1.0);
    else
      known = false;
  };
  // A member of a cycle has subordinates in the forest and one outside it.
  std::vector<std::pair<position_id, position_id>> cycle_lines;
  for_each_cycle_line(forest, [&](position_id superior, position_id subordinate) {
    cycle_lines.emplace_back(superior, subordinate);
  });
  std::ranges::sort(cycle_lines);
  auto next = cycle_lines.begin();
  for (const position_id p : positions(org)) {
    const bool in_cycle = next != cycle_lines.end() && next->first == p;
    if (forest.span(p) == 0 && !in_cycle) continue;
    sum = {};
    known = true;
    for (position_id subordinate : forest.subordinates(p)) add(subordinate);
    for (; next != cycle_lines.end() && next->first == p; ++next) add(next->second);
    double span = sum.value();
    if (what == counted::seats_per_head) span /= org.seats(p);
    // Also where a head has no seat, or next to none.
    if (!(span <= exact_sum::largest_term)) known = false;
    visit(p, known ? std::optional(span) : std::nullopt);
  }
}

}  // namespace detail

by_position<std::optional<double>> seat_spans(const organisation& org, counted what) {
  const command_forest& forest = org.command();
  by_position<std::optional<double>> spans(org.size(), 0.0);
  if (what == counted::positions || what == counted::managers) {
    const by_position<std::uint32_t> of = span_of_control(forest);
    const auto count = [&](position_id superior, position_id subordinate) {
      if (what == counted::positions || of[subordinate] > 0) *spans[superior] += 1.0;
    };
    for (const position_id p : positions(org))
      if (const auto superior = forest.superior(p)) count(*superior, p);
    detail::for_each_cycle_line(forest, count);
    return spans;
  }

  detail::for_each_seat_span(
      org, what, [&](position_id manager, std::optional<double> span) { spans[manager] = span; });
  return spans;
}

seat_span_summary summarise_seat_spans(const organisation& org, counted what) {
  seat_span_summary summary;
  std::vector<double> known;
  const auto enter = [&](position_id, std::optional<double> span) {
    ++summary.managers;
    if (span)
      known.push_back(*span);
    else
      ++summary.not_known;
  };
  if (what != counted::positions && what != counted::managers) {
    detail::for_each_seat_span(org, what, enter);
  } else {
    const by_position<std::uint32_t> subordinates = span_of_control(org.command());
    const by_position<std::optional<double>> spans = seat_spans(org, what);
    for (const position_id p : positions(org))
      if (subordinates[p] > 0) enter(p, spans[p]);
  }
  detail::summarise_known_spans(summary, known);
  return summary;
}

}  // namespace pangkas
