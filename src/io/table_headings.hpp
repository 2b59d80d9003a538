// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief What the readers of tables have in common: headings, cells, numbers, the form of a row.
#pragma once

#include <pangkas/core/finding.hpp>
#include <pangkas/core/impl/text_hash.hpp>
#include <pangkas/core/organisation_builder.hpp>
#include <pangkas/io/csv.hpp>
#include <pangkas/io/number.hpp>
#include <pangkas/io/text.hpp>

#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// @brief Takes a finding, as organisation_builder::report() does.
using finding_reporter =
    std::function<void(std::string_view rule, severity level, origin from, std::string_view column,
                       std::string_view code, std::string detail, std::string action)>;

/// @brief Reports to a builder, which must outlive it.
[[nodiscard]] finding_reporter reporter_to(organisation_builder& builder);

/// @brief The heading row of a table and what it means.
class table_headings {
 public:
  /// @param advice  What to do about a column that is missing.
  table_headings(const csv_row& row, std::string file, std::string advice);
  table_headings(std::vector<std::string> names, std::string file, std::string advice);

  [[nodiscard]] std::size_t size() const noexcept { return names_.size(); }
  [[nodiscard]] const std::string& operator[](std::size_t i) const { return names_[i]; }

  /// @brief The column of the first heading that is there; case and blanks do not matter.
  /// @throws input_error if that heading stands over two columns.
  [[nodiscard]] std::optional<std::size_t> find(const std::vector<std::string>& wanted) const;
  /// @brief The same for a column that must be there.
  /// @throws input_error if it is not.
  [[nodiscard]] std::size_t require(const std::vector<std::string>& wanted,
                                    std::string_view what) const;
  /// @brief Reports the headings that would mean what the one means that find() gives: nobody can
  /// know which is right.
  void report_others(const std::vector<std::string>& wanted, const finding_reporter& report,
                     std::uint32_t file) const;

 private:
  std::string file_;
  std::string advice_;
  std::vector<std::string> names_;
  std::vector<std::string> folded_;  ///< each of them once: a heading may be megabytes long
};

/// @brief Reads the heading row.
/// @throws input_error if there is none.
[[nodiscard]] table_headings read_headings(csv_reader& reader, const std::string& file,
                                           std::string advice);

/// @brief A cell without the blanks around it; empty for a column that is not there.
[[nodiscard]] inline std::string_view cell(const csv_row& row, std::optional<std::size_t> column) {
  return column ? trim(row[*column]) : std::string_view{};
}

/// @brief Whether each of eight bytes is a digit.
constexpr bool are_digits(std::uint64_t bytes) {
  // From '0', a byte above '9' has one of its upper four bits set once 6 is added, one below '0'
  // before that.
  const std::uint64_t values = bytes - 0x3030303030303030U;
  return ((values | (values + 0x0606060606060606U)) & 0xF0F0F0F0F0F0F0F0U) == 0;
}

/// @brief The number of eight digits of which the first is the lowest byte.
constexpr std::uint64_t number_of_digits(std::uint64_t bytes) {
  // Neighbours are joined: digits to pairs, pairs to fours, fours to the whole.
  const std::uint64_t values = bytes - 0x3030303030303030U;
  const std::uint64_t pairs = values * 10 + (values >> 8U);
  constexpr std::uint64_t first_and_third = 0x000000FF000000FFU;
  return ((pairs & first_and_third) * 0x000F424000000064U +
          ((pairs >> 16U) & first_and_third) * 0x0000271000000001U) >>
         32U;
}

/// @brief The number of a cell of digits alone, as nearly every one is; so few that none is lost.
/// Any other cell is NaN. A double, since an optional one is passed on through memory.
[[nodiscard]] inline double plain_digits(std::string_view text) {
  constexpr std::size_t exact = 15;
  constexpr double none = std::numeric_limits<double>::quiet_NaN();
  if (text.empty() || text.size() > exact) return none;
  std::uint64_t number = 0;
  if constexpr (std::endian::native == std::endian::little) {
    if (text.size() >= 8) {
      const auto first = load_word<std::uint64_t>(text.data());
      if (!are_digits(first)) return none;
      number = number_of_digits(first);
      text.remove_prefix(8);
    }
  }
  for (const char c : text) {
    if (c < '0' || c > '9') return none;
    number = 10 * number + static_cast<std::uint64_t>(c - '0');
  }
  return static_cast<double>(number);
}

/// @brief Whether a cell says that its value is not known.
[[nodiscard]] bool is_not_known(std::string_view cell);

/// @brief How the numbers of a column are written: what its cells without doubt say of the others.
class number_column_style {
 public:
  /// @brief Takes note of a cell that has more in it than digits.
  void note(std::string_view cell, std::size_t row) {
    const number_style style = style_of(cell);
    if (style != number_style::plain) count(style, cell, row);
  }
  /// @brief Takes note of what another part of the column says, which stands below this one.
  /// @param by  Rows that stand above that part.
  void add(const number_column_style& below, std::size_t by);
  /// @brief Whether all cells without doubt are of one style, and of which.
  [[nodiscard]] std::optional<decimal_mark> settled() const;
  [[nodiscard]] bool has_doubt() const { return doubtful_.cells > 0; }
  /// @brief Reports cells that may be read in two ways. Much of Indonesia's money is written with
  /// points between the thousands, and a thousand that is read as one must not pass unseen.
  /// @param read_as  The mark by which they were read; the usual rule if it is a guess.
  void report(std::string_view heading, decimal_mark read_as, const finding_reporter& report,
              std::uint32_t file) const;

 private:
  struct kind {
    std::size_t cells = 0;
    std::size_t row = 0;  ///< of the first
    std::string first{};
  };
  void count(number_style style, std::string_view cell, std::size_t row);

  kind point_, comma_, doubtful_;
};

/// @brief The number in a cell that has more in it than digits.
[[nodiscard]] std::optional<double> odd_number_in(
    const csv_row& row, std::optional<std::size_t> column, const table_headings& columns,
    decimal_mark decimals, const finding_reporter& report, std::string_view code, origin from);

/// @brief The number in a cell, NaN if it is absent; a cell that is none, or a negative one, is a
/// finding.
/// @param style  Takes note of it, if the marks are to be guessed.
[[nodiscard]] inline double number_or_nan(const csv_row& row, std::optional<std::size_t> column,
                                          const table_headings& columns, decimal_mark decimals,
                                          const finding_reporter& report, std::string_view code,
                                          origin from, number_column_style* style = nullptr) {
  constexpr double none = std::numeric_limits<double>::quiet_NaN();
  if (!column || row[*column].empty()) return none;
  if (const double value = plain_digits(row[*column]); !std::isnan(value)) return value;
  if (style != nullptr && decimals == decimal_mark::guess) style->note(row[*column], from.row);
  return odd_number_in(row, column, columns, decimals, report, code, from).value_or(none);
}

/// @brief The same as an optional number.
[[nodiscard]] inline std::optional<double> number_in(
    const csv_row& row, std::optional<std::size_t> column, const table_headings& columns,
    decimal_mark decimals, const finding_reporter& report, std::string_view code, origin from) {
  const double value = number_or_nan(row, column, columns, decimals, report, code, from);
  return std::isnan(value) ? std::nullopt : std::optional(value);
}

/// @brief Reports a row that is ragged, and text behind a closing quote.
void check_form(const csv_row& row, const table_headings& columns, const finding_reporter& report,
                std::string_view code, origin from);

}  // namespace pangkas::detail
