// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief What a table of positions says that can be read but is probably not meant.
#pragma once

#include "table_headings.hpp"
#include "tidy_table.hpp"

#include <pangkas/io/csv.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// @brief The table and the columns that are looked at.
struct suspected_table {
  std::string_view text{};
  const std::string& file;
  csv_options options{};
  std::uint32_t file_number = 0;
  const table_headings& headings;
  std::size_t code = 0;
  std::size_t reports_to = 0;
  std::optional<std::size_t> title{};
  std::optional<std::size_t> seats{};
  const std::vector<placed_condition>& keep;  ///< of other rows nothing is suspected
};

/// @brief Reports rows of totals, codes that a spreadsheet changed or that hold characters nobody
/// sees, text that an encoding broke, and columns for the level or the path of a position that
/// contradict its superior.
/// @complexity O(bytes).
void report_suspicions(const suspected_table& table, const finding_reporter& report);

}  // namespace pangkas::detail
