// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Matters of an organisation as a network: along the very paths of decisions() through
/// positions that work in office hours.
#pragma once

#include <pangkas/core/organisation.hpp>
#include <pangkas/decisions/decision_options.hpp>
#include <pangkas/simulate/queue_network.hpp>
#include <pangkas/simulate/simulate_network.hpp>
#include <pangkas/simulate/working_calendar.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief What an office works by: its calendar, and how matters arrive and are worked on. Texts
/// that are empty stand for all.
struct office_rules {
  working_calendar calendar{};

  /// @brief How the work of steps varies; of several rules the last that is met counts.
  struct work_rule {
    std::string matter{};    ///< code or family
    std::string position{};  ///< code
    work_law law = work_law::exponential;
    double cv = 1;
    std::optional<double> minutes{};  ///< instead of those of the matter or step
  };
  std::vector<work_rule> work{};

  /// @brief What is special about a matter; of several rules the last that is met counts, each
  /// member by itself.
  struct matter_rule {
    std::string matter{};                 ///< code or family
    std::optional<double> returns{};      ///< probability that the decider sends it back
    std::optional<std::uint32_t> most{};  ///< so often at most
    std::optional<std::uint8_t> priority{};
    std::optional<std::uint32_t> batch{};
  };
  std::vector<matter_rule> matters{};

  /// @brief Days on which a post is away, the last included; what comes waits.
  struct leave {
    std::string position{};  ///< code
    std::string from{};      ///< as in 2026-01-01
    std::string until{};
  };
  std::vector<leave> leaves{};

  /// @name How many arrive, as factors
  /// @{
  std::optional<std::array<double, 24>> hours{};   ///< by hour of the day
  std::optional<std::array<double, 12>> months{};  ///< from January
  /// @}
};

/// @brief A network, and what its parts are in the organisation.
struct decision_network {
  queue_network network{};
  std::vector<position_id> positions{};    ///< by station
  std::vector<position_id> originators{};  ///< by route
  /// By stream: place in organisation::matters(); their number for one that is not there after.
  std::vector<std::size_t> matters{};
  std::vector<std::vector<std::size_t>> undecidable{};  ///< by stream: originators, by place
  double mean_hand_offs = 0;      ///< with roles and coordination, of the measured matters
  double volume = 0;              ///< measured matters a year
  double undecidable_volume = 0;  ///< matters a year for which there is no path
};

/// @brief A matter that arrives when it did, as a log tells.
struct replayed_matter {
  std::string matter{};            ///< code
  std::vector<std::int64_t> at{};  ///< office times, ascending
};

/// @brief What a network is made by.
struct network_options {
  decision_options decisions{};
  office_rules office{};
  /// Until when matters arrive, in ticks; 0: for a working year.
  std::int64_t horizon = 0;
  /// Share of the work of a step that is gone which moves up to the next that is left: α.
  double moved_work = 0;
  /// Matters that arrive at these times, in place of their volume a year; that still tells what share
  /// each has of the mean hand-offs. The load is that of so many up to the horizon.
  std::vector<replayed_matter> replay{};
};

/// @brief Whether the rules of an office are for an organisation: what they name is there, there are as
/// many working minutes as seats work, leave is a span of days, and matters arrive at some hour.
/// @throws rule_error or unknown_position if not.
void check_office(const organisation& org, const network_options& options);

/// @brief The matters of an organisation as a network.
///
/// Each position that makes a step is a station with its seats (no seats count as one; a part of a
/// seat works more slowly; external posts never queue). Its seats work on decisions only so much as
/// decision_options::working_minutes a year: in office time a step takes its minutes / that share.
/// So the load of a station is the load of decisions() in full-time posts. Waiting hours of a step
/// are a fixed delay in office hours, as are clerical steps, which come after the draft.
///
/// @throws rule_error if there is no matter, a step of one has no minutes, there are more working
///         minutes than the calendar has in a year, or a rule of the office names what is not there.
/// @complexity O(steps of all paths).
[[nodiscard]] decision_network network_of(const organisation& org, const network_options& options);

/// @brief An organisation before and after, as networks that meet the same matters.
struct networks_before_after {
  decision_network before{};
  decision_network after{};
};

/// @brief Both networks: the matters and volumes of before, the originators followed by their codes,
/// the draws of a step named by the code of its position. What is decidable on both sides is
/// measured; the rest is work only.
[[nodiscard]] networks_before_after networks_of(const organisation& before,
                                                const organisation& after,
                                                const network_options& options);

}  // namespace pangkas
