// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Where the time and the memory of a command went, for --stats.
#pragma once

#include <pangkas/core/organisation.hpp>

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace pangkas::cli {

/// @brief Takes the time of the stages of a command. At its end it tells them on standard error, if
/// that was asked for, so that what stands on standard output stays the same.
class run_stats {
 public:
  run_stats() = default;
  run_stats(const run_stats&) = delete;
  run_stats& operator=(const run_stats&) = delete;
  ~run_stats();

  /// @brief Asks for it: the target of a flag.
  [[nodiscard]] bool& asked() noexcept { return asked_; }

  /// @brief Ends the stage that runs, and begins another.
  void begin(std::string_view name);
  /// @brief The organisation that was read in the stage that runs: what its rows and memory are.
  void has_read(const organisation& org);

 private:
  using clock = std::chrono::steady_clock;
  struct stage {
    std::string name;
    double seconds = 0;
    std::size_t rows = 0;  ///< 0: not counted in rows
  };

  void end();

  bool asked_ = false;
  std::vector<stage> stages_;
  clock::time_point since_;
  std::size_t positions_ = 0;
  std::size_t lines_bytes_ = 0;
  std::size_t table_bytes_ = 0;
};

}  // namespace pangkas::cli
