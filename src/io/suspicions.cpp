// SPDX-License-Identifier: BSL-1.0
#include "suspicions.hpp"

#include <pangkas/core/impl/ascii.hpp>
#include <pangkas/core/impl/echo.hpp>
#include <pangkas/core/impl/unseen.hpp>
#include <pangkas/io/number.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1::detail {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool are_all_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, is_digit);
}

/// `5.0E+10` or `1E+05`: a number of which a spreadsheet has dropped the digits.
bool has_exponent(std::string_view code) {
  const std::size_t e = code.find_first_of("Ee");
  if (e == std::string_view::npos || e == 0 || e + 2 >= code.size()) return false;
  const std::string_view mantissa = code.substr(0, e);
  return (code[e + 1] == '+' || code[e + 1] == '-') && are_all_digits(code.substr(e + 2)) &&
         is_digit(mantissa.front()) && is_digit(mantissa.back()) &&
         mantissa.find_first_not_of("0123456789.,") == std::string_view::npos;
}

/// `02-Feb` or `Feb-20`: what a spreadsheet makes of 2-2 or 2-20, in English or Indonesian.
bool is_day_of_spreadsheet(std::string_view code) {
  static constexpr std::array<std::string_view, 16> months{"jan", "feb", "mar", "apr", "may", "jun",
                                                           "jul", "aug", "sep", "oct", "nov", "dec",
                                                           "mei", "agu", "okt", "des"};
  const std::size_t mark = code.find('-');
  if (mark == std::string_view::npos || code.size() > 9) return false;
  const auto is_month = [&](std::string_view text) {
    return std::ranges::find(months, lower(text)) != months.end();
  };
  const auto is_number = [](std::string_view text) {
    return text.size() <= 2 && are_all_digits(text);
  };
  const std::string_view first = code.substr(0, mark);
  std::string_view rest = code.substr(mark + 1);
  if (is_month(first)) return are_all_digits(rest);
  if (!is_number(first)) return false;
  const std::size_t next = std::min(rest.find('-'), rest.size());
  const bool has_year = next < rest.size();
  return is_month(rest.substr(0, next)) && (!has_year || are_all_digits(rest.substr(next + 1)));
}

bool is_word_for_total(std::string_view text) {
  static constexpr std::array<std::string_view, 12> words{"total",
                                                          "totals",
                                                          "grandtotal",
                                                          "subtotal",
                                                          "sub-total",
                                                          "sum",
                                                          "jumlah",
                                                          "jumlahtotal",
                                                          "subjumlah",
                                                          "totalkeseluruhan",
                                                          "jumlahkeseluruhan",
                                                          "jumlahseluruhnya"};
  std::string folded = fold(text);
  while (!folded.empty() && (folded.back() == ':' || folded.back() == '.')) folded.pop_back();
  return std::ranges::find(words, folded) != words.end();
}

std::optional<std::size_t> column_of(const table_headings& headings,
                                     std::initializer_list<const char*> names) {
  for (const char* name : names)
    for (std::size_t i = 0; i < headings.size(); ++i)
      if (fold(headings[i]) == name) return i;
  return std::nullopt;
}

class suspicious_reader {
 public:
  suspicious_reader(const suspected_table& table, const finding_reporter& report)
      : table_(table),
        report_(report),
        level_(column_of(table.headings, {"level", "tingkat", "tier", "layer", "lapis"})),
        path_(column_of(table.headings, {"path", "jalur", "hierarchy", "hierarki"})) {
    for (auto* column : {&level_, &path_})
      if (*column == table.code || *column == table.reports_to) column->reset();
  }

  void run() {
    csv_reader reader(table_.text, table_.file, table_.options);
    csv_row row;
    reader.next(row);
    while (reader.next(row)) {
      if (row.blank() || !meets_all(table_.keep, row)) continue;
      look_at(row);
    }
    if (broken_cells_ > 0)
      report_("broken-text", severity::warning, at(first_broken_), broken_heading_, {},
              fmt::format("{} with the mark U+FFFD, which stands where an encoding broke a text",
                          broken_cells_ == 1 ? std::string("one cell")
                                             : fmt::format("{} cells", broken_cells_)),
              "kept as it is; export the table again, in UTF-8");
    report_totals();
    if (level_) report_levels();
    if (path_) report_paths();
  }

 private:
  struct told {
    std::size_t row;
    std::string code;
    std::string superior;
    std::string title;
    std::string level;
    std::string path;
  };

  [[nodiscard]] origin at(std::size_t row) const {
    return {table_.file_number, static_cast<std::uint32_t>(row)};
  }

