// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Any bytes are decoded and read to the end, or refused by an
/// input_error.
#include "fuzzers.hpp"

#include <pangkas/error.hpp>
#include <pangkas/io/csv.hpp>
#include <pangkas/io/encoding.hpp>
#include <pangkas/io/number.hpp>

#include <cstddef>
#include <cstdlib>
#include <string>
#include <vector>

namespace {

/// A row that was read, written and read again has the same cells.
void check_round_trip(const pangkas::csv_row& row, char delimiter) {
  std::string written;
  pangkas::append_csv_row(written, row.cells(), {.delimiter = delimiter});
  pangkas::csv_reader again(written, "written", {.delimiter = delimiter});
  pangkas::csv_row copy;
  if (!again.next(copy) || copy.size() != row.size()) std::abort();
  for (std::size_t cell = 0; cell < row.size(); ++cell) {
    if (copy[cell] != row[cell]) std::abort();
  }
}

}  // namespace

void fuzz::on_csv(std::string_view input) {
  const std::string bytes(input);
  try {
    const pangkas::decoded_text decoded = pangkas::decode_text(bytes, "input");
    if (!pangkas::is_utf8(decoded.text)) std::abort();
    pangkas::csv_reader reader(decoded.text, "input", {.max_cell = 4096, .max_cells = 256});
    pangkas::csv_row row;
    std::size_t number = 0;
    while (reader.next(row)) {
      if (row.number() <= number || row.line() < row.number()) std::abort();
      number = row.number();
      check_round_trip(row, reader.delimiter());
      for (const std::string_view cell : row.cells()) {
        const auto value = pangkas::parse_number(cell);
        if (value && pangkas::parse_number(pangkas::format_number(*value),
                                           pangkas::decimal_mark::point) != value) {
          std::abort();
        }
      }
    }
  } catch (const pangkas::input_error&) {
    // A refusal is an answer.
  }
}
