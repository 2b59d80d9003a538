// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Archives and workbooks whose parts a test writes itself.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace pangkas::tests {

using archive_parts = std::vector<std::pair<std::string, std::string>>;  ///< name, content

/// @brief The bytes of a ZIP archive, compressed.
/// @param password  If not empty, every part is encrypted by it.
std::string archive_of(const archive_parts& parts, const std::string& password = {});

/// @brief What a workbook is made of.
struct workbook_parts {
  std::vector<std::pair<std::string, std::string>> sheets{};  ///< name, inside of `<worksheet>`
  std::string shared_texts{};                                 ///< inside of `<sst>`
  std::string styles{};                                       ///< inside of `<styleSheet>`
  std::string properties{};                                   ///< before `<sheets>`
  std::vector<std::string> states{};                          ///< of the sheets; visible if absent
};

/// @brief The parts of a workbook as ECMA-376 names them.
archive_parts parts_of(const workbook_parts& workbook);

/// @brief The bytes of a workbook.
inline std::string workbook_of(const workbook_parts& workbook) {
  return archive_of(parts_of(workbook));
}

}  // namespace pangkas::tests
