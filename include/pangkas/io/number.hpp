// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Numbers as people and spreadsheets write them: marks, groups, money.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pangkas::inline v0_1 {

/// @brief What separates the whole from its fraction in a number.
enum class decimal_mark { guess, point, comma };

/// @brief Reads a number as people and spreadsheets write it.
///
/// Allowed around the digits: blanks, one sign (`-`, `+`, `−`) or the parentheses of accountants,
/// one currency (`£ $ € ¥ Rp Rp. IDR GBP USD EUR`) before or after, and the `,-` of whole amounts.
/// Thousands may be grouped by point, comma, apostrophe or (no-break) space: one kind throughout,
/// one to three digits first, the first of them not 0, then threes.
///
/// With @p mark given, only that mark is decimal. Else:
/// - of points and commas that both occur, the last is the decimal mark: `1,234.5`, `1.234,5`;
/// - one kind, more than once, groups thousands: `1.260.000`;
/// - one mark after groups of another kind is decimal: `1 234,567`;
/// - one mark alone is decimal (`12,5`, `1064290.0`, `0,125`), unless it could group thousands:
///   then a comma does (`1,234` is 1234) and a point does not (`1.234` is 1.234). In rupiah, which
///   are not divided in thousandths, both do (`Rp 540.000` is 540000).
///
/// An exponent (`1.26E+06`) is refused, since a spreadsheet writes it when it has already dropped
/// digits; so are NaN, infinity, hexadecimals, and more than 10^15 either way, above which cents
/// are lost. A number begins with a digit or a decimal mark and ends with a digit.
///
/// @return The number (never -0), or nothing when the text is not a number.
/// @complexity O(N), no allocation.
[[nodiscard]] std::optional<double> parse_number(std::string_view text,
                                                 decimal_mark mark = decimal_mark::guess) noexcept;

/// @brief What a number tells of the marks that its writer uses.
enum class number_style {
  plain,    ///< nothing: digits alone, or no number
  point,    ///< a decimal point, or commas between thousands: `0.5`, `1,234,567`, `£1,234`
  comma,    ///< a decimal comma, or points between thousands: `0,5`, `1.234,5`, `Rp 540.000`
  doubtful  ///< one mark that may be either: `1.234`, `1,234`
};

/// @brief What a number tells of the marks that its writer uses; whoever writes one column writes
/// all of it in one way, so that the cells without doubt settle those with it.
/// @complexity O(N), no allocation.
[[nodiscard]] number_style style_of(std::string_view text) noexcept;

/// @brief The shortest decimal digits that read back as the same number: no exponent, no grouping,
///        a point as decimal mark, and whole numbers without one.
/// @param number  Finite.
[[nodiscard]] std::string format_number(double number);

}  // namespace pangkas
