// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Cells as they are written to a table; see csv_cell().
#pragma once

#include <pangkas/io/csv.hpp>

#include <string>
#include <string_view>

namespace pangkas::inline v0_1::detail {

/// @brief Whether a cell is written as it is.
[[nodiscard]] bool stands_as_it_is(std::string_view cell, const csv_style& style) noexcept;

/// @brief Appends a cell, in quotes where it needs them.
void append_cell(std::string& table, std::string_view cell, const csv_style& style);

}  // namespace pangkas::detail
