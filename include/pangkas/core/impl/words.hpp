// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Pieces of sentences that findings share.
#pragma once

#include <pangkas/core/finding.hpp>
#include <pangkas/core/impl/echo.hpp>

#include <array>
#include <charconv>
#include <cstddef>
#include <cstdio>
#include <string>
#include <string_view>

namespace pangkas::inline v0_1::detail {

/// @brief What echo() gives of a text, in quotes. Put together in place, since GCC 12 warns of what it
/// makes of a sum of texts.
inline std::string in_quotes(std::string_view text) {
  std::string quoted = echo(text);
  quoted.insert(quoted.begin(), '"');
  quoted.push_back('"');
  return quoted;
}

/// @brief The same of a number that is written already, such as "0.5".
inline std::string how_many(std::string_view number, std::string_view one) {
  std::string text(number);
  text.append(" ").append(one);
  if (number == "1") return text;
  // "authority", not "day".
  const bool changes =
      one.size() > 1 && one.back() == 'y' &&
      std::string_view("aeiou").find(one[one.size() - 2]) == std::string_view::npos;
  if (changes) text.pop_back();
  return text.append(changes ? "ies" : "s");
}

/// @brief "1 position", "2 positions".
inline std::string how_many(std::size_t number, std::string_view one) {
  return how_many(std::to_string(number), one);
}

/// @brief The shortest digits that read back as the same number, without an exponent.
inline std::string plain_number_text(double value) {
  std::array<char, 512> buffer{};
  const auto end =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed)
          .ptr;
  return {buffer.data(), end};
}

/// @brief A number with so many digits behind the point.
inline std::string with_digits(double value, int digits) {
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%.*f", digits, value);
  return text.data();
}

}  // namespace pangkas::detail
