// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/simulate/queueing.hpp>

#include <pangkas/simulate/impl/solved.hpp>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// A station whose probability of delay and mean waiting are known.
inline station_theory station_of(double rate, double service, std::size_t servers, double delayed,
                                 double waiting) {
  station_theory all;
  all.load = rate * service / static_cast<double>(servers);
  all.delayed = delayed;
  all.waiting = waiting;
  all.staying = waiting + service;
  all.queue = rate * waiting;
  all.present = rate * all.staying;
  return all;
}

}  // namespace pangkas::detail

namespace pangkas::inline v0_1 {

std::optional<double> erlang_c(std::size_t servers, double offered) {
  const auto c = static_cast<double>(servers);
  if (servers == 0 || !(offered >= 0) || !(offered < c)) return std::nullopt;
  // The loss formula by its recursion never overflows, as powers and factorials do.
  double loss = 1;
  for (std::size_t k = 1; k <= servers; ++k)
    loss = offered * loss / (static_cast<double>(k) + offered * loss);
  return c * loss / (c - offered * (1 - loss));
}

std::optional<station_theory> mmc_queue(double rate, double service, std::size_t servers) {
  return allen_cunneen_queue(rate, service, servers, 1, 1);
}

std::optional<double> mmc_waits_longer(double rate, double service, std::size_t servers,
                                       double time) {
  const auto delayed = erlang_c(servers, rate * service);
  if (!delayed) return std::nullopt;
  return *delayed * std::exp(-(static_cast<double>(servers) / service - rate) * time);
}

std::optional<double> mm1_quantile(double rate, double service, double share) {
  if (!(rate * service < 1) || !(share > 0) || !(share < 1)) return std::nullopt;
  return -std::log(1 - share) / (1 / service - rate);
}

std::optional<station_theory> mg1_queue(double rate, double service, double squared_cv) {
  return allen_cunneen_queue(rate, service, 1, 1, squared_cv);
}

std::optional<station_theory> kingman_queue(double rate, double service, double squared_cv_of_gaps,
                                            double squared_cv) {
  return allen_cunneen_queue(rate, service, 1, squared_cv_of_gaps, squared_cv);
}

std::optional<station_theory> allen_cunneen_queue(double rate, double service, std::size_t servers,
                                                  double squared_cv_of_gaps, double squared_cv) {
  const double offered = rate * service;
  const auto delayed = erlang_c(servers, offered);
  if (!delayed || !(rate >= 0) || !(service >= 0)) return std::nullopt;
  const double waiting = *delayed * service / (static_cast<double>(servers) - offered) *
                         (squared_cv_of_gaps + squared_cv) / 2;
  return detail::station_of(rate, service, servers, *delayed, waiting);
}

std::optional<std::vector<double>> priority_waiting(std::span<const priority_class> classes) {
  double residual = 0;  // of the service that an arrival meets
  for (const priority_class& each : classes)
    residual += each.rate * each.service * each.service * (1 + each.squared_cv) / 2;
  std::vector<double> waiting;
  double above = 0;  // load of the classes before
  for (const priority_class& each : classes) {
    const double with = above + each.rate * each.service;
    if (!(with < 1)) return std::nullopt;
    waiting.push_back(residual / ((1 - above) * (1 - with)));
    above = with;
  }
  return waiting;
}

std::optional<network_theory> jackson_network(std::span<const network_station> stations,
                                              const std::vector<std::vector<double>>& routing) {
  const std::size_t n = stations.size();
  assert(routing.size() == n);
  std::vector<std::vector<double>> a(n, std::vector<double>(n, 0.0));
  std::vector<double> b(n);
  double arrivals = 0;
  for (std::size_t i = 0; i < n; ++i) {
    b[i] = stations[i].arrivals;
    arrivals += b[i];
    a[i][i] += 1;
    for (std::size_t j = 0; j < n; ++j) a[j][i] -= routing[i][j];
  }
  auto rates = detail::solved(std::move(a), std::move(b));
  if (!rates || std::ranges::any_of(*rates, [](double rate) { return rate < -1e-9; }))
    return std::nullopt;
  network_theory all;
  for (std::size_t i = 0; i < n; ++i) {
    const network_station& s = stations[i];
    const auto here = s.servers == 0
                          ? std::optional(detail::station_of((*rates)[i], s.service, 1, 0, 0))
                          : mmc_queue((*rates)[i], s.service, s.servers);
    if (!here) return std::nullopt;
    all.present += here->present;
    all.stations.push_back(*here);
  }
  all.rates = *std::move(rates);
  if (arrivals > 0) all.staying = all.present / arrivals;
  return all;
}

}  // namespace pangkas
