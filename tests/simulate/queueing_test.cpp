// SPDX-License-Identifier: BSL-1.0
#include <pangkas/simulate/queueing.hpp>

#include "support/catch.hpp"

#include <array>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

TEST_CASE("erlang_c agrees with the sum of its definition, and so does what follows from it",
          "[simulate]") {
  struct row {
    std::size_t servers;
    double load, delayed, waiting, queue, staying, over_1;
  };
  // By the sum of Erlang's formula in exact fractions, with μ = 1.
  constexpr std::array<row, 9> table{
      {{1, 0.8, 0.800000, 4.000000, 3.200000, 5.000000, 0.654985},
       {2, 0.5, 0.333333, 0.333333, 0.333333, 1.333333, 0.122626},
       {2, 0.8, 0.711111, 1.777778, 2.844444, 2.777778, 0.476672},
       {4, 0.8, 0.596432, 0.745541, 2.385730, 1.745541, 0.267994},
       {5, 0.8, 0.554113, 0.554113, 2.216450, 1.554113, 0.203847},
       {5, 0.9, 0.762493, 1.524986, 6.862439, 2.524986, 0.462476},
       {10, 0.9, 0.668732, 0.668732, 6.018584, 1.668732, 0.246013},
       {20, 0.95, 0.755401, 0.755401, 14.352623, 1.755401, 0.277897},
       {50, 0.95, 0.629095, 0.251638, 11.952800, 1.251638, 0.051639}}};
  for (const row& r : table) {
    INFO(r.servers << " servers, load " << r.load);
    const double rate = r.load * static_cast<double>(r.servers);
    const auto found = mmc_queue(rate, 1, r.servers).value();
    CHECK_THAT(found.load, within(r.load, 1e-12));
    CHECK_THAT(found.delayed, within(r.delayed, 5.1e-7));
    CHECK_THAT(found.waiting, within(r.waiting, 5.1e-7));
    CHECK_THAT(found.queue, within(r.queue, 5.1e-7));
    CHECK_THAT(found.staying, within(r.staying, 5.1e-7));
    CHECK_THAT(found.present, within(rate * r.staying, 1e-4));
    CHECK_THAT(mmc_waits_longer(rate, 1, r.servers, 1).value(), within(r.over_1, 5.1e-7));

    // The sum itself.
    double term = 1;
    double sum = 0;
    for (std::size_t k = 0; k < r.servers; ++k) {
      sum += term;
      term *= rate / static_cast<double>(k + 1);
    }
    const double last = term / (1 - r.load);
    CHECK(erlang_c(r.servers, rate).value() == Approx(last / (sum + last)).epsilon(1e-12));
  }
}

TEST_CASE("A station that gets as much as it can do has no figures", "[simulate]") {
  CHECK_FALSE(erlang_c(2, 2.0));
  CHECK_FALSE(erlang_c(0, 0.0));
  CHECK_FALSE(mmc_queue(1, 1, 1));
  CHECK_FALSE(mg1_queue(2, 0.5, 0));
  CHECK_FALSE(mmc_waits_longer(3, 1, 2, 1));
  CHECK_FALSE(mm1_quantile(1, 1, 0.5));
  // What is no rate, time or share.
  CHECK_FALSE(erlang_c(2, -0.1));
  CHECK_FALSE(mmc_queue(-0.5, -1));
  CHECK_FALSE(mmc_queue(0, -1));
  CHECK_FALSE(mm1_quantile(0.5, 1, 0));
  CHECK_FALSE(mm1_quantile(0.5, 1, 1));
  CHECK(erlang_c(3, 0.0).value() == 0);
  CHECK(mmc_queue(0, 1, 1)->waiting == 0);
}

TEST_CASE("The time in M/M/1 has the quantiles of an exponential time", "[simulate]") {
  constexpr std::array<std::array<double, 4>, 3> table{{{0.5, 1.386294, 4.605170, 5.991465},
                                                        {0.8, 3.465736, 11.512925, 14.978661},
                                                        {0.9, 6.931472, 23.025851, 29.957323}}};
  for (const auto& [load, p50, p90, p95] : table) {
    CHECK_THAT(mm1_quantile(load, 1, 0.5).value(), within(p50, 5.1e-7));
    CHECK_THAT(mm1_quantile(load, 1, 0.9).value(), within(p90, 5.1e-7));
    CHECK_THAT(mm1_quantile(load, 1, 0.95).value(), within(p95, 5.1e-7));
  }
}

TEST_CASE("mg1_queue gives the waiting of Pollaczek and Khinchine for any service", "[simulate]") {
  constexpr std::array<double, 5> loads{0.5, 0.7, 0.8, 0.9, 0.95};
  struct row {
    double squared_cv;
    std::array<double, 5> waiting;
  };
  constexpr std::array<row, 4> table{{{0, {0.500000, 1.166667, 2.000000, 4.500000, 9.500000}},
                                      {1, {1.000000, 2.333333, 4.000000, 9.000000, 19.000000}},
                                      {2.25, {1.625000, 3.791667, 6.500000, 14.625000, 30.875000}},
                                      {4, {2.500000, 5.833333, 10.000000, 22.500000, 47.500000}}}};
  for (const row& r : table)
    for (std::size_t i = 0; i < loads.size(); ++i) {
      INFO("squared cv " << r.squared_cv << ", load " << loads[i]);
      CHECK_THAT(mg1_queue(loads[i], 1, r.squared_cv)->waiting, within(r.waiting[i], 5.1e-7));
    }
}

