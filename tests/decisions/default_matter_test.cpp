// SPDX-License-Identifier: BSL-1.0
#include <pangkas/decisions/default_matter.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/naive_decisions.hpp"
#include "support/organisations.hpp"

#include <pangkas/decisions/decision_path.hpp>

#include <boost/graph/adjacency_list.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

TEST_CASE("decision_paths gives the values worked by hand", "[decisions][default_matter]") {
  for (const named_organisation& named : named_organisations()) {
    CAPTURE(named.name);
    const decision_summary summary = decision_paths(make(named.what));
    CHECK(summary.matters == 1);
    CHECK(summary.volume == named.expected.volume);
    CHECK(summary.undecidable == named.expected.undecidable);
    CHECK(summary.mean_hand_offs == named.expected.mean_hand_offs);
    CHECK(summary.p50 == named.expected.p50);
    CHECK(summary.p90 == named.expected.p90);
    CHECK(summary.max == named.expected.max_hand_offs);
    CHECK(summary.mean_hand_offs_with_roles == named.expected.with_roles);
    CHECK(summary.mean_hand_offs_with_coordination == named.expected.with_coordination);
  }
}

TEST_CASE("decision_path leads from the drafter over roles and initials to the decider",
          "[decisions][default_matter]") {
  const organisation org = make(paper_flattening().what);
  const auto path = decision_path(org, org.at("s1"));
  REQUIRE(path);
  const std::vector<path_step> expected{
      {org.at("s1"), step_role::drafter, std::nullopt},
      {org.at("L"), step_role::coordination, line_type::coordination},
      {org.at("H"), step_role::role_step, line_type::assignment},
      {org.at("L"), step_role::coordination, line_type::coordination},
      {org.at("K"), step_role::role_step, line_type::assignment},
      {org.at("D"), step_role::reviewer, line_type::command},
      {org.at("M"), step_role::decider, line_type::command}};
  CHECK(*path == expected);

  // By command lines alone the paper reform looks as it was meant.
  const auto formal = decision_path(org.command(), org.at("s1"));
  REQUIRE(formal);
  CHECK(formal->size() == 3);
}

TEST_CASE("a root decides its own matter in one step", "[decisions][default_matter]") {
  const organisation org = make(paper_flattening().what);
  const auto path = decision_path(org, org.at("M"));
  REQUIRE(path);
  CHECK(*path == std::vector<path_step>{{org.at("M"), step_role::decider, std::nullopt}});
}

TEST_CASE("a matter is undecidable for an orphan and for the unrooted",
          "[decisions][default_matter]") {
  const organisation orphan = make(orphan_tree().what);
  CHECK_FALSE(decision_path(orphan, orphan.at("o1")));
  CHECK_FALSE(decision_path(orphan.command(), orphan.at("o1")));
  const organisation cycle = make(cycle_of_two().what);
  CHECK_FALSE(decision_path(cycle, cycle.at("c")));
  const path_lengths lengths(cycle);
  CHECK_FALSE(lengths.decidable(cycle.at("c")));
  CHECK_FALSE(lengths.command(cycle.at("c")));
  CHECK_FALSE(lengths.with_roles(cycle.at("c")));
  CHECK_FALSE(lengths.with_coordination(cycle.at("c")));
}

TEST_CASE("a role line from a command superior adds no step, nor do roles that form a circle",
          "[decisions][default_matter]") {
  description what{{post("R"), post("D", "R"), post("s", "D"), post("x", "R"), post("y", "R")},
                   {{"D", "s", line_type::assignment, {}, {}},
                    {"R", "s", line_type::functional, {}, {}},
                    {"x", "s", line_type::assignment, {}, {}},
                    {"x", "s", line_type::functional, {}, {}},  // twice, and still one step
                    {"y", "x", line_type::assignment, {}, {}},
                    {"x", "y", line_type::assignment, {}, {}},
                    {"s", "y", line_type::assignment, {}, {}}},
                   {}};
  const organisation org = make(what);
  const path_lengths lengths(org);
  CHECK(lengths.command(org.at("s")) == std::uint64_t{2});
  CHECK(lengths.with_roles(org.at("s")) == std::uint64_t{4});  // s, x, y, D, R
}

TEST_CASE("what hangs on a command superior is not reached through it from below",
          "[decisions][default_matter]") {
  // k coordinates D; s is assigned to D, its own superior. The path of s meets k once: after D.
  description what{
      {post("R"), post("D", "R"), post("k", "R"), post("s", "D")},
      {{"D", "s", line_type::assignment, {}, {}}, {"k", "D", line_type::assignment, {}, {}}},
      {}};
  const organisation org = make(what);
  const auto path = decision_path(org, org.at("s"));
  REQUIRE(path);
  std::vector<std::string> steps;
  for (const path_step& step : *path) steps.emplace_back(org.code(step.position));
  CHECK(steps == std::vector<std::string>{"s", "D", "k", "R"});
  CHECK((*path)[2].role == step_role::role_step);
}

