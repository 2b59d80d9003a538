// SPDX-License-Identifier: BSL-1.0
#include "decode.hpp"

#include <fmt/format.h>
#include <pangkas/error.hpp>
#include <pangkas/io/encoding.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <utility>

namespace pangkas::inline v0_1 {
namespace {

unsigned byte_at(std::string_view text, std::size_t at) {
  return static_cast<unsigned char>(text[at]);
}

void append_utf8(std::string& text, char32_t c) {
  const auto put = [&text](char32_t byte) { text.push_back(static_cast<char>(byte)); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | c >> 6);
    put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | c >> 12);
    put(0x80 | (c >> 6 & 0x3F));
    put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | c >> 18);
    put(0x80 | (c >> 12 & 0x3F));
    put(0x80 | (c >> 6 & 0x3F));
    put(0x80 | (c & 0x3F));
  }
}

/// Length of the well-formed character at @p at, 0 when there is none.
std::size_t utf8_length(std::string_view text, std::size_t at) {
  const unsigned lead = byte_at(text, at);
  const auto within = [&](std::size_t offset, unsigned low, unsigned high) {
    return at + offset < text.size() && byte_at(text, at + offset) >= low &&
           byte_at(text, at + offset) <= high;
  };
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return within(1, 0x80, 0xBF) ? 2 : 0;
  if (lead >= 0xE0 && lead <= 0xEF) {
    const unsigned low = lead == 0xE0 ? 0xA0 : 0x80;   // no overlong forms
    const unsigned high = lead == 0xED ? 0x9F : 0xBF;  // no surrogates
    return within(1, low, high) && within(2, 0x80, 0xBF) ? 3 : 0;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    const unsigned low = lead == 0xF0 ? 0x90 : 0x80;
    const unsigned high = lead == 0xF4 ? 0x8F : 0xBF;  // nothing above U+10FFFF
    return within(1, low, high) && within(2, 0x80, 0xBF) && within(3, 0x80, 0xBF) ? 4 : 0;
  }
  return 0;
}

/// First byte at or after @p at that is not ASCII; 32 bytes at a time.
std::size_t skip_ascii(std::string_view text, std::size_t at) {
  std::array<std::uint64_t, 4> words = {};
  for (; text.size() - at >= sizeof words; at += sizeof words) {
    std::memcpy(&words, text.data() + at, sizeof words);
    std::uint64_t all = 0;
    for (const std::uint64_t word : words) all |= word;
    if ((all & 0x8080808080808080U) != 0) break;
  }
  while (at < text.size() && byte_at(text, at) < 0x80) ++at;
  return at;
}

/// What a text holds beside ASCII, seen as UTF-8.
struct utf8_census {
  std::size_t characters = 0;  // of several bytes
  std::size_t invalid = 0;     // bytes
  std::size_t first_invalid = 0;
};

utf8_census count_utf8(std::string_view text) {
  utf8_census census;
  for (std::size_t at = skip_ascii(text, 0); at < text.size(); at = skip_ascii(text, at)) {
    const std::size_t length = utf8_length(text, at);
    if (length != 0) {
      ++census.characters;
      at += length;
      continue;
    }
    if (census.invalid++ == 0) census.first_invalid = at;
    ++at;
  }
  return census;
}

// The upper half of the C1 range as Windows uses it. A table of 32 and not iconv: iconv's name for
// the encoding differs between systems, its module may be missing on a small one, and it refuses
// the five bytes without meaning.
constexpr std::array<char16_t, 32> windows_1252_c1 = {
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

char32_t from_windows_1252(unsigned byte) {
  return byte >= 0x80 && byte < 0xA0 ? windows_1252_c1[byte - 0x80] : byte;
}

/// Reads invalid bytes as Windows-1252; with @p keep_utf8, well-formed characters stay.
std::string decode_windows_1252(std::string_view bytes, bool keep_utf8) {
  std::string text;
  text.reserve(bytes.size() + bytes.size() / 8);
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t ascii_end = skip_ascii(bytes, at);
    text.append(bytes, at, ascii_end - at);
    at = ascii_end;
    if (at == bytes.size()) break;
    const std::size_t length = keep_utf8 ? utf8_length(bytes, at) : 0;
    if (length != 0) {
      text.append(bytes, at, length);
      at += length;
    } else {
      append_utf8(text, from_windows_1252(byte_at(bytes, at++)));
    }
  }
  return text;
}

[[noreturn]] void fail_at_byte(std::string_view file, std::string_view what, std::size_t offset) {
  throw input_error(fmt::format("{} is not a text table: it holds {} at offset {}; save it as CSV "
                                "in UTF-8",
                                file, what, offset),
                    std::string(file));
}

