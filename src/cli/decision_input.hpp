// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief What every command that follows decisions can be asked.
#pragma once

#include "options.hpp"

#include <pangkas/core/organisation.hpp>
#include <pangkas/decisions/decision_options.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace pangkas::cli {

/// @brief The day, the working minutes and the flag of absent holders.
class decision_input {
 public:
  void add_to(command_line command);
  [[nodiscard]] const decision_options& options() const noexcept { return options_; }

 private:
  decision_options options_;
};

/// @brief The matters of a code or family, by place; all if it is empty.
/// @throws input_error if there is none.
[[nodiscard]] std::vector<std::size_t> matters_of(const organisation& org, const std::string& code);
/// @brief The matter of a code.
/// @throws input_error if there is none.
[[nodiscard]] std::size_t matter_called(const organisation& org, const std::string& code);

}  // namespace pangkas::cli
