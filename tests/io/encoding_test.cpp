// SPDX-License-Identifier: BSL-1.0
#include <pangkas/io/encoding.hpp>

#include "support/catch.hpp"

#include <iconv.h>
#include <pangkas/error.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <utility>

namespace {

using namespace pangkas;
using namespace std::string_literals;

std::string decoding_error_of(const std::string& bytes, std::optional<encoding> forced = {}) {
  try {
    static_cast<void>(decode_text(bytes, "staff.csv", forced));
  } catch (const input_error& fault) {
    CHECK(fault.file() == "staff.csv");
    return fault.what();
  }
  return "no error";
}

/// UTF-16 from code points, independent of the code under test.
std::string utf16(const std::u16string& units, bool little) {
  std::string bytes;
  for (const char16_t unit : units) {
    const char high = static_cast<char>(unit >> 8);
    const char low = static_cast<char>(unit & 0xFF);
    bytes += little ? std::string{low, high} : std::string{high, low};
  }
  return bytes;
}

}  // namespace

TEST_CASE("decode_text passes UTF-8 on as it is", "[io][encoding]") {
  for (const std::string text :
       {"", "a", "code,title\n1,Kepala Biro\n", "\xC2\xA3 \xE2\x82\xAC \xF0\x9F\x8F\x9B",
        "\xE8\x99\x95\xE9\x95\xB7,\xE5\x8F\xB8\xE9\x95\xB7", "12345678\xC3\xA9 after one word"}) {
    const decoded_text decoded = decode_text(text, "staff.csv");
    CHECK(decoded.text == text);
    CHECK(decoded.found == encoding::utf8);
    CHECK(decoded.foreign_bytes == 0);
    CHECK_FALSE(decoded.first_foreign_line.has_value());
  }
}

TEST_CASE("decode_text does not copy a valid UTF-8 text", "[io][encoding]") {
  std::string bytes(1000, 'x');
  const char* const place = bytes.data();
  CHECK(decode_text(std::move(bytes), "staff.csv").text.data() == place);
}

TEST_CASE("decode_text takes the byte order mark of UTF-8 off", "[io][encoding]") {
  const decoded_text decoded = decode_text(
      "\xEF\xBB\xBF"
      "code\n",
      "staff.csv");
  CHECK(decoded.text == "code\n");
  CHECK(decoded.found == encoding::utf8_bom);
  CHECK(decode_text("\xEF\xBB\xBF", "staff.csv").text.empty());
}

TEST_CASE("decode_text reads UTF-16 of both byte orders with a mark and without",
          "[io][encoding]") {
  // One, two, three and four bytes in UTF-8: a, £, €, 處, a building beyond the first plane.
  const std::u16string units = u"code,title\na,\u00A3\u20AC\u8655\U0001F3DB\r\n";
  const std::string expected = "code,title\na,\xC2\xA3\xE2\x82\xAC\xE8\x99\x95\xF0\x9F\x8F\x9B\r\n";
  for (const bool little : {true, false}) {
    const encoding which = little ? encoding::utf16_le : encoding::utf16_be;
    for (const std::u16string& mark : {u"\uFEFF"s, u""s}) {
      const decoded_text decoded = decode_text(utf16(mark + units, little), "staff.csv");
      CHECK(decoded.text == expected);
      CHECK(decoded.found == which);
      CHECK(decode_text(utf16(mark + units, little), "staff.csv", which).text == expected);
    }
  }
}

TEST_CASE("decode_text reads every code point of UTF-16 as is_utf8 allows it", "[io][encoding]") {
  std::u16string units = u"\uFEFF";
  std::size_t bytes = 0;
  for (char32_t c = 1; c <= 0x10FFFF; c += c < 0x800 ? 1 : 61) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    if (c < 0x10000) {
      units.push_back(static_cast<char16_t>(c));
    } else {
      units.push_back(static_cast<char16_t>(0xD800 + ((c - 0x10000) >> 10)));
      units.push_back(static_cast<char16_t>(0xDC00 + ((c - 0x10000) & 0x3FF)));
    }
  }
  for (const bool little : {true, false}) {
    const std::string text = decode_text(utf16(units, little), "staff.csv").text;
    CHECK(text.size() == bytes);
    CHECK(is_utf8(text));
  }
}

