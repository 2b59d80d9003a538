// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief What the JSON documents of the project have in common: how they begin, and how they fail.
#pragma once

#include <pangkas/error.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace pangkas::detail {

/// @brief Parses a document entry by entry.
/// @param take  Called as nlohmann's parser callback; false lets go of what was parsed.
/// @return      What was not let go.
/// @throws input_error with the line of the fault.
template <class Take>
nlohmann::json parse_document(std::string_view text, const std::string& file, Take& take) {
  using nlohmann::json;
  try {
    return json::parse(text, [&](int depth, json::parse_event_t event, json& parsed) {
      return take(depth, event, parsed);
    });
  } catch (const json::parse_error& e) {
    // What the parser says holds its own error numbers; people need the place.
    const std::size_t line =
        1 + static_cast<std::size_t>(std::ranges::count(text.substr(0, e.byte), '\n'));
    throw input_error(fmt::format("{} is no valid JSON: the fault is in line {}, at byte {}; the "
                                  "file may have been cut off or edited by hand",
                                  file, line, e.byte),
                      file, line);
  } catch (const json::exception& e) {
    throw input_error(fmt::format("{} is no valid JSON: {}", file, e.what()), file);
  }
}

/// @brief Checks that a document is of this project, of a kind and of a version that is known.
/// @param kind      What stands under "pangkas".
/// @param in_words  The kind for people, e.g. "an organisation".
inline void check_document(const nlohmann::json& head, const std::string& file,
                           std::string_view kind, std::string_view in_words, int newest) {
  using nlohmann::json;
  if (!head.is_object() || head.value("pangkas", json()) != kind)
    throw input_error(fmt::format("{} is JSON, but not {} of Pangkas: it does not begin with "
                                  "\"pangkas\": \"{}\"",
                                  file, in_words, kind),
                      file);
  const json version = head.value("version", json());
  if (!version.is_number_integer() || version.get<std::int64_t>() < 1)
    throw input_error(fmt::format("{}: \"version\" must be a whole number from 1", file), file, {},
                      "version");
  if (version.get<std::int64_t>() > newest)
    throw input_error(fmt::format("{} is of version {}, this program reads up to {}; use a newer "
                                  "Pangkas",
                                  file, version.get<std::int64_t>(), newest),
                      file, {}, "version");
}

}  // namespace pangkas::detail
