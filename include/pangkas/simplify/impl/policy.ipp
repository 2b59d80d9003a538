// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/simplify/policy.hpp>

#include <pangkas/error.hpp>
#include <pangkas/simplify/impl/policy_words.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// @brief Whether a rule meets whoever leads one, two, … up to one less than the floor.
inline bool selects_below_floor(const select_rule& s, const policy& rules) {
  return s.when.span.size() == 1 && s.when.span.front().low.value_or(1) <= 1 &&
         s.when.span.front().high == static_cast<double>(*rules.checks.span_low) - 1;
}

}  // namespace pangkas::inline v0_1::detail

namespace pangkas::inline v0_1 {

bool needs_layers(const policy& rules) {
  return std::ranges::any_of(
      rules.select, [](const select_rule& s) { return s.when.layers && s.when.layers->empty(); });
}

void set_layers(policy& rules, const std::vector<std::size_t>& layers) {
  if (layers.empty()) throw rule_error("no layer is given; name at least one, the root is layer 1");
  if (std::ranges::find(layers, 0U) != layers.end())
    throw rule_error("layer 0 was asked for; the root is layer 1");
  bool set = false;
  for (select_rule& s : rules.select) {
    if (!s.when.layers) continue;
    s.when.layers = layers;
    set = true;
  }
  if (!set)
    throw rule_error(detail::called(rules) +
                     " selects by no layer, so layers cannot be given to it; leave them out, "
                     "or take a policy such as \"delayer\"");
}

bool has_span_floor(const policy& rules) {
  return rules.checks.span_low && std::ranges::any_of(rules.select, [&](const select_rule& s) {
           return detail::selects_below_floor(s, rules);
         });
}

void set_span_floor(policy& rules, std::size_t floor) {
  if (!has_span_floor(rules))
    throw rule_error(detail::called(rules) +
                     " selects by no span floor, so another cannot be given to it; leave it out, "
                     "or take a policy such as \"span-floor\"");
  if (floor < 2)
    throw rule_error("a span floor of " + std::to_string(floor) +
                     " takes nobody out; give 2 or more");
  for (select_rule& s : rules.select)
    if (detail::selects_below_floor(s, rules))
      s.when.span.front().high = static_cast<double>(floor - 1);
  rules.checks.span_low = floor;
}

}  // namespace pangkas
