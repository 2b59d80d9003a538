// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The policy that a command was given, with what was given beside it.
#pragma once

#include "options.hpp"

#include <pangkas/core/organisation.hpp>
#include <pangkas/simplify/policy.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace pangkas::cli {

/// @brief A policy and its text.
struct loaded_policy {
  policy rules;
  std::string text;
};

/// @brief A policy by preset name, or from a TOML file.
[[nodiscard]] loaded_policy policy_by_name(const std::string& name);

/// @brief --policy, --layers and --roles.
class given_policy {
 public:
  /// @return The option --policy.
  option add_to(command_line command);

  [[nodiscard]] const std::string& name() const noexcept { return name_; }
  /// @brief Layers that were given beside the policy's text; empty if none.
  [[nodiscard]] const std::vector<std::size_t>& layers() const noexcept { return layers_; }
  /// @brief Says on standard error which of the given layers an organisation does not have.
  void tell_missing_layers(const organisation& org) const;
  /// @brief Reads the policy and puts the layers and roles into it.
  /// @throws rule_error if it selects by layers that nobody gave.
  [[nodiscard]] loaded_policy load() const;

 private:
  std::string name_;
  std::vector<std::size_t> layers_;
  std::string roles_;
};

}  // namespace pangkas::cli
