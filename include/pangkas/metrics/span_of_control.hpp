// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Span of control: how many command subordinates each position has.
#pragma once

#include <pangkas/graph/command_forest.hpp>
#include <pangkas/graph/forest_of.hpp>
#include <pangkas/graph/ids.hpp>
#include <pangkas/graph/line_network.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief Counts the command subordinates of every position, placed or not.
///
/// A span counts *positions*, filled or vacant, never people. The command lines of a cycle count;
/// a report to itself does not. So the spans add up to the number of command lines between two
/// positions. Lines of other types are no span.
///
/// @return        One span for each position.
/// @unit          positions
/// @complexity    O(P) time and memory for P positions.
/// @source        V. A. Graicunas, "Relationship in Organization" (1933).
[[nodiscard]] by_position<std::uint32_t> span_of_control(const command_forest& forest);

namespace detail {
/// One span for each position; a vertex may have several superiors, parallel lines count once.
[[nodiscard]] std::vector<std::uint32_t> spans_in(const line_network& network);
}  // namespace detail

/// @brief Counts the command subordinates of every vertex of a graph: of an organisation, those of
/// its command lines alone. Of any other graph every line is one, parallel ones are one, and a
/// vertex may have several superiors.
/// @return        One span for each vertex.
/// @unit          positions
/// @complexity    O(V + E).
template <command_graph Graph>
[[nodiscard]] by_vertex<Graph, std::uint32_t> span_of_control(const Graph& graph) {
  if constexpr (holds_forest<Graph>)
    return span_of_control(graph.command());
  else
    return detail::spans_in(graph);
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

/// @brief Mean, median and extremes of the spans of control, in positions.
/// @unit          positions
/// @complexity    O(P) time and O(managers) memory for P positions.
[[nodiscard]] span_summary summarise_spans(const command_forest& forest);
/// @brief The same of an organisation, or of any other graph of command lines.
/// @throws structure_error if a vertex of a foreign graph has two superiors.
/// @complexity    O(V + E) time and O(V) memory.
template <command_graph Graph>
[[nodiscard]] span_summary summarise_spans(const Graph& graph) {
  return summarise_spans(forest_of(graph));
}

}  // namespace pangkas
