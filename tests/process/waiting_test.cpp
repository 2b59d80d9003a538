// SPDX-License-Identifier: BSL-1.0
// Expected values: worked by hand; on random logs a walker that asks for each minute what it was.
#include <pangkas/process/waiting.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"

#include <cstddef>
#include <random>
#include <string>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

// So that no helper meets one of another test.
namespace waiting_test {

namespace {

constexpr micros a_minute = micros_an_hour / 60;
constexpr micros monday = 4 * micros_a_day;  // 1970-01-05

struct step {
  std::string id;
  std::string who;
  micros done = 0;  ///< minutes from Monday 00:00
  micros start = no_instant;
  std::string what = "see";
};

event_log log_of(const std::vector<step>& steps) {
  event_log_builder builder;
  for (const step& s : steps) {
    event_row row;
    row.case_id = s.id;
    row.activity = s.what;
    row.resource = s.who;
    row.time = {monday + s.done * a_minute, 0, true};
    row.start = s.start == no_instant ? no_instant : monday + s.start * a_minute;
    builder.add(row);
  }
  return std::move(builder).build();
}

std::vector<waiting_causes> causes_of(const event_log& log) {
  return waiting_by_cause(log, log.resources, step_times_of(log, log.resources));
}

waiting_causes minutes(micros off_duty, micros batching, micros contention, micros prioritisation,
                       micros extraneous) {
  return {off_duty * a_minute, batching * a_minute, contention * a_minute,
          prioritisation * a_minute, extraneous * a_minute};
}

constexpr micros at(micros hour, micros minute = 0) { return hour * 60 + minute; }

}  // namespace

TEST_CASE("Each cause of waiting is told apart", "[process][waiting]") {
  // All is on Monday. 1 comes to Ann at 9 and is done from 12 to 13. In between she did 2, which had
  // come at 8:30 (contention, 9 to 10), and 3, which came at 10 (prioritisation, 10:30 to 11).
  const event_log log = log_of({
      {"1", "Eve", at(9), at(9)},
      {"1", "Ann", at(13), at(12)},
      {"2", "Eve", at(8, 30), at(8, 30)},
      {"2", "Ann", at(10), at(8, 30)},
      {"3", "Eve", at(10), at(10)},
      {"3", "Ann", at(11), at(10, 30)},
  });
  const step_times times = step_times_of(log, log.resources);
  const auto causes = causes_of(log);
  REQUIRE(causes.size() == times.events.size());
  for (std::size_t i = 0; i < causes.size(); ++i)
    if (times.events[i] == 1) CHECK(causes[i] == minutes(0, 0, 60, 30, 90));
}

TEST_CASE("A batch waits for the last that belongs to it, and nights are off duty",
          "[process][waiting]") {
  // 1 and 2 are signed together on Tuesday at 9; 2 could be from Monday 17:00 on, 1 from 16:00.
  const event_log log = log_of({
      {"1", "Eve", at(16), at(16)},
      {"1", "Ann", at(24 + 9), at(24 + 9), "sign"},
      {"2", "Eve", at(17), at(17)},
      {"2", "Ann", at(24 + 9), at(24 + 9), "sign"},
  });
  const auto causes = causes_of(log);
  REQUIRE(causes.size() == 4);
  // Monday 18:00 to Tuesday 8:00 is off duty; of the rest an hour is for the other.
  CHECK(causes[2] == minutes(14 * 60, 60, 0, 0, 120));
  CHECK(causes[3] == minutes(14 * 60, 0, 0, 0, 120));
  waiting_causes sum = causes[2];
  sum += causes[3];
  CHECK(sum.all() == minutes(28 * 60, 60, 0, 0, 240).all());
}

TEST_CASE("Causes of waiting are those of a walker, minute by minute", "[process][waiting]") {
  std::mt19937 random(21);
  for (std::size_t round = 0; round < cases_to_try(1'000); ++round) {
    const bool has_starts = random() % 2 == 0;
    std::vector<step> steps;
    for (std::size_t c = 0, all = 1 + random() % 5; c < all; ++c) {
      micros now = at(7) + static_cast<micros>(random() % 120);
      for (std::size_t n = 1 + random() % 4; n-- > 0;) {
        step s{std::to_string(c),
               random() % 6 == 0 ? "" : std::string(1, static_cast<char>('A' + random() % 2)), now,
               no_instant, random() % 2 == 0 ? "see" : "sign"};
        if (has_starts) s.start = now - static_cast<micros>(random() % 20);
        steps.push_back(s);
        now += static_cast<micros>(random() % 4 == 0 ? 0 : random() % 700);
      }
    }
    const event_log log = log_of(steps);
    const step_times times = step_times_of(log, log.resources);
    const auto found = waiting_by_cause(log, log.resources, times);
    struct told {
      std::uint32_t who = 0, what = 0;
      micros enabled = 0, start = 0, begun = 0, done = 0;
    };
    std::vector<told> all;
    for (std::size_t i = 0; i < times.events.size(); ++i) {
      const std::uint32_t e = times.events[i];
      const micros start = log.times[e] - times.work[i];
      told t{log.resources[e], log.activities[e], start - times.waiting[i], start, start,
             log.times[e]};
      for (const told& before : all)
        if (before.who == t.who && t.who != no_entry) t.begun = std::max(t.begun, before.done);
      all.push_back(t);
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
      const told& t = all[i];
      waiting_causes expected;
      for (micros m = t.enabled; m < t.start; m += a_minute) {
        const micros day = (m - monday) / micros_a_day;
        const micros within_day = (m - monday) % micros_a_day;
        bool waits_for_batch = false;
        const told* busy = nullptr;
        for (std::size_t j = 0; j < all.size(); ++j) {
          const told& o = all[j];
          if (j == i || o.who != t.who || o.who == no_entry) continue;
          waits_for_batch =
              waits_for_batch || (o.done == t.done && o.what == t.what && m < o.enabled);
          if (o.begun <= m && m < o.done) busy = &o;
        }
        micros& cause =
            day % 7 >= 5 || within_day < 8 * micros_an_hour || within_day >= 18 * micros_an_hour
                ? expected.off_duty
            : waits_for_batch            ? expected.batching
            : busy == nullptr            ? expected.extraneous
            : busy->enabled <= t.enabled ? expected.contention
                                         : expected.prioritisation;
        cause += a_minute;
      }
      INFO("round " << round << " step " << i);
      CHECK(found[i] == expected);
      CHECK(found[i].all() == times.waiting[i]);
    }
  }
}

}  // namespace waiting_test
