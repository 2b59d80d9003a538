// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The native form of an organisation: versioned JSON that loses nothing.
#pragma once

#include <pangkas/core/organisation.hpp>
#include <pangkas/core/organisation_builder.hpp>
#include <pangkas/io/output.hpp>

#include <memory>
#include <string>
#include <string_view>

namespace pangkas::inline v0_1 {

/// @brief The newest version of the native JSON that this library reads. It writes version 1 where
/// that can say everything.
inline constexpr int json_version = 2;

/// @brief Writes an organisation as JSON: one position a line, in the given order.
///
/// Matters and steps are left out where there are none. A selector is written as to_string(condition)
/// has it, so that one whose values are empty cannot be read back.
///
/// Reading it back gives the same organisation, and writing that gives the same bytes. Its JSON
/// Schema is docs/schema/organisation-2.schema.json.
///
/// @throws output_error if a text is not UTF-8; it names the entry.
/// @complexity O(bytes written), in pieces of 256 KiB.
void write_json(const organisation& org, const text_sink& sink);

/// @brief write_json() into one string.
[[nodiscard]] std::string to_json(const organisation& org);

/// @brief The SHA-256 of an organisation: what `sha256sum` says of the file that write_json() writes.
/// @param org   The organisation.
/// @param sink  Takes the JSON, if it is to be written at the same time.
/// @throws output_error as write_json().
[[nodiscard]] std::string sha256_of(const organisation& org, const text_sink& sink = {});

/// @brief Reads the native JSON.
///
/// @param text     JSON in UTF-8.
/// @param file     Name for findings and errors.
/// @param options  As for a builder.
/// @param scheme   Takes the place of the rank scheme that the document names or holds.
/// @return         The organisation, and findings whose row is the place in the array, from 1.
/// @throws input_error if the text is no JSON, is not this format, or is of a newer version.
/// @complexity O(bytes); the positions never stand in memory as a JSON tree.
[[nodiscard]] build_result read_json(std::string_view text, std::string_view file = {},
                                     const build_options& options = {},
                                     std::shared_ptr<const rank_scheme> scheme = nullptr);

/// @brief Adds what native JSON holds to a builder, so that more can be added before it is built.
/// @param builder  Receives positions, matters, lines, authorities, steps, findings, and the rank scheme.
/// @param text     JSON in UTF-8.
/// @param file     Name for findings and errors.
/// @param scheme   Takes the place of the rank scheme that the document names or holds.
/// @throws input_error as read_json().
/// @complexity O(bytes).
void add_json(organisation_builder& builder, std::string_view text, std::string_view file = {},
              std::shared_ptr<const rank_scheme> scheme = nullptr);

}  // namespace pangkas
