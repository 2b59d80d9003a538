// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief An organisation in the formats of other programs: spreadsheets, graphs, linked data.
#pragma once

#include <pangkas/core/organisation.hpp>
#include <pangkas/io/output.hpp>

namespace pangkas::inline v0_1 {

/// @brief Writes an Excel workbook (.xlsx) that read_organisation() reads: a sheet of the positions,
/// and one each of matters, authority, lines and steps, if there are any.
///
/// Cells are those of the tables. Seats, filled seats, cost, budget and amounts are numbers, all
/// else is text, so that codes keep their zeros and nothing is computed. The rank scheme is not in
/// it.
///
/// @throws output_error if there are more rows than a sheet has, or a text longer than a cell.
/// @complexity O(bytes); the workbook stands in memory.
void write_workbook(const organisation& org, const text_sink& sink);

/// @brief Writes GraphML: positions are nodes with their attributes, lines are edges from superior
/// to subordinate with their type.
/// @complexity O(P + L) for P positions and L lines, in pieces.
/// @source U. Brandes et al., "GraphML Progress Report" (2002).
void write_graphml(const organisation& org, const text_sink& sink);

/// @brief Writes the language DOT of Graphviz: boxes with code and title, from the top to the bottom;
/// lines other than command are dashed.
/// @complexity O(P + L), in pieces.
void write_dot(const organisation& org, const text_sink& sink);

/// @brief Writes Turtle in the words of the W3C Organization Ontology: a post for each position, who
/// it reports to and in which unit it is. A code that is no address becomes `urn:pangkas:post:` and
/// the code, percent-encoded.
/// @complexity O(P), in pieces.
/// @source W3C, "The Organization Ontology", Recommendation of 16 January 2014.
void write_turtle(const organisation& org, const text_sink& sink);

}  // namespace pangkas
