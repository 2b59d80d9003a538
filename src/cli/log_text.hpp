// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief What pangkas log says in words.
#pragma once

#include <pangkas/report/event_log.hpp>

#include <string>
#include <vector>

namespace pangkas::cli {

/// @brief The figures of a log for people.
/// @param pairs  Hand-overs at the level, of which the most frequent are shown.
/// @param name   How people call the log.
[[nodiscard]] std::string log_text(const log_findings& found, const organisation* org,
                                   const std::vector<performer_pair>& pairs,
                                   const event_column& performers, const event_log& log,
                                   const std::string& name);

/// @brief What changed from an earlier time to a later one.
/// @param before,after  How people call them.
[[nodiscard]] std::string earlier_text(const log_findings& earlier, const log_findings& later,
                                       const std::string& before, const std::string& after);

/// @brief What was found wrong, a line each.
[[nodiscard]] std::string log_findings_text(const std::vector<finding>& findings);

/// @brief What was not estimated, and why; empty if all was.
[[nodiscard]] std::string not_enough_of(const calibrated_matter& m);

}  // namespace pangkas::cli
