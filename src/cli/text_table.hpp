// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Columns of text side by side, for people.
#pragma once

#include "streams.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas::cli {

/// @brief How many columns of a terminal a text takes: one for each code point.
inline std::size_t width(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

/// @brief A table whose first column is flush left and whose others are flush right.
class text_table {
 public:
  void row(std::vector<std::string> cells) {
    for (std::string& cell : cells) cell = harmless(cell);
    rows_.push_back(std::move(cells));
  }

  [[nodiscard]] std::string str() const {
    std::vector<std::size_t> widths;
    for (const auto& cells : rows_)
      for (std::size_t i = 0; i < cells.size(); ++i) {
        if (widths.size() <= i) widths.push_back(0);
        widths[i] = std::max(widths[i], width(cells[i]));
      }
    std::string out;
    for (const auto& cells : rows_) {
      std::string row;
      for (std::size_t i = 0; i < cells.size(); ++i) {
        const std::string padding(widths[i] - width(cells[i]), ' ');
        if (i > 0) row += "  ";
        row += i == 0 ? cells[i] + padding : padding + cells[i];
      }
      row.erase(row.find_last_not_of(' ') + 1);
      out += row + '\n';
    }
    return out;
  }

 private:
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace pangkas::cli
