// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Writes a ledger as a table and as JSON, and reads the JSON, so that undo works from
/// files.
#pragma once

#include <pangkas/core/organisation.hpp>
#include <pangkas/io/csv.hpp>
#include <pangkas/io/output.hpp>
#include <pangkas/simplify/ledger.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace pangkas::inline v0_1 {

/// @brief The newest version of the JSON ledger: what a scenario's steps need. A ledger of a
/// policy alone is still written as version 2. Older ones are read.
inline constexpr int ledger_version = 3;

/// @brief What a ledger holds of the organisations before and after: sha256_of() each.
struct ledger_hashes {
  std::string before{};
  std::string after{};

  friend bool operator==(const ledger_hashes&, const ledger_hashes&) = default;
};

/// @brief What a row of a ledger says of its rule.
enum class rule_cells : std::uint8_t {
  in_full,  ///< rule, source, reason: each row can be read on its own
  by_id     ///< the id that write_ledger_rules() gives it: half the bytes
};

/// @brief Writes a ledger for people: position, change, was, is, rule, source, reason.
/// @param changes  The ledger.
/// @param sink     Takes the table piece by piece, in UTF-8.
/// @param style    Nothing reads it back, so it is safe for a spreadsheet unless said otherwise.
/// @param rules    By id: the last two columns are left out.
/// @complexity O(bytes written), in pieces of 256 KiB.
void write_ledger_csv(const ledger& changes, const text_sink& sink,
                      const csv_style& style = for_people, rule_cells rules = rule_cells::in_full);

/// @brief Writes the rules of a ledger once each: id, section, rule, source, reason.
///
/// The id is the rule's own. A convert rule that takes its reason from several select rules is several
/// here: the second is "name (2)", and so on.
/// @param changes  The ledger.
/// @param sink     Takes the table, in UTF-8.
/// @param style    As for write_ledger_csv().
void write_ledger_rules(const ledger& changes, const text_sink& sink,
                        const csv_style& style = for_people);

/// @brief Writes a ledger as JSON, one change a line; read_ledger() gives it back.
///
///     {"pangkas": "ledger", "version": 2, "before_sha256": …, "after_sha256": …,
///      "policy": …, "evidence": {…},
///      "rules": [{"section": …, "rule": …, "source": …, "reason": …}, …],
///      "new_line_names": […], "stages": [number of changes after each stage of a scenario, …],
///      "changes": [{"position": …, "change": …, "was": …, "is": …, "rule": place in rules}, …],
///      "sha256": …}
///
/// `was` and `is` are posts (kind, rank, class) of kept-exempt and converted positions, codes of
/// superiors of re-attached ones, a role and the code of a subordinate, an authority, or how a
/// matter is handled (channel, clerical steps, work, waiting); `position` is null then. Of a post
/// that was abolished or merged they are its superior and who took over, of one that was split off
/// whence and the post, of one whose attribute changed that attribute alone. The last
/// member is the SHA-256 of all that stands before the comma in front of it.
///
/// @param changes   The ledger.
/// @param sink      Takes the JSON piece by piece.
/// @param evidence  A JSON object as text that is put under "evidence": version, inputs and their
///                  hashes; empty: the key is left out.
/// @param hashes    Of both organisations; one that is empty is left out, and then read_ledger_hashes()
///                  refuses the ledger.
/// @throws output_error if a text is not UTF-8; it names the position.
/// @complexity O(bytes written), in pieces of 256 KiB.
void write_ledger_json(const ledger& changes, const text_sink& sink, std::string_view evidence = {},
                       const ledger_hashes& hashes = {});

/// @brief Reads a JSON ledger.
///
/// @param text  JSON in UTF-8.
/// @param org   An organisation with the positions that the ledger names, before or after the
///              changes: codes are looked up in it. The ledger shares its codes.
/// @param file  Name for errors.
/// @throws input_error if the text is no JSON, is not this format, is of a newer version, names a
///         position that @p org does not have, or was changed since it was written: version 1 does
///         not hold its own hash and is believed.
/// @complexity O(bytes); the changes never stand in memory as a JSON tree.
[[nodiscard]] ledger read_ledger(std::string_view text, const organisation& org,
                                 const std::string& file = {});

/// @brief Reads what a JSON ledger holds of both organisations.
/// @param text  JSON in UTF-8.
/// @param file  Name for errors.
/// @throws input_error if it was changed since it was written, or holds no hashes.
/// @complexity O(bytes).
[[nodiscard]] ledger_hashes read_ledger_hashes(std::string_view text, const std::string& file = {});

/// @brief Applies a ledger backwards, as undo() without hashes does, and verifies both ends of it.
/// @param after    The organisation that the simplification gave, or the same read from a file.
/// @param changes  Its ledger.
/// @param hashes   As read_ledger_hashes() gives them.
/// @throws structure_error if @p after is not the organisation that the ledger was written for, or
///         the organisation before comes out as another; it names the position where one can be told.
/// @complexity As undo(), and O(bytes of both as native JSON).
[[nodiscard]] organisation undo(const organisation& after, const ledger& changes,
                                const ledger_hashes& hashes);

}  // namespace pangkas
