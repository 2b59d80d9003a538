// SPDX-License-Identifier: BSL-1.0
#include <pangkas/study/decision_times.hpp>

#include "support/catch.hpp"
#include "support/naive_decisions.hpp"
#include "support/small_ministry.hpp"

#include <pangkas/core/authority.hpp>
#include <pangkas/core/matter.hpp>
#include <pangkas/error.hpp>

#include <cmath>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

/// A head with four sections, each with one who drafts: Λ matters a working
/// day, s1 and s2 in days of work. The sections decide the share q, which is a
/// matter of its own.
struct office_of_sections {
  double all = 8;
  double s1 = 0.1;
  double s2 = 0.08;
  double q = 0;
};

/// Before, and after the sections became functional posts below the head.
std::pair<organisation, organisation> before_and_after(const office_of_sections& o,
                                                       bool with_ranks = true) {
  const working_calendar office;
  const double days =
      static_cast<double>(office.working_year()) / static_cast<double>(office.working_day());
  const auto made = [&](bool after) {
    organisation_builder builder(ministry_scheme());
    builder.add(post("HEAD", "II.a", ""));
    for (int i = 1; i <= 4; ++i) {
      const std::string number = std::to_string(i);
      builder.add(post("SECTION" + number,
                       !with_ranks ? ""
                       : after     ? "Ahli Muda"
                                   : "III.a",
                       "HEAD"));
      builder.add(post("STAFF" + number, "Pelaksana", after ? "HEAD" : "SECTION" + number));
    }
    for (const bool own : {true, false}) {
      matter m;
      m.code = own ? "own" : "up";
      m.originators = parse_condition("rank=Pelaksana");
      m.volume = o.all * days * (own ? o.q : 1 - o.q);
      m.work_minutes = 0;
      builder.add_matter(m);
      authority a;
      a.matter = m.code;
      a.position = "HEAD";
      builder.add_authority(a);
      if (!own || after) continue;
      for (int i = 1; i <= 4; ++i) {
        a.position = "SECTION" + std::to_string(i);
        builder.add_authority(a);
      }
    }
    return std::move(builder).build().organisation;
  };
  return {made(false), made(true)};
}

/// All of the office's time is for decisions, so that a day of work is a day.
timing_options how_long(const office_of_sections& o, double days) {
  timing_options how;
  const working_calendar& office = how.network.office.calendar;
  how.network.decisions.working_minutes =
      static_cast<double>(office.working_year()) / static_cast<double>(ticks_per_minute);
  const double day = static_cast<double>(office.working_day()) / ticks_per_minute;
  for (int i = 1; i <= 4; ++i)
    how.network.office.work.push_back(
        {"", "SECTION" + std::to_string(i), work_law::exponential, 1, o.s1 * day});
  how.network.office.work.push_back({"", "HEAD", work_law::exponential, 1, o.s2 * day});
  how.simulation.horizon =
      static_cast<std::int64_t>(days * static_cast<double>(office.working_day()));
  how.simulation.warm_up = how.simulation.horizon / 10;
  how.simulation.replications = 20;
  return how;
}

}  // namespace

