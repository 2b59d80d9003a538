// SPDX-License-Identifier: BSL-1.0
#include "table_headings.hpp"

#include <pangkas/core/impl/echo.hpp>
#include <pangkas/error.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

namespace pangkas::inline v0_1::detail {
namespace {

/// A heading is written with blanks by people and with underscores by programs.
std::string without_underscores(std::string folded) {
  std::erase(folded, '_');
  return folded;
}

/// The first of very many: a file that is no table may have any number.
std::string quoted(const std::vector<std::string>& names) {
  constexpr std::size_t most = 30;
  std::string list;
  std::size_t named = 0;
  for (const std::string& name : names)
    if (!name.empty() && ++named <= most)
      list += fmt::format("{}\"{}\"", list.empty() ? "" : ", ", echo(name));
  if (named > most) list += fmt::format(" and {} more", named - most);
  return list.empty() ? "without a name" : list;
}

}  // namespace

finding_reporter reporter_to(organisation_builder& builder) {
  return [&builder](std::string_view rule, severity level, origin from, std::string_view column,
                    std::string_view code, std::string detail, std::string action) {
    builder.report(rule, level, from, column, code, std::move(detail), std::move(action));
  };
}

table_headings::table_headings(std::vector<std::string> names, std::string file, std::string advice)
    : file_(std::move(file)), advice_(std::move(advice)), names_(std::move(names)) {
  for (const std::string& name : names_) folded_.push_back(fold(name));
}

table_headings::table_headings(const csv_row& row, std::string file, std::string advice)
    : table_headings(
          [&] {
            std::vector<std::string> names;
            for (const std::string_view cell : row.cells()) names.emplace_back(trim(cell));
            return names;
          }(),
          std::move(file), std::move(advice)) {}

std::optional<std::size_t> table_headings::find(const std::vector<std::string>& wanted) const {
  for (const std::string& name : wanted) {
    std::string folded = fold(name);
    auto found = std::ranges::find(folded_, folded);
    std::ptrdiff_t of_that_name = std::ranges::count(folded_, folded);
    if (found == folded_.end()) {
      folded = without_underscores(std::move(folded));
      found = std::ranges::find(folded_, folded, without_underscores);
      of_that_name = std::ranges::count(folded_, folded, without_underscores);
    }
    if (found == folded_.end()) continue;
    const auto column = static_cast<std::size_t>(found - folded_.begin());
    if (of_that_name > 1)
      throw input_error(fmt::format("{}: the heading \"{}\" stands over two columns; rename one "
                                    "of them",
                                    file_, echo(names_[column])),
                        file_, 1, names_[column]);
    return column;
  }
  return std::nullopt;
}

std::size_t table_headings::require(const std::vector<std::string>& wanted,
                                    std::string_view what) const {
  if (const auto found = find(wanted)) return *found;
  throw input_error(fmt::format("{}: no column for {} (looked for {}); its columns are {}; {}",
                                file_, what, quoted(wanted), quoted(names_), advice_),
                    file_, 1, wanted.empty() ? std::string{} : wanted.front());
}

void table_headings::report_others(const std::vector<std::string>& wanted,
                                   const finding_reporter& report, std::uint32_t file) const {
  const std::optional<std::size_t> chosen = find(wanted);
  if (!chosen) return;
  for (std::size_t other = 0; other < names_.size(); ++other) {
    const auto same = [&](const std::string& name) {
      return without_underscores(fold(name)) == without_underscores(folded_[other]);
    };
    if (other == *chosen || std::ranges::none_of(wanted, same)) continue;
    report("second-heading", severity::warning, {file, 1}, names_[other], {},
           fmt::format("\"{}\" is another name for the column \"{}\"", echo(names_[other]),
                       echo(names_[*chosen])),
           "left alone; " + advice_);
  }
}

table_headings read_headings(csv_reader& reader, const std::string& file, std::string advice) {
  csv_row row;
  if (!reader.next(row))
    throw input_error(fmt::format("{} is empty; a table needs a heading row", file), file);
  return {row, file, std::move(advice)};
}

bool is_not_known(std::string_view cell) {
  return cell.empty() || cell == "-" || cell == "N/D" || cell == "N/A";
}

void number_column_style::count(number_style style, std::string_view cell, std::size_t row) {
  kind& of = style == number_style::point   ? point_
             : style == number_style::comma ? comma_
                                            : doubtful_;
  if (++of.cells > 1) return;
  of.row = row;
  of.first = trim(cell);
}

void number_column_style::add(const number_column_style& below, std::size_t by) {
  const auto join = [by](kind& here, const kind& there) {
    if (here.cells == 0 && there.cells > 0) here = {0, there.row + by, there.first};
    here.cells += there.cells;
  };
  join(point_, below.point_);
  join(comma_, below.comma_);
  join(doubtful_, below.doubtful_);
}

std::optional<decimal_mark> number_column_style::settled() const {
  if ((point_.cells == 0) == (comma_.cells == 0)) return std::nullopt;
  return point_.cells > 0 ? decimal_mark::point : decimal_mark::comma;
}

void number_column_style::report(std::string_view heading, decimal_mark read_as,
                                 const finding_reporter& report, std::uint32_t file) const {
  constexpr const char* advice =
      "say decimal = \"point\" or decimal = \"comma\" in a column mapping (--columns)";
  if (point_.cells > 0 && comma_.cells > 0)
    report("mixed-numbers", severity::warning,
           {file, static_cast<std::uint32_t>(std::max(point_.row, comma_.row))}, heading, {},
           fmt::format("the numbers of the column are written in two ways: \"{}\" in row {} and "
                       "\"{}\" in row {}",
                       echo(point_.first), point_.row, echo(comma_.first), comma_.row),
           "each was read by its own marks");
  if (doubtful_.cells == 0 || settled()) return;
  const auto value = parse_number(doubtful_.first, read_as);
  report("ambiguous-number", severity::warning, {file, static_cast<std::uint32_t>(doubtful_.row)},
         heading, {},
         fmt::format("\"{}\" was read as {}{}", echo(doubtful_.first),
                     format_number(value.value_or(0)),
                     doubtful_.cells == 1
                         ? std::string()
                         : fmt::format(", and {} more of the column likewise: no cell of it tells "
                                       "whether its mark is decimal or groups thousands",
                                       doubtful_.cells - 1)),
         doubtful_.cells == 1 ? fmt::format("write it without the mark, or {}", advice)
                              : std::string(advice));
}

std::optional<double> odd_number_in(const csv_row& row, std::optional<std::size_t> column,
                                    const table_headings& columns, decimal_mark decimals,
                                    const finding_reporter& report, std::string_view code,
                                    origin from) {
  const std::string_view text = cell(row, column);
  if (is_not_known(text)) return std::nullopt;
  const auto value = parse_number(text, decimals);
  if (value && *value >= 0) return value;
  report("bad-number", severity::error, from, columns[*column], code,
         fmt::format("\"{}\" is {}", echo(text), value ? "negative" : "no number"),
         "read as absent");
  return std::nullopt;
}

void check_form(const csv_row& row, const table_headings& columns, const finding_reporter& report,
                std::string_view code, origin from) {
  if (const auto odd = row.text_after_quote())
    report("text-after-quote", severity::warning, from,
           *odd < columns.size() ? columns[*odd] : std::string{}, code,
           "text follows a closing quote; a quote inside a quoted cell is written twice",
           "the text was kept");
  const std::size_t width = columns.size();
  const auto extra_is_blank = [&] {
    for (std::size_t i = width; i < row.size(); ++i)
      if (!trim(row[i]).empty()) return false;
    return true;
  };
  if (row.size() < width)
    report("ragged-row", severity::error, from, columns[row.size()], code,
           fmt::format("the row has {} cells, the heading row has {}", row.size(), width),
           "the missing cells were read as empty");
  else if (row.size() > width && !extra_is_blank())
    report("ragged-row", severity::error, from, {}, code,
           fmt::format("the row has {} cells, the heading row has {}; a delimiter inside "
                       "a cell needs quotes around the cell",
                       row.size(), width),
           "the cells beyond the last heading were left out");
}

}  // namespace pangkas::detail
