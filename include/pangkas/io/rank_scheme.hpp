// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Reads a rank scheme from TOML.
#pragma once

#include <pangkas/core/rank_scheme.hpp>

#include <string>
#include <string_view>

namespace pangkas::inline v0_1 {

/// @brief Reads a rank scheme: a table `[scheme]` and, highest first, the tables `[[rank]]`.
///
/// Every key is checked and an unknown one is an error, so that a slip of the pen cannot take a
/// rank out of the rules. The presets in `src/presets/ranks` show each key.
///
/// @param text  TOML in UTF-8.
/// @param file  Its name, for errors.
/// @throws rule_error with file and line: no TOML, an unknown key, a wrong type, a rank without
///         name or kind, two ranks of one name, a lower bound above its upper bound.
[[nodiscard]] rank_scheme read_rank_scheme(std::string_view text, const std::string& file);

}  // namespace pangkas
