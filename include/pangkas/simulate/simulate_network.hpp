// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Runs networks of stations, replication by replication.
#pragma once

#include <pangkas/simulate/intervals.hpp>
#include <pangkas/simulate/queue_network.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief What is simulated.
struct simulation_options {
  std::uint64_t seed = 1;
  std::size_t replications = 30;
  /// Number of the first: runs of 0…9 and of 10…19, on two machines, are those of 0…19.
  std::size_t first_replication = 0;
  /// Instead of so many: until the half width of every mean is at most this share of it.
  std::optional<double> precision{};
  std::size_t most_replications = 1000;  ///< with a precision; it stops there
  std::int64_t horizon = 0;              ///< arrivals until then, in ticks
  /// Matters that arrive before are not counted; absent: by mser5() on a pilot of ten replications,
  /// the largest cut of all networks.
  std::optional<std::int64_t> warm_up{};
  std::size_t threads = 1;  ///< the results are the same with any number
  /// Told after each replication how many there are, one at a time; what it throws ends the run.
  std::function<void(std::size_t)> progress{};
};

/// @brief The shares of simulated_run::quantiles: 0.05, 0.10, …, 0.95.
inline constexpr std::size_t simulated_quantiles = 19;

/// @brief One replication. Times are in ticks, of the measured matters that arrived after the
/// warm-up; what is open at the horizon is worked off, so that no time is cut short.
struct simulated_run {
  std::uint64_t arrived = 0;   ///< measured matters, after the warm-up
  std::uint64_t departed = 0;  ///< all matters, between warm-up and horizon
  std::uint64_t open = 0;      ///< all matters that were inside at the horizon
  double staying = 0;          ///< mean from arrival until the end of the last step
  double waiting = 0;          ///< mean of the sums of waiting in queues
  double working = 0;          ///< mean of the sums of work
  double delayed = 0;          ///< mean of the sums of fixed delays
  double passes = 0;           ///< mean; 1 without returns
  double present = 0;          ///< mean number of matters inside, measured or not
  std::array<double, simulated_quantiles> quantiles{};  ///< of staying, by nearest rank

  friend bool operator==(const simulated_run&, const simulated_run&) = default;
};

/// @brief One station: means over the replications, between warm-up and horizon.
struct simulated_station {
  double visits = 0;       ///< that came to it
  double waiting = 0;      ///< mean of a visit
  double queue = 0;        ///< mean number that wait
  double utilisation = 0;  ///< share of its seats' time in which they work
  std::uint32_t longest_queue = 0;

  friend bool operator==(const simulated_station&, const simulated_station&) = default;
};

/// @brief What simulate_network() finds.
struct simulation_result {
  std::vector<simulated_run> runs{};          ///< by replication
  std::vector<simulated_station> stations{};  ///< by station
  std::int64_t warm_up = 0;
  bool is_steady = true;   ///< the warm-up rule found an end of it
  bool is_precise = true;  ///< the precision that was asked for was reached
  std::int64_t horizon = 0;
  network_load theory{};

  /// @brief Interval over replications of one figure.
  [[nodiscard]] mean_interval interval(double simulated_run::*which) const;
  /// @brief One figure by replication.
  [[nodiscard]] std::vector<double> by_run(double simulated_run::*which) const;
  /// @brief Mean over replications of a quantile.
  /// @param share  A multiple of 0.05.
  [[nodiscard]] double quantile(double share) const;
  /// @brief The mean time, corrected by how many arrived and how much work they brought, whose means
  /// are known. Absent where that cannot be done, or does not make the interval narrower.
  [[nodiscard]] std::optional<controlled_mean> controlled_staying() const;
};

/// @brief One step that was made, for a log.
struct simulated_step {
  std::uint32_t stream = 0;
  std::uint32_t matter = 0;  ///< its number in the stream
  std::uint32_t route = 0;
  std::uint32_t step = 0;  ///< of the route
  std::uint32_t pass = 0;  ///< 0, then one more with each return
  std::int64_t begun = 0;
  std::int64_t done = 0;
};

/// @brief Runs a network.
///
/// One heap of events in whole ticks: at the same tick completions come before arrivals, arrivals
/// before starts, equals in the order in which they were planned. A seat takes whoever waits longest
/// in the most urgent class.
///
/// @param network  Stations, routes and streams.
/// @param options  How long, how often.
/// @param log      If not null: the steps of the first replication, in the order in which they begin.
/// @throws rule_error if a probability of returning is not below 1, or the horizon is not above 0.
/// @complexity     O(steps log (stations + streams)) a replication; no memory is asked for in it once
///                 the first has run.
[[nodiscard]] simulation_result simulate_network(const queue_network& network,
                                                 const simulation_options& options,
                                                 std::vector<simulated_step>* log = nullptr);

/// @brief Runs several networks replication by replication with the same draws and warm-up, such as
/// an organisation before and after: what is paired() of them is what differs.
[[nodiscard]] std::vector<simulation_result> simulate_networks(
    std::span<const queue_network* const> networks, const simulation_options& options,
    std::vector<simulated_step>* log = nullptr);

}  // namespace pangkas