TEST_CASE("decode_text refuses broken UTF-16 and says where it breaks", "[io][encoding]") {
  using pangkas::tests::contains;
  CHECK_THAT(decoding_error_of("\xFF\xFE"
                               "a\0b"s),
             contains("odd number of bytes"));
  CHECK_THAT(decoding_error_of(utf16(u"\uFEFF"
                                     u"ab",
                                     true) +
                               "\x3D\xD8" + utf16(u"c", true)),
             contains("half a UTF-16 surrogate pair at offset 6"));
  CHECK_THAT(decoding_error_of(utf16(u"\uFEFF"
                                     u"ab",
                                     true) +
                               "\x3D\xD8"),
             contains("at offset 6"));
  CHECK_THAT(decoding_error_of(utf16(u"\uFEFFab", true) + "\x3D\xD8" + utf16(u"\uE000", true)),
             contains("half a UTF-16 surrogate pair at offset 6"));
  CHECK_THAT(decoding_error_of(utf16(u"\uFEFF", false) + "\xDC\x00"s), contains("at offset 2"));
  CHECK_THAT(decoding_error_of(utf16(u"\uFEFF"
                                     u"ab\0c"s,
                                     true)),
             contains("a NUL character at offset 6"));
}

TEST_CASE("decode_text reads Windows-1252 with its money signs and typographic quotes",
          "[io][encoding]") {
  const decoded_text decoded = decode_text(
      "\xA3"
      "1,234;\x80"
      "5;caf\xE9;\x93n\x94\x96",
      "staff.csv");
  CHECK(decoded.found == encoding::windows_1252);
  CHECK(decoded.text ==
        "\xC2\xA3"
        "1,234;\xE2\x82\xAC"
        "5;caf\xC3\xA9;\xE2\x80\x9Cn\xE2\x80\x9D\xE2\x80\x93");
  CHECK(decoded.foreign_bytes == 0);
}

TEST_CASE("decode_text agrees with iconv on every byte that Windows-1252 defines",
          "[io][encoding]") {
  const iconv_t converter = ::iconv_open("UTF-8", "WINDOWS-1252");
  if (converter == reinterpret_cast<iconv_t>(-1)) {
    WARN("this system's iconv has no Windows-1252");
    return;
  }
  std::size_t compared = 0;
  for (int byte = 1; byte < 256; ++byte) {
    std::string in(1, static_cast<char>(byte));
    std::string out(8, '\0');
    char* from = in.data();
    char* to = out.data();
    std::size_t in_left = 1;
    std::size_t out_left = out.size();
    const bool defined = ::iconv(converter, &from, &in_left, &to, &out_left) != std::size_t(-1);
    const std::string ours = decode_text(in, "staff.csv", encoding::windows_1252).text;
    if (defined) {
      CHECK(ours == out.substr(0, out.size() - out_left));
      ++compared;
    } else {
      CHECK(ours == "\xC2"s + static_cast<char>(byte));  // the C1 control of its number
    }
  }
  ::iconv_close(converter);
  CHECK(compared >= 250);
}

TEST_CASE("decode_text keeps UTF-8 with a few foreign bytes as UTF-8 and counts them",
          "[io][encoding]") {
  const std::string good = "code,title\n1,caf\xC3\xA9\n2,na\xC3\xAFve\n";
  const decoded_text decoded = decode_text(good +
                                               "3,\xA3"
                                               "5\n",
                                           "staff.csv");
  CHECK(decoded.text == good +
                            "3,\xC2\xA3"
                            "5\n");
  CHECK(decoded.found == encoding::utf8);
  CHECK(decoded.foreign_bytes == 1);
  CHECK(decoded.first_foreign_line == 4u);

  const decoded_text cut_off = decode_text(good + "3,\xE2\x82", "staff.csv");
  CHECK(cut_off.found == encoding::utf8);
  CHECK(cut_off.foreign_bytes == 2);

  const decoded_text marked = decode_text(
      "\xEF\xBB\xBF"
      "a\xE9",
      "staff.csv");
  CHECK(marked.found == encoding::utf8_bom);
  CHECK(marked.text == "a\xC3\xA9");
  CHECK(marked.foreign_bytes == 1);
  CHECK(marked.first_foreign_line == 1u);
}

TEST_CASE("decode_text takes the encoding that is forced", "[io][encoding]") {
  using pangkas::tests::contains;
  CHECK(decode_text("\xC2\xA3", "staff.csv", encoding::windows_1252).text == "\xC3\x82\xC2\xA3");
  CHECK(decode_text("\xA3", "staff.csv", encoding::utf8).foreign_bytes == 1);
  CHECK(decode_text("\xEF\xBB\xBF"
                    "a",
                    "staff.csv", encoding::utf8)
            .text == "a");
  CHECK(decode_text("a", "staff.csv", encoding::utf8_bom).found == encoding::utf8);
  CHECK_THAT(decoding_error_of("\xFF\xFE"
                               "a\0"s,
                               encoding::utf16_be),
             contains("byte order mark of UTF-16 LE, so it cannot be read as UTF-16 BE"));
  CHECK_THAT(decoding_error_of("\xEF\xBB\xBF"
                               "a",
                               encoding::windows_1252),
             contains("byte order mark"));
}

