// SPDX-License-Identifier: BSL-1.0
#include "benchmarks/support/boost_graphs.hpp"
#include "benchmarks/support/contenders.hpp"
#include "benchmarks/support/network_loops.hpp"
#include "benchmarks/support/simplified.hpp"

#include <pangkas/core/organisation_graph.hpp>
#include <pangkas/metrics/reachability.hpp>

#include <cstdint>
#include <vector>

namespace pangkas::benchmarks {
namespace {

// With coordinators some positions have two superiors, so that there is more to it than sizes.
const auto reached =
    subject<std::vector<std::uint32_t>>("reachable_positions", {row_order::natural}, 1'000'000)
        .contender(
            "search_from_each",
            [](const service& s) { return searched_reach(simplified_with_coordinators(s).after); })
        .contender("ours", [](const service& s) {
          return *reachable_positions(simplified_with_coordinators(s).after);
        });

}  // namespace
}  // namespace pangkas::benchmarks
