// SPDX-License-Identifier: BSL-1.0
// Expected values: worked by hand.
#include <pangkas/process/path_against_chart.hpp>

#include "support/catch.hpp"

#include <pangkas/core/organisation_builder.hpp>
#include <pangkas/decisions/decision_path.hpp>
#include <pangkas/error.hpp>
#include <pangkas/io/decision_tables.hpp>
#include <pangkas/io/position_table.hpp>

#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

// So that no helper meets one of another test.
namespace path_against_chart_test {

namespace {

/// R over D over S over E and F; C stands beside them under R. D decides leave, R all spending.
organisation office(const std::string& lines = "R,,Top\nD,R,A\nS,D,A\nE,S,A\nF,S,A\nC,R,B\n",
                    const std::string& matters = "leave,10\nspend,5\n",
                    const std::string& more_rights = "", const std::string& steps = "") {
  organisation_builder builder;
  add_position_table(builder, "code,reports_to,unit\n" + lines, "p.csv");
  add_matter_table(builder, "code,volume\n" + matters, "m.csv");
  add_authority_table(
      builder, "position,whoever,matter\nD,,leave\nC,,leave\nR,,spend\n" + more_rights, "a.csv");
  if (!steps.empty()) add_step_table(builder, "matter,act,who,after\n" + steps, "s.csv");
  return std::move(builder).build().organisation;
}

struct of_case {
  std::string
      steps;  ///< a letter each: the code of a position; ? for one nobody mapped, - external
  std::string matter = "leave";
};

struct logged {
  event_log log;
  mapped_log mapped;
};

logged log_of(const std::vector<of_case>& cases, const organisation& org) {
  event_log_builder builder;
  std::vector<map_row> map;
  for (const char who : std::string("RDSEFC"))
    map.push_back({std::string(1, who), "", "", parse_holder(std::string(1, who)), "", "", 1});
  map.push_back({"-", "", "", std::nullopt, "", "", 1});
  micros at = 0;
  for (std::size_t c = 0; c < cases.size(); ++c)
    for (std::size_t i = 0; i < cases[c].steps.size(); ++i) {
      event_row row;
      const std::string id = std::to_string(c);
      const std::string who(1, cases[c].steps[i]);
      row.case_id = id;
      row.matter = cases[c].matter;
      row.activity = i + 2 < cases[c].steps.size() ? "see" : "sign";
      row.resource = who;
      row.time = {at += micros_an_hour, 0, true};
      builder.add(row);
    }
  logged made{std::move(builder).build(), {}};
  made.mapped = map_positions(made.log, org, map);
  return made;
}

matter_against_chart only(const std::vector<of_case>& cases,
                          const against_chart_options& options = {}) {
  const organisation org = office();
  const logged l = log_of(cases, org);
  const chart_comparison c = path_against_chart(l.log, l.mapped, org, options);
  REQUIRE(c.matters.size() == 1);
  return c.matters[0];
}

}  // namespace

TEST_CASE("A case takes the very path, a shorter, a longer or another", "[process][chart]") {
  // The chart: E, S, D.
  const matter_against_chart m = only({{"ESD"}, {"EESSD"}, {"ED"}, {"ESFSD"}, {"EFD"}});
  CHECK(m.cases == 5);
  CHECK(m.compared == 5);
  CHECK(m.exact == 2);
  CHECK(m.shorter == 1);
  CHECK(m.longer == 1);
  CHECK(m.other == 1);
  CHECK(m.skipped == 2);   // S, and S
  CHECK(m.inserted == 3);  // F and S, and F
  CHECK(m.returned == 1);  // S again
  CHECK_THAT(m.observed_hand_offs, within((2 + 2 + 1 + 4 + 2) / 5.0, 1e-12));
  CHECK(m.predicted_hand_offs == 2);
  // 1, 1, 1 − 1/5, 1 − 2/8, 1 − 2/6.
  CHECK_THAT(m.fitness, within((1 + 1 + 0.8 + 0.75 + 2 / 3.0) / 5, 1e-12));
}

TEST_CASE("Where a case is decided is told beside the decider of the chart", "[process][chart]") {
  const matter_against_chart m = only({{"ESD"}, {"ESDR"}, {"ES"}, {"ESC"}, {"F"}});
  CHECK(m.decided_at == 1);
  CHECK(m.decided_above == 1);   // R
  CHECK(m.decided_below == 2);   // S, and F itself
  CHECK(m.decided_beside == 1);  // C
  CHECK(m.allowed == 2);         // D and C
  CHECK(m.rights.size() == 2);
  CHECK(m.dead_rights.empty());
  REQUIRE(m.without_right.size() == 3);
  // The one who decides is the last that does an activity of that name.
  const matter_against_chart signing = only({{"ESDFF"}}, {.deciding = {"see"}});
  CHECK(signing.decided_at == 1);
  const matter_against_chart nowhere = only({{"ESD"}}, {.deciding = {"veto"}});
  CHECK(nowhere.compared == 1);
  CHECK(nowhere.decided_at + nowhere.decided_above + nowhere.decided_below +
            nowhere.decided_beside + nowhere.allowed ==
        0);
  CHECK(nowhere.dead_rights.size() == 2);
}

TEST_CASE(
    "A right of whoever stands so is one of those to whom it leads, and what is filed after the "
    "decision is no step of its path",
    "[process][chart]") {
  // Whoever leads the unit of the originator decides letters: D for E and F, and for C nobody.
  const organisation org =
      office("R,,Top\nD,R,A\nS,D,A\nE,S,A\nF,S,A\nC,R,B\n", "letters,10\nplans,1\n",
             ",@head-of-unit,letters\n", "letters,report,C,yes\n");
  const logged l = log_of({{"ESD", "letters"}, {"ES", "letters"}, {"ER", "plans"}}, org);
  const chart_comparison c = path_against_chart(l.log, l.mapped, org);
  REQUIRE(c.matters.size() == 2);
  CHECK(c.matters[0].exact == 1);
  CHECK(c.matters[0].shorter == 1);
  CHECK(c.matters[0].decided_at == 1);
  CHECK(c.matters[0].allowed == 1);
  std::vector<std::string> rights;
  for (const position_id p : c.matters[0].rights) rights.emplace_back(org.code(p));
  CHECK(rights == std::vector<std::string>{"D"});
  REQUIRE(c.matters[0].without_right.size() == 1);
  CHECK(org.code(c.matters[0].without_right[0].first) == "S");
  // Nobody may decide plans.
  CHECK(c.matters[1].undecidable == 1);
  CHECK(c.matters[1].rights.empty());
}

TEST_CASE("A chart on which nothing is decided predicts no traffic", "[process][chart]") {
  const organisation org = office("R,,Top\nD,R,A\nS,D,A\nE,S,A\nF,S,A\nC,R,B\n", "leave,0\n");
  const logged l = log_of({{"ESD"}}, org);
  const chart_comparison c = path_against_chart(l.log, l.mapped, org);
  CHECK_FALSE(c.traffic_correlation);
  REQUIRE(c.gaps.size() == 3);
  for (const traffic_gap& g : c.gaps) {
    CHECK(g.predicted == 0);
    CHECK(g.observed == Approx(1 / 3.0));
  }
}

TEST_CASE("Cases that cannot be compared are counted apart", "[process][chart]") {
  const organisation org = office();
  const logged l = log_of(
      {{"ESD"}, {"E?D"}, {"-E-SD-"}, {"---"}, {"ER", "spend"}, {"E", "other"}, {"E", ""}}, org);
  const chart_comparison c = path_against_chart(l.log, l.mapped, org);
  REQUIRE(c.matters.size() == 2);
  CHECK(c.matters[0].unmapped == 2);
  CHECK(c.matters[0].exact == 2);
  CHECK(c.matters[1].shorter == 1);
  CHECK(c.unknown_matter == 2);  // of one the log does not say it
  const matter_against_chart all = all_of(c.matters);
  CHECK(all.cases == 5);
  CHECK(all.compared == 3);
  CHECK_THAT(all.fitness, within((1 + 1 + 1 - 2 / 6.0) / 3, 1e-12));
  // With half of the events.
  const chart_comparison half = path_against_chart(l.log, l.mapped, org, {.least_mapped = 0.5});
  CHECK(half.matters[0].unmapped == 1);
  CHECK(half.matters[0].shorter == 1);
  // Two of three.
  CHECK(path_against_chart(l.log, l.mapped, org, {.least_mapped = 2 / 3.0}).matters[0].unmapped ==
        1);
  CHECK(path_against_chart(l.log, l.mapped, org, {.least_mapped = 0.67}).matters[0].unmapped == 2);
  // C and R reach nobody who may decide leave but themselves; S under nobody is another chart.
  const matter_against_chart m = only({{"RD"}});
  CHECK(m.undecidable == 1);
}

TEST_CASE("A log that says no matter needs one", "[process][chart]") {
  const organisation org = office();
  const logged l = log_of({{"ESD", ""}}, org);
  CHECK_THROWS_WITH(path_against_chart(l.log, l.mapped, org), contains("--matter"));
  CHECK(path_against_chart(l.log, l.mapped, org, {.matter = 0}).matters[0].exact == 1);
  const organisation one = office("R,\nD,R\nS,D\nE,S\nF,S\nC,R\n", "leave,10\n");
  const logged again = log_of({{"ESD", ""}}, one);
  CHECK(path_against_chart(again.log, again.mapped, one).matters[0].exact == 1);
}

TEST_CASE("Hand-overs go up, down, sideways and across", "[process][chart]") {
  const organisation org = office();
  const logged l = log_of({{"ESDE"}, {"EFR"}, {"EC"}}, org);
  const chart_comparison c = path_against_chart(l.log, l.mapped, org);
  CHECK(c.up == 3);
  CHECK(c.down == 1);
  CHECK(c.sideways == 1);
  CHECK(c.across == 1);
  CHECK(c.steps == 9);
  CHECK_FALSE(c.shadow_steps);
}

TEST_CASE("Steps by those who stood in the line before are its shadow", "[process][chart]") {
  // S was above E, and now stands beside it under D.
  const organisation before = office();
  const organisation after = office("R,,Top\nD,R,A\nS,D,A\nE,D,A\nF,D,A\nC,R,B\n");
  const logged l = log_of({{"ESD"}, {"ED"}, {"FSD"}, {"SED"}}, after);
  const chart_comparison c = path_against_chart(l.log, l.mapped, after, {.before = &before});
  CHECK(c.shadow_steps == 2);
  CHECK(c.matters[0].inserted == 3);
  // Whoever was not there before has no line that casts a shadow, nor has its superior.
  for (const auto& [rows, shadow] :
       {std::pair("R,,Top\nD,R,A\nE,D,A\n", 0U), {"R,,Top\nD,R,A\nS,D,A\nF,S,A\n", 1U}}) {
    const organisation then = office(rows);
    CHECK(path_against_chart(l.log, l.mapped, after, {.before = &then}).shadow_steps == shadow);
  }
}

TEST_CASE("Traffic is compared by rank", "[process][chart]") {
  const organisation org = office();
  // What the chart predicts: five matters of leave a year from E and F, through S, to D.
  const logged l = log_of({{"ESD"}, {"FSD"}, {"ER", "spend"}}, org);
  const chart_comparison c = path_against_chart(l.log, l.mapped, org);
  REQUIRE(c.traffic_correlation);
  CHECK(*c.traffic_correlation > 0);
  CHECK(*c.traffic_correlation < 1);
  REQUIRE_FALSE(c.gaps.empty());
  double observed = 0;
  for (const traffic_gap& g : c.gaps) observed += g.observed;
  CHECK_THAT(observed, within(1, 1e-12));
}

TEST_CASE("A log of the chart's own paths comes back as exact", "[process][chart]") {
  const organisation org = office();
  std::mt19937 random(3);
  std::vector<of_case> cases;
  for (int i = 0; i < 50; ++i) {
    const std::size_t m = random() % 2;
    const position_id from = org.at(std::string(1, "EFS"[random() % 3]));
    std::string steps;
    for (const path_step& step : decision_path(org, m, from).steps)
      steps += std::string(org.code(step.position)) + (random() % 2 == 0 ? "-" : "");
    cases.push_back({steps, org.matters()[m].code});
  }
  const logged l = log_of(cases, org);
  const chart_comparison c = path_against_chart(l.log, l.mapped, org);
  const matter_against_chart all = all_of(c.matters);
  CHECK(all.exact == 50);
  CHECK(all.fitness == 1);
  CHECK(all.decided_at == 50);
  CHECK(all.observed_hand_offs == all.predicted_hand_offs);
  CHECK(c.up > 0);
  CHECK(c.down + c.sideways + c.across == 0);
}

}  // namespace path_against_chart_test
