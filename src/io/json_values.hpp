// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Values of the JSON that the library writes: what is absent is null.
#pragma once

#include <pangkas/optimise/frontier.hpp>
#include <pangkas/study/flattening_question.hpp>

#include <nlohmann/json.hpp>

#include <optional>
#include <string_view>
#include <type_traits>

namespace pangkas::detail {

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

/// @brief The optimum at one span cap.
inline nlohmann::ordered_json frontier_point_json(const frontier_point& point,
                                                  flattening_objective objective) {
  return {{"span_cap", point.cap},
          {"gain", in_units(objective, point.gain)},
          {"hand_offs_saved", point.hand_offs.value_or(0)},
          {"converted", point.converted},
          {"widest_span", point.widest_span},
          {"layers", point.layers},
          {"unchecked", point.unchecked},
          {"cost", point.cost.value_or(0)},
          {"infeasible", point.infeasible}};
}

}  // namespace pangkas::detail
