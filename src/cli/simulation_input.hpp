// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief What every command that simulates can be asked.
#pragma once

#include "options.hpp"

#include <pangkas/core/organisation.hpp>
#include <pangkas/decisions/decision_options.hpp>
#include <pangkas/io/read.hpp>
#include <pangkas/report/decision_times.hpp>
#include <pangkas/study/decision_times.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace pangkas::cli {

/// @brief How long, how often and with which office is simulated.
class simulation_input {
 public:
  /// @param asked  An option without which the others say nothing.
  void add_to(command_line command, const std::string& group,
              const std::optional<option>& asked = std::nullopt);

  [[nodiscard]] bool finds_warm_up() const noexcept { return warm_up_.empty(); }
  [[nodiscard]] std::uint64_t seed() const noexcept { return seed_; }
  /// @brief Reads the calendar, too.
  /// @param decisions  As for the paths.
  /// @param threads    How many may work side by side.
  /// @param inputs     Receives the calendar.
  [[nodiscard]] timing_options timing(const decision_options& decisions, std::size_t threads,
                                      std::vector<input_file>& inputs) const;
  /// @throws rule_error if the calendar names what the organisation does not have.
  void check(const organisation& org, const timing_options& how) const;
  /// @brief How the times were found, with the thousand busiest posts.
  [[nodiscard]] timing_evidence told(const timing_options& how) const;

 private:
  std::string calendar_;
  std::string work_;
  std::string horizon_;
  std::string warm_up_;
  std::string precision_;
  std::size_t replications_ = 30;
  std::uint64_t seed_ = 1;
  double moved_work_ = 0;
};

}  // namespace pangkas::cli
