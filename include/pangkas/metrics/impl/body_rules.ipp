// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/metrics/body_rules.hpp>

#include <pangkas/core/condition_matcher.hpp>
#include <pangkas/core/exact_sum.hpp>
#include <pangkas/core/impl/words.hpp>
#include <pangkas/core/organisation.hpp>
#include <pangkas/graph/command_forest.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// @brief Others to each manager, in full-time equivalents; absent without managers.
template <class IsManager, class Counts>
std::optional<double> others_to_managers(const organisation& org, IsManager is_manager,
                                         Counts counts, bool managers_are_too) {
  exact_sum managers;
  exact_sum others;
  for (position_id p{0}; p < org.size(); ++p) {
    if (!counts(p)) continue;
    const bool leads = is_manager(p);
    if (leads) managers += org.seats(p);
    if (!leads || managers_are_too) others += org.seats(p);
  }
  if (!(managers.value() > 0)) return std::nullopt;
  return others.value() / managers.value();
}

/// @brief Whom a rule counts, and whom it calls a manager.
class body_members {
 public:
  body_members(const organisation& org, const body_rule& rule)
      : forest_(org.command()),
        by_reports_(rule.managers.asks_nothing()),
        excepts_(!rule.except.asks_nothing()),
        managers_(org, rule.managers),
        except_(org, rule.except) {}

  [[nodiscard]] bool is_excepted(position_id p) const { return excepts_ && except_(p); }
  [[nodiscard]] bool counts(position_id p) const {
    return !forest_.is_external(p) && !is_excepted(p);
  }
  [[nodiscard]] bool has_reports(position_id p) const { return forest_.span(p) > 0; }
  [[nodiscard]] bool is_manager(position_id p) const {
    return by_reports_ ? has_reports(p) : managers_(p);
  }

 private:
  const command_forest& forest_;
  bool by_reports_;
  bool excepts_;
  condition_matcher managers_;
  condition_matcher except_;
};

inline std::string wanted_text(const value_range& range) {
  if (range.low && range.high) return to_string(range);
  return range.low ? "at least " + plain_number_text(*range.low)
                   : "at most " + plain_number_text(range.high.value_or(0));
}

/// @brief The mean of the two middle ones of an even number.
inline std::optional<double> median_of(std::vector<std::uint32_t> values) {
  if (values.empty()) return std::nullopt;
  std::ranges::sort(values);
  const std::size_t middle = values.size() / 2;
  if (values.size() % 2 == 1) return values[middle];
  return (static_cast<double>(values[middle - 1]) + values[middle]) / 2;
}

}  // namespace pangkas::detail

namespace pangkas::inline v0_1 {

double full_time_equivalents(const organisation& org) {
  exact_sum all;
  for (position_id p{0}; p < org.size(); ++p)
    if (!org.command().is_external(p)) all += org.seats(p);
  return all.value();
}

body_scope scope_of(const organisation& org, const body_rule& rule) {
  body_scope scope;
  scope.managers_are_too = rule.managers_are_too;
  scope.definition = rule.managers.asks_nothing() ? "who has a command subordinate"
                                                  : pangkas::to_string(rule.managers);
  const detail::body_members members(org, rule);
  exact_sum all;
  exact_sum leading;
  for (position_id p{0}; p < org.size(); ++p) {
    if (org.command().is_external(p)) {
      ++scope.external;
    } else if (members.is_excepted(p)) {
      ++scope.excepted;
    } else {
      ++scope.positions;
      all += org.seats(p);
      if (!members.is_manager(p)) continue;
      ++scope.managers;
      leading += org.seats(p);
    }
  }
  scope.full_time_equivalents = all.value();
  scope.manager_equivalents = leading.value();
  return scope;
}

std::vector<body_check> check_body(const organisation& org, const body_rule& rule,
                                   const std::optional<body_baseline>& then) {
  const command_forest& forest = org.command();
  const double size = full_time_equivalents(org);
  const bool in_scope = !rule.more_than || size > *rule.more_than;
  const detail::body_members members(org, rule);
  const auto counts = [&](position_id p) { return members.counts(p); };
  const auto has_reports = [&](position_id p) { return members.has_reports(p); };
  const auto is_structural = [&](position_id p) {
    return org.kind(p) == position_kind::structural;
  };
  const auto is_manager = [&](position_id p) { return members.is_manager(p); };
  std::vector<std::uint32_t> spans;
  exact_sum all_spans;
  for (position_id p{0}; p < org.size(); ++p)
    if (has_reports(p) && counts(p)) {
      spans.push_back(forest.span(p));
      all_spans += forest.span(p);
    }
  const std::optional<double> mean =
      spans.empty() ? std::nullopt
                    : std::optional(all_spans.value() / static_cast<double>(spans.size()));
  const std::optional<double> median = detail::median_of(spans);

  std::vector<body_check> checks;
  const auto ask = [&](std::string what, std::optional<double> found, const value_range& range) {
    body_check& check = checks.emplace_back(
        body_check{std::move(what), found, detail::wanted_text(range), std::nullopt});
    if (in_scope && found) check.holds = range.holds(*found);
  };
  if (rule.more_than)
    checks.push_back({"full-time equivalents", size,
                      "the rule is for more than " + detail::plain_number_text(*rule.more_than),
                      in_scope ? std::optional(true) : std::nullopt});
  const std::optional<double> ratio =
      detail::others_to_managers(org, is_manager, counts, rule.managers_are_too);
  if (rule.others_per_manager) {
    ask("others to each manager", ratio, {*rule.others_per_manager, std::nullopt});
    if (rule.more_a_year && then)
      // What is reached needs to rise no more.
      ask("others to each manager, by now", ratio,
          {std::min(*rule.others_per_manager,
                    then->others_per_manager + *rule.more_a_year * then->years),
           std::nullopt});
  }
  if (rule.layers) ask("layers", static_cast<double>(forest.layers()), *rule.layers);
  if (rule.span)
    ask("managers outside the span of " + detail::wanted_text(*rule.span),
        static_cast<double>(std::ranges::count_if(
            spans, [&](std::uint32_t span) { return !rule.span->holds(span); })),
        {std::nullopt, 0.0});
  if (rule.mean_span) ask("mean span", mean, *rule.mean_span);
  if (rule.median_span) ask("median span", median, *rule.median_span);

  const auto tell = [&](std::string what, std::optional<double> found) {
    checks.push_back({std::move(what), found, {}, std::nullopt});
  };
  tell("mean span", mean);
  tell("median span", median);
  for (const bool too : {false, true}) {
    const std::string others = too ? "all to each " : "others to each ";
    tell(others + "who has reports", detail::others_to_managers(org, has_reports, counts, too));
    tell(others + "of structural kind",
         detail::others_to_managers(org, is_structural, counts, too));
  }
  for (const layers_by_size& of : rule.by_size) {
    if (of.up_to && size > *of.up_to) continue;
    tell("layers of " + of.name + " bodies, as found", of.layers);
    break;
  }
  return checks;
}

}  // namespace pangkas