TEST_CASE("UTF-16 without a mark is known by its beginning", "[io][encoding]") {
  // A heading and codes, then more of a script that has no NULs than of them.
  const std::u16string units = std::u16string(3000, u'a') + std::u16string(30'000, u'\u8655');
  for (const bool little : {true, false}) {
    const decoded_text decoded = decode_text(utf16(units, little), "staff.csv");
    CHECK(decoded.text.size() == 3000 + 3 * 30'000);
    CHECK(decoded.text.ends_with("\xE8\x99\x95"));
  }
}

TEST_CASE("decode_text refuses NUL bytes and names the first", "[io][encoding]") {
  using pangkas::tests::contains;
  CHECK(decoding_error_of("code,title\n1,a\0b\n"s) ==
        "staff.csv is not a text table: it holds a NUL byte at offset 14; save it as CSV in UTF-8");
  CHECK_THAT(decoding_error_of("\x7F"
                               "ELF\x02\x01\x01\0\0\0\0"s),
             contains("a NUL byte at offset 7"));
  CHECK_THAT(decoding_error_of("a\0"s), contains("a NUL byte at offset 1"));
  CHECK_THAT(decoding_error_of("a\0b"s, encoding::windows_1252),
             contains("a NUL byte at offset 1"));
  CHECK_THAT(decoding_error_of(std::string(100, '\0')), contains("a NUL byte at offset 0"));
}

TEST_CASE("decode_text says what a file is that is no table", "[io][encoding]") {
  using pangkas::tests::contains;
  CHECK_THAT(decoding_error_of("PK\x03\x04\x14\0\x06"s), contains("export its sheet as CSV"));
  CHECK_THAT(decoding_error_of("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0"s),
             contains("old Excel workbook (.xls)"));
  const auto compound = [](std::string_view stream) {
    std::string bytes = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
    for (const char c : stream) bytes.append({c, '\0'});
    return bytes;
  };
  CHECK_THAT(decoding_error_of(compound("EncryptedPackage")), contains("protected by a password"));
  CHECK_THAT(decoding_error_of(compound("WordDocument")), contains("old Word document"));
  CHECK_THAT(decoding_error_of("%PDF-1.7\n\0"s), contains("PDF document"));
  CHECK_THAT(decoding_error_of("<TABLE border=1>\n"), contains("web page"));
  CHECK_THAT(decoding_error_of("\r\n <!doctype html>"), contains("web page"));
  CHECK_THAT(decoding_error_of("\xEF\xBB\xBF<!DOCTYPE html>"), contains("web page"));
  CHECK_THAT(decoding_error_of("\xFF\xFE<\0h\0t\0m\0l\0"s), contains("web page"));
  CHECK_THAT(decoding_error_of("\0<\0?\0x\0m\0l"s), contains("is XML"));
  // XES, GraphML and RDF/XML as their standards begin them.
  CHECK_THAT(decoding_error_of("<?xml version='1.0'?>\n<!-- made --><log xes.version=\"1.0\">"),
             contains("is an event log (XES)"));
  CHECK_THAT(decoding_error_of("<?xml version='1.0'?><log>"), contains("is an event log (XES)"));
  CHECK_THAT(decoding_error_of("<?xml version=\"1.0\"?>\n<graphml xmlns=\"x\">"),
             contains("is a graph in GraphML"));
  CHECK_THAT(decoding_error_of("<rdf:RDF xmlns:rdf=\"x\">"), contains("RDF/XML"));
  CHECK_THAT(decoding_error_of("<?xml version='1.0'?><login>"), contains("is XML"));
  CHECK(decode_text("<htm", "t").text == "<htm");
  CHECK(decode_text(" \n", "t").text == " \n");
  CHECK_THAT(decoding_error_of("\x1F\x8B\x08\0"s), contains("compressed by gzip"));
  CHECK_THAT(decoding_error_of("\xFF\xFE\0\0a\0\0\0"s), contains("UTF-32"));
}

TEST_CASE("is_utf8 follows the table of well-formed byte sequences", "[io][encoding]") {
  for (const std::string good :
       {"", "plain", "\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80", "\xED\x9F\xBF", "\xEE\x80\x80",
        "\xEF\xBF\xBF", "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF"}) {
    CHECK(is_utf8(good));
    CHECK(is_utf8("123456" + good + "12345678"));
  }
  for (const std::string bad :
       {"\x80", "\xBF", "\xC0\x80", "\xC1\xBF", "\xC2", "\xC2 ", "\xE0\x9F\xBF", "\xE2\x82",
        "\xED\xA0\x80", "\xED\xBF\xBF", "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80",
        "\xF0\x9F\x8F", "\xFF"}) {
    CHECK_FALSE(is_utf8(bad));
    CHECK_FALSE(is_utf8("123456" + bad));
    CHECK_FALSE(is_utf8("12345678" + bad + "12345678"));
  }
}
