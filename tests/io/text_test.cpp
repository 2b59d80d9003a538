// SPDX-License-Identifier: BSL-1.0
#include <pangkas/io/text.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/temporary_folder.hpp"

#include <iconv.h>
#include <sys/stat.h>
#include <unistd.h>
#include <pangkas/error.hpp>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <limits>
#include <random>
#include <utility>
#include <vector>

namespace {

using namespace pangkas;
using pangkas::tests::temporary_folder;
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

std::string read_error(const std::string& path) {
  try {
    static_cast<void>(read_file(path));
  } catch (const input_error& fault) {
    return fault.what();
  }
  return "no error";
}

}  // namespace

TEST_CASE("decode_text passes UTF-8 on as it is", "[io][text]") {
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

TEST_CASE("decode_text does not copy a valid UTF-8 text", "[io][text]") {
  std::string bytes(1000, 'x');
  const char* const place = bytes.data();
  CHECK(decode_text(std::move(bytes), "staff.csv").text.data() == place);
}

TEST_CASE("decode_text takes the byte order mark of UTF-8 off", "[io][text]") {
  const decoded_text decoded = decode_text(
      "\xEF\xBB\xBF"
      "code\n",
      "staff.csv");
  CHECK(decoded.text == "code\n");
  CHECK(decoded.found == encoding::utf8_bom);
  CHECK(decode_text("\xEF\xBB\xBF", "staff.csv").text.empty());
}

TEST_CASE("decode_text reads UTF-16 of both byte orders with a mark and without", "[io][text]") {
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

TEST_CASE("decode_text reads every code point of UTF-16 as is_utf8 allows it", "[io][text]") {
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

TEST_CASE("decode_text refuses broken UTF-16 and says where it breaks", "[io][text]") {
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
          "[io][text]") {
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

TEST_CASE("decode_text agrees with iconv on every byte that Windows-1252 defines", "[io][text]") {
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
          "[io][text]") {
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

TEST_CASE("decode_text takes the encoding that is forced", "[io][text]") {
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

TEST_CASE("decode_text refuses NUL bytes and names the first", "[io][text]") {
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

TEST_CASE("decode_text says what a file is that is no table", "[io][text]") {
  using pangkas::tests::contains;
  CHECK_THAT(decoding_error_of("PK\x03\x04\x14\0\x06"s), contains("export the sheet as CSV"));
  CHECK_THAT(decoding_error_of("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0"s),
             contains("old Excel workbook"));
  CHECK_THAT(decoding_error_of("%PDF-1.7\n"), contains("PDF document"));
  CHECK_THAT(decoding_error_of("\x1F\x8B\x08\0"s), contains("compressed by gzip"));
  CHECK_THAT(decoding_error_of("\xFF\xFE\0\0a\0\0\0"s), contains("UTF-32"));
}

TEST_CASE("is_utf8 follows the table of well-formed byte sequences", "[io][text]") {
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

TEST_CASE("read_file gives the bytes of a file", "[io][text]") {
  const temporary_folder folder;
  std::string bytes;
  for (int i = 0; i < 700'000; ++i) bytes.push_back(static_cast<char>(i * 7 % 256));
  std::ofstream(folder / "big", std::ios::binary) << bytes;
  std::ofstream(folder / "empty");
  CHECK(read_file(folder / "big") == bytes);
  CHECK(read_file(folder / "empty").empty());
}

TEST_CASE("read_file says why a file cannot be read", "[io][text]") {
  using pangkas::tests::contains;
  const temporary_folder folder;
  CHECK(read_error(folder / "none.csv") ==
        folder / "none.csv" + " does not exist; check the name and the folder");
  CHECK_THAT(read_error(folder / ""), contains("is a folder; name a file in it"));
  std::ofstream(folder / "file");
  CHECK_THAT(read_error(folder / "file/in"), contains("cannot be read"));
  if (::geteuid() != 0) {
    ::chmod((folder / "file").c_str(), 0);
    CHECK_THAT(read_error(folder / "file"), contains("may not be read by you"));
  }
}

TEST_CASE("read_file refuses a file that is larger than the memory", "[io][text]") {
  const temporary_folder folder;
  std::ofstream(folder / "sparse.csv");
  if (::truncate((folder / "sparse.csv").c_str(), off_t{1} << 43) != 0) {
    WARN("this file system has no sparse file of 8 TiB");
    return;
  }
  CHECK_THAT(read_error(folder / "sparse.csv"),
             pangkas::tests::contains("is larger than the memory that is left"));
}

TEST_CASE("trim cuts spaces, tabs, line breaks and no-break spaces", "[io][text]") {
  CHECK(trim("").empty());
  CHECK(trim(" \t\r\n\xC2\xA0").empty());
  CHECK(trim("  a b\t") == "a b");
  CHECK(trim("\xC2\xA0 a\xC2\xA0") == "a");
  CHECK(trim("\xA0") == "\xA0");           // half a no-break space is none
  CHECK(trim("\xC3\xA0 ") == "\xC3\xA0");  // à ends in the same byte
  CHECK(trim("\xE4\xB8\xA0") == "\xE4\xB8\xA0");
}

TEST_CASE("fold makes codes meet that differ in case or blanks", "[io][text]") {
  CHECK(fold("EoE-HEE-001") == fold(" EOE-HEE-001 "));
  CHECK(fold("Reports to Senior Post") == "reportstoseniorpost");
  CHECK(fold("a\xC2\xA0"
             "b\tc") == "abc");
  CHECK(fold("\xC3\x89"
             "A") ==
        "\xC3\x89"
        "a");  // only ASCII changes case
}

TEST_CASE("parse_number reads the spellings of published tables", "[io][text]") {
  const std::vector<std::pair<std::string, double>> spellings = {
      {"0", 0},
      {"12", 12},
      {"007", 7},
      {"12.5", 12.5},
      {"12,5", 12.5},
      {"0.025", 0.025},
      {"0,025", 0.025},
      {".5", 0.5},
      {",5", 0.5},
      {"1064290.0", 1064290},
      {"1064290,0", 1064290},
      {"1,234,567.00", 1234567},
      {"1.234.567,00", 1234567},
      {"1,234,567", 1234567},
      {"1.234.567", 1234567},
      {"1 234 567", 1234567},
      {"1\xC2\xA0"
       "234\xE2\x80\xAF"
       "567,89",
       1234567.89},
      {"1 234,567", 1234.567},
      {"1'234'567.5", 1234567.5},
      {"1,234", 1234},
      {"1.234", 1.234},
      {"1234,567", 1234.567},
      {"12,34", 12.34},
      {"1,2345", 1.2345},
      {"  42\t", 42},
      {"\xC2\xA3"
       "1,234",
       1234},
      {"\xC2\xA3 12,345.67", 12345.67},
      {"-\xC2\xA3"
       "5",
       -5},
      {"\xC2\xA3-5", -5},
      {"$1.5", 1.5},
      {"1.234,56 \xE2\x82\xAC", 1234.56},
      {"EUR 10", 10},
      {"10 gbp", 10},
      {"Rp 1.260.000", 1260000},
      {"Rp. 1.260.000,-", 1260000},
      {"rp1.260.000,00", 1260000},
      {"Rp 540.000", 540000},
      {"IDR 540,000", 540000},
      {"Rp 540.5", 540.5},
      {"-3", -3},
      {"+3", 3},
      {"- 3", -3},
      {"\xE2\x88\x92"
       "3,5",
       -3.5},
      {"(1,234.50)", -1234.5},
      {"( \xC2\xA3"
       "12 )",
       -12},
      {"(0)", 0},
      {"-0", 0},
      {"1000000000000000", 1e15},
      {"0.1000000000000000055511151231257827", 0.1},
  };
  for (const auto& [text, value] : spellings) {
    INFO(text);
    const std::optional<double> number = parse_number(text);
    REQUIRE(number.has_value());
    CHECK(*number == value);
    CHECK_FALSE(std::signbit(*number) != (value < 0));
  }
}

TEST_CASE("parse_number takes only the decimal mark that it is told of", "[io][text]") {
  CHECK(parse_number("1.234", decimal_mark::comma) == 1234.0);
  CHECK(parse_number("1.234", decimal_mark::point) == 1.234);
  CHECK(parse_number("1,234", decimal_mark::comma) == 1.234);
  CHECK(parse_number("1,234", decimal_mark::point) == 1234.0);
  CHECK(parse_number("1.234,5", decimal_mark::comma) == 1234.5);
  CHECK(parse_number("12,5", decimal_mark::comma) == 12.5);
  CHECK(parse_number("Rp 1.260", decimal_mark::comma) == 1260.0);
  for (const char* text : {"1.234,5", "12,5", "1.234.567"}) {
    INFO(text);
    CHECK_FALSE(parse_number(text, decimal_mark::point).has_value());
  }
  for (const char* text : {"1,234.5", "12.5", "1,234,567", "1064290.0"}) {
    INFO(text);
    CHECK_FALSE(parse_number(text, decimal_mark::comma).has_value());
  }
}

TEST_CASE("parse_number refuses what is no number", "[io][text]") {
  for (const char* text :
       {"",
        " ",
        "-",
        ".",
        ",",
        "()",
        "(-5)",
        "--5",
        "-+5",
        "nan",
        "NaN",
        "inf",
        "-inf",
        "0x1F",
        "1e3",
        "1.26E+06",
        "12a",
        "N/D",
        "a12",
        "1 2",
        "12 34",
        "1,23,4",
        "1,23,456",
        "1.23.456",
        "1,234.5.6",
        "1,234,56",
        "1.5,5",
        "12,345,6789",
        "0,123,456",
        "1,234 567",
        "1  234",
        "5-",
        "5.",
        "5,",
        "5%",
        "\xC2\xA3",
        "\xC2\xA3\xC2\xA3"
        "5",
        "\xC2\xA3"
        "5 GBP",
        "1000000000000001",
        "-2,000,000,000,000,000",
        "1e400",
        "(5",
        "5)",
        "1\n2",
        "1\t2",
        "\xEF\xBC\x91",
        "1;2",
        "30/09/2013",
        "11111111111111111111111111111111111111111111111111111111111111111111111111111111"}) {
    INFO('"' << text << '"');
    CHECK_FALSE(parse_number(text).has_value());
  }
}

TEST_CASE("format_number writes the shortest digits without exponent", "[io][text]") {
  CHECK(format_number(0) == "0");
  CHECK(format_number(-0.0) == "0");
  CHECK(format_number(12) == "12");
  CHECK(format_number(-12.5) == "-12.5");
  CHECK(format_number(0.1) == "0.1");
  CHECK(format_number(4.526316) == "4.526316");
  CHECK(format_number(1e15) == "1000000000000000");
  CHECK(format_number(1e-7) == "0.0000001");
  CHECK(format_number(1064290.0) == "1064290");
  CHECK(format_number(std::numeric_limits<double>::max()).size() == 309);
  CHECK(format_number(std::numeric_limits<double>::denorm_min()).size() == 326);
}

TEST_CASE("parse_number reads back what format_number writes", "[io][text]") {
  std::mt19937_64 random(20240501);
  std::uniform_int_distribution<int> digits(0, 4);
  std::uniform_real_distribution<double> magnitude(-14, 15);
  for (std::size_t trial = 0; trial < pangkas::tests::cases_to_try(50'000); ++trial) {
    double number = std::pow(10, magnitude(random)) * (trial % 2 == 0 ? 1 : -1);
    if (trial % 3 == 0) number = std::round(number * std::pow(10, digits(random)));
    if (std::abs(number) > 1e15) continue;
    if (number == 0) number = 0;  // no -0
    const std::string text = format_number(number);
    if (parse_number(text, decimal_mark::point) != number) {
      FAIL("reads back differently: " << text);
    }
    if (text.find_first_not_of("-.0123456789") != std::string::npos) FAIL("odd digits: " << text);
  }
}

TEST_CASE("parse_number reads grouped numbers as plain ones", "[io][text]") {
  std::mt19937_64 random(7);
  std::uniform_int_distribution<long long> whole(1'000'000, 999'999'999'999);
  std::uniform_int_distribution<int> cents(0, 99);
  for (std::size_t trial = 0; trial < pangkas::tests::cases_to_try(20'000); ++trial) {
    const long long amount = whole(random);
    const int fraction = cents(random);
    std::string plain = std::to_string(amount);
    const std::string tail = (fraction < 10 ? "0" : "") + std::to_string(fraction);
    const double expected = std::strtod((plain + '.' + tail).c_str(), nullptr);
    for (const auto& [group, decimal] :
         {std::pair{',', '.'}, std::pair{'.', ','}, std::pair{' ', ','}, std::pair{'\'', '.'}}) {
      std::string text = plain;
      for (std::size_t at = text.size(); at > 3;) text.insert(at -= 3, 1, group);
      if (parse_number(text) != static_cast<double>(amount)) FAIL(text);
      text += decimal + tail;
      if (parse_number(text) != expected) FAIL(text);
    }
  }
}
