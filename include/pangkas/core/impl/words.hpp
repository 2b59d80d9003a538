// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Pieces of sentences that findings share.
#pragma once

#include <pangkas/core/finding.hpp>
#include <pangkas/core/impl/echo.hpp>

#include <array>
#include <charconv>
#include <cstddef>
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

/// @brief "1 position", "2 positions".
inline std::string how_many(std::size_t number, std::string_view one) {
  return std::to_string(number) + " " + std::string(one) + (number == 1 ? "" : "s");
}

/// @brief The shortest digits that read back as the same number, without an exponent.
inline std::string plain_number_text(double value) {
  std::array<char, 512> buffer{};
  const auto end =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed)
          .ptr;
  return {buffer.data(), end};
}

}  // namespace pangkas::detail
