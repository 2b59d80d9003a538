// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Reads a policy from TOML, and writes it.
#pragma once

#include <pangkas/simplify/policy.hpp>

#include <string>
#include <string_view>

namespace pangkas::inline v0_1 {

/// @brief Reads a policy: `[policy]`, `[[select]]`, `[[exempt]]`, `[[convert]]`, `[reports]`,
/// `[authority]`, `[roles]` with `[[roles.name]]`, `[[digital]]`, and `[checks]`.
///
/// Every key is checked and an unknown one is an error. Whether the rules make sense together is
/// asked of validate(), which needs the rank scheme and which simplify() calls. The presets in
/// `src/presets/policies` show each key.
///
/// @param text  TOML in UTF-8.
/// @param file  Its name, for errors here and in validate().
/// @throws rule_error with file and line: no TOML, an unknown section or key, a wrong type, a value
///         that is not one of those allowed.
[[nodiscard]] policy read_policy(std::string_view text, const std::string& file);

/// @brief Writes a policy as TOML; read_policy() gives the same policy back.
///
/// Every section is written, with the defaults that hold; what a rule does not ask is left out.
[[nodiscard]] std::string write_policy(const policy& rules);

}  // namespace pangkas
