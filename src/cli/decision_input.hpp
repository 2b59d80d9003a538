// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief What every command that follows decisions can be asked.
#pragma once

#include "options.hpp"

#include <pangkas/decisions/decision_options.hpp>

namespace pangkas::cli {

/// @brief The day, the working minutes and the flag of absent holders.
class decision_input {
 public:
  void add_to(command_line command);
  [[nodiscard]] const decision_options& options() const noexcept { return options_; }

 private:
  decision_options options_;
};

}  // namespace pangkas::cli