  void look_at(const csv_row& row) {
    const std::string_view code = cell(row, table_.code);
    const std::string_view title = cell(row, table_.title);
    for (const std::size_t column : {table_.code, table_.reports_to})
      look_at_code(row, column, code);
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (row[i].find("\xEF\xBF\xBD") == std::string_view::npos) continue;
      if (broken_cells_++ > 0) continue;
      first_broken_ = row.number();
      broken_heading_ = i < table_.headings.size() ? table_.headings[i] : std::string();
    }
    const auto seats = table_.seats ? parse_number(cell(row, table_.seats)) : std::nullopt;
    if (is_word_for_total(code) || is_word_for_total(title))
      totals_.push_back({row.number(), std::string(code), seats});
    else
      seats_ += seats.value_or(1);
    if (level_ || path_)
      rows_.push_back({row.number(), std::string(code), std::string(cell(row, table_.reports_to)),
                       std::string(title), std::string(cell(row, level_)),
                       std::string(cell(row, path_))});
  }

  void look_at_code(const csv_row& row, std::size_t column, std::string_view of) {
    const std::string_view written = cell(row, column);
    const auto suspect = [&](const char* rule, std::string what, const char* advice) {
      report_(rule, severity::warning, at(row.number()), table_.headings[column], of,
              std::move(what), advice);
    };
    if (has_exponent(written))
      suspect("mangled-code",
              fmt::format("\"{}\" is what a spreadsheet makes of a long number", echo(written)),
              "kept as it is; its digits are lost: export the codes as text");
    else if (is_day_of_spreadsheet(written))
      suspect(
          "mangled-code",
          fmt::format("\"{}\" is what a spreadsheet makes of a code such as 2-2", echo(written)),
          "kept as it is; export the codes as text");
    else if (holds_unseen(written))
      suspect("unseen-character",
              fmt::format("\"{}\" holds characters that nobody sees", echo(shown_unseen(written))),
              "kept as it is; take them out");
  }

  struct total {
    std::size_t row;
    std::string code;
    std::optional<double> seats;
  };

  void report_totals() {
    for (const total& t : totals_)
      report_("totals-row", severity::warning, at(t.row), table_.headings[table_.code], t.code,
              t.seats && std::abs(*t.seats - seats_) < 1e-6
                  ? fmt::format("the row seems to hold totals: its name says so, and its seats are "
                                "the {} of all other rows",
                                format_number(seats_))
                  : std::string("the row seems to hold totals: its name says so"),
              "read as a position; leave it out with [keep] in a column mapping (--columns)");
  }

  /// Findings by row if few rows contradict the superiors, else one: the column means another thing.
  void report_contradictions(std::size_t column, std::size_t compared,
                             std::vector<std::pair<const told*, std::string>> found) {
    if (found.empty()) return;
    const std::string& heading = table_.headings[column];
    if (5 * found.size() > compared) {
      report_(
          "contradicting-column", severity::warning, at(found.front().first->row), heading, {},
          fmt::format("the column contradicts the superiors in {} of {} rows; this is the first",
                      found.size(), compared),
          "not read: layers are computed from the superiors");
      return;
    }
    for (auto& [row, what] : found)
      report_("contradicting-column", severity::warning, at(row->row), heading, row->code,
              std::move(what), "not read: layers are computed from the superiors");
  }

  void report_levels() {
    std::unordered_map<std::string_view, long long> levels;
    const auto number = [](const std::string& text) -> std::optional<long long> {
      if (!are_all_digits(text) || text.size() > 3) return std::nullopt;
      return std::stoll(text);
    };
    for (const told& row : rows_)
      if (const auto level = number(row.level)) levels.emplace(row.code, *level);
    std::size_t compared = 0;
    std::vector<std::pair<const told*, std::string>> found;
    // Most tables count from the top downwards, some from the ground upwards.
    std::size_t down = 0;
    std::size_t up = 0;
    for (const bool counting : {true, false})
      for (const told& row : rows_) {
        const auto level = number(row.level);
        const auto above = levels.find(row.superior);
        if (!level || above == levels.end() || row.superior == row.code) continue;
        if (counting) {
          ++compared;
          down += *level == above->second + 1 ? 1U : 0U;
          up += *level + 1 == above->second ? 1U : 0U;
          continue;
        }
        if (*level != above->second + (up > down ? -1 : 1))
          found.emplace_back(
              &row, fmt::format("\"{}\" is on level {} and reports to \"{}\" on "
                                "level {}",
                                echo(row.code), *level, echo(row.superior), above->second));
      }
    report_contradictions(*level_, compared, std::move(found));
  }

  void report_paths() {
    std::unordered_map<std::string_view, std::string_view> titles;
    for (const told& row : rows_) titles.emplace(row.code, row.title);
    std::size_t compared = 0;
    std::vector<std::pair<const told*, std::string>> found;
    for (const told& row : rows_) {
      std::vector<std::string_view> parts = parts_between(row.path, "/>|\\");
      if (!parts.empty() && (parts.back() == row.code || parts.back() == row.title))
        parts.pop_back();
      if (parts.empty() || row.superior.empty()) continue;
      ++compared;
      const auto title = titles.find(row.superior);
      if (parts.back() == row.superior ||
          (title != titles.end() && !title->second.empty() && parts.back() == title->second))
        continue;
      found.emplace_back(&row, fmt::format("\"{}\" reports to \"{}\", and by its path to \"{}\"",
                                           echo(row.code), echo(row.superior), echo(parts.back())));
    }
    report_contradictions(*path_, compared, std::move(found));
  }

  const suspected_table& table_;
  const finding_reporter& report_;
  std::optional<std::size_t> level_;
  std::optional<std::size_t> path_;
  std::size_t broken_cells_ = 0;
  std::size_t first_broken_ = 0;
  std::string broken_heading_;
  std::vector<total> totals_;
  double seats_ = 0;
  std::vector<told> rows_;
};

}  // namespace

void report_suspicions(const suspected_table& table, const finding_reporter& report) {
  suspicious_reader(table, report).run();
}

}  // namespace pangkas::detail
