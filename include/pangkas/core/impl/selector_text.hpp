// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief A selector in pieces: marks, and what a backslash makes text.
#pragma once
#include <pangkas/core/impl/ascii.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// @brief Cuts a selector into pieces at @p mark, and takes the blanks off their ends. A backslash
/// makes the character behind it text.
inline std::vector<std::string> cut_selector(std::string_view text, char mark, bool keep_escapes) {
  std::vector<std::string> pieces(1);
  std::size_t keep = 0;  // characters of the last piece that are no blanks at its end
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == mark) {
      pieces.back().resize(keep);
      pieces.emplace_back();
      keep = 0;
    } else if (text[i] == '\\' && i + 1 < text.size()) {
      if (keep_escapes) pieces.back() += '\\';
      pieces.back() += text[++i];
      keep = pieces.back().size();
    } else if (!is_blank(text[i]) || !pieces.back().empty()) {
      pieces.back() += text[i];
      if (!is_blank(text[i])) keep = pieces.back().size();
    }
  }
  pieces.back().resize(keep);
  return pieces;
}

/// @brief A value as a selector holds it: marks, and blanks at its ends, behind a backslash.
inline std::string escape_selector(std::string_view value, std::string_view marks = ";|\\") {
  std::string result;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const bool at_end = i == 0 || i + 1 == value.size();
    if (marks.find(value[i]) != std::string_view::npos || (at_end && is_blank(value[i])))
      result += '\\';
    result += value[i];
  }
  return result;
}

}  // namespace pangkas::detail
