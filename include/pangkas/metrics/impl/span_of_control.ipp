// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/metrics/span_of_control.hpp>

#include <pangkas/graph/command_forest.hpp>
#include <pangkas/graph/ids.hpp>
#include <pangkas/graph/line_network.hpp>
#include <pangkas/metrics/impl/known_spans.hpp>

#include <cstdint>
#include <vector>

namespace pangkas::inline v0_1 {

by_position<std::uint32_t> span_of_control(const command_forest& forest) {
  by_position<std::uint32_t> spans(forest.spans().begin(), forest.spans().end());
  detail::for_each_cycle_line(forest,
                              [&](position_id superior, position_id) { ++spans[superior]; });
  return spans;
}

std::vector<std::uint32_t> detail::spans_in(const line_network& network) {
  const line_network lines = simple(network);
  std::vector<std::uint32_t> spans;
  spans.reserve(lines.size());
  for (position_id p{0}; p < lines.size(); ++p)
    spans.push_back(static_cast<std::uint32_t>(lines.below(p).size()));
  return spans;
}

span_summary summarise_spans(const command_forest& forest) {
  std::vector<std::uint32_t> room;
  std::vector<std::uint32_t> spans;
  for (const std::uint32_t span : detail::spans_of(forest, room))
    if (span > 0) spans.push_back(span);
  span_summary summary;
  summary.managers = spans.size();
  detail::summarise_known_spans(summary, spans);
  return summary;
}
}  // namespace pangkas
