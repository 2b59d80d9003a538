// SPDX-License-Identifier: BSL-1.0
#include "benchmarks/support/contenders.hpp"
#include "benchmarks/support/naive_climbing.hpp"

#include <pangkas/study/delegation_question.hpp>

namespace pangkas::benchmarks {
namespace {

const organisation& decided(const service& s) {
  static prepared made([](const service& of) { return with_matters(of.organisation(), 5); });
  return made(s);
}

const auto all_matters =
    subject<double>("best_delegations")
        .contender("naive_climbing",
                   // Where every superior may decide, what passed through others is what is saved.
                   [](const service& s) { return naive_climbing(decided(s)).pass_through; })
        .contender("ours", [](const service& s) { return best_delegations(decided(s)).hand_offs; });

}  // namespace
}  // namespace pangkas::benchmarks
