// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The files that are compiled into the library. The build writes the definitions.
#pragma once

#include <span>
#include <string_view>

namespace pangkas::inline v0_1::detail {

/// @brief One file of `src/presets/`, as it stands in the source tree.
struct embedded_file {
  std::string_view name;  ///< the file's name without its extension: the name of the preset
  std::string_view text;  ///< all that the file holds
};

/// @brief The rank schemes, by name.
[[nodiscard]] std::span<const embedded_file> embedded_ranks();

/// @brief The policies, by name.
[[nodiscard]] std::span<const embedded_file> embedded_policies();

/// @brief The span bands, by name.
[[nodiscard]] std::span<const embedded_file> embedded_span_bands();

/// @brief The rules of integrity, by name.
[[nodiscard]] std::span<const embedded_file> embedded_integrity();

/// @brief The rules for a body as a whole, by name.
[[nodiscard]] std::span<const embedded_file> embedded_body_rules();

}  // namespace pangkas::detail
