// SPDX-License-Identifier: BSL-1.0
#include <pangkas/core/exact_sum.hpp>
#include <pangkas/error.hpp>
#include <pangkas/metrics/roll_up.hpp>
#include <pangkas/metrics/span_of_control.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/organisations.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <limits>
#include <map>
#include <memory>
#include <optional>
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

/// A forest of all sorts in random order: chains, stars wider than a block, several roots, orphans,
/// cycles and reports to itself. Superiors by row; no_row for none.
struct shuffled_rows {
  std::vector<row_index> superiors;
  std::vector<row_index> orphaned;
};
shuffled_rows random_rows(dice& roll, std::size_t size, bool with_cycles) {
  const std::size_t reach = roll.one_of(std::vector<std::size_t>{1, 3, 50, size});
  std::vector<row_index> above(size, no_row);
  for (std::size_t i = 1; i < size; ++i) {
    if (roll.chance(1)) continue;
    above[i] = static_cast<row_index>(i - 1 - roll.below(std::min(i, reach)));
    if (roll.chance(30)) above[i] = static_cast<row_index>(i / 2000 * 2000);  // a star
    if (above[i] == i) above[i] = no_row;
    if (with_cycles && roll.below(500) == 0) above[i] = static_cast<row_index>(roll.below(size));
  }
  std::vector<row_index> row_of(size);
  for (std::size_t i = 0; i < size; ++i) row_of[i] = static_cast<row_index>(i);
  roll.shuffle(row_of);
  shuffled_rows rows{std::vector<row_index>(size, no_row), {}};
  for (std::size_t i = 0; i < size; ++i)
    if (above[i] != no_row) rows.superiors[row_of[i]] = row_of[above[i]];
  for (row_index row = 0; row < size; ++row)
    if (rows.superiors[row] == no_row && roll.chance(30)) rows.orphaned.push_back(row);
  return rows;
}

/// One number after the other in exact_sum, for each position and all that are above it.
std::vector<manager_sum> climbed_sums(const command_forest& forest,
                                      const std::vector<double>& figures) {
  std::vector<exact_sum> sums(forest.size());
  std::vector<manager_sum> all(forest.size());
  for (position_id p{0}; p < forest.size(); ++p) {
    for (auto at = std::optional(p); at; at = forest.superior(*at)) {
      ++all[*at].positions;
      if (std::isnan(figures[p])) continue;
      ++all[*at].known;
      sums[*at] += figures[p];
    }
  }
  const std::vector<std::uint32_t> spans = span_of_control(forest);
  std::vector<manager_sum> managers;
  for (position_id p{0}; p < forest.size(); ++p) {
    if (spans[p] == 0) continue;
    managers.push_back({p, all[p].positions, all[p].known, sums[p].value()});
  }
  return managers;
}

