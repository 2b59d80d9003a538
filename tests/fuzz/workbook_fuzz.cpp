// SPDX-License-Identifier: BSL-1.0
// Whatever the parts of a workbook, or the bytes of an archive: read or refused, and what is read is
// a table in UTF-8 of no more rows than a sheet has.
#include "fuzzers.hpp"

#include "io/workbook.hpp"

#include <pangkas/error.hpp>
#include <pangkas/io/csv.hpp>
#include <pangkas/io/encoding.hpp>

#include "support/archive.hpp"

#include <array>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

/// The input has a sheet, shared texts and styles, apart by lines of "%%".
std::string packed(std::string_view input) {
  constexpr std::string_view apart = "%%\n";
  std::array<std::string, 3> parts;
  for (std::string& part : parts) {
    const auto end = input.find(apart);
    part = input.substr(0, end);
    input.remove_prefix(end == std::string_view::npos ? input.size() : end + apart.size());
  }
  return pangkas::tests::workbook_of(
      {.sheets = {{"a", parts[0]}, {"b", parts[0]}}, .shared_texts = parts[1], .styles = parts[2]});
}

void read_fuzzed(const std::string& bytes) {
  try {
    const auto table = pangkas::detail::read_workbook(bytes, "fuzz");
    if (!pangkas::is_utf8(table.text)) std::abort();
    pangkas::csv_reader reader(table.text, "fuzz");
    pangkas::csv_row row;
    while (reader.next(row))
      if (row.number() > 1'048'576) std::abort();
  } catch (const pangkas::input_error&) {
  }
}

}  // namespace

void fuzz::on_workbook(std::string_view input) {
  read_fuzzed(input.starts_with("PK") ? std::string(input) : packed(input));
}
