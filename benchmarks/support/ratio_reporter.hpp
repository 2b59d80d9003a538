// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Prints ratios instead of times: each contender against the first one of its subject.
#pragma once

#include "benchmarks/support/contenders.hpp"

#include <benchmark/benchmark.h>

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace pangkas::benchmarks {

/// @brief A table for each subject and row order: the time of each contender, by size, as a ratio
/// to the time of the first contender in the same round.
///
/// A cell is the median of the rounds, with the lowest and the highest in parentheses. Processor
/// time is compared, since every contender runs on one thread and other programs may run beside it.
/// Absolute times are in the file that `--benchmark_out` writes.
class ratio_reporter : public benchmark::BenchmarkReporter {
 public:
  bool ReportContext(const Context& context) override;
  void ReportRuns(const std::vector<Run>& runs) override;
  void Finalize() override;

 private:
  /// Seconds an iteration, by size and contender, one for each round.
  using times = std::map<std::size_t, std::map<std::size_t, std::vector<double>>>;

  void print_table();

  std::optional<benchmark_place> table_;  ///< any place in the table that is being filled
  times times_;
};

}  // namespace pangkas::benchmarks
