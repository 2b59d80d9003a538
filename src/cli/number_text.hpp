// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Numbers as people read them.
#pragma once

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

/// A number as it is shown, with its noun: "0.5 hours", "1 authority".
inline std::string counted(const std::string& number, std::string_view noun) {
  if (number == "1") return fmt::format("{} {}", number, noun);
  // "authorities", but "days".
  const bool changes =
      noun.size() > 1 && noun.back() == 'y' &&
      std::string_view("aeiou").find(noun[noun.size() - 2]) == std::string_view::npos;
  if (changes) noun.remove_suffix(1);
  return fmt::format("{} {}{}", number, noun, changes ? "ies" : "s");
}
inline std::string counted(std::size_t number, std::string_view noun) {
  return counted(std::to_string(number), noun);
}

/// @brief The word that goes with a number: "is" with one, "are" with more.
inline std::string_view agreeing(std::size_t number, std::string_view one, std::string_view more) {
  return number == 1 ? one : more;
}

}  // namespace pangkas::cli
