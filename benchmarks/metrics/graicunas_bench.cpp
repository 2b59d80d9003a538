// SPDX-License-Identifier: BSL-1.0
#include "benchmarks/support/contenders.hpp"
#include "benchmarks/support/plain_loops.hpp"

#include <pangkas/core/organisation_graph.hpp>
#include <pangkas/metrics/graicunas.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace pangkas::benchmarks {
namespace {

const auto relationships =
    subject<double>("graicunas", {row_order::natural})
        .contender("plain_loop",
                   [](const service& s) {
                     double largest = 0;
                     for (const std::uint32_t span : plain_spans(s.superiors())) {
                       const double n = span;
                       if (span > 0) largest = std::max(largest, n * (std::exp2(n - 1) + n - 1));
                     }
                     return largest;
                   })
        .contender("ours", [](const service& s) {
          double largest = 0;
          for (const figure& f : graicunas(s.organisation())) largest = std::max(largest, *f);
          return largest;
        });

}  // namespace
}  // namespace pangkas::benchmarks
