// SPDX-License-Identifier: BSL-1.0
#include <pangkas/simulate/simulate_network.hpp>

#include "support/catch.hpp"
#include "support/small_networks.hpp"

#include <pangkas/error.hpp>
#include <pangkas/simulate/queueing.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <random>
#include <string>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

simulation_options so_long(double horizon, double warm_up, std::size_t replications = 20) {
  simulation_options options;
  options.horizon = static_cast<std::int64_t>(horizon * million);
  options.warm_up = static_cast<std::int64_t>(warm_up * million);
  options.replications = replications;
  return options;
}

/// Whether a mean is as theory says, within 4.5 standard errors. Seeds are fixed: what is here passes
/// always, and what is wrong by more fails always.
void check_mean(const mean_interval& found, double expected) {
  const double error = found.half_width.value() / t_quantile(found.values - 1);
  INFO(found.mean / million << " ± " << error / million << " instead of " << expected);
  CHECK(std::abs(found.mean / million - expected) < 4.5 * error / million);
  CHECK(error / million < 0.1 * expected);  // so that it says something
}

/// What one server does with matters in their order: Lindley's recursion, ticks for ticks.
std::vector<std::int64_t> departures(const std::vector<std::int64_t>& arrivals,
                                     const std::vector<std::int64_t>& work) {
  std::vector<std::int64_t> done;
  std::int64_t free = 0;
  for (std::size_t i = 0; i < arrivals.size(); ++i)
    done.push_back(free = std::max(free, arrivals[i]) + work[i]);
  return done;
}

}  // namespace

TEST_CASE("Simulated stations wait as long as theory says", "[simulate]") {
  struct example {
    const char* name;
    queue_network network;
    double waiting;
  };
  std::vector<example> examples;
  examples.push_back({"M/M/1", one_station(0.5), 1});
  examples.push_back({"M/M/5", one_station(4, 5), 0.554113});
  examples.push_back({"M/D/1", one_station(0.8, 1, work_law::fixed), 2});
  examples.push_back({"lognormal", one_station(0.7, 1, work_law::lognormal, 1.5), 3.791667});
  examples.push_back({"hyperexponential", one_station(0.5, 1, work_law::hyperexponential, 2), 2.5});
  // Gamma with a squared coefficient of variation of 0.25: Wq = ρ (1 + 0.25) / (2 (1 − ρ)).
  examples.push_back({"gamma", one_station(0.5, 1, work_law::gamma, 0.5), 0.625});
  for (const example& e : examples) {
    INFO(e.name);
    const double rate = e.network.streams[0].rate * million;
    const auto found = simulate_network(e.network, so_long(300 + 2500 / rate, 300));
    check_mean(found.interval(&simulated_run::waiting), e.waiting);
    if (e.network.services[0].law != work_law::fixed)
      check_mean(found.interval(&simulated_run::working), 1);
    check_mean(found.interval(&simulated_run::staying), e.waiting + 1);
    CHECK_THAT(found.stations[0].utilisation, within(found.theory.load[0], 0.02));
    CHECK_THAT(found.stations[0].waiting / million, within(e.waiting, 0.2 * e.waiting));
    CHECK_THAT(found.stations[0].queue, within(rate * e.waiting, 0.2 * rate * e.waiting));
    CHECK(found.stations[0].longest_queue > 3);
  }
}

TEST_CASE("Simulated networks take as long as theory says", "[simulate]") {
  const auto line = simulate_network(tandem(), so_long(4500, 500));
  check_mean(line.interval(&simulated_run::staying), 10.833333);
  check_mean(line.interval(&simulated_run::working), 1 + 1 / 0.8 + 1 / 0.9);

  const auto back = simulate_network(with_return(), so_long(3000, 500));
  check_mean(back.interval(&simulated_run::staying), 3.75);
  CHECK_THAT(back.interval(&simulated_run::passes).mean, within(1.25, 0.01));

  const auto four = simulate_network(four_stations(), so_long(3000, 500));
  check_mean(four.interval(&simulated_run::staying), 6.188424);
  // Little's law of the whole: L = λ W.
  CHECK_THAT(four.interval(&simulated_run::present).mean, within(6.188424, 0.3));
}

TEST_CASE("The simulated time in M/M/1 has the quantiles of theory", "[simulate]") {
  const auto found = simulate_network(one_station(0.5), so_long(8500, 500));
  CHECK_THAT(found.quantile(0.5) / million, within(1.386294, 0.04));
  CHECK_THAT(found.quantile(0.9) / million, within(4.605170, 0.15));
  CHECK_THAT(found.quantile(0.95) / million, within(5.991465, 0.25));
}

