// SPDX-License-Identifier: BSL-1.0
// Whatever the bytes: a rule that is asked of an organisation, or refused.
#include "chain.hpp"

#include <pangkas/core/organisation_graph.hpp>
#include <pangkas/error.hpp>
#include <pangkas/io/body_rules.hpp>
#include <pangkas/metrics/body_rules.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const pangkas::organisation org = fuzz::chain();
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  try {
    static_cast<void>(pangkas::check_body(org, pangkas::read_body_rule(text, "fuzz")));
  } catch (const pangkas::error&) {
  }
  return 0;
}
