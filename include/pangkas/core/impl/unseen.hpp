// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Characters of UTF-8 that nobody sees, and that make two texts that look equal differ.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace pangkas::inline v0_1::detail {

/// Soft hyphen, zero-width space, word joiner, byte order mark. Joiners that scripts need are not
/// among them.
inline constexpr std::array<std::pair<std::string_view, std::string_view>, 4> unseen{
    {{"\xC2\xAD", "\\u00ad"},
     {"\xE2\x80\x8B", "\\u200b"},
     {"\xE2\x81\xA0", "\\u2060"},
     {"\xEF\xBB\xBF", "\\ufeff"}}};

[[nodiscard]] inline bool holds_unseen(std::string_view text) {
  for (const auto& [character, name] : unseen)
    if (text.find(character) != std::string_view::npos) return true;
  return false;
}

/// @brief The text with another in place of each such character.
/// @param named  Whether that is the character's name, as in \\u200b, or nothing.
[[nodiscard]] inline std::string replace_unseen(std::string_view text, bool named) {
  std::string result(text);
  for (const auto& [character, name] : unseen)
    for (std::size_t at = result.find(character); at != std::string::npos;
         at = result.find(character, at))
      result.replace(at, character.size(), named ? name : std::string_view());
  return result;
}

[[nodiscard]] inline std::string shown_unseen(std::string_view text) {
  return replace_unseen(text, true);
}

}  // namespace pangkas::detail
