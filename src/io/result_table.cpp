// SPDX-License-Identifier: BSL-1.0
#include "csv_cell.hpp"
#include "json_text.hpp"
#include "put.hpp"
#include "text_pieces.hpp"

#include <pangkas/core/result_table.hpp>
#include <pangkas/io/csv.hpp>
#include <pangkas/io/result_table.hpp>

#include <nlohmann/json.hpp>

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace pangkas::inline v0_1 {
namespace {

void append_number(std::string& out, double number) {
  std::array<char, detail::longest_number> digits;
  out.append(digits.data(), detail::put_number(digits.data(), number));
}

/// Calls `absent()`, `text(value)`, `number(value)` or `truth(value)` for a cell.
template <class Absent, class Text, class Number, class Truth>
void visit_cell(const result_column& column, std::size_t row, const Absent& absent,
                const Text& text, const Number& number, const Truth& truth) {
  if (const auto* texts = std::get_if<text_cells>(&column.cells)) {
    const std::string_view value = (*texts)(row);
    return value.empty() ? absent() : text(value);
  }
  if (const auto* counts = std::get_if<count_cells>(&column.cells))
    return (*counts)[row] == absent_count ? absent() : number((*counts)[row]);
  if (const auto* numbers = std::get_if<number_cells>(&column.cells))
    return row >= numbers->size() || std::isnan((*numbers)[row]) ? absent()
                                                                 : number((*numbers)[row]);
  truth(std::get<truth_cells>(column.cells)[row]);
}

}  // namespace

void write_result_table(const result_table& table, const text_sink& sink, const csv_style& style) {
  detail::text_pieces pieces(sink);
  std::string line;
  const auto nothing = [] {};
  const auto text = [&](std::string_view value) { detail::append_cell(line, value, style); };
  const auto number = [&](double value) { append_number(line, value); };
  const auto truth = [&](bool value) { line += value ? "true" : "false"; };
  std::vector<std::string_view> headings;
  for (const result_column& column : table.columns) headings.push_back(column.name);
  append_csv_row(line, headings, style);
  pieces.append(line);
  for (std::size_t row = 0; row < table.rows; ++row) {
    line.clear();
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      if (i > 0) line += style.delimiter;
      visit_cell(table.columns[i], row, nothing, text, number, truth);
    }
    line += '\n';
    pieces.append(line);
  }
  pieces.end();
}

void write_result_rows(const result_table& table, const text_sink& sink) {
  detail::text_pieces pieces(sink);
  std::string line;
  const auto absent = [&] { line += "null"; };
  const auto text = [&](std::string_view value) {
    try {
      detail::append_quoted(line, value);
    } catch (const detail::not_utf8&) {
      line.erase(line.rfind('"'));  // the one that was to open it
      line += nlohmann::json(value).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    }
  };
  const auto number = [&](double value) { append_number(line, value); };
  const auto truth = [&](bool value) { line += value ? "true" : "false"; };
  pieces.append("[");
  for (std::size_t row = 0; row < table.rows; ++row) {
    line = row == 0 ? "\n    {" : ",\n    {";
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      if (i > 0) line += ", ";
      line += '"';
      line += table.columns[i].name;
      line += "\": ";
      visit_cell(table.columns[i], row, absent, text, number, truth);
    }
    line += '}';
    pieces.append(line);
  }
  pieces.append(table.rows == 0 ? "]" : "\n  ]");
  pieces.end();
}

}  // namespace pangkas
