// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/study/flattening_question.hpp>

#include <pangkas/core/impl/words.hpp>
#include <pangkas/decisions/checked_deciders.hpp>
#include <pangkas/decisions/decisions.hpp>
#include <pangkas/decisions/impl/scheme_paths.hpp>
#include <pangkas/decisions/matter_follower.hpp>
#include <pangkas/simplify/preset_policies.hpp>
#include <pangkas/simplify/validate_policy.hpp>
#include <pangkas/study/flattening_protection.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
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

/// @brief Minutes a year that each position passes on to its superior, of those that come to it or
/// that it raises, and of the latter alone.
struct passed_minutes {
  by_position<double> all{};
  by_position<double> raised{};

  passed_minutes(const organisation& org, const decision_options& options)
      : all(org.size(), 0.0), raised(org.size(), 0.0) {
    bool known = false;
    matter_follower follower(org, options);
    for (std::size_t m = 0; m < org.matters().size(); ++m) {
      const std::optional<double> minutes = org.matters()[m].work_minutes;
      if (!minutes) continue;
      known = true;
      follower.turn_to(m);
      for (const position_id o : follower.originators(m)) {
        const position_id post = deciding_post(org.command(), follower, o);
        if (post == no_position) continue;
        const double cost = *minutes * follower.volume_of_each(m) * follower.weight(m, o);
        raised[o] += cost;
        for (position_id p = o; p != post; p = org.command().superiors()[p]) all[p] += cost;
      }
    }
    if (!known)
      throw input_error(
          "loads in minutes need matters that say what a step takes; give work_minutes in the "
          "table of matters, or take positions or seats");
  }

 private:
  /// The post on the line above an originator that decides; no_position if it stands elsewhere.
  static position_id deciding_post(const command_forest& forest, matter_follower& follower,
                                   position_id originator) {
    const auto decider = follower.decider(originator);
    if (!decider || *decider == originator) return no_position;
    if (is_below(forest, originator, *decider)) return *decider;
    // Who acts in the post stands elsewhere.
    for (const path_step& step : follower.path(originator).steps)
      if (step.role == step_role::decider && step.acts_for &&
          is_below(forest, originator, *step.acts_for))
        return *step.acts_for;
    return no_position;
  }
};

/// @brief The loads of a problem, in whole units.
inline void put_loads(flattening_question& question, const organisation& org,
                      const flattening_request& asked) {
  flattening_problem& problem = question.problem;
  const auto whole = [&](double load, position_id p) {
    const double up = std::ceil(load);
    if (!(up < 2147483647.0))
      throw input_error("the load of position \"" + std::string(org.code(p)) + "\" is " +
                        plain_number_text(load) + ", which is beyond 31 bits");
    return static_cast<std::int32_t>(up);
  };
  if (asked.load == flattening_load::seats) {
    for (position_id p{0}; p < org.size(); ++p) problem.load_kept.push_back(whole(org.seats(p), p));
    problem.load_converted = problem.load_kept;
  } else if (asked.load == flattening_load::minutes) {
    question.load_unit = 60;
    const passed_minutes passed(org, asked.decisions);
    for (position_id p{0}; p < org.size(); ++p) {
      problem.load_kept.push_back(whole(passed.all[p] / 60, p));
      problem.load_converted.push_back(whole(passed.raised[p] / 60, p));
    }
  }
}

/// @brief Capacities and floors, in the loads of the problem.
inline void put_limits(flattening_question& question, const organisation& org,
                       const flattening_request& asked) {
  const command_forest& forest = org.command();
  flattening_problem& problem = question.problem;
  if (asked.span_cap && asked.span_floor && *asked.span_floor > *asked.span_cap)
    throw structure_error("a span floor of " + std::to_string(*asked.span_floor) +
                          " is above the span cap of " + std::to_string(*asked.span_cap) +
                          "; no superior can keep to both");
  if (asked.span_cap) {
    const std::size_t cap = *asked.span_cap / question.load_unit;
    if (cap == 0 && *asked.span_cap > 0)
      throw structure_error("a cap of " + std::to_string(*asked.span_cap) +
                            " minutes a year was asked for; loads are counted in whole hours, so "
                            "give 60 or more");
    problem.capacity = capacity_of_span(forest, cap, asked.wide);
    if (asked.wide == wide_posts::keep && !problem.load_kept.empty()) {
      by_position<std::int64_t> today(forest.size(), 0);
      for (position_id p{0}; p < forest.size(); ++p)
        if (forest.superiors()[p] != no_position)
          today[forest.superiors()[p]] += problem.load_kept[p];
      for (position_id p{0}; p < forest.size(); ++p)
        problem.capacity[p] = static_cast<std::int32_t>(
            std::clamp<std::int64_t>(today[p], static_cast<std::int64_t>(cap), unlimited_capacity));
    }
  }
  if (asked.merge && (!asked.span_cap || asked.load != flattening_load::positions))
    throw structure_error(
        "teams are joined up to a span cap in positions; give one, with loads of positions");
  if (!asked.span_floor || asked.merge) return;
  const std::size_t floor = (*asked.span_floor + question.load_unit - 1) / question.load_unit;
  if (floor > static_cast<std::size_t>(unlimited_capacity))
    throw structure_error("a span floor of " + std::to_string(*asked.span_floor) +
                          " was asked for; give at most 2147483647");
  problem.floor.assign(forest.size(), 0);
  for (position_id p{0}; p < forest.size(); ++p) {
    const bool may_go = forest.superiors()[p] != no_position && problem.protection[p] == 0;
    if (forest.span(p) > 0 && (asked.fill || may_go))
      problem.floor[p] = static_cast<std::int32_t>(floor);
  }
}

