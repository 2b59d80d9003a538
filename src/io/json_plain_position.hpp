// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Reads positions of native JSON that are written as the library writes most of them.
#pragma once

#include <pangkas/core/position_batch.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace pangkas::detail {

/// @brief The largest number that an entry of native JSON may hold.
inline constexpr double largest_number = 1e15;

/// @brief Whether a character may stand between the marks of JSON.
constexpr bool is_json_blank(char c) noexcept {
  return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/// @brief Reads a position that is plain: an object of known members, each once, with texts without
/// escapes, numbers from 0 of up to 15 digits without an exponent, and nothing to report. Blanks
/// and the order of the members do not matter, though the order in which they are written is
/// fastest.
///
/// @param at     The opening brace, within a text.
/// @param end    The end of the text, of which the last bytes are never taken for a position.
/// @param p      Set; its texts stand in the text.
/// @param flags  Set.
/// @return       Behind the closing brace. Null if the position is not plain, which says nothing of
///               what it is; @p p and @p flags then hold anything.
[[nodiscard]] const char* read_plain_position(const char* at, const char* end, position_view& p,
                                              std::vector<std::string>& flags);

}  // namespace pangkas::detail
