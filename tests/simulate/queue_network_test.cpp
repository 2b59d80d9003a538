// SPDX-License-Identifier: BSL-1.0
#include <pangkas/simulate/queue_network.hpp>

#include "support/catch.hpp"
#include "support/small_networks.hpp"

#include <cstddef>
#include <cstdint>

using namespace pangkas;
using namespace pangkas::tests;

TEST_CASE("load_of gives networks with exponential work their exact times", "[simulate]") {
  const network_load line = load_of(tandem());
  CHECK(line.is_exact);
  CHECK_THAT(line.staying.value() / million, within(10.833333, 5.1e-7));
  CHECK_THAT(line.load[1], within(0.75, 1e-12));
  CHECK(line.busiest == 1);
  CHECK_THAT(line.arrivals * million, within(0.6, 1e-12));

  const network_load back = load_of(with_return());
  CHECK(back.is_exact);
  CHECK_THAT(back.load[0], within(0.5, 1e-12));
  CHECK_THAT(back.load[1], within(0.666667, 5.1e-7));
  CHECK_THAT(back.staying.value() / million, within(3.75, 1e-9));
  CHECK_THAT(back.work / million, within((0.5 + 1 / 1.5) / 0.8, 1e-9));

  CHECK_THAT(load_of(four_stations()).staying.value() / million, within(6.188424, 5.1e-7));
  CHECK_THAT(load_of(one_station(4, 5)).staying.value() / million, within(1.554113, 5.1e-7));
  const network_load heavy = load_of(one_station(0.7, 1, work_law::lognormal, 1.5));
  CHECK_FALSE(heavy.is_exact);
  CHECK_THAT(heavy.waiting[0].value() / million, within(3.791667, 5.1e-7));
}

TEST_CASE("A layer that goes makes decisions slower or faster as its formula says", "[simulate]") {
  struct example {
    double s1, s2, q, alpha, before, after;
  };
  // Wb = s1/(1 − ρ1) + (1 − q) s2/(1 − (1 − q) Λ s2), Wa = s/(1 − Λ s) with s = s2 + α s1, at Λ 8.
  for (const example& e : {example{0.25, 0.11, 0.5, 0, 0.598214, 0.916667},
                           {0.25, 0.09, 0.5, 0, 0.570313, 0.321429},
                           {0.1, 0.08, 0, 0.10, 0.347222, 0.321429},
                           {0.1, 0.08, 0, 0.119118, 0.347222, 0.347222},
                           {0.1, 0.08, 0, 0.20, 0.347222, 0.500000},
                           {0.1, 0.08, 0, 0.25, 0.347222, 0.656250}}) {
    INFO("s1 " << e.s1 << ", s2 " << e.s2 << ", q " << e.q << ", alpha " << e.alpha);
    const auto before = load_of(sections_below_a_head(8, 4, e.s1, e.s2, e.q, e.alpha, false));
    const auto after = load_of(sections_below_a_head(8, 4, e.s1, e.s2, e.q, e.alpha, true));
    CHECK(before.is_exact);
    CHECK(after.is_exact);
    // α* is given to six digits, which moves its time in the sixth.
    const double margin = e.alpha == 0.119118 ? 2e-6 : 5.1e-7;
    CHECK_THAT(before.staying.value() / million, within(e.before, margin));
    CHECK_THAT(after.staying.value() / million, within(e.after, margin));
  }
}

TEST_CASE("load_of says where more comes than can be done, and gives no time then", "[simulate]") {
  network_builder b;
  const std::uint32_t busy = b.station();
  const std::uint32_t others = b.station(0);
  b.route({{others, b.service(3)}, {busy, b.service(0.5)}});
  b.stream(2.5);
  const network_load found = load_of(b.get());
  CHECK(found.busiest == busy);
  CHECK_THAT(found.load[busy], within(1.25, 1e-12));
  CHECK(found.load[others] == 0);
  CHECK_FALSE(found.waiting[busy]);
  CHECK_FALSE(found.staying);
}

