// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Findings: what is wrong in the data, where, and what was done about it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief An error changes figures; a warning may.
enum class severity : std::uint8_t { error, warning };

/// @brief "error" or "warning".
constexpr std::string_view to_string(severity level) {
  return level == severity::error ? "error" : "warning";
}

/// @brief One fault in the data or in a result. Reading goes on after it.
struct finding {
  std::string rule{};                ///< stable name, e.g. "unknown-superior"
  severity level = severity::error;  ///< how bad
  std::string file{};                ///< as named by the caller; empty for data in memory
  std::optional<std::size_t> row{};  ///< as a spreadsheet counts; the header is 1
  std::string column{};    ///< heading or key; a long one is cut; empty when none is to blame
  std::string position{};  ///< code; empty when no one position is to blame
  std::string detail{};    ///< what is wrong, in one sentence
  std::string action{};    ///< what was done about it
  /// How many findings it stands for: more than one where a list of a rule was cut off.
  std::size_t stands_for = 1;

  friend bool operator==(const finding&, const finding&) = default;
};

/// @brief Where something stands in the data: for findings only.
struct origin {
  std::uint32_t file = 0;  ///< as organisation_builder::add_file() numbered it; 0: in memory
  std::uint32_t row = 0;   ///< as a spreadsheet counts; 0: not known
};

/// @brief How many of @p findings have the given severity.
[[nodiscard]] std::size_t count(const std::vector<finding>& findings, severity level);

}  // namespace pangkas
