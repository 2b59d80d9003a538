// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Writes a ledger as a table and as JSON, and reads the JSON, so that undo works from
/// files.
#pragma once

#include <pangkas/core/organisation.hpp>
#include <pangkas/io/output.hpp>
#include <pangkas/simplify/ledger.hpp>

#include <string>
#include <string_view>

namespace pangkas::inline v0_1 {

/// @brief Version of the JSON ledger that this library writes, and the newest that it reads.
inline constexpr int ledger_version = 1;

/// @brief Writes a ledger for people: position, change, was, is, rule, source, reason.
/// @param changes    The ledger.
/// @param sink       Takes the table piece by piece, in UTF-8.
/// @param delimiter  Separator of cells.
/// @complexity O(bytes written), in pieces of 256 KiB.
void write_ledger_csv(const ledger& changes, const text_sink& sink, char delimiter = ',');

/// @brief Writes a ledger as JSON, one change a line; read_ledger() gives it back.
///
///     {"pangkas": "ledger", "version": 1, "policy": …, "evidence": {…},
///      "rules": [{"section": …, "rule": …, "source": …, "reason": …}, …],
///      "new_line_names": […],
///      "changes": [{"position": …, "change": …, "was": …, "is": …, "rule": place in rules}, …]}
///
/// `was` and `is` are posts (kind, rank, class) of kept-exempt and converted positions, codes of
/// superiors of re-attached ones, a role and the code of a subordinate, an authority, or how a
/// matter is handled (channel, clerical steps, work, waiting); `position` is null then.
///
/// @param changes   The ledger.
/// @param sink      Takes the JSON piece by piece.
/// @param evidence  A JSON object as text that is put under "evidence": version, inputs and their
///                  hashes; empty: the key is left out.
/// @throws output_error if a text is not UTF-8; it names the position.
/// @complexity O(bytes written), in pieces of 256 KiB.
void write_ledger_json(const ledger& changes, const text_sink& sink,
                       std::string_view evidence = {});

/// @brief Reads a JSON ledger.
///
/// @param text  JSON in UTF-8.
/// @param org   An organisation with the positions that the ledger names, before or after the
///              changes: codes are looked up in it. The ledger shares its codes.
/// @param file  Name for errors.
/// @throws input_error if the text is no JSON, is not this format, is of a newer version, or names
///         a position that @p org does not have.
/// @complexity O(bytes); the changes never stand in memory as a JSON tree.
[[nodiscard]] ledger read_ledger(std::string_view text, const organisation& org,
                                 const std::string& file = {});

}  // namespace pangkas
