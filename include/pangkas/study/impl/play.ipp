// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/study/play.hpp>

#include <pangkas/core/finding.hpp>
#include <pangkas/core/finding_list.hpp>
#include <pangkas/core/organisation.hpp>
#include <pangkas/decisions/decision_findings.hpp>
#include <pangkas/decisions/decision_violations.hpp>
#include <pangkas/decisions/decisions.hpp>

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1 {

namespace detail {

inline std::vector<finding> breaches_after(const organisation& before, const organisation& after,
                                           const decision_options& options,
                                           const simplify_options& limits) {
  finding_list breaches(limits.findings_per_rule);
  if (!after.matters().empty()) check_decisions(before, after, options, breaches);
  return std::move(breaches).take();
}

inline measures measured(const organisation& org, const std::optional<decided>& decisions) {
  return decisions ? measure(org, decisions->found.all) : measure(org);
}

inline simplification with_breaches(const organisation& before, simplification result,
                                    const decision_options& options,
                                    const simplify_options& limits) {
  std::vector<finding> breaches = breaches_after(before, result.after, options, limits);
  result.findings.insert(result.findings.end(), std::make_move_iterator(breaches.begin()),
                         std::make_move_iterator(breaches.end()));
  return result;
}

inline played measured_sides(const organisation& before, simplification result,
                             std::optional<std::size_t> must_stay, const decision_options& options,
                             const simplify_options& limits) {
  played all{std::move(result), {}, options};
  all.sides = measure_sides(before, all.result.after, must_stay, options, limits);
  all.result.findings.insert(all.result.findings.end(), all.sides.breaches.begin(),
                             all.sides.breaches.end());
  return all;
}

}  // namespace detail

std::optional<decided> follow_decisions(const organisation& org, const decision_options& options) {
  if (org.matters().empty()) return std::nullopt;
  decided all{org, options, decisions(org, options), {}};
  visit_violations(org, options, [&](const decision_violation& v) {
    ++all.breaches[static_cast<std::size_t>(v.rule)];
  });
  return all;
}

std::optional<decided> follow_decisions_after(const organisation& before, const organisation& after,
                                              const decision_options& options) {
  if (after.matters().empty()) return std::nullopt;
  decided all{after, options, decisions_after(before, after, options), {}};
  visit_violations_after(before, after, options, [&](const decision_violation& v) {
    ++all.breaches[static_cast<std::size_t>(v.rule)];
  });
  return all;
}

two_sides measure_sides(const organisation& before, const organisation& after,
                        std::optional<std::size_t> must_stay, const decision_options& options,
                        const simplify_options& limits) {
  two_sides found;
  found.decided_before = follow_decisions(before, options);
  found.decided_after = follow_decisions_after(before, after, options);
  found.before = detail::measured(before, found.decided_before);
  found.after = detail::measured(after, found.decided_after);
  found.change = compare(before, after, must_stay, options);
  found.breaches = detail::breaches_after(before, after, options, limits);
  return found;
}

decision_options options_of(const policy& rules, decision_options given) {
  if (rules.checks.initials) given.initials = static_cast<std::uint32_t>(*rules.checks.initials);
  return given;
}

decision_options options_of(const scenario& steps, decision_options given) {
  const policy* const last = last_policy(steps);
  return last == nullptr ? given : options_of(*last, given);
}

simplification simplify_decisions(const organisation& before, const policy& rules,
                                  const decision_options& options, const simplify_options& limits) {
  return detail::with_breaches(before, simplify(before, rules, limits), options_of(rules, options),
                               limits);
}

simplification simplify_decisions(const organisation& before, const scenario& steps,
                                  const decision_options& options, const simplify_options& limits) {
  return detail::with_breaches(before, apply(before, steps, limits), options_of(steps, options),
                               limits);
}

played play(const organisation& before, const policy& rules, const decision_options& options,
            const simplify_options& limits) {
  simplification result = simplify(before, rules, limits);
  const std::size_t must_stay = result.must_stay;
  return detail::measured_sides(before, std::move(result), must_stay, options_of(rules, options),
                                limits);
}

played play(const organisation& before, const scenario& steps, const decision_options& options,
            const simplify_options& limits) {
  simplification result = apply(before, steps, limits);
  std::optional<std::size_t> must_stay;
  if (last_policy(steps) != nullptr) must_stay = result.must_stay;
  return detail::measured_sides(before, std::move(result), must_stay, options_of(steps, options),
                                limits);
}

}  // namespace pangkas
