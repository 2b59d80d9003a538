// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Breaches of integrity and fewest hands as text for people.
#pragma once

#include <pangkas/report/integrity.hpp>
#include <pangkas/study/integrity_change.hpp>

#include <cstddef>
#include <string>

namespace pangkas::cli {

/// @brief How much is told.
struct integrity_told {
  std::size_t most = 5;       ///< breaches of a rule in a process; of new ones, groups of one cause
  bool with_holders = false;  ///< codes of holders too
};

/// @brief The breaches, the fewest hands of each process, and how power is concentrated.
[[nodiscard]] std::string integrity_text(const organisation& org, const integrity_tables& tables,
                                         const integrity_report& found, const integrity_told& how);

/// @brief The same on both sides of a simplification, with what caused each new breach and its
/// repair.
[[nodiscard]] std::string integrity_text(const organisation& before, const integrity_tables& tables,
                                         const integrity_change& changed,
                                         const simplification& result, const integrity_told& how);

}  // namespace pangkas::cli
