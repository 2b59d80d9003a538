// SPDX-License-Identifier: BSL-1.0
#include "toml_table.hpp"

#include <pangkas/core/impl/ascii.hpp>
#include <pangkas/core/impl/echo.hpp>
#include <pangkas/core/suggestion.hpp>
#include <pangkas/io/columns.hpp>
#include <pangkas/io/presets.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1 {
namespace {

using detail::toml_table;

void read_headings(toml_table columns, column_mapping& mapping) {
  const std::array<std::pair<const char*, std::vector<std::string>*>, 12> fields{
      {{"code", &mapping.code},
       {"title", &mapping.title},
       {"kind", &mapping.kind},
       {"rank", &mapping.rank},
       {"reports_to", &mapping.reports_to},
       {"unit", &mapping.unit},
       {"seats", &mapping.seats},
       {"filled", &mapping.filled},
       {"class", &mapping.position_class},
       {"cost", &mapping.cost},
       {"budget", &mapping.budget},
       {"flags", &mapping.flags}}};
  for (const auto& [name, headings] : fields) {
    auto given = columns.texts(name);
    if (!given) continue;
    *headings = std::move(*given);
    // An empty list turns a field off that the table has, but for something else.
    if (!headings->empty()) mapping.required.emplace_back(name);
  }
  columns.end();
}

bool is_letter(char c) { return detail::lower(c) >= 'a' && detail::lower(c) <= 'z'; }

row_condition read_row_condition(toml_table table) {
  row_condition condition;
  const auto column = table.text("column");
  if (!column) table.fail(table.line(), "\"column\" is missing");
  condition.column = *column;
  condition.values = table.texts("values").value_or(std::vector<std::string>{});
  condition.letters_only = table.truth("letters_only").value_or(false);
  table.end();
  if (condition.values.empty()) table.fail(table.line(), "\"values\" is missing or empty");
  // It would meet every cell without letters of ASCII, blank ones and whole scripts among them.
  for (const std::string& value : condition.values)
    if (condition.letters_only && std::ranges::none_of(value, is_letter))
      table.fail(table.line_of("values"),
                 fmt::format("\"{}\" has no letter from a to z, which is all that letters_only "
                             "compares; leave letters_only out",
                             detail::echo(value)));
  return condition;
}

row_condition read_kept(toml_table& keep, const std::string& column) {
  row_condition condition{column, keep.texts(column).value_or(std::vector<std::string>{})};
  if (condition.values.empty())
    keep.fail(
        keep.line_of(column),
        fmt::format("\"{}\" is an empty list, so that no row would be read", detail::echo(column)));
  return condition;
}

template <class Value>
Value choice(toml_table& table, const char* key, const std::string& text,
             std::initializer_list<std::pair<const char*, Value>> choices) {
  std::string known;
  for (const auto& [name, value] : choices) {
    if (text == name) return value;
    known += known.empty() ? name : std::string(", ") + name;
  }
  table.fail(table.line_of(key),
             fmt::format("\"{}\" is no {}; known are {}", detail::echo(text), key, known));
}

void read_reading(toml_table reading, column_mapping& mapping) {
  if (auto marks = reading.texts("root_marks")) mapping.root_marks = std::move(*marks);
  if (auto marks = reading.texts("no_code")) mapping.no_code = std::move(*marks);
  if (auto columns = reading.texts("may_differ")) mapping.may_differ = std::move(*columns);
  if (auto text = reading.text("superior_after_first")) mapping.superior_after_first = *text;
  if (auto scheme = reading.text("scheme")) {
    mapping.scheme = *scheme;
    const std::vector<std::string> names = preset_schemes();
    if (std::ranges::find(names, *scheme) == names.end())
      reading.fail(
          reading.line_of("scheme"),
          fmt::format("there is no preset rank scheme \"{}\"{}; the presets are {}",
                      detail::echo(*scheme), did_you_mean(*scheme, names), fmt::join(names, ", ")));
  }
  if (const auto text = reading.text("delimiter"))
    mapping.delimiter =
        choice<char>(reading, "delimiter", *text,
                     {{",", ','}, {";", ';'}, {"|", '|'}, {"\t", '\t'}, {"tab", '\t'}});
  if (const auto text = reading.text("encoding"))
    mapping.text_encoding = choice<encoding>(reading, "encoding", *text,
                                             {{"utf-8", encoding::utf8},
                                              {"utf-16le", encoding::utf16_le},
                                              {"utf-16be", encoding::utf16_be},
                                              {"windows-1252", encoding::windows_1252}});
  if (const auto text = reading.text("decimal"))
    mapping.decimals = choice<decimal_mark>(reading, "decimal", *text,
                                            {{"guess", decimal_mark::guess},
                                             {"point", decimal_mark::point},
                                             {"comma", decimal_mark::comma}});
  reading.end();
}

}  // namespace

column_mapping read_columns(std::string_view text, const std::string& file) {
  const toml::table parsed = detail::parse_toml(text, file);
  toml_table document(parsed, file, "the mapping");
  column_mapping mapping;
  if (auto columns = document.table("columns")) read_headings(*columns, mapping);
  if (auto reading = document.table("reading")) read_reading(*reading, mapping);
  if (auto keep = document.table("keep"))
    for (const std::string& column : keep->keys()) mapping.keep.push_back(read_kept(*keep, column));
  if (auto table = document.table("eliminated")) mapping.eliminated = read_row_condition(*table);
  if (auto table = document.table("vacant")) mapping.vacant = read_row_condition(*table);
  document.end();
  return mapping;
}

}  // namespace pangkas
