// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Reads span bands from TOML.
#pragma once

#include <pangkas/metrics/span_bands.hpp>

#include <string>
#include <string_view>

namespace pangkas::inline v0_1 {

/// @brief Reads span bands: a table `[span_bands]` and the tables `[[band]]`, narrowest first.
///
/// Every key is checked and an unknown one is an error. The presets in `src/presets/span_bands`
/// show each key.
///
/// @param text  TOML in UTF-8.
/// @param file  Its name, for errors.
/// @throws rule_error with file and line: no TOML, an unknown key, a wrong type, a set without
///         name, source or bands, a band without name, two bands of one name, two targets, a band
///         that ends below its beginning.
[[nodiscard]] span_band_set read_span_bands(std::string_view text, const std::string& file);

}  // namespace pangkas
