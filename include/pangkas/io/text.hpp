// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Files into text and text into numbers: encodings, blanks, money.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace pangkas {

/// @brief How the characters of a file are stored.
enum class encoding { utf8, utf8_bom, utf16_le, utf16_be, windows_1252 };

/// @brief The name of an encoding as people write it, such as "UTF-16 LE".
[[nodiscard]] std::string_view name_of(encoding which) noexcept;

/// @brief The text of a file in UTF-8 without byte order mark, and how it was stored.
struct decoded_text {
  std::string text{};
  encoding found = encoding::utf8;
  /// @brief Bytes that are not valid in a file that is otherwise UTF-8; each was read as
  ///        Windows-1252. The caller owes a finding for them.
  /// @unit  bytes
  std::size_t foreign_bytes = 0;
  /// @brief The line (the first is 1) of the first foreign byte; absent when there is none.
  std::optional<std::size_t> first_foreign_line = {};
};

/// @brief Turns the bytes of a file into UTF-8.
///
/// In this order: a byte order mark settles it; a file whose NUL bytes all stand on one side of the
/// byte pairs, in a quarter of the pairs or more, is UTF-16; valid UTF-8 is passed on without a
/// copy; the rest is UTF-8 with foreign bytes when characters of several bytes outnumber the
/// invalid bytes (a pasted or cut-off character should not turn every other `£` into `Â£`), else
/// Windows-1252. The five bytes without meaning in Windows-1252 (81, 8D, 8F, 90, 9D) become the C1
/// control of their number, so no file of single bytes is refused for them.
///
/// @param bytes   The whole file; moved from.
/// @param file    Its name, for errors.
/// @param forced  Takes the place of the recognition. UTF-8 allows a byte order mark or none.
/// @return        The text, its encoding, and how many bytes did not fit.
/// @throws input_error for a spreadsheet, PDF or compressed file, for a NUL (also in UTF-16), for
///         UTF-16 of odd length or with half a surrogate pair, and for a byte order mark that
///         contradicts @p forced. It names the byte.
/// @complexity    O(N) for N bytes; no allocation when the file is valid UTF-8 without such a mark.
/// @source        The index of windows-1252 in the WHATWG Encoding Standard.
[[nodiscard]] decoded_text decode_text(std::string bytes, std::string_view file,
                                       std::optional<encoding> forced = {});

/// @brief Tells whether a text is well-formed UTF-8 (no surrogates, no overlong forms).
/// @complexity O(N); eight bytes at a time where the text is ASCII.
/// @source     Table 3-7 of the Unicode Standard.
[[nodiscard]] bool is_utf8(std::string_view text) noexcept;

/// @brief Reads a whole file into memory.
/// @param path  The file; "-" is the standard input.
/// @return      Its bytes, undecoded.
/// @throws input_error when it is missing, a folder, unreadable, or larger than the memory.
[[nodiscard]] std::string read_file(const std::string& path);

namespace detail {
/// trim() of a text that may have blanks at its ends.
[[nodiscard]] std::string_view trim_blanks(std::string_view text) noexcept;
}  // namespace detail

/// @brief Cuts the blanks off both ends: space, tab, CR, LF and the no-break space (U+00A0).
/// @return A part of @p text.
[[nodiscard]] inline std::string_view trim(std::string_view text) noexcept {
  const auto is_mark = [](char c) { return c > ' ' && c < '\x7F'; };
  if (text.empty() || (is_mark(text.front()) && is_mark(text.back()))) return text;
  return detail::trim_blanks(text);
}

/// @brief The form under which near-equal codes and headings meet: ASCII letters in lower case,
///        every blank (see trim()) left out. For look-up and suggestions, never for output.
[[nodiscard]] std::string fold(std::string_view text);

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

/// @brief The shortest decimal digits that read back as the same number: no exponent, no grouping,
///        a point as decimal mark, and whole numbers without one.
/// @param number  Finite.
[[nodiscard]] std::string format_number(double number);

}  // namespace pangkas
