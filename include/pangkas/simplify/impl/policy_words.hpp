// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief What people call a policy in a sentence.
#pragma once

#include <pangkas/simplify/policy.hpp>

#include <string>

namespace pangkas::inline v0_1::detail {

/// @brief What people call a policy in a sentence.
inline std::string called(const policy& rules) {
  return rules.name.empty() ? "the policy" : "the policy \"" + rules.name + "\"";
}

}  // namespace pangkas::detail
