// SPDX-License-Identifier: BSL-1.0
#include <pangkas/study/scenario_study.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/small_ministry.hpp"

#include <pangkas/decisions/decisions.hpp>
#include <pangkas/study/delegation_question.hpp>
#include <pangkas/study/play.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <optional>
#include <random>
#include <string>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

studied_scenario of(std::string name, double shrink, double span, double cost) {
  studied_scenario one;
  one.name = std::move(name);
  one.figures[static_cast<std::size_t>(study_measure::shrink_real)] = shrink;
  one.figures[static_cast<std::size_t>(study_measure::widest_span)] = span;
  one.figures[static_cast<std::size_t>(study_measure::cost)] = cost;
  return one;
}

}  // namespace

TEST_CASE("judge names who is dominated, by whom and why", "[study][scenario_study]") {
  std::vector<studied_scenario> all{of("as it is", 0, 9, 100), of("deep", 0.3, 12, 90),
                                    of("clumsy", 0.2, 14, 90), of("same", 0.3, 12, 90)};
  const std::vector<study_measure> judged = judge(all);
  CHECK(judged == std::vector<study_measure>{study_measure::shrink_real, study_measure::widest_span,
                                             study_measure::cost});
  CHECK_FALSE(all[0].dominated_by);
  CHECK_FALSE(all[1].dominated_by);
  CHECK(all[2].dominated_by == 1);
  CHECK_FALSE(all[3].dominated_by);  // an equal does not dominate
  CHECK(all[0].best_in == std::vector<study_measure>{study_measure::widest_span});
  CHECK(all[1].best_in ==
        std::vector<study_measure>{study_measure::shrink_real, study_measure::cost});
  CHECK(all[2].best_in.empty());  // though nobody is cheaper
  CHECK(all[2].why ==
        "\"deep\" is better in 2 measures and worse in none: real shrink 20 % against 30 %, widest "
        "span 14 against 12.");
  CHECK(all[1].why ==
        "It is best, or as good as any, in real shrink, cost; it loses in widest span 12 against 9 "
        "of \"as it is\".");
}

TEST_CASE("a difference that only rounding makes decides nothing", "[study][scenario_study]") {
  std::vector<studied_scenario> all{of("a", 0.1, 9, 100), of("b", 0.1, 9, 100 + 1e-10)};
  CHECK(judge(all).size() == 3);
  CHECK_FALSE(all[1].dominated_by);
  all[1].figures[static_cast<std::size_t>(study_measure::cost)] = 100.001;
  judge(all);
  CHECK(all[1].dominated_by == 0);
}

TEST_CASE("a figure that one scenario lacks decides nothing", "[study][scenario_study]") {
  std::vector<studied_scenario> all{of("a", 0.1, 9, 100), of("b", 0.2, 9, 100)};
  all[1].figures[static_cast<std::size_t>(study_measure::cost)].reset();
  CHECK(judge(all) ==
        std::vector<study_measure>{study_measure::shrink_real, study_measure::widest_span});
  CHECK(all[0].dominated_by == 1);
  CHECK(all[1].why == "It is best, or as good as any, in everything that is judged.");
  // What is a matter of taste is not judged, even if it is asked for.
  CHECK(judge(all, {study_measure::managers, study_measure::widest_span, study_measure::cost}) ==
        std::vector<study_measure>{study_measure::widest_span});
}

TEST_CASE("of each measure it is known whether more or less of it is better",
          "[study][scenario_study]") {
  // As the table of docs/background/studies.md has it.
  for (std::size_t i = 0; i < detail::study_measure_names.size(); ++i) {
    const auto m = static_cast<study_measure>(i);
    const std::string name(to_string(m));
    const better expected = name == "managers" || name == "mean_span" || name == "posts"
                                ? better::neither
                            : name.starts_with("shrink") || name == "pso_percent" ? better::more
                                                                                  : better::less;
    INFO(name);
    CHECK(better_of(m) == expected);
    CHECK_FALSE(in_words(m).empty());
  }
}

