// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/core/exact_sum.hpp>
#include <pangkas/graph/command_forest.hpp>
#include <pangkas/graph/ids.hpp>
#include <pangkas/metrics/span_of_control.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// span_of_control() without a copy where no cycle adds to the spans of the forest.
/// @param room  Holds the spans where one does; it must outlive the result.
[[nodiscard]] inline std::span<const std::uint32_t> spans_of(const command_forest& forest,
                                                             std::vector<std::uint32_t>& room) {
  if (forest.cycles().empty()) return forest.spans();
  room = span_of_control(forest);
  return room;
}

/// Those whose span is not 0, by id.
[[nodiscard]] inline std::vector<position_id> managers_by_span(
    std::span<const std::uint32_t> spans) {
  std::vector<position_id> managers;
  std::array<position_id, 64> found;
  const position_id positions(spans.size());
  for (position_id p{0}; p < positions;) {
    const position_id end = p + std::min<std::size_t>(positions - p, found.size());
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

}  // namespace pangkas::detail