std::string decode_utf16(std::string_view bytes, std::size_t from, bool little,
                         std::string_view file) {
  if (bytes.size() % 2 != 0) {
    throw input_error(fmt::format("{} is cut off: it is UTF-16 but has an odd number of bytes; "
                                  "obtain it again",
                                  file),
                      std::string(file));
  }
  const auto unit = [&](std::size_t at) {
    const char32_t first = byte_at(bytes, at);
    const char32_t second = byte_at(bytes, at + 1);
    return little ? second << 8 | first : first << 8 | second;
  };
  std::string text;
  text.reserve(bytes.size() / 2 + bytes.size() / 8);
  for (std::size_t at = from; at < bytes.size(); at += 2) {
    const char32_t high = unit(at);
    if (high == 0) fail_at_byte(file, "a NUL character", at);
    if (high < 0xD800 || high > 0xDFFF) {
      append_utf8(text, high);
      continue;
    }
    const char32_t low = high < 0xDC00 && at + 2 < bytes.size() ? unit(at + 2) : 0;
    if (low < 0xDC00 || low > 0xDFFF) fail_at_byte(file, "half a UTF-16 surrogate pair", at);
    append_utf8(text, 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00));
    at += 2;
  }
  return text;
}

/// UTF-16 without a mark: the NULs of its ASCII characters all stand on one side of the pairs.
std::optional<encoding> guess_utf16(std::string_view bytes) {
  const std::string_view sample = bytes.substr(0, std::min<std::size_t>(bytes.size(), 4096));
  std::array<std::size_t, 2> nuls = {0, 0};
  for (std::size_t at = 0; at < sample.size(); ++at) {
    if (sample[at] == '\0') ++nuls[at % 2];
  }
  // A quarter of the pairs, so that a stray NUL is not taken for text in two-byte characters.
  const std::size_t enough = std::max<std::size_t>(2, sample.size() / 8);
  if (nuls[0] == 0 && nuls[1] >= enough) return encoding::utf16_le;
  if (nuls[1] == 0 && nuls[0] >= enough) return encoding::utf16_be;
  return {};
}

struct other_format {
  std::string_view begins;
  std::string_view sentence;
};

[[noreturn]] void refuse(const other_format& other, std::string_view file) {
  throw input_error(fmt::format("{} {}", file, other.sentence), std::string(file));
}

/// The files of older programs, and those with a password, are folders of streams in one file.
void refuse_compound_file(std::string_view bytes, std::string_view file) {
  using namespace std::string_view_literals;
  if (!bytes.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv)) return;
  const auto has_stream = [bytes](std::string_view name) {
    std::string in_utf16;
    for (const char c : name) in_utf16.append({c, '\0'});
    return bytes.find(in_utf16) != std::string_view::npos;
  };
  constexpr other_format locked{
      {}, "is protected by a password; save it without one, or export the sheet as CSV"sv};
  constexpr other_format document{
      {},
      "is an old Word document, not a table; copy its table into a spreadsheet and save that"sv};
  constexpr other_format workbook{
      {}, "is an old Excel workbook (.xls); save it as .xlsx, or export the sheet as CSV"sv};
  if (has_stream("EncryptedPackage")) refuse(locked, file);
  refuse(has_stream("WordDocument") ? document : workbook, file);
}

/// Files that people take for tables, by their first bytes.
void refuse_other_bytes(std::string_view bytes, std::string_view file) {
  using namespace std::string_view_literals;
  refuse_compound_file(bytes, file);
  static constexpr std::array<other_format, 4> formats = {{
      {"PK\x03\x04"sv,
       "is a spreadsheet (or another ZIP archive), not a text; export its sheet as CSV, or write "
       "as "
       "text what is asked for"sv},
      {"\x1F\x8B"sv, "is compressed by gzip; unpack it first"sv},
      {"\xFF\xFE\x00\x00"sv, "is in UTF-32; save it as CSV in UTF-8"sv},
      {"\x00\x00\xFE\xFF"sv, "is in UTF-32; save it as CSV in UTF-8"sv},
  }};
  for (const other_format& other : formats) {
    if (bytes.starts_with(other.begins)) refuse(other, file);
  }
}

