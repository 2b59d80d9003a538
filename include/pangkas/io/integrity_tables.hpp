// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Reads the tables of integrity: duties, holders, relations.
#pragma once

#include <pangkas/core/finding.hpp>
#include <pangkas/core/organisation.hpp>
#include <pangkas/integrity/duties.hpp>
#include <pangkas/io/number.hpp>
#include <pangkas/io/read.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace pangkas::inline v0_1 {

/// @name Reading
/// One row a duty, a holder in a post, or a relation, below a heading row. The form of a table is
/// that of a position table. A cell that cannot be read, and a row that does not fit the positions,
/// is a finding. The columns are described in docs/background/integrity.md.
///
/// @throws input_error if the table cannot be read: no heading row, a required column is missing, a
///         quote that is never closed, a cell beyond the limit.
/// @complexity O(bytes), and O(P) for each selector of P positions.
/// @{

/// @brief Adds the duties of a table, and the holders that it names.
void add_duty_table(integrity_builder& builder, std::string_view text, const std::string& file);

/// @brief Adds the holders of a table.
void add_holder_table(integrity_builder& builder, std::string_view text, const std::string& file);

/// @brief Adds the relations of a table.
void add_relation_table(integrity_builder& builder, std::string_view text, const std::string& file,
                        decimal_mark decimals = decimal_mark::guess);
/// @}

/// @brief The files of read_integrity_tables(); "-" is the standard input.
struct integrity_files {
  std::vector<std::string> duties{};
  std::vector<std::string> holders{};
  std::vector<std::string> relations{};
};

/// @brief What read_integrity_tables() gives.
struct integrity_data {
  integrity_tables tables{};
  std::vector<finding> findings{};   ///< by file, then by row
  std::vector<input_file> inputs{};  ///< in the order given
};

/// @brief Reads the tables of integrity of an organisation, from separated values or workbooks.
/// @param org          The organisation.
/// @param files        The tables.
/// @param hash_inputs  Whether the inputs have their hashes.
/// @throws input_error if a file cannot be read at all.
/// @complexity As the functions above.
[[nodiscard]] integrity_data read_integrity_tables(const organisation& org,
                                                   const integrity_files& files,
                                                   bool hash_inputs = true);

}  // namespace pangkas
