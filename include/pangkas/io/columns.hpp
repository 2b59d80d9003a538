// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Column mapping: how the columns of a table that others made are read.
#pragma once

#include <pangkas/io/encoding.hpp>
#include <pangkas/io/number.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief Which rows of a table hold a value in a column.
struct row_condition {
  std::string column{};               ///< heading; empty: the condition holds for no row
  std::vector<std::string> values{};  ///< any of them
  bool letters_only = false;          ///< compare letters alone, in lower case
};

/// @brief How a table is read. Every field has a default, so that a table with the headings
/// `code,title,kind,rank,reports_to,unit,seats,filled,class,cost,budget,flags` needs no mapping.
struct column_mapping {
  /// Headings of the fields; of several, the first that the table has. A heading that the mapping
  /// names must be there; a default one need not.
  std::vector<std::string> code{"code", "kode", "kode_jabatan"};
  std::vector<std::string> title{"title", "jabatan", "nama_jabatan"};
  std::vector<std::string> kind{"kind", "jenis", "jenis_jabatan"};
  std::vector<std::string> rank{"rank", "eselon", "jenjang"};
  std::vector<std::string> reports_to{"reports_to", "atasan", "kode_atasan"};
  std::vector<std::string> unit{"unit", "unit_kerja"};
  std::vector<std::string> seats{"seats", "formasi"};
  std::vector<std::string> filled{"filled", "terisi", "bezetting"};
  std::vector<std::string> position_class{"class", "kelas", "kelas_jabatan"};
  std::vector<std::string> cost{"cost", "biaya"};
  std::vector<std::string> budget{"budget", "anggaran"};
  std::vector<std::string> flags{"flags", "tanda"};
  /// Fields whose headings were given by the mapping.
  std::vector<std::string> required{"code", "reports_to"};

  /// What stands in the superior's column of a root.
  std::vector<std::string> root_marks{"", "-"};
  /// What stands in the code's column of a row that is no position.
  std::vector<std::string> no_code{""};
  /// Rows that are read at all: every condition must hold.
  std::vector<row_condition> keep{};
  /// Rows of posts that no longer exist.
  row_condition eliminated{};
  /// Rows of posts without a holder: their filled seats are 0.
  row_condition vacant{};
  /// Columns in which two rows of a job share may differ, beside those that everybody has.
  std::vector<std::string> may_differ{};
  /// The superior's code is what follows the first of these characters in the superior's column.
  std::string superior_after_first{};

  std::optional<char> delimiter{};                   ///< absent: recognised
  std::optional<pangkas::encoding> text_encoding{};  ///< absent: recognised
  decimal_mark decimals = decimal_mark::guess;
  std::string scheme{};  ///< rank scheme; empty: the caller's choice
};

/// @brief Reads a column mapping from TOML.
///
/// @code{.toml}
/// [columns]
/// code = "post"
/// reports_to = "manager"
/// [reading]
/// root_marks = ["", "XX"]
/// delimiter = ";"
/// [keep]
/// date = "2013-09-30"
/// [eliminated]
/// column = "status"
/// values = ["eliminated"]
/// @endcode
///
/// @throws rule_error that names file and line: no valid TOML, an unknown key, a wrong type.
[[nodiscard]] column_mapping read_columns(std::string_view text, const std::string& file);

}  // namespace pangkas
