// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Reads a sheet of an Excel workbook (.xlsx) as the text of a table.
#pragma once

#include "table_text.hpp"

#include <pangkas/io/number.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace pangkas::inline v0_1::detail {

/// @brief Whether bytes are a ZIP archive, as workbooks are.
[[nodiscard]] bool is_archive(std::string_view bytes) noexcept;

/// @brief Which sheet is read: the one of the name, else of the number, else of the usual name,
/// else the first that is not hidden.
struct sheet_choice {
  std::string name{};
  std::size_t number = 0;                       ///< from 1, as the tabs stand; 0: not given
  std::string_view usual{};                     ///< taken if there is a sheet of this name
  decimal_mark decimals = decimal_mark::guess;  ///< how the table will be read
};

/// @brief Reads a sheet of a workbook: one record for each row up to the last, with as many cells as
/// the widest row before it.
///
/// A cell is what is stored in it: text as it is; a number in as few digits as tell it, of the 15
/// that a spreadsheet keeps, and never with an exponent; a number that is shown as a date as
/// `2021-06-30`, with a time of day as `2021-06-30T08:00:00`; a number shown with leading zeros with
/// them; TRUE and FALSE; the stored value of a formula. Errors such as `#N/A` and formulas without a
/// stored value are empty, with a finding. Of a merged range the first cell has the text, and of its
/// first column each cell whose row has text of its own, so that a unit that is written once over
/// its posts is the unit of each. Hidden rows and columns are read.
///
/// @param bytes   The workbook.
/// @param file    Its name, for errors and findings.
/// @param choice  The sheet.
/// @throws input_error if it is damaged, protected by a password, another archive than a workbook,
///         unpacks beyond all measure, or has no such sheet.
/// @complexity O(unpacked bytes); in memory are the shared texts and the result.
/// @source ECMA-376, Office Open XML File Formats, part 1 (2016), section 18.
[[nodiscard]] table_text read_workbook(std::string_view bytes, const std::string& file,
                                       const sheet_choice& choice = {});

}  // namespace pangkas::detail
