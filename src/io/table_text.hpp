// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The text of a table, made from a file of another format.
#pragma once

#include <pangkas/core/finding.hpp>
#include <pangkas/io/csv.hpp>

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// @brief What a file of another format says, as the text of a table: whoever reads tables then
/// reads it too, with the same mapping, rules and findings.
struct table_text {
  std::string name{};               ///< how findings call it: the file, and which part of it
  std::string text{};               ///< UTF-8; one record a row, blank ones too
  std::vector<finding> findings{};  ///< what could not be put into the table
};

/// @brief How such a text is written: a first line names the separator, one that no cell holds, so
/// that it need not be recognised.
inline constexpr csv_style table_text_style{.delimiter = '\x1f'};
inline constexpr std::string_view table_text_begin = "sep=\x1f\n";

/// @brief Appends a record; one without any text as a blank line, which readers count and pass
/// over.
/// @param width  Cells that it has at least.
inline void append_record(std::string& text, std::vector<std::string_view>& cells,
                          std::size_t width) {
  while (!cells.empty() && cells.back().empty()) cells.pop_back();
  if (cells.empty()) {
    text += '\n';
    return;
  }
  if (cells.size() < width) cells.resize(width);
  append_csv_row(text, cells, table_text_style);
}

}  // namespace pangkas::detail
