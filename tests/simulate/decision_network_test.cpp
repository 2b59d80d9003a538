// SPDX-License-Identifier: BSL-1.0
#include <pangkas/simulate/decision_network.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/naive_decisions.hpp"
#include "support/office.hpp"
#include "support/random_decision_cases.hpp"
#include "support/random_schemes.hpp"

#include <pangkas/core/matter_step.hpp>
#include <pangkas/decisions/decision_path.hpp>
#include <pangkas/decisions/decisions.hpp>
#include <pangkas/error.hpp>
#include <pangkas/simulate/simulate_network.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
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
    // Half of them with named steps, shares by seats and the like; some have posts outside.
    random_schemes random(seed, 12);
    decision_data data = seed % 2 == 0 ? random_decisions(seed).next() : random.next();
    if (data.matters.empty()) continue;
    if (seed % 3 == 0) data.positions.back().flags.emplace_back("external");
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
      if (org.command().is_external(p))
        CHECK(made.network.stations[s].seats == 0);
      else
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
        for (std::size_t k = 0; k <= r.count; ++k) {
          CHECK(made.positions[made.network.step(r, k).station] == path.steps[k].position);
          // Whoever has a step twice does not take as long for both.
          for (std::size_t before = 0; before < k; ++before)
            if (path.steps[before].position == path.steps[k].position)
              CHECK(made.network.step(r, before).key != made.network.step(r, k).key);
        }
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
    // Each post that makes a step on both sides draws the same.
    std::map<std::string_view, std::uint32_t> keys;
    const route& was = both.before.network.routes[i];
    for (std::size_t k = 0; k <= was.count; ++k) {
      const route_step& step = both.before.network.step(was, k);
      keys[before.code(both.before.positions[step.station])] = step.key;
    }
    const route& is = both.after.network.routes[i];
    for (std::size_t k = 0; k <= is.count; ++k) {
      const route_step& step = both.after.network.step(is, k);
      CHECK(keys.at(after.code(both.after.positions[step.station])) == step.key);
    }
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

