// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Faster or slower: what decisions take in time, before and after a
/// change.
///
/// Path and time can have opposite signs: where a layer goes, paths get
/// shorter, and the few who stay get more to do. Both are given, with the load
/// of the busiest post.
#pragma once

#include <pangkas/core/organisation.hpp>
#include <pangkas/simulate/decision_network.hpp>
#include <pangkas/simulate/intervals.hpp>
#include <pangkas/simulate/simulate_network.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief How decisions are timed.
struct timing_options {
  network_options network{};
  /// A horizon of 0 is a working year, and asks for a steady state: a post that
  /// gets more than it can do is an error then.
  simulation_options simulation{};
};

/// @brief One organisation: its network, and what was simulated.
struct decision_times {
  organisation org{};
  decision_network network{};
  simulation_result found{};
  std::int64_t working_day = 1;   ///< in ticks
  std::int64_t working_year = 1;  ///< in ticks

  /// @brief Working days of so many ticks.
  [[nodiscard]] double days(double ticks) const { return ticks / static_cast<double>(working_day); }
  /// @brief The same of an interval.
  [[nodiscard]] mean_interval days(mean_interval of) const;
  /// @brief Mean time of a measured matter, in working days.
  [[nodiscard]] mean_interval staying() const {
    return days(found.interval(&simulated_run::staying));
  }
  /// @brief Mean time by theory, in working days; absent if a post gets more
  /// than it can do.
  [[nodiscard]] std::optional<double> staying_by_theory() const;
  /// @brief Stations by their load, the largest first; of equals the lower
  /// position first.
  [[nodiscard]] std::vector<std::uint32_t> busiest() const;
};

/// @brief A post that gets more than it can do, and what would cure it.
struct overload {
  position_id position = no_position;
  double load = 0;          ///< at least 1
  double seats = 1;         ///< that it has
  double seats_needed = 1;  ///< the fewest with which its load is below 1
  /// Share of its steps that would have to be done elsewhere, for example
  /// decided below it.
  double too_much = 0;
};

/// @brief The posts of an organisation that get more than they can do, the
/// largest load first: then queues grow without end, and nothing has a mean.
[[nodiscard]] std::vector<overload> overloads(const organisation& org,
                                              const decision_network& network);
/// @brief One sentence about an overload: which post, how much, and the ways out.
/// @param org     The organisation.
/// @param of      The overload.
/// @param before  If not null: the organisation before a change; posts below that were converted in it
///                could be kept.
[[nodiscard]] std::string in_words(const organisation& org, const overload& of,
                                   const organisation* before = nullptr);

/// @brief How far taking out one post is from making decisions slower. Posts
/// with one receiver share an answer, since they go together.
struct post_break_even {
  position_id post = no_position;      ///< that was converted, before
  position_id receiver = no_position;  ///< its superior afterwards
  std::optional<double> alpha{};  ///< share of its work that may move up; see break_even_work()
  std::optional<double> q{};      ///< share that it may have decided; see break_even_authority()
  double moved_work = 0;          ///< share of its work that moves up in this scenario
  double moved_authority = 0;     ///< share that it decided before, and decides no more
  double load_before = 0;         ///< of the receiver
  double load_after = 0;

  /// @brief Whether the scenario is beyond one of both.
  [[nodiscard]] bool is_slower() const noexcept {
    return (alpha && moved_work > *alpha) || (q && moved_authority > *q);
  }
  friend bool operator==(const post_break_even&, const post_break_even&) = default;
};

/// @brief Before and after, simulated with the same matters and draws.
struct times_before_after {
  decision_times before{};
  decision_times after{};
  paired_difference difference{};             ///< of mean times before − after, in working days
  std::vector<post_break_even> break_even{};  ///< by post

  /// @brief Whether paths get shorter and decisions slower, or the other way
  /// round, beyond the interval of the difference.
  [[nodiscard]] bool disagree() const;
  /// @brief One or two sentences: what becomes of paths and of time, and of the
  /// busiest post.
  [[nodiscard]] std::string in_words() const;
};

/// @brief Times the decisions of an organisation.
/// @param org      The organisation, with matters.
/// @param options  The office, how long and how often.
/// @param log      If not null: the steps of the first replication.
/// @throws rule_error as network_of() and simulate_network(), and where a post
/// gets more than it can
///         do and no horizon is given.
/// @complexity That of network_of() and simulate_network().
[[nodiscard]] decision_times time_decisions(const organisation& org, const timing_options& options,
                                            std::vector<simulated_step>* log = nullptr);

/// @brief Times the same matters before and after a change.
/// @param before   The organisation before, with matters.
/// @param after    The organisation after: a scenario of the same, or another with the same codes.
/// @param options  As above.
/// @param log      If not null: the steps of the first replication afterwards.
[[nodiscard]] times_before_after time_decisions(const organisation& before,
                                                const organisation& after,
                                                const timing_options& options,
                                                std::vector<simulated_step>* log = nullptr);

}  // namespace pangkas::inline v0_1
