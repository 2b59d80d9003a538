// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief What an event log says, as JSON under stable keys.
#pragma once

#include <pangkas/core/organisation.hpp>
#include <pangkas/io/event_log.hpp>
#include <pangkas/process/calibration.hpp>
#include <pangkas/process/log_measures.hpp>
#include <pangkas/process/path_against_chart.hpp>
#include <pangkas/process/position_map.hpp>
#include <pangkas/report/evidence.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief All that is told of a log.
struct log_findings {
  log_format format = log_format::xes;
  std::optional<flattening_account> flattening{};  ///< of OCEL
  log_summary summary{};
  log_level level = log_level::resource;
  hand_over_figures hand_overs{};
  bool has_starts = false;
  std::optional<mapped_log> mapped{};       ///< with a map
  std::optional<chart_comparison> chart{};  ///< with matters too
  double least_mapped = 1;                  ///< by which cases were compared
  std::optional<std::vector<calibrated_matter>> calibrated{};
};

/// @brief What a log says, as JSON. A figure that is absent is null.
/// @param found   What was found.
/// @param org     The chart; null without one.
/// @param origin  Of the log and the chart.
[[nodiscard]] std::string to_json(const log_findings& found, const organisation* org,
                                  const evidence& origin);

}  // namespace pangkas
