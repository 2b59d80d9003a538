// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The table that leads from the performers of a log to the positions of a chart.
#pragma once

#include <pangkas/core/finding.hpp>
#include <pangkas/process/position_map.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief What read_position_map() gives.
struct map_read {
  std::vector<map_row> rows{};
  std::vector<finding> findings{};
};

/// @brief Reads a map: columns `resource`, `role`, `group` (one of them at least), `position`, and
/// `from` and `until` if it changes with time; in Indonesian `pelaku`, `peran`, `unit_kerja`,
/// `jabatan`, `mulai`, `sampai`.
///
/// A position is a code, `@superior`, `@superior:2`, `@head-of-unit`, `@top`, or a condition as in
/// `rank=II.a`, which is the nearest superior of the originator who meets it. Blank or `external`:
/// nobody on the chart.
/// @param text  The table in UTF-8.
/// @param file  Its name, for the findings.
/// @throws input_error if a column is missing.
[[nodiscard]] map_read read_position_map(std::string_view text, const std::string& file);

}  // namespace pangkas
