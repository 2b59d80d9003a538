// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Waiting in time: what queueing theory says before anything is simulated.
///
/// Rates are per any unit of time, and what is returned is in the same unit. Nothing here has an
/// answer where a station gets more work than it can do: then the result is absent.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief What a station does in the long run.
struct station_theory {
  double load = 0;     ///< share of the time in which a server works, ρ
  double delayed = 0;  ///< probability that an arrival waits
  double waiting = 0;  ///< mean time in the queue, Wq
  double staying = 0;  ///< mean time in the queue and in service, W
  double queue = 0;    ///< mean number that wait, Lq
  double present = 0;  ///< mean number that wait or are served, L
};

/// @brief Erlang's delay formula: the probability that an arrival at M/M/c waits.
/// @param servers  At least 1.
/// @param offered  Arrival rate × mean service, in servers.
/// @return         Absent unless 0 ≤ @p offered < @p servers.
/// @complexity     O(servers).
/// @source         A. K. Erlang, "Solution of some problems in the theory of probabilities of
///                 significance in automatic telephone exchanges" (1917).
[[nodiscard]] std::optional<double> erlang_c(std::size_t servers, double offered);

/// @brief Poisson arrivals, exponential service, @p servers servers, one queue: M/M/c.
/// @param rate     Arrivals per unit of time.
/// @param service  Mean time of one service.
/// @param servers  At least 1.
/// @source         L. Kleinrock, "Queueing Systems", volume 1 (1975).
[[nodiscard]] std::optional<station_theory> mmc_queue(double rate, double service,
                                                      std::size_t servers = 1);

/// @brief The probability that an arrival at M/M/c waits longer than @p time.
[[nodiscard]] std::optional<double> mmc_waits_longer(double rate, double service,
                                                     std::size_t servers, double time);

/// @brief The time within which a share of the arrivals has left M/M/1: the time in the system is
/// exponential.
/// @param rate     Arrivals per unit of time.
/// @param service  Mean time of one service.
/// @param share    Above 0, below 1.
[[nodiscard]] std::optional<double> mm1_quantile(double rate, double service, double share);

/// @brief Poisson arrivals, one server, service of any distribution: M/G/1. With @p squared_cv 0 it
/// is M/D/1.
/// @param rate        Arrivals per unit of time.
/// @param service     Mean time of one service.
/// @param squared_cv  Variance of a service / its mean².
/// @source  F. Pollaczek, "Über eine Aufgabe der Wahrscheinlichkeitstheorie" (1930); A. Khinchine
///          (1932).
[[nodiscard]] std::optional<station_theory> mg1_queue(double rate, double service,
                                                      double squared_cv);

/// @brief Any arrivals and services at one server: *an approximation*, for a sanity check.
/// @source  J. F. C. Kingman, "The single server queue in heavy traffic" (1961).
[[nodiscard]] std::optional<station_theory> kingman_queue(double rate, double service,
                                                          double squared_cv_of_gaps,
                                                          double squared_cv);

/// @brief The same at several servers: *an approximation*, M/M/c with its waiting scaled by the
/// mean of the two squared coefficients of variation. Exact for M/M/c and for M/G/1.
/// @source  A. O. Allen, "Probability, Statistics, and Queueing Theory" (1990), after P. P. Bocharov
///          and Cunneen.
[[nodiscard]] std::optional<station_theory> allen_cunneen_queue(double rate, double service,
                                                                std::size_t servers,
                                                                double squared_cv_of_gaps,
                                                                double squared_cv);

/// @brief A class of what arrives at a station with priorities.
struct priority_class {
  double rate = 0;
  double service = 0;
  double squared_cv = 1;  ///< of its services; 1: exponential
};

/// @brief Mean waiting by class at one server which serves the first class first and interrupts
/// nobody: non-preemptive M/G/1.
/// @param classes  The most urgent first.
/// @return         Absent if the classes together are too much for the server.
/// @source         A. Cobham, "Priority assignment in waiting line problems" (1954).
[[nodiscard]] std::optional<std::vector<double>> priority_waiting(
    std::span<const priority_class> classes);

/// @brief A station of a network.
struct network_station {
  double arrivals = 0;      ///< from outside, per unit of time
  double service = 0;       ///< mean
  std::size_t servers = 1;  ///< 0: so many that nobody waits
};

/// @brief What a network does in the long run.
struct network_theory {
  std::vector<double> rates{};             ///< arrivals with returns, by station
  std::vector<station_theory> stations{};  ///< by station
  double staying = 0;                      ///< mean time from arrival until departure
  double present = 0;                      ///< mean number inside
};

/// @brief An open network with Poisson arrivals and exponential services: each station is as if it
/// stood alone, with the rate that the routing brings it. A line of stations is a tandem; a way
/// back is a return.
/// @param stations  The stations.
/// @param routing   routing[i][j]: the share of what station i has served that goes on to j; the
///                  rest leaves.
/// @return          Absent if a station gets too much, or what arrives can never leave.
/// @complexity      O(stations³).
/// @source          J. R. Jackson, "Networks of waiting lines" (1957).
[[nodiscard]] std::optional<network_theory> jackson_network(
    std::span<const network_station> stations, const std::vector<std::vector<double>>& routing);

}  // namespace pangkas
