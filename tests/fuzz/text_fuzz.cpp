// SPDX-License-Identifier: BSL-1.0
// Whatever the bytes, under every encoding: UTF-8 comes out, or it is refused; and what came out
// decodes to itself, unless it begins with a second mark or like an archive, which the first hid.
#include "fuzzers.hpp"

#include <pangkas/error.hpp>
#include <pangkas/io/encoding.hpp>
#include <pangkas/io/text.hpp>

#include <array>
#include <cstdlib>
#include <optional>
#include <string>

void fuzz::on_text(std::string_view input) {
  using pangkas::encoding;
  constexpr std::array<std::optional<encoding>, 6> ways{std::nullopt,       encoding::utf8,
                                                        encoding::utf8_bom, encoding::utf16_le,
                                                        encoding::utf16_be, encoding::windows_1252};
  const std::string bytes(input);
  for (const auto& way : ways) {
    std::string text;
    try {
      text = pangkas::decode_text(bytes, "fuzz", way).text;
    } catch (const pangkas::input_error&) {
      continue;
    }
    if (!pangkas::is_utf8(text)) std::abort();
    if (pangkas::trim(pangkas::trim(text)) != pangkas::trim(text)) std::abort();
    if (pangkas::fold(pangkas::fold(text)) != pangkas::fold(text)) std::abort();
    if (text.starts_with("\xEF\xBB\xBF") || text.starts_with("PK\x03\x04")) continue;
    if (pangkas::decode_text(text, "again", encoding::utf8).text != text) std::abort();
  }
}
