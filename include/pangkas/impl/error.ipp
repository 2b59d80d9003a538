// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/error.hpp>

#include <cstddef>
#include <string>

namespace pangkas::inline v0_1 {

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

structure_error structure_error::not_one_for_each(const std::string& list, std::size_t entries,
                                                  std::size_t positions, const std::string& each) {
  return structure_error(list + " has " + std::to_string(entries) + " entries for " +
                         std::to_string(positions) + " positions; give one for each " + each);
}

}  // namespace pangkas
