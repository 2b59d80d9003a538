// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief What a misspelt name was probably meant to be.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

namespace pangkas::inline v0_1 {

/// @brief Number of single letters to put in, leave out, change or swap to get from @p a to @p b.
/// @complexity O(|a| |b|).
[[nodiscard]] std::size_t slips_between(std::string_view a, std::string_view b);

/// @brief "; did you mean "x"?" for the nearest of @p known, or nothing if none is near. What is
/// longer than 60 letters, or of one or two, is no slip of the pen.
template <class Texts>
[[nodiscard]] std::string did_you_mean(std::string_view text, const Texts& known) {
  constexpr std::size_t longest = 60;  // a slip of the pen is short; the distance is quadratic
  // Of two letters, such as an echelon, anything is near to anything.
  if (text.size() < 3 || text.size() > longest) return {};
  std::size_t nearest = text.size() < 6 ? 1 : 2;
  std::string suggestion;
  for (std::string_view candidate : known) {
    if (candidate.size() > longest) continue;
    const std::size_t longer = std::max(text.size(), candidate.size());
    if (longer - std::min(text.size(), candidate.size()) > nearest) continue;
    const std::size_t distance = slips_between(text, candidate);
    if (distance > nearest || distance >= candidate.size()) continue;
    if (distance == nearest && !suggestion.empty()) continue;
    nearest = distance;
    suggestion = "; did you mean \"" + std::string(candidate) + "\"?";
  }
  return suggestion;
}

}  // namespace pangkas
