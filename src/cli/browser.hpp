// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Prints a page as PDF with the browser that is installed.
#pragma once

#include <string>

namespace pangkas::cli {

/// @brief Chromium or Chrome: the program that the environment variable PANGKAS_CHROMIUM names,
/// else the first of the usual names on the PATH.
/// @throws error if there is none; it says how to get it.
[[nodiscard]] std::string find_browser();

/// @brief Prints an HTML page as PDF, in a profile of its own and without network.
/// @param browser  Of find_browser().
/// @param html     The page.
/// @return The bytes of the PDF.
/// @throws error if the browser cannot be run, takes more than five minutes, which ends it, or prints
///         nothing; it ends with what the browser said last.
[[nodiscard]] std::string print_as_pdf(const std::string& browser, const std::string& html);

}  // namespace pangkas::cli
