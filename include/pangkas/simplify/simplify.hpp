// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Simplification: echelons are taken out of an organisation under declared rules.
///
/// The steps: select() and exempt() (select.hpp), convert, re-attach, join teams, move authority, add roles,
/// turn_digital() and check(). simplify() runs them.
#pragma once

#include <pangkas/core/finding.hpp>
#include <pangkas/core/organisation.hpp>
#include <pangkas/core/position.hpp>
#include <pangkas/simplify/ledger.hpp>
#include <pangkas/simplify/policy.hpp>

#include <cstddef>
#include <optional>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief What simplify() gives.
struct simplification {
  organisation after{};
  ledger changes{};
  std::vector<finding> findings{};  ///< of the checks; nothing was mended
  std::size_t selected = 0;         ///< positions that a select rule met
  std::size_t rounds = 0;           ///< in which they were found; 0: asked once
  std::size_t kept_exempt = 0;      ///< of them, kept by an exemption
  std::size_t kept_tops = 0;        ///< of them, kept because nothing is above them
  std::vector<position_id> tops{};  ///< which these are, before
  /// Posts that were converted: all others of them, and the heads of teams that were joined.
  std::size_t converted = 0;
  std::size_t merged = 0;                     ///< of the converted, heads of teams that were joined
  std::optional<double> converted_holders{};  ///< filled seats of the converted where known
  std::size_t re_attached = 0;                ///< positions that report to another superior
  std::size_t role_lines = 0;                 ///< lines that were added for roles
  std::size_t turned_digital = 0;             ///< matters
  std::size_t must_stay = 0;                  ///< C of PSO%, see exemption::must_stay
};

/// @brief Choices of simplify().
struct simplify_options {
  std::size_t findings_per_rule = 1000;  ///< beyond it findings are counted, not listed
};

/// @brief Simplifies an organisation: select, exempt, convert, re-attach, join teams, authority, roles,
/// digital channel, check.
///
/// The organisation is not changed. The one that comes out has the same positions in the same rows
/// and shares every column in which they agree; position_after() maps old to new numbers.
///
/// @param before   The organisation.
/// @param rules    The policy.
/// @param options  How much is listed.
/// @throws rule_error if the policy is not valid, see validate(), if it leaves layers open, or if
///         it selects a position and does not say what it becomes.
/// @complexity O(P · rules + E) time for P positions and E changes.
[[nodiscard]] simplification simplify(const organisation& before, const policy& rules,
                                      const simplify_options& options = {});

/// @brief The map from old to new numbers: the position that @p p of @p before is in @p after.
/// @param before  An organisation.
/// @param after   A scenario of it, that is, with the same rows.
/// @param p       A position of @p before.
[[nodiscard]] position_id position_after(const organisation& before, const organisation& after,
                                         position_id p);

}  // namespace pangkas
