// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Finds published organisations: the samples in tests/data, and the whole of a set, which
/// is too large to keep with the tests.
#pragma once

#include "support/skip.hpp"

#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>
#include <system_error>

namespace pangkas::tests {

/// @brief A folder of the sample of published data, which is always there.
inline std::filesystem::path sample_data(const std::string& name) {
  return std::filesystem::path(PANGKAS_SOURCE_DIR) / "tests" / "data" / name;
}

/// @brief A folder or file of the shared data: that of the environment variable
/// PANGKAS_SHARED_DATA, else of `shared/data` beside the source folder.
///
/// Where it is not there the test is skipped and the result is absent: the caller then returns.
/// Such a test has the tag [shared-data].
inline std::optional<std::filesystem::path> shared_data(const std::string& name) {
  std::filesystem::path folder;
  if (const char* given = std::getenv("PANGKAS_SHARED_DATA"))
    folder = given;
  else
    folder = std::filesystem::path(PANGKAS_SOURCE_DIR) / ".." / "shared" / "data";
  std::filesystem::path path = folder / name;
  std::error_code unreadable;
  if (std::filesystem::exists(path, unreadable)) return path;
  skip("there is no " + path.string() +
       "; set PANGKAS_SHARED_DATA to the folder of published data");
  return std::nullopt;
}

}  // namespace pangkas::tests