inline void need_positions(const flattening_question& question) {
  if (!question.problem.load_kept.empty())
    throw structure_error(
        "a frontier counts spans in positions; take loads of positions, or a single cap");
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
  detail::put_loads(question, org, asked);
  detail::put_limits(question, org, asked);
  return question;
}

void refuse_unmet_floor(const organisation& org, const flattening_request& asked,
                        const flattening_solution& solution) {
  const flattened_tree* first = nullptr;
  for (const flattened_tree& tree : solution.trees) {
    if (org.command().span(tree.top) == 0) continue;
    if (!tree.cause) return;
    if (first == nullptr && tree.cause->limit == flattening_limit::floor) first = &tree;
  }
  if (first == nullptr) return;
  throw structure_error("no tree can meet the span floor of " + std::to_string(*asked.span_floor) +
                        ": " + in_words(org, *first->cause) +
                        "; give a lower floor or a wider cap, or keep the post");
}

flattening_frontier frontier(const organisation& org, const flattening_question& question,
                             std::size_t first, std::size_t last, wide_posts wide,
                             const flattening_effort& effort) {
  detail::need_positions(question);
  std::vector<double> cost;
  cost.reserve(org.size());
  for (position_id p{0}; p < org.size(); ++p) cost.push_back(org.cost(p).value_or(0));
  return frontier(org.command(), question.problem, first, last,
                  {wide, question.traffic, cost, effort});
}

std::vector<layer_point> layer_frontier(const organisation& org,
                                        const flattening_question& question, std::size_t first,
                                        std::size_t last, wide_posts wide,
                                        const flattening_effort& effort) {
  detail::need_positions(question);
  std::vector<double> cost;
  cost.reserve(org.size());
  for (position_id p{0}; p < org.size(); ++p) cost.push_back(org.cost(p).value_or(0));
  return layer_frontier(org.command(), question.problem, first, last,
                        {wide, question.traffic, cost, effort});
}

policy as_policy(const organisation& org, const flattening_question& question,
                 const flattening_request& asked, const flattening_solution& solution) {
  policy rules = question.base;
  rules.name = "optimal-flattening";
  rules.title = "The posts whose conversion gains most";
  const char* const unit = asked.load == flattening_load::positions ? ""
                           : asked.load == flattening_load::seats   ? " seats"
                                                                    : " minutes a year";
  if (asked.span_cap) rules.title += " at a span cap of " + std::to_string(*asked.span_cap) + unit;
  if (asked.span_floor)
    rules.title += (asked.span_cap ? " and a floor of " : " at a span floor of ") +
                   std::to_string(*asked.span_floor) + unit;
  rules.description = "Exact optimum by " + std::string(to_string(asked.objective)) +
                      ", price of a conversion " + detail::plain_number_text(asked.price);
  if (asked.max_layers)
    rules.description += ", at most " + std::to_string(*asked.max_layers) + " layers of superiors";
  if (asked.span_floor && asked.fill)
    rules.description += ", the floor holds for posts that must be kept, too";
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
  rules.repeat = false;
  rules.optimum = {};
  if (asked.merge) {
    rules.description += " Teams that are left under one superior are joined within the cap.";
    rules.merge = {{{"join-teams",
                     "The teams under one superior are joined into as few as the cap allows.",
                     {},
                     {}},
                    {},
                    *asked.span_cap,
                    asked.span_floor.value_or(0),
                    team_head::highest_rank}};
    rules.merge.front().when.manager = true;
    if (!asked.keep.empty()) {
      exempt_rule stays{asked.keep_because, {}};
      if (stays.rule.source.empty()) stays.rule.source = "who asked";
      for (const position_id p : asked.keep) stays.when.codes.emplace_back(org.code(p));
      rules.exempt.push_back(std::move(stays));
    }
  }
  if (!asked.rules && asked.load == flattening_load::positions) {
    rules.checks.span_high = asked.span_cap;
    rules.checks.span_low = asked.span_floor;
  }
  return rules;
}

double in_units(flattening_objective objective, std::int64_t gain) {
  // Of `mixed`, a millionth is one of a millionth of all that there is to gain; of `fewest`, one of
  // a millionth of a post.
  const bool fine =
      objective == flattening_objective::mixed || objective == flattening_objective::fewest;
  return static_cast<double>(gain) / (fine ? 1e12 : 1e6);
}

std::string_view to_string(kept_because reason) {
  constexpr std::array<std::string_view, 7> names{"top",    "rule",       "no_gain", "capacity",
                                                  "checks", "infeasible", "floor"};
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
    std::string operator()(kept_for_floor of) const {
      return std::string(org.code(of.superior)) + " would have " +
             detail::how_many(static_cast<std::size_t>(of.missing), "subordinate") + " too few";
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
             " more than its cap of " + std::to_string(cause.allowed) +
             (cause.by_floors ? ", once those under their floor below it are converted" : "");
    case flattening_limit::layers:
      return "it needs " + detail::how_many(missed, "layer") + " of superiors more than the " +
             std::to_string(cause.allowed) + " allowed";
    case flattening_limit::floor:
      return code + " has at most " +
             detail::how_many(static_cast<std::size_t>(cause.allowed - cause.missed_by),
                              "subordinate") +
             ", its floor is " + std::to_string(cause.allowed) +
             ", and it cannot be converted or its superiors could not bear it";
    case flattening_limit::checks:
      break;
  }
  return "no check can stand below " + code;
}

}  // namespace pangkas