TEST_CASE(
    "A layer that goes makes decisions slower or faster as theory says, "
    "through policy and "
    "paths",
    "[study]") {
  struct example {
    office_of_sections office;
    double alpha, before, after;
  };
  // Wb = s1/(1 − ρ1) + (1 − q) s2/(1 − (1 − q) Λ s2), Wa = (s2 + α s1)/(1 − Λ
  // (s2 + α s1)).
  for (const example& e : {example{{8, 0.25, 0.11, 0.5}, 0, 0.598214, 0.916667},
                           {{8, 0.25, 0.09, 0.5}, 0, 0.570313, 0.321429},
                           {{8, 0.1, 0.08, 0}, 0.10, 0.347222, 0.321429},
                           {{8, 0.1, 0.08, 0}, 0.25, 0.347222, 0.656250}}) {
    INFO("s1 " << e.office.s1 << ", s2 " << e.office.s2 << ", alpha " << e.alpha);
    const auto [before, after] = before_and_after(e.office);
    timing_options how = how_long(e.office, 250);
    how.network.moved_work = e.alpha;
    const times_before_after found = time_decisions(before, after, how);
    CHECK_THAT(found.before.staying_by_theory().value(), within(e.before, 5.1e-7));
    CHECK_THAT(found.after.staying_by_theory().value(), within(e.after, 5.1e-7));
    const auto near = [](const mean_interval& interval, double expected) {
      const double error = interval.half_width.value() / t_quantile(interval.values - 1);
      INFO(interval.mean << " ± " << error << " instead of " << expected);
      CHECK(std::abs(interval.mean - expected) < 4.5 * error);
    };
    near(found.before.staying(), e.before);
    near(found.after.staying(), e.after);
    near(found.difference.difference, e.before - e.after);

    // Paths are shorter by one step for what goes up.
    CHECK_THAT(found.before.network.mean_hand_offs, within(2 - e.office.q, 1e-9));
    CHECK_THAT(found.after.network.mean_hand_offs, within(1, 1e-9));
    const bool is_slower = e.after > e.before;
    CHECK(found.disagree() == is_slower);
    CHECK_THAT(found.in_words(), contains(is_slower ? "but decisions get" : "and decisions get"));

    REQUIRE(found.break_even.size() == 4);
    for (const post_break_even& post : found.break_even) {
      CHECK(after.code(post.receiver) == "HEAD");
      CHECK_THAT(post.moved_authority, within(e.office.q, 1e-9));
      CHECK(post.moved_work == e.alpha);
      CHECK(post.is_slower() == is_slower);
      if (e.office.q == 0) CHECK_THAT(post.alpha.value(), within(0.119118, 5.1e-7));
      // w1 0.5 and a head at 0.88: q* = 0.1259. At 0.72 it is never slower.
      if (e.office.s2 == 0.11) CHECK_THAT(post.q.value(), within(0.1259, 5.1e-5));
      if (e.office.s2 == 0.09) CHECK_FALSE(post.q);
    }
  }
}

TEST_CASE("A post that leads nobody any more is taken out, whatever kind it is of", "[study]") {
  const office_of_sections office{8, 0.1, 0.08, 0};
  const auto [before, after] = before_and_after(office, false);
  timing_options how = how_long(office, 20);
  how.simulation.replications = 2;
  const times_before_after found = time_decisions(before, after, how);
  REQUIRE(found.break_even.size() == 4);
  CHECK_THAT(found.break_even[0].alpha.value(), within(0.119118, 5.1e-7));
}

TEST_CASE("A post that gets too much is named, with what would cure it", "[study]") {
  const office_of_sections office{8, 0.1, 0.15, 0};
  const auto [before, after] = before_and_after(office);
  timing_options how = how_long(office, 250);
  const auto found = overloads(before, network_of(before, how.network));
  REQUIRE(found.size() == 1);
  CHECK(before.code(found[0].position) == "HEAD");
  CHECK_THAT(found[0].load, within(1.2, 1e-9));
  CHECK(found[0].seats_needed == 2);
  CHECK_THAT(found[0].too_much, within(1 - 1 / 1.2, 1e-9));
  const std::string words = in_words(before, found[0]);
  CHECK_THAT(words, contains("HEAD gets 120 % of the work that it can do"));
  CHECK_THAT(words, contains("2 seats instead of 1"));
  CHECK_THAT(words, contains("more than 17 % of what it handles"));
  const overload later = overloads(after, network_of(after, how.network)).front();
  CHECK_THAT(in_words(after, later, &before),
             contains("keep one of the posts that it lost: SECTION1, SECTION2"));
  CHECK_THAT(in_words(after, later), !contains("SECTION1"));

  // With a horizon the queue grows as long as it lasts; without one there is no
  // mean to give.
  how.simulation.warm_up.reset();
  how.simulation.replications = 10;
  const decision_times times = time_decisions(before, how);
  CHECK_FALSE(times.staying_by_theory());
  CHECK_FALSE(times.found.is_steady);
  how.simulation.horizon = 0;
  CHECK_THROWS_WITH(time_decisions(before, how), contains("HEAD gets 120 %"));
  CHECK_THROWS_WITH(time_decisions(before, after, how), contains("with a horizon"));
}

