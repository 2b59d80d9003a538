// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The cells of a table of results as texts, to be compared with what a test works out.
#pragma once

#include <pangkas/core/result_table.hpp>

#include <fmt/format.h>

#include <cmath>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace pangkas::tests {

/// @brief A row: names of columns and their cells; empty: absent.
using cells_of_row = std::map<std::string, std::string>;

inline std::string cell(double number) { return fmt::format("{}", number); }
inline std::string cell(std::size_t number) { return std::to_string(number); }
inline std::string cell(bool truth) { return truth ? "true" : "false"; }
template <class T>
std::string cell(const std::optional<T>& value) {
  return value ? cell(*value) : std::string();
}

/// @brief All rows of a table.
inline std::vector<cells_of_row> rows_of(const result_table& table) {
  std::vector<cells_of_row> rows(table.rows);
  for (const result_column& column : table.columns)
    for (std::size_t i = 0; i < table.rows; ++i) {
      std::string& text = rows[i][std::string(column.name)];
      if (const auto* texts = std::get_if<text_cells>(&column.cells))
        text = (*texts)(i);
      else if (const auto* counts = std::get_if<count_cells>(&column.cells))
        text = (*counts)[i] == absent_count ? "" : cell(std::size_t{(*counts)[i]});
      else if (const auto* numbers = std::get_if<number_cells>(&column.cells))
        text = i >= numbers->size() || std::isnan((*numbers)[i]) ? "" : cell((*numbers)[i]);
      else
        text = cell(bool{std::get<truth_cells>(column.cells)[i]});
    }
  return rows;
}

}  // namespace pangkas::tests
