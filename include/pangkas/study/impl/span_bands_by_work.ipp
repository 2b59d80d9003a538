// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/study/span_bands_by_work.hpp>

#include <pangkas/graph/ids.hpp>
#include <pangkas/metrics/span_of_control.hpp>
#include <pangkas/views/positions.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace pangkas::inline v0_1 {

span_band_summary span_bands_by_work(const organisation& org, const span_band_set& set,
                                     counted spans) {
  constexpr std::string_view prefix = "work:";
  const by_position<std::uint32_t> subordinates = span_of_control(org.command());
  by_position<std::optional<double>> counted_as;
  if (spans != counted::positions) counted_as = seat_spans(org, spans);
  span_band_counter counter(set);
  for (const position_id p : positions(org)) {
    if (subordinates[p] == 0) continue;
    const std::optional<double> span =
        spans == counted::positions ? std::optional<double>(subordinates[p]) : counted_as[p];
    if (!span) continue;
    std::optional<std::size_t> band;
    for (const std::string& flag : org.flags(p))
      if (!band && flag.starts_with(prefix)) band = set.find(flag.substr(prefix.size()));
    counter.add(*span, band);
  }
  return std::move(counter).finish(org.size());
}

}  // namespace pangkas
