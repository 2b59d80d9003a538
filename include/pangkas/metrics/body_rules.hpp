// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Rules for a body as a whole: managers to others, layers, spans, and what must change a year.
#pragma once

#include <pangkas/core/condition.hpp>
#include <pangkas/core/organisation.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief Layers that bodies of a size were found to have, or are to have.
struct layers_by_size {
  std::string name{};
  std::optional<double> up_to{};  ///< full-time equivalents; absent: any number
  double layers = 0;

  friend bool operator==(const layers_by_size&, const layers_by_size&) = default;
};

/// @brief A public rule; what is absent is not asked. `src/presets/body_rules` holds some.
struct body_rule {
  std::string name{};
  std::string title{};
  std::string source{};
  /// The rule is for bodies with more full-time equivalents than this.
  std::optional<double> more_than{};
  condition except{};  ///< who is counted neither as a manager nor as another; asks nothing: nobody

  /// @name Others to each manager, in full-time equivalents
  /// @{
  std::optional<double> others_per_manager{};  ///< at least
  condition managers{};                 ///< who is one; asks nothing: who has a command subordinate
  bool managers_are_too = false;        ///< whether managers are among the others
  std::optional<double> more_a_year{};  ///< by how much it must rise a year until it is reached
  /// @}

  std::optional<value_range> layers{};
  std::vector<layers_by_size> by_size{};  ///< from the smallest; told beside the layers
  std::optional<value_range> span{};      ///< of each manager
  std::optional<value_range> mean_span{};
  std::optional<value_range> median_span{};

  friend bool operator==(const body_rule&, const body_rule&) = default;
};

/// @brief One thing that a rule asks, or one that is told beside it.
struct body_check {
  std::string what{};
  std::optional<double> found{};
  std::string wanted{};         ///< empty: it is only told
  std::optional<bool> holds{};  ///< absent: not asked of this body, or not known

  friend bool operator==(const body_check&, const body_check&) = default;
};

/// @brief Where a body stood.
struct body_baseline {
  double others_per_manager = 0;  ///< by the same definition
  double years = 0;               ///< since then
};

/// @brief Whom a rule counts, and whom it calls a manager.
struct body_scope {
  std::size_t positions = 0;         ///< counted
  double full_time_equivalents = 0;  ///< of them
  std::size_t excepted = 0;          ///< positions that the rule leaves out
  std::size_t external = 0;          ///< positions outside the organisation, counted by no rule
  std::size_t managers = 0;          ///< of those that are counted
  double manager_equivalents = 0;    ///< full-time equivalents of the managers
  bool managers_are_too = false;     ///< whether managers are among the others
  std::string definition{};          ///< of a manager, in words or as a selector

  friend bool operator==(const body_scope&, const body_scope&) = default;
};

/// @brief Tells whom a rule counts in a body.
/// @complexity O(P) for P positions.
[[nodiscard]] body_scope scope_of(const organisation& org, const body_rule& rule);

/// @brief The full-time equivalents of an organisation: seats of all positions but external ones.
[[nodiscard]] double full_time_equivalents(const organisation& org);

/// @brief Asks a rule of a body.
///
/// One workforce has a ratio for each definition of a manager; so beside that of the rule stand those
/// who have reports, and those whose kind is structural, each with and without managers among the
/// others. Full-time equivalents are seats.
///
/// @param org   The body.
/// @param rule  The rule.
/// @param then  Where it stood, for a rule that asks for movement.
/// @return      What the rule asks, first; then what is told beside it.
/// @complexity  O(P log P) for P positions.
[[nodiscard]] std::vector<body_check> check_body(const organisation& org, const body_rule& rule,
                                                 const std::optional<body_baseline>& then = {});

}  // namespace pangkas
