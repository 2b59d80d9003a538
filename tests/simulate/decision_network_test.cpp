// SPDX-License-Identifier: BSL-1.0
#include <pangkas/simulate/decision_network.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/naive_decisions.hpp"
#include "support/office.hpp"
#include "support/random_decision_cases.hpp"

#include <pangkas/decisions/decision_path.hpp>
#include <pangkas/decisions/decisions.hpp>
#include <pangkas/error.hpp>
#include <pangkas/simulate/simulate_network.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

/// The office, with minutes for both of its matters, and a horizon of a year.
decision_data timed_office() {
  decision_data data = office();
  data.matters[1].work_minutes = 60;
  return data;
}
network_options a_year() {
  network_options options;
  options.horizon = options.office.calendar.working_year();
  return options;
}

std::map<std::string, double> load_by_code(const organisation& org, const decision_network& made) {
  std::map<std::string, double> found;
  const network_load load = load_of(made.network);
  for (std::size_t s = 0; s < made.positions.size(); ++s)
    found[std::string(org.code(made.positions[s]))] = load.load[s];
  return found;
}

/// Hours of work and waiting of a route, without any queue.
double hours_of(const queue_network& network, const route& r, double duty) {
  double whole = 0;
  double beside = 0;
  std::uint32_t group = 0;
  for (std::size_t i = 0; i + r.after <= r.count; ++i) {
    const route_step& step = network.step(r, i);
    const step_service& service = network.services[step.service];
    const double takes = (static_cast<double>(service.delay) + service.mean * duty) /
                         static_cast<double>(ticks_per_hour);
    if (step.together == 0 || step.together != group) {
      whole += beside;
      beside = 0;
    }
    group = step.together;
    if (group == 0)
      whole += takes;
    else
      beside = std::max(beside, takes);
  }
  return whole + beside;
}

}  // namespace

