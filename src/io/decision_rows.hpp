// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Reads a table of decisions row by row.
#pragma once

#include "checked_number.hpp"
#include "day.hpp"
#include "decision_cells.hpp"
#include "table_headings.hpp"

#include <pangkas/core/authority.hpp>
#include <pangkas/core/impl/echo.hpp>
#include <pangkas/core/impl/selector_text.hpp>
#include <pangkas/core/organisation_builder.hpp>
#include <pangkas/core/suggestion.hpp>
#include <pangkas/error.hpp>
#include <pangkas/io/csv.hpp>
#include <pangkas/io/number.hpp>
#include <pangkas/io/text.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1::detail {

using column = std::optional<std::size_t>;

/// @brief A name that a cell may hold, folded, and what it stands for.
template <class Value>
using named = std::pair<std::string_view, Value>;

/// @brief Reads one table row by row; a cell that does not fit is a finding of the row.
class decision_rows {
 public:
  decision_rows(organisation_builder& builder, std::string_view text, const std::string& file,
                decimal_mark decimals)
      : decision_rows(reporter_to(builder), builder.add_file(file), text, file, decimals) {}
  /// The same for whoever else takes findings.
  /// @param number  Of the file, as findings name it.
  decision_rows(finding_reporter report, std::uint32_t number, std::string_view text,
                const std::string& file, decimal_mark decimals)
      : report_(std::move(report)),
        text_(text),
        file_(file),
        reader_(text, file),
        columns_(read_headings(reader_, file, "rename the right one")),
        decimals_(decimals),
        from_{number, 0} {}

  [[nodiscard]] column find(std::initializer_list<const char*> names) const {
    const std::vector<std::string> wanted(names.begin(), names.end());
    columns_.report_others(wanted, report_, from_.file);
    return columns_.find(wanted);
  }
  [[nodiscard]] column require(std::initializer_list<const char*> names,
                               std::string_view what) const {
    const std::vector<std::string> wanted(names.begin(), names.end());
    columns_.report_others(wanted, report_, from_.file);
    return columns_.require(wanted, what);
  }

  /// Goes to the next row with any text. @p named: the column that holds the code of a position.
  bool next(column named = {}) {
    while (reader_.next(row_)) {
      if (row_.blank()) continue;
      any_ = true;
      from_.row = static_cast<std::uint32_t>(row_.number());
      code_ = cell(row_, named);
      check_form(row_, columns_, report_, code_, from_);
      return true;
    }
    if (!any_)
      report_("no-rows", severity::warning, {from_.file, 0}, {}, {},
              "the table has a heading row, but no row below it", "nothing was read");
    return false;
  }

  [[nodiscard]] origin from() const { return from_; }
  /// Whether a cell says anything; "-" says that there is nothing.
  [[nodiscard]] bool is_given(column at) const { return !is_not_known(cell(row_, at)); }
  [[nodiscard]] std::string text(column at) const { return std::string(cell(row_, at)); }
  /// A text that need not be there.
  [[nodiscard]] std::string text_if_any(column at) const {
    return is_given(at) ? text(at) : std::string{};
  }

  void report(std::string_view rule, column at, std::string detail, std::string action) {
    report_(rule, severity::error, from_, at ? columns_[*at] : std::string{}, code_,
            std::move(detail), std::move(action));
  }

  [[nodiscard]] std::optional<double> number(column at) {
    return number_in(row_, at, columns_, marks_of(at), report_, code_, from_);
  }

  [[nodiscard]] std::optional<double> volume(column at) {
    const auto value = parse_number(cell(row_, at), marks_of(at));
    if (!value || *value >= 0) return number(at);
    report("bad-number", at, fmt::format("\"{}\" is negative", echo(cell(row_, at))), "read as 0");
    return 0.0;
  }

  /// The number in a cell, or in a part of it, where it is to fill something else than a number, or
  /// where what is wrong has another effect than to be absent; see read().
  /// @throws input_error if it is none, or negative.
  [[nodiscard]] double part(std::string_view written, column at) {
    return number_in_part(written, marks_of(at, written));
  }

  /// The same for a whole number.
  [[nodiscard]] std::uint32_t whole_part(std::string_view written, column at, std::uint32_t least) {
    const double value = part(written, at);
    const number_range range = whole_numbers(least);
    if (!range.holds(value))
      throw input_error(fmt::format("\"{}\" is not {}", echo(written), to_string(range)));
    return static_cast<std::uint32_t>(value);
  }

  [[nodiscard]] std::optional<std::uint32_t> whole(column at, std::uint32_t least = 0) {
    const auto value = number_of(at, whole_numbers(least));
    return value ? std::optional(static_cast<std::uint32_t>(*value)) : std::nullopt;
  }

  [[nodiscard]] std::optional<double> probability(column at) {
    return number_of(at, a_probability);
  }

  /// Whether a cell says yes or no; absent if it says neither.
  [[nodiscard]] std::optional<bool> answer(column at) const {
    const std::string folded = fold(cell(row_, at));
    const auto is = [&](std::initializer_list<std::string_view> words) {
      return std::ranges::find(words, folded) != words.end();
    };
    if (is({"yes", "ya", "y", "true", "benar", "1"})) return true;
    if (is({"no", "tidak", "n", "false", "salah", "0"})) return false;
    return std::nullopt;
  }

