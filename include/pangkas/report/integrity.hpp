// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Integrity as JSON under stable keys.
#pragma once

#include <pangkas/core/organisation.hpp>
#include <pangkas/integrity/duties.hpp>
#include <pangkas/integrity/integrity.hpp>
#include <pangkas/report/evidence.hpp>
#include <pangkas/simplify/ledger.hpp>
#include <pangkas/study/integrity_change.hpp>

#include <cstddef>
#include <limits>
#include <string>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief A set of rules, as evidence.
struct rules_evidence {
  std::string name{};
  std::string sha256{};  ///< of its text
};

/// @brief How integrity is told.
struct integrity_telling {
  std::vector<rules_evidence> rules{};
  bool with_holders = false;  ///< whether codes of holders are told; else their posts alone
  /// Breaches that are listed of each side, the new ones first; all are counted.
  std::size_t most = std::numeric_limits<std::size_t>::max();
};

/// @brief Breaches and fewest hands as JSON. A figure that is absent is null.
/// @param org     The organisation.
/// @param tables  Its duties and holders.
/// @param found   What integrity() gave.
/// @param origin  Where all of them come from.
/// @param how     The rules, and whether holders are told.
[[nodiscard]] std::string to_json(const organisation& org, const integrity_tables& tables,
                                  const integrity_report& found, const evidence& origin,
                                  const integrity_telling& how);

/// @brief The same before and after a simplification: under `before` and `after`, with the counts
/// `new`, `gone` and `kept`, and of each new breach what caused it and its repair.
/// @param before   The organisation before.
/// @param changed  What integrity_change_of() gave.
/// @param result   The simplification.
/// @param tables   The duties before.
/// @param policy   The policy that was played.
/// @param origin   Where all of them come from.
/// @param how      The rules, and whether holders are told.
[[nodiscard]] std::string to_json(const organisation& before, const integrity_change& changed,
                                  const simplification& result, const integrity_tables& tables,
                                  const policy_evidence& policy, const evidence& origin,
                                  const integrity_telling& how);

}  // namespace pangkas