TEST_CASE("what nobody says has no figure", "[study][scenario_study]") {
  organisation_parts parts = ministry().parts();
  matter m;
  m.code = "letters";
  parts.matters = {m};
  parts.authorities = {
      {"MENTERI", "letters", {}, authority_source::attribution, "", "", "", "", {}}};
  const organisation before(parts);
  study_options options;
  options.office.emplace();
  const auto has = [&](const organisation& org, study_measure measure) {
    scenario none;
    return figure_of(figures_of(org, play(org, none), options), measure).has_value();
  };
  // A step takes time that nobody says; then nobody decides.
  CHECK_FALSE(has(before, study_measure::days));
  CHECK_FALSE(has(before, study_measure::load));
  parts.matters[0].work_minutes = 5;
  CHECK(has(organisation(parts), study_measure::days));
  CHECK(has(organisation(parts), study_measure::load));
  parts.authorities.clear();
  CHECK_FALSE(has(organisation(parts), study_measure::days));
  CHECK_FALSE(has(organisation(parts), study_measure::load));
  CHECK(has(organisation(parts), study_measure::undecidable));
  // Breaches of integrity are those of rules, if there are tables and rules.
  integrity_rules rules;
  rules.four_eyes.push_back({{"five", {}, {}, {}}, 5});
  const integrity_tables tables;
  options.tables = &tables;
  CHECK_FALSE(has(before, study_measure::integrity));
  // STAF's letters have five checks; three are left where two posts go.
  const played flat = play(before, central_policy());
  CHECK_FALSE(figure_of(figures_before(before, flat.sides, options), study_measure::integrity));
  options.rules = &rules;
  CHECK(figure_of(figures_before(before, flat.sides, options), study_measure::integrity) == 0);
  CHECK(figure_of(figures_of(before, flat, options), study_measure::integrity) == 1);
  // Rights are passed on that nobody had given before, and that no official uses for another.
  const auto passed_on = [&](authority right) {
    scenario steps;
    right.matter = "letters";
    steps.steps = {{{"give", "why", "law", {}}, authority_step{std::move(right)}}};
    return *figure_of(figures_of(before, play(before, steps)), study_measure::delegations);
  };
  CHECK(passed_on({.position = "BIRO", .giver = "MENTERI"}) == 1);
  CHECK(passed_on({.position = "BIRO"}) == 0);
  CHECK(passed_on({.position = "BIRO", .giver = "MENTERI", .acting = acting_capacity::plt}) == 0);
  parts = before.parts();
  parts.authorities.push_back({.position = "BIRO", .matter = "letters", .giver = "SEKJEN"});
  const organisation given(std::move(parts));
  scenario ended;
  ended.steps = {{{"end", "why", "law", {}}, abolish_step{{"SEKJEN"}, "", {}, {}}}};
  CHECK(figure_of(figures_of(given, play(given, ended)), study_measure::delegations) == 0);
}

TEST_CASE("no dominated scenario is best in anything, by comparison of all pairs",
          "[study][scenario_study]") {
  std::minstd_rand random(7);
  const std::size_t cases = cases_to_try(4000);
  std::size_t dominated = 0;
  for (std::size_t c = 0; c < cases; ++c) {
    std::vector<studied_scenario> all;
    const std::size_t count = 2 + random() % 7;
    for (std::size_t i = 0; i < count; ++i)
      all.push_back(of(std::to_string(i), static_cast<double>(random() % 4) / 10,
                       static_cast<double>(random() % 4), static_cast<double>(random() % 3)));
    judge(all);
    const auto at = [&](std::size_t i, study_measure m) { return *figure_of(all[i].figures, m); };
    for (std::size_t i = 0; i < count; ++i) {
      bool is_dominated = false;
      for (std::size_t other = 0; other < count; ++other) {
        const double more =
            at(other, study_measure::shrink_real) - at(i, study_measure::shrink_real);
        const double less =
            at(i, study_measure::widest_span) - at(other, study_measure::widest_span);
        const double cheaper = at(i, study_measure::cost) - at(other, study_measure::cost);
        if (more >= 0 && less >= 0 && cheaper >= 0 && more + less + cheaper > 0)
          is_dominated = true;
      }
      REQUIRE(all[i].dominated_by.has_value() == is_dominated);
      if (!is_dominated) continue;
      ++dominated;
      REQUIRE(all[i].best_in.empty());
      REQUIRE_FALSE(all[*all[i].dominated_by].dominated_by);
    }
  }
  CHECK(dominated > cases);
}

