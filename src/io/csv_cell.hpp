// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Cells as they are written to a table; see csv_cell().
#pragma once

#include <string>
#include <string_view>

namespace pangkas::inline v0_1::detail {

/// @brief Whether a reader would change a cell that is not quoted.
[[nodiscard]] bool needs_quotes(std::string_view cell, char delimiter) noexcept;

/// @brief Appends a cell, in quotes where it needs them.
void append_cell(std::string& table, std::string_view cell, char delimiter);

}  // namespace pangkas::detail
