// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief From the performers of a log to the positions of a chart.
#pragma once

#include <pangkas/core/holder.hpp>
#include <pangkas/core/organisation.hpp>
#include <pangkas/process/event_log.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief One row of a map: who is which position, and when. What is empty holds for all.
struct map_row {
  std::string resource{};
  std::string role{};
  std::string group{};
  /// Of a post, or who stands so to the originator of the case: `@superior`, `@head-of-unit`,
  /// `@top`, or the nearest superior who meets a condition, as in `rank=II.a`. Absent: nobody on
  /// the chart, as systems and applicants are.
  std::optional<holder> position{};
  std::string from{};     ///< first day, as in 2021-06-30; empty: since ever
  std::string until{};    ///< last day; empty: without end
  std::uint32_t row = 0;  ///< in its table, for findings

  friend bool operator==(const map_row&, const map_row&) = default;
};

/// @brief What a map makes of an event.
enum class mapping_of_event : std::uint8_t {
  mapped,    ///< a position
  external,  ///< nobody on the chart: no step of a path
  nobody,    ///< the log names no performer at all
  unmapped   ///< the log names one of whom the map says nothing
};

/// @brief Performers of whom a map says nothing.
struct unmapped_performer {
  std::string resource{};
  std::string role{};
  std::string group{};
  std::size_t events = 0;

  friend bool operator==(const unmapped_performer&, const unmapped_performer&) = default;
};

/// @brief A log with the positions of its events.
struct mapped_log {
  event_column positions{};             ///< by code, as a level of its own
  event_column units{};                 ///< of those positions
  std::vector<position_id> position{};  ///< of each event; no_position
  std::vector<mapping_of_event> how{};  ///< of each event

  std::size_t mapped = 0;  ///< events
  std::size_t external = 0;
  std::size_t nobody = 0;
  std::size_t unmapped = 0;
  std::size_t resources = 0;             ///< distinct
  std::size_t mapped_resources = 0;      ///< of them, those that some event leads to a position
  std::size_t resources_of_several = 0;  ///< of them, those that lead to several
  std::vector<unmapped_performer> missing{};  ///< the ten with most events
  std::vector<position_id> never_seen{};      ///< positions to which no event leads
  std::vector<std::uint32_t> unknown_rows{};  ///< rows of the map whose post is not on the chart
};

/// @brief Finds the position of each event.
///
/// Of the rows that hold on the day of the event, one that names the resource comes before one that
/// names role and group, then role, then group; of two alike, the earlier. Rows that say how the
/// position stands to the originator are asked once the case has one: the first of its positions
/// that a row names itself.
///
/// @param log  The log.
/// @param org  The chart.
/// @param map  The map.
/// @complexity O(events + distinct performers).
[[nodiscard]] mapped_log map_positions(const event_log& log, const organisation& org,
                                       const std::vector<map_row>& map);

/// @brief Who performs at a level: as the log itself says or, of positions and units, as a map does.
///
/// @param log     The log.
/// @param mapped  What the map says of it. Has to be there for positions and units.
/// @param level   What counts as one performer.
[[nodiscard]] const event_column& performers_of(const event_log& log,
                                                const std::optional<mapped_log>& mapped,
                                                log_level level);

}  // namespace pangkas