TEST_CASE("How many posts get too much is told, and after which change", "[study]") {
  office_of_sections office{8, 0.1, 0.08, 0};
  const auto [before, after] = before_and_after(office);
  timing_options how = how_long(office, 250);
  how.simulation.horizon = 0;
  // All the work of the sections moves up: 8 of (0.08 + 0.1) days a day.
  how.network.moved_work = 1;
  CHECK_THROWS_WITH(
      time_decisions(before, after, how),
      contains("after the change HEAD gets 144 % of the work that it can do: give it 2 "
               "seats instead of 1, or let more than 31 % of what it handles be decided "
               "below it, or keep one of the posts that it lost: SECTION1, SECTION2"));
  // A section gets 2 a day; with 0.6 days each it has 120 % of what it can do.
  const double day = how.network.office.work[0].minutes.value() / office.s1;
  const auto busy = [&](std::size_t sections) {
    timing_options with = how_long(office, 250);
    with.simulation.horizon = 0;
    for (std::size_t i = 0; i < sections; ++i) with.network.office.work[i].minutes = 0.6 * day;
    return with;
  };
  CHECK_THROWS_WITH(time_decisions(before, busy(1)),
                    contains("SECTION1 gets 120 %") && !contains("more post"));
  CHECK_THROWS_WITH(time_decisions(before, busy(2)), contains("(1 more post has too much)"));
  CHECK_THROWS_WITH(time_decisions(before, busy(3)), contains("(2 more posts have too much)"));
  // Seats that are none count as one, and parts of seats as they are.
  office.s2 = 0.3;
  how = how_long(office, 250);
  for (const auto& [seats, words] : {std::pair(0.0, "give it 3 seats instead of 1,"),
                                     {1.5, "give it 3 seats instead of 1.50,"}}) {
    organisation_parts parts = before.parts();
    auto column = std::make_shared<number_column>(*parts.table.seats);
    column->set(before.row(before.at("HEAD")), seats);
    parts.table.seats = column;
    const organisation with(std::move(parts), before);
    CHECK_THAT(in_words(with, overloads(with, network_of(with, how.network)).at(0)),
               contains(words));
  }
}

TEST_CASE("A scenario is slower beyond a break-even, and not at it", "[study]") {
  post_break_even at;
  at.alpha = 0.5;
  at.q = 0.25;
  at.moved_work = 0.5;
  at.moved_authority = 0.25;
  CHECK_FALSE(at.is_slower());
  at.moved_authority = 0.26;
  CHECK(at.is_slower());
  at.q.reset();
  CHECK_FALSE(at.is_slower());
  at.moved_work = 0.51;
  CHECK(at.is_slower());
}

TEST_CASE("Where there was no time before nothing says how much work may move", "[study]") {
  // Sections of 120 % of what they can do, or a head.
  for (const office_of_sections& office :
       {office_of_sections{8, 0.6, 0.02, 0}, {8, 0.1, 0.15, 0}}) {
    const auto [before, after] = before_and_after(office);
    timing_options how = how_long(office, 5);
    how.simulation.replications = 2;
    const times_before_after found = time_decisions(before, after, how);
    REQUIRE(found.break_even.size() == 4);
    CHECK_FALSE(found.break_even[0].alpha);
    CHECK_FALSE(found.break_even[0].q);
    CHECK_FALSE(found.break_even[0].is_slower());
  }
}

