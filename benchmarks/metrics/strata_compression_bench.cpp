// SPDX-License-Identifier: BSL-1.0
#include "benchmarks/support/contenders.hpp"
#include "benchmarks/support/plain_loops.hpp"

#include <pangkas/core/organisation_graph.hpp>
#include <pangkas/metrics/strata_compression.hpp>

#include <cstddef>
#include <optional>
#include <vector>

namespace pangkas::benchmarks {
namespace {

/// Made up: half the time-span for each layer down, some a layer off.
double months(row_index row, std::uint32_t layer) {
  double span = 240;
  for (std::uint32_t i = row % 5 == 0 ? 2 : 1; i < layer; ++i) span /= 2;
  return span;
}

const auto strata = subject<std::size_t>("strata_compression", {row_order::natural})
                        .contender("plain_loop",
                                   [](const service& s) {
                                     const parent_array& superiors = s.superiors();
                                     const auto layer = plain_layers(superiors);
                                     std::size_t compressed = 0;
                                     for (row_index row = 0; row < superiors.size(); ++row) {
                                       if (superiors[row] == no_row) continue;
                                       const row_index above = superiors[row];
                                       if (stratum_of(months(row, layer[row])) ==
                                           stratum_of(months(above, layer[above])))
                                         ++compressed;
                                     }
                                     return compressed;
                                   })
                        .contender("ours", [](const service& s) {
                          const organisation& org = s.organisation();
                          const auto layer = plain_layers(s.superiors());
                          std::vector<std::optional<double>> spans(org.size());
                          for (position_id p{0}; p < org.size(); ++p)
                            spans[p] = months(org.row(p), layer[org.row(p)]);
                          return strata_compression(org, spans).compressed.size();
                        });

}  // namespace
}  // namespace pangkas::benchmarks
