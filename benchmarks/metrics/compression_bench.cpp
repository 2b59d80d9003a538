// SPDX-License-Identifier: BSL-1.0
#include "benchmarks/support/contenders.hpp"
#include "benchmarks/support/plain_loops.hpp"

#include <pangkas/metrics/compression.hpp>

namespace pangkas::benchmarks {
namespace {

const auto same_ranks =
    subject<compression_summary>("compression")
        .contender("plain_loop",
                   [](const service& s) { return plain_compression(s.organisation()); })
        .contender("ours", [](const service& s) { return compression(s.organisation()); });

}  // namespace
}  // namespace pangkas::benchmarks
