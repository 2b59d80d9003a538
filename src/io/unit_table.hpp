// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Tables of units with parents and heads, beside a table of the posts in them.
#pragma once

#include <pangkas/core/organisation_builder.hpp>
#include <pangkas/io/columns.hpp>
#include <pangkas/io/position_table.hpp>

#include <string>
#include <string_view>

namespace pangkas::inline v0_1::detail {

/// @brief Whether a table has the headings of units that the mapping names.
[[nodiscard]] bool is_unit_table(std::string_view text, const std::string& file,
                                 const column_mapping& mapping);

/// @brief Reads the units of a table into `mapping.units.known`. The first row of a unit stands.
/// @return Its rows, all of them left out as units.
table_account add_unit_table(organisation_builder& builder, std::string_view text,
                             const std::string& file, column_mapping& mapping);

}  // namespace pangkas::detail
