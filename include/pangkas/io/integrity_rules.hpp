// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Reads sets of rules of integrity from TOML.
#pragma once

#include <pangkas/integrity/integrity_rules.hpp>

#include <string>
#include <string_view>

namespace pangkas::inline v0_1 {

/// @brief Reads a set of rules.
///
/// A table `[rules]` gives its name and source; `[[duty]]` the names of one duty, `[[separate]]`,
/// `[[four_eyes]]`, `[[relation]]`, `[[sensitive]]`, `[[audit]]` and `[[collusion]]` the rules. Every
/// key is checked and an unknown one is an error. The presets in `src/presets/integrity` show each
/// key.
///
/// @param text  TOML in UTF-8.
/// @param file  Its name, for errors.
/// @throws rule_error with file and line: no TOML, an unknown key, a wrong type, a set without name
///         or source, and what validate() refuses.
[[nodiscard]] integrity_rules read_integrity_rules(std::string_view text, const std::string& file);

}  // namespace pangkas
