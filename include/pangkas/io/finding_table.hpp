// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Findings as a table for a spreadsheet.
#pragma once

#include <pangkas/core/finding.hpp>
#include <pangkas/io/output.hpp>

#include <span>

namespace pangkas::inline v0_1 {

/// @brief Writes findings as CSV: `file,row,column,position,rule,severity,detail,action`, in the
/// given order, safe for a spreadsheet (csv_style). What is absent is an empty cell.
/// @param findings      All that are to be written.
/// @param sink          Takes the table in pieces of about 64 KiB.
/// @param with_heading  Whether the heading row comes first; false: the table goes on.
/// @complexity O(bytes written).
void write_finding_table(std::span<const finding> findings, const text_sink& sink,
                         bool with_heading = true);

}  // namespace pangkas
