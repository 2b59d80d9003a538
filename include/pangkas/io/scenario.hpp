// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Reads a scenario by hand from TOML.
#pragma once

#include <pangkas/simplify/scenario.hpp>

#include <functional>
#include <string>
#include <string_view>

namespace pangkas::inline v0_1 {

/// @brief Gives the text of a policy that a scenario names.
using policy_text_of = std::function<std::string(const std::string& name)>;

/// @brief The text of a preset, or of a file that is found from the folder of the scenario.
/// @param scenario_file  Name of the scenario's file.
/// @throws input_error if there is neither.
[[nodiscard]] policy_text_of policies_beside(const std::string& scenario_file);

/// @brief Reads a scenario: `[scenario]` with its name, then a `[[step]]` for each change, in the
/// order in which they are made.
///
///     [scenario]
///     name = "one-training-unit"
///     source = "Draft regulation 7/2026"        # of every step that gives none
///
///     [[step]]
///     do = "merge"                              # move, merge, split, abolish, add, re-rank,
///     position = "DIR-B"                        # retitle, seats, authority, line, policy
///     into = "DIR-A"
///     reason = "Both train the same officials"
///
/// Every step has a reason and a source, its own or that of `[scenario]`. Every key is checked, and
/// an unknown one is an error. Whether the steps can be made is asked of apply().
///
/// @param text    TOML in UTF-8.
/// @param file    Its name, for errors here and in apply().
/// @param policy  Gives the text of a policy that a step applies.
/// @throws rule_error with file and line: no TOML, an unknown step or key, a wrong type, a value that
///         is not one of those allowed, a step without what it needs. input_error for a policy that
///         is not there.
[[nodiscard]] scenario read_scenario(std::string_view text, const std::string& file,
                                     const policy_text_of& policy);
/// @brief The same with policies_beside() @p file.
[[nodiscard]] scenario read_scenario(std::string_view text, const std::string& file);

}  // namespace pangkas
