// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/study/flattening_question.hpp>

#include <pangkas/core/impl/words.hpp>
#include <pangkas/decisions/checked_deciders.hpp>
#include <pangkas/decisions/decisions.hpp>
#include <pangkas/simplify/preset_policies.hpp>
#include <pangkas/simplify/validate_policy.hpp>
#include <pangkas/study/flattening_protection.hpp>

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// @brief The policy that is followed where none is given: delayer(), without its band of spans.
inline policy default_policy() {
  policy rules = delayer();
  rules.checks = {};
  return rules;
}

}  // namespace pangkas::detail

namespace pangkas::inline v0_1 {

flattening_question ask(const organisation& org, const flattening_request& asked) {
  flattening_question question;
  question.base = asked.rules ? *asked.rules : detail::default_policy();
  validate(question.base, org.scheme());
  if (org.matters().empty()) {
    question.traffic = default_traffic(org.command());
  } else {
    question.traffic = decisions(org, asked.decisions).reviewed;
    question.problem.decider = checked_deciders(org, asked.decisions);
  }
  question.problem.gain = flattening_gain(org, question.traffic, {asked.objective, asked.price});
  question.problem.layers = asked.max_layers;
  if (!asked.keep.empty()) protect(question.problem, org.command(), asked.keep_because, asked.keep);
  protect(question.problem, org, question.base);
  if (asked.span_cap)
    question.problem.capacity = capacity_of_span(org.command(), *asked.span_cap, asked.wide);
  return question;
}

flattening_frontier frontier(const organisation& org, const flattening_question& question,
                             std::size_t first, std::size_t last, wide_posts wide,
                             const flattening_effort& effort) {
  std::vector<double> cost;
  cost.reserve(org.size());
  for (position_id p{0}; p < org.size(); ++p) cost.push_back(org.cost(p).value_or(0));
  return frontier(org.command(), question.problem, first, last,
                  {wide, question.traffic, cost, effort});
}

policy as_policy(const organisation& org, const flattening_question& question,
                 const flattening_request& asked, const flattening_solution& solution) {
  policy rules = question.base;
  rules.name = "optimal-flattening";
  rules.title = "The posts whose conversion gains most";
  if (asked.span_cap) rules.title += " at a span cap of " + std::to_string(*asked.span_cap);
  rules.description = "Exact optimum by " + std::string(to_string(asked.objective)) +
                      ", price of a conversion " + detail::plain_number_text(asked.price);
  if (asked.max_layers)
    rules.description += ", at most " + std::to_string(*asked.max_layers) + " layers of superiors";
  if (asked.wide == wide_posts::narrow)
    rules.description += ", posts over the cap today are narrowed";
  rules.description +=
      ". The posts are those of one organisation; its other rules are those of the policy " +
      detail::in_quotes(question.base.name) + ".";
  rules.file.clear();
  select_rule chosen{{"optimum", rules.title + ".", question.base.source, {}}, {}};
  for (const position_id p : solution.converted) chosen.when.codes.emplace_back(org.code(p));
  if (chosen.when.codes.empty()) {
    chosen.rule.reason =
        "The optimum converts no post; a layer that does not exist stands for none.";
    chosen.when.layers = std::vector<std::size_t>{2147483647};
  }
  rules.select = {std::move(chosen)};
  if (!asked.rules) rules.checks.span_high = asked.span_cap;
  return rules;
}

double in_units(flattening_objective objective, std::int64_t gain) {
  // Of `mixed`, a millionth is one of a millionth of all that there is to gain.
  return static_cast<double>(gain) / (objective == flattening_objective::mixed ? 1e12 : 1e6);
}

std::string_view to_string(kept_because reason) {
  constexpr std::array<std::string_view, 6> names{"top",      "rule",   "no_gain",
                                                  "capacity", "checks", "infeasible"};
  return names[static_cast<std::size_t>(reason)];
}

std::string in_words(const organisation& org, const flattening_problem& problem,
                     const kept_post& post) {
  struct {
    const organisation& org;
    const flattening_problem& problem;

    std::string operator()(kept_as_top) const { return "nothing is above it"; }
    std::string operator()(kept_by_rule by) const {
      const rule_statement& rule = problem.protections[by.protection];
      return "protected by " + rule.id + ": " + rule.reason;
    }
    std::string operator()(kept_without_gain) const { return "converting it gains nothing"; }
    std::string operator()(kept_for_capacity of) const {
      return std::string(org.code(of.superior)) + " would have " +
             detail::how_many(static_cast<std::size_t>(of.excess), "subordinate") + " too many";
    }
    std::string operator()(kept_for_checks on) const {
      return "the only check on what " + std::string(org.code(on.originator)) + " raises";
    }
    std::string operator()(kept_infeasible) const {
      return "its tree has no solution and is left as it is";
    }
  } words{org, problem};
  return std::visit(words, post.cause);
}

std::string in_words(const organisation& org, const infeasibility& cause) {
  const std::string code(org.code(cause.position));
  const auto missed = static_cast<std::size_t>(cause.missed_by);
  switch (cause.limit) {
    case flattening_limit::capacity:
      return code + " must be kept and has at least " + detail::how_many(missed, "subordinate") +
             " more than its cap of " + std::to_string(cause.allowed);
    case flattening_limit::layers:
      return "it needs " + detail::how_many(missed, "layer") + " of superiors more than the " +
             std::to_string(cause.allowed) + " allowed";
    case flattening_limit::checks:
      return "no check can stand below " + code;
  }
  return {};
}

}  // namespace pangkas
