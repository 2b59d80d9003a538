// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Measures as records of pangkas._records.
#pragma once

#include "bindings.hpp"

#include <pangkas/decisions/decision_options.hpp>
#include <pangkas/decisions/default_matter.hpp>
#include <pangkas/study/measures.hpp>

namespace pangkas::python {

[[nodiscard]] py::object to_python(const organisation& org, const measures& found);
[[nodiscard]] py::object to_python(const decision_summary& found);
[[nodiscard]] py::object to_python(const pair_distance_summary& found);

/// @brief The options of all that follows decisions, from Python.
/// @throws ValueError for a day that is none, or working minutes that are not above 0.
[[nodiscard]] decision_options decision_options_from(const py::object& on,
                                                     const std::string& absent_flag,
                                                     std::optional<std::uint32_t> initials,
                                                     double working_minutes);

/// @brief Adds `on`, `absent_flag`, `initials` and `working_minutes` to the arguments of a
/// function.
#define PANGKAS_DECISION_OPTIONS                                                                   \
  py::arg("on") = py::none(), py::arg("absent_flag") = "absent", py::arg("initials") = py::none(), \
  py::arg("working_minutes") = 72'000.0

}  // namespace pangkas::python
