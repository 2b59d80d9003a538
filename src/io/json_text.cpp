// SPDX-License-Identifier: BSL-1.0
#include "json_text.hpp"

#include <pangkas/io/encoding.hpp>

#include <algorithm>
#include <cstddef>

namespace pangkas::inline v0_1::detail {
namespace {

bool stays(char c) noexcept {
  return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\';
}

/// The letter of an escape of two characters; 0: there is none.
char letter_of(char c) noexcept {
  switch (c) {
    case '\b':
      return 'b';
    case '\t':
      return 't';
    case '\n':
      return 'n';
    case '\f':
      return 'f';
    case '\r':
      return 'r';
    case '"':
    case '\\':
      return c;
    default:
      return 0;
  }
}

}  // namespace

bool needs_no_escape(std::string_view text) noexcept {
  return std::ranges::all_of(text, is_plain_in_json) ||
         (std::ranges::all_of(text, stays) && is_utf8(text));
}

void append_escaped(std::string& out, std::string_view text) {
  if (std::ranges::all_of(text, is_plain_in_json)) {
    out += text;
    return;
  }
  if (!is_utf8(text)) throw not_utf8();
  constexpr std::string_view hexadecimal = "0123456789abcdef";
  while (true) {
    const auto at = static_cast<std::size_t>(std::ranges::find_if_not(text, stays) - text.begin());
    out += text.substr(0, at);
    if (at == text.size()) return;
    const char c = text[at];
    text.remove_prefix(at + 1);
    if (const char letter = letter_of(c); letter != 0)
      out.append(1, '\\').append(1, letter);
    else
      out.append("\\u00").append(1, c < 0x10 ? '0' : '1').append(1, hexadecimal[c & 0xF]);
  }
}

}  // namespace pangkas::detail
