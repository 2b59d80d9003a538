// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The policy that a command was given, with what was given beside it.
#pragma once

#include "options.hpp"

#include <pangkas/core/organisation.hpp>
#include <pangkas/decisions/decision_options.hpp>
#include <pangkas/report/evidence.hpp>
#include <pangkas/simplify/policy.hpp>
#include <pangkas/simplify/scenario.hpp>
#include <pangkas/study/delegation_question.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace pangkas::cli {

/// @brief A policy or a scenario by hand, and its text.
struct loaded_policy {
  policy rules;  ///< of a scenario the last that it applies, under the scenario's name
  std::string text;
  std::optional<pangkas::scenario> steps{};
  std::optional<std::size_t> span_floor{};  ///< given beside the policy's text
  /// Rights that are passed on, in place of a policy.
  std::optional<std::vector<delegation>> delegations{};

  /// @brief How decisions are followed.
  [[nodiscard]] decision_options options(decision_options given) const;
  /// @brief Who was played, for evidence.
  /// @param layers  Given beside the policy's text.
  [[nodiscard]] policy_evidence evidence(const std::vector<std::size_t>& layers) const;
  /// @brief Puts another span floor into the policy.
  /// @throws rule_error if it has none.
  void give_span_floor(std::size_t floor);
  /// @brief simplify() or apply().
  [[nodiscard]] simplification apply_to(const organisation& before) const;
  /// @brief For what keeps posts by an exemption; nullptr: it was no policy.
  [[nodiscard]] const policy* policy_if_any() const {
    return steps || delegations ? nullptr : &rules;
  }
};

/// @brief A policy by preset name, or from a TOML file.
[[nodiscard]] loaded_policy policy_by_name(const std::string& name);
/// @brief A scenario from a TOML file.
[[nodiscard]] loaded_policy scenario_by_name(const std::string& name);

/// @brief A policy that was made, with its text, from which it is read again: what is written is what
/// runs.
[[nodiscard]] loaded_policy written_policy(const policy& rules);
/// @brief Takes roles that were given on the command line instead of the policy's.
void set_roles(policy& rules, role_policy kind);

/// @brief --policy, --layers, --span-floor, --roles and --scenario.
class given_policy {
 public:
  /// @return The option --policy.
  option add_to(command_line command);
  /// @brief --scenario FILE, where a scenario by hand may stand in place of a policy.
  /// @param policy  The option --policy, which it excludes; absent where there is none.
  option add_scenario_to(command_line command, std::optional<option> policy);

  [[nodiscard]] bool is_given() const noexcept { return !name_.empty() || !scenario_.empty(); }
  [[nodiscard]] const std::string& name() const noexcept { return name_; }
  /// @brief Layers that were given beside the policy's text; empty if none.
  [[nodiscard]] const std::vector<std::size_t>& layers() const noexcept { return layers_; }
  /// @brief Says on standard error which of the given layers an organisation does not have.
  void tell_missing_layers(const organisation& org) const;
  /// @brief Reads the policy and puts the layers, the floor and the roles into it.
  /// @throws rule_error if it selects by layers that nobody gave, or a floor was given to one
  ///         without.
  [[nodiscard]] loaded_policy load() const;

 private:
  std::string name_;
  std::string scenario_;
  std::vector<std::size_t> layers_;
  std::optional<std::size_t> span_floor_;
  std::string roles_;
};

}  // namespace pangkas::cli
