// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Measures and comparisons as JSON under stable keys: evidence that holds its own origin.
#pragma once

#include <pangkas/core/finding.hpp>
#include <pangkas/core/organisation.hpp>
#include <pangkas/decisions/decision_options.hpp>
#include <pangkas/decisions/decision_violations.hpp>
#include <pangkas/decisions/decisions.hpp>
#include <pangkas/decisions/matter_path.hpp>
#include <pangkas/io/read.hpp>
#include <pangkas/study/before_after.hpp>
#include <pangkas/study/measures.hpp>

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace pangkas {

/// @brief Where figures come from.
struct evidence {
  std::vector<input_file> inputs;
  std::size_t errors = 0;    ///< findings of severity error
  std::size_t warnings = 0;  ///< findings of severity warning
};

/// @brief The policy of a simplification, as evidence.
struct policy_evidence {
  std::string name;
  std::string sha256;               ///< of the policy's text
  std::vector<std::size_t> layers;  ///< given beside the text; empty if not
  std::string roles;                ///< the role policy that was applied
};

/// @brief The decisions of an organisation, with all that their figures refer to.
struct decided {
  organisation org;
  decision_options options;
  decision_report found;
  std::array<std::size_t, 5> breaches{};  ///< by decision_rule
};

/// @brief Follows all decisions of an organisation and counts the breaches of their rules; absent
/// if it has no matters.
/// @complexity As decisions().
[[nodiscard]] std::optional<decided> follow_decisions(const organisation& org,
                                                      const decision_options& options);

/// @brief The same after a change, for those who raised the matters before.
/// @complexity As decisions_after().
[[nodiscard]] std::optional<decided> follow_decisions_after(const organisation& before,
                                                            const organisation& after,
                                                            const decision_options& options);

/// @brief All that is said of a before and an after.
struct comparison {
  measures before;
  measures after;
  evidence before_evidence;
  evidence after_evidence;
  before_after change;
  std::size_t converted = 0;                ///< posts that became functional positions
  std::optional<double> converted_holders;  ///< filled seats of those posts, where known
  std::optional<std::size_t> kept_exempt;   ///< absent where no policy is known
  std::vector<finding> findings_after;
  std::optional<policy_evidence> policy;  ///< absent where no policy is known
  std::optional<decided> decided_before;  ///< absent without matters
  std::optional<decided> decided_after;
};

/// @brief Measures both sides of a comparison and follows their decisions.
/// @param found    Receives the measures and the decisions.
/// @param before   The organisation before.
/// @param after    The organisation after.
/// @param options  How decisions are followed.
/// @return         The breaches of the rules of matters afterwards.
[[nodiscard]] std::vector<finding> measure_sides(comparison& found, const organisation& before,
                                                 const organisation& after,
                                                 const decision_options& options);

/// @brief Measures as JSON. A figure that is absent is null.
/// @param found      The measures.
/// @param origin     Where they come from.
/// @param decisions  Put under "decision_path" where there are matters.
[[nodiscard]] std::string to_json(const measures& found, const evidence& origin,
                                  const std::optional<decided>& decisions = std::nullopt);

/// @brief The decision paths of one originator as JSON, step by step.
/// @param org      The organisation.
/// @param matters  Places in organisation::matters().
/// @param from     The originator.
/// @param options  As for decision_path().
/// @param origin   Where they come from.
[[nodiscard]] std::string paths_to_json(const organisation& org,
                                        const std::vector<std::size_t>& matters, position_id from,
                                        const decision_options& options, const evidence& origin);

/// @brief A comparison as JSON. A figure that is absent is null.
[[nodiscard]] std::string to_json(const comparison& found);

/// @brief The origin of a simplification as JSON on one line, for its ledger.
[[nodiscard]] std::string to_json(const evidence& origin, const policy_evidence& policy);

/// @brief Findings as JSON: counts, and each with file, row, column, position, rule, severity,
/// detail and action.
[[nodiscard]] std::string to_json(const std::vector<finding>& findings, const evidence& origin);

}  // namespace pangkas
