// SPDX-License-Identifier: BSL-1.0
// Whatever the bytes: a rule that is asked of an organisation, or refused.
#include "chain.hpp"
#include "fuzzers.hpp"

#include <pangkas/core/organisation_graph.hpp>
#include <pangkas/error.hpp>
#include <pangkas/io/body_rules.hpp>
#include <pangkas/metrics/body_rules.hpp>

#include <string_view>

void fuzz::on_body_rules(std::string_view input) {
  static const pangkas::organisation org = fuzz::chain();
  try {
    static_cast<void>(pangkas::check_body(org, pangkas::read_body_rule(input, "fuzz")));
  } catch (const pangkas::error&) {
  }
}
