// SPDX-License-Identifier: BSL-1.0
// Whatever the bytes: a column mapping, by which a table is read or refused without losing a
// position. What follows a line `---` is the table; without one, a table with common headings.
#include "fuzzers.hpp"

#include <pangkas/core/organisation_builder.hpp>
#include <pangkas/error.hpp>
#include <pangkas/io/columns.hpp>
#include <pangkas/io/position_table.hpp>

#include <cstddef>
#include <cstdlib>
#include <string_view>
#include <utility>

void fuzz::on_columns(std::string_view input) {
  constexpr std::string_view border = "\n---\n";
  std::string_view mapping = input;
  std::string_view table =
      "id;name;parent_id;status;date\n1;Kepala;;filled;2013-09-30\n2;Staf;x-1;vacant;2013-09-30\n"
      "2;Staf lain;1;eliminated;2014-03-31\n;Tanpa kode;1;;\n";
  if (const std::size_t at = mapping.find(border); at != std::string_view::npos) {
    table = mapping.substr(at + border.size());
    mapping = mapping.substr(0, at);
  }
  try {
    pangkas::organisation_builder builder;
    pangkas::add_position_table(builder, table, "table", pangkas::read_columns(mapping, "fuzz"));
    const std::size_t added = builder.size();
    if (std::move(builder).build().organisation.size() != added) std::abort();
  } catch (const pangkas::error&) {
  }
}
