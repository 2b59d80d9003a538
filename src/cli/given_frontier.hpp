// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The range of span caps whose optima are compared.
#pragma once

#include "options.hpp"

#include <cstddef>
#include <string>

namespace pangkas::cli {

/// @brief Span caps from the first to the last.
struct cap_range {
  std::size_t first = 0;
  std::size_t last = 0;
};

/// @brief --frontier FIRST..LAST
class given_frontier {
 public:
  /// @return The option.
  option add_to(command_line command);
  [[nodiscard]] bool is_given() const noexcept { return !text_.empty(); }
  /// @throws usage_error if it is no range.
  [[nodiscard]] cap_range range() const;

 private:
  std::string text_;
};

}  // namespace pangkas::cli
