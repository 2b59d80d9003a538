// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief What pangkas optimise --days says of a frontier in time.
#pragma once

#include <pangkas/study/frontier_times.hpp>

#include <nlohmann/json.hpp>

#include <string>

namespace pangkas::cli {

/// @brief The sentence, then a row for each span cap.
[[nodiscard]] std::string timed_frontier_text(const frontier_times& found);
/// @brief The same under stable keys.
[[nodiscard]] nlohmann::ordered_json timed_frontier_json(const frontier_times& found);

}  // namespace pangkas::cli
