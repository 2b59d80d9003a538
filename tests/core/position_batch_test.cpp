// SPDX-License-Identifier: BSL-1.0
#include <pangkas/core/position_batch.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/organisations.hpp"

#include <pangkas/core/position_columns.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

/// A position with its place in the data, as the batch has it to give back.
struct entered {
  position what;
  std::uint32_t row = 0;
};

/// Every text differs from that of the other columns, so that none can stand for another.
entered any_position(dice& roll, std::uint32_t row) {
  entered e;
  e.row = row;
  const std::string number = std::to_string(row);
  e.what.code = "code " + number;
  e.what.title = "title " + number;
  e.what.rank = "rank " + number;
  e.what.reports_to = roll.chance(20) ? "" : "superior " + number;
  e.what.unit = "unit " + number;
  e.what.position_class = "class " + number;
  if (roll.chance(50)) e.what.kind = static_cast<position_kind>(roll.below(3));
  const auto some = [&] { return static_cast<double>(roll.below(1000)) / 8; };
  if (roll.chance(50)) e.what.seats = some();
  if (roll.chance(50)) e.what.filled = some();
  if (roll.chance(50)) e.what.cost = some();
  if (roll.chance(50)) e.what.budget = some();
  if (roll.chance(30)) e.what.flags = {"E" + number, "absent"};
  return e;
}

void add(position_batch& batch, const entered& e) {
  position_view view;
  view.code = e.what.code;
  view.title = e.what.title;
  view.kind = e.what.kind;
  view.rank = e.what.rank;
  view.reports_to = e.what.reports_to;
  view.unit = e.what.unit;
  view.seats = e.what.seats.value_or(position_view::absent);
  view.filled = e.what.filled.value_or(position_view::absent);
  view.position_class = e.what.position_class;
  view.cost = e.what.cost.value_or(position_view::absent);
  view.budget = e.what.budget.value_or(position_view::absent);
  if (!e.what.flags.empty()) batch.flag_next(e.what.flags);
  batch.push_back(view, {3, e.row});
}

/// What the columns of a batch say, position by position.
bool holds(const position_batch& batch, const std::vector<entered>& all) {
  const auto same_number = [](double a, std::optional<double> b) {
    return b ? a == *b : std::isnan(a);
  };
  if (batch.size() != all.size() || batch.codes().size() != all.size() ||
      batch.costs().size() != all.size())
    return false;
  auto flagged = batch.flags().begin();
  auto budgeted = batch.budgets().begin();
  for (std::size_t i = 0; i < all.size(); ++i) {
    const position& p = all[i].what;
    std::vector<std::string> flags;
    if (flagged != batch.flags().end() && flagged->first == i) flags = (flagged++)->second;
    std::optional<double> budget;
    if (budgeted != batch.budgets().end() && budgeted->first == i) budget = (budgeted++)->second;
    if (batch.codes()[i] != p.code || batch.titles()[i] != p.title ||
        batch.kinds()[i] != kind_column::byte_of(p.kind) || batch.ranks()[i] != p.rank ||
        batch.superiors()[i] != p.reports_to || batch.units()[i] != p.unit ||
        !same_number(batch.seats()[i], p.seats) || !same_number(batch.filled()[i], p.filled) ||
        batch.classes()[i] != p.position_class || !same_number(batch.costs()[i], p.cost) ||
        batch.origins()[i].file != 3 || batch.origins()[i].row != all[i].row || flags != p.flags ||
        budget != p.budget)
      return false;
  }
  return flagged == batch.flags().end() && budgeted == batch.budgets().end();
}

}  // namespace

TEST_CASE("a batch gives back what was put in, without what was taken out",
          "[core][position_batch]") {
  for (std::uint64_t seed = 0; seed < cases_to_try(1000); ++seed) {
    CAPTURE(seed);
    dice roll(seed);
    // Beyond the room that there is at first, and of one batch several times over.
    position_batch batch;
    for (int round = 0; round < 3; ++round) {
      std::vector<entered> all;
      const std::size_t size = roll.below(300);
      for (std::size_t i = 0; i < size; ++i)
        all.push_back(any_position(roll, static_cast<std::uint32_t>(i)));
      for (const entered& e : all) add(batch, e);
      REQUIRE(holds(batch, all));

      std::vector<std::size_t> places;
      std::vector<entered> kept;
      const std::size_t percent = roll.below(101);
      for (std::size_t i = 0; i < size; ++i)
        if (roll.chance(percent))
          places.push_back(i);
        else
          kept.push_back(all[i]);
      batch.erase(places);
      REQUIRE(holds(batch, kept));

      batch.clear();
      REQUIRE(holds(batch, {}));
    }
  }
}
