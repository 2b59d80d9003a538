// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief What a misspelt name was probably meant to be.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace pangkas::detail {

/// @brief Number of single letters to put in, leave out, change or swap to get from @p a to @p b.
inline std::size_t slips_between(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before_last(b.size() + 1);
  std::vector<std::size_t> last(b.size() + 1);
  std::vector<std::size_t> now(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    now[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      now[j] =
          std::min({last[j] + 1, now[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        now[j] = std::min(now[j], before_last[j - 2] + 1);
    }
    before_last.swap(last);
    last.swap(now);
  }
  return last[b.size()];
}

/// @brief "; did you mean "x"?" for the nearest of @p known, or nothing if none is near.
template <class Texts>
std::string did_you_mean(std::string_view text, const Texts& known) {
  constexpr std::size_t longest = 60;  // a slip of the pen is short; the distance is quadratic
  // Of two letters, such as an echelon, anything is near to anything.
  if (text.size() < 3 || text.size() > longest) return {};
  std::size_t nearest = text.size() < 6 ? 1 : 2;
  std::string suggestion;
  for (std::string_view candidate : known) {
    if (candidate.size() > longest) continue;
    const std::size_t distance = slips_between(text, candidate);
    if (distance > nearest || distance >= candidate.size()) continue;
    if (distance == nearest && !suggestion.empty()) continue;
    nearest = distance;
    suggestion = "; did you mean \"" + std::string(candidate) + "\"?";
  }
  return suggestion;
}

}  // namespace pangkas::detail
