// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Measures and comparisons as JSON under stable keys: evidence that holds its own origin.
#pragma once

#include <pangkas/core/finding.hpp>
#include <pangkas/core/organisation.hpp>
#include <pangkas/decisions/decision_options.hpp>
#include <pangkas/decisions/decision_path.hpp>
#include <pangkas/decisions/decision_violations.hpp>
#include <pangkas/decisions/decisions.hpp>
#include <pangkas/io/read.hpp>
#include <pangkas/simplify/scenario.hpp>
#include <pangkas/study/measures.hpp>
#include <pangkas/study/play.hpp>
#include <pangkas/study/position_changes.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief Where figures come from.
struct evidence {
  std::vector<input_file> inputs{};
  std::size_t errors = 0;    ///< findings of severity error
  std::size_t warnings = 0;  ///< findings of severity warning
};

/// @brief The policy of a simplification, as evidence.
struct policy_evidence {
  std::string name{};
  std::string sha256{};               ///< of the policy's text
  std::vector<std::size_t> layers{};  ///< given beside the text; empty if not
  std::string roles{};                ///< the role policy that was applied
  std::size_t steps = 0;              ///< of a scenario by hand; 0: it is a policy
  /// Those that steps of a scenario apply: name and SHA-256 of the text.
  std::vector<std::pair<std::string, std::string>> policies{};
  std::optional<std::size_t> span_floor{};  ///< given beside the text
};

/// @brief Adds the steps of a scenario by hand: how many, and the policies that they apply.
/// @param told   What is told of who was played.
/// @param steps  The scenario.
void add_steps(policy_evidence& told, const scenario& steps);

/// @brief All that is said of a before and an after.
struct comparison : two_sides {
  evidence before_evidence{};
  evidence after_evidence{};
  std::size_t converted = 0;                  ///< posts that became functional positions
  std::size_t rounds = 0;                     ///< in which they were selected; 0: asked once
  std::size_t merged = 0;                     ///< of them, heads of teams that were joined
  std::optional<double> converted_holders{};  ///< filled seats of those posts, where known
  std::optional<std::size_t> kept_exempt{};   ///< absent where no policy is known
  std::vector<law_to_amend> laws{};           ///< that establish the converted posts
  std::vector<finding> findings_after{};
  std::optional<position_change_summary> positions{};  ///< post by post; absent if not asked for
  std::optional<policy_evidence> policy{};             ///< absent where no policy is known
};

/// @brief What was played, told with where it comes from.
/// @param scenario  What play() gave.
/// @param origin    Of the organisation before.
/// @param policy    Of the policy.
[[nodiscard]] comparison comparison_of(const played& scenario, const evidence& origin,
                                       policy_evidence policy);

/// @brief Measures as JSON. A figure that is absent is null.
/// @param found      The measures.
/// @param origin     Where they come from.
/// @param decisions  Put under "decision_path" where there are matters.
[[nodiscard]] std::string to_json(const measures& found, const evidence& origin,
                                  const std::optional<decided>& decisions = std::nullopt);

/// @brief Where rows come from and what they are by, as a document of JSON that rows may end.
[[nodiscard]] std::string rows_head(std::string_view by, const evidence& origin);

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

/// @brief What was read, as JSON: the findings as to_json() gives them; under "rows" what became of
/// each row of the tables of positions (null for native JSON, which has none), with the reasons
/// under "left_out_for"; under "columns" each heading with the field that it was read as, or null;
/// under "roots" each root by its code, with the number of positions in its tree.
[[nodiscard]] std::string to_json(const read_result& read, const evidence& origin);

}  // namespace pangkas
