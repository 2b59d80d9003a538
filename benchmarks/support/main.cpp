// SPDX-License-Identifier: BSL-1.0
#include "benchmarks/support/contenders.hpp"
#include "benchmarks/support/ratio_reporter.hpp"

#include <pangkas/version.hpp>

#include <benchmark/benchmark.h>

#include <charconv>
#include <cstddef>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace {

/// Since version 1.8 Google Benchmark wants a unit behind the least time, which 1.7 refuses.
template <class State>
constexpr const char* least_time = requires(State& state) {
  state.SkipWithMessage("");
}
? "--benchmark_min_time=0.02s" : "--benchmark_min_time=0.02";

/// Takes `--rounds=N` out of the arguments.
bool take_rounds(std::vector<char*>& arguments, std::size_t& rounds) {
  constexpr std::string_view flag = "--rounds=";
  for (auto argument = arguments.begin(); argument != arguments.end(); ++argument) {
    std::string_view text = *argument;
    if (!text.starts_with(flag)) continue;
    text.remove_prefix(flag.size());
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), rounds);
    if (fault != std::errc{} || end != text.data() + text.size() || rounds == 0) return false;
    arguments.erase(argument);
    return true;
  }
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<char*> arguments(argv, argv + argc);
  std::size_t rounds = 3;
  if (!take_rounds(arguments, rounds)) {
    std::cerr << "--rounds must be a whole number of at least 1\n";
    return 2;
  }
  // Before the caller's own arguments, so that those win.
  std::string shorter = least_time<benchmark::State>;
  if (!arguments.empty()) arguments.insert(arguments.begin() + 1, shorter.data());
#ifdef __GLIBC__
  // Memory that was freed is kept. Else the kernel hands out the pages of large results anew and
  // clears them, for some contenders and not for others.
  mallopt(M_MMAP_MAX, 0);
  mallopt(M_TRIM_THRESHOLD, -1);
#endif

  int count = static_cast<int>(arguments.size());
  benchmark::Initialize(&count, arguments.data());
  if (benchmark::ReportUnrecognizedArguments(count, arguments.data())) return 2;
  benchmark::AddCustomContext("pangkas", std::string(pangkas::version));
  pangkas::benchmarks::register_benchmarks(rounds);
  pangkas::benchmarks::ratio_reporter reporter;
  // A filter that matches nothing measures nothing: say so to whoever runs this in a script.
  const bool any = benchmark::RunSpecifiedBenchmarks(&reporter) > 0;
  benchmark::Shutdown();
  return any && !pangkas::benchmarks::any_failure() ? 0 : 1;
}
