// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Small networks of stations whose times are known by theory. One unit of time is a million
/// ticks.
#pragma once

#include <pangkas/simulate/queue_network.hpp>

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace pangkas::tests {

inline constexpr double million = 1e6;

/// @brief A network in which every matter goes through stations one after the other.
class network_builder {
 public:
  std::uint32_t station(std::uint32_t seats = 1, double speed = 1) {
    network_.stations.push_back({seats, speed, {}});
    return static_cast<std::uint32_t>(network_.stations.size() - 1);
  }
  std::uint32_t service(double mean, work_law law = work_law::exponential, double cv = 1,
                        double delay = 0) {
    network_.services.push_back(
        {mean * million, law, cv, static_cast<std::int64_t>(delay * million)});
    return static_cast<std::uint32_t>(network_.services.size() - 1);
  }
  /// @brief A route of pairs of station and service.
  void route(const std::vector<std::pair<std::uint32_t, std::uint32_t>>& steps,
             std::uint32_t together = 0) {
    pangkas::route r;
    r.first = static_cast<std::uint32_t>(network_.steps.size());
    r.count = static_cast<std::uint32_t>(steps.size() - 1);
    for (std::size_t i = 0; i < steps.size(); ++i) {
      const route_step step{steps[i].first, steps[i].second, steps[i].first, together};
      if (i == 0)
        r.head = step;
      else
        network_.steps.push_back(step);
    }
    network_.routes.push_back(r);
  }
  /// @brief A stream of the routes that were added since the last one.
  arrival_stream& stream(double rate) {
    arrival_stream s;
    s.rate = rate / million;
    s.key = static_cast<std::uint32_t>(network_.streams.size());
    if (!network_.streams.empty())
      s.first_route = network_.streams.back().first_route + network_.streams.back().routes;
    s.routes = static_cast<std::uint32_t>(network_.routes.size()) - s.first_route;
    return network_.streams.emplace_back(std::move(s));
  }
  queue_network& get() { return network_; }

 private:
  queue_network network_;
};

/// @brief M/G/c at a rate, with a mean service of 1.
inline queue_network one_station(double rate, std::uint32_t seats = 1,
                                 work_law law = work_law::exponential, double cv = 1) {
  network_builder b;
  b.route({{b.station(seats), b.service(1, law, cv)}});
  b.stream(rate);
  return b.get();
}

/// @brief λ 0.6 through three stations with μ 1, 0.8 and 0.9: W = 10.833333.
inline queue_network tandem() {
  network_builder b;
  b.route({{b.station(), b.service(1)},
           {b.station(), b.service(1 / 0.8)},
           {b.station(), b.service(1 / 0.9)}});
  b.stream(0.6);
  return b.get();
}

/// @brief λ 0.8 to a drafter (μ 2), then a reviewer (μ 1.5), who returns one in five: W = 3.75.
inline queue_network with_return() {
  network_builder b;
  b.route({{b.station(), b.service(1 / 2.0)}, {b.station(), b.service(1 / 1.5)}});
  b.stream(0.8).returns = 0.2;
  return b.get();
}

/// @brief λ 1 to an intake of two (μ 1), one of two sections (μ 1.2), the head (μ 1.5), who returns
/// one in ten: W = 6.188424.
inline queue_network four_stations() {
  network_builder b;
  const std::uint32_t intake = b.station(2);
  const std::uint32_t one = b.station();
  const std::uint32_t two = b.station();
  const std::uint32_t head = b.station();
  const std::uint32_t at_intake = b.service(1);
  const std::uint32_t at_section = b.service(1 / 1.2);
  const std::uint32_t at_head = b.service(1 / 1.5);
  b.route({{intake, at_intake}, {one, at_section}, {head, at_head}});
  b.route({{intake, at_intake}, {two, at_section}, {head, at_head}});
  b.stream(1).returns = 0.1;
  return b.get();
}

/// @brief Λ matters a day in m sections (work s1) below a head (work s2). Before, a share q ends in
/// the section; afterwards all go to the head alone, with a share α of the section's work.
inline queue_network sections_below_a_head(double all, std::uint32_t m, double s1, double s2,
                                           double q, double alpha, bool after) {
  network_builder b;
  const std::uint32_t head = b.station();
  const std::uint32_t in_section = b.service(s1);
  const std::uint32_t at_head = b.service(after ? s2 + alpha * s1 : s2);
  for (std::uint32_t i = 0; i < m; ++i) {
    const std::uint32_t section = b.station();
    if (after) {
      b.route({{head, at_head}});
      b.stream(all / m);
    } else {
      b.route({{section, in_section}});
      b.route({{section, in_section}, {head, at_head}});
      b.stream(all / m).weights = {q, 1 - q};
    }
  }
  return b.get();
}

}  // namespace pangkas::tests
