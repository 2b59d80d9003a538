// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Writes tables of results as separated values and as rows of JSON, piece by piece.
#pragma once

#include <pangkas/core/result_table.hpp>
#include <pangkas/io/csv.hpp>
#include <pangkas/io/output.hpp>

namespace pangkas::inline v0_1 {

/// @brief Writes a table with its headings; what is absent is an empty cell.
/// @param table  The table; one reader at a time, as its texts say.
/// @param sink   Takes the text piece by piece, in UTF-8.
/// @param style  How cells are written.
/// @complexity   O(bytes written), in pieces of 256 KiB.
void write_result_table(const result_table& table, const text_sink& sink,
                        const csv_style& style = {});

/// @brief Writes the rows of a table as a list of JSON: an object a line, null for what is absent.
/// What is no UTF-8 stands as U+FFFD.
/// @complexity O(bytes written), in pieces of 256 KiB.
void write_result_rows(const result_table& table, const text_sink& sink);

/// @brief Writes an Excel workbook (.xlsx) of one sheet, `rows`, with the cells of
/// write_result_table(); numbers are numbers, all else is text.
/// @throws output_error if there are more rows than a sheet has, or a text longer than a cell.
/// @complexity O(bytes); the workbook stands in memory.
void write_result_workbook(const result_table& table, const text_sink& sink);

}  // namespace pangkas