TEST_CASE("the figures of a study are those of single runs", "[study][scenario_study]") {
  organisation_parts parts = ministry().parts();
  matter m;
  m.code = "letters";
  m.volume = 100;
  m.work_minutes = 30;
  m.waiting_hours = 2;
  parts.matters = {m};
  parts.authorities = {
      {"MENTERI", "letters", {}, authority_source::attribution, "", "", "", "", {}}};
  const organisation before(std::move(parts));
  policy with_roles = central_policy();
  with_roles.roles.kind = role_policy::coordinators;
  scenario by_hand;
  by_hand.name = "by hand";
  by_hand.steps = {{{"a", "why", "law", {}}, abolish_step{{"BIRO"}, "", {}, {}}}};
  study_options options;
  options.office.emplace();

  const played plain = play(before, central_policy());
  const played roles = play(before, with_roles);
  const played hand = play(before, by_hand);
  for (const played* one : {&plain, &roles, &hand}) {
    const study_figures figures = figures_of(before, *one, options);
    // As decisions() of the same organisation afterwards has them.
    const decision_report found = decisions_after(before, one->result.after);
    CHECK(figure_of(figures, study_measure::hand_offs) == found.all.mean_hand_offs);
    CHECK(figure_of(figures, study_measure::hand_offs_with_roles) ==
          found.all.mean_hand_offs_with_roles);
    CHECK(figure_of(figures, study_measure::shrink_real) == one->sides.change.with_roles);
    CHECK(
        figure_of(figures, study_measure::load) ==
        full_time_posts(one->result.after, *found.most_loaded, found.load[*found.most_loaded], {}));
    CHECK(figure_of(figures, study_measure::posts) == one->result.after.command().placed());
    CHECK(figure_of(figures, study_measure::seats) == 6);
    CHECK(figure_of(figures, study_measure::days).has_value());
    CHECK_FALSE(figure_of(figures, study_measure::cost));
    CHECK_FALSE(figure_of(figures, study_measure::integrity));
  }
  // Five hand-offs; the policy takes two posts out (3), roles put them back, one post ends (4).
  CHECK(figure_of(figures_before(before, plain.sides), study_measure::hand_offs_with_roles) == 5);
  CHECK(figure_of(figures_of(before, plain), study_measure::hand_offs_with_roles) == 3);
  CHECK(figure_of(figures_of(before, roles), study_measure::hand_offs_with_roles) == 5);
  CHECK(figure_of(figures_of(before, hand), study_measure::hand_offs_with_roles) == 4);
  CHECK(figure_of(figures_of(before, plain), study_measure::pso_percent) == 100);
  CHECK_FALSE(figure_of(figures_of(before, hand), study_measure::pso_percent));
  // What each takes. A post by hand ends; a right passed on leaves every post where it is.
  const auto takes = [&](const played& one) {
    const study_figures figures = figures_of(before, one);
    return std::array{*figure_of(figures, study_measure::converted),
                      *figure_of(figures, study_measure::merged),
                      *figure_of(figures, study_measure::delegations)};
  };
  CHECK(takes(plain) == std::array{2.0, 0.0, 0.0});
  CHECK(takes(hand) == std::array{0.0, 0.0, 0.0});
  scenario merging;
  merging.steps = {{{"a", "why", "law", {}}, merge_step{{{"BIRO"}, "SEKJEN", {}, {}}}},
                   {{"b", "why", "law", {}},
                    authority_step{{.position = "SEKJEN",
                                    .matter = "letters",
                                    .source = authority_source::delegation,
                                    .giver = "MENTERI"}}}};
  CHECK(takes(play(before, merging)) == std::array{0.0, 1.0, 1.0});
  delegation_request one_right;
  one_right.most = 1;
  const std::vector<delegation> given = best_delegations(before, one_right).delegations;
  REQUIRE(given.size() == 1);
  const played passed_on = play(before, given);
  CHECK(takes(passed_on) == std::array{0.0, 0.0, 1.0});
  CHECK(passed_on.result.after.authorities() == with_delegations(before, given).authorities());
  CHECK(figure_of(figures_of(before, passed_on), study_measure::hand_offs) ==
        decisions(with_delegations(before, given)).all.mean_hand_offs);
  // By hand: 30 minutes of work at 72,000 of 117,450 office minutes and 2 hours before each of 4
  // steps are 11.3 of 7.5 hours, and next to no queue.
  const auto days = figure_of(figures_of(before, plain, options), study_measure::days);
  CHECK(*days > 1.45);
  CHECK(*days < 1.6);
}

TEST_CASE("a scenario that overloads a post loses in days, and the measure counts",
          "[study][scenario_study]") {
  organisation_parts parts = ministry().parts();
  matter m;
  m.code = "letters";
  m.volume = 100;
  m.work_minutes = 30;
  parts.matters = {m};
  parts.authorities = {
      {"MENTERI", "letters", {}, authority_source::attribution, "", "", "", "", {}}};
  const organisation before(std::move(parts));
  // Each of the chain gets every letter: 100 of 30 minutes are a small part of a year of 72,000 working
  // minutes, 5,000 are twice as much as there is.
  scenario none;
  none.name = "nothing";
  study_options options;
  options.office.emplace();
  const played plain = play(before, none);
  std::vector<studied_scenario> all(2);
  all[0].name = "calm";
  all[0].figures = figures_of(before, plain, options);
  REQUIRE(figure_of(all[0].figures, study_measure::days));
  CHECK(std::isfinite(*figure_of(all[0].figures, study_measure::days)));

  organisation_parts busy_parts = before.parts();
  busy_parts.matters[0].volume = 5000;
  const organisation busy(std::move(busy_parts));
  all[1].name = "busy";
  all[1].figures = figures_of(busy, play(busy, none), options);
  const auto days = figure_of(all[1].figures, study_measure::days);
  REQUIRE(days);
  CHECK(std::isinf(*days));
  CHECK(figure_text(study_measure::days, days) == "never");

  const std::vector<study_measure> judged = judge(all, {study_measure::days});
  CHECK(judged == std::vector<study_measure>{study_measure::days});
  CHECK(all[1].dominated_by == 0);
  CHECK(all[1].losses == std::vector<lost_measure>{{study_measure::days, 0}});
  CHECK(all[1].why.starts_with(
      "\"calm\" is better in 1 measure and worse in none: working days never against "));
  CHECK_FALSE(all[0].dominated_by);
  // Both overloaded, neither is better.
  all[0].figures = all[1].figures;
  judge(all, {study_measure::days});
  CHECK_FALSE(all[0].dominated_by);
  CHECK_FALSE(all[1].dominated_by);
}
