// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/metrics/span_bands.hpp>

#include <cstddef>
#include <optional>
#include <utility>

namespace pangkas::inline v0_1 {

void span_band_counter::add(double span, std::optional<std::size_t> band) {
  ++found_.managers;
  bool is_in_one = false;
  for (std::size_t i = 0; i < set_.bands.size(); ++i) {
    if (!set_.bands[i].holds(span)) continue;
    ++found_.per_band[i];
    is_in_one = true;
  }
  if (!is_in_one) ++found_.in_no_band;
  if (!band) band = target_;
  if (!band) return;
  ++found_.judged;
  const span_band& asked = set_.bands[*band];
  ++(asked.holds(span)                       ? found_.inside
     : span < static_cast<double>(asked.low) ? found_.under
                                             : found_.over);
}

span_band_summary span_band_counter::finish(std::size_t positions) && {
  if (found_.judged > 0) {
    const auto judged = static_cast<double>(found_.judged);
    found_.share_inside = static_cast<double>(found_.inside) / judged;
    found_.share_under = static_cast<double>(found_.under) / judged;
    found_.share_over = static_cast<double>(found_.over) / judged;
  }
  if (found_.managers > 0)
    found_.others_per_manager =
        static_cast<double>(positions - found_.managers) / static_cast<double>(found_.managers);
  return std::move(found_);
}

}  // namespace pangkas
