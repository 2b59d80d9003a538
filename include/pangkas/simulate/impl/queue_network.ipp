// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/simulate/queue_network.hpp>

#include <pangkas/simulate/queueing.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numeric>
#include <optional>
#include <vector>

namespace pangkas::inline v0_1 {

double arrival_stream::passes() const {
  if (most_returns == std::numeric_limits<std::uint32_t>::max()) return 1 / (1 - returns);
  return (1 - std::pow(returns, static_cast<double>(most_returns) + 1)) / (1 - returns);
}

network_load load_of(const queue_network& network) {
  const std::size_t n = network.stations.size();
  network_load found;
  found.visits.assign(n, 0);
  found.load.assign(n, 0);
  found.waiting.assign(n, 0.0);
  std::vector<double> work(n, 0);     // a tick, by station
  std::vector<double> squares(n, 0);  // second moments of work, a tick
  std::vector<double> only(n, -1);    // the mean of all services so far
  double measured_work = 0;
  // Each route counts by what arrives on it; all that is asked of routes is in this.
  const auto for_each_route = [&](auto visit) {
    for (const arrival_stream& stream : network.streams) {
      const double all = stream.rate * stream.batch * stream.passes();
      const double whole = std::accumulate(stream.weights.begin(), stream.weights.end(), 0.0);
      for (std::uint32_t i = 0; i < stream.routes; ++i) {
        const route& r = network.routes[stream.first_route + i];
        const double rate =
            all * (stream.weights.empty() ? 1.0 / stream.routes : stream.weights[i] / whole);
        if (!r.empty && rate > 0) visit(stream, r, rate);
      }
    }
  };
  for (const arrival_stream& stream : network.streams) {
    const bool is_limited =
        stream.returns > 0 && stream.most_returns != std::numeric_limits<std::uint32_t>::max();
    if (stream.batch > 1 || is_limited || !stream.replay.empty() ||
        stream.priority != network.streams.front().priority)
      found.is_exact = false;
  }
  if (!network.profile.empty()) found.is_exact = false;
  for_each_route([&](const arrival_stream& stream, const route& r, double rate) {
    if (r.measured) found.arrivals += rate / stream.passes();
    for (std::size_t i = 0; i <= r.count; ++i) {
      // What comes after the decision is done once, whatever was returned before.
      const bool is_after = i + r.after > r.count;
      const double visits = is_after ? rate / stream.passes() : rate;
      const route_step& step = network.step(r, i);
      const step_service& service = network.services[step.service];
      const station& at = network.stations[step.station];
      const double mean = service.mean / at.speed;
      found.visits[step.station] += visits;
      work[step.station] += visits * mean;
      squares[step.station] += visits * mean * mean * (1 + service.squared_cv());
      if (r.measured && !is_after) measured_work += rate * service.mean;
      double& same = only[step.station];
      if (at.seats > 0 && (service.squared_cv() != 1 || !at.away.empty() || step.together != 0 ||
                           (same >= 0 && std::abs(same - mean) > 1e-9 * mean)))
        found.is_exact = false;
      same = mean;
    }
  });
  bool is_stable = true;
  for (std::size_t s = 0; s < n; ++s) {
    const station& at = network.stations[s];
    if (at.seats == 0 || !(found.visits[s] > 0)) continue;
    found.load[s] = work[s] / at.seats;
    if (!found.busiest || found.load[s] > found.load[*found.busiest])
      found.busiest = static_cast<std::uint32_t>(s);
    const double mean = work[s] / found.visits[s];
    const double cv = mean > 0 ? squares[s] / found.visits[s] / (mean * mean) - 1 : 0;
    const auto theory = allen_cunneen_queue(found.visits[s], mean, at.seats, 1, cv);
    found.waiting[s] = theory ? std::optional(theory->waiting) : std::nullopt;
    is_stable = is_stable && theory.has_value();
  }
  if (found.arrivals > 0) found.work = measured_work / found.arrivals;
  if (!is_stable) return found;
  double staying = 0;
  for_each_route([&](const arrival_stream&, const route& r, double rate) {
    if (!r.measured) return;
    double beside = 0;  // the longest so far of steps that run beside each other
    std::uint32_t group = 0;
    for (std::size_t i = 0; i + r.after <= r.count; ++i) {
      const route_step& step = network.step(r, i);
      const step_service& service = network.services[step.service];
      const double takes = static_cast<double>(service.delay) + *found.waiting[step.station] +
                           service.mean / network.stations[step.station].speed;
      if (step.together == 0 || step.together != group) {
        staying += rate * beside;
        beside = 0;
      }
      group = step.together;
      if (group == 0)
        staying += rate * takes;
      else
        beside = std::max(beside, takes);
    }
    staying += rate * beside;
  });
  if (found.arrivals > 0) found.staying = staying / found.arrivals;
  return found;
}

}  // namespace pangkas
