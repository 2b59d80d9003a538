// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief When an office works: hours of the week, holidays, and the time that counts.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1 {

/// @name Units of whole time: everything is counted in microseconds, so that equal is equal
/// @{
inline constexpr std::int64_t ticks_per_second = 1'000'000;
inline constexpr std::int64_t ticks_per_minute = 60 * ticks_per_second;
inline constexpr std::int64_t ticks_per_hour = 60 * ticks_per_minute;
inline constexpr std::int64_t ticks_per_day = 24 * ticks_per_hour;
/// @}

/// @brief Which end of the time off duty is meant where office time stands still.
enum class office_edge : std::uint8_t { closing, opening };

/// @brief The hours in which an office works, in local time without clock changes.
///
/// There are two times: an *instant* is in ticks since the start of 1970-01-01, local time; *office
/// time* is in ticks that the office has worked since the start of the calendar, so that it stands
/// still at night, at weekends and on holidays. Work that is suspended off duty is a sum in office
/// time.
class working_calendar {
 public:
  /// @brief Working time of one day of the week, in ticks since midnight.
  struct interval {
    std::int64_t from = 0;
    std::int64_t until = 0;

    friend bool operator==(const interval&, const interval&) = default;
  };

  /// @brief 37.5 hours a week without holidays: Monday to Friday, 08:00–12:00 and 13:00–16:30.
  /// @source Perpres 21/2023, Art. 4: 37 hours 30 minutes a week without breaks.
  working_calendar();
  /// @param week      From Monday; the intervals of a day ascending, none within another.
  /// @param holidays  Days on which nobody works, as in 2026-01-01, in any order.
  /// @param start     The day on which office time begins, as in 2026-01-01.
  /// @throws rule_error if no day has hours, an interval is no part of its day or begins before the
  ///         one before it ends, or a day is none of the calendar.
  working_calendar(std::array<std::vector<interval>, 7> week,
                   const std::vector<std::string>& holidays, std::string_view start);

  /// @brief Office time at an instant; before the start it is negative.
  /// @complexity O(log holidays + hours of a week), as the others.
  [[nodiscard]] std::int64_t office_time(std::int64_t at) const;
  /// @brief The instant of an office time: where it stands still, the @p edge of the time off duty.
  [[nodiscard]] std::int64_t instant(std::int64_t worked,
                                     office_edge edge = office_edge::closing) const;
  /// @brief When work that begins at an instant is done: the first instant at which so much has been
  /// worked. Work that begins off duty waits for the next opening.
  [[nodiscard]] std::int64_t after(std::int64_t at, std::int64_t work) const {
    return instant(office_time(at) + work);
  }

  /// @brief The instant at which office time is 0: midnight of the first day.
  [[nodiscard]] std::int64_t start() const noexcept { return start_; }
  /// @brief Office time of a mean working day: of the week, without holidays.
  [[nodiscard]] std::int64_t working_day() const noexcept { return working_day_; }
  /// @brief Office time of the 365 days from the start, holidays taken off.
  [[nodiscard]] std::int64_t working_year() const noexcept { return working_year_; }

 private:
  [[nodiscard]] std::int64_t without_holidays(std::int64_t at) const;
  [[nodiscard]] std::int64_t instant_without_holidays(std::int64_t worked, office_edge edge) const;

  std::array<std::vector<interval>, 7> week_{};
  std::array<std::int64_t, 8> worked_until_{};  ///< office time before each day of a week
  /// Holidays with working hours, ascending: the midnight that begins them, and what they have taken
  /// so far, themselves included.
  std::vector<std::pair<std::int64_t, std::int64_t>> holidays_{};
  std::int64_t start_ = 0;
  std::int64_t origin_ = 0;  ///< office time since the Monday of the count, at the start
  std::int64_t working_day_ = 0;
  std::int64_t working_year_ = 0;
};

/// @brief The midnight that begins a day, in ticks since 1970-01-01; absent if it is no day.
/// @param day  As in 2026-01-01.
[[nodiscard]] std::optional<std::int64_t> midnight_of(std::string_view day);
/// @brief An instant as ISO 8601 writes it, as in 2026-01-05T08:00:00.000000.
[[nodiscard]] std::string instant_text(std::int64_t instant);

}  // namespace pangkas
