// SPDX-License-Identifier: BSL-1.0
#include "toml_table.hpp"

#include <pangkas/core/authority.hpp>
#include <pangkas/core/impl/ascii.hpp>
#include <pangkas/core/impl/echo.hpp>
#include <pangkas/core/suggestion.hpp>
#include <pangkas/io/columns.hpp>
#include <pangkas/io/presets.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1 {
namespace {

using detail::toml_table;

void read_headings(toml_table columns, column_mapping& mapping) {
  const std::array<std::pair<const char*, std::vector<std::string>*>, 14> fields{
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
       {"flags", &mapping.flags},
       {"holder", &mapping.holder},
       {"legal_source", &mapping.legal_source}}};
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

void require_letters(const row_condition& condition, const toml_table& table, const char* key) {
  // It would meet every cell without letters of ASCII, blank ones and whole scripts among them.
  for (const std::string& value : condition.values)
    if (condition.letters_only && std::ranges::none_of(value, is_letter))
      table.fail(table.line_of(key),
                 fmt::format("\"{}\" has no letter from a to z, which is all that letters_only "
                             "compares; leave letters_only out",
                             detail::echo(value)));
}

std::string read_day(toml_table& table, const char* key) {
  const auto day = table.words(key);
  if (!day) return {};
  if (day->size() == 1 && is_date(day->front())) return day->front();
  table.fail(table.line_of(key),
             fmt::format("\"{}\" must be a day, written as in 2021-06-30", key));
}

row_condition read_row_condition(toml_table& table) {
  row_condition condition;
  const auto column = table.text("column");
  if (!column) table.fail(table.line(), "\"column\" is missing");
  condition.column = *column;
  condition.values = table.words("values").value_or(std::vector<std::string>{});
  condition.letters_only = table.truth("letters_only").value_or(false);
  if (condition.values.empty()) table.fail(table.line(), "\"values\" is missing or empty");
  require_letters(condition, table, "values");
  return condition;
}

/// `status = "active"`, a list of values, or a table with `not`, `from`, `until` and `letters_only`.
row_condition read_kept(toml_table& keep, const std::string& column) {
  row_condition condition{column};
  if (auto rule = keep.table_if_any(column)) {
    condition.letters_only = rule->truth("letters_only").value_or(false);
    const auto are = rule->words("is");
    const auto are_not = rule->words("not");
    condition.is_not = are_not.has_value();
    condition.values = are_not ? *are_not : are.value_or(std::vector<std::string>{});
    condition.from = read_day(*rule, "from");
    condition.until = read_day(*rule, "until");
    rule->end();
    if (are && are_not)
      rule->fail(rule->line(), "\"is\" and \"not\" are two conditions; one says it");
    if (condition.values.empty() && condition.from.empty() && condition.until.empty())
      rule->fail(rule->line(), fmt::format("the condition for \"{}\" says nothing: name is, not, "
                                           "from or until",
                                           detail::echo(column)));
    require_letters(condition, *rule, are_not ? "not" : "is");
    return condition;
  }
  condition.values = keep.words(column).value_or(std::vector<std::string>{});
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

line_type line_choice(toml_table& table, const char* key, const std::string& text) {
  return choice<line_type>(table, key, text,
                           {{"functional", line_type::functional},
                            {"assignment", line_type::assignment},
                            {"coordination", line_type::coordination},
                            {"acting", line_type::acting},
                            {"membership", line_type::membership}});
}

void read_superior(toml_table table, superior_rules& rules) {
  if (auto column = table.texts("column")) rules.column = std::move(*column);
  rules.in_brackets = table.truth("in_brackets").value_or(false);
  if (table.is_text("in_code"))
    rules.code_mark = table.text("in_code").value_or(std::string());
  else if (const auto lengths = table.wholes<std::uint32_t>("in_code", 1))
    rules.code_lengths.assign(lengths->begin(), lengths->end());
  if (auto separators = table.text("separator")) rules.separators = std::move(*separators);
  rules.rows = table.truth("rows").value_or(false);
  if (const auto self = table.text("self"))
    rules.self_is_root = choice<bool>(table, "self", *self, {{"root", true}, {"finding", false}});
  if (const auto others = table.text("others"))
    rules.others = line_choice(table, "others", *others);
  table.end();
  const bool is_in_code = !rules.code_mark.empty() || !rules.code_lengths.empty();
  if (is_in_code && (!rules.column.empty() || rules.in_brackets || !rules.separators.empty()))
    table.fail(table.line_of("in_code"),
               "the superior is either in the code (in_code) or in a cell of its own (column, "
               "in_brackets, separator)");
}

void read_lines(toml_table table, column_mapping& mapping) {
  for (const std::string& heading : table.keys()) {
    const std::string type = table.text(heading).value_or(std::string());
    mapping.lines.emplace_back(heading, line_choice(table, heading.c_str(), type));
  }
}

void read_units(toml_table table, unit_rules& rules) {
  rules.code = table.text("code").value_or(std::string());
  rules.parent = table.text("parent").value_or(std::string());
  if (table.is_text("head"))
    rules.head = *table.text("head");
  else if (auto head = table.table_if_any("head")) {
    rules.head_post = read_row_condition(*head);
    head->end();
  }
  table.end();
  if (rules.code.empty() || rules.parent.empty() ||
      (rules.head.empty() && rules.head_post.column.empty()))
    table.fail(table.line(),
               "name the columns of a table of units: code, parent, and head, the post that heads "
               "it; or say in head = {column, values} which posts do");
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
  if (const auto row = reading.whole<std::uint32_t>("heading_row", 1)) mapping.heading_row = *row;
  if (const auto rows = reading.whole<std::uint32_t>("heading_rows", 1)) {
    mapping.heading_rows = *rows;
    if (*rows > 2) reading.fail(reading.line_of("heading_rows"), "the headings are one row or two");
  }
  mapping.ends_at_blank = reading.truth("ends_at_blank").value_or(false);
  mapping.codes_ignore_case = reading.truth("codes_ignore_case").value_or(false);
  if (const auto text = reading.text("job_share"))
    mapping.job_share =
        choice<job_share_rule>(reading, "job_share", *text,
                               {{"first", job_share_rule::first}, {"add", job_share_rule::add}});
  if (auto records = reading.text("records")) mapping.records = std::move(*records);
  if (auto children = reading.texts("children")) mapping.children = std::move(*children);
  if (reading.has_number("sheet"))
    mapping.sheet_number = *reading.whole<std::uint32_t>("sheet", 1);
  else if (const auto sheet = reading.text("sheet"))
    mapping.sheet = *sheet;
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
  if (auto table = document.table("eliminated")) {
    mapping.eliminated = read_row_condition(*table);
    if (const auto reports = table->text("reports"))
      mapping.reports_of_eliminated_go_up =
          choice<bool>(*table, "reports", *reports, {{"superior", true}, {"orphans", false}});
    table->end();
  }
  if (auto table = document.table("vacant")) {
    mapping.vacant = read_row_condition(*table);
    table->end();
  }
  if (auto table = document.table("superior")) read_superior(*table, mapping.superior);
  if (auto table = document.table("lines")) read_lines(*table, mapping);
  if (auto table = document.table("validity")) {
    mapping.validity.from = table->text("from").value_or(std::string());
    mapping.validity.until = table->text("until").value_or(std::string());
    mapping.validity.on = read_day(*table, "on");
    table->end();
    if (mapping.validity.from.empty() && mapping.validity.until.empty())
      table->fail(table->line(), "name the column of the first day (from) or the last (until)");
  }
  if (auto table = document.table("units")) read_units(*table, mapping.units);
  if (auto table = document.table("ranks"))
    for (const std::string& name : table->keys())
      mapping.ranks[name] = table->text(name).value_or(std::string());
  document.end();
  return mapping;
}

}  // namespace pangkas