TEST_CASE("What a section decided is shared out as its matters are", "[study]") {
  // Two heads, each with a section and those who draft there, in three seats and in one: of 40 matters
  // that sections decide 30 and 10 are theirs, of 40 that go up 20 each.
  const auto made = [](bool after) {
    organisation_builder builder(ministry_scheme());
    builder.add(post("TOP", "I.a", ""));
    for (const std::string n : {"1", "2"}) {
      builder.add(post("H" + n, "II.a", "TOP"));
      builder.add(post("S" + n, after ? "Ahli Muda" : "III.a", "H" + n));
      position p = post("p" + n, "Pelaksana", (after ? "H" : "S") + n);
      p.seats = n == "1" ? 3 : 1;
      builder.add(p);
    }
    for (const bool own : {true, false}) {
      matter m;
      m.code = own ? "own" : "up";
      m.originators = parse_condition("rank=Pelaksana");
      m.volume = 40;
      m.work_minutes = 5;
      if (own) m.shared = volume_sharing::by_seats;
      builder.add_matter(m);
      for (const std::string n : {"1", "2"}) {
        authority a;
        a.matter = m.code;
        a.position = (own && !after ? "S" : "H") + n;
        builder.add_authority(a);
      }
    }
    return std::move(builder).build().organisation;
  };
  timing_options how;
  how.simulation.replications = 2;
  how.simulation.horizon = how.network.office.calendar.working_year();
  const times_before_after found = time_decisions(made(false), made(true), how);
  REQUIRE(found.break_even.size() == 2);
  CHECK_THAT(found.break_even[0].moved_authority, within(0.6, 1e-9));
  CHECK_THAT(found.break_even[1].moved_authority, within(1 / 3.0, 1e-9));
}

TEST_CASE("What becomes of paths and of time is told in words", "[study]") {
  const auto told = [](double paths_before, double paths_after, double days_before,
                       double days_after, std::optional<double> half_width) {
    times_before_after found;
    const auto put = [](decision_times& side, double paths, double days) {
      side.network.mean_hand_offs = paths;
      side.found.runs.emplace_back();
      side.found.runs[0].staying = days;
    };
    put(found.before, paths_before, days_before);
    put(found.after, paths_after, days_after);
    found.difference.difference = {days_before - days_after, half_width, 2};
    return found.in_words();
  };
  CHECK(told(4, 2, 10, 8, 0.5) ==
        "Paths get 50 % shorter, and decisions get 20 % faster: 10.00 → 8.00 working days.");
  CHECK(
      told(4, 2, 8, 10, 0.5) ==
      "Paths get 50 % shorter, but decisions get 25 % slower: 8.00 → 10.00 working days. Hand-offs "
      "alone would mislead here.");
  CHECK(
      told(4, 5, 10, 9.5, {}) ==
      "Paths get 25 % longer, but decisions get 5.0 % faster: 10.00 → 9.50 working days. Hand-offs "
      "alone would mislead here.");
  CHECK(told(4, 2, 8, 10, 2) ==
        "Paths get 50 % shorter, and decisions are neither faster nor slower within the interval: "
        "8.00 "
        "→ 10.00 working days.");
  CHECK(
      told(0, 1, 8, 8, 0.1) ==
      "Paths cannot be compared, and decisions are neither faster nor slower within the interval: "
      "8.00 → 8.00 working days.");
  // One run has a mean and no interval.
  decision_times one;
  one.found.runs.emplace_back();
  CHECK_FALSE(one.staying().half_width);
}

TEST_CASE("Where nobody decides anything there is nothing to simulate", "[study]") {
  const auto [before, after] = before_and_after({});
  organisation_parts parts = before.parts();
  parts.authorities.clear();
  const organisation nobody(std::move(parts), before);
  CHECK_THROWS_WITH(time_decisions(nobody, how_long({}, 50)),
                    contains("no matter is decided by anybody, so that"));
  CHECK_THROWS_WITH(time_decisions(before, nobody, how_long({}, 50)),
                    contains("no matter is decided by anybody both before and after, so that"));
}

TEST_CASE("Nothing changes where nothing changed", "[study]") {
  const auto [before, after] = before_and_after({});
  timing_options how = how_long({}, 50);
  how.simulation.replications = 3;
  const times_before_after same = time_decisions(before, before, how);
  CHECK(same.difference.difference.mean == 0);
  CHECK(same.break_even.empty());
  CHECK_FALSE(same.disagree());
  CHECK_THAT(same.in_words(), contains("Paths stay the same"));
  CHECK(time_decisions(before, how).found.runs == same.before.found.runs);
}