/// Columns of every kind, by name.
std::map<std::string, std::vector<double>> columns_of_all_kinds(dice& roll, std::size_t size) {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  std::map<std::string, std::vector<double>> columns;
  const auto fill = [&](const char* name, auto number) {
    std::vector<double>& column = columns[name];
    for (std::size_t i = 0; i < size; ++i) column.push_back(number());
  };
  const auto whole = [&] { return static_cast<double>(roll.below(100'000)); };
  fill("whole", whole);
  fill("negative", [&] { return whole() - 50'000; });
  fill("hundredths", [&] { return whole() / 100; });
  fill("negative hundredths", [&] { return (50'000 - whole()) / 100; });
  fill("finer than the grid", [&] { return (whole() - 5e4) / 1e7; });
  fill("half of the grid", [&] { return whole() + 0.5e-6; });
  fill("mixed", [&] { return roll.chance(50) ? whole() : whole() / 8; });
  fill("missing", [&] { return roll.chance(20) ? nan : whole(); });
  fill("missing hundredths", [&] { return roll.chance(20) ? nan : -whole() / 100; });
  fill("nothing known", [&] { return nan; });
  fill("zeros of both signs", [&] { return roll.chance(50) ? 0.0 : -0.0; });
  fill("passes the limit", [&] { return 1e12 + whole(); });
  fill("huge", [&] { return roll.chance(50) ? 1e22 : -1e22; });
  fill("huge with cents", [&] { return 1e13 + whole() / 100; });
  // One that is not like the others, at either end or anywhere.
  for (const std::size_t at : {std::size_t{0}, size - 1, roll.below(size)}) {
    for (const double odd : {0.25, nan, -3.0, 0x1p52, 1e22}) {
      std::vector<double>& column =
          columns["one " + std::to_string(odd) + " at " + std::to_string(at)];
      column.assign(size, 7.0);
      column[at] = odd;
    }
  }
  // Magnitudes of exactly 2^53, the last that may be added as integers, and one more.
  for (const double more : {-1.0, 0.0, 1.0}) {
    std::vector<double>& column = columns["2^53 and " + std::to_string(more)];
    column.assign(size, 0.0);
    column[roll.below(size)] += 0x1p51;
    column[roll.below(size)] += 0x1p51;
    column[0] -= 0x1p50;
    double rest = 0x1p53 + more;
    for (const double number : column) rest -= std::abs(number);
    for (std::size_t i = 0; rest > 0 && i < size; ++i) {
      if (column[i] != 0.0) continue;
      column[i] = std::min(rest, 0x1p51 - 1);
      rest -= column[i];
    }
  }
  return columns;
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
  for (std::uint64_t seed = 0; seed < cases_to_try(3000); ++seed) {
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
    for (position_id p{0}; p < org.size(); ++p)
      if (!hand.subordinates(org.row(p)).empty())
        managers.push_back({p, of_position[org.row(p)].result()});
    REQUIRE(roll_up_by_manager(org) == managers);
  }
}

TEST_CASE("roll_up_by_manager gives the sums of exact_sum for columns of every kind",
          "[metrics][roll_up]") {
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    dice roll(seed);
    const std::size_t size = 1 + roll.below(seed % 4 == 0 ? 5000 : 60);
    const shuffled_rows rows = random_rows(roll, size, seed % 2 == 1);
    const command_forest forest(rows.superiors, rows.orphaned);
    for (const auto& [name, figures] : columns_of_all_kinds(roll, size)) {
      CAPTURE(seed, size, name);
      REQUIRE(roll_up_by_manager(forest, figures) == climbed_sums(forest, figures));
    }
  }
}

TEST_CASE("the three columns of an organisation may be of different kinds", "[metrics][roll_up]") {
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    CAPTURE(seed);
    dice roll(seed);
    const std::size_t size = 1 + roll.below(seed % 3 == 0 ? 4000 : 50);
    const shuffled_rows rows = random_rows(roll, size, seed % 2 == 1);
    const auto columns = columns_of_all_kinds(roll, size);
    const auto any_column = [&] {
      return std::next(columns.begin(), static_cast<std::ptrdiff_t>(roll.below(columns.size())))
          ->second;
    };
    const std::vector<double> seats = any_column();
    const std::vector<double> filled = any_column();
    const std::vector<double> costs = any_column();
    organisation_parts parts;
    const auto column_of = [](const std::vector<double>& numbers) {
      auto column = std::make_shared<number_column>();
      column->append(numbers);
      return column;
    };
    auto units = std::make_shared<dictionary_column>();
    auto codes = std::make_shared<code_column>();
    for (std::size_t i = 0; i < size; ++i) {
      codes->texts.push_back(std::to_string(i));
      units->push_back("unit " + std::to_string(roll.below(3)));
    }
    parts.table.codes = codes;
    parts.table.units = units;
    parts.table.seats = column_of(seats);
    parts.table.filled = column_of(filled);
    parts.table.costs = column_of(costs);
    parts.superiors = rows.superiors;
    for (const row_index row : rows.orphaned) parts.unresolved.emplace_back(row, "gone");
    const organisation org(std::move(parts));
    const command_forest& forest = org.command();

    const auto by_position = [&](const std::vector<double>& numbers, double otherwise) {
      std::vector<double> figures;
      for (const row_index row : forest.rows())
        figures.push_back(std::isnan(numbers[row]) ? otherwise : numbers[row]);
      return figures;
    };
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    const auto seats_below = climbed_sums(forest, by_position(seats, 1.0));
    const auto filled_below = climbed_sums(forest, by_position(filled, nan));
    const auto costs_below = climbed_sums(forest, by_position(costs, nan));
    std::vector<manager_totals> expected;
    for (std::size_t i = 0; i < seats_below.size(); ++i) {
      totals t;
      t.positions = seats_below[i].positions;
      t.seats = seats_below[i].sum;
      t.filled_known = filled_below[i].known;
      if (t.filled_known > 0) t.filled = filled_below[i].sum;
      t.cost_known = costs_below[i].known;
      if (t.cost_known > 0) t.cost = costs_below[i].sum;
      expected.push_back({seats_below[i].manager, t});
    }
    REQUIRE(roll_up_by_manager(org) == expected);

    const auto total_where = [&](auto meets) {
      totals t;
      exact_sum sum_seats;
      exact_sum sum_filled;
      exact_sum sum_costs;
      for (row_index row = 0; row < size; ++row) {
        if (!meets(row)) continue;
        ++t.positions;
        sum_seats += std::isnan(seats[row]) ? 1.0 : seats[row];
        t.filled_known += std::isnan(filled[row]) ? 0U : 1U;
        if (!std::isnan(filled[row])) sum_filled += filled[row];
        t.cost_known += std::isnan(costs[row]) ? 0U : 1U;
        if (!std::isnan(costs[row])) sum_costs += costs[row];
      }
      t.seats = sum_seats.value();
      if (t.filled_known > 0) t.filled = sum_filled.value();
      if (t.cost_known > 0) t.cost = sum_costs.value();
      return t;
    };
    REQUIRE(roll_up(org) == total_where([](row_index) { return true; }));
    for (const unit_totals& unit : roll_up_by_unit(org))
      REQUIRE(unit.totals ==
              total_where([&](row_index row) { return (*units)[row] == unit.unit; }));
  }
}

TEST_CASE("roll_up refuses what cannot be added up, wherever it stands", "[metrics][roll_up]") {
  constexpr std::size_t size = 3000;
  std::vector<row_index> superiors(size, 0);
  superiors[0] = no_position;
  const command_forest forest(superiors);
  for (const double bad : {1e23, -1e300, std::numeric_limits<double>::infinity()}) {
    for (const std::size_t at : {std::size_t{0}, std::size_t{1500}, size - 1}) {
      std::vector<double> figures(size, 1.0);
      figures[at] = bad;
      CHECK_THROWS_AS(roll_up_by_manager(forest, figures), input_error);
    }
  }
  CHECK(roll_up_by_manager(command_forest(), {}).empty());
}

TEST_CASE("roll_up adds up a chain and a star of two hundred thousand positions",
          "[metrics][roll_up]") {
  constexpr std::size_t size = 200'000;
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
    CHECK(managers[0].totals.cost == 20000.0);
    CHECK(managers.back().totals.positions == (chain ? 2 : size));
  }
}
