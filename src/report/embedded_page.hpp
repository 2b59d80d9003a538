// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The page of `pangkas report`, compiled into the library. The build writes the definition.
#pragma once

#include <string_view>

namespace pangkas::inline v0_1::detail {

/// @brief The page, built from `src/report/page/`; empty if it was not built.
[[nodiscard]] std::string_view embedded_report_page();

}  // namespace pangkas::detail