TEST_CASE("Who is served first waits less, as Cobham's formula says", "[simulate]") {
  network_builder b;
  const std::uint32_t desk = b.station();
  const std::uint32_t work = b.service(1);
  b.route({{desk, work}});
  b.stream(0.3);
  b.route({{desk, work}});
  b.stream(0.4).priority = 1;
  for (const std::size_t measured : {std::size_t{0}, std::size_t{1}}) {
    queue_network network = b.get();
    network.routes[1 - measured].measured = false;
    const auto found = simulate_network(network, so_long(5500, 500));
    check_mean(found.interval(&simulated_run::waiting), measured == 0 ? 1.0 : 3.333333);
  }
}

TEST_CASE("One server never lets a later matter pass, tick for tick as Lindley's recursion",
          "[simulate]") {
  network_builder b;
  std::mt19937_64 engine(5);
  arrival_stream stream;
  for (int i = 0; i < 300; ++i)
    stream.replay.push_back((i == 0 ? 0 : stream.replay.back()) +
                            static_cast<std::int64_t>(engine() % 3));
  b.route({{b.station(), b.service(2 / million, work_law::fixed)},
           {b.station(), b.service(1.0, work_law::exponential)}});
  b.stream(0).replay = stream.replay;
  auto options = so_long(1e9, 0, 1);
  std::vector<simulated_step> log;
  const auto found = simulate_network(b.get(), options, &log);
  REQUIRE(log.size() == 600);
  const auto first = departures(stream.replay, std::vector<std::int64_t>(300, 2));
  std::vector<std::int64_t> work(300);
  std::vector<std::int64_t> second(300);
  for (const simulated_step& step : log) {
    if (step.step == 0) CHECK(step.done == first[step.matter]);
    if (step.step == 1) work[step.matter] = step.done - step.begun;
    if (step.step == 1) second[step.matter] = step.done;
  }
  CHECK(second == departures(first, work));
  double stayed = 0;
  for (std::size_t i = 0; i < 300; ++i) stayed += static_cast<double>(second[i] - stream.replay[i]);
  CHECK(found.runs[0].staying == Approx(stayed / 300).epsilon(1e-12));
  CHECK(found.runs[0].arrived == 300);
  CHECK(found.runs[0].open == 0);
  CHECK(found.runs[0].departed == 300);
  // Little's law without any error: the time that was spent inside is the sum of all times.
  CHECK(found.runs[0].present * 1e9 * million == Approx(stayed).epsilon(1e-12));
}

TEST_CASE("Without queues and without chance a matter takes the sum of its work and delays",
          "[simulate]") {
  network_builder b;
  const std::uint32_t a = b.station(0);
  const std::uint32_t c = b.station(2, 0.5);
  b.route({{a, b.service(3, work_law::fixed, 1, 4)}, {c, b.service(1, work_law::fixed)}});
  b.stream(0).replay = {10, 20};
  const auto found = simulate_network(b.get(), so_long(100, 0, 1));
  CHECK(found.runs[0].staying == 9 * million);  // 4 of delay, 3 of work, 1 at half the speed
  CHECK(found.runs[0].delayed == 4 * million);
  CHECK(found.runs[0].waiting == 0);
  CHECK(found.runs[0].working == 5 * million);
}

TEST_CASE("Steps side by side end with the last of them, and those in line one by one",
          "[simulate]") {
  for (const std::uint32_t together : {0U, 1U}) {
    network_builder b;
    const std::uint32_t two = b.service(2, work_law::fixed);
    const std::uint32_t five = b.service(5, work_law::fixed);
    b.route({{b.station(), two}, {b.station(), five}, {b.station(), two}}, together);
    b.stream(0).replay = {0, 1'000'000};
    const auto found = simulate_network(b.get(), so_long(100, 0, 1));
    // Side by side: 0–5, and 1–10 behind it. In line: 0–9, and 1–14, which waits 1 and 3.
    const double whole = together == 0 ? (9 + 13) / 2.0 : (5 + 9) / 2.0;
    CHECK(found.runs[0].staying == whole * million);
    CHECK(found.runs[0].working == 9 * million);
  }
  // Two groups, one after the other: the longer of 2 and 5, then the longer of 2 and 3.
  network_builder b;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> steps;
  for (const double work : {2, 5, 2, 3})
    steps.emplace_back(b.station(), b.service(work, work_law::fixed));
  b.route(steps, 1);
  for (std::size_t i = 1; i < 3; ++i) b.get().steps[i].together = 2;
  b.stream(0).replay = {0};
  CHECK(simulate_network(b.get(), so_long(100, 0, 1)).runs[0].staying == 8 * million);
}

