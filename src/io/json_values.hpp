// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Values of the JSON that the library writes: what is absent is null.
#pragma once

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

}  // namespace pangkas::detail