/// Texts that people take for tables, by their first characters, however these are stored: a web
/// page or a workbook saved as one often has a byte order mark or is in UTF-16.
void refuse_other_texts(std::string_view text, std::string_view file) {
  using namespace std::string_view_literals;
  constexpr auto web_page =
      "is a web page, not a text table; save the table that it shows as CSV"sv;
  constexpr auto graph =
      "is a graph in GraphML, which is written and not read; export its nodes as a table with a "
      "column of the superior"sv;
  constexpr auto event_log =
      "is an event log (XES): it tells what was done when, and not who reports to whom; name a "
      "table of positions, or give it to pangkas log"sv;
  constexpr auto linked_data = "is linked data in RDF/XML; save it as Turtle (.ttl)"sv;
  static constexpr std::array<other_format, 7> formats = {{
      {"<graphml"sv, graph},
      {"<rdf:rdf"sv, linked_data},
      {"<log "sv, event_log},
      {"%pdf-"sv, "is a PDF document, not a text table; ask its publisher for the table as CSV"sv},
      {"<!doctype"sv, web_page},
      {"<html"sv, web_page},
      {"<table"sv, web_page},
  }};
  text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
  const auto same = [](char written, char lower) {
    return written == lower || (written >= 'A' && written <= 'Z' && written - 'A' + 'a' == lower);
  };
  const auto begins = [&](std::string_view what) {
    return std::ranges::equal(text.substr(0, what.size()), what, same);
  };
  // What XML is about is told by its first element, behind declarations and comments.
  const std::string_view whole = text;
  while (begins("<?xml") || text.starts_with("<!--") || text.starts_with("<!DOCTYPE rdf")) {
    const auto end = text.find(text.starts_with("<!--") ? "-->"
                               : text.starts_with("<?") ? "?>"
                                                        : "]>");
    const auto next = end == std::string_view::npos ? end : text.find('<', end);
    if (next == std::string_view::npos) break;
    text.remove_prefix(next);
  }
  for (const other_format& other : formats)
    if (begins(other.begins)) refuse(other, file);
  if (begins("<log>")) refuse({{}, event_log}, file);
  text = whole;
  if (begins("<?xml")) refuse({{}, "is XML, not a text table; export the table as CSV"sv}, file);
}

struct byte_order_mark {
  std::string_view bytes;
  encoding means;
};

constexpr std::array<byte_order_mark, 3> byte_order_marks = {{
    {"\xEF\xBB\xBF", encoding::utf8_bom},
    {"\xFF\xFE", encoding::utf16_le},
    {"\xFE\xFF", encoding::utf16_be},
}};

bool contradicts(encoding mark, encoding forced) {
  if (mark == encoding::utf8_bom && forced == encoding::utf8) return false;
  return mark != forced;
}

}  // namespace

std::string_view name_of(encoding which) noexcept {
  switch (which) {
    case encoding::utf8:
      return "UTF-8";
    case encoding::utf8_bom:
      return "UTF-8 with byte order mark";
    case encoding::utf16_le:
      return "UTF-16 LE";
    case encoding::utf16_be:
      return "UTF-16 BE";
    case encoding::windows_1252:
      return "Windows-1252";
  }
  return {};
}

bool is_utf8(std::string_view text) noexcept {
  for (std::size_t at = skip_ascii(text, 0); at < text.size(); at = skip_ascii(text, at)) {
    const std::size_t length = utf8_length(text, at);
    if (length == 0) return false;
    at += length;
  }
  return true;
}

decoded_text decode_text(std::string bytes, std::string_view file, std::optional<encoding> forced) {
  detail::decoded_bytes decoded = detail::decode_bytes(bytes, file, forced);
  if (decoded.as_they_are) decoded.text.text = std::move(bytes);
  return std::move(decoded.text);
}

detail::decoded_bytes detail::decode_bytes(std::string_view bytes, std::string_view file,
                                           std::optional<encoding> forced) {
  refuse_other_bytes(bytes, file);
  refuse_other_texts(bytes, file);

  std::optional<encoding> known = forced;
  std::size_t mark_length = 0;
  for (const byte_order_mark& mark : byte_order_marks) {
    if (!bytes.starts_with(mark.bytes)) continue;
    if (forced && contradicts(mark.means, *forced)) {
      throw input_error(
          fmt::format("{} begins with the byte order mark of {}, so it cannot be read "
                      "as {}; leave the encoding to be recognised",
                      file, name_of(mark.means), name_of(*forced)),
          std::string(file));
    }
    known = mark.means;
    mark_length = mark.bytes.size();
    break;
  }
  if (known == encoding::utf8_bom && mark_length == 0) known = encoding::utf8;

  const std::size_t nul = bytes.find('\0');
  if (!known && nul != std::string_view::npos) known = guess_utf16(bytes);
  if (known == encoding::utf16_le || known == encoding::utf16_be) {
    std::string text = decode_utf16(bytes, mark_length, known == encoding::utf16_le, file);
    refuse_other_texts(text, file);
    return {{std::move(text), *known}};
  }
  if (nul != std::string_view::npos) fail_at_byte(file, "a NUL byte", nul);

  const std::string_view text = bytes.substr(mark_length);
  if (mark_length != 0) refuse_other_texts(text, file);
  if (known == encoding::windows_1252) {
    return {{decode_windows_1252(text, false), encoding::windows_1252}};
  }
  const utf8_census census = count_utf8(text);
  if (census.invalid == 0) {
    const bool as_they_are = mark_length == 0;
    return {{std::string(as_they_are ? std::string_view{} : text), known.value_or(encoding::utf8)},
            as_they_are};
  }
  if (!known && census.characters < census.invalid) {
    return {{decode_windows_1252(text, false), encoding::windows_1252}};
  }
  const auto breaks = std::ranges::count(text.substr(0, census.first_invalid), '\n');
  return {{decode_windows_1252(text, true), known.value_or(encoding::utf8), census.invalid,
           static_cast<std::size_t>(breaks) + 1}};
}

}  // namespace pangkas
