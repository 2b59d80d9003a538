// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief What every command that reads an event log can be asked.
#pragma once

#include "options.hpp"

#include <pangkas/core/finding.hpp>
#include <pangkas/core/organisation.hpp>
#include <pangkas/decisions/decision_options.hpp>
#include <pangkas/io/event_log.hpp>
#include <pangkas/io/position_map.hpp>
#include <pangkas/io/read.hpp>
#include <pangkas/process/hand_overs.hpp>
#include <pangkas/process/position_map.hpp>
#include <pangkas/report/event_log.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace pangkas::cli {

/// @brief How a log is read, and how it is laid beside a chart.
class log_input {
 public:
  /// @param group  Of --help; empty: that of all options.
  void add_reading(command_line command, const std::string& group);
  void add_chart(command_line command, const std::string& group);

  [[nodiscard]] const std::string& map() const noexcept { return map_; }
  [[nodiscard]] const std::string& matter() const noexcept { return matter_; }

  [[nodiscard]] log_read read(const std::string& name, std::size_t threads, bool hash_input) const;
  /// @param inputs  Receives the map; null: nothing is to be known of it.
  [[nodiscard]] map_read read_map(std::vector<input_file>* inputs) const;
  /// @brief Leads the performers to positions. Rows of the map that lead nowhere become findings
  /// of it, and they findings of the log.
  [[nodiscard]] mapped_log mapped(log_read& read, map_read map, const organisation& org) const;

  /// @brief What is told of a log.
  /// @param read      The log.
  /// @param level     At which performers are told apart.
  /// @param missing   What an event without a performer counts as.
  /// @param mapped    The positions of its events, if there is a chart.
  /// @param org       The chart; null without one.
  /// @param decisions As for the paths of the chart.
  /// @param before    The chart before a change, or null.
  [[nodiscard]] log_findings findings(const log_read& read, log_level level,
                                      missing_performer missing, std::optional<mapped_log> mapped,
                                      const organisation* org, const decision_options& decisions,
                                      const organisation* before) const;

 private:
  std::string log_columns_;
  std::vector<std::string> nobody_;
  case_choice cases_;
  std::string map_;
  std::string matter_;
  std::vector<std::string> deciding_;
  double least_mapped_ = 1;
};

}  // namespace pangkas::cli
