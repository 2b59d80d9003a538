// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Column mapping: how the columns of a table that others made are read.
#pragma once

#include <pangkas/core/position.hpp>
#include <pangkas/io/encoding.hpp>
#include <pangkas/io/number.hpp>

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief Which rows of a table hold a value in a column.
struct row_condition {
  std::string column{};               ///< heading; empty: the condition holds for no row
  std::vector<std::string> values{};  ///< any of them; none: any value
  bool letters_only = false;          ///< compare letters alone, in lower case
  bool is_not = false;                ///< none of the values
  std::string from{};                 ///< the day in the column or a later one, as in 2021-06-30
  std::string until{};                ///< that day or an earlier one
};

/// @brief How a superior is named where its cell is not just its code.
struct superior_rules {
  /// The column in which the superior's cell is looked up, such as a title, or several whose cells
  /// are a name together, as first and last; none: the code's. A table without codes has these.
  std::vector<std::string> column{};
  /// The code stands in the last brackets of the cell: `Ann (7)`.
  bool in_brackets = false;
  /// The superior's code is the code up to the last of these characters: that of `01-01` is `01`.
  std::string code_mark{};
  /// Or its first characters, as many as the longest of these lengths that is shorter.
  std::vector<std::size_t> code_lengths{};
  /// A position that reports to itself is a root.
  bool self_is_root = false;
  /// Characters between several superiors in one cell: the first has command.
  std::string separators{};
  /// A later row of a code that names another superior is a line.
  bool rows = false;
  /// What the lines are to the superiors that do not have command.
  line_type others = line_type::functional;
};

/// @brief Rows that hold for a time: of each code the row is read that holds on a day.
struct validity_rules {
  std::string from{};   ///< heading of the first day; empty: there is none
  std::string until{};  ///< heading of the last day; empty: there is none
  std::string on{};     ///< the day, as in 2021-06-30; empty: the last day on which a row begins
};

/// @brief Who leads where posts name their unit and not their superior: the head of the unit, or,
/// of a head, that of the unit above.
struct unit_rules {
  /// @brief A unit of a table of units.
  struct unit {
    std::string parent{};  ///< code of the unit above; empty: none
    std::string head{};    ///< code of the post that heads it; empty: a row of the posts says so
  };

  std::string code{};         ///< heading of the unit in a table of units; empty: there is none
  std::string parent{};       ///< heading of the unit above
  std::string head{};         ///< heading of the post that heads it; empty: head_post tells
  row_condition head_post{};  ///< which posts head their unit
  std::map<std::string, unit> known{};  ///< filled by the tables of units
};

/// @brief What becomes of the figures of a job share.
enum class job_share_rule : std::uint8_t {
  first,  ///< the first row of a code stands
  add     ///< seats, filled seats, cost and budget are added to those of the first row
};

/// @brief How a table is read. Every field has a default, so that a table with the headings
/// `code,title,kind,rank,reports_to,unit,seats,filled,class,cost,budget,flags,holder,legal_source`
/// needs no mapping.
struct column_mapping {
  /// Headings of the fields; of several, the first that the table has. A heading that the mapping
  /// names must be there; a default one need not.
  std::vector<std::string> code{"code", "kode", "kode_jabatan"};
  std::vector<std::string> title{"title", "jabatan", "nama_jabatan"};
  std::vector<std::string> kind{"kind", "jenis", "jenis_jabatan"};
  std::vector<std::string> rank{"rank", "eselon", "jenjang"};
  std::vector<std::string> reports_to{"reports_to", "atasan", "kode_atasan"};
  std::vector<std::string> unit{"unit", "unit_kerja"};
  std::vector<std::string> seats{"seats", "formasi", "fte"};
  std::vector<std::string> filled{"filled", "terisi", "bezetting"};
  std::vector<std::string> position_class{"class", "kelas", "kelas_jabatan"};
  std::vector<std::string> cost{"cost", "biaya"};
  std::vector<std::string> budget{"budget", "anggaran"};
  std::vector<std::string> flags{"flags", "tanda"};
  std::vector<std::string> holder{"holder", "pemangku"};
  std::vector<std::string> legal_source{"legal_source", "dasar_hukum"};
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
  superior_rules superior{};
  /// Other columns of superiors, by heading, and what their lines are.
  std::vector<std::pair<std::string, line_type>> lines{};
  validity_rules validity{};
  unit_rules units{};
  /// What reports to a post that no longer exists goes to the superior of that, with a finding.
  bool reports_of_eliminated_go_up = false;
  /// A superior's code may differ from the code in the case of letters and in blanks.
  bool codes_ignore_case = false;
  job_share_rule job_share = job_share_rule::first;
  /// Names of ranks in the table, and what the rank scheme calls them.
  std::map<std::string, std::string> ranks{};

  /// The row in which the headings stand; 0: the first that has those of code and superior.
  std::size_t heading_row = 0;
  /// Two rows of headings are read as one; the upper is carried on over blank cells.
  std::size_t heading_rows = 1;
  /// A blank row ends the table.
  bool ends_at_blank = false;

  std::optional<char> delimiter{};                   ///< absent: recognised
  std::optional<pangkas::encoding> text_encoding{};  ///< absent: recognised
  decimal_mark decimals = decimal_mark::guess;
  /// The sheet of a workbook by name; empty: by number. Other files have no sheets.
  std::string sheet{};
  /// The sheet by number, from 1 as the tabs stand; 0: one called `positions`, else the first that
  /// is not hidden.
  std::size_t sheet_number = 0;
  /// In JSON, the path to the list of the objects that are read, as in `data.posts`; empty: the
  /// document, or its only list of objects.
  std::string records{};
  /// In JSON, the keys under which an object has lists of those below it.
  std::vector<std::string> children{"children"};
  std::string scheme{};  ///< rank scheme; empty: the caller's choice

  /// @brief Whether rows or superiors follow conventions that a plain table does not have.
  [[nodiscard]] bool follows_conventions() const {
    return !units.code.empty() || !superior.column.empty() || superior.in_brackets ||
           !superior.code_mark.empty() || !superior.code_lengths.empty() || superior.self_is_root ||
           !superior.separators.empty() || superior.rows || !lines.empty() ||
           !validity.from.empty() || !validity.until.empty() || reports_of_eliminated_go_up ||
           codes_ignore_case || heading_row != 0 || heading_rows != 1 || ends_at_blank;
  }
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
