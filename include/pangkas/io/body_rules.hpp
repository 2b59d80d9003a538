// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Rules for a body as a whole, as TOML files.
#pragma once

#include <pangkas/metrics/body_rules.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief Reads a rule: a table `[body_rule]`, with `[ratio]`, `[layers]` and `[spans]` as they are
/// asked. The presets in `src/presets/body_rules` show each key.
/// @param text  TOML in UTF-8.
/// @param file  Its name, for errors.
/// @throws rule_error with file and line: no TOML, an unknown key, a wrong type, a rule without name,
///         source or anything that it asks, a range or selector that cannot be read.
[[nodiscard]] body_rule read_body_rule(std::string_view text, const std::string& file);

/// @brief Names of the preset rules, by the alphabet.
[[nodiscard]] std::vector<std::string> preset_body_rules();

/// @brief The TOML of a preset rule: the start of a rule of one's own.
/// @throws input_error if there is none of that name; it names those that there are.
[[nodiscard]] std::string_view preset_body_rule_text(std::string_view name);

}  // namespace pangkas
