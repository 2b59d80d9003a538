// SPDX-License-Identifier: BSL-1.0
#include <pangkas/metrics/roll_up.hpp>

#include "support/catch.hpp"
#include "support/organisations.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

/// Sums in whole millionths, added up one position at a time.
struct by_hand_totals {
  std::size_t positions = 0;
  std::int64_t seats = 0;
  std::int64_t filled = 0;
  std::size_t filled_known = 0;
  std::int64_t cost = 0;
  std::size_t cost_known = 0;

  void add(const position& p) {
    ++positions;
    seats += std::llround(p.seats.value_or(1.0) * 1e6);
    if (p.filled) {
      filled += std::llround(*p.filled * 1e6);
      ++filled_known;
    }
    if (p.cost) {
      cost += std::llround(*p.cost * 1e6);
      ++cost_known;
    }
  }
  [[nodiscard]] totals result() const {
    totals t;
    t.positions = positions;
    t.seats = static_cast<double>(seats) / 1e6;
    if (filled_known > 0) t.filled = static_cast<double>(filled) / 1e6;
    t.filled_known = filled_known;
    if (cost_known > 0) t.cost = static_cast<double>(cost) / 1e6;
    t.cost_known = cost_known;
    return t;
  }
};

/// R (Finance) → a (Finance), b (Legal) → c, d; x is an orphan.
organisation small_department() {
  description what{{post("R"), post("a", "R"), post("b", "R"), post("c", "b"), post("d", "b"),
                    post("x", "gone")},
                   {},
                   {}};
  auto& p = what.positions;
  p[0].unit = "Finance";
  p[0].cost = 200000.10;
  p[0].filled = 1.0;
  p[1].unit = "Finance";
  p[1].seats = 12.5;
  p[1].filled = 10.2;
  p[1].cost = 0.20;
  p[2].unit = "Legal";
  p[3].filled = 0.0;  // vacant
  p[4].seats = 0.1;
  p[5].cost = 7.0;
  return make(what);
}

}  // namespace

TEST_CASE("roll_up gives the sums worked by hand", "[metrics][roll_up]") {
  const organisation org = small_department();
  totals all;
  all.positions = 6;
  all.seats = 16.6;  // 1 + 12.5 + 1 + 1 + 0.1 + 1
  all.filled = 11.2;
  all.filled_known = 3;
  all.cost = 200007.3;
  all.cost_known = 3;
  CHECK(roll_up(org) == all);

  totals of_b;
  of_b.positions = 3;
  of_b.seats = 2.1;
  of_b.filled = 0.0;
  of_b.filled_known = 1;  // the cost of none is known
  totals of_r = all;
  of_r.positions = 5;
  of_r.seats = 15.6;
  of_r.cost = 200000.3;
  of_r.cost_known = 2;
  CHECK(roll_up_by_manager(org) ==
        std::vector<manager_totals>{{org.at("R"), of_r}, {org.at("b"), of_b}});
}

TEST_CASE("roll_up_by_unit lists units by name, the positions without one first",
          "[metrics][roll_up]") {
  const organisation org = small_department();
  const std::vector<unit_totals> units = roll_up_by_unit(org);
  REQUIRE(units.size() == 3);
  CHECK(units[0].unit.empty());
  CHECK(units[0].totals.positions == 3);
  CHECK(units[0].totals.cost == 7.0);
  CHECK(units[1].unit == "Finance");
  CHECK(units[1].totals.cost == 200000.3);
  CHECK(units[2].unit == "Legal");
  CHECK_FALSE(units[2].totals.filled);
  CHECK_FALSE(units[2].totals.cost);
}

TEST_CASE("roll_up of nothing is nothing", "[metrics][roll_up]") {
  CHECK(roll_up(organisation()) == totals());
  CHECK(roll_up_by_manager(organisation()).empty());
  CHECK(roll_up_by_unit(organisation()).empty());
  CHECK(roll_up_by_manager(make(one_position().what)).empty());
}

TEST_CASE("a member of a cycle answers for what hangs on it outside the cycle",
          "[metrics][roll_up]") {
  const organisation org = make(cycle_of_two().what);
  std::map<std::string, std::size_t> positions;
  for (const manager_totals& m : roll_up_by_manager(org))
    positions[std::string(org.code(m.manager))] = m.totals.positions;
  CHECK(positions == std::map<std::string, std::size_t>{{"A", 2}, {"B", 1}, {"R", 2}});
}

TEST_CASE("roll_up agrees with climbing by hand on random organisations", "[metrics][roll_up]") {
  for (std::uint64_t seed = 0; seed < 3000; ++seed) {
    CAPTURE(seed);
    const by_hand hand(random_description(seed));
    const organisation org = make(hand.what());
    by_hand_totals all;
    std::map<std::string, by_hand_totals> of_unit;
    std::vector<by_hand_totals> of_position(hand.size());
    for (std::size_t i = 0; i < hand.size(); ++i) {
      const position& p = hand.what().positions[i];
      all.add(p);
      of_unit[p.unit].add(p);
      of_position[i].add(p);
      for (std::size_t at = i; !hand.on_cycle(at) && hand.superior(at);) {
        at = *hand.superior(at);
        of_position[at].add(p);
      }
    }
    REQUIRE(roll_up(org) == all.result());

    std::vector<unit_totals> units;
    for (const auto& [unit, sum] : of_unit) units.push_back({unit, sum.result()});
    REQUIRE(roll_up_by_unit(org) == units);

    std::vector<manager_totals> managers;
    for (position_id p = 0; p < org.size(); ++p)
      if (!hand.subordinates(org.row(p)).empty())
        managers.push_back({p, of_position[org.row(p)].result()});
    REQUIRE(roll_up_by_manager(org) == managers);
  }
}

TEST_CASE("roll_up adds up a chain and a star of a million positions", "[metrics][roll_up]") {
  constexpr std::size_t size = 1'000'000;
  for (const bool chain : {true, false}) {
    organisation_builder builder;
    builder.reserve(size);
    position p;
    p.cost = 0.1;
    for (std::size_t i = 0; i < size; ++i) {
      p.code = std::to_string(i);
      p.reports_to = i == 0 ? std::string() : std::to_string(chain ? i - 1 : 0);
      builder.add(p);
    }
    const organisation org = std::move(builder).build().organisation;
    const auto managers = roll_up_by_manager(org);
    REQUIRE(managers.size() == (chain ? size - 1 : 1));
    CHECK(managers[0].totals.positions == size);
    CHECK(managers[0].totals.cost == 100000.0);
    CHECK(managers.back().totals.positions == (chain ? 2 : size));
  }
}
