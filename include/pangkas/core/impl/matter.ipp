// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/core/matter.hpp>

#include <pangkas/core/condition.hpp>

#include <algorithm>
#include <string_view>

namespace pangkas::inline v0_1 {

condition non_managing_positions() {
  condition when;
  when.manager = false;
  return when;
}

bool matter::is_of(std::string_view family) const {
  return std::ranges::find(families, family) != families.end();
}

bool matter::allows(double hours) const {
  return !limit_hours || hours <= *limit_hours * (1 + 1e-9);
}

}  // namespace pangkas