TEST_CASE("The stations of an office are loaded as worked out by hand", "[simulate]") {
  const organisation org = make(timed_office());
  const decision_network made = network_of(org, a_year());
  // leave, 60 a year, 30 minutes a step: s1, K, H, L, D and s2, H, L, D; see the paths in
  // decisions_test. budget, one each of s1, H, M and L, 60 minutes a step: s1, K, H, L, D, M;
  // H, L, D, M; M alone; L, M.
  const auto found = load_by_code(org, made);
  const std::map<std::string, double> minutes{{"s1", 30 * 30 + 60},
                                              {"s2", 30 * 30},
                                              {"K", 30 * 30 + 60},
                                              {"H", 60 * 30 + 2 * 60},
                                              {"L", 60 * 30 + 3 * 60},
                                              {"D", 60 * 30 + 2 * 60},
                                              {"M", 4 * 60}};
  CHECK(found.size() == minutes.size());
  for (const auto& [code, a_year_of] : minutes) {
    INFO(code);
    CHECK(found.at(code) == Approx(a_year_of / 72'000));
  }
  CHECK_THAT(made.volume, within(64, 1e-9));
  CHECK(made.undecidable_volume == 0);
}

TEST_CASE(
    "The load of stations is the load of decisions, and their time without queues the elapsed "
    "hours",
    "[simulate]") {
  for (std::uint64_t seed = 0; seed < cases_to_try(600); ++seed) {
    INFO("seed " << seed);
    random_decisions random(seed);
    decision_data data = random.next();
    if (data.matters.empty()) continue;
    for (matter& m : data.matters)
      if (!m.work_minutes) m.work_minutes = 12;
    const organisation org = make(data);
    network_options options = a_year();
    options.decisions.on = random.day();
    const decision_network made = network_of(org, options);
    const decision_report report = decisions(org, options.decisions);
    CHECK(made.undecidable_volume == Approx(report.undecidable_volume));
    const network_load load = load_of(made.network);
    std::vector<double> by_position(org.size(), 0.0);
    for (std::size_t s = 0; s < made.positions.size(); ++s) {
      const position_id p = made.positions[s];
      if (!org.command().is_external(p))
        CHECK(load.load[s] == Approx(full_time_posts(org, p, report.load[p], options.decisions)));
      by_position[p] = load.load[s];
    }
    for (position_id p{0}; p < org.size(); ++p)
      if (report.load[p] > 0 && !org.command().is_external(p)) CHECK(by_position[p] > 0);
    const double duty = options.decisions.working_minutes * static_cast<double>(ticks_per_minute) /
                        static_cast<double>(options.office.calendar.working_year());
    for (std::size_t s = 0; s < made.network.streams.size(); ++s) {
      const arrival_stream& stream = made.network.streams[s];
      for (std::uint32_t i = 0; i < stream.routes; ++i) {
        const route& r = made.network.routes[stream.first_route + i];
        const followed_path path = decision_path(
            org, made.matters[s], made.originators[stream.first_route + i], options.decisions);
        CHECK(r.empty == path.steps.empty());
        if (r.empty) continue;
        CHECK(r.count + std::size_t{1} == path.steps.size());
        CHECK(hours_of(made.network, r, duty) == Approx(path.elapsed_hours.value()));
        for (std::size_t k = 0; k <= r.count; ++k)
          CHECK(made.positions[made.network.step(r, k).station] == path.steps[k].position);
      }
    }
  }
}

TEST_CASE("What is on both sides has the same draws; the rest is work, and is not measured",
          "[simulate]") {
  decision_data data = timed_office();
  const organisation before = make(data);
  std::erase_if(data.positions, [](const position& p) { return p.code == "H" || p.code == "s2"; });
  for (position& p : data.positions)
    if (p.code == "s1") p.reports_to = "D";
  data.lines.pop_back();
  const organisation after = make(data);
  const networks_before_after both = networks_of(before, after, a_year());
  REQUIRE(both.before.originators.size() == both.after.originators.size());
  std::size_t measured = 0;
  for (std::size_t i = 0; i < both.before.originators.size(); ++i) {
    CHECK(both.before.network.routes[i].measured == both.after.network.routes[i].measured);
    const std::string_view code = before.code(both.before.originators[i]);
    CHECK(both.before.network.routes[i].measured == (code != "H" && code != "s2"));
    if (!both.before.network.routes[i].measured) continue;
    ++measured;
    CHECK(both.before.network.routes[i].head.key == both.after.network.routes[i].head.key);
  }
  CHECK(measured == 4);  // leave of s1; budget of s1, M and L
  CHECK_THAT(both.before.volume, within(33, 1e-9));
  CHECK_THAT(both.after.volume, within(33, 1e-9));
  CHECK(both.after.undecidable_volume == Approx(31));
  CHECK(both.before.mean_hand_offs > both.after.mean_hand_offs);
}

TEST_CASE("Work of a step that is gone moves up by its share", "[simulate]") {
  decision_data data = timed_office();
  const organisation before = make(data);
  std::erase_if(data.positions, [](const position& p) { return p.code == "H"; });
  for (position& p : data.positions)
    if (p.reports_to == "H") p.reports_to = "D";
  data.lines.pop_back();  // L initials no more
  const organisation after = make(data);
  network_options options = a_year();
  const auto none = load_by_code(after, networks_of(before, after, options).after);
  options.moved_work = 0.5;
  const auto half = load_by_code(after, networks_of(before, after, options).after);
  // D gets half of the work of H in 60 leaves and the budget of s1; in these L is gone too.
  CHECK(none.at("D") == Approx((60 * 30 + 60) / 72'000.0));
  CHECK(half.at("D") - none.at("D") == Approx((60 * 30 + 60) / 72'000.0));
  CHECK(half.at("s1") == none.at("s1"));
  CHECK(half.at("M") == none.at("M"));
}

TEST_CASE("Rules of the office change what takes time, and only that", "[simulate]") {
  const organisation org = make(timed_office());
  network_options options = a_year();
  options.office.work = {{"", "", work_law::fixed, 1, {}},
                         {"leave", "D", work_law::lognormal, 2, 5.0}};
  options.office.matters = {{"", 0.25, 3U, {}, {}}, {"budget", {}, {}, std::uint8_t{1}, 2U}};
  options.office.leaves = {{"H", "2026-01-05", "2026-01-09"}, {"H", "2026-01-08", "2026-01-12"}};
  const decision_network made = network_of(org, options);
  CHECK(made.network.streams[0].returns == 0.25);
  CHECK(made.network.streams[0].priority == 0);
  CHECK(made.network.streams[1].returns == 0.25);
  CHECK(made.network.streams[1].most_returns == 3);
  CHECK(made.network.streams[1].priority == 1);
  CHECK(made.network.streams[1].batch == 2);
  for (std::size_t i = 0; i < made.network.routes.size(); ++i)
    for (std::size_t k = 0; k <= made.network.routes[i].count; ++k) {
      const route_step& step = made.network.step(made.network.routes[i], k);
      const step_service& service = made.network.services[step.service];
      const bool special = i < 2 && org.code(made.positions[step.station]) == "D";
      CHECK(service.law == (special ? work_law::lognormal : work_law::fixed));
    }
  for (std::size_t s = 0; s < made.positions.size(); ++s) {
    const auto& away = made.network.stations[s].away;
    if (org.code(made.positions[s]) != "H") {
      CHECK(away.empty());
      continue;
    }
    // Monday to Monday week: six working days of 7.5 hours.
    REQUIRE(away.size() == 1);
    CHECK(away[0] == std::pair(std::int64_t{0}, 45 * ticks_per_hour));
  }
}

TEST_CASE("Arrivals by hour and month come in office hours, with the volume that is given",
          "[simulate]") {
  const organisation org = make(timed_office());
  network_options options = a_year();
  options.office.hours.emplace();
  options.office.hours->fill(1);
  (*options.office.hours)[8] = 3;
  options.office.months.emplace();
  options.office.months->fill(1);
  (*options.office.months)[11] = 0;
  const decision_network made = network_of(org, options);
  double whole = 0;
  double first_hour = 0;
  for (std::size_t i = 0; i < made.network.profile.size(); ++i) {
    const auto [from, factor] = made.network.profile[i];
    const std::int64_t until =
        i + 1 < made.network.profile.size() ? made.network.profile[i + 1].first : options.horizon;
    whole += factor * static_cast<double>(until - from);
    if (i == 0) first_hour = factor;
    const std::string at =
        instant_text(options.office.calendar.instant(from, office_edge::opening));
    if (at.substr(5, 2) == "12") CHECK(factor == 0);
    if (at.substr(11, 2) == "08" && at.substr(5, 2) != "12") CHECK(factor == first_hour);
  }
  CHECK(whole == Approx(static_cast<double>(options.horizon)));
  CHECK(made.network.profile[1].second == Approx(first_hour / 3));
  options.office.hours->fill(0);
  CHECK_THROWS_WITH(network_of(org, options), contains("no matter arrives"));
}

TEST_CASE("An organisation that cannot be simulated is told why", "[simulate]") {
  decision_data data = timed_office();
  network_options options = a_year();
  options.decisions.working_minutes = 150'000;
  CHECK_THROWS_WITH(network_of(make(data), options), contains("150000 minutes a year"));
  options.decisions.working_minutes = 72'000;
  options.office.work = {{"leaf", "", work_law::fixed, 1, {}}};
  CHECK_THROWS_WITH(network_of(make(data), options), contains("\"leaf\""));
  options.office.work = {{"", "nobody", work_law::fixed, 1, {}}};
  CHECK_THROWS_WITH(network_of(make(data), options), contains("nobody"));
  options.office.work.clear();
  options.office.leaves = {{"H", "2026-02-01", "2026-01-01"}};
  CHECK_THROWS_WITH(network_of(make(data), options), contains("no span of days"));
  options.office.leaves.clear();
  data.matters[1].work_minutes.reset();
  CHECK_THROWS_WITH(network_of(make(data), options),
                    contains("\"budget\"") && contains("work_minutes"));
  options.office.work = {{"budget", "", work_law::exponential, 1, 3.0}};
  CHECK_NOTHROW(network_of(make(data), options));
  data.matters.clear();
  CHECK_THROWS_WITH(network_of(make(data), {}), contains("no matters to simulate"));
}

TEST_CASE("A simulated office takes the time that theory says, and makes the steps of its paths",
          "[simulate]") {
  const organisation org = make(timed_office());
  network_options options = a_year();
  const decision_network made = network_of(org, options);
  simulation_options how;
  how.horizon = options.horizon;
  how.warm_up = 0;
  how.replications = 10;
  std::vector<simulated_step> log;
  const simulation_result found = simulate_network(made.network, how, &log);
  const mean_interval staying = found.interval(&simulated_run::staying);
  CHECK_THAT(staying.mean,
             within(found.theory.staying.value(),
                    4.5 * staying.half_width.value() / t_quantile(staying.values - 1)));
  CHECK(!log.empty());
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<position_id>> seen;
  for (const simulated_step& step : log) {
    const route& r = made.network.routes[step.route];
    seen[{step.stream, step.matter}].push_back(
        made.positions[made.network.step(r, step.step).station]);
  }
  for (const simulated_step& step : log) {
    const followed_path path =
        decision_path(org, made.matters[step.stream], made.originators[step.route]);
    std::vector<position_id> expected;
    for (const path_step& s : path.steps) expected.push_back(s.position);
    CHECK((seen[{step.stream, step.matter}] == expected));
  }
}
