// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Bytes into text: how the characters of a file are stored.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace pangkas::inline v0_1 {

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
/// @throws input_error for a spreadsheet, PDF, web page, XML or compressed file, also where a byte
///         order mark or UTF-16 hides what it is; for a NUL (also in UTF-16), for UTF-16 of odd
///         length or with half a surrogate pair, and for a byte order mark that contradicts
///         @p forced. It names the byte.
/// @complexity    O(N) for N bytes; no allocation when the file is valid UTF-8 without such a mark.
/// @source        The index of windows-1252 in the WHATWG Encoding Standard.
[[nodiscard]] decoded_text decode_text(std::string bytes, std::string_view file,
                                       std::optional<encoding> forced = {});

/// @brief Tells whether a text is well-formed UTF-8 (no surrogates, no overlong forms).
/// @complexity O(N); eight bytes at a time where the text is ASCII.
/// @source     Table 3-7 of the Unicode Standard.
[[nodiscard]] bool is_utf8(std::string_view text) noexcept;

}  // namespace pangkas
