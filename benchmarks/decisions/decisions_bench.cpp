// SPDX-License-Identifier: BSL-1.0
#include "benchmarks/support/contenders.hpp"
#include "benchmarks/support/naive_climbing.hpp"

#include <pangkas/decisions/decisions.hpp>

namespace pangkas::benchmarks {
namespace {

const organisation& decided(const service& s) {
  static prepared made([](const service& of) { return with_matters(of.organisation(), 5); });
  return made(s);
}

const organisation& walked(const service& s) {
  static prepared made([](const service& of) { return with_scheme(decided(of)); });
  return made(s);
}

const auto all_matters =
    subject<totals_of_paths>("decisions")
        .contender("naive_climbing", [](const service& s) { return naive_climbing(decided(s)); })
        .contender(
            "ours", [](const service& s) { return decisions(decided(s)); },
            [](const service& s, const decision_report& report) {
              return totals_of(decided(s), report);
            })
        .contender(
            "ours_by_scheme", [](const service& s) { return decisions(walked(s)); },
            [](const service& s, const decision_report& report) {
              return totals_of(decided(s), report);
            });

}  // namespace
}  // namespace pangkas::benchmarks
