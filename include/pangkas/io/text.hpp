// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Texts as people type them: blanks at the ends, near-equal spellings.
#pragma once

#include <string>
#include <string_view>

namespace pangkas::inline v0_1 {

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

}  // namespace pangkas
