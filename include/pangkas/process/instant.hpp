// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Instants of an event log: microseconds, and the offset from UTC with which they are written.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace pangkas::inline v0_1 {

/// @brief Microseconds since 1970-01-01T00:00:00Z. Instants are compared and subtracted; a day of
/// the week or an hour is that of the local time that was written.
using micros = std::int64_t;

/// @brief The instant of an event that has none.
inline constexpr micros no_instant = std::numeric_limits<micros>::min();
inline constexpr micros micros_a_second = 1'000'000;
inline constexpr micros micros_an_hour = 3'600 * micros_a_second;
inline constexpr micros micros_a_day = 24 * micros_an_hour;

/// @brief An instant as a text says it.
struct written_instant {
  micros at = no_instant;
  std::int16_t offset = 0;  ///< of the local time that was written from UTC. @unit minutes
  bool has_offset = false;  ///< `Z` is one

  friend bool operator==(const written_instant&, const written_instant&) = default;
};

/// @brief In which order a day is written that does not begin with its year.
enum class day_order : std::uint8_t {
  iso,          ///< the year first; nothing else is read
  day_first,    ///< 31/01/2020, 31.01.2020, 31-01-2020
  month_first,  ///< 01/31/2020
};

/// @brief Reads an instant: `2020-01-31T10:30:00.123456789+07:00`, with a blank for the T, with 0 to
/// 9 digits of a fraction (what is below a microsecond is cut), with `Z`, `+07`, `+0700`, `+07:00` or
/// no offset, without seconds, or a day alone, which is its midnight.
/// @param text    What was written.
/// @param order   Of a day whose year stands last: such a text is ambiguous unless somebody says.
/// @param offset  Taken where none is written. @unit minutes
/// @return        Absent for anything else, and for a year outside 1 to 9999.
[[nodiscard]] std::optional<written_instant> parse_instant(std::string_view text,
                                                           day_order order = day_order::iso,
                                                           std::int16_t offset = 0);

/// @brief An offset as parse_instant() reads it: `Z`, `+07:00`. @unit minutes
[[nodiscard]] std::optional<std::int16_t> parse_offset(std::string_view text);

/// @brief Writes what parse_instant() reads: the local time with its offset, and as much of a
/// fraction as there is, in three digits or six.
[[nodiscard]] std::string to_string(const written_instant& when);

/// @brief The local time at an instant as if it were UTC.
[[nodiscard]] constexpr micros local_time(micros at, std::int16_t offset) noexcept {
  return at + micros{offset} * 60 * micros_a_second;
}
/// @brief Days since 1970-01-01 of a local time.
[[nodiscard]] constexpr std::int64_t day_of(micros local) noexcept {
  return local >= 0 ? local / micros_a_day : -((-local + micros_a_day - 1) / micros_a_day);
}
/// @brief The day of the week: 0 is Monday.
[[nodiscard]] constexpr unsigned weekday_of(std::int64_t day) noexcept {
  return static_cast<unsigned>(((day + 3) % 7 + 7) % 7);
}

}  // namespace pangkas
