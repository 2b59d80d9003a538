// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Reads from TOML when an office works, and how matters arrive and are
/// worked on.
#pragma once

#include <pangkas/simulate/decision_network.hpp>

#include <string>
#include <string_view>

namespace pangkas::inline v0_1 {

/// @brief Reads the rules of an office: the tables `[calendar]` and
/// `[arrivals]`, and the lists
/// `[[work]]`, `[[matter]]` and `[[leave]]`; docs/background/simulation.md
/// shows each key.
///
/// Every key is checked and an unknown one is an error. What is not given is as
/// in office_rules.
///
/// @param text  TOML in UTF-8.
/// @param file  Its name, for errors.
/// @throws rule_error with file and line: no TOML, an unknown key, a wrong
/// type, hours that are none,
///         a day that is none, a probability that is not below 1, a
///         distribution that is not known.
[[nodiscard]] office_rules read_office_rules(std::string_view text, const std::string& file);

/// @brief Reads how work varies, as in "fixed", "exponential", "lognormal:1.5"
/// or "gamma:0.5".
/// @return  A rule for all matters and positions.
/// @throws rule_error if it is nothing of that kind.
[[nodiscard]] office_rules::work_rule parse_work_law(std::string_view text);

}  // namespace pangkas::inline v0_1
