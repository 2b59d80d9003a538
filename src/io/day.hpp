// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Days as tables write them.
#pragma once

#include <pangkas/core/authority.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

namespace pangkas::inline v0_1::detail {

/// @brief A day as ISO 8601 writes it, of `2021-06-30`, `2021/06/30`, `30.06.2021`, `30/06/2021` and
/// `30-06-2021`, each with or without a time of day behind it; empty for any other text. The day
/// stands before the month where the year stands last.
[[nodiscard]] inline std::string iso_day(std::string_view text) {
  constexpr std::size_t length = 10;
  if (text.size() < length) return {};
  if (text.size() > length &&
      ((text[length] != ' ' && text[length] != 'T') ||
       text.find_first_not_of("0123456789:.TZ ", length) != std::string_view::npos))
    return {};
  text = text.substr(0, length);
  std::string iso(text);
  const auto is_mark = [](char c) { return c == '-' || c == '/' || c == '.'; };
  if (is_mark(text[4]) && text[7] == text[4]) {
    iso[4] = iso[7] = '-';
  } else if (is_mark(text[2]) && text[5] == text[2]) {
    iso = std::string(text.substr(6))
              .append("-")
              .append(text.substr(3, 2))
              .append("-")
              .append(text.substr(0, 2));
  }
  return is_date(iso) ? iso : std::string();
}

}  // namespace pangkas::detail
