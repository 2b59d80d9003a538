// SPDX-License-Identifier: BSL-1.0
#include "benchmarks/support/contenders.hpp"
#include "benchmarks/support/naive_climbing.hpp"
#include "benchmarks/support/plain_loops.hpp"

#include <pangkas/study/delegation_question.hpp>

#include <cstddef>
#include <numeric>
#include <string>
#include <vector>

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

/// What the first so many matters gain by delegation, at each of so many prices.
double gain(const service& s, std::size_t matters, int prices) {
  delegation_request asked;
  asked.matters.resize(matters);
  std::iota(asked.matters.begin(), asked.matters.end(), std::size_t{0});
  double saved = 0;
  for (int price = 0; price < prices; ++price) {
    asked.price = price;
    saved += best_delegations(decided(s), asked).hand_offs;
  }
  return saved;
}

/// Beside a gather for each position, which knows nothing of delegations and borrows the answer.
subject<double> beside_gathers(const std::string& name, std::size_t matters, int prices) {
  subject<double> made(name, {row_order::random});
  made.contender(
      "random_gather", [](const service& s) { return gather(s.superiors()); },
      [=](const service& s, const auto&) { return gain(s, matters, prices); });
  made.contender("ours", [=](const service& s) { return gain(s, matters, prices); });
  return made;
}

const auto one_matter = beside_gathers("best_delegations_1_matter", 1, 1);
const auto six_matters = beside_gathers("best_delegations_6_matters", 6, 1);
const auto twenty_prices = beside_gathers("best_delegations_20_prices", 1, 20);

}  // namespace
}  // namespace pangkas::benchmarks
