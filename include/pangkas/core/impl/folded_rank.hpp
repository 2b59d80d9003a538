// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The form in which two spellings of one rank are equal.
#pragma once

#include <string>
#include <string_view>

namespace pangkas::inline v0_1::detail {

/// @brief The form in which two spellings of one rank are equal: "Eselon III/a" is "III.a".
inline std::string folded_rank(std::string_view text) {
  std::string folded;
  folded.reserve(text.size());
  for (char c : text) {
    if (c == ' ' || c == '\t' || c == '.' || c == '/' || c == '-' || c == '_') continue;
    folded.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
  }
  for (std::string_view prefix : {"eselon", "echelon", "grade"})
    if (folded.size() > prefix.size() && folded.starts_with(prefix))
      return folded.substr(prefix.size());
  return folded;
}

}  // namespace pangkas::detail
