// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Tables of separated values: reading record by record, and quoting for output.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief What a reader of separated values may assume and what it refuses.
struct csv_options {
  /// @brief The separator of cells; absent: detect_delimiter() decides.
  std::optional<char> delimiter = {};
  /// @brief A longer cell is refused: most often it is a quote that nobody closed.
  /// @unit  bytes
  std::size_t max_cell = std::size_t{16} * 1024 * 1024;
  /// @brief A row of more cells is refused. Spreadsheets stop at 16,384.
  std::size_t max_cells = 16'384;
};

/// @brief One record of a table: a header or a row.
///
/// The cells look into the text of the reader, or, where doubled quotes had to be undone, into the
/// row itself. They are valid until the row is read into again. A row keeps its memory, so reading
/// into the same row does not allocate once it has grown to the longest.
class csv_row {
 public:
  csv_row() = default;
  csv_row(const csv_row&) = delete;  // the cells of a copy would look into the original
  csv_row& operator=(const csv_row&) = delete;
  csv_row(csv_row&&) noexcept = default;
  csv_row& operator=(csv_row&&) noexcept = default;
  ~csv_row() = default;

  /// @brief How many cells the row has.
  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  /// @brief A cell, counted from 0; one beyond the end of a short row is empty.
  [[nodiscard]] std::string_view operator[](std::size_t cell) const noexcept {
    return cell < size_ ? cells_[cell] : std::string_view();
  }
  /// @brief All cells, in order.
  [[nodiscard]] std::span<const std::string_view> cells() const noexcept {
    return std::span(cells_).first(size_);
  }
  /// @brief The row as a spreadsheet numbers it: the header is 1, and blank lines count.
  [[nodiscard]] std::size_t number() const noexcept { return number_; }
  /// @brief The line of the file on which the row begins; more than number() after line breaks
  ///        inside quotes or a `sep=` line.
  [[nodiscard]] std::size_t line() const noexcept { return line_; }
  /// @brief Whether every cell is empty or blank (see trim()).
  [[nodiscard]] bool blank() const noexcept;
  /// @brief The first cell, counted from 0, with text between its closing quote and the next
  ///        delimiter (`"Head" of unit,`). The text was kept; the caller owes a finding.
  [[nodiscard]] std::optional<std::size_t> text_after_quote() const noexcept {
    return text_after_quote_;
  }
  /// @brief Whether a cell may look into the row itself, so that its text goes with the row.
  [[nodiscard]] bool keeps_text() const noexcept { return !doubled_.empty(); }

 private:
  friend class csv_reader;

  void restart(std::size_t number, std::size_t line);
  void undo_doubled_quotes();
  void add(std::string_view cell) {
    if (size_ == cells_.size()) make_room();
    cells_[size_++] = cell;
  }
  void make_room();

  std::vector<std::string_view> cells_;  // size_ of them, and room for more
  std::size_t size_ = 0;
  std::vector<std::size_t> doubled_;  // cells that still hold doubled or closing quotes
  std::vector<char> undone_;          // not a string, whose short text would move with it
  std::size_t number_ = 0;
  std::size_t line_ = 0;
  std::optional<std::size_t> text_after_quote_;
  bool quoted_ = false;
};

/// @brief Reads a table of separated values record by record.
///
/// RFC 4180, and what real files add to it: lines end in CRLF, LF or CR, also mixed; a quote inside
/// an unquoted cell is a character like any other; text after a closing quote is kept and reported;
/// rows may differ in length (the caller knows what that means); lines without any cell text are
/// passed over but counted; a first line `sep=;`, as spreadsheets write it, names the delimiter.
///
/// This is a tokenizer of its own because those at hand do not do: libcsv is under the LGPL and
/// says neither where nor why it stumbled, and fast-cpp-csv-parser takes a line break for the end
/// of a record even inside quotes.
///
/// It looks for what may end a cell 64 bytes at a time and keeps the places in a list: cells are so
/// short that a search for the end of each costs more than the cell.
///
/// @complexity O(N) for N bytes; no allocation for a row once csv_row has grown.
/// @source     RFC 4180, "Common Format and MIME Type for CSV Files" (2005).
class csv_reader {
 public:
  /// @param text     The table in UTF-8 without byte order mark; it must outlive reader and rows.
  /// @param file     Its name, for errors.
  /// @param options  Delimiter and limits.
  /// @throws input_error if the delimiter asked for is a quote or a line break.
  csv_reader(std::string_view text, std::string_view file, csv_options options = {});

