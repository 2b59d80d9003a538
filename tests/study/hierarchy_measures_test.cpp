// SPDX-License-Identifier: BSL-1.0
#include <pangkas/study/hierarchy_measures.hpp>

#include "support/catch.hpp"
#include "support/organisations.hpp"

#include <string>

using namespace pangkas;
using namespace pangkas::tests;

TEST_CASE("measure_hierarchy gives the values worked by hand", "[study][hierarchy_measures]") {
  const organisation org = make(shared_report().what);
  const hierarchy_measures found = measure_hierarchy(org);
  const position_id m1 = *org.find("M1");
  CHECK(command_network(org).lines() == 5);
  CHECK(found.command.lines == 5);
  CHECK(found.all.lines == 6);
  CHECK(found.command.krackhardt_efficiency_sna == figure(1));
  CHECK(found.command.krackhardt_lub_least == figure(1));
  CHECK(found.command.flow_hierarchy == figure(1));
  CHECK(found.command.trophic_incoherence_q == figure(0));
  // Of the pairs of a superior and one below it five are one line apart and three are two; by the
  // line from M2 to a there is one more of the former. It takes 2 off the ways from a to M2 and c.
  CHECK_THAT(*found.command.line_distance_down.mean, within(11.0 / 8, 1e-12));
  CHECK_THAT(*found.all.line_distance_down.mean, within(12.0 / 9, 1e-12));
  CHECK_THAT(*found.command.line_distance_both.mean, within(32.0 / 15, 1e-12));
  CHECK_THAT(*found.all.line_distance_both.mean, within(28.0 / 15, 1e-12));
  CHECK(found.all.line_distance_both.starts == 6);
  // From R to a and to b; of the former way there are then two.
  CHECK(found.command.betweenness_down_max->position == m1);
  CHECK(found.command.betweenness_down_max->betweenness == 2);
  CHECK(found.all.betweenness_down_max->position == m1);
  CHECK(found.all.betweenness_down_max->betweenness == 1.5);
  REQUIRE(found.command.dominator_dependants_max);
  CHECK(found.command.dominator_dependants_max->position == m1);
  CHECK(found.command.dominator_dependants_max->dependants == 2);
  CHECK(found.all.dominator_dependants_max->dependants == 1);
  CHECK_THAT(*found.total_path_length, within(32, 1e-12));
  // One line nearer to c are R, M1, a and b; M1, a and b to both M2 and c.
  CHECK(*found.best_line_down == best_line{{*org.find("R"), *org.find("c")}, 4});
  CHECK(*found.best_line_between_equals == best_line{{m1, *org.find("M2")}, 6});
  CHECK(found.graicunas_max->position == *org.find("R"));
  CHECK(found.graicunas_max->span == 2);
  CHECK(found.graicunas_max->relationships == figure(6));
}

TEST_CASE("measure_hierarchy agrees with the named organisations", "[study][hierarchy_measures]") {
  for (const named_organisation& named : named_organisations()) {
    CAPTURE(named.name);
    const hierarchy_measures found = measure_hierarchy(make(named.what));
    const auto& expected = named.expected;
    CHECK(found.total_path_length.value().has_value() == expected.mean_distance.has_value());
    if (expected.mean_distance)
      CHECK_THAT(*found.total_path_length,
                 within(*expected.mean_distance * static_cast<double>(expected.pairs), 1e-9));
    CHECK((found.graicunas_max ? found.graicunas_max->span : 0) == expected.max_span);
    CHECK(found.strata_compression_share.why_absent() == absence::not_given);
  }
  const hierarchy_measures of_nobody = measure_hierarchy(make(empty_organisation().what));
  CHECK(of_nobody.command.line_distance_down.mean.why_absent() == absence::no_linked_pairs);
  CHECK(of_nobody.all.betweenness_down_max.why_absent() == absence::no_pairs);
  CHECK(of_nobody.all.dominator_dependants_max.why_absent() == absence::no_candidates);
  CHECK(of_nobody.best_line_down.why_absent() == absence::no_candidates);
  CHECK(of_nobody.graicunas_max.why_absent() == absence::no_lines);
}

TEST_CASE("measure_hierarchy leaves out what is beyond a limit", "[study][hierarchy_measures]") {
  // R, M1, M2 and a are at or above a, which has two superiors.
  const hierarchy_measures found =
      measure_hierarchy(make(shared_report().what), {.reach = 3, .common_tops = 3, .steps = 1});
  CHECK(found.all.krackhardt_hierarchy.why_absent() == absence::too_large);
  CHECK(found.all.krackhardt_lub_least.why_absent() == absence::too_large);
  CHECK(found.all.global_reaching_centrality.why_absent() == absence::too_large);
  CHECK(found.best_line_down.why_absent() == absence::too_large);
  CHECK(found.best_line_between_equals.why_absent() == absence::too_large);
  CHECK(found.command.krackhardt_hierarchy == figure(1));  // a tree has no such position
  CHECK(found.all.krackhardt_connectedness == figure(1));
}

TEST_CASE("measure_hierarchy estimates beyond a limit", "[study][hierarchy_measures]") {
  description star{{post("top")}, {}, {}};
  for (int i = 0; i < 1100; ++i) star.positions.push_back(post("p" + std::to_string(i), "top"));
  const hierarchy_measures found =
      measure_hierarchy(make(star), {.exact_down = 1099, .exact_both = 1100});
  CHECK(found.command.betweenness_down_max->starts == 1000);
  CHECK(found.command.betweenness_down_max->confidence == 0.95);
  CHECK(found.command.betweenness_down_max->error_bound > 0);
  CHECK(found.command.line_distance_down.starts == 1000);
  CHECK(found.command.line_distance_both.starts == 1000);
  const hierarchy_measures exact =
      measure_hierarchy(make(star), {.exact_down = 1100, .exact_both = 1101});
  CHECK(exact.command.betweenness_down_max->starts == 1101);
  CHECK(exact.command.betweenness_down_max->error_bound == 0);
  CHECK(exact.command.line_distance_down.mean == figure(1));
  CHECK(exact.command.line_distance_both.starts == 1101);
}
