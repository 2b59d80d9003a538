// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Proposes a column mapping for a table that others made.
#pragma once

#include <string>
#include <string_view>

namespace pangkas::inline v0_1 {

/// @brief Proposes how the columns of a table are read, as a mapping that read_columns() reads, with
/// a comment on why each line stands there.
///
/// The code is the column in which nothing stands twice, the superior the one whose cells stand in
/// that column or in another in which nothing stands twice; headings decide between equals. It looks
/// at the first 20,000 rows. What it can't tell is said in a comment; it is a proposal to be read.
///
/// @param text  The table in UTF-8.
/// @param file  Its name, for errors.
/// @return      TOML.
/// @throws input_error if the table has no rows.
/// @complexity  O(C² R) for C columns and R rows looked at.
[[nodiscard]] std::string suggest_columns(std::string_view text, const std::string& file);

}  // namespace pangkas
