// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief A file, or the standard input, as the bytes that it holds.
#pragma once

#include <span>
#include <string>

namespace pangkas::inline v0_1 {

/// @brief Reads a whole file into memory.
/// @param path  The file; "-" is the standard input.
/// @return      Its bytes, undecoded.
/// @throws input_error when it is missing, a folder, unreadable, larger than the memory, or changed
///         while it is read.
[[nodiscard]] std::string read_file(const std::string& path);

/// @brief Refuses two names of what can be read only once: the standard input, or one pipe. Whoever
/// opened a pipe again would get nothing, or wait for ever.
/// @param paths  All files that will be read, before the first is opened; "-" is the standard input.
/// @throws input_error that gives the names.
void refuse_read_twice(std::span<const std::string> paths);

}  // namespace pangkas
