// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Files in, organisation out: recognises the format and reads it.
#pragma once

#include <pangkas/core/finding.hpp>
#include <pangkas/core/organisation.hpp>
#include <pangkas/io/columns.hpp>
#include <pangkas/io/position_table.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief The formats that are read.
enum class file_format : std::uint8_t {
  table,          ///< position table: CSV, TSV, or a sheet of an Excel workbook
  uk_organogram,  ///< senior return, with or without its junior return
  json            ///< the native form
};

/// @brief "table", "uk-organogram" or "json".
[[nodiscard]] std::string_view to_string(file_format format);
/// @brief Reads what to_string(file_format) writes.
[[nodiscard]] std::optional<file_format> parse_file_format(std::string_view text);

/// @brief A file that was read, as evidence.
struct input_file {
  std::string file{};    ///< as named by the caller
  std::string sha256{};  ///< of its bytes, in hexadecimal; empty without read_options::hash_inputs
};

/// @brief Choices of read_organisation().
struct read_options {
  std::optional<file_format> format{};      ///< absent: recognised
  std::optional<column_mapping> columns{};  ///< absent: the format's own headings
  /// The rank scheme. Absent: the one of the mapping or format or JSON document, else the preset
  /// that knows most of the ranks in the data, else none.
  std::shared_ptr<const rank_scheme> scheme{};
  bool orphans_are_roots = false;  ///< the tops of orphan trees become roots
  /// The one superior that has no row becomes a root; see build_options::missing_superior_is_root.
  bool missing_superior_is_root = false;
  /// See build_options.
  bool roots_before_first = false;
  bool strict = false;                 ///< the first finding of severity error is an input_error
  std::vector<std::string> matters{};  ///< files for add_matter_table(); "-" is the standard input
  std::vector<std::string> authority{};  ///< files for add_authority_table()
  std::vector<std::string> lines{};      ///< files for add_line_table()
  std::vector<std::string> steps{};      ///< files for add_step_table()
  /// Whether native JSON already says all that it has to say, so that the four lists of files are
  /// for the other formats only.
  bool json_is_whole = false;
  row_progress progress{};  ///< told now and then how many rows of a file are read
  /// Gives the text of a name that is in memory, to be read in place of a file; absent for others.
  /// Such a text is no file that could change, so it is not among the inputs.
  std::function<std::optional<std::string>(const std::string& name)> in_memory;
  /// Looks in tables of positions for what can be read but is probably not meant; see
  /// reading_effort::suspicious.
  bool suspicious = false;
  /// Takes the hash of each input, which is an eighth of the time of reading a large table.
  bool hash_inputs = true;
  /// Threads that read a table side by side; with more than 1, the hash of a large file is computed
  /// beside them. The result is the same with any number.
  std::size_t threads = 1;
  /// Looks at large files where the system keeps them instead of reading a copy, which takes less
  /// time and memory. If another process makes such a file shorter meanwhile, this one ends with
  /// SIGBUS; one that is otherwise changed meanwhile is an input_error.
  bool map_files = false;
};

/// @brief What read_organisation() gives.
struct read_result {
  pangkas::organisation organisation{};
  std::vector<finding> findings{};   ///< by file, in the order of the inputs, then by row
  std::vector<input_file> inputs{};  ///< in the order given; tables of decisions last
  file_format format = file_format::table;
  /// What became of each row and column, by table of positions; native JSON has none.
  std::vector<table_account> tables{};
};

/// @brief Reads the files of one organisation.
///
/// Several position tables are read one after the other into one organisation; a UK senior return
/// may come with its junior return, in any order; the native JSON stands alone. The tables of
/// decisions are added to what any of them holds; of a mapping they take the decimal mark alone.
///
/// @param files    Paths; "-" is the standard input.
/// @param options  Choices.
/// @throws input_error if a file cannot be read at all, if the files do not belong together, or, in
///         strict mode, for the first finding of severity error.
/// @complexity O(bytes).
[[nodiscard]] read_result read_organisation(std::span<const std::string> files,
                                            const read_options& options = {});

/// @brief Proposes a column mapping for a table, as suggest_columns() does.
/// @param file  A path; "-" is the standard input.
/// @throws input_error if the file can't be read or is of a format that needs no mapping.
[[nodiscard]] std::string suggest_mapping(const std::string& file);

}  // namespace pangkas
