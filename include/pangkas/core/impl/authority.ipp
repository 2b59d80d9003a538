// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/core/authority.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace pangkas::inline v0_1 {

std::string iso_date(std::int64_t day) {
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day}}};
  const auto padded = [](auto number, std::size_t width) {
    std::string text = std::to_string(number);
    return std::string(width - std::min(width, text.size()), '0') + text;
  };
  return padded(static_cast<int>(date.year()), 4) + '-' +
         padded(static_cast<unsigned>(date.month()), 2) + '-' +
         padded(static_cast<unsigned>(date.day()), 2);
}

bool authority::holds_on(std::string_view day) const {
  return day.empty() || ((from.empty() || from <= day) && (until.empty() || day <= until));
}

}  // namespace pangkas