  [[nodiscard]] bool truth(column at) {
    if (!is_given(at)) return false;
    const auto said = answer(at);
    if (!said)
      report("bad-value", at,
             fmt::format("\"{}\" is neither yes nor no (ya, tidak)", echo(cell(row_, at))),
             "read as no");
    return said.value_or(false);
  }

  /// One of several names, some of them Indonesian. Absent with a finding for any other.
  template <class Value>
  [[nodiscard]] std::optional<Value> name(column at, std::span<const named<Value>> known,
                                          std::string_view rule, const char* action) {
    const std::string_view written = cell(row_, at);
    const std::string folded = fold(written);
    std::vector<std::string_view> names;
    for (const auto& [text, value] : known) {
      if (text == folded) return value;
      names.push_back(text);
    }
    report(rule, at,
           fmt::format("\"{}\" is none of {}{}", echo(written), fmt::join(names, ", "),
                       did_you_mean(folded, names)),
           action);
    return std::nullopt;
  }
  template <class Value>
  [[nodiscard]] std::optional<Value> name(column at, std::initializer_list<named<Value>> known,
                                          std::string_view rule, const char* action) {
    return name(at, std::span(known.begin(), known.size()), rule, action);
  }

  /// Names apart by pipes or semicolons, of which a backslash makes a part of a name.
  [[nodiscard]] std::vector<std::string> names(column at) const {
    std::vector<std::string> all;
    if (!is_given(at)) return all;
    for (const std::string& part : cut_selector(escaped(at), '|', true))
      for (std::string& name : cut_selector(part, ';', false))
        if (!name.empty()) all.push_back(std::move(name));
    return all;
  }

  /// Reads a cell, if it says anything, into what it is to fill.
  /// @return Whether it could be read; else there is a finding.
  template <class Parse, class Value>
  bool read(column at, const Parse& parse, std::string_view rule, const char* action, Value& into) {
    if (!is_given(at)) return true;
    try {
      into = parse(escaped(at));
      return true;
    } catch (const input_error& e) {
      report(rule, at, e.what(), action);
      return false;
    }
  }

  /// A day as ISO 8601 writes it; what cannot be read as one stays as it is, for the builder.
  [[nodiscard]] std::string day(column at) const {
    const std::string_view written = cell(row_, at);
    if (is_not_known(written)) return {};
    if (std::string iso = iso_day(written); !iso.empty()) return iso;
    return std::string(written);
  }

 private:
  /// How a number of a column is read: one that may be read in two ways as the others are written.
  [[nodiscard]] decimal_mark marks_of(column at) { return marks_of(at, cell(row_, at)); }
  [[nodiscard]] decimal_mark marks_of(column at, std::string_view number) {
    if (!at || decimals_ != decimal_mark::guess || style_of(number) != number_style::doubtful)
      return decimals_;
    const auto [known, is_new] = marks_of_columns_.try_emplace(*at, decimals_);
    if (is_new) known->second = settle(*at);
    return known->second;
  }

  /// Looks through a whole column, also at numbers that are a part of what a cell says.
  [[nodiscard]] decimal_mark settle(std::size_t at) const {
    number_column_style style;
    csv_reader reader(text_, file_);
    csv_row row;
    reader.next(row);
    while (reader.next(row)) {
      constexpr std::string_view between = " \t|;=<>+%:";
      std::string_view rest = row[at];
      if (style_of(rest) != number_style::plain) {
        style.note(rest, row.number());
        continue;
      }
      while (!rest.empty()) {
        const std::size_t end = std::min(rest.find_first_of(between), rest.size());
        style.note(rest.substr(0, end), row.number());
        rest.remove_prefix(std::min(end + 1, rest.size()));
      }
    }
    style.report(columns_[at], decimals_, report_, from_.file);
    return style.settled().value_or(decimals_);
  }

  [[nodiscard]] std::optional<double> number_of(column at, const number_range& range) {
    const auto value = number(at);
    if (!value || range.holds(*value)) return value;
    report("bad-number", at,
           fmt::format("\"{}\" is not {}", echo(cell(row_, at)), to_string(range)),
           "read as absent");
    return std::nullopt;
  }

  /// A cell without the blanks around it, but with one that a backslash keeps.
  [[nodiscard]] std::string_view escaped(column at) const {
    const std::string_view text = cell(row_, at);
    const std::size_t backslashes = text.size() - (text.find_last_not_of('\\') + 1);
    const bool keeps_next = backslashes % 2 == 1;
    const std::string_view whole = at ? row_[*at] : std::string_view{};
    return keeps_next && text.data() + text.size() < whole.data() + whole.size()
               ? std::string_view(text.data(), text.size() + 1)
               : text;
  }

  finding_reporter report_;
  std::string_view text_;
  const std::string& file_;
  csv_reader reader_;
  table_headings columns_;
  decimal_mark decimals_;
  origin from_;
  csv_row row_;
  std::string_view code_;
  bool any_ = false;
  std::map<std::size_t, decimal_mark> marks_of_columns_;
};

}  // namespace pangkas::detail
