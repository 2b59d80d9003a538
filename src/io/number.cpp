// SPDX-License-Identifier: BSL-1.0
#include "checked_number.hpp"
#include "put.hpp"

#include <pangkas/core/impl/ascii.hpp>
#include <pangkas/io/number.hpp>
#include <pangkas/io/text.hpp>

#include <algorithm>
#include <array>
#include <cassert>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <system_error>
#include <utility>

namespace pangkas::inline v0_1 {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool equals_fold(std::string_view text, std::string_view lower_case) {
  return std::ranges::equal(text, lower_case, {}, [](char c) { return detail::lower(c); });
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
  if (!detail::any_number.holds(number)) return {};
  return negative && number != 0 ? -number : number;
}

}  // namespace

namespace {

/// A number taken apart: what stands around its digits, and these.
struct written_number {
  digit_groups groups{};
  std::string_view currency{};
  bool negative = false;

  [[nodiscard]] bool is_rupiah() const {
    return currency == "rp" || currency == "rp." || currency == "idr";
  }
  /// Of those who write a point before cents.
  [[nodiscard]] bool is_pounds_or_dollars() const {
    return currency == "\xC2\xA3" || currency == "$" || currency == "gbp" || currency == "usd";
  }
};

std::optional<written_number> take_apart(std::string_view text) noexcept {
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
  return written_number{*groups, currency, parentheses || first_sign < 0 || second_sign < 0};
}

}  // namespace

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

  const std::optional<written_number> written = take_apart(text);
  if (!written) return {};
  const digit_groups& groups = written->groups;
  const bool fraction = ends_with_fraction(groups, mark, written->is_rupiah());
  const std::size_t grouping = groups.separator_count - (fraction ? 1 : 0);
  if (!well_grouped(groups, grouping, mark)) return {};

  std::array<char, 66> plain = {};
  char* out = plain.data();
  const std::size_t whole =
      fraction ? groups.separators[grouping].digits_before : groups.digit_count;
  *out++ = '0';  // from_chars asks for a digit before the point
  out = std::copy_n(groups.digits.data(), whole, out);
  if (fraction) {
    *out++ = '.';
    out = std::copy_n(groups.digits.data() + whole, groups.digit_count - whole, out);
  }
  double number = 0;
  if (std::from_chars(plain.data(), out, number, std::chars_format::fixed).ec != std::errc())
    return {};
  return in_range(number, written->negative);
}

number_style style_of(std::string_view text) noexcept {
  text = trim(text);
  const std::optional<written_number> written = take_apart(text);
  if (!written || written->groups.separator_count == 0) return number_style::plain;
  const digit_groups& groups = written->groups;
  const char last = groups.separators[groups.separator_count - 1].kind;
  if ((last != '.' && last != ',') || !parse_number(text)) return number_style::plain;
  const auto decimal = [](char mark) {
    return mark == '.' ? number_style::point : number_style::comma;
  };
  if (groups.occurrences(last) > 1) return decimal(last == '.' ? ',' : '.');  // it groups
  if (groups.separator_count > 1 || !groups.begins_group() || groups.digits_after(0) != 3)
    return decimal(last);
  if (written->is_rupiah()) return last == '.' ? number_style::comma : number_style::plain;
  if (written->is_pounds_or_dollars() && last == ',') return number_style::point;
  return number_style::doubtful;
}

std::string format_number(double number) {
  assert(std::isfinite(number));
  std::array<char, detail::longest_number> digits;  // only what was written is read
  return {digits.data(), detail::put_number(digits.data(), number)};
}

}  // namespace pangkas
