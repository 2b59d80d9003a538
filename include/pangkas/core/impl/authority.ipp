// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/core/authority.hpp>

#include <string_view>

namespace pangkas::inline v0_1 {

bool authority::holds_on(std::string_view day) const {
  return day.empty() || ((from.empty() || from <= day) && (until.empty() || day <= until));
}

}  // namespace pangkas
