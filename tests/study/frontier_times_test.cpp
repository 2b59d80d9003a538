// SPDX-License-Identifier: BSL-1.0
// Expected values: each point once more by itself, and theory.
#include <pangkas/study/frontier_times.hpp>

#include "support/catch.hpp"
#include "support/small_ministry.hpp"

#include <pangkas/core/authority.hpp>
#include <pangkas/core/matter.hpp>
#include <pangkas/optimise/optimal_flattening.hpp>
#include <pangkas/study/play.hpp>

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

// So that no helper meets one of another test.
namespace frontier_times_test {

namespace {

/// A head with three sections of two who draft; the head decides all.
organisation office() {
  organisation_builder builder(ministry_scheme());
  builder.add(post("HEAD", "II.a", ""));
  for (const std::string section : {"1", "2", "3"}) {
    builder.add(post("S" + section, "III.a", "HEAD"));
    for (const std::string staff : {"a", "b"})
      builder.add(post("P" + section + staff, "Pelaksana", "S" + section));
  }
  matter m;
  m.code = "leave";
  m.originators = parse_condition("rank=Pelaksana");
  m.volume = 4'000;
  m.work_minutes = 10;
  builder.add_matter(m);
  authority a;
  a.matter = "leave";
  a.position = "HEAD";
  builder.add_authority(a);
  return std::move(builder).build().organisation;
}

timing_options how_long(double head_minutes) {
  timing_options how;
  how.network.office.work.push_back({"", "HEAD", work_law::exponential, 1, head_minutes});
  how.network.moved_work = 0.5;
  how.simulation.replications = 12;
  how.simulation.horizon = how.network.office.calendar.working_year();
  how.simulation.warm_up = how.simulation.horizon / 10;
  return how;
}

}  // namespace

TEST_CASE("Each point of a frontier in time is the optimum of its cap, timed", "[study]") {
  const organisation org = office();
  const flattening_request asked;
  const flattening_frontier whole = frontier(org, ask(org, asked), 3, 9);
  REQUIRE(whole.points.size() > 2);
  // With half of a section's ten minutes a matter moving up, the head gets 15 instead of 10 minutes
  // each: 60,000 of 72,000 minutes a year, where queues are long. At 2 minutes it gets 7: no matter.
  for (const double head : {10.0, 2.0}) {
    const timing_options how = how_long(head);
    const frontier_times found = time_frontier(org, asked, whole, how);
    REQUIRE(found.points.size() == whole.points.size());
    REQUIRE(found.fastest);
    std::size_t fastest = 0;
    std::vector<double> by_theory;
    for (std::size_t i = 0; i < whole.points.size(); ++i) {
      flattening_request at;
      at.span_cap = whole.points[i].cap;
      const auto question = ask(org, at);
      const auto solution = optimal_flattening(org.command(), question.problem);
      CHECK(solution.converted.size() == whole.points[i].converted);
      const auto after = simplify_decisions(org, as_policy(org, question, at, solution)).after;
      const times_before_after alone = time_decisions(org, after, how);
      CHECK(found.points[i].days == alone.after.staying());
      CHECK(found.points[i].saved == alone.difference);
      CHECK(found.today == alone.before.staying());
      by_theory.push_back(alone.after.staying_by_theory().value());
      if (found.points[i].days.mean < found.points[fastest].days.mean) fastest = i;
      // Of the same matters: the difference of means is the mean of differences.
      CHECK_THAT(found.points[i].slower.mean,
                 within(found.points[i].days.mean - found.points[*found.fastest].days.mean, 1e-9));
    }
    CHECK(found.fastest == fastest);
    CHECK(found.points[fastest].slower.mean == 0);
    CHECK(found.points[fastest].is_as_fast());
    // Nothing is converted at the lowest cap, all at the highest.
    const bool slower = by_theory.back() > by_theory.front();
    CHECK(slower == (head == 10.0));
    CHECK(fastest == (slower ? 0 : whole.points.size() - 1));
    CHECK_THAT(found.in_words(),
               contains(slower ? "the fastest is span cap 3" : "which is also the fastest"));
  }
}

TEST_CASE("A frontier in time is told in words", "[study]") {
  // Caps 3 and 6, which save 10 and 20 hand-offs.
  const auto told = [](std::size_t fastest, double days3, double days6, mean_interval saved,
                       mean_interval slower) {
    frontier_times found;
    found.points.resize(2);
    for (const std::size_t i : {0U, 1U}) {
      found.points[i].point.cap = 3 * (i + 1);
      found.points[i].point.hand_offs = 10.0 * static_cast<double>(i + 1);
      found.points[i].days = {i == 0 ? days3 : days6, 0.25, 12};
      found.points[i].slower = i == fastest ? mean_interval{} : slower;
    }
    found.points[fastest].saved.difference = saved;
    found.today = {6, 0.5, 12};
    found.fastest = fastest;
    return found.in_words();
  };
  CHECK(
      told(1, 5, 4, {2, 0.5, 12}, {1, 0.5, 12}) ==
      "Most hand-offs are saved at span cap 6, which is also the fastest: 4.00 ± 0.25 days, today "
      "6.00.");
  CHECK(
      told(0, 7, 12.5, {-1, 0.5, 12}, {5.5, 0.5, 12}) ==
      "Most hand-offs are saved at span cap 6 (12.5 days); the fastest is span cap 3: 7.00 ± 0.25 "
      "days, today 6.00. Every point makes decisions slower than they are today.");
  CHECK(
      told(0, 5.5, 5.75, {0.5, 0.5, 12}, {0.25, 0.25, 12}) ==
      "Most hand-offs are saved at span cap 6 (5.75 days); the fastest is span cap 3: 5.50 ± 0.25 "
      "days, today 6.00. It cannot be told from today. As fast, within the interval: 6.");
  CHECK_THAT(told(0, 6.5, 7, {-0.5, 0.5, 12}, {0.5, 0.25, 12}),
             contains("It cannot be told from today.") && !contains("As fast"));
}

TEST_CASE("A frontier without a horizon is timed for a working year", "[study]") {
  const organisation org = office();
  const flattening_frontier whole = frontier(org, ask(org, {}), 9, 9);
  timing_options how = how_long(2);
  how.simulation.replications = 2;
  const frontier_times year = time_frontier(org, {}, whole, how);
  how.simulation.horizon = 0;
  CHECK(time_frontier(org, {}, whole, how).points.at(0).days == year.points.at(0).days);
}

TEST_CASE("A frontier without points has no fastest", "[study]") {
  const frontier_times found = time_frontier(office(), {}, {}, how_long(1));
  CHECK_FALSE(found.fastest);
  CHECK(found.in_words() == "There is no point to time.");
}

}  // namespace frontier_times_test
