// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Reads an organisation in Turtle, by the W3C Organization Ontology, as the text of a table.
#pragma once

#include "table_text.hpp"

#include <string>
#include <string_view>

namespace pangkas::inline v0_1::detail {

/// @brief Whether a text begins as Turtle or N-Triples do.
[[nodiscard]] bool begins_turtle(std::string_view text);

/// @brief Reads posts, units and who reports to whom.
///
/// A code is the whole address of a post or unit, its title its label (`skos:prefLabel`, else
/// `rdfs:label`), its filled seats those who hold it, if anybody holds anything. Where posts report
/// to posts (`org:reportsTo`) the records are the posts. Where none does the line runs through the
/// units: these are records, below the unit that they are of (`org:subOrganizationOf`, `org:unitOf`
/// and their inverses), and so are their posts (`org:postIn`, `org:hasPost`). Of several superiors
/// the first stands. Records stand in the order in which the text names them.
///
/// @throws input_error if it is no valid Turtle, or says nothing about posts and units.
/// @complexity O(N log N) for N bytes.
/// @source W3C, "The Organization Ontology", Recommendation of 16 January 2014; "RDF 1.1 Turtle",
///         Recommendation of 25 February 2014.
[[nodiscard]] table_text table_of_turtle(const std::string& text, const std::string& file);

}  // namespace pangkas::detail
