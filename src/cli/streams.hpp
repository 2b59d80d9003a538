// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The standard streams: results on one, what is to be said besides on the other.
#pragma once

#include <string>
#include <string_view>

namespace pangkas::cli {

/// @brief Puts something under the numbers of standard streams that whoever started the program
/// closed: else the first file that it opens would get such a number, and what is said on standard
/// error would stand in it. Reading and writing there still fails; what is said is lost.
void hold_standard_streams() noexcept;

/// @brief Writes a result to standard output.
/// @param done  What has been done all the same, to be said if it cannot be written; empty: nothing.
/// @throws output_error if it cannot be written.
void print(std::string_view text, std::string_view done = {});

/// @brief Says something on standard error. If that cannot be written nobody can be told, and
/// nothing else is to suffer.
void say(std::string_view text) noexcept;

/// @brief Says on standard error what went wrong, in one line that begins with the program's name.
void complain(std::string_view sentence);

/// @brief A text of the data as people may read it. What a terminal would obey or a reader be misled
/// by stands as an escape, as in \u001b: control characters, line breaks among them, and the marks
/// that turn the direction of what follows.
[[nodiscard]] std::string harmless(std::string_view text);

}  // namespace pangkas::cli
