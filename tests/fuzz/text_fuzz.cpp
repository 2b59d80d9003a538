// SPDX-License-Identifier: BSL-1.0
// Whatever the bytes, under every encoding: UTF-8 comes out, or it is refused; and what came out
// decodes to itself, unless it begins with a second mark or like an archive, which the first hid.
#include <pangkas/error.hpp>
#include <pangkas/io/encoding.hpp>
#include <pangkas/io/text.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using pangkas::encoding;
  constexpr std::array<std::optional<encoding>, 6> ways{std::nullopt,       encoding::utf8,
                                                        encoding::utf8_bom, encoding::utf16_le,
                                                        encoding::utf16_be, encoding::windows_1252};
  const std::string bytes(reinterpret_cast<const char*>(data), size);
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
  return 0;
}
