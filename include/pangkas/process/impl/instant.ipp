// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/process/instant.hpp>

#include <pangkas/core/authority.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <string>

namespace pangkas::inline v0_1 {
namespace detail {

/// Takes what an instant is made of from the front of a text.
class instant_reader {
 public:
  explicit instant_reader(std::string_view text) : text_(text) {}

  [[nodiscard]] bool is_at_end() const noexcept { return at_ == text_.size(); }
  [[nodiscard]] char next() const noexcept { return is_at_end() ? '\0' : text_[at_]; }
  bool take(char wanted) noexcept {
    if (next() != wanted) return false;
    ++at_;
    return true;
  }
  /// So many digits; -1 if they are not there.
  int digits(std::size_t count) noexcept {
    if (text_.size() - at_ < count) return -1;
    int value = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const auto digit = static_cast<unsigned>(text_[at_ + i]) - '0';
      if (digit > 9) return -1;
      value = 10 * value + static_cast<int>(digit);
    }
    at_ += count;
    return value;
  }
  /// One digit or two, as people write days.
  int one_or_two() noexcept {
    const int two = digits(2);
    return two >= 0 ? two : digits(1);
  }
  /// The fraction of a second. -1 if there are no digits, or more than nine.
  int microseconds() noexcept {
    int value = 0;
    std::size_t count = 0;
    for (; !is_at_end() && next() >= '0' && next() <= '9'; ++count, ++at_)
      if (count < 6) value = 10 * value + (next() - '0');
    if (count == 0 || count > 9) return -1;
    for (; count < 6; ++count) value *= 10;
    return value;
  }

  struct offset_read {
    bool valid = false;
    int minutes = 0;
  };
  offset_read offset() noexcept {
    if (take('Z') || take('z')) return {true, 0};
    const bool is_west = next() == '-';
    if (!take('+') && !take('-')) return {};
    const int hours = digits(2);
    int minutes = 0;
    if (!is_at_end()) {
      take(':');
      minutes = digits(2);
    }
    // Samoa is 14 hours ahead.
    if (hours < 0 || hours > 14 || minutes < 0 || minutes > 59) return {};
    return {true, (is_west ? -1 : 1) * (60 * hours + minutes)};
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace detail

std::optional<written_instant> parse_instant(std::string_view text, day_order order,
                                             std::int16_t offset) {
  detail::instant_reader rest(text);
  int year = -1;
  int month = -1;
  int day = -1;
  if (text.size() > 4 && (text[4] == '-' || text[4] == '/')) {
    year = rest.digits(4);
    const char mark = text[4];
    rest.take(mark);
    month = rest.digits(2);
    if (!rest.take(mark)) return std::nullopt;
    day = rest.digits(2);
  } else if (order != day_order::iso) {
    day = rest.one_or_two();
    const char mark = rest.next();
    if (mark != '/' && mark != '.' && mark != '-') return std::nullopt;
    rest.take(mark);
    month = rest.one_or_two();
    if (!rest.take(mark)) return std::nullopt;
    year = rest.digits(4);
    if (order == day_order::month_first) std::swap(day, month);
  }
  if (year < 1 || month < 1 || day < 1) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(year),
                                         std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  if (!date.ok()) return std::nullopt;
  written_instant when{0, offset, false};
  int hours = 0;
  int minutes = 0;
  int seconds = 0;
  int fraction = 0;
  if (!rest.is_at_end()) {
    if (!rest.take('T') && !rest.take('t') && !rest.take(' ')) return std::nullopt;
    hours = rest.one_or_two();
    if (!rest.take(':')) return std::nullopt;
    minutes = rest.digits(2);
    if (rest.take(':')) {
      seconds = rest.digits(2);
      if (rest.take('.') || rest.take(',')) fraction = rest.microseconds();
    }
    // A leap second is the last of its minute: no calendar of ours knows which there were.
    seconds = std::min(seconds, seconds == 60 ? 59 : seconds);
    if (hours < 0 || hours > 24 || minutes < 0 || minutes > 59 || seconds < 0 || seconds > 59 ||
        fraction < 0 || (hours == 24 && minutes + seconds + fraction > 0))
      return std::nullopt;
    rest.take(' ');
    if (!rest.is_at_end()) {
      const auto written = rest.offset();
      if (!written.valid || !rest.is_at_end()) return std::nullopt;
      when.offset = static_cast<std::int16_t>(written.minutes);
      when.has_offset = true;
    }
  }
  when.at = std::chrono::sys_days(date).time_since_epoch().count() * micros_a_day +
            ((hours * 60 + minutes - when.offset) * std::int64_t{60} + seconds) * micros_a_second +
            fraction;
  return when;
}

std::optional<std::int16_t> parse_offset(std::string_view text) {
  detail::instant_reader rest(text);
  const auto read = rest.offset();
  if (!read.valid || !rest.is_at_end()) return std::nullopt;
  return static_cast<std::int16_t>(read.minutes);
}

std::string to_string(const written_instant& when) {
  if (when.at == no_instant) return {};
  const micros local = local_time(when.at, when.offset);
  const std::int64_t day = day_of(local);
  const micros within = local - day * micros_a_day;
  std::string text = iso_date(day);
  const auto add = [&text](char mark, std::int64_t number, std::size_t width) {
    const std::string digits = std::to_string(number);
    text += mark;
    text.append(width - std::min(width, digits.size()), '0');
    text += digits;
  };
  add('T', within / micros_an_hour, 2);
  add(':', within / (60 * micros_a_second) % 60, 2);
  add(':', within / micros_a_second % 60, 2);
  const std::int64_t fraction = within % micros_a_second;
  if (fraction % 1000 != 0)
    add('.', fraction, 6);
  else if (fraction != 0)
    add('.', fraction / 1000, 3);
  const int offset = when.offset < 0 ? -when.offset : when.offset;
  add(when.offset < 0 ? '-' : '+', offset / 60, 2);
  add(':', offset % 60, 2);
  return text;
}

}  // namespace pangkas
