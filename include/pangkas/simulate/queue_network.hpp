// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Matters that flow through stations: what they need, and what they would wait by theory.
///
/// All times are in ticks of office time, see working_calendar: time in which nobody works is none.
#pragma once

#include <pangkas/simulate/queueing.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief How the work of a step varies.
enum class work_law : std::uint8_t {
  fixed,
  exponential,
  lognormal,
  gamma,
  /// Two exponentials with balanced means, for a coefficient of variation of at least 1.
  hyperexponential
};

namespace detail {
inline constexpr std::array<std::string_view, 5> work_law_names{"fixed", "exponential", "lognormal",
                                                                "gamma", "hyperexponential"};
}

/// @brief "fixed", "exponential", "lognormal", "gamma" or "hyperexponential".
constexpr std::string_view to_string(work_law law) {
  return detail::work_law_names[static_cast<std::size_t>(law)];
}

/// @brief What a step takes.
struct step_service {
  double mean = 0;  ///< work, in ticks
  work_law law = work_law::exponential;
  double cv = 1;           ///< coefficient of variation of lognormal, gamma, hyperexponential
  std::int64_t delay = 0;  ///< before the step, of nobody's time: fixed

  /// @brief Variance / mean² of the work.
  [[nodiscard]] double squared_cv() const noexcept {
    return law == work_law::fixed ? 0 : law == work_law::exponential ? 1 : cv * cv;
  }
  friend bool operator==(const step_service&, const step_service&) = default;
};

/// @brief One step of a route.
struct route_step {
  std::uint32_t station = 0;
  std::uint32_t service = 0;  ///< place in queue_network::services
  /// What the draws of the step are named by. The same step of another scenario has the same.
  std::uint32_t key = 0;
  std::uint32_t together = 0;  ///< steps of one number, one after the other, run beside each other

  friend bool operator==(const route_step&, const route_step&) = default;
};

/// @brief The steps of a matter: one of its own, then some that it may share with other routes.
struct route {
  route_step head{};
  std::uint32_t first = 0;  ///< place in queue_network::steps
  std::uint32_t count = 0;  ///< how many follow the head
  std::uint32_t after = 0;  ///< of them at the end, for which nobody waits: they are only work
  bool measured = true;     ///< whether its time counts
  bool empty = false;       ///< nobody decides: it makes no step and is not counted

  friend bool operator==(const route&, const route&) = default;
};

/// @brief Where work is done.
struct station {
  std::uint32_t seats = 1;  ///< that work side by side; 0: as many as are needed
  double speed = 1;         ///< of each; half a seat works at 0.5
  /// Office times in which it is away, ascending and apart; work is suspended.
  std::vector<std::pair<std::int64_t, std::int64_t>> away{};
};

/// @brief Matters of one kind that arrive.
struct arrival_stream {
  double rate = 0;                ///< batches a tick, as a Poisson process
  std::uint32_t key = 0;          ///< what its draws are named by
  std::uint32_t first_route = 0;  ///< its routes, one after the other
  std::uint32_t routes = 0;
  std::vector<double> weights{};  ///< of its routes; none: even
  std::uint32_t batch = 1;        ///< matters that arrive at once
  std::uint8_t priority = 0;      ///< 0 is served first; nobody is interrupted
  double returns = 0;             ///< probability that a matter at its end goes back to its start
  std::uint32_t most_returns = std::numeric_limits<std::uint32_t>::max();
  std::vector<std::int64_t>
      replay{};  ///< instead: when one arrives, ascending; the rate is for theory

  /// @brief How often a matter goes through its steps on average.
  [[nodiscard]] double passes() const;
};

/// @brief How the rate of all arrivals changes with office time: from each place on by a factor.
/// Empty: not at all. With a mean of 1 volumes are kept.
using arrival_profile = std::vector<std::pair<std::int64_t, double>>;

/// @brief Stations, and what arrives at them.
struct queue_network {
  std::vector<station> stations{};
  std::vector<step_service> services{};
  std::vector<route_step> steps{};
  std::vector<route> routes{};
  std::vector<arrival_stream> streams{};
  arrival_profile profile{};

  /// @brief The step of a route; 0 is its head.
  [[nodiscard]] const route_step& step(const route& r, std::size_t i) const {
    return i == 0 ? r.head : steps[r.first + i - 1];
  }
};

/// @brief What is known of a network without running it.
struct network_load {
  std::vector<double> visits{};  ///< a tick, by station
  std::vector<double> load{};    ///< ρ by station; 0 where nobody waits
  /// Mean waiting of a visit by station, each as M/G/c that stands alone; absent at ρ ≥ 1.
  std::vector<std::optional<double>> waiting{};
  std::optional<std::uint32_t> busiest{};  ///< the station with the largest load
  std::optional<double> staying{};  ///< of the measured matters; absent if a station has ρ ≥ 1
  double arrivals = 0;              ///< measured matters a tick
  double work = 0;                  ///< of a measured matter, in ticks of work
  /// Whether theory is exact here: Poisson arrivals one by one at an even rate, one exponential
  /// service at each station, no priorities, absences, or limits of returns.
  bool is_exact = true;
};

/// @brief The load of every station by what arrives, and what theory says of it.
///
/// Where several kinds of matter meet, each station is taken as M/G/c with the mixture of their
/// services (Allen-Cunneen), fed by Poisson arrivals: an approximation unless is_exact.
///
/// @param network  The network; replayed streams count by their rate.
/// @complexity     O(steps of all routes).
[[nodiscard]] network_load load_of(const queue_network& network);

}  // namespace pangkas