TEST_CASE("The approximations are exact where they must be, and scale with variation between",
          "[simulate]") {
  CHECK(kingman_queue(0.8, 1, 1, 1)->waiting == Approx(4));
  CHECK(kingman_queue(0.8, 1, 0, 0)->waiting == 0);
  CHECK(allen_cunneen_queue(4, 1, 5, 1, 1)->waiting == Approx(mmc_queue(4, 1, 5)->waiting));
  CHECK(allen_cunneen_queue(4, 1, 5, 0.5, 1.5)->waiting == Approx(mmc_queue(4, 1, 5)->waiting));
  CHECK(allen_cunneen_queue(4, 1, 5, 1, 4)->waiting == Approx(2.5 * mmc_queue(4, 1, 5)->waiting));
}

TEST_CASE("Priorities move waiting from one class to another, and leave the mean", "[simulate]") {
  const std::vector<priority_class> classes{{0.3, 1, 1}, {0.4, 1, 1}};
  const auto waiting = priority_waiting(classes).value();
  CHECK_THAT(waiting[0], within(1.0, 1e-12));
  CHECK_THAT(waiting[1], within(3.333333, 5.1e-7));
  const double mean = (0.3 * waiting[0] + 0.4 * waiting[1]) / 0.7;
  CHECK_THAT(mean, within(2.333333, 5.1e-7));
  CHECK_THAT(mean, within(mmc_queue(0.7, 1)->waiting, 1e-9));
  CHECK_FALSE(priority_waiting(std::vector<priority_class>{{0.5, 1, 1}, {0.5, 1, 1}}));
}

TEST_CASE("jackson_network adds up stations with the rates that the routing brings", "[simulate]") {
  SECTION("a tandem") {
    const std::vector<network_station> stations{{0.6, 1}, {0, 1 / 0.8}, {0, 1 / 0.9}};
    const auto found = jackson_network(stations, {{0, 1, 0}, {0, 0, 1}, {0, 0, 0}}).value();
    CHECK_THAT(found.stations[0].staying, within(2.5, 1e-9));
    CHECK_THAT(found.stations[1].staying, within(5, 1e-9));
    CHECK_THAT(found.stations[2].staying, within(3.333333, 5.1e-7));
    CHECK_THAT(found.staying, within(10.833333, 5.1e-7));
    CHECK_THAT(found.stations[0].present, within(1.5, 1e-9));
    CHECK_THAT(found.stations[1].present, within(3, 1e-9));
    CHECK_THAT(found.stations[2].present, within(2, 1e-9));
  }
  SECTION("a return: one in five goes back from the reviewer to the drafter") {
    const std::vector<network_station> stations{{0.8, 1 / 2.0}, {0, 1 / 1.5}};
    const auto found = jackson_network(stations, {{0, 1}, {0.2, 0}}).value();
    CHECK_THAT(found.rates[0], within(1, 1e-12));
    CHECK_THAT(found.rates[1], within(1, 1e-12));
    CHECK_THAT(found.stations[1].load, within(0.666667, 5.1e-7));
    CHECK_THAT(found.stations[0].present, within(1, 1e-9));
    CHECK_THAT(found.stations[1].present, within(2, 1e-9));
    CHECK_THAT(found.staying, within(3.75, 1e-9));
  }
  SECTION("four stations: an intake of two, one of two sections, the head; one in ten goes back") {
    const std::vector<network_station> stations{
        {1, 1, 2}, {0, 1 / 1.2}, {0, 1 / 1.2}, {0, 1 / 1.5}};
    const auto found =
        jackson_network(stations, {{0, 0.5, 0.5, 0}, {0, 0, 0, 1}, {0, 0, 0, 1}, {0.1, 0, 0, 0}})
            .value();
    CHECK_THAT(found.rates[0], within(1.111111, 5.1e-7));
    CHECK_THAT(found.stations[0].delayed, within(0.396825, 5.1e-7));
    CHECK_THAT(found.stations[0].staying, within(1.446429, 5.1e-7));
    CHECK_THAT(found.stations[1].staying, within(1.551724, 5.1e-7));
    CHECK_THAT(found.stations[3].staying, within(2.571429, 5.1e-7));
    CHECK_THAT(found.staying, within(6.188424, 5.1e-7));
  }
  SECTION("too much for one, and no way out") {
    CHECK_FALSE(jackson_network(std::vector<network_station>{{1, 1}}, {{0}}));
    CHECK_FALSE(jackson_network(std::vector<network_station>{{0.1, 1}}, {{1}}));
    CHECK_FALSE(jackson_network(std::vector<network_station>{{0.1, 1}}, {{1.5}}));
    CHECK(jackson_network(std::vector<network_station>{{5, 1, 0}}, {{0}})->staying == Approx(1));
    const auto idle = jackson_network(std::vector<network_station>{{0, 1}}, {{0}}).value();
    CHECK(idle.rates == std::vector<double>{0});
    CHECK(idle.staying == 0);  // of nobody
  }
}
