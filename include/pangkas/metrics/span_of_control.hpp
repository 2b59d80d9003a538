// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Span of control: how many command subordinates each position has.
#pragma once

#include <pangkas/core/exact_sum.hpp>
#include <pangkas/core/organisation.hpp>
#include <pangkas/core/organisation_graph.hpp>
#include <pangkas/graph/command_forest.hpp>
#include <pangkas/graph/forest_of.hpp>
#include <pangkas/graph/reporting_graph.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace pangkas {

/// @brief What a span of control counts.
enum class counted : std::uint8_t {
  positions,  ///< command subordinates
  seats,      ///< their established seats
  filled,     ///< their filled seats
  managers    ///< those of them that have command subordinates themselves
};

namespace detail {
/// Calls `visit(manager, span)` for every manager, by id; the span is absent if the figure of a
/// subordinate is not known. Leaves are passed over: they are nine of ten.
template <class Visit>
void for_each_seat_span(const organisation& org, counted what, Visit visit) {
  const command_forest& forest = org.command();
  const bool established = what == counted::seats;
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
  for (position_id p = 0; p < org.size(); ++p) {
    const bool in_cycle = next != cycle_lines.end() && next->first == p;
    if (forest.span(p) == 0 && !in_cycle) continue;
    sum = {};
    known = true;
    for (position_id subordinate : forest.subordinates(p)) add(subordinate);
    for (; next != cycle_lines.end() && next->first == p; ++next) add(next->second);
    visit(p, known ? std::optional(sum.value()) : std::nullopt);
  }
}

/// Those whose span is not 0, by id.
[[nodiscard]] inline std::vector<position_id> managers_by_span(
    std::span<const std::uint32_t> spans) {
  std::vector<position_id> managers;
  std::array<position_id, 64> found;
  const auto positions = static_cast<position_id>(spans.size());
  for (position_id p = 0; p < positions;) {
    const position_id end = p + std::min(positions - p, static_cast<position_id>(found.size()));
    // Managers stand close together: most blocks have none.
    std::uint32_t any = 0;
    for (position_id at = p; at < end; ++at) any |= spans[at];
    if (any == 0) {
      p = end;
      continue;
    }
    // Who is one cannot be guessed by a processor: each is written, and the next one over it.
    std::size_t count = 0;
    for (; p < end; ++p) {
      found[count] = p;
      count += spans[p] > 0 ? 1U : 0U;
    }
    managers.insert(managers.end(), found.begin(),
                    found.begin() + static_cast<std::ptrdiff_t>(count));
  }
  return managers;
}
}  // namespace detail

/// @brief Counts the command subordinates of every position, placed or not.
///
/// A span counts *positions*, filled or vacant, never people. The command lines of a cycle count;
/// a report to itself does not. So the spans add up to the number of command lines between two
/// positions. Lines of other types are no span.
///
/// @return        One span for each position, by id.
/// @unit          positions
/// @complexity    O(P) time and memory for P positions.
/// @source        V. A. Graicunas, "Relationship in Organization" (1933).
[[nodiscard]] inline std::vector<std::uint32_t> span_of_control(const command_forest& forest) {
  std::vector<std::uint32_t> spans(forest.spans().begin(), forest.spans().end());
  detail::for_each_cycle_line(forest,
                              [&](position_id superior, position_id) { ++spans[superior]; });
  return spans;
}

namespace detail {
/// span_of_control() without a copy where no cycle adds to the spans of the forest.
/// @param room  Holds the spans where one does; it must outlive the result.
[[nodiscard]] inline std::span<const std::uint32_t> spans_of(const command_forest& forest,
                                                             std::vector<std::uint32_t>& room) {
  if (forest.cycles().empty()) return forest.spans();
  room = span_of_control(forest);
  return room;
}
}  // namespace detail

/// @brief Counts the command subordinates of every vertex of any other graph of command lines.
///
/// Parallel edges count once: a forest has one command line between two positions.
/// @return        One span for each vertex, by vertex index.
/// @unit          positions
/// @throws structure_error if a vertex has two superiors.
/// @complexity    O(V + E) time and O(V) memory.
template <reporting_graph Graph>
requires(!std::is_same_v<Graph, organisation>)
    [[nodiscard]] std::vector<std::uint32_t> span_of_control(const Graph& graph) {
  const command_forest forest = forest_of(graph);
  const std::vector<std::uint32_t> by_position = span_of_control(forest);
  std::vector<std::uint32_t> spans(forest.size());
  for (position_id p = 0; p < spans.size(); ++p) spans[forest.row(p)] = by_position[p];
  return spans;
}

/// @brief The span of control of every position, placed or not, by what is counted.
///
/// The lines are those of span_of_control(const command_forest&).
///
/// @param org     The organisation.
/// @param what    What is counted of each command subordinate.
/// @return        One span for each position, by id. Absent where filled seats are counted and
///                those of a subordinate are not known. Seats are added up exactly, so the order
///                of the rows does not show.
/// @unit          positions or seats
/// @throws input_error if a number of seats is beyond exact_sum::largest_term.
/// @complexity    O(P) time and memory for P positions.
[[nodiscard]] inline std::vector<std::optional<double>> span_of_control(
    const organisation& org, counted what = counted::positions) {
  const command_forest& forest = org.command();
  std::vector<std::optional<double>> spans(org.size(), 0.0);
  if (what == counted::positions || what == counted::managers) {
    const std::vector<std::uint32_t> of = span_of_control(forest);
    const auto count = [&](position_id superior, position_id subordinate) {
      if (what == counted::positions || of[subordinate] > 0) *spans[superior] += 1.0;
    };
    for (position_id p = 0; p < org.size(); ++p)
      if (const auto superior = forest.superior(p)) count(*superior, p);
    detail::for_each_cycle_line(forest, count);
    return spans;
  }

  detail::for_each_seat_span(
      org, what, [&](position_id manager, std::optional<double> span) { spans[manager] = span; });
  return spans;
}

