// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief What a test says that cannot run here.
#pragma once

#include <string>

namespace pangkas::tests {

/// @brief Says why a test does not run; the caller returns then. A run in which nothing failed ends
/// with status 4, which CTest shows as a skip.
void skip(const std::string& reason);

}  // namespace pangkas::tests
