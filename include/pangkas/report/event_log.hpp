// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief What an event log says, as JSON under stable keys.
#pragma once

#include <pangkas/core/organisation.hpp>
#include <pangkas/core/text_column.hpp>
#include <pangkas/io/event_log.hpp>
#include <pangkas/process/calibration.hpp>
#include <pangkas/process/hand_overs.hpp>
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
  std::vector<cycle_distribution> cycles{};
  text_column matter_names{};  ///< of event_log::matters, which cycles name
  bool has_starts = false;
  std::optional<mapped_log> mapped{};       ///< with a map
  std::optional<chart_comparison> chart{};  ///< with matters too
  std::vector<performer_pair>
      between_positions{};  ///< with a map: hand-overs, by mapped_log::positions
  std::vector<performer_pair> between_units{};  ///< the same by mapped_log::units
  double least_mapped = 1;                      ///< by which cases were compared
  std::optional<std::vector<calibrated_matter>> calibrated{};
};

/// @brief All that is told of a log, but for what calibrates matters.
/// @param read     The log.
/// @param level    At which performers are told apart; of positions and units it has to be mapped.
/// @param missing  What an event without a performer counts as.
/// @param mapped   The positions of its events; absent without a chart.
/// @param org      The chart; null without one. It is laid beside the log if it has matters.
/// @param beside   How.
/// @throws input_error as path_against_chart().
/// @complexity That of summary_of(), hand_over_figures_of() and path_against_chart().
[[nodiscard]] log_findings findings_of(const log_read& read, log_level level,
                                       missing_performer missing, std::optional<mapped_log> mapped,
                                       const organisation* org,
                                       const against_chart_options& beside);

/// @brief How many hand-overs between positions, and between units, are told one by one; the most
/// frequent are.
inline constexpr std::size_t most_hand_overs_told = 1'000;

/// @brief What is told of an earlier time beside it: of the cases before a change, or of another log.
struct earlier_findings {
  const log_findings* found = nullptr;
  const organisation* org = nullptr;  ///< the chart of that time
};

/// @brief What a log says, as JSON. A figure that is absent is null.
/// @param found    What was found.
/// @param org      The chart; null without one.
/// @param origin   Of the log and the chart.
/// @param earlier  Of an earlier time; written under `earlier` if there is one.
[[nodiscard]] std::string to_json(const log_findings& found, const organisation* org,
                                  const evidence& origin, const earlier_findings& earlier = {});

}  // namespace pangkas
