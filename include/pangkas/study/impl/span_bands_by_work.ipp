// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/study/span_bands_by_work.hpp>

#include <pangkas/core/organisation_graph.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace pangkas::inline v0_1 {

span_band_summary span_bands_by_work(const organisation& org, const span_band_set& set) {
  constexpr std::string_view prefix = "work:";
  return span_bands(org, set, [&](position_id p) {
    std::optional<std::size_t> band;
    for (const std::string& flag : org.flags(p))
      if (!band && flag.starts_with(prefix)) band = set.find(flag.substr(prefix.size()));
    return band;
  });
}

}  // namespace pangkas