TEST_CASE("Whoever is away lets work lie, and what waits for it waits", "[simulate]") {
  network_builder b;
  b.route({{b.station(), b.service(3, work_law::fixed)}});
  b.get().stations[0].away = {{2'000'000, 4'000'000}, {6'000'000, 7'000'000}};
  b.stream(0).replay = {0, 500'000, 6'500'000};
  std::vector<simulated_step> log;
  const auto found = simulate_network(b.get(), so_long(100, 0, 1), &log);
  // 0–2 and 4–5; 5–6 and 7–9; 9–12.
  REQUIRE(log.size() == 3);
  CHECK(log[0].done == 5'000'000);
  CHECK(log[1].begun == 5'000'000);
  CHECK(log[1].done == 9'000'000);
  CHECK(log[2].done == 12'000'000);
  CHECK(found.stations[0].utilisation == Approx(9.0 / 100));
}

TEST_CASE("Batches, profiles and returns bring as many matters as they say", "[simulate]") {
  network_builder b;
  b.route({{b.station(0), b.service(1, work_law::fixed)}});
  b.stream(1).batch = 3;
  const auto batches = simulate_network(b.get(), so_long(1000, 0));
  // Of 20 × 1000 Poisson batches: 3 × 1000 ± 3 √1000 in a run.
  double arrived = 0;
  for (const simulated_run& run : batches.runs) arrived += static_cast<double>(run.arrived);
  CHECK_THAT(arrived / 20, within(3000, 4.5 * 3 * std::sqrt(1000.0 / 20)));

  // Twice as many in the first half of the time, none in the third quarter.
  queue_network network = one_station(1, 0);
  network.profile = {{0, 2}, {1'000'000'000, 0}, {1'500'000'000, 1}};
  std::vector<simulated_step> log;
  static_cast<void>(simulate_network(network, so_long(2000, 0, 1), &log));
  const auto before = [&](std::int64_t time) {
    return std::ranges::count_if(log, [&](const simulated_step& s) { return s.begun < time; });
  };
  CHECK_THAT(static_cast<double>(before(1'000'000'000)), within(2000, 4.5 * std::sqrt(2000.0)));
  CHECK(before(1'500'000'000) == before(1'000'000'000));
  CHECK_THAT(static_cast<double>(before(2'000'000'000) - before(1'500'000'000)),
             within(500, 4.5 * std::sqrt(500.0)));

  network_builder r;
  r.route({{r.station(0), r.service(1, work_law::fixed)}});
  r.stream(1).returns = 0.5;
  r.get().streams[0].most_returns = 2;
  const auto returned = simulate_network(r.get(), so_long(1000, 0));
  // 1 + 1/2 + 1/4 passes; the variance of passes is 11/16.
  CHECK_THAT(returned.interval(&simulated_run::passes).mean,
             within(1.75, 4.5 * std::sqrt(11.0 / 16 / 20000)));
}

TEST_CASE("Twice the rates halve the times, and other names change nothing", "[simulate]") {
  const queue_network slow = four_stations();
  queue_network fast = slow;
  for (step_service& service : fast.services) service.mean /= 2;
  for (arrival_stream& stream : fast.streams) stream.rate *= 2;
  const auto one = simulate_network(slow, so_long(2000, 0, 2));
  const auto half = simulate_network(fast, so_long(1000, 0, 2));
  CHECK(one.runs[0].arrived == half.runs[0].arrived);
  CHECK(one.runs[0].staying == Approx(2 * half.runs[0].staying).epsilon(1e-5));

  // The stations in another order, with the keys of their draws.
  queue_network other = slow;
  std::ranges::reverse(other.stations);
  for (route& r : other.routes) r.head.station = 3 - r.head.station;
  for (route_step& step : other.steps) step.station = 3 - step.station;
  const auto renamed = simulate_network(other, so_long(2000, 0, 2));
  CHECK(renamed.runs == one.runs);
  CHECK(renamed.stations[3] == one.stations[0]);
}

TEST_CASE("The result is the same on any number of threads, and in parts", "[simulate][threads]") {
  auto options = so_long(500, 100, 9);
  options.warm_up.reset();
  const auto alone = simulate_network(four_stations(), options);
  options.threads = 4;
  const auto shared = simulate_network(four_stations(), options);
  CHECK(alone.runs == shared.runs);
  CHECK(alone.stations == shared.stations);
  CHECK(alone.warm_up == shared.warm_up);

  options.warm_up = alone.warm_up;
  options.first_replication = 4;
  options.replications = 5;
  const auto part = simulate_network(four_stations(), options);
  CHECK(std::equal(part.runs.begin(), part.runs.end(), alone.runs.begin() + 4));

  options = so_long(500, 100, 1);
  options.precision = 0.05;
  const auto some = simulate_network(four_stations(), options);
  options.threads = 3;
  CHECK(simulate_network(four_stations(), options).runs == some.runs);
  CHECK(some.runs.size() >= 10);
  CHECK(some.is_precise);
  const mean_interval found = some.interval(&simulated_run::staying);
  CHECK(found.half_width.value() <= 0.05 * found.mean);
  options.most_replications = 10;
  options.precision = 1e-6;
  CHECK_FALSE(simulate_network(four_stations(), options).is_precise);
}

TEST_CASE("A step that is gone shifts no draw of another", "[simulate]") {
  // After the middle station is taken out, the others have the same work for the same matter.
  queue_network before = tandem();
  network_builder b;
  b.route({{b.station(), b.service(1)}, {b.station(), b.service(1 / 0.9)}});
  b.get().steps[0].key = 2;
  b.stream(0.6);
  std::vector<simulated_step> log_before;
  std::vector<simulated_step> log_after;
  static_cast<void>(simulate_network(before, so_long(500, 0, 1), &log_before));
  static_cast<void>(simulate_network(b.get(), so_long(500, 0, 1), &log_after));
  const auto work = [](const std::vector<simulated_step>& log, std::uint32_t step) {
    std::vector<std::int64_t> found(1000, -1);
    for (const simulated_step& s : log)
      if (s.step == step) found[s.matter] = s.done - s.begun;
    return found;
  };
  CHECK(work(log_before, 0) == work(log_after, 0));
  CHECK(work(log_before, 2) == work(log_after, 1));
}

TEST_CASE("Before and after a layer goes, simulated with the same draws", "[simulate]") {
  struct example {
    double s1, s2, q, alpha, before, after;
  };
  for (const example& e : {example{0.25, 0.11, 0.5, 0, 0.598214, 0.916667},
                           {0.25, 0.09, 0.5, 0, 0.570313, 0.321429},
                           {0.1, 0.08, 0, 0.10, 0.347222, 0.321429},
                           {0.1, 0.08, 0, 0.25, 0.347222, 0.656250}}) {
    INFO("s1 " << e.s1 << ", s2 " << e.s2 << ", q " << e.q << ", alpha " << e.alpha);
    const auto before = sections_below_a_head(8, 4, e.s1, e.s2, e.q, e.alpha, false);
    const auto after = sections_below_a_head(8, 4, e.s1, e.s2, e.q, e.alpha, true);
    const std::vector<const queue_network*> both{&before, &after};
    const auto found = simulate_networks(both, so_long(450, 50));
    check_mean(found[0].interval(&simulated_run::staying), e.before);
    check_mean(found[1].interval(&simulated_run::staying), e.after);
    const auto change =
        paired(found[0].by_run(&simulated_run::staying), found[1].by_run(&simulated_run::staying));
    const double error = change.difference.half_width.value() / t_quantile(19);
    CHECK(std::abs(change.difference.mean / million - (e.before - e.after)) <
          4.5 * error / million);
    CHECK(change.variance_ratio.value() > 0.7);
  }
}

TEST_CASE("Control variates keep the mean of theory", "[simulate]") {
  const auto found = simulate_network(one_station(0.5), so_long(2000, 500, 40));
  const auto corrected = found.controlled_staying();
  REQUIRE(corrected.has_value());
  check_mean(corrected->mean, 2);
  CHECK(corrected->gain.value() > 1.2);
}

TEST_CASE("The warm-up is found, and said where there is no end of it", "[simulate]") {
  auto options = so_long(2000, 0, 10);
  options.warm_up.reset();
  const auto steady = simulate_network(one_station(0.8), options);
  CHECK(steady.is_steady);
  CHECK(steady.warm_up < options.horizon / 2);
  const auto growing = simulate_network(one_station(1.5), options);
  CHECK_FALSE(growing.is_steady);
  CHECK(growing.warm_up == options.horizon / 2);
  // A third of what comes is left at the end.
  CHECK_THAT(growing.interval(&simulated_run::present).mean, within(750, 50));
  CHECK(growing.runs[0].open > 800);
}

TEST_CASE("What is counted lies between warm-up and horizon", "[simulate]") {
  // A desk without queues, work of 4; of what comes at 20, when arrivals end, nothing is done.
  network_builder b;
  const std::uint32_t desk = b.station(0);
  b.route({{desk, b.service(4 / million, work_law::fixed)}});
  b.stream(0).replay = {0, 6, 10, 15, 16, 17, 20};
  simulation_options options;
  options.replications = 1;
  options.warm_up = 10;
  options.horizon = 20;
  std::vector<simulated_step> log;
  const auto found = simulate_network(b.get(), options, &log);
  CHECK(log.size() == 6);
  const simulated_run& run = found.runs[0];
  CHECK(run.arrived == 4);   // at 10, 15, 16, 17
  CHECK(run.departed == 3);  // at 14, 19, 20; not at 4, and not at 10, before what is counted
  CHECK(run.open == 1);      // done at 21
  CHECK(run.staying == 4);
  CHECK(run.present == Approx((4 + 4 + 4 + 3) / 10.0));
  CHECK(found.stations[desk].visits == 4);
  CHECK(found.quantile(0.95) == 4);
}

TEST_CASE("A queue is as long, and as often, as worked out by hand", "[simulate]") {
  // One seat, work of 4: 0–4, 4–8, 8–12, then 20–24; the last two wait 3 and 5.
  network_builder b;
  b.route({{b.station(), b.service(4 / million, work_law::fixed)}});
  b.stream(0).replay = {0, 1, 3, 20};
  simulation_options options;
  options.replications = 1;
  options.warm_up = 0;
  options.horizon = 40;
  const auto found = simulate_network(b.get(), options);
  CHECK(found.runs[0].waiting == (3 + 5) / 4.0);
  CHECK(found.stations[0].waiting == (3 + 5) / 4.0);
  CHECK(found.stations[0].queue == Approx((3 + 5) / 40.0));
  CHECK(found.stations[0].utilisation == Approx(16 / 40.0));
  CHECK(found.stations[0].longest_queue == 2);
  // Whoever comes as another is done waits for nobody.
  b.get().streams[0].replay = {0, 4, 8};
  CHECK(simulate_network(b.get(), options).stations[0].longest_queue == 0);
  // Nobody came.
  b.get().streams[0].replay = {50};
  const auto none = simulate_network(b.get(), options);
  CHECK(none.runs[0] == simulated_run{});
  CHECK(none.stations[0] == simulated_station{});
  CHECK(simulation_result{}.quantile(0.5) == 0);
}

TEST_CASE("What is told of progress may end a run", "[simulate][threads]") {
  for (const std::size_t threads : {1U, 3U}) {
    auto options = so_long(100, 0, 50);
    options.threads = threads;
    std::size_t told = 0;
    options.progress = [&told](std::size_t done) {
      CHECK(done == ++told);
      if (done == 3) throw rule_error("enough");
    };
    CHECK_THROWS_WITH(simulate_network(one_station(0.5), options), "enough");
    CHECK(told == 3);
  }
}

TEST_CASE("Corrected means are given only where they are surer", "[simulate]") {
  std::size_t given = 0;
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    auto options = so_long(50, 0, 6);
    options.seed = seed;
    const auto found = simulate_network(one_station(0.5), options);
    const auto corrected = found.controlled_staying();
    if (!corrected) continue;
    ++given;
    CHECK(corrected->mean.half_width.value() <
          found.interval(&simulated_run::staying).half_width.value());
  }
  CHECK(given > 0);
  CHECK(given < 30);  // six are few to tell two slopes by
  CHECK_FALSE(simulate_network(one_station(0.5), so_long(50, 0, 4)).controlled_staying());
}

TEST_CASE("What cannot be simulated is refused in one sentence", "[simulate]") {
  queue_network network = with_return();
  CHECK_THROWS_WITH(simulate_network(network, {}), contains("horizon of a simulation"));
  for (const double warm_up : {20.0, 10.0, -1.0})
    CHECK_THROWS_WITH(simulate_network(network, so_long(10, warm_up)),
                      contains("warm-up must end before"));
  CHECK_THROWS_WITH(simulate_network(network, so_long(10, 0, 0)), contains("one replication"));
  network.streams[0].rate = 1e3;
  CHECK_THROWS_WITH(simulate_network(network, so_long(10, 0)), contains("thousand million"));
  network.streams[0].rate = 0;
  for (const double returns : {1.0, -0.1}) {
    network.streams[0].returns = returns;
    CHECK_THROWS_WITH(simulate_network(network, so_long(10, 0)), contains("below 1"));
  }
}
