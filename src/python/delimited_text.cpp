// SPDX-License-Identifier: BSL-1.0
#include "arrow_column.hpp"
#include "table.hpp"

#include <pangkas/error.hpp>

#include <fmt/format.h>

#include <cstring>

namespace pangkas::python {
namespace {

/// Hardly ever part of a text, so that cells need no quotes.
constexpr char delimiter = '\x1f';
constexpr std::size_t most_rows = 0x7fffffffU;
constexpr std::int64_t rows_between_checks = 65536;

/// Puts quotes around the cell that begins at @p begin if the readers would misread it.
void close_cell(std::string& text, std::size_t begin) {
  const char* const at = text.data() + begin;
  const std::size_t size = text.size() - begin;
  bool is_plain = size == 0 || (*at != '"' && *at != '\xef');
  for (std::size_t i = 0; i < size && is_plain; ++i)
    is_plain = at[i] != delimiter && at[i] != '\n' && at[i] != '\r' && at[i] != '"';
  if (is_plain) return;
  std::string quoted{'"'};
  for (const char c : std::string_view(at, size)) {
    if (c == '"') quoted.push_back('"');
    quoted.push_back(c);
  }
  quoted.push_back('"');
  text.replace(begin, size, quoted);
}

[[noreturn]] void fail(const std::string& name, ArrowArrayStream& stream, int code) {
  throw input_error(
      fmt::format("{} cannot be read: its Arrow stream says: {}", name, last_error(stream, code)),
      name);
}

void refuse_nul(const std::string& text, std::size_t begin, const std::string& name,
                std::size_t row, const std::string& column) {
  if (std::memchr(text.data() + begin, '\0', text.size() - begin) != nullptr)
    throw input_error(fmt::format("{}: row {} holds a NUL character in the column \"{}\"; no text "
                                  "has one, take it out",
                                  name, row, column),
                      name, row, column);
}

}  // namespace

std::string delimited_text(ArrowArrayStream& stream, const std::string& name,
                           std::vector<std::pair<std::string, std::string>>& left_out,
                           const std::function<void()>& check, bool instants) {
  arrow_owned<ArrowSchema> schema;
  if (const int code = stream.get_schema(&stream, schema.get()); code != 0)
    fail(name, stream, code);
  if (std::string_view(schema->format) != "+s")
    throw input_error(fmt::format("{} is a stream of the Arrow type \"{}\", not of rows; give a "
                                  "table",
                                  name, schema->format),
                      name);
  struct known_column {
    std::int64_t place;
    arrow_type type;
    std::string name;
  };
  std::vector<known_column> columns;
  std::string text = std::string("sep=") + delimiter + "\n";
  for (std::int64_t i = 0; i < schema->n_children; ++i) {
    const ArrowSchema& child = *schema->children[i];
    arrow_type type(child);
    const std::string heading = child.name == nullptr ? "" : child.name;
    if (type.kind() == cell_kind::other || (type.kind() == cell_kind::instant && !instants)) {
      left_out.emplace_back(heading, type.format());
      continue;
    }
    if (!columns.empty()) text.push_back(delimiter);
    const std::size_t begin = text.size();
    text += heading;
    close_cell(text, begin);
    columns.push_back({i, std::move(type), heading});
  }
  text.push_back('\n');

  std::size_t rows = 0;
  while (true) {
    check();
    arrow_owned<ArrowArray> batch;
    if (const int code = stream.get_next(&stream, batch.get()); code != 0) fail(name, stream, code);
    if (!batch) break;
    if (batch->length < 0 || batch->n_children != schema->n_children)
      throw input_error(
          fmt::format("{}: a batch of its Arrow stream does not have the columns that "
                      "the stream announced",
                      name),
          name);
    if (static_cast<std::uint64_t>(batch->length) > most_rows - rows)
      throw structure_error::too_many(rows + static_cast<std::size_t>(batch->length));
    std::vector<arrow_column> cells;
    for (const known_column& column : columns) {
      const ArrowArray& child = *batch->children[column.place];
      if (child.length < batch->length + batch->offset)
        throw input_error(
            fmt::format("{}: the column \"{}\" is shorter than its batch", name, column.name), name,
            {}, column.name);
      cells.emplace_back(column.type, child);
    }
    for (std::int64_t row = 0; row < batch->length; ++row) {
      if (row % rows_between_checks == rows_between_checks - 1) check();
      const std::size_t line = text.size();
      for (std::size_t c = 0; c < cells.size(); ++c) {
        if (c > 0) text.push_back(delimiter);
        const std::size_t begin = text.size();
        cells[c].append(row + batch->offset, text);
        if (text.size() == begin) continue;
        refuse_nul(text, begin, name, rows + static_cast<std::size_t>(row) + 2, columns[c].name);
        if (cells[c].kind() == cell_kind::text || cells[c].kind() == cell_kind::texts)
          close_cell(text, begin);
      }
      // A line without a single cell would be no row to the readers.
      if (text.size() == line && cells.size() == 1) text += "\"\"";
      text.push_back('\n');
    }
    rows += static_cast<std::size_t>(batch->length);
  }
  return text;
}

}  // namespace pangkas::python
