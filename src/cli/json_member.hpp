// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief JSON of a command beside the document that a library wrote.
#pragma once

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace pangkas::cli {

/// @brief As all documents are written: two blanks a level, and what is no UTF-8 replaced.
[[nodiscard]] inline std::string dump(const nlohmann::ordered_json& value) {
  return value.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

/// @brief A value, or null.
template <class T>
[[nodiscard]] nlohmann::ordered_json or_null(const std::optional<T>& value) {
  return value ? nlohmann::ordered_json(*value) : nlohmann::ordered_json();
}

/// @brief Gives the text of an object one more member at its end.
/// @param document  The member's value, as a library wrote it.
inline void add_document(std::string& object, std::string_view name, std::string_view document) {
  document = document.substr(0, document.find_last_not_of('\n') + 1);
  object.erase(object.rfind("\n}"));
  object.append(",\n  \"").append(name).append("\": ");
  for (const char c : document) object += c == '\n' ? "\n  " : std::string(1, c);
  object += "\n}\n";
}
/// @brief The same of a value.
inline void add_member(std::string& object, std::string_view name,
                       const nlohmann::ordered_json& value) {
  add_document(object, name, dump(value));
}

}  // namespace pangkas::cli
