// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The bundled organisations, as a work_folder sees them.
#pragma once

#include <string>

namespace pangkas::tests {

/// @brief The senior posts of a department, real, without decisions.
inline const std::string department = "examples/uk-department-of-health-2013/senior.csv";
/// @brief The same with its junior posts.
inline const std::string whole_department =
    department + " examples/uk-department-of-health-2013/junior.csv";

/// @brief A ministry, made up after the law.
inline const std::string ministry = "examples/id-ministry/positions.csv";
/// @brief The same with its decisions.
inline const std::string ministry_with_decisions =
    ministry +
    " --matters examples/id-ministry/matters.csv --authority examples/id-ministry/authority.csv"
    " --lines examples/id-ministry/lines.csv";

}  // namespace pangkas::tests