  /// @brief A place between two records, from which reading can go on.
  struct place {
    std::size_t offset = 0;   ///< bytes before it
    std::size_t records = 0;  ///< read before it, blank lines too
    std::size_t line = 1;     ///< on which the next record begins
  };
  /// @brief Where this reader stands.
  [[nodiscard]] place where() const noexcept { return {offset(), record_, line_}; }
  /// @brief Another reader of the same table.
  /// @param from  Where it begins: between two records.
  /// @param stop  The last record to read is the one that begins before this byte.
  [[nodiscard]] csv_reader from(const place& from, std::size_t stop) const;

  /// @brief Reads the next record.
  /// @param row  Filled with the record; unspecified at the end of the table.
  /// @return     Whether there was one.
  /// @throws input_error for a quote that is never closed, and for a row or cell beyond the limits;
  ///         it names the row and the line.
  bool next(csv_row& row);

  /// @brief The separator of cells, given or detected.
  [[nodiscard]] char delimiter() const noexcept { return delimiter_; }
  /// @brief How much of the text has been read; for progress.
  /// @unit  bytes
  [[nodiscard]] std::size_t offset() const noexcept {
    return static_cast<std::size_t>(at_ - begin_);
  }

 private:
  void find_marks();
  const char* next_mark();
  const char* end_of_cell();
  const char* pass_line_break(const char* at);
  const char* read_quoted_cell(csv_row& row, const char* open);
  const char* read_plain_cells(csv_row& row, const char* at);
  void read_record(csv_row& row);
  void check_size(const csv_row& row, const char* first, const char* last, bool quoted) const;
  [[noreturn]] void fail(const csv_row& row, std::size_t line, const std::string& what) const;

  const char* begin_;
  const char* at_;
  const char* end_;
  const char* stop_;  // no record begins at or after it
  std::string file_;
  csv_options options_;
  char delimiter_ = ',';
  // Delimiters, quotes and line breaks from at_ on, as far as the text was searched.
  std::vector<std::uint32_t> marks_;  // bytes behind searched_from_
  std::size_t mark_ = 0;              // the first that was not passed
  std::size_t mark_count_ = 0;
  const char* searched_from_;
  const char* searched_to_;
  std::size_t record_ = 0;
  std::size_t line_ = 1;
};

/// @brief Tells which of comma, semicolon, tab and pipe separates the cells of a table.
///
/// A first line `sep=;` settles it. Else a candidate must divide the header; of those, the one wins
/// under which most of the first 20 records have as many cells as the header, then the one that
/// makes most cells, then the first named above. What stands in quotes does not count. A comma when
/// none divides the header, as in a table of one column.
///
/// @param text  The table; at most its first mebibyte is looked at.
[[nodiscard]] char detect_delimiter(std::string_view text);

/// @brief How a table is written.
struct csv_style {
  char delimiter = ',';
  /// @brief Whether a cell that a spreadsheet would take for a formula begins with an apostrophe.
  ///
  /// That is one that begins with `=`, `@`, a tab or a carriage return, or with `+` or `-` and is
  /// no number. Such a table is for people: it does not read back as it was.
  bool spreadsheet_safe = false;
};

/// @brief The style of tables that only people read.
inline constexpr csv_style for_people{.delimiter = ',', .spreadsheet_safe = true};

/// @brief A cell as it is written to a table: quoted when a reader would otherwise change it.
[[nodiscard]] std::string csv_cell(std::string_view cell, const csv_style& style = {});

/// @brief Appends a row to a table, with its line feed.
///
/// A row of one empty cell is written as `""`, or it would read back as a blank line.
void append_csv_row(std::string& table, std::span<const std::string_view> cells,
                    const csv_style& style = {});

}  // namespace pangkas
