// SPDX-License-Identifier: BSL-1.0
#include <pangkas/decisions/path_change.hpp>

#include "support/catch.hpp"
#include "support/naive_decisions.hpp"
#include "support/office.hpp"

#include <pangkas/decisions/compare_decisions.hpp>

#include <cstddef>
#include <string>
#include <utility>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

/// s1 and s2 raise "leave" once each; D decides it.
decision_data leave_alone() {
  decision_data data = office();
  data.matters.resize(1);
  data.matters[0].volume.reset();
  data.authorities.resize(1);
  data.lines.clear();
  return data;
}

path_change between(const decision_data& before, const decision_data& after) {
  return compare_decisions(make(before), make(after)).all;
}

}  // namespace

TEST_CASE("a path_change of nothing has counts of 0 and no shares", "[decisions][path_change]") {
  const path_change none;
  CHECK_FALSE(none.formal);
  CHECK_FALSE(none.shadow);
  CHECK(none.originators + none.longer + none.shorter + none.unchanged + none.lost == 0);
  CHECK(none == path_change{});
}

TEST_CASE("shrink is the share of the hand-offs that are saved, and negative where more are made",
          "[decisions][path_change]") {
  const decision_data before = leave_alone();  // s1, H, D and s2, H, D
  CHECK(between(before, before).formal == 0.0);
  decision_data after = before;
  after.at("s1").reports_to = "D";  // s1, D and s2, H, D: 3 of 4
  const path_change shorter = between(before, after);
  CHECK(*shorter.formal == Approx(0.25));
  CHECK(*shorter.with_roles == Approx(0.25));
  CHECK(shorter.originators == 2);
  CHECK(shorter.shorter == 1);
  CHECK(shorter.unchanged == 1);
  CHECK(shorter.shorter_formal == 1);
  CHECK(shorter.unchanged_formal == 1);
  const path_change longer = between(after, before);
  CHECK(*longer.formal == Approx(1 - 4 / 3.0));
  CHECK(longer.longer == 1);
  CHECK(longer.longer_formal == 1);
  // Nobody hands on what everybody decides alone.
  decision_data alone = before;
  for (const char* code : {"s1", "s2"}) alone.at(code).reports_to.clear();
  alone.authorities[0].position = "s1";
  alone.authorities.push_back(alone.authorities[0]);
  alone.authorities[1].position = "s2";
  CHECK_FALSE(between(alone, before).formal);
  CHECK(between(alone, before).longer == 2);
}

TEST_CASE("roles count in the real shrink alone, and coordination in neither",
          "[decisions][path_change]") {
  const decision_data before = leave_alone();
  decision_data after = before;
  after.at("s1").reports_to = after.at("s2").reports_to = "D";
  after.lines = {{"H", "s1", line_type::assignment, {}, "coordinator"},
                 {"L", "s2", line_type::coordination, {}, {}}};
  const path_change change = between(before, after);
  CHECK(*change.formal == Approx(0.5));                           // 4, now 2
  CHECK(*change.with_roles == Approx(0.25));                      // s1, H, D and s2, D
  CHECK(*change.with_coordination == Approx(0.0).margin(1e-12));  // and s2, L, D
  CHECK(change.shadow == 0.5);                                    // H leads s1 again
  CHECK(change.shorter == 1);
  CHECK(change.unchanged == 1);
  CHECK(change.shorter_formal == 2);
}

TEST_CASE("who is undecidable on one side, or gone, is counted and not compared",
          "[decisions][path_change]") {
  const decision_data before = leave_alone();
  decision_data after = before;
  after.at("s1").reports_to.clear();
  path_change change = between(before, after);
  CHECK(change.originators == 2);
  CHECK(change.undecidable_before == 0);
  CHECK(change.undecidable_after == 1);
  CHECK(change.lost == 0);
  CHECK(change.unchanged == 1);
  CHECK(between(after, before).undecidable_before == 1);

  std::erase_if(after.positions, [](const position& p) { return p.code == "s1"; });
  change = between(before, after);
  CHECK(change.lost == 1);
  CHECK(change.undecidable_after == 0);
  CHECK(change.unchanged == 1);
}

TEST_CASE("decisions move up, stay or move down by where their deciders stood and by their ranks",
          "[decisions][path_change]") {
  // D (layer 2, II.a) decides the leave of s1 and s2, 30 a year each.
  decision_data before = leave_alone();
  before.matters[0].volume = 60;
  decision_data after = before;
  CHECK(between(before, after).by_layer == decider_moves{0, 60, 0, 0});
  // M decides for both: a layer up, and I.a is above II.a.
  after.authorities[0].position = "M";
  const auto moved = [&] {
    return compare_decisions(make(before, small_scheme()), make(after, small_scheme()));
  };
  CHECK(moved().all.by_layer == decider_moves{60, 0, 0, 0});
  CHECK(moved().all.by_rank == decider_moves{60, 0, 0, 0});
  CHECK(moved().matters[0].by_layer == decider_moves{60, 0, 0, 0});
  // H decides as well, a layer below D, and has no rank; s2 stands below D alone.
  after.authorities[0].position = "D";
  after.authorities.push_back(after.authorities[0]);
  after.authorities[1].position = "H";
  after.at("s2").reports_to = "D";
  CHECK(moved().all.by_layer == decider_moves{0, 30, 30, 0});
  CHECK(moved().all.by_rank == decider_moves{0, 30, 0, 30});
  // Where D goes, and s1 reports to M, who decides now, M stood where it stood: one layer up.
  decision_data gone = before;
  std::erase_if(gone.positions, [](const position& p) { return p.code == "D"; });
  for (const char* code : {"H", "K"}) gone.at(code).reports_to = "M";
  gone.authorities[0].position = "M";
  after = gone;
  CHECK(moved().all.by_layer == decider_moves{60, 0, 0, 0});
}
