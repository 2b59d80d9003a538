// SPDX-License-Identifier: BSL-1.0
#include "put.hpp"

#include "decode.hpp"
#include "memory.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>
#include <pangkas/error.hpp>
#include <pangkas/graph/impl/large_pages.hpp>
#include <pangkas/io/text.hpp>

#include <algorithm>
#include <array>
#include <cassert>
#include <cerrno>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <new>
#include <stdexcept>
#include <system_error>
#include <utility>

namespace pangkas {
namespace {

unsigned byte_at(std::string_view text, std::size_t at) {
  return static_cast<unsigned char>(text[at]);
}

// ---- encodings ------------------------------------------------------------------------------

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

/// Files that people take for tables, by their first bytes.
void refuse_other_formats(std::string_view bytes, std::string_view file) {
  using namespace std::string_view_literals;
  struct format {
    std::string_view magic;
    std::string_view sentence;
  };
  static constexpr std::array<format, 6> formats = {{
      {"PK\x03\x04"sv,
       "is a spreadsheet (or another ZIP archive), not a text table; open it and "
       "export the sheet as CSV"sv},
      {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv,
       "is an old Excel workbook, not a text table; open it "
       "and export the sheet as CSV"sv},
      {"%PDF-"sv, "is a PDF document, not a text table; ask its publisher for the table as CSV"sv},
      {"\x1F\x8B"sv, "is compressed by gzip; unpack it first"sv},
      {"\xFF\xFE\x00\x00"sv, "is in UTF-32; save it as CSV in UTF-8"sv},
      {"\x00\x00\xFE\xFF"sv, "is in UTF-32; save it as CSV in UTF-8"sv},
  }};
  for (const format& other : formats) {
    if (bytes.starts_with(other.magic)) {
      throw input_error(fmt::format("{} {}", file, other.sentence), std::string(file));
    }
  }
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

// ---- files ----------------------------------------------------------------------------------

class open_descriptor {
 public:
  explicit open_descriptor(int descriptor, bool owned) : descriptor_(descriptor), owned_(owned) {}
  open_descriptor(const open_descriptor&) = delete;
  open_descriptor& operator=(const open_descriptor&) = delete;
  ~open_descriptor() {
    if (owned_) ::close(descriptor_);
  }
  [[nodiscard]] int number() const { return descriptor_; }

 private:
  int descriptor_;
  bool owned_;
};

[[noreturn]] void fail_to_read(const std::string& file, int reason) {
  switch (reason) {
    case ENOENT:
      throw input_error(fmt::format("{} does not exist; check the name and the folder", file),
                        file);
    case EISDIR:
      throw input_error(fmt::format("{} is a folder; name a file in it", file), file);
    case EACCES:
      throw input_error(fmt::format("{} may not be read by you; change its permissions", file),
                        file);
    default:
      throw input_error(fmt::format("{} cannot be read: {}; check the file and its disk", file,
                                    std::generic_category().message(reason)),
                        file);
  }
}

// ---- numbers --------------------------------------------------------------------------------

constexpr double largest_number = 1e15;

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Length of the blank at the start of @p text, 0 when there is none.
std::size_t leading_blank(std::string_view text) {
  if (text.empty()) return 0;
  if (text[0] == ' ' || text[0] == '\t' || text[0] == '\r' || text[0] == '\n') return 1;
  return text.starts_with("\xC2\xA0") ? 2 : 0;
}

bool equals_fold(std::string_view text, std::string_view lower_case) {
  return std::ranges::equal(text, lower_case, {}, lower);
}

constexpr std::array<std::string_view, 10> currencies = {
    "\xC2\xA3", "$", "\xE2\x82\xAC", "\xC2\xA5", "rp.", "rp", "idr", "gbp", "usd", "eur"};

/// Takes a currency off the front or the back; gives it, or an empty text.
std::string_view take_currency(std::string_view& text) {
  for (const std::string_view currency : currencies) {
    if (text.size() < currency.size()) continue;
    if (equals_fold(text.substr(0, currency.size()), currency)) {
      text = trim(text.substr(currency.size()));
      return currency;
    }
    if (equals_fold(text.substr(text.size() - currency.size()), currency)) {
      text = trim(text.substr(0, text.size() - currency.size()));
      return currency;
    }
  }
  return {};
}

/// Takes a sign off the front; gives -1, +1, or 0 when there is none.
int take_sign(std::string_view& text) {
  using namespace std::string_view_literals;
  for (const auto& [sign, value] : {std::pair{"-"sv, -1}, {"+"sv, 1}, {"\xE2\x88\x92"sv, -1}}) {
    if (!text.starts_with(sign)) continue;
    text = trim(text.substr(sign.size()));
    return value;
  }
  return 0;
}

/// Digits and what stands between them: `1.234,5` is "12345" with '.' after 1 and ',' after 4.
struct digit_groups {
  struct separator {
    char kind = 0;  // every blank is ' '
    std::size_t digits_before = 0;
  };
  std::array<char, 64> digits = {};
  std::size_t digit_count = 0;
  std::array<separator, 16> separators = {};
  std::size_t separator_count = 0;

  [[nodiscard]] std::size_t occurrences(char kind) const {
    return static_cast<std::size_t>(
        std::count_if(separators.begin(), separators.begin() + separator_count,
                      [kind](const separator& s) { return s.kind == kind; }));
  }
  /// Digits between separator @p index and the next one, or the end.
  [[nodiscard]] std::size_t digits_after(std::size_t index) const {
    const std::size_t next =
        index + 1 < separator_count ? separators[index + 1].digits_before : digit_count;
    return next - separators[index].digits_before;
  }
  /// The first digits can be followed by thousands.
  [[nodiscard]] bool begins_group() const {
    const std::size_t first = separators[0].digits_before;
    return first >= 1 && first <= 3 && digits[0] != '0';
  }
};

std::optional<digit_groups> split_digits(std::string_view text) {
  digit_groups groups;
  while (!text.empty()) {
    if (is_digit(text[0])) {
      if (groups.digit_count == groups.digits.size()) return {};
      groups.digits[groups.digit_count++] = text[0];
      text.remove_prefix(1);
      continue;
    }
    char kind = text[0];
    std::size_t length = 1;
    if (text.starts_with("\xC2\xA0") || text.starts_with("\xE2\x80\xAF")) {
      kind = ' ';  // no-break space, narrow no-break space
      length = text[0] == '\xC2' ? 2 : 3;
    }
    if (kind != ' ' && kind != '.' && kind != ',' && kind != '\'') return {};
    if (groups.separator_count == groups.separators.size()) return {};
    groups.separators[groups.separator_count++] = {kind, groups.digit_count};
    text.remove_prefix(length);
  }
  return groups;
}

/// Whether the last separator is a decimal mark, by the rule in the header.
bool ends_with_fraction(const digit_groups& groups, decimal_mark mark, bool rupiah) {
  if (groups.separator_count == 0) return false;
  const char last = groups.separators[groups.separator_count - 1].kind;
  if (last != '.' && last != ',') return false;
  if (mark != decimal_mark::guess) return last == (mark == decimal_mark::point ? '.' : ',');
  if (groups.occurrences(last) > 1) return false;
  if (groups.separator_count > 1) return true;
  const bool may_group = groups.begins_group() && groups.digits_after(0) == 3;
  return !may_group || (last == '.' && !rupiah);
}

/// The groups before a fraction: one kind of separator, then three digits each.
bool well_grouped(const digit_groups& groups, std::size_t separator_count, decimal_mark mark) {
  if (separator_count == 0) return true;
  const char kind = groups.separators[0].kind;
  if (mark == decimal_mark::point && kind == '.') return false;
  if (mark == decimal_mark::comma && kind == ',') return false;
  if (!groups.begins_group()) return false;
  for (std::size_t index = 0; index < separator_count; ++index) {
    if (groups.separators[index].kind != kind || groups.digits_after(index) != 3) return false;
  }
  return true;
}

std::optional<double> in_range(double number, bool negative) {
  if (!(number <= largest_number)) return {};
  return negative && number != 0 ? -number : number;
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
  refuse_other_formats(bytes, file);

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
    return {{decode_utf16(bytes, mark_length, known == encoding::utf16_le, file), *known}};
  }
  if (nul != std::string_view::npos) fail_at_byte(file, "a NUL byte", nul);

  const std::string_view text = bytes.substr(mark_length);
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

std::string read_file(const std::string& path) {
  const bool standard_input = path == "-";
  const std::string file = standard_input ? "the standard input" : path;
  const int opened = standard_input ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (opened < 0) fail_to_read(file, errno);
  const open_descriptor descriptor(opened, !standard_input);

  struct stat status = {};
  if (::fstat(descriptor.number(), &status) != 0) fail_to_read(file, errno);
  if (S_ISDIR(status.st_mode)) fail_to_read(file, EISDIR);
  const std::uint64_t limit = detail::available_memory();
  const std::uint64_t expected = S_ISREG(status.st_mode) && status.st_size > 0
                                     ? static_cast<std::uint64_t>(status.st_size)
                                     : 0;
  if (expected > limit) detail::fail_too_large(file, limit);

  // Through a buffer that stays in the cache: cheaper than zeroing the whole string beforehand.
  try {
    std::string bytes;
    bytes.reserve(static_cast<std::size_t>(expected));
    detail::prefer_large_pages(bytes.data(), bytes.capacity());
    std::string buffer(std::size_t{256} * 1024, '\0');
    for (;;) {
      const ssize_t count = ::read(descriptor.number(), buffer.data(), buffer.size());
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) fail_to_read(file, errno);
      if (count == 0) return bytes;
      bytes.append(buffer.data(), static_cast<std::size_t>(count));
      if (bytes.size() > limit) detail::fail_too_large(file, limit);
    }
  } catch (const std::bad_alloc&) {
    detail::fail_too_large(file);
  } catch (const std::length_error&) {
    detail::fail_too_large(file);
  }
}

std::string_view detail::trim_blanks(std::string_view text) noexcept {
  while (const std::size_t length = leading_blank(text)) text.remove_prefix(length);
  for (;;) {
    if (!text.empty() && leading_blank(text.substr(text.size() - 1)) != 0) {
      text.remove_suffix(1);
    } else if (text.ends_with("\xC2\xA0")) {
      text.remove_suffix(2);
    } else {
      return text;
    }
  }
}

std::string fold(std::string_view text) {
  std::string folded;
  folded.reserve(text.size());
  while (!text.empty()) {
    if (const std::size_t length = leading_blank(text)) {
      text.remove_prefix(length);
      continue;
    }
    folded.push_back(lower(text[0]));
    text.remove_prefix(1);
  }
  return folded;
}

std::optional<double> parse_number(std::string_view text, decimal_mark mark) noexcept {
  text = trim(text);
  if (text.empty()) return {};

  // Nearly every cell of a table is plain digits, perhaps with a point.
  if (mark != decimal_mark::comma && is_digit(text.front()) && is_digit(text.back())) {
    double number = 0;
    const char* const end = text.data() + text.size();
    const auto [stop, fault] = std::from_chars(text.data(), end, number, std::chars_format::fixed);
    if (fault == std::errc() && stop == end) return in_range(number, false);
  }

  const bool parentheses = text.size() > 2 && text.front() == '(' && text.back() == ')';
  if (parentheses) text = trim(text.substr(1, text.size() - 2));
  const int first_sign = take_sign(text);
  const std::string_view currency = take_currency(text);
  const int second_sign = take_sign(text);
  if (int{parentheses} + std::abs(first_sign) + std::abs(second_sign) > 1) return {};
  if (text.ends_with(",-")) text.remove_suffix(2);
  if (text.empty() || !is_digit(text.back())) return {};

  const std::optional<digit_groups> groups = split_digits(text);
  if (!groups) return {};
  const bool rupiah = currency == "rp" || currency == "rp." || currency == "idr";
  const bool fraction = ends_with_fraction(*groups, mark, rupiah);
  const std::size_t grouping = groups->separator_count - (fraction ? 1 : 0);
  if (!well_grouped(*groups, grouping, mark)) return {};

  std::array<char, 66> plain = {};
  char* out = plain.data();
  const std::size_t whole =
      fraction ? groups->separators[grouping].digits_before : groups->digit_count;
  *out++ = '0';  // from_chars asks for a digit before the point
  out = std::copy_n(groups->digits.data(), whole, out);
  if (fraction) {
    *out++ = '.';
    out = std::copy_n(groups->digits.data() + whole, groups->digit_count - whole, out);
  }
  double number = 0;
  if (std::from_chars(plain.data(), out, number, std::chars_format::fixed).ec != std::errc())
    return {};
  return in_range(number, parentheses || first_sign < 0 || second_sign < 0);
}

std::string format_number(double number) {
  assert(std::isfinite(number));
  std::array<char, detail::longest_number> digits;  // only what was written is read
  return {digits.data(), detail::put_number(digits.data(), number)};
}

}  // namespace pangkas
