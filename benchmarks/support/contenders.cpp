// SPDX-License-Identifier: BSL-1.0
#include "benchmarks/support/contenders.hpp"

#include <cstddef>
#include <exception>
#include <iostream>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace pangkas::benchmarks {
namespace {

bool failed = false;

std::map<std::string, benchmark_place>& places() {
  static std::map<std::string, benchmark_place> all;
  return all;
}

void register_round(const subject_entry& subject, row_order order, std::size_t positions) {
  for (std::size_t i = 0; i < subject.contenders.size(); ++i) {
    const auto& [contender, run] = subject.contenders[i];
    const std::string name = subject.name + "/" + contender + "/" + std::string(to_string(order)) +
                             "/" + std::to_string(positions);
    places().insert({name, {&subject, order, positions, i}});
    benchmark::RegisterBenchmark(name.c_str(),
                                 [name, &timed = run, order, positions](benchmark::State& state) {
                                   std::string wrong;
                                   try {
                                     wrong = timed(state, service_of(positions, order));
                                   } catch (const std::exception& e) {
                                     wrong = e.what();
                                   }
                                   if (wrong.empty()) return;
                                   failed = true;
                                   std::cerr << name << ": " << wrong << '\n';
                                   state.SkipWithError(wrong.c_str());
                                 });
  }
}

}  // namespace

std::vector<subject_entry>& subjects() {
  static std::vector<subject_entry> all;
  return all;
}

void register_benchmarks(std::size_t rounds) {
  for (const subject_entry& subject : subjects()) {
    std::vector<std::size_t> measured;
    if (subject.most_positions > 0) measured.push_back(1'000);
    for (const std::size_t positions : sizes)
      if (subject.most_positions == 0 || positions <= subject.most_positions)
        measured.push_back(positions);
    for (const row_order order : subject.orders)
      for (const std::size_t positions : measured)
        for (std::size_t round = 0; round < rounds; ++round)
          register_round(subject, order, positions);
  }
}

std::optional<benchmark_place> place_of(const std::string& benchmark_name) {
  const auto found = places().find(benchmark_name);
  if (found == places().end()) return std::nullopt;
  return found->second;
}

bool any_failure() noexcept { return failed; }

}  // namespace pangkas::benchmarks
