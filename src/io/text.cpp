// SPDX-License-Identifier: BSL-1.0
#include <pangkas/core/impl/ascii.hpp>
#include <pangkas/io/text.hpp>

#include <cstddef>

namespace pangkas::inline v0_1 {
namespace {

/// Length of the blank at the start of @p text, 0 when there is none.
std::size_t leading_blank(std::string_view text) {
  if (text.empty()) return 0;
  if (detail::is_blank(text[0])) return 1;
  return text.starts_with("\xC2\xA0") ? 2 : 0;
}

}  // namespace

std::string_view detail::trim_blanks(std::string_view text) noexcept {
  while (const std::size_t length = leading_blank(text)) text.remove_prefix(length);
  for (;;) {
    if (!text.empty() && leading_blank(text.substr(text.size() - 1)) != 0) {
      text.remove_suffix(1);
    } else if (text.ends_with("\xC2\xA0")) {
      text.remove_suffix(2);
    } else {
      return text;
    }
  }
}

std::string fold(std::string_view text) {
  std::string folded;
  folded.reserve(text.size());
  while (!text.empty()) {
    if (const std::size_t length = leading_blank(text)) {
      text.remove_prefix(length);
      continue;
    }
    folded.push_back(detail::lower(text[0]));
    text.remove_prefix(1);
  }
  return folded;
}

}  // namespace pangkas
