// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Makes a plain table of positions of one that follows a convention of its own.
#pragma once

#include "table_headings.hpp"

#include <pangkas/core/organisation_builder.hpp>
#include <pangkas/io/columns.hpp>
#include <pangkas/io/csv.hpp>
#include <pangkas/io/position_table.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// @brief A row condition whose column has been found.
class placed_condition {
 public:
  placed_condition() = default;
  /// @throws input_error if the table has no such column.
  placed_condition(const row_condition& condition, const table_headings& headings);

  [[nodiscard]] std::optional<std::size_t> column() const noexcept { return column_; }
  [[nodiscard]] bool holds(const csv_row& row) const;
  /// @brief The place among the values of the one that a row holds.
  [[nodiscard]] std::optional<std::size_t> value_of(const csv_row& row) const;
  [[nodiscard]] const std::vector<std::string>& values() const noexcept {
    return condition_.values;
  }

 private:
  std::optional<std::size_t> column_{};
  row_condition condition_{};
};

/// @brief Whether a row meets all conditions, as it does where there are none.
[[nodiscard]] bool meets_all(const std::vector<placed_condition>& conditions, const csv_row& row);

/// @brief The code that follows the first of some characters in a superior's cell. Without one it is
/// the cell itself; that, and a code that is not there, is a finding.
/// @param heading  Of the superior's column.
[[nodiscard]] std::string_view code_after_mark(std::string_view text, std::string_view marks,
                                               const finding_reporter& report, origin from,
                                               std::string_view heading, std::string_view code);

/// @brief The parts of a text between some characters, without the blanks around them; none is empty.
[[nodiscard]] std::vector<std::string_view> parts_between(std::string_view text,
                                                          std::string_view marks);

/// @brief Reports the values of conditions that no row of a table holds: slips of the pen.
/// @param rows  Reads the table from its headings on.
void report_values_without_rows(csv_reader rows, const std::vector<placed_condition>& conditions,
                                const table_headings& headings, const finding_reporter& report,
                                std::uint32_t file);

/// @brief Letters of ASCII alone, in lower case.
[[nodiscard]] std::string letters(std::string_view text);

/// @brief A plain table of positions that was made of another.
struct tidy_table {
  /// Each row stands where it stood; what is no row of the plain table is a blank line.
  std::string text{};
  column_mapping mapping{};   ///< that reads it
  bool code_is_made = false;  ///< its first column, of the codes, is in no file
  table_account account{};    ///< of what was left out, and of columns that are not in the mapping
};

/// @brief Makes a plain table where the mapping asks for more than columns, or where rows that are no
/// data stand around the headings.
/// @param builder  Receives findings, and the lines that other superiors of a post are.
/// @return         Nothing if the table can be read as it is.
/// @throws input_error as add_position_table().
/// @complexity     O(bytes), in two passes.
[[nodiscard]] std::optional<tidy_table> tidied(organisation_builder& builder, std::string_view text,
                                               const std::string& file,
                                               const column_mapping& mapping);

}  // namespace pangkas::detail
