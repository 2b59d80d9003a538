// SPDX-License-Identifier: BSL-1.0
#include "benchmarks/support/simplified.hpp"

#include <pangkas/io/presets.hpp>

namespace pangkas::benchmarks {

policy delayer_policy() {
  policy rules = preset_policy("delayer");
  set_layers(rules, {3});
  return rules;
}

policy rank_policy() { return preset_policy("id-central-2021"); }

policy coordinator_policy() {
  policy rules = rank_policy();
  rules.roles.kind = role_policy::coordinators;
  return rules;
}

const simplification& delayered(const service& s) {
  static prepared result(
      [](const service& of) { return simplify(of.organisation(), delayer_policy()); });
  return result(s);
}

const simplification& simplified_by_rank(const service& s) {
  static prepared result(
      [](const service& of) { return simplify(of.organisation(), rank_policy()); });
  return result(s);
}

const simplification& simplified_with_coordinators(const service& s) {
  static prepared result(
      [](const service& of) { return simplify(of.organisation(), coordinator_policy()); });
  return result(s);
}

}  // namespace pangkas::benchmarks
