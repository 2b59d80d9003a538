// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Writes a table of separated values in pieces.
#pragma once

#include <pangkas/io/csv.hpp>
#include <pangkas/io/output.hpp>

#include <cstddef>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

namespace pangkas::inline v0_1::detail {

/// @brief Appends rows to a table and hands it on in pieces.
class table_writer {
 public:
  /// @param sink      Takes the pieces; it must outlive the writer.
  /// @param headings  Those of the first row, apart by commas; empty: the table goes on.
  table_writer(const text_sink& sink, std::string_view headings, const csv_style& style)
      : sink_(sink), style_(style) {
    for (const char c : headings) table_ += c == ',' ? style_.delimiter : c;
    if (!headings.empty()) table_ += '\n';
  }
  void row(std::initializer_list<std::string_view> cells) {
    row(std::span(cells.begin(), cells.size()));
  }
  void row(std::span<const std::string_view> cells) {
    constexpr std::size_t piece = std::size_t{1} << 16;
    append_csv_row(table_, cells, style_);
    if (table_.size() >= piece) end();
  }
  /// @brief Hands on what is left.
  void end() {
    if (!table_.empty()) sink_(table_);
    table_.clear();
  }

 private:
  const text_sink& sink_;
  csv_style style_;
  std::string table_;
};

}  // namespace pangkas::detail
