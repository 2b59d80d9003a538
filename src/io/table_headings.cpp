// SPDX-License-Identifier: BSL-1.0
#include "table_headings.hpp"

#include <pangkas/core/impl/echo.hpp>
#include <pangkas/error.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace pangkas::inline v0_1::detail {
namespace {

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

table_headings::table_headings(const csv_row& row, std::string file, std::string advice)
    : file_(std::move(file)), advice_(std::move(advice)) {
  for (std::size_t i = 0; i < row.size(); ++i)
    folded_.push_back(fold(names_.emplace_back(trim(row[i]))));
}

std::optional<std::size_t> table_headings::find(const std::vector<std::string>& wanted) const {
  for (const std::string& name : wanted) {
    const std::string folded = fold(name);
    const auto found = std::ranges::find(folded_, folded);
    if (found == folded_.end()) continue;
    const auto column = static_cast<std::size_t>(found - folded_.begin());
    if (std::ranges::count(folded_, folded) > 1)
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
    const auto same = [&](const std::string& name) { return fold(name) == folded_[other]; };
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

void warn_of_ambiguity(std::string_view text, double value, std::string_view heading,
                       decimal_mark decimals, const finding_reporter& report, std::string_view code,
                       origin from) {
  const auto point = text.find('.');
  if (decimals != decimal_mark::guess || point == 0 || point > 3 || text.size() != point + 4 ||
      text.front() == '0' || text.find_first_not_of("0123456789.") != std::string_view::npos)
    return;
  report(
      "ambiguous-number", severity::warning, from, heading, code,
      fmt::format("\"{}\" was read as {}", text, format_number(value)),
      "if its point groups thousands, leave it out, or say decimal = \"comma\" in a column mapping "
      "(--columns)");
}

std::optional<double> odd_number_in(const csv_row& row, std::optional<std::size_t> column,
                                    const table_headings& columns, decimal_mark decimals,
                                    const finding_reporter& report, std::string_view code,
                                    origin from) {
  const std::string_view text = cell(row, column);
  if (is_not_known(text)) return std::nullopt;
  const auto value = parse_number(text, decimals);
  if (value && *value >= 0) {
    warn_of_ambiguity(text, *value, columns[*column], decimals, report, code, from);
    return value;
  }
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
