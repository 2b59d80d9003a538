// SPDX-License-Identifier: BSL-1.0
#include "benchmarks/support/contenders.hpp"

#include <pangkas/integrity/fewest_hands.hpp>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace pangkas::benchmarks {
namespace {

using process_needs = std::vector<std::vector<std::uint32_t>>;

/// A process for every hundred positions: so many duties, each of three of twelve hands.
template <std::size_t Duties>
std::vector<process_needs> make_processes(const service& s) {
  std::vector<process_needs> processes(s.organisation().size() / 100);
  std::uint32_t state = 7;
  for (process_needs& needs : processes) {
    needs.resize(Duties);
    for (auto& able : needs)
      for (int i = 0; i < 3; ++i) {
        state = state * 1664525U + 1013904223U;
        able.push_back((state >> 16U) % 12);
      }
  }
  return processes;
}

std::size_t ours(const std::vector<process_needs>& processes) {
  std::size_t sum = 0;
  for (const process_needs& needs : processes) sum += fewest_hands(needs)->most;
  return sum;
}

/// Every set of the twelve hands.
std::size_t by_subsets(const std::vector<process_needs>& processes) {
  std::size_t sum = 0;
  for (const process_needs& needs : processes) {
    std::vector<std::uint32_t> able;
    for (const auto& hands : needs) {
      able.push_back(0);
      for (const std::uint32_t hand : hands) able.back() |= 1U << hand;
    }
    std::size_t best = 12;
    for (std::uint32_t set = 0; set < 1U << 12U; ++set)
      if (static_cast<std::size_t>(std::popcount(set)) < best &&
          std::ranges::all_of(able, [set](std::uint32_t of) { return (of & set) != 0; }))
        best = static_cast<std::size_t>(std::popcount(set));
    sum += best;
  }
  return sum;
}

prepared processes_of_20{make_processes<20>};

const auto fewest_of_20 =
    subject<std::size_t>("fewest_hands_20_duties", {row_order::natural})
        .contender("every_subset", [](const service& s) { return by_subsets(processes_of_20(s)); })
        .contender("ours", [](const service& s) { return ours(processes_of_20(s)); });

}  // namespace
}  // namespace pangkas::benchmarks
