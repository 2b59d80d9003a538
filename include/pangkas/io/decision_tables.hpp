// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Reads and writes the tables of decisions: matters, authority, lines, steps.
#pragma once

#include <pangkas/core/organisation.hpp>
#include <pangkas/core/organisation_builder.hpp>
#include <pangkas/io/csv.hpp>
#include <pangkas/io/number.hpp>
#include <pangkas/io/output.hpp>

#include <string>
#include <string_view>

namespace pangkas::inline v0_1 {

/// @name Reading
/// One row a matter, an authority, a line or a step, below a heading row. The form of a table is that of a
/// position table. A cell that cannot be read is a finding; what does not fit the positions is one
/// when the organisation is built. The columns are described in docs/background/formats.md.
///
/// @throws input_error if the table cannot be read: no heading row, a required column is missing, a
///         quote that is never closed, a cell beyond the limit.
/// @complexity O(bytes).
/// @{

/// @brief Adds the matters of a table to a builder.
///
/// A number that is none is read as absent, a negative volume as 0, since absent would mean one
/// matter for each originator. A row whose originators cannot be read is left out. One of several
/// amounts becomes a matter for each, see organisation_builder::add_matter().
void add_matter_table(organisation_builder& builder, std::string_view text, const std::string& file,
                      decimal_mark decimals = decimal_mark::guess);

/// @brief Adds the authorities of a table to a builder.
///
/// Each is held by one position, by a class, or by who stands so to the originator; the last two are
/// kept as rules. Where the source is blank it is mandate for an acting official and where there is
/// a giver, else attribution. A row is left out where reading it as absent would widen the right:
/// limits, period, acting, for whom it holds, who must concur, quorum.
void add_authority_table(organisation_builder& builder, std::string_view text,
                         const std::string& file, decimal_mark decimals = decimal_mark::guess);

/// @brief Adds the lines of a table to a builder; a row of an unknown type is left out. A selector
/// of subordinates is a line to each of them.
void add_line_table(organisation_builder& builder, std::string_view text, const std::string& file);

/// @brief Adds the steps that orders name to a builder; a row of an unknown act, or of nobody, is
/// left out.
void add_step_table(organisation_builder& builder, std::string_view text, const std::string& file,
                    decimal_mark decimals = decimal_mark::guess);
/// @}

/// @name Writing
/// What the functions above read: CSV, UTF-8, in the order of the organisation. What few
/// organisations have is a column only where a row fills it. A text that
/// begins or ends with a blank loses it when it is read; JSON keeps it.
/// @complexity O(bytes written), in pieces of about 64 KiB.
/// @{

/// @brief Writes the matters.
void write_matter_table(const organisation& org, const text_sink& sink,
                        const csv_style& style = {});
/// @brief Writes the authorities, one row a rule.
void write_authority_table(const organisation& org, const text_sink& sink,
                           const csv_style& style = {});
/// @brief Writes all lines but those of command, which the position table holds.
void write_line_table(const organisation& org, const text_sink& sink, const csv_style& style = {});
/// @brief Writes the steps.
void write_step_table(const organisation& org, const text_sink& sink, const csv_style& style = {});
/// @}

}  // namespace pangkas
