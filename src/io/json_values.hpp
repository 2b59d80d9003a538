// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Values of JSON: how they are written, and the numbers that are read.
#pragma once

#include "checked_number.hpp"

#include <nlohmann/json.hpp>

#include <optional>
#include <string_view>
#include <type_traits>

namespace pangkas::inline v0_1::detail {

/// @brief A value, or null; one of an enumeration by its name.
template <class T>
nlohmann::ordered_json or_null(const std::optional<T>& value) {
  if (!value) return nullptr;
  if constexpr (std::is_enum_v<T>)
    return to_string(*value);
  else
    return *value;
}

/// @brief A text, or null if it is empty.
inline nlohmann::ordered_json or_null(std::string_view text) {
  if (text.empty()) return nullptr;
  return text;
}

/// @brief The number that a value of JSON is; absent if it is none, or none of a range.
[[nodiscard]] inline std::optional<double> number_in(const nlohmann::json& value,
                                                     const number_range& range) {
  if (!value.is_number()) return std::nullopt;
  const auto number = value.get<double>();
  return range.holds(number) ? std::optional(number) : std::nullopt;
}

/// @brief The whole number that a value of JSON is; absent if it is none that its type holds, or
/// below the least.
template <class Integer>
[[nodiscard]] std::optional<Integer> whole_in(const nlohmann::json& value, Integer least = 0) {
  const auto number = number_in(value, whole_numbers(least));
  return number ? std::optional(static_cast<Integer>(*number)) : std::nullopt;
}

}  // namespace pangkas::detail
