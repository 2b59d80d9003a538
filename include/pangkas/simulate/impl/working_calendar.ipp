// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/simulate/working_calendar.hpp>

#include <pangkas/core/authority.hpp>
#include <pangkas/error.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1::detail {

inline constexpr std::array<std::string_view, 7> weekday_names{
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};

/// 1970-01-01 was a Thursday; weeks are counted from the Monday before.
inline constexpr std::int64_t first_monday = -3 * ticks_per_day;

inline std::int64_t midnight_or_throw(std::string_view day) {
  const auto found = midnight_of(day);
  if (!found)
    throw rule_error("\"" + std::string(day) +
                     "\" is no day of the calendar; write it as in 2026-01-01");
  return *found;
}

inline std::array<std::vector<working_calendar::interval>, 7> usual_week() {
  std::array<std::vector<working_calendar::interval>, 7> week;
  for (std::size_t day = 0; day < 5; ++day)
    week[day] = {{8 * ticks_per_hour, 12 * ticks_per_hour},
                 {13 * ticks_per_hour, 16 * ticks_per_hour + 30 * ticks_per_minute}};
  return week;
}

/// Whole quotient towards minus infinity.
inline std::int64_t floor_divided(std::int64_t a, std::int64_t b) {
  return a / b - (a % b < 0 ? 1 : 0);
}

}  // namespace pangkas::detail

namespace pangkas::inline v0_1 {

std::optional<std::int64_t> midnight_of(std::string_view day) {
  if (!is_date(day)) return std::nullopt;
  const auto number = [day](std::size_t first, std::size_t count) {
    int value = 0;
    for (const char c : day.substr(first, count)) value = 10 * value + (c - '0');
    return value;
  };
  const std::chrono::year_month_day date{std::chrono::year(number(0, 4)),
                                         std::chrono::month(static_cast<unsigned>(number(5, 2))),
                                         std::chrono::day(static_cast<unsigned>(number(8, 2)))};
  return std::chrono::sys_days(date).time_since_epoch().count() * ticks_per_day;
}

std::string instant_text(std::int64_t instant) {
  const std::int64_t days = detail::floor_divided(instant, ticks_per_day);
  const std::int64_t rest = instant - days * ticks_per_day;
  std::array<char, 64> text{};
  std::snprintf(
      text.data(), text.size(), "T%02d:%02d:%02d.%06d", static_cast<int>(rest / ticks_per_hour),
      static_cast<int>(rest / ticks_per_minute % 60),
      static_cast<int>(rest / ticks_per_second % 60), static_cast<int>(rest % ticks_per_second));
  return iso_date(days) + text.data();
}

working_calendar::working_calendar() : working_calendar(detail::usual_week(), {}, "2026-01-05") {}

working_calendar::working_calendar(std::array<std::vector<interval>, 7> week,
                                   const std::vector<std::string>& holidays, std::string_view start)
    : week_(std::move(week)), start_(detail::midnight_or_throw(start)) {
  std::int64_t days = 0;
  for (std::size_t day = 0; day < 7; ++day) {
    std::int64_t last = 0;
    std::int64_t worked = 0;
    for (const interval& hours : week_[day]) {
      if (hours.from < last || hours.until <= hours.from || hours.until > ticks_per_day)
        throw rule_error("the hours of " + std::string(detail::weekday_names[day]) +
                         " must ascend within the day, none of them empty or within another");
      worked += hours.until - hours.from;
      last = hours.until;
    }
    worked_until_[day + 1] = worked_until_[day] + worked;
    days += worked > 0 ? 1 : 0;
  }
  if (days == 0) throw rule_error("no day of the week has working hours; give one some");
  working_day_ = worked_until_[7] / days;

  std::vector<std::int64_t> off;
  for (const std::string& day : holidays) off.push_back(detail::midnight_or_throw(day));
  std::ranges::sort(off);
  off.erase(std::unique(off.begin(), off.end()), off.end());
  std::int64_t taken = 0;
  for (const std::int64_t midnight : off) {
    const std::int64_t lost =
        without_holidays(midnight + ticks_per_day) - without_holidays(midnight);
    if (lost == 0) continue;
    taken += lost;
    holidays_.emplace_back(midnight, taken);
  }
  origin_ = office_time(start_);
  working_year_ = office_time(start_ + 365 * ticks_per_day);
  if (working_year_ <= 0)
    throw rule_error("the year from " + std::string(start) +
                     " has no working hours left; take holidays out");
}

std::int64_t working_calendar::without_holidays(std::int64_t at) const {
  const std::int64_t since = at - detail::first_monday;
  const std::int64_t weeks = detail::floor_divided(since, 7 * ticks_per_day);
  const std::int64_t in_week = since - weeks * 7 * ticks_per_day;
  const auto day = static_cast<std::size_t>(in_week / ticks_per_day);
  const std::int64_t time = in_week % ticks_per_day;
  std::int64_t worked = weeks * worked_until_[7] + worked_until_[day];
  for (const interval& hours : week_[day])
    worked += std::clamp<std::int64_t>(time - hours.from, 0, hours.until - hours.from);
  return worked;
}

std::int64_t working_calendar::instant_without_holidays(std::int64_t worked,
                                                        office_edge edge) const {
  const bool closing = edge == office_edge::closing;
  // Where office time stands still, the week that ends there is meant, or the one that begins.
  const std::int64_t week = worked_until_[7];
  std::int64_t weeks = detail::floor_divided(worked, week);
  std::int64_t in_week = worked - weeks * week;
  if (closing && in_week == 0) {
    --weeks;
    in_week = week;
  }
  std::size_t day = 0;
  while (closing ? worked_until_[day + 1] < in_week : worked_until_[day + 1] <= in_week) ++day;
  std::int64_t left = in_week - worked_until_[day];
  const auto is_behind = [&](const interval& hours) {
    return closing ? left > hours.until - hours.from : left >= hours.until - hours.from;
  };
  auto hours = week_[day].begin();
  for (; is_behind(*hours); ++hours) left -= hours->until - hours->from;
  return detail::first_monday + (7 * weeks + static_cast<std::int64_t>(day)) * ticks_per_day +
         hours->from + left;
}

std::int64_t working_calendar::office_time(std::int64_t at) const {
  std::int64_t worked = without_holidays(at) - origin_;
  const auto next =
      std::ranges::upper_bound(holidays_, at, {}, &std::pair<std::int64_t, std::int64_t>::first);
  if (next == holidays_.begin()) return worked;
  const auto last = next - 1;
  worked -= last->second;
  // On the holiday itself only so much is lost as would have been worked by now.
  if (at < last->first + ticks_per_day)
    worked += without_holidays(last->first + ticks_per_day) - without_holidays(at);
  return worked;
}

std::int64_t working_calendar::instant(std::int64_t worked, office_edge edge) const {
  const bool closing = edge == office_edge::closing;
  // The holidays before which so much had not been worked yet: they are past.
  std::int64_t lost = 0;
  const auto is_past = [&](const std::pair<std::int64_t, std::int64_t>& holiday) {
    const std::int64_t then = office_time(holiday.first);
    return closing ? then < worked : then <= worked;
  };
  const auto next = std::ranges::partition_point(holidays_, is_past);
  if (next != holidays_.begin()) lost = (next - 1)->second;
  return instant_without_holidays(worked + origin_ + lost, edge);
}

}  // namespace pangkas
