// SPDX-License-Identifier: BSL-1.0
#include <pangkas/decisions/default_matter.hpp>
#include <pangkas/metrics/roll_up.hpp>
#include <pangkas/metrics/seat_spans.hpp>
#include <pangkas/study/measures.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/organisations.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

TEST_CASE("measure gives the values worked by hand", "[study][measures]") {
  for (const named_organisation& named : named_organisations()) {
    CAPTURE(named.name);
    const organisation org = make(named.what);
    const measures found = measure(org);
    CHECK(found.positions == named.what.positions.size());
    CHECK(found.placed == named.expected.placed);
    CHECK(found.orphans == named.expected.orphans);
    CHECK(found.unrooted == named.expected.unrooted);
    CHECK(found.roots == named.expected.roots);
    CHECK(found.layers.per_layer == named.expected.per_layer);
    CHECK(found.spans.managers == named.expected.managers);
    CHECK(found.pair_distance.mean == named.expected.mean_distance);
    CHECK(found.decisions.mean_hand_offs_with_roles == named.expected.with_roles);
    CHECK(found.totals.positions == found.positions);
  }
}

TEST_CASE("measure is what each measure says by itself", "[study][measures]") {
  for (std::uint64_t seed = 0; seed < cases_to_try(500); ++seed) {
    CAPTURE(seed);
    const organisation org = make(random_description(seed));
    const measures found = measure(org);
    REQUIRE(found.positions == found.placed + found.orphans + found.unrooted);
    REQUIRE(found.layers == summarise_layers(org));
    REQUIRE(found.spans == summarise_spans(org));
    REQUIRE(found.spans_in_seats == summarise_seat_spans(org, counted::seats));
    REQUIRE(found.spans_in_filled == summarise_seat_spans(org, counted::filled));
    REQUIRE(found.pair_distance == pair_distance(org));
    REQUIRE(found.decisions == decision_paths(org));
    REQUIRE(found.compression == compression(org));
    REQUIRE(found.totals == roll_up(org));
  }
}

TEST_CASE("external positions change no figure but their own", "[study][measures]") {
  for (std::uint64_t seed = 0; seed < cases_to_try(500); ++seed) {
    CAPTURE(seed);
    description what = random_description(seed);
    measures without = measure(make(what));
    const auto by_unit = roll_up_by_unit(make(what));
    for (int i = 0; i < 3; ++i) {
      position p = post("outside " + std::to_string(i));
      p.rank = "III.a";
      p.unit = "Finance";
      p.seats = 0.5;
      p.cost = 7;
      p.flags = {"external"};
      what.positions.insert(what.positions.begin() + i, std::move(p));
    }
    const organisation org = make(what);
    measures with = measure(org);
    REQUIRE(with.external == 3);
    REQUIRE(with.positions == without.positions + 3);
    REQUIRE(with.compression.lines.size() == without.compression.lines.size());
    with.compression.lines = without.compression.lines;  // the numbers behind the three have moved
    with.external = 0;
    with.positions = without.positions;
    REQUIRE(with == without);
    REQUIRE(roll_up_by_unit(org) == by_unit);
  }
}

TEST_CASE("the order of the rows changes no figure", "[study][measures]") {
  for (std::uint64_t seed = 0; seed < cases_to_try(5000); ++seed) {
    CAPTURE(seed);
    description what = random_description(seed);
    const organisation org = make(what);
    dice roll(seed + 1'000'000);
    roll.shuffle(what.positions);
    roll.shuffle(what.lines);
    const organisation shuffled = make(what);

    measures before = measure(org);
    measures after = measure(shuffled);
    REQUIRE(before.compression.lines.size() == after.compression.lines.size());
    before.compression.lines.clear();  // these are positions, not figures
    after.compression.lines.clear();
    REQUIRE(before == after);
    REQUIRE(roll_up_by_unit(org) == roll_up_by_unit(shuffled));

    const auto managers = [](const organisation& of) {
      std::map<std::string, double> seats;
      for (const manager_totals& m : roll_up_by_manager(of))
        seats[std::string(of.code(m.manager))] = m.totals.seats;
      return seats;
    };
    REQUIRE(managers(org) == managers(shuffled));
    // Decision paths of each position have the same lengths.
    const path_lengths lengths(org);
    const path_lengths lengths_shuffled(shuffled);
    bool same = true;
    for (position_id p{0}; p < org.size(); ++p) {
      const position_id q = shuffled.at(org.code(p));
      same = same && lengths.command(p) == lengths_shuffled.command(q) &&
             lengths.with_roles(p) == lengths_shuffled.with_roles(q) &&
             lengths.with_coordination(p) == lengths_shuffled.with_coordination(q);
    }
    REQUIRE(same);
  }
}

TEST_CASE("measure takes a chain and a star of two hundred thousand positions",
          "[study][measures]") {
  constexpr std::size_t size = 200'000;
  for (const bool chain : {true, false}) {
    organisation_builder builder;
    builder.reserve(size);
    position p;
    for (std::size_t i = 0; i < size; ++i) {
      p.code = std::to_string(i);
      p.reports_to = i == 0 ? std::string() : std::to_string(chain ? i - 1 : 0);
      builder.add(p);
    }
    const measures found = measure(std::move(builder).build().organisation);
    CHECK(found.layers.layers == (chain ? size : 2));
    CHECK(found.spans.max == (chain ? 1 : size - 1));
    CHECK(found.pair_distance.diameter == (chain ? size - 1 : 2));
    CHECK(found.decisions.max == (chain ? size - 1 : 1));
    CHECK(found.totals.seats == static_cast<double>(size));
  }
}