/// @brief Names of the buckets of span_summary::buckets, the narrowest first.
/// @source Bands in use in span reviews; design of this library.
inline constexpr std::array<std::string_view, 6> span_bucket_names{"1",    "2-3",   "4-7",
                                                                   "8-12", "13-16", "17+"};

/// @brief The spans of control of all managers, placed or not. A manager is a position with at
/// least one command subordinate; every figure is over the managers.
template <class Number>
struct basic_span_summary {
  std::size_t managers = 0;
  /// Managers whose span is not known; they are in no other figure than `managers`.
  std::size_t not_known = 0;
  std::optional<double>
      mean{};  ///< over the managers whose span is known; absent if there are none
  std::optional<double> median{};  ///< the mean of the two middle spans of an even number
  Number max = 0;                  ///< 0 if there is no manager
  std::size_t one_to_one = 0;      ///< managers with a span of exactly 1
  /// Managers by span, named by span_bucket_names. A span of parts of seats is in the last bucket
  /// whose lower end it reaches; one below 1 is in none.
  std::array<std::size_t, 6> buckets{};

  friend bool operator==(const basic_span_summary&, const basic_span_summary&) = default;
};
/// @brief Spans in positions.
using span_summary = basic_span_summary<std::size_t>;
/// @brief Spans in seats, which may be parts of one.
using seat_span_summary = basic_span_summary<double>;

namespace detail {
/// Fills all but `managers` and `not_known`. The spans are put in disorder.
template <class Number, class Span>
void summarise_known_spans(basic_span_summary<Number>& summary, std::vector<Span>& spans) {
  if (spans.empty()) return;
  constexpr std::array<std::uint32_t, 6> lower_ends{1, 2, 4, 8, 13, 17};
  exact_sum total;
  for (const Span span : spans) {
    total += static_cast<double>(span);
    summary.max = std::max(summary.max, static_cast<Number>(span));
    if (span == Span{1}) ++summary.one_to_one;
    const auto reached = std::ranges::upper_bound(lower_ends, span) - lower_ends.begin();
    if (reached > 0) ++summary.buckets[static_cast<std::size_t>(reached - 1)];
  }
  summary.mean = total.value() / static_cast<double>(spans.size());
  const auto middle = spans.begin() + static_cast<std::ptrdiff_t>(spans.size() / 2);
  std::ranges::nth_element(spans, middle);
  double median = static_cast<double>(*middle);
  if (spans.size() % 2 == 0)
    median = (static_cast<double>(*std::ranges::max_element(spans.begin(), middle)) + median) / 2;
  summary.median = median;
}
}  // namespace detail

/// @brief Mean, median and extremes of the spans of control, in positions.
/// @unit          positions
/// @complexity    O(P) time and O(managers) memory for P positions.
[[nodiscard]] inline span_summary summarise_spans(const command_forest& forest) {
  std::vector<std::uint32_t> room;
  std::vector<std::uint32_t> spans;
  for (const std::uint32_t span : detail::spans_of(forest, room))
    if (span > 0) spans.push_back(span);
  span_summary summary;
  summary.managers = spans.size();
  detail::summarise_known_spans(summary, spans);
  return summary;
}
/// @brief Mean, median and extremes of the spans of control of an organisation, or of any other
/// graph of command lines, in positions.
/// @unit          positions
/// @throws structure_error if a vertex of a foreign graph has two superiors.
/// @complexity    O(V + E) time and O(V) memory.
template <reporting_graph Graph>
[[nodiscard]] span_summary summarise_spans(const Graph& graph) {
  return summarise_spans(forest_of(graph));
}

/// @brief Mean, median and extremes of the spans of control by what is counted.
///
/// The managers are those with at least one command subordinate, whatever is counted: a manager
/// whose subordinates are all vacant has a span of 0 filled seats.
///
/// @unit          positions or seats
/// @throws input_error if a number of seats is beyond exact_sum::largest_term.
/// @complexity    O(P) time and memory for P positions.
[[nodiscard]] inline seat_span_summary summarise_spans(const organisation& org, counted what) {
  seat_span_summary summary;
  std::vector<double> known;
  const auto enter = [&](position_id, std::optional<double> span) {
    ++summary.managers;
    if (span)
      known.push_back(*span);
    else
      ++summary.not_known;
  };
  if (what == counted::seats || what == counted::filled) {
    detail::for_each_seat_span(org, what, enter);
  } else {
    const std::vector<std::uint32_t> subordinates = span_of_control(org.command());
    const std::vector<std::optional<double>> spans = span_of_control(org, what);
    for (position_id p = 0; p < org.size(); ++p)
      if (subordinates[p] > 0) enter(p, spans[p]);
  }
  detail::summarise_known_spans(summary, known);
  return summary;
}

}  // namespace pangkas
