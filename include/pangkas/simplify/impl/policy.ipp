// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/simplify/policy.hpp>

#include <pangkas/error.hpp>
#include <pangkas/simplify/impl/policy_words.hpp>

#include <algorithm>
#include <cstddef>
#include <vector>

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

}  // namespace pangkas
