// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Codes that differ only in case or blanks from one that was meant.
#pragma once

#include <pangkas/core/condition.hpp>
#include <pangkas/core/impl/ascii.hpp>
#include <pangkas/core/impl/unseen.hpp>
#include <pangkas/core/impl/words.hpp>
#include <pangkas/core/position.hpp>
#include <pangkas/core/text_column.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>

namespace pangkas::inline v0_1::detail {

/// @brief Suggests the code that was probably meant. It is filled by the first question, since most
/// data are never asked about.
class similar_codes {
 public:
  /// @param codes  Must outlive this.
  explicit similar_codes(const text_column& codes) : codes_(&codes) {}

  /// @brief "; did you mean …?" with the first code that is like @p code, or nothing.
  /// @complexity O(codes) once, then O(1) expected.
  [[nodiscard]] std::string suggest(std::string_view code) {
    if (by_folded_.empty()) {
      by_folded_.reserve(codes_->size());
      for (row_index row = 0; row < codes_->size(); ++row)
        by_folded_.emplace(folded((*codes_)[row]), row);
    }
    const auto like = by_folded_.find(folded(code));
    if (like == by_folded_.end()) return {};
    return "; did you mean " + in_quotes((*codes_)[like->second]) + "?";
  }

 private:
  /// What spreadsheets and programs leave of a code: without blanks, case, characters that nobody
  /// sees, the apostrophe that makes a number a text, zeros in front, and the fraction `.0`.
  static std::string folded(std::string_view text) {
    const std::string seen = replace_unseen(text, false);
    std::string result;
    for (char c : seen)
      if (!is_blank(c) && !(result.empty() && c == '\'')) result += lower(c);
    const auto digits_end = result.find_first_not_of("0123456789");
    if (digits_end != std::string::npos && digits_end > 0 && result[digits_end] == '.' &&
        result.find_first_not_of('0', digits_end + 1) == std::string::npos)
      result.erase(digits_end);
    if (result.find_first_not_of("0123456789") == std::string::npos)
      result.erase(0, std::min(result.find_first_not_of('0'), result.size()));
    return result;
  }

  const text_column* codes_;
  std::unordered_map<std::string, row_index> by_folded_;
};

}  // namespace pangkas::detail
