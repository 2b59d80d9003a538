// SPDX-License-Identifier: BSL-1.0
#include <pangkas/decisions/checked_deciders.hpp>
#include <pangkas/decisions/decisions.hpp>
#include <pangkas/io/presets.hpp>
#include <pangkas/simplify/validate_policy.hpp>
#include <pangkas/study/flattening_protection.hpp>
#include <pangkas/study/flattening_question.hpp>

#include <fmt/format.h>

#include <array>
#include <utility>

namespace pangkas {
namespace {

/// The policy that is followed where none is given: that of `delayer`, without its band of spans.
policy default_policy() {
  policy rules = preset_policy("delayer");
  rules.checks = {};
  return rules;
}

}  // namespace

flattening_question ask(const organisation& org, const flattening_request& asked) {
  flattening_question question;
  question.base = asked.rules ? *asked.rules : default_policy();
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
                             std::size_t first, std::size_t last, wide_posts wide) {
  std::vector<double> cost;
  cost.reserve(org.size());
  for (position_id p = 0; p < org.size(); ++p) cost.push_back(org.cost(p).value_or(0));
  return frontier(org.command(), question.problem, first, last, {wide, question.traffic, cost});
}

policy as_policy(const organisation& org, const flattening_question& question,
                 const flattening_request& asked, const flattening_solution& solution) {
  policy rules = question.base;
  rules.name = "optimal-flattening";
  rules.title = asked.span_cap ? fmt::format(
                                     "The posts whose conversion gains most at a span cap "
                                     "of {}",
                                     *asked.span_cap)
                               : "The posts whose conversion gains most";
  rules.description = fmt::format(
      "Exact optimum by {}, price of a conversion {}{}{}. The posts are those of one organisation; "
      "its other rules are those of the policy \"{}\".",
      to_string(asked.objective), asked.price,
      asked.max_layers ? fmt::format(", at most {} layers of superiors", *asked.max_layers) : "",
      asked.wide == wide_posts::narrow ? ", posts over the cap today are narrowed" : "",
      question.base.name);
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
  switch (post.reason) {
    case kept_because::top:
      return "nothing is above it";
    case kept_because::rule: {
      const rule_statement& rule = problem.protections[static_cast<std::size_t>(post.amount)];
      return fmt::format("protected by {}: {}", rule.id, rule.reason);
    }
    case kept_because::no_gain:
      return "converting it gains nothing";
    case kept_because::capacity:
      return fmt::format("{} would have {} subordinate{} too many", org.code(post.other),
                         post.amount, post.amount == 1 ? "" : "s");
    case kept_because::checks:
      return fmt::format("the only check on what {} raises", org.code(post.other));
    case kept_because::infeasible:
      return "its tree has no solution and is left as it is";
  }
  return {};
}

std::string in_words(const organisation& org, const infeasibility& cause) {
  switch (cause.limit) {
    case flattening_limit::capacity:
      return fmt::format(
          "{} must be kept and has at least {} subordinate{} more than its cap of {}",
          org.code(cause.position), cause.missed_by, cause.missed_by == 1 ? "" : "s",
          cause.allowed);
    case flattening_limit::layers:
      return fmt::format("it needs {} layer{} of superiors more than the {} allowed",
                         cause.missed_by, cause.missed_by == 1 ? "" : "s", cause.allowed);
    case flattening_limit::checks:
      return fmt::format("no check can stand below {}", org.code(cause.position));
  }
  return {};
}

}  // namespace pangkas
