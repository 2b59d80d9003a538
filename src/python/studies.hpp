// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Scenarios by hand as Python holds them.
#pragma once

#include <pangkas/simplify/scenario.hpp>

#include <map>
#include <string>

namespace pangkas::python {

/// @brief A scenario, with the texts from which it is read again elsewhere.
struct held_scenario {
  scenario steps;
  std::string text;
  std::map<std::string, std::string> policies;  ///< by the name that the steps give them
};

}  // namespace pangkas::python
