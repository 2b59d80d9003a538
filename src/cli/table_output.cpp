// SPDX-License-Identifier: BSL-1.0
#include "table_output.hpp"

#include "number_text.hpp"
#include "scenario.hpp"
#include "stop_signals.hpp"
#include "streams.hpp"
#include "text_table.hpp"

#include <pangkas/io/output.hpp>
#include <pangkas/io/result_table.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace pangkas::cli {
namespace {

constexpr std::size_t most_rows = 20;

/// A text that is not to push the other columns off the screen.
std::string shortened(std::string_view text) {
  constexpr std::size_t most = 28;
  if (width(text) <= most) return std::string(text);
  std::size_t end = 0;  // before the end of the text: there are more characters than that
  for (std::size_t characters = 0; characters < most; ++characters) do {
      ++end;
    } while ((static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U);
  return std::string(text.substr(0, end)) + "…";
}

std::string cell_text(const result_cells& cells, std::size_t row) {
  if (const auto* texts = std::get_if<text_cells>(&cells)) return shortened((*texts)(row));
  if (const auto* counts = std::get_if<count_cells>(&cells))
    return (*counts)[row] == absent_count ? std::string() : std::to_string((*counts)[row]);
  if (const auto* numbers = std::get_if<number_cells>(&cells))
    return row >= numbers->size() || std::isnan((*numbers)[row]) ? std::string()
                                                                 : shown((*numbers)[row]);
  return std::get<truth_cells>(cells)[row] ? "yes" : "no";
}

}  // namespace

option table_output::add_to(command_line command, const std::vector<std::string>& words,
                            const std::string& what, option json) {
  const option by = command.add_option("--by", by_, what).one_of(words);
  command.writes(
      command
          .add_option(
              "--out", out_,
              "with --by: file to write all rows to, as CSV, or .xlsx; - is the standard output")
          .type_name("FILE")
          .needs(by)
          .excludes(json));
  add_spreadsheet_safe(command, spreadsheet_safe_);
  return by;
}

void table_output::write(const result_table& table, std::string_view above) const {
  if (out_.empty())
    return print(std::string(above) +
                 first_rows(table, "--out FILE.csv writes all, --json prints all"));
  const csv_style style{.spreadsheet_safe = spreadsheet_safe_};
  if (out_ == "-") {
    say(above);
    return write_result_table(
        table, [](std::string_view text) { print(text); }, style);
  }
  const stop_signals signals;
  output_file file(out_);
  const text_sink into = signals.watch([&file](std::string_view text) { file.write(text); });
  if (out_.ends_with(".xlsx"))
    write_result_workbook(table, into);
  else
    write_result_table(table, into, style);
  file.commit();
  print(fmt::format("{}Written to {}: {}\n", above, harmless(out_), counted(table.rows, "row")));
}

std::string first_rows(const result_table& table, std::string_view how_to_see_all) {
  text_table shown_rows;
  std::vector<std::string> cells;
  for (const result_column& column : table.columns) cells.emplace_back(column.name);
  shown_rows.row(std::move(cells));
  const std::size_t rows = std::min(table.rows, most_rows);
  for (std::size_t row = 0; row < rows; ++row) {
    cells.clear();
    for (const result_column& column : table.columns) cells.push_back(cell_text(column.cells, row));
    shown_rows.row(std::move(cells));
  }
  std::string text = shown_rows.str();
  if (table.rows > rows)
    text += fmt::format("… and {} ({})\n", counted(table.rows - rows, "more row"), how_to_see_all);
  return text;
}

void print_with_rows(std::string_view document, const result_table& table) {
  constexpr std::string_view end = "\n}\n";
  print(document.substr(0, document.size() - end.size()));
  print(",\n  \"rows\": ");
  write_result_rows(table, [](std::string_view text) { print(text); });
  print("\n}\n");
}

}  // namespace pangkas::cli
