// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/error.hpp>

#include <cstddef>
#include <string>

namespace pangkas {

structure_error structure_error::two_superiors(std::size_t position) {
  return structure_error("position " + std::to_string(position) +
                             " has two command superiors; a command line is the only one of its "
                             "kind above a position, make the other a functional line",
                         {position});
}

structure_error structure_error::too_many(std::size_t positions) {
  return structure_error(std::to_string(positions) +
                         " positions are more than the 2147483647 that one organisation holds; "
                         "split the organisation by root");
}

}  // namespace pangkas
