// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The list of hashes of a folder, as `sha256sum` writes and reads it.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// @brief A line of the list.
struct checksum {
  std::string sha256;
  std::string name;  ///< of a file in the folder itself; empty: the line is none
};

/// @brief Whether a name of one letter or more leads to a file in the folder, and not out of it.
[[nodiscard]] inline bool is_name_in_folder(std::string_view name) {
  return name != "." && name != ".." &&
         name.find_first_of(std::string_view("/\0", 2)) == std::string_view::npos;
}

/// @brief Reads a list, line by line.
[[nodiscard]] inline std::vector<checksum> read_checksums(std::string_view text) {
  constexpr std::size_t digits = 64;
  std::vector<checksum> lines;
  while (!text.empty()) {
    std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    if (line.ends_with('\r')) line.remove_suffix(1);
    checksum read;
    // Behind the hash stand two blanks, or a blank and the star of a file that was read as bytes.
    if (line.size() > digits + 2 && line[digits] == ' ' &&
        (line[digits + 1] == ' ' || line[digits + 1] == '*') &&
        line.find_first_not_of("0123456789abcdef") == digits &&
        is_name_in_folder(line.substr(digits + 2)))
      read = {std::string(line.substr(0, digits)), std::string(line.substr(digits + 2))};
    lines.push_back(std::move(read));
  }
  return lines;
}

}  // namespace pangkas::detail