TEST_CASE(
    "The work of a decision that is gone moves to whoever decides now, and not to who files it",
    "[simulate]") {
  // E drafts, S reviews, D decides, F and then G file; 60 minutes each.
  decision_data data;
  data.positions = {post("M"),      post("D", "M"), post("S", "D"),
                    post("E", "S"), post("F", "M"), post("G", "M")};
  matter leave;
  leave.code = "leave";
  leave.originators = parse_condition("E");
  leave.volume = 10;
  leave.work_minutes = 60;
  data.matters = {leave};
  for (const char* holder : {"S", "D"}) {
    authority a;
    a.position = holder;
    a.matter = "leave";
    if (std::string_view(holder) == "S") a.limit = 0;
    data.authorities.push_back(a);
  }
  data.matters[0].amount = 1;
  for (const char* filer : {"F", "G"}) {
    matter_step step;
    step.matter = "leave";
    step.act = step_act::report;
    step.who = parse_holder(filer);
    step.after = true;
    data.steps.push_back(step);
  }
  const organisation before = make(data);
  data.authorities[0].limit.reset();  // S may decide now
  const auto without = [&](const std::string& code) {
    decision_data left = data;
    std::erase_if(left.positions, [&](const position& p) { return p.code == code; });
    std::erase_if(left.authorities, [&](const authority& a) { return a.position == code; });
    std::erase_if(left.steps, [&](const matter_step& s) { return s.who.code == code; });
    left.at("S").reports_to = "M";
    return make(left);
  };
  network_options options = a_year();
  options.moved_work = 0.5;
  using loads = std::map<std::string, double>;
  const auto minutes = [&](const organisation& after) {
    loads found = load_by_code(after, networks_of(before, after, options).after);
    for (auto& [code, load] : found) load = std::round(load * 72'000 / 10);
    return found;
  };
  CHECK(minutes(before) == loads{{"E", 60}, {"S", 60}, {"D", 60}, {"F", 60}, {"G", 60}});
  CHECK(minutes(without("D")) == loads{{"E", 60}, {"S", 90}, {"F", 60}, {"G", 60}});
  // S decides alone as before; what F did falls to the next who files, and what G did to S.
  data.authorities[0].limit = 0;
  data.at("S").reports_to = "D";
  const auto without_filer = [&](const std::string& code) {
    decision_data left = data;
    std::erase_if(left.positions, [&](const position& p) { return p.code == code; });
    std::erase_if(left.steps, [&](const matter_step& s) { return s.who.code == code; });
    return make(left);
  };
  CHECK(minutes(without_filer("F")) == loads{{"E", 60}, {"S", 60}, {"D", 60}, {"G", 90}});
  CHECK(minutes(without_filer("G")) == loads{{"E", 60}, {"S", 60}, {"D", 90}, {"F", 60}});
}

TEST_CASE("A matter that is not there after a change is decided by nobody", "[simulate]") {
  decision_data data = timed_office();
  const organisation before = make(data);
  data.matters.pop_back();
  const organisation after = make(data);
  network_options options = a_year();
  options.office.matters = {{"", 0.25, {}, {}, {}}};
  const networks_before_after both = networks_of(before, after, options);
  CHECK(both.before.matters == std::vector<std::size_t>{0, 1});
  CHECK(both.after.matters == std::vector<std::size_t>{0, 1});  // the one matter that is left, none
  CHECK_THAT(both.before.volume, within(60, 1e-9));             // leave alone
  CHECK_THAT(both.after.volume, within(60, 1e-9));
  CHECK(both.before.undecidable_volume == 0);
  CHECK(both.after.undecidable_volume == 4);  // of budget, one each
  CHECK(both.after.undecidable[1] == std::vector<std::size_t>{0, 1, 2, 3});
  for (std::size_t i = 2; i < 6; ++i) {
    CHECK_FALSE(both.before.network.routes[i].measured);
    CHECK(both.after.network.routes[i].empty);
  }
}

TEST_CASE("What is decided on one side alone is not measured on either", "[simulate]") {
  decision_data data = timed_office();
  data.authorities.pop_back();  // nobody decides the budget yet
  const networks_before_after both = networks_of(make(data), make(timed_office()), a_year());
  for (std::size_t i = 0; i < 6; ++i) {
    CHECK(both.before.network.routes[i].empty == (i >= 2));
    CHECK_FALSE(both.after.network.routes[i].empty);
    CHECK(both.after.network.routes[i].measured == (i < 2));
  }
}

TEST_CASE(
    "Steps beside each other all wait for the registry before them and the meeting after them",
    "[simulate]") {
  // A step takes two hours, that of K five. s1 drafts, the registry, K beside another, D decides.
  struct row {
    bool acts;  // L for D, so that it decides with the step that it makes beside K
    double meeting;
    double hours;
  };
  for (const row& r :
       {row{false, 0, 2 + 2 + 5 + 2}, {false, 3, 2 + 2 + 5 + 2 + 3}, {true, 3, 2 + 2 + 5 + 3}}) {
    INFO("acts " << r.acts << ", meeting " << r.meeting);
    decision_data data = timed_office();
    data.lines.clear();
    if (r.acts) data.at("D").filled = 0;
    if (r.acts) data.lines.push_back({"L", "D", line_type::acting, {}, {}});
    data.matters.pop_back();
    data.matters[0].originators = parse_condition("s1");
    data.authorities[0].waiting_hours = r.meeting;
    for (const char* who : {"K", "L"}) {
      matter_step step;
      step.matter = "leave";
      step.who = parse_holder(who);
      step.together = "both";
      if (std::string_view(who) == "K") step.waiting_hours = 4.5;
      data.steps.push_back(step);
    }
    const organisation org = make(data);
    const network_options options = a_year();
    const decision_network made = network_of(org, options);
    const double duty = options.decisions.working_minutes * static_cast<double>(ticks_per_minute) /
                        static_cast<double>(options.horizon);
    CHECK(hours_of(made.network, made.network.routes[0], duty) == Approx(r.hours));
    CHECK(decision_path(org, 0, org.at("s1"), options.decisions).elapsed_hours.value() ==
          Approx(r.hours));
  }
}

TEST_CASE("Leaves are office time, those that meet as one", "[simulate]") {
  decision_data data = timed_office();
  data.positions.push_back(post("X", "M"));  // makes no step
  const organisation org = make(data);
  using spans = std::vector<std::pair<std::int64_t, std::int64_t>>;
  const auto hours = [](double from, double until) {
    return std::pair(static_cast<std::int64_t>(from * ticks_per_hour),
                     static_cast<std::int64_t>(until * ticks_per_hour));
  };
  struct row {
    std::vector<office_rules::leave> leaves;
    spans away;
  };
  // The office opens on Monday, 2026-01-05; a day has 7.5 hours.
  for (const row& r : std::vector<row>{
           {{{"H", "2026-01-05", "2026-01-05"}}, {hours(0, 7.5)}},
           {{{"H", "2025-12-30", "2026-01-05"}}, {hours(0, 7.5)}},
           {{{"H", "2025-12-01", "2026-01-04"}}, {}},  // before it opens
           {{{"H", "2026-01-10", "2026-01-11"}}, {}},  // a weekend
           {{{"X", "2026-01-05", "2026-01-05"}}, {}},  // of no station
           {{{"H", "2026-01-06", "2026-01-06"}, {"H", "2026-01-05", "2026-01-05"}}, {hours(0, 15)}},
           {{{"H", "2026-01-07", "2026-01-07"}, {"H", "2026-01-05", "2026-01-05"}},
            {hours(0, 7.5), hours(15, 22.5)}},
           {{{"H", "2026-01-05", "2026-01-09"}, {"H", "2026-01-06", "2026-01-06"}},
            {hours(0, 37.5)}}}) {
    network_options options = a_year();
    options.office.leaves = r.leaves;
    const decision_network made = network_of(org, options);
    for (std::size_t s = 0; s < made.positions.size(); ++s)
      CHECK(made.network.stations[s].away ==
            (org.code(made.positions[s]) == "H" ? r.away : spans()));
  }
}

TEST_CASE("Seats of a station are whole, and as fast together as those of the post", "[simulate]") {
  struct row {
    double seats;
    std::uint32_t whole;
    double speed;
  };
  for (const row& r : {row{0, 1, 1}, {0.5, 1, 0.5}, {1, 1, 1}, {2, 2, 1}, {2.5, 3, 2.5 / 3}}) {
    INFO(r.seats << " seats");
    decision_data data = timed_office();
    data.at("D").seats = r.seats;
    const organisation org = make(data);
    const decision_network made = network_of(org, a_year());
    for (std::size_t s = 0; s < made.positions.size(); ++s) {
      if (org.code(made.positions[s]) != "D") continue;
      CHECK(made.network.stations[s].seats == r.whole);
      CHECK(made.network.stations[s].speed == Approx(r.speed));
    }
  }
}

TEST_CASE("What is replayed arrives when it did; without a horizon a working year counts",
          "[simulate]") {
  const organisation org = make(timed_office());
  network_options options = a_year();
  const std::int64_t year = options.horizon;
  options.office.hours.emplace();
  options.office.hours->fill(1);
  (*options.office.hours)[9] = 2;
  options.office.matters = {{"", {}, {}, {}, 5U}};
  options.replay = {{"budget", {0, 10, 20, year}}};
  const decision_network made = network_of(org, options);
  const arrival_stream& budget = made.network.streams[1];
  CHECK(budget.replay == options.replay[0].at);
  CHECK(budget.batch == 1);
  CHECK(budget.rate * static_cast<double>(year) == Approx(3));  // the last is beyond the horizon
  CHECK(made.network.streams[0].replay.empty());
  CHECK(made.network.streams[0].batch == 5);
  CHECK(made.network.streams[0].rate * static_cast<double>(year) == Approx(60 / 5.0));
  // What nobody raises cannot arrive.
  decision_data data = timed_office();
  data.matters = {data.matters[0]};
  data.matters[0].originators = parse_condition("unit=Nowhere");
  network_options nobody = a_year();
  nobody.replay = {{"leave", {0, 1}}};
  simulation_options how;
  how.replications = 1;
  how.horizon = year;
  how.warm_up = 0;
  CHECK(simulate_network(network_of(make(data), nobody).network, how).runs[0] == simulated_run{});
  options.horizon = 0;
  const decision_network again = network_of(org, options);
  CHECK(again.network.profile == made.network.profile);
  CHECK(again.network.streams[1].rate == budget.rate);
}

TEST_CASE("Rules of the office change what takes time, and only that", "[simulate]") {
  decision_data data = timed_office();
  data.matters[1].families = {"money"};
  const organisation org = make(data);
  network_options options = a_year();
  options.office.work = {{"", "", work_law::fixed, 1, {}},
                         {"leave", "D", work_law::lognormal, 2, 5.0}};
  options.office.matters = {{"", 0.25, 3U, {}, {}}, {"money", {}, {}, std::uint8_t{1}, 2U}};
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
  // By month alone: until December, in it, and the first days of January.
  network_options months = options;
  months.office.hours.reset();
  CHECK(network_of(org, months).network.profile.size() == 3);
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
  for (const auto& [from, until] :
       {std::pair("2026-02-01", "2026-01-01"), {"2026-02-30", "2026-03-01"}, {"2026-02-01", ""}}) {
    options.office.leaves = {{"H", from, until}};
    CHECK_THROWS_WITH(network_of(make(data), options), contains("no span of days"));
  }
  options.office.leaves = {{"H", "2026-02-01", "2026-02-01"}};
  CHECK_NOTHROW(network_of(make(data), options));
  options.office.leaves.clear();
  for (const auto& [replayed, why] : std::vector<std::pair<replayed_matter, const char*>>{
           {{"leaf", {}}, "\"leaf\" that is replayed"},
           {{"leave", {5, 4}}, "do not ascend from 0"},
           {{"leave", {-1, 4}}, "do not ascend from 0"}}) {
    options.replay = {replayed};
    CHECK_THROWS_WITH(network_of(make(data), options), contains(why));
  }
  options.replay = {{"leave", {}}};  // none came
  CHECK(network_of(make(data), options).network.streams[0].rate == 0);
  options.replay.clear();
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
