// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Findings, measures and comparisons as text for people.
#pragma once

#include <pangkas/core/finding.hpp>
#include <pangkas/report/evidence.hpp>
#include <pangkas/study/position_changes.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pangkas::cli {

/// @brief One line a finding; of each rule at most @p most, then how many there are more.
[[nodiscard]] std::string findings_text(const std::vector<finding>& findings, std::size_t most,
                                        std::string_view how_to_see_all);

/// @brief How many errors and warnings.
[[nodiscard]] std::string counts_text(const evidence& origin);

/// @brief Which share of the positions stands in the layers.
[[nodiscard]] std::string coverage_text(const organisation& org);

/// @brief What became of the rows and columns of each table; of those left alone at most 12 are
/// named if not @p all.
[[nodiscard]] std::string account_text(const std::vector<table_account>& tables, bool all);

/// @brief Each root with the size of its tree, where there are several; at most 20 if not @p all.
[[nodiscard]] std::string roots_text(const organisation& org, bool all);

[[nodiscard]] std::string measures_text(const measures& found, const evidence& origin,
                                        const std::optional<decided>& decisions);

/// @brief How many positions are the same, moved and so on, with the first few by name.
[[nodiscard]] std::string position_changes_text(const position_change_summary& positions);

/// @brief Before and after side by side, the checks, and one sentence.
[[nodiscard]] std::string comparison_text(const comparison& found);

}  // namespace pangkas::cli
