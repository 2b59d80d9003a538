// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief What an error or a finding says again of a text that others wrote.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace pangkas::inline v0_1::detail {

/// @brief A text as a sentence says it again: whole up to 80 characters, else its beginning and
/// "...". A cell or a key may hold megabytes, which would bury what the sentence says of it.
/// @complexity O(1).
[[nodiscard]] inline std::string echo(std::string_view text) {
  constexpr std::size_t longest = 80;
  constexpr std::string_view more = "...";
  const auto goes_on = [text](std::size_t at) {  // a character
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
  };
  std::size_t end_of_short = 0;
  std::size_t at = 0;
  for (std::size_t characters = 0; at < text.size(); ++characters) {
    if (characters == longest - more.size()) end_of_short = at;
    if (characters == longest) return std::string(text.substr(0, end_of_short)).append(more);
    const std::size_t begin = at++;
    while (goes_on(at) && at < begin + 4) ++at;  // no character of UTF-8 is longer
  }
  return std::string(text);
}

}  // namespace pangkas::detail
