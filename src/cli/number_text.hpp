// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Numbers as people read them.
#pragma once

#include <pangkas/core/impl/words.hpp>

#include <fmt/format.h>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace pangkas::cli {

/// At most two decimals, and none that say nothing; "–" for a figure that is absent.
inline std::string shown(double value) {
  std::string text = fmt::format("{:.2f}", value);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text == "-0" ? "0" : text;
}
template <class T>
std::string shown(const std::optional<T>& value) {
  return value ? shown(static_cast<double>(*value)) : "–";
}

inline std::string percent(std::optional<double> share) {
  return share ? fmt::format("{} %", shown(*share * 100)) : "–";
}

/// A number that is not negative, a comma after each three digits.
inline std::string grouped(double value) {
  std::string text = fmt::format("{:.0f}", value);
  for (std::size_t i = text.size(); i > 3; i -= 3) text.insert(i - 3, 1, ',');
  return text;
}

/// A number with its noun.
inline std::string counted(std::size_t number, std::string_view noun) {
  return detail::how_many(number, noun);
}
/// The same of a number as it is shown.
inline std::string counted(const std::string& number, std::string_view noun) {
  return detail::how_many(number, noun);
}

}  // namespace pangkas::cli
