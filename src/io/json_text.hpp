// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Texts inside the quotes of JSON.
#pragma once

#include <exception>
#include <string>
#include <string_view>

namespace pangkas::inline v0_1::detail {

/// @brief A text is not UTF-8, which JSON must be.
struct not_utf8 : std::exception {};

/// @brief Whether a byte stands in JSON as it is, whatever stands beside it.
constexpr bool is_plain_in_json(char c) noexcept {
  return c >= ' ' && c <= '~' && c != '"' && c != '\\';
}

/// @brief Whether a text stands in JSON as it is; false for one that is not UTF-8.
[[nodiscard]] bool needs_no_escape(std::string_view text) noexcept;

/// @brief Appends a text with its escapes, without the quotes around it.
///
/// Quote, backslash and what is below U+0020 are escaped: by a letter where there is one, else as
/// `\u00` and two hexadecimal digits in lower case. All else stays.
///
/// @throws not_utf8 with nothing appended.
/// @source RFC 8259, section 7.
void append_escaped(std::string& out, std::string_view text);

/// @brief The same in quotes.
inline void append_quoted(std::string& out, std::string_view text) {
  out += '"';
  append_escaped(out, text);
  out += '"';
}

}  // namespace pangkas::detail
