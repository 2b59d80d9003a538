// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The policies, rank schemes, span bands and rules of integrity that come with the library.
#pragma once

#include <pangkas/core/rank_scheme.hpp>
#include <pangkas/integrity/integrity_rules.hpp>
#include <pangkas/metrics/span_bands.hpp>
#include <pangkas/simplify/policy.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief Whether a name is meant for a file rather than a preset: it has a point or a slash.
[[nodiscard]] bool is_file_name(std::string_view name);

/// @brief Names of the preset policies, by the alphabet.
[[nodiscard]] std::vector<std::string> preset_policies();

/// @brief The TOML of a preset policy: the start of a policy of one's own.
/// @throws input_error if there is none of that name; it names those that there are.
[[nodiscard]] std::string_view preset_policy_text(std::string_view name);

/// @brief A preset policy.
/// @throws input_error if there is none of that name; it names those that there are.
[[nodiscard]] policy preset_policy(std::string_view name);

/// @brief Names of the preset rank schemes, by the alphabet.
[[nodiscard]] std::vector<std::string> preset_schemes();

/// @brief The TOML of a preset rank scheme: the start of a scheme of one's own.
/// @throws input_error if there is none of that name; it names those that there are.
[[nodiscard]] std::string_view preset_scheme_text(std::string_view name);

/// @brief A preset rank scheme.
/// @throws input_error if there is none of that name; it names those that there are.
[[nodiscard]] std::shared_ptr<const rank_scheme> preset_scheme(std::string_view name);

/// @brief Names of the preset span bands, by the alphabet.
[[nodiscard]] std::vector<std::string> preset_span_bands();

/// @brief The TOML of preset span bands: the start of bands of one's own.
/// @throws input_error if there is none of that name; it names those that there are.
[[nodiscard]] std::string_view preset_span_band_text(std::string_view name);

/// @brief Preset span bands.
/// @throws input_error if there is none of that name; it names those that there are.
[[nodiscard]] span_band_set preset_span_band_set(std::string_view name);

/// @brief Names of the preset rules of integrity, by the alphabet.
[[nodiscard]] std::vector<std::string> preset_integrity_rules();

/// @brief The TOML of preset rules of integrity: the start of rules of one's own.
/// @throws input_error if there is none of that name; it names those that there are.
[[nodiscard]] std::string_view preset_integrity_text(std::string_view name);

/// @brief Preset rules of integrity.
/// @throws input_error if there is none of that name; it names those that there are.
[[nodiscard]] integrity_rules preset_integrity_set(std::string_view name);

}  // namespace pangkas
