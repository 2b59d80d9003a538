// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief A policy played on an organisation: what comes out, and both sides measured alike.
///
/// This is the one owner of "before and after": command line, Python, report and tests all have
/// their figures and their findings from here.
#pragma once

#include <pangkas/core/finding.hpp>
#include <pangkas/core/organisation.hpp>
#include <pangkas/decisions/decision_options.hpp>
#include <pangkas/decisions/decision_violations.hpp>
#include <pangkas/decisions/decisions.hpp>
#include <pangkas/simplify/policy.hpp>
#include <pangkas/simplify/scenario.hpp>
#include <pangkas/simplify/simplify.hpp>
#include <pangkas/study/before_after.hpp>
#include <pangkas/study/measures.hpp>

#include <array>
#include <cstddef>
#include <optional>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief The decisions of an organisation, with all that their figures refer to.
struct decided {
  organisation org{};
  decision_options options{};
  decision_report found{};
  std::array<std::size_t, detail::decision_rule_names.size()> breaches{};  ///< by decision_rule
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

/// @brief Two states of one organisation, measured alike.
struct two_sides {
  measures before{};
  measures after{};
  before_after change{};
  std::optional<decided> decided_before{};  ///< absent without matters
  std::optional<decided> decided_after{};
  std::vector<finding> breaches{};  ///< of the rules of matters, afterwards
};

/// @brief Measures both sides and follows their decisions.
/// @param before     The organisation before.
/// @param after      The organisation after it: a scenario of the same, or another with the same
///                   codes.
/// @param must_stay  See compare().
/// @param options    How decisions are followed.
/// @param limits     How many breaches of a rule are listed.
/// @complexity That of measure(), decisions() and compare().
[[nodiscard]] two_sides measure_sides(const organisation& before, const organisation& after,
                                      std::optional<std::size_t> must_stay = {},
                                      const decision_options& options = {},
                                      const simplify_options& limits = {});

/// @brief The options under which a policy asks to follow decisions: its limit of initials, if it
/// has one, and else those that are given.
[[nodiscard]] decision_options options_of(const policy& rules, decision_options given = {});

/// @brief The same for a scenario: those of the last policy among its steps.
[[nodiscard]] decision_options options_of(const scenario& steps, decision_options given = {});

/// @brief simplify(), and the breaches of the rules of matters afterwards among its findings.
/// @param before   The organisation.
/// @param rules    The policy; its limit of initials holds for matters too.
/// @param options  How decisions are followed.
/// @param limits   How many findings of a rule are listed.
/// @throws rule_error as simplify().
/// @complexity That of simplify(); with matters, that of decisions() on both sides.
[[nodiscard]] simplification simplify_decisions(const organisation& before, const policy& rules,
                                                const decision_options& options = {},
                                                const simplify_options& limits = {});

/// @brief apply(), and the breaches of the rules of matters afterwards among its findings.
/// @throws rule_error as apply().
/// @complexity That of apply(); with matters, that of decisions() on both sides.
[[nodiscard]] simplification simplify_decisions(const organisation& before, const scenario& steps,
                                                const decision_options& options = {},
                                                const simplify_options& limits = {});

/// @brief What play() gives.
struct played {
  simplification result{};  ///< the organisation after, its ledger, all findings
  two_sides sides{};
  decision_options options{};   ///< under which decisions were followed
  std::size_t delegations = 0;  ///< rights passed on that are in no ledger
};

/// @brief Plays a policy: simplifies, measures both sides, holds the decisions to their rules.
/// @param before   The organisation.
/// @param rules    The policy; its limit of initials holds for matters too.
/// @param options  How decisions are followed.
/// @param limits   How many findings of a rule are listed.
/// @throws rule_error as simplify().
/// @complexity That of simplify() and measure_sides().
[[nodiscard]] played play(const organisation& before, const policy& rules,
                          const decision_options& options = {},
                          const simplify_options& limits = {});

/// @brief Plays a scenario by hand in the same way. PSO is told where a policy is among its steps.
/// @throws rule_error as apply().
[[nodiscard]] played play(const organisation& before, const scenario& steps,
                          const decision_options& options = {},
                          const simplify_options& limits = {});

}  // namespace pangkas
