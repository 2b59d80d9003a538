// SPDX-License-Identifier: BSL-1.0
#include "arrow_column.hpp"

#include <pangkas/core/authority.hpp>
#include <pangkas/error.hpp>
#include <pangkas/process/instant.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>
#include <limits>

namespace pangkas::python {
namespace {

cell_kind kind_of(std::string_view format) {
  if (format == "u" || format == "U" || format == "vu") return cell_kind::text;
  if (format.size() == 1 && std::string_view("cCsSiIlL").find(format[0]) != std::string_view::npos)
    return cell_kind::integer;
  if (format == "e" || format == "f" || format == "g") return cell_kind::real;
  if (format == "b") return cell_kind::truth;
  if (format == "n") return cell_kind::nothing;
  if (format == "tdD" || format == "tdm") return cell_kind::day;
  if (format.starts_with("d:")) return cell_kind::decimal;
  if (format.size() >= 4 && format.starts_with("ts") && format[3] == ':' &&
      std::string_view("smun").find(format[2]) != std::string_view::npos)
    return cell_kind::instant;
  return cell_kind::other;
}

/// Binary16: one bit of sign, five of exponent, ten of fraction.
double half(std::uint16_t bits) {
  const int exponent = bits >> 10 & 0x1f;
  const int fraction = bits & 0x3ff;
  const double sign = (bits & 0x8000) != 0 ? -1.0 : 1.0;
  if (exponent == 0) return sign * std::ldexp(fraction, -24);
  if (exponent == 0x1f)
    return fraction == 0 ? sign * std::numeric_limits<double>::infinity()
                         : std::numeric_limits<double>::quiet_NaN();
  return sign * std::ldexp(fraction + 1024, exponent - 25);
}

}  // namespace

arrow_type::arrow_type(const ArrowSchema& schema)
    : format_(schema.format), kind_(kind_of(format_)) {
  if (schema.dictionary != nullptr) dictionary_ = std::make_unique<arrow_type>(*schema.dictionary);
  if ((format_ == "+l" || format_ == "+L") && schema.n_children == 1) {
    items_ = std::make_unique<arrow_type>(*schema.children[0]);
    if (items_->kind() == cell_kind::text || items_->kind() == cell_kind::nothing)
      kind_ = cell_kind::texts;
  }
  if (kind_ == cell_kind::decimal) {
    // d:precision,scale or d:precision,scale,bits
    int numbers[3] = {0, 0, 128};
    const char* at = format_.data() + 2;
    const char* const end = format_.data() + format_.size();
    for (int& number : numbers) {
      at = std::from_chars(at, end, number).ptr;
      if (at == end) break;
      ++at;
    }
    scale_ = numbers[1];
    width_ = numbers[2] / 8;
    if (width_ < 4 || width_ > 16) kind_ = cell_kind::other;
  }
}

arrow_column::arrow_column(const arrow_type& type, const ArrowArray& array)
    : type_(&type), array_(&array) {
  const auto refuse = [&](const char* what) {
    throw input_error(fmt::format("an Arrow array of the type \"{}\" {}; its producer is at fault",
                                  type.format(), what));
  };
  if (array.length < 0 || array.offset < 0) refuse("has a negative length or offset");
  if (type.dictionary_) {
    if (array.dictionary == nullptr) refuse("has no dictionary");
    dictionary_ = std::make_unique<arrow_column>(*type.dictionary_, *array.dictionary);
  }
  if (type.items_ && type.kind_ == cell_kind::texts) {
    if (array.n_children != 1) refuse("has no items");
    items_ = std::make_unique<arrow_column>(*type.items_, *array.children[0]);
  }
  const bool is_view = type.format_ == "vu";
  const std::int64_t needed = type.kind_ == cell_kind::nothing || type.kind_ == cell_kind::other ? 0
                              : is_view || (type.kind_ == cell_kind::text)                       ? 3
                                                                           : 2;
  if (array.n_buffers < needed) refuse("has too few buffers");
  if (needed > 0 && array.length > 0 && array.buffers[1] == nullptr) refuse("has no values");
}

bool arrow_column::is_null(std::int64_t row) const {
  if (type_->kind_ == cell_kind::nothing) return true;
  const bool can_be = array_->null_count != 0 && array_->n_buffers > 0 &&
                      type_->kind_ != cell_kind::other && array_->buffers[0] != nullptr;
  if (can_be && !bit(0, row + array_->offset)) return true;
  return dictionary_ && dictionary_->is_null(key(row));
}

std::int64_t arrow_column::key(std::int64_t row) const {
  const std::int64_t i = stored(row);
  if (i < 0 || i >= dictionary_->array_->length)
    throw input_error(
        fmt::format("an Arrow dictionary of {} entries has no entry {}; its producer "
                    "is at fault",
                    dictionary_->array_->length, i));
  return i;
}

std::string_view arrow_column::text(std::int64_t row) const {
  if (dictionary_) return dictionary_->text(key(row));
  const std::int64_t i = row + array_->offset;
  if (type_->format_ == "vu") {
    const char* view = static_cast<const char*>(array_->buffers[1]) + 16 * i;
    std::int32_t parts[4];
    std::memcpy(parts, view, sizeof parts);
    if (parts[0] <= 12 && parts[0] >= 0) return {view + 4, static_cast<std::size_t>(parts[0])};
    // The last buffer holds the sizes of those before it.
    const std::int64_t blocks = array_->n_buffers - 3;
    const auto* sizes = static_cast<const std::int64_t*>(array_->buffers[array_->n_buffers - 1]);
    if (parts[0] < 0 || parts[2] < 0 || parts[2] >= blocks || parts[3] < 0 ||
        std::int64_t{parts[3]} + parts[0] > sizes[parts[2]])
      throw input_error(
          "an Arrow view of a text lies outside its buffers; its producer is at fault");
    return {static_cast<const char*>(array_->buffers[2 + parts[2]]) + parts[3],
            static_cast<std::size_t>(parts[0])};
  }
  std::int64_t begin = 0;
  std::int64_t end = 0;
  if (type_->format_ == "u") {
    begin = at<std::int32_t>(1, i);
    end = at<std::int32_t>(1, i + 1);
  } else {
    begin = at<std::int64_t>(1, i);
    end = at<std::int64_t>(1, i + 1);
  }
  if (begin == end) return {};
  if (begin < 0 || end < begin || array_->buffers[2] == nullptr)
    throw input_error("an Arrow text ends before it begins; its producer is at fault");
  return {static_cast<const char*>(array_->buffers[2]) + begin,
          static_cast<std::size_t>(end - begin)};
}

std::int64_t arrow_column::integer(std::int64_t row) const {
  return dictionary_ ? dictionary_->integer(key(row)) : stored(row);
}

std::int64_t arrow_column::stored(std::int64_t row) const {
  const std::int64_t i = row + array_->offset;
  switch (type_->format_[0]) {
    case 'c':
      return at<std::int8_t>(1, i);
    case 'C':
      return at<std::uint8_t>(1, i);
    case 's':
      return at<std::int16_t>(1, i);
    case 'S':
      return at<std::uint16_t>(1, i);
    case 'i':
      return at<std::int32_t>(1, i);
    case 'I':
      return at<std::uint32_t>(1, i);
    default:
      return at<std::int64_t>(1, i);
  }
}

bool arrow_column::is_beyond_int64(std::int64_t row) const {
  if (dictionary_) return dictionary_->is_beyond_int64(key(row));
  return type_->format_ == "L" && stored(row) < 0;
}

double arrow_column::real(std::int64_t row) const {
  if (dictionary_) return dictionary_->real(key(row));
  const std::int64_t i = row + array_->offset;
  if (type_->kind_ == cell_kind::integer)
    return is_beyond_int64(row) ? static_cast<double>(std::bit_cast<std::uint64_t>(integer(row)))
                                : static_cast<double>(integer(row));
  if (type_->format_ == "e") return half(at<std::uint16_t>(1, i));
  return type_->format_ == "f" ? at<float>(1, i) : at<double>(1, i);
}

bool arrow_column::truth(std::int64_t row) const {
  return dictionary_ ? dictionary_->truth(key(row)) : bit(1, row + array_->offset);
}

void arrow_column::append_decimal(std::int64_t row, std::string& out) const {
  // Two's complement, little endian, in 4 to 16 bytes.
  const char* at = static_cast<const char*>(array_->buffers[1]) +
                   static_cast<std::int64_t>(type_->width_) * (row + array_->offset);
  __extension__ using wide = __int128;
  wide value = at[type_->width_ - 1] < 0 ? -1 : 0;
  std::memcpy(&value, at, static_cast<std::size_t>(type_->width_));
  const bool is_negative = value < 0;
  std::string digits;
  do {
    const int digit = static_cast<int>(value % 10);
    digits.push_back(static_cast<char>('0' + (digit < 0 ? -digit : digit)));
    value /= 10;
  } while (value != 0);
  for (int zeros = type_->scale_; zeros < 0; ++zeros) digits.insert(digits.begin(), '0');
  const auto scale = static_cast<std::size_t>(std::max(type_->scale_, 0));
  while (digits.size() <= scale) digits.push_back('0');
  std::reverse(digits.begin(), digits.end());
  if (scale > 0) {
    digits.insert(digits.end() - static_cast<std::ptrdiff_t>(scale), '.');
    digits.erase(digits.find_last_not_of('0') + 1);
    if (digits.back() == '.') digits.pop_back();
  }
  if (is_negative) out.push_back('-');
  out += digits;
}

void arrow_column::append_instant(std::int64_t row, std::string& out) const {
  const auto stamp = at<std::int64_t>(1, row + array_->offset);
  const std::string_view format = type_->format_;
  micros time = 0;
  if (format[2] == 's' || format[2] == 'm') {
    if (__builtin_mul_overflow(stamp, format[2] == 's' ? micros_a_second : micros{1000}, &time))
      return;
  } else {
    // What is below a microsecond is cut, before 1970 too.
    time = format[2] == 'u' ? stamp : stamp / 1000 - (stamp % 1000 < 0 ? 1 : 0);
  }
  constexpr micros year_1 = -62'135'596'800 * micros_a_second;
  constexpr micros year_10000 = 253'402'300'800 * micros_a_second;
  if (time < year_1 + micros_a_day || time >= year_10000 - micros_a_day) return;
  // A zone that is no offset is only a name: the instant is written in UTC.
  const std::string_view zone = format.substr(4);
  const std::string text = to_string(written_instant{time, parse_offset(zone).value_or(0), true});
  constexpr std::size_t written_offset = 6;
  out.append(text, 0, zone.empty() ? text.size() - written_offset : text.size());
}

void arrow_column::append(std::int64_t row, std::string& out) const {
  if (is_null(row)) return;
  if (dictionary_) return dictionary_->append(key(row), out);
  char digits[400];
  switch (kind()) {
    case cell_kind::text:
      out += text(row);
      return;
    case cell_kind::integer: {
      const auto end =
          is_beyond_int64(row)
              ? std::to_chars(digits, std::end(digits), std::bit_cast<std::uint64_t>(integer(row)))
              : std::to_chars(digits, std::end(digits), integer(row));
      out.append(digits, end.ptr);
      return;
    }
    case cell_kind::real: {
      const double value = real(row);
      if (std::isnan(value)) return;
      // No exponent: the readers refuse one, for a spreadsheet that writes it has dropped digits.
      const auto end =
          type_->format_ == "f"
              ? std::to_chars(digits, std::end(digits), static_cast<float>(value),
                              std::chars_format::fixed)
              : std::to_chars(digits, std::end(digits), value, std::chars_format::fixed);
      out.append(digits, end.ptr);
      return;
    }
    case cell_kind::truth:
      out += truth(row) ? "true" : "false";
      return;
    case cell_kind::decimal:
      return append_decimal(row, out);
    case cell_kind::day: {
      const std::int64_t i = row + array_->offset;
      const std::int64_t days =
          type_->format_ == "tdD" ? at<std::int32_t>(1, i) : at<std::int64_t>(1, i) / 86'400'000;
      if (days < -700'000 || days > 2'900'000) return;  // about the years 53 to 9909
      out += iso_date(days);
      return;
    }
    case cell_kind::instant:
      return append_instant(row, out);
    case cell_kind::texts: {
      const std::int64_t i = row + array_->offset;
      const bool is_short = type_->format_ == "+l";
      std::int64_t item = is_short ? at<std::int32_t>(1, i) : at<std::int64_t>(1, i);
      const std::int64_t end = is_short ? at<std::int32_t>(1, i + 1) : at<std::int64_t>(1, i + 1);
      if (item < 0 || end > items_->array_->length)
        throw input_error("an Arrow list lies outside its items; its producer is at fault");
      for (bool first = true; item < end; ++item, first = false) {
        if (!first) out.push_back(' ');
        items_->append(item, out);
      }
      return;
    }
    case cell_kind::nothing:
    case cell_kind::other:
      return;
  }
}

}  // namespace pangkas::python
