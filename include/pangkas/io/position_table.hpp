// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Reads tables of positions: the plain one, and the senior and junior returns of the UK.
#pragma once

#include <pangkas/core/organisation.hpp>
#include <pangkas/core/organisation_builder.hpp>
#include <pangkas/io/columns.hpp>
#include <pangkas/io/csv.hpp>
#include <pangkas/io/output.hpp>

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief Told now and then how many rows have been read.
using row_progress = std::function<void(std::size_t rows)>;

/// @brief How the work of reading a table is divided. What comes out is always the same.
struct reading_effort {
  std::size_t threads = 1;  ///< that work side by side, if the table is large enough
  /// The table is read in blocks of about this many bytes; 0: of a size that suits the caches.
  std::size_t block = 0;
  /// Told how many bytes of the table have been passed, now and then, by the calling thread. They
  /// are looked at again only if a code stands in several rows.
  std::function<void(std::size_t bytes)> passed = {};
  /// Looks a second time for what can be read but is probably not meant: rows of totals, codes that
  /// a spreadsheet changed, text that an encoding broke, levels that contradict the superiors.
  bool suspicious = false;
};

/// @brief A column of a table.
struct column_account {
  std::string heading{};
  std::string read_as{};  ///< the field, as a mapping names it; empty: the column was left alone

  friend bool operator==(const column_account&, const column_account&) = default;
};

/// @brief What became of each row and each column of a table.
///
/// Every row with any text below the headings is counted once:
/// `rows = positions + job_shares + repeated + left_out_rows()`.
struct table_account {
  std::string file{};
  std::size_t rows = 0;
  std::size_t positions = 0;
  std::size_t job_shares = 0;  ///< share the post of an earlier row
  std::size_t repeated = 0;    ///< say what an earlier row says
  /// Rows that gave no position, by the reason: the rule of a finding (`no-code`,
  /// `duplicate-code`), or the part of the mapping that left them out (`keep`, `eliminated`).
  std::map<std::string, std::size_t> left_out{};
  std::vector<column_account> columns{};

  /// @brief All rows that gave no position and are neither job shares nor repeated.
  [[nodiscard]] std::size_t left_out_rows() const {
    std::size_t all = 0;
    for (const auto& [reason, rows_of_it] : left_out) all += rows_of_it;
    return all;
  }
};

/// @brief Adds the positions of a table to a builder.
///
/// Cells are trimmed of blanks at both ends and otherwise kept exactly. The first row of a code
/// stands; a later one that differs only in holder, pay, contact, notes or full-time equivalent is
/// a job share of it, any other is an error. Nothing of a later row is added.
///
/// @param builder   Receives positions and findings.
/// @param text      The table in UTF-8, with a heading row.
/// @param file      Name for findings and errors.
/// @param mapping   How its columns are read.
/// @param progress  Called about every 65,536 rows, by the calling thread.
/// @param effort    How the work is divided.
/// @return          What became of each row and column.
/// @throws input_error if the table cannot be read: no heading row, no column for the code or the
///         superior, a quote that is never closed, a cell beyond the limit.
/// @complexity O(bytes); twice that if a code stands in several rows.
table_account add_position_table(organisation_builder& builder, std::string_view text,
                                 const std::string& file, const column_mapping& mapping = {},
                                 const row_progress& progress = {},
                                 const reading_effort& effort = {});

/// @brief The mapping with which a UK senior return is read, as its publisher's checker reads it:
/// a row whose name is exactly `Eliminated` is a post that no longer exists, `XX` and `xx` mark a
/// root, the code `0` is a person who is paid but in no post, a name `Vacant` a post without a
/// holder.
[[nodiscard]] column_mapping uk_senior_mapping();

/// @brief Adds the posts of a UK senior return. Seats are the FTE; the yearly cost is the middle of
/// the published pay band times the FTE.
/// @param builder   Receives posts and findings.
/// @param text      The return in UTF-8.
/// @param file      Name for findings and errors.
/// @param mapping   uk_senior_mapping() or a variation of it.
/// @param progress  Called about every 65,536 rows, by the calling thread.
/// @param effort    How the work is divided.
/// @return          What became of each row and column.
/// @throws input_error as add_position_table().
table_account add_uk_senior_return(organisation_builder& builder, std::string_view text,
                                   const std::string& file, const column_mapping& mapping,
                                   const row_progress& progress = {},
                                   const reading_effort& effort = {});

/// @brief Adds the rows of a UK junior return: each row is one position with as many seats as its
/// FTE. Its code is the senior post's code, a slash and a running number, for the return gives
/// none.
/// @return What became of each row and column.
/// @throws input_error as add_position_table().
table_account add_uk_junior_return(organisation_builder& builder, std::string_view text,
                                   const std::string& file, const row_progress& progress = {});

/// @brief Writes the positions as a table that add_position_table() reads: CSV, UTF-8, in the given
/// order. Lines, authorities and the scheme are not in it; JSON keeps those.
/// @complexity O(bytes written), in pieces of 256 KiB.
void write_position_table(const organisation& org, const text_sink& sink,
                          const csv_style& style = {});

}  // namespace pangkas