TEST_CASE("percentiles are nearest ranks", "[decisions][default_matter]") {
  // Nine roots alone decide at once; one chain of eleven takes ten hand-offs.
  description what;
  for (int i = 0; i < 9; ++i) what.positions.push_back(post("R" + std::to_string(i)));
  for (int i = 0; i < 11; ++i)
    what.positions.push_back(
        post("c" + std::to_string(i), i == 0 ? "" : "c" + std::to_string(i - 1)));
  decision_summary summary = decision_paths(make(what));
  CHECK(summary.volume == 10);
  CHECK(summary.p50 == std::size_t{0});
  CHECK(summary.p90 == std::size_t{0});
  CHECK(summary.max == std::size_t{10});
  CHECK(summary.mean_hand_offs == 1.0);
  what.positions.erase(what.positions.begin());
  summary = decision_paths(make(what));
  CHECK(summary.p90 == std::size_t{10});  // rank ⌈0.9 · 9⌉ = 9
}

TEST_CASE("decision_path is the path of a step-by-step walker on random organisations",
          "[decisions][default_matter]") {
  for (std::uint64_t seed = 0; seed < cases_to_try(4000); ++seed) {
    CAPTURE(seed);
    random_options options;
    options.lines = seed % 3 == 0 ? 0 : seed % 3 == 1 ? 40 : 95;
    const description what = random_description(seed, options);
    const organisation org = make(what);
    const naive_decisions hand({what.positions, what.lines, {}, {}, {}}, org);
    const path_lengths lengths(org);
    for (std::size_t row = 0; row < hand.size(); ++row) {
      const position_id p = hand.number(row);
      const naive_path expected = hand.path(0, row);
      const auto found = decision_path(org, p);
      REQUIRE(found.has_value() == expected.decidable());
      REQUIRE(lengths.decidable(p) == expected.decidable());
      if (!found) continue;
      const std::vector<naive_step> steps = expected.all_steps();
      REQUIRE(found->size() == steps.size());
      for (std::size_t i = 0; i < steps.size(); ++i) {
        REQUIRE((*found)[i].position == hand.number(steps[i].position));
        REQUIRE(role_word((*found)[i].role) == steps[i].role);
        REQUIRE((*found)[i].led_here == steps[i].led_here);
      }
      const std::size_t command = expected.command_steps().size() - 1;
      REQUIRE(lengths.command(p) == command);
      REQUIRE(lengths.with_roles(p) == expected.steps_with_roles().size() - 1);
      REQUIRE(lengths.with_coordination(p) == steps.size() - 1);
      REQUIRE(decision_path(org.command(), p)->size() == command + 1);
    }

    const naive_summary expected = hand.summary();
    const decision_summary summary = decision_paths(org);
    REQUIRE(summary.undecidable == expected.undecidable_originators);
    REQUIRE(summary.volume == expected.volume);
    REQUIRE(summary.p50 == expected.p50);
    REQUIRE(summary.p90 == expected.p90);
    REQUIRE(summary.max == expected.max);
    REQUIRE(summary.mean_hand_offs.has_value() == expected.mean_hand_offs.has_value());
    if (!summary.mean_hand_offs) continue;
    REQUIRE(*summary.mean_hand_offs == Approx(*expected.mean_hand_offs));
    REQUIRE(*summary.mean_hand_offs_with_roles == Approx(*expected.mean_hand_offs_with_roles));
    REQUIRE(*summary.mean_hand_offs_with_coordination ==
            Approx(*expected.mean_hand_offs_with_coordination));
  }
}

TEST_CASE("decision_paths of a foreign graph are those by command lines",
          "[decisions][default_matter]") {
  using list = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS>;
  for (std::uint64_t seed = 0; seed < cases_to_try(1000); ++seed) {
    CAPTURE(seed);
    random_options options;
    options.orphans = 0;
    const by_hand hand(random_description(seed, options));
    list graph(hand.size());
    for (std::size_t i = 0; i < hand.size(); ++i)
      if (hand.superior(i)) add_edge(*hand.superior(i), i, graph);
    REQUIRE(decision_paths(graph) == decision_paths(make(hand.what()).command()));
  }
}

TEST_CASE("decision_path climbs a chain of two hundred thousand positions",
          "[decisions][default_matter]") {
  constexpr std::uint32_t size = 200'000;
  std::vector<row_index> superiors(size, no_row);
  for (row_index row = 1; row < size; ++row) superiors[row] = row - 1;
  const command_forest chain(superiors);
  const position_id last{size - 1};
  const auto path = decision_path(chain, last);
  REQUIRE(path);
  CHECK(path->size() == size);
  CHECK(path->back().position == 0);
  CHECK(decision_paths(chain).max == std::size_t{size - 1});
  CHECK(path_lengths(chain).command(last) == std::uint64_t{size - 1});

  std::fill(superiors.begin() + 1, superiors.end(), 0U);
  const decision_summary star = decision_paths(command_forest(superiors));
  CHECK(star.volume == size - 1);
  CHECK(star.mean_hand_offs == 1.0);
}
