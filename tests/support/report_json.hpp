// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Reads what a report holds, by the words of src/report/page/data.ts and not by the code
/// that writes it.
#pragma once

#include "support/catch.hpp"

#include <nlohmann/json.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pangkas::tests {

/// @brief Text into bytes, by the table of RFC 4648.
inline std::string from_base64(std::string_view text) {
  REQUIRE(text.size() % 4 == 0);
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); i += 4) {
    std::uint32_t group = 0;
    std::size_t padding = 0;
    for (const char c : text.substr(i, 4)) {
      std::uint32_t digit = 0;
      if (c >= 'A' && c <= 'Z')
        digit = static_cast<std::uint32_t>(c - 'A');
      else if (c >= 'a' && c <= 'z')
        digit = static_cast<std::uint32_t>(c - 'a') + 26;
      else if (c >= '0' && c <= '9')
        digit = static_cast<std::uint32_t>(c - '0') + 52;
      else if (c == '+' || c == '/')
        digit = c == '+' ? 62 : 63;
      else
        REQUIRE((c == '=' && ++padding > 0));
      group = group * 64 + digit;
    }
    for (std::size_t k = 0; k < 3 - padding; ++k)
      bytes.push_back(static_cast<char>(group >> (16 - 8 * k)));
  }
  return bytes;
}

using numbers = std::vector<std::optional<double>>;

/// @brief A `Column`.
inline numbers unpacked(const nlohmann::ordered_json& column) {
  const std::size_t length = column.at("length").get<std::size_t>();
  const std::string type = column.at("type");
  const auto& none = column.at("none");
  numbers values;
  if (column.contains("all")) {
    values.assign(length, column["all"].get<double>());
  } else {
    const std::string bytes = from_base64(column.at("data").get<std::string>());
    const std::size_t width = type == "i8" ? 1 : type == "i16" ? 2 : type == "i32" ? 4 : 8;
    REQUIRE(bytes.size() == width * length);
    for (std::size_t i = 0; i < length; ++i) {
      std::uint64_t bits = 0;
      for (std::size_t k = width; k > 0; --k)
        bits = bits << 8U | static_cast<unsigned char>(bytes[i * width + k - 1]);
      values.emplace_back(type == "i8"    ? static_cast<std::int8_t>(bits)
                          : type == "i16" ? static_cast<std::int16_t>(bits)
                          : type == "i32" ? static_cast<std::int32_t>(bits)
                                          : std::bit_cast<double>(bits));
    }
  }
  for (auto& value : values)
    if (!none.is_null() && value == none.get<double>()) value.reset();
  return values;
}

/// @brief A `Dictionary`, absent texts as empty ones.
inline std::vector<std::string> unpacked_texts(const nlohmann::ordered_json& dictionary) {
  std::vector<std::string> texts;
  for (const auto& place : unpacked(dictionary.at("index")))
    texts.push_back(
        place ? dictionary.at("values").at(static_cast<std::size_t>(*place)).get<std::string>()
              : std::string{});
  return texts;
}

/// @brief The JSON that stands in a page.
inline nlohmann::ordered_json data_of_page(const std::string& html) {
  const std::string opening = R"(<script type="application/json" id="report-data">)";
  const std::size_t begin = html.find(opening);
  REQUIRE(begin != std::string::npos);
  const std::size_t end = html.find("</script>", begin);
  REQUIRE(end != std::string::npos);
  return nlohmann::ordered_json::parse(
      html.substr(begin + opening.size(), end - begin - opening.size()));
}

}  // namespace pangkas::tests
