// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/core/finding.hpp>

#include <algorithm>
#include <cstddef>
#include <vector>

namespace pangkas::inline v0_1 {

std::size_t count(const std::vector<finding>& findings, severity level) {
  return static_cast<std::size_t>(std::ranges::count(findings, level, &finding::level));
}

}  // namespace pangkas
