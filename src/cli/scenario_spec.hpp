// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief What a study calls a scenario: a policy, changes by hand, an optimum or delegations, with
/// options.
#pragma once

#include "given_policy.hpp"

#include <pangkas/core/organisation.hpp>
#include <pangkas/decisions/decision_options.hpp>
#include <pangkas/study/play.hpp>
#include <pangkas/study/scenario_study.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas::cli {

/// @brief A scenario as the command line names it: `NAME|FILE[:key=value,…]`, or
/// `optimise:span-cap=N[,…]`.
class scenario_spec {
 public:
  /// @throws usage_error if it is not of this form.
  explicit scenario_spec(std::string text);

  /// @brief As it was given.
  [[nodiscard]] const std::string& text() const noexcept { return text_; }
  /// @brief The file that it names; empty for a preset and an optimum.
  [[nodiscard]] std::string file() const;
  /// @brief Reads the policy or the steps, or finds the optimum or the rights to pass on.
  /// @param org        The organisation, for what is found.
  /// @param decisions  How decisions are followed, for the same.
  [[nodiscard]] loaded_policy load(const organisation& org,
                                   const decision_options& decisions) const;
  /// @brief Whether it is a policy of this library's own.
  [[nodiscard]] bool is_preset() const;
  /// @brief Layers that it gives.
  [[nodiscard]] std::vector<std::size_t> layers() const;

 private:
  [[nodiscard]] loaded_policy optimum(const organisation& org,
                                      const decision_options& decisions) const;
  [[nodiscard]] loaded_policy delegations(const organisation& org,
                                          const decision_options& decisions) const;

  std::string text_;
  std::string name_;
  std::vector<std::pair<std::string, std::string>> options_;
};

/// @brief The files that scenarios name; one that is no scenario is passed over.
[[nodiscard]] std::vector<std::string> files_of_scenarios(const std::vector<std::string>& specs);

/// @brief Plays a policy, the steps of a scenario, or delegations.
[[nodiscard]] played played_on(const organisation& before, const loaded_policy& loaded,
                               const decision_options& decisions);

/// @brief Adds what was played to a study, and before the first the organisation as it is.
/// @param loaded   What spec.load() gave.
/// @param outcome  What was played.
void add_to_study(std::vector<studied_scenario>& all, const scenario_spec& spec,
                  const loaded_policy& loaded, const organisation& before, const played& outcome,
                  const study_options& options);

}  // namespace pangkas::cli
