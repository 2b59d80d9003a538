// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/core/exact_sum.hpp>

namespace pangkas::inline v0_1 {

exact_sum& exact_sum::operator-=(const exact_sum& other) {
  millionths_ -= other.millionths_;
  return *this;
}

double exact_sum::value() const {
  constexpr integer exact_in_double = integer{1} << 53;
  if (-exact_in_double <= millionths_ && millionths_ <= exact_in_double)
    return static_cast<double>(millionths_) / 1e6;
  return static_cast<double>(millionths_ / scale) + static_cast<double>(millionths_ % scale) / 1e6;
}

}  // namespace pangkas
