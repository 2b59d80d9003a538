// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief How the checks of organisation_builder hand over what they found.
#pragma once

#include <pangkas/core/finding.hpp>
#include <pangkas/core/finding_list.hpp>

#include <functional>
#include <string>
#include <string_view>

namespace pangkas::inline v0_1::detail {

/// @brief Takes up a finding: rule, severity, place, column, position, detail, action.
using report_finding = std::function<void(std::string_view, severity, origin, std::string_view,
                                          std::string_view, std::string, std::string)>;

/// @brief Where something was given, for a sentence: " (row 3 of lines.csv)", or nothing.
using describe_origin = std::function<std::string(origin)>;

}  // namespace pangkas::detail
