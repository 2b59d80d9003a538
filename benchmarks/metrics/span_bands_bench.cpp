// SPDX-License-Identifier: BSL-1.0
#include "benchmarks/support/contenders.hpp"
#include "benchmarks/support/plain_loops.hpp"

#include <pangkas/core/organisation_graph.hpp>
#include <pangkas/io/presets.hpp>
#include <pangkas/metrics/span_bands.hpp>

#include <cstddef>
#include <cstdint>
#include <utility>

namespace pangkas::benchmarks {
namespace {

const auto bands = subject<std::pair<std::size_t, std::size_t>>("span_bands", {row_order::natural})
                       .contender("plain_loop",
                                  [](const service& s) {
                                    std::pair<std::size_t, std::size_t> inside_and_over{0, 0};
                                    for (const std::uint32_t span : plain_spans(s.superiors())) {
                                      if (span >= 8 && span <= 12) ++inside_and_over.first;
                                      if (span > 12) ++inside_and_over.second;
                                    }
                                    return inside_and_over;
                                  })
                       .contender("ours", [](const service& s) {
                         static const span_band_set orgvue = preset_span_band_set("orgvue");
                         const span_band_summary found = span_bands(s.organisation(), orgvue);
                         return std::pair(found.inside, found.over);
                       });

}  // namespace
}  // namespace pangkas::benchmarks