TEST_CASE("load_of counts halves of seats, delays, batches, shares and steps side by side",
          "[simulate]") {
  SECTION("half a seat works at half the speed") {
    network_builder b;
    b.route({{b.station(1, 0.5), b.service(0.25)}});
    b.stream(1);
    CHECK_THAT(load_of(b.get()).load[0], within(0.5, 1e-12));
    CHECK_THAT(load_of(b.get()).staying.value() / million, within(1, 1e-9));  // as 0.5 / (1 − 0.5)
  }
  SECTION("delays take time, and nobody's") {
    network_builder b;
    b.route({{b.station(), b.service(0.5, work_law::exponential, 1, 7)}});
    b.stream(1);
    CHECK_THAT(load_of(b.get()).load[0], within(0.5, 1e-12));
    CHECK_THAT(load_of(b.get()).staying.value() / million, within(8, 1e-9));
  }
  SECTION("of two routes one is taken three times in four, and what is undecidable makes no step") {
    network_builder b;
    const std::uint32_t first = b.station();
    const std::uint32_t second = b.station();
    const std::uint32_t work = b.service(1);
    b.route({{first, work}});
    b.route({{second, work}});
    b.route({{second, work}});
    b.stream(0.2).weights = {3, 1, 4};
    b.get().streams[0].batch = 2;
    b.get().routes[2].empty = true;
    const network_load found = load_of(b.get());
    CHECK_THAT(found.load[first], within(0.4 * 3 / 8, 1e-12));
    CHECK_THAT(found.load[second], within(0.4 * 1 / 8, 1e-12));
    CHECK_THAT(found.arrivals * million, within(0.2, 1e-12));
    CHECK_FALSE(found.is_exact);
  }
  SECTION("of steps side by side the longest counts") {
    network_builder b;
    b.route({{b.station(0), b.service(2)}, {b.station(0), b.service(3)}}, 1);
    b.stream(1);
    CHECK_THAT(load_of(b.get()).staying.value() / million, within(3, 1e-9));
  }
  SECTION("what comes after the decision is work, done once, for which nobody waits") {
    network_builder b;
    const std::uint32_t first = b.station();
    const std::uint32_t last = b.station();
    b.route({{first, b.service(1)}, {last, b.service(2)}});
    b.stream(0.1).returns = 0.5;
    b.get().routes[0].after = 1;
    const network_load found = load_of(b.get());
    CHECK_THAT(found.visits[first] * million, within(0.2, 1e-12));
    CHECK_THAT(found.visits[last] * million, within(0.1, 1e-12));
    CHECK_THAT(found.load[last], within(0.2, 1e-12));
    CHECK_THAT(found.work / million, within(2, 1e-12));
    CHECK_THAT(found.staying.value() / million, within(2 / 0.8, 1e-9));  // two passes of M/M/1
  }
  SECTION("one return at most") {
    arrival_stream s;
    s.returns = 0.5;
    CHECK(s.passes() == 2);
    s.most_returns = 1;
    CHECK(s.passes() == 1.5);
    s.most_returns = 0;
    CHECK(s.passes() == 1);
    s.returns = 0;
    CHECK(s.passes() == 1);
  }
}

TEST_CASE("Theory is exact for Poisson arrivals, one exponential service a station, and no more",
          "[simulate]") {
  struct row {
    const char* what;
    bool exact;
    void (*change)(queue_network& network);
  };
  for (const row& r : {
           row{"as it is", true, [](queue_network&) {}},
           {"returns", true, [](queue_network& n) { n.streams[0].returns = 0.1; }},
           {"at most so many returns", false,
            [](queue_network& n) {
              n.streams[0].returns = 0.1;
              n.streams[0].most_returns = 3;
            }},
           {"a limit of returns that are none", true,
            [](queue_network& n) { n.streams[0].most_returns = 3; }},
           {"batches", false, [](queue_network& n) { n.streams[0].batch = 2; }},
           {"replayed", false, [](queue_network& n) { n.streams[0].replay = {1}; }},
           {"all of one priority", true,
            [](queue_network& n) { n.streams[0].priority = n.streams[1].priority = 1; }},
           {"two priorities", false, [](queue_network& n) { n.streams[1].priority = 1; }},
           {"a profile", false,
            [](queue_network& n) {
              n.profile = {{0, 1.0}};
            }},
           {"fixed work", false, [](queue_network& n) { n.services[0].law = work_law::fixed; }},
           {"fixed work where nobody waits", true,
            [](queue_network& n) {
              n.services[0].law = work_law::fixed;
              n.stations[0].seats = 0;
            }},
           {"gamma with the variation of exponential", true,
            [](queue_network& n) { n.services[0].law = work_law::gamma; }},
           {"somebody away", false,
            [](queue_network& n) {
              n.stations[0].away = {{0, 1}};
            }},
           {"side by side", false, [](queue_network& n) { n.routes[0].head.together = 1; }},
           {"two kinds of work at a station", false,
            [](queue_network& n) { n.routes[1].head.service = 1; }},
       }) {
    INFO(r.what);
    network_builder b;
    const std::uint32_t desk = b.station();
    const std::uint32_t work = b.service(1);
    b.service(2);
    b.route({{desk, work}});
    b.stream(0.2);
    b.route({{desk, work}});
    b.stream(0.2);
    r.change(b.get());
    CHECK(load_of(b.get()).is_exact == r.exact);
  }
  CHECK(to_string(work_law::hyperexponential) == "hyperexponential");
}
