// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief A file, or the standard input, as the bytes that it holds.
#pragma once

#include <string>

namespace pangkas::inline v0_1 {

/// @brief Reads a whole file into memory.
/// @param path  The file; "-" is the standard input.
/// @return      Its bytes, undecoded.
/// @throws input_error when it is missing, a folder, unreadable, or larger than the memory.
[[nodiscard]] std::string read_file(const std::string& path);

}  // namespace pangkas
