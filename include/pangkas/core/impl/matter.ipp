// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/core/matter.hpp>

#include <pangkas/core/condition.hpp>

namespace pangkas::inline v0_1 {

condition non_managing_positions() {
  condition when;
  when.manager = false;
  return when;
}

}  // namespace pangkas
