// SPDX-License-Identifier: BSL-1.0
#include "benchmarks/support/contenders.hpp"

#include <pangkas/simulate/counter_random.hpp>
#include <pangkas/simulate/queue_network.hpp>
#include <pangkas/simulate/simulate_network.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <queue>
#include <utility>
#include <vector>

namespace pangkas::benchmarks {
namespace {

/// As many stations as a service has positions, two after the other, at a load of 0.8.
struct simulated {
  queue_network network{};
  simulation_options how{};
  std::uint64_t events = 0;  ///< arrivals and completions
};

simulated pairs_of_stations(const service& s) {
  simulated made;
  constexpr double unit = 1e6;
  made.network.services.push_back({unit, work_law::exponential, 1, 0});
  const auto stations = static_cast<std::uint32_t>(s.superiors().size()) & ~1U;
  made.network.stations.resize(stations);
  for (std::uint32_t i = 0; i < stations; i += 2) {
    route r;
    r.head = {i, 0, i, 0};
    r.first = i / 2;
    r.count = 1;
    made.network.steps.push_back({i + 1, 0, i + 1, 0});
    made.network.routes.push_back(r);
    arrival_stream stream;
    stream.rate = 0.8 / unit;
    stream.key = i;
    stream.first_route = i / 2;
    stream.routes = 1;
    made.network.streams.push_back(std::move(stream));
  }
  made.how.replications = 1;
  made.how.warm_up = 0;
  made.how.horizon = static_cast<std::int64_t>(2.5e6 * unit / stations);
  made.events = 3 * simulate_network(made.network, made.how).runs[0].arrived;
  return made;
}

/// What waits for its time, and nothing else: as many events, each planned anew.
template <class Gap>
std::uint64_t hold(std::uint64_t events, std::size_t held, Gap gap) {
  struct planned {
    std::int64_t time;
    std::uint64_t number;
    bool operator<(const planned& other) const {
      return time != other.time ? time > other.time : number > other.number;
    }
  };
  std::priority_queue<planned> queue;
  std::uint64_t number = 0;
  for (; number < held; ++number) queue.push({gap(number), number});
  std::uint64_t done = 0;
  for (; done < events; ++done) {
    const planned next = queue.top();
    queue.pop();
    queue.push({next.time + gap(number), number});
    ++number;
  }
  return done;
}

const auto made =
    std::make_shared<prepared<std::function<simulated(const service&)>>>(pairs_of_stations);

const auto events =
    subject<std::uint64_t>("simulated_events", {row_order::natural}, 10'000)
        .contender("priority_queue",
                   [](const service& s) {
                     // A gap that costs next to nothing: a multiplication.
                     return hold((*made)(s).events, s.superiors().size(), [](std::uint64_t i) {
                       return static_cast<std::int64_t>((i * 0x9E3779B97F4A7C15U) >> 43U);
                     });
                   })
        .contender("priority_queue_with_draws",
                   [](const service& s) {
                     const counter_random draw(1, 0);
                     return hold((*made)(s).events, s.superiors().size(), [&](std::uint64_t i) {
                       const double u = draw(static_cast<std::uint32_t>(i), 0, 0, 0).first;
                       return static_cast<std::int64_t>(-1e6 * std::log(1 - u));
                     });
                   })
        .contender("ours", [](const service& s) {
          const simulated& known = (*made)(s);
          return 3 * simulate_network(known.network, known.how).runs[0].arrived;
        });

}  // namespace
}  // namespace pangkas::benchmarks
