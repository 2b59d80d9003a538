// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief A range of limits whose optima are compared.
#pragma once

#include "options.hpp"

#include <cstddef>
#include <string>
#include <utility>

namespace pangkas::cli {

/// @brief Limits from the first to the last.
struct cap_range {
  std::size_t first = 0;
  std::size_t last = 0;
};

/// @brief --frontier FIRST..LAST, or another range.
class given_frontier {
 public:
  given_frontier() = default;
  /// @param name     Of the option.
  /// @param what     What is a range of, in the plural.
  /// @param example  How it is written.
  given_frontier(std::string name, std::string what, std::string example)
      : name_(std::move(name)), what_(std::move(what)), example_(std::move(example)) {}

  /// @return The option.
  option add_to(command_line command) { return add_to(command, "range of span caps to compare"); }
  /// @param help  For --help, without the example.
  /// @return      The option.
  option add_to(command_line command, const std::string& help);
  [[nodiscard]] bool is_given() const noexcept { return !text_.empty(); }
  /// @throws usage_error if it is no range.
  [[nodiscard]] cap_range range() const;

 private:
  std::string name_ = "--frontier";
  std::string what_ = "span caps";
  std::string example_ = "5..50";
  std::string text_;
};

}  // namespace pangkas::cli
