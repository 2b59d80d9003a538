// SPDX-License-Identifier: BSL-1.0
// Expected values: worked by hand; a walker of a few lines, on random logs.
#include <pangkas/process/hand_overs.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"

#include <pangkas/error.hpp>
#include <pangkas/metrics/betweenness.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <random>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

// So that no helper meets one of another test.
namespace hand_overs_test {

namespace {

/// Cases as words: each letter is a step, a dot one of nobody; stamps in hours.
event_log log_of(const std::vector<std::string>& cases) {
  event_log_builder builder;
  micros hour = 0;
  for (std::size_t c = 0; c < cases.size(); ++c)
    for (const char who : cases[c]) {
      event_row row;
      const std::string name = std::to_string(c);
      const std::string performer = who == '.' ? "" : std::string(1, who);
      row.case_id = name;
      row.activity = "step";
      row.resource = performer;
      row.time = {hour++ * micros_an_hour, 0, true};
      builder.add(row);
    }
  return std::move(builder).build();
}

std::string shown(const std::vector<performer_pair>& pairs, const event_column& of) {
  std::string text;
  const auto name = [&](std::uint32_t p) {
    return p == of.names.size() ? std::string(".") : std::string(of.names[p]);
  };
  for (const performer_pair& p : pairs)
    text += name(p.from) + name(p.to) + " " + std::to_string(p.count) + "/" +
            std::to_string(p.cases) + ", ";
  return text;
}

const event_column& of(const event_log& log) { return log.resources; }

using enum missing_performer;

}  // namespace

TEST_CASE("Hand-overs are consecutive pairs, those of one performer with itself apart",
          "[process][hand-overs]") {
  const event_log log = log_of({"AABAB", "BA"});
  CHECK(shown(hand_overs(log, of(log), left_out), of(log)) == "AA 1/1, AB 2/1, BA 2/2, ");
  const hand_over_figures f = hand_over_figures_of(log, of(log), left_out);
  CHECK(f.pairs == 5);
  CHECK(f.same == 1);
  CHECK(f.total == 4);
  CHECK(f.arcs == 2);
  CHECK(f.of_case == spread{2, 2.0, 1, 3, 3});
  CHECK(f.cases_without == 0);
  CHECK(f.performers == 2);
  CHECK(f.performers_of_case == 2);
  CHECK(f.returns == 2);  // A and B, each come back to
  CHECK(f.return_cases == 1);
  CHECK(f.repeats == 1);
  CHECK(f.redone == 4);
}

TEST_CASE("The three conventions of a missing performer differ", "[process][hand-overs]") {
  const event_log log = log_of({"A.A", ".B", "A..B"});
  CHECK(shown(hand_overs(log, of(log), value), of(log)) == "A. 2/2, .A 1/1, .B 2/2, .. 1/1, ");
  CHECK(shown(hand_overs(log, of(log), left_out), of(log)) == "AA 1/1, AB 1/1, ");
  CHECK(shown(hand_overs(log, of(log), pairs_known), of(log)) == "");
  CHECK(hand_over_figures_of(log, of(log), value).total == 5);
  CHECK(hand_over_figures_of(log, of(log), left_out).total == 1);
  CHECK(hand_over_figures_of(log, of(log), pairs_known).total == 0);
  CHECK(hand_over_figures_of(log, of(log), value).without == 4);
  CHECK(hand_over_figures_of(log, of(log), left_out).cases_without == 2);
}

TEST_CASE("Subcontracting counts every a, b, a, and no a, a, a", "[process][hand-overs]") {
  // pm4py 2.7.23 gives A → C alone for the first two.
  const event_log log = log_of({"ABA", "ACA", "AAA", "ABAB", "AB.A"});
  CHECK(shown(subcontracting(log, of(log), left_out), of(log)) == "AB 3/3, AC 1/1, BA 1/1, ");
  CHECK(shown(subcontracting(log, of(log), pairs_known), of(log)) == "AB 2/2, AC 1/1, BA 1/1, ");
  const hand_over_figures f = hand_over_figures_of(log, of(log), left_out);
  CHECK(f.subcontracting == 5);
  CHECK(f.subcontracting_cases == 4);
  CHECK(f.subcontracting_arcs == 3);
}

TEST_CASE("Working together counts cases, each pair once", "[process][hand-overs]") {
  const event_log log = log_of({"ABA", "ABA", "CB", "A.", "D"});
  CHECK(shown(*working_together(log, of(log), left_out), of(log)) == "AB 2/2, BC 1/1, ");
  CHECK(shown(*working_together(log, of(log), value), of(log)) == "AB 2/2, A. 1/1, BC 1/1, ");
  CHECK_FALSE(working_together(log, of(log), left_out, 5));
  CHECK(working_together(log, of(log), left_out, 6));
}

TEST_CASE("A fall factor counts what is handed over later too", "[process][hand-overs]") {
  // A B C: direct AB, BC (1 each), AC at ½. Divisor 1·2 + ½·1.
  const event_log log = log_of({"ABC"});
  const auto weights = fading_hand_overs(log, of(log), left_out, 0.5);
  CHECK(weights.size() == 16);
  CHECK_THAT(weights[0 * 4 + 1], within(1 / 2.5, 1e-12));
  CHECK_THAT(weights[1 * 4 + 2], within(1 / 2.5, 1e-12));
  CHECK_THAT(weights[0 * 4 + 2], within(0.5 / 2.5, 1e-12));
  const auto direct = fading_hand_overs(log, of(log), left_out, 0);
  CHECK_THAT(direct[0 * 4 + 1], within(0.5, 1e-12));
  CHECK(direct[0 * 4 + 2] == 0);
  for (const double beta : {1.0, -0.1})
    CHECK_THROWS_AS(fading_hand_overs(log, of(log), left_out, beta), structure_error);
}

TEST_CASE("A network of hand-overs is one that measures of graphs take", "[process][hand-overs]") {
  const event_log log = log_of({"ABC", "AB"});
  const line_network net = network_of(hand_overs(log, of(log), left_out), 3);
  CHECK(net.lines() == 2);
  CHECK(net.weight(position_id{0}, 0) == 2);
  const auto between = betweenness(net);
  CHECK(between[position_id{1}] > 0);
  const line_network both = network_of(*working_together(log, of(log), left_out), 3, true);
  CHECK(both.lines() == 6);
}

TEST_CASE("A hand-over counts as causal where one activity leads to the other",
          "[process][hand-overs]") {
  // Activities by their letter: a, then b and c side by side, then d. In the first case Ann gives to
  // Bob, Bob to Cid between steps that occur in either order, Cid to Ann.
  event_log_builder builder;
  const auto add = [&](const std::string& id,
                       const std::vector<std::pair<char, const char*>>& steps) {
    for (const auto& [what, who] : steps) {
      event_row row;
      const std::string activity(1, what);
      row.case_id = id;
      row.activity = activity;
      row.resource = who;
      builder.add(row);
    }
  };
  add("1", {{'a', "Ann"}, {'b', "Bob"}, {'c', "Cid"}, {'d', "Ann"}});
  add("2", {{'a', "Ann"}, {'c', "Ann"}, {'b', "Bob"}, {'d', "Bob"}});
  const event_log log = std::move(builder).build();
  const activity_order order(log, of(log), left_out);
  CHECK(shown(hand_overs(log, of(log), left_out, &order), of(log)) ==
        "AnnAnn 1/1, AnnBob 1/1, BobBob 1/1, CidAnn 1/1, ");
  const hand_over_figures f = hand_over_figures_of(log, of(log), left_out);
  CHECK(f.total == 4);
  CHECK(f.causal == 2);
  // Who is left out stands between nobody: a leads to d where b and c are nobody's.
  const event_log known = log_of({"A.B"});
  CHECK_FALSE(activity_order(known, of(known), left_out).leads(0, 0));
}

TEST_CASE("Causal and fading hand-overs are those of a walker", "[process][hand-overs]") {
  std::mt19937 random(20);
  for (std::size_t round = 0; round < cases_to_try(2'000); ++round) {
    event_log_builder builder;
    std::vector<std::vector<std::pair<int, int>>> walked(1 + random() % 4);  // performer, activity
    for (std::size_t c = 0; c < walked.size(); ++c)
      for (std::size_t n = random() % 7; n-- > 0;) {
        walked[c].emplace_back(static_cast<int>(random() % 4) - 1, static_cast<int>(random() % 3));
        event_row row;
        const std::string id = std::to_string(c);
        const std::string who =
            walked[c].back().first < 0 ? "" : std::to_string(walked[c].back().first);
        const std::string what = std::to_string(walked[c].back().second);
        row.case_id = id;
        row.activity = what;
        row.resource = who;
        builder.add(row);
      }
    const event_log log = std::move(builder).build();
    const event_column& by = of(log);
    const missing_performer how = std::array{value, left_out, pairs_known}[round % 3];
    std::set<std::pair<int, int>> follows;
    for (auto& steps : walked) {
      if (how == left_out) std::erase_if(steps, [](const auto& s) { return s.first < 0; });
      for (std::size_t i = 1; i < steps.size(); ++i)
        follows.emplace(steps[i - 1].second, steps[i].second);
    }
    const auto leads = [&](int a, int b) {
      return follows.contains({a, b}) && !follows.contains({b, a});
    };
    for (const bool once : {false, true})
      for (const bool causal : {false, true}) {
        std::map<std::pair<std::string, std::string>, double> expected;
        double all = 0;
        for (const auto& steps : walked) {
          double factor = 1;
          for (std::size_t n = 1; n < steps.size(); ++n, factor *= 0.25) {
            std::set<std::pair<int, int>> here;
            if (once) all += factor;
            for (std::size_t i = 0; i + n < steps.size(); ++i) {
              if (how == pairs_known && (steps[i].first < 0 || steps[i + n].first < 0)) continue;
              if (!once) all += factor;
              if (causal && !leads(steps[i].second, steps[i + n].second)) continue;
              if (!here.emplace(steps[i].first, steps[i + n].first).second && once) continue;
              expected[{std::to_string(steps[i].first), std::to_string(steps[i + n].first)}] +=
                  factor;
            }
          }
        }
        const activity_order order(log, by, how);
        const auto found = fading_hand_overs(log, by, how, 0.25, causal ? &order : nullptr, once);
        const std::size_t size = by.names.size() + 1;
        double sum = 0;
        const auto name = [&](std::size_t p) {
          return p + 1 == size ? std::string("-1") : std::string(by.names[p]);
        };
        for (std::size_t a = 0; a < size; ++a)
          for (std::size_t b = 0; b < size; ++b) {
            const double weight = found[a * size + b];
            sum += weight;
            const auto wanted = expected.find({name(a), name(b)});
            CHECK_THAT(weight, within(wanted == expected.end() ? 0 : wanted->second / all, 1e-12));
          }
        if (!causal && !once && all > 0) CHECK_THAT(sum, within(1, 1e-12));
      }
  }
}

TEST_CASE("Joint activities are Pearson's correlation of the counts", "[process][hand-overs]") {
  // Ann does x, x, y; Bob y, y, x; Cid x, x, y, y, z, z: counts (2 1 0), (1 2 0), (2 2 2).
  // r(Ann, Bob) = ((1)(0) + (0)(1) + (-1)(-1)) / (√2 · √2) = 0.5; Cid's do not vary.
  event_log_builder builder;
  for (const auto& [who, all] :
       {std::pair("Ann", "xxy"), std::pair("Bob", "yyx"), std::pair("Cid", "xxyyzz")})
    for (const char what : std::string(all)) {
      event_row row;
      const std::string activity(1, what);
      row.case_id = "1";
      row.activity = activity;
      row.resource = who;
      builder.add(row);
    }
  const event_log log = std::move(builder).build();
  const auto alike = joint_activities(log, of(log));
  const std::vector<double> expected{1, 0.5, 0, 0.5, 1, 0, 0, 0, 1};
  REQUIRE(alike.size() == expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i)
    CHECK_THAT(alike[i], within(expected[i], 1e-12));
}

TEST_CASE("Whoever does nothing that has a name is like nobody, not even himself",
          "[process][hand-overs]") {
  event_log_builder builder;
  for (const auto& [who, what] :
       {std::pair("Ann", "x"), std::pair("Ann", "y"), std::pair("Ann", "x"), std::pair("Bob", "x"),
        std::pair("Cid", ""), std::pair("", "x"), std::pair("SYSTEM", "x")}) {
    event_row row;
    row.case_id = "1";
    row.activity = what;
    row.resource = who;
    builder.add(row);
  }
  event_log log = std::move(builder).build();
  forget_names(log.resources, {"SYSTEM"});
  // Ann, Bob, Cid, SYSTEM: (2, 1) and (1, 0) both lean to x.
  const std::vector<double> expected{1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
  const auto alike = joint_activities(log, of(log));
  REQUIRE(alike.size() == expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i)
    CHECK_THAT(alike[i], within(expected[i], 1e-12));
  // A step without a name is one of its own: x to it and back is side by side, it to x is no lead.
  const activity_order order(log, of(log), left_out);
  CHECK_FALSE(order.leads(0, 1));  // x, y, x
  CHECK(order.leads(0, static_cast<std::uint32_t>(log.activities.names.size())));
}

TEST_CASE("Gaps are between known stamps, and a log without cases has no figures",
          "[process][hand-overs]") {
  event_log log = log_of({"ABAAB"});
  log.times[2] = no_instant;
  const hand_over_figures f = hand_over_figures_of(log, of(log), left_out);
  CHECK(f.gap_hours_at == spread{2, 1, 1, 1, 1});  // AB at the start and at the end
  CHECK_FALSE(f.gap_hours_without);                // AA: when it began is not known
  const hand_over_figures none = hand_over_figures_of({}, {}, left_out);
  CHECK(none.performers_of_case == 0);
  CHECK(none.of_case == spread{});
}

TEST_CASE("Cases have figures of their own", "[process][hand-overs]") {
  const event_log log = log_of({"AB", "A"});
  const auto cases = cases_of(log, of(log), left_out);
  REQUIRE(cases.size() == 2);
  CHECK(cases[0].hand_overs == 1);
  CHECK(cases[0].events == 2);
  CHECK_THAT(cases[0].cycle_days.value(), within(1.0 / 24, 1e-12));
  CHECK(cases[1].hand_overs == 0);
  CHECK(cases[1].first == 2 * micros_an_hour);
}

TEST_CASE("Random logs have the hand-overs that a walker of a few lines counts",
          "[process][hand-overs]") {
  std::mt19937 random(11);
  for (std::size_t trial = 0; trial < cases_to_try(400); ++trial) {
    std::vector<std::string> cases(1 + random() % 6);
    for (std::string& c : cases)
      for (auto steps = 1 + random() % 8; steps > 0; --steps) c += ".ABCD"[random() % 5];
    const event_log log = log_of(cases);
    for (const missing_performer how : {value, left_out, pairs_known}) {
      const auto figures = cases_of(log, of(log), how);
      const hand_over_figures whole = hand_over_figures_of(log, of(log), how);
      std::size_t total = 0;
      std::size_t looked_at = 0;
      std::map<std::string, std::pair<std::size_t, std::set<std::size_t>>> arcs;
      std::map<std::string, std::size_t> triples;
      std::map<std::string, std::size_t> together;
      for (std::size_t c = 0; c < cases.size(); ++c) {
        std::string steps = cases[c];
        if (how == left_out) std::erase(steps, '.');
        const auto counts = [&](const std::string& part) {
          return how != pairs_known || part.find('.') == std::string::npos;
        };
        std::size_t here = 0;
        for (std::size_t i = 0; i + 1 < steps.size(); ++i)
          if (const std::string pair = steps.substr(i, 2); counts(pair)) {
            ++arcs[pair].first;
            arcs[pair].second.insert(c);
            ++looked_at;
            if (pair[0] != pair[1]) ++here;
          }
        CHECK(figures[c].hand_overs == here);
        total += here;
        for (std::size_t i = 0; i + 2 < steps.size(); ++i)
          if (const std::string t = steps.substr(i, 3); t[0] == t[2] && t[0] != t[1] && counts(t))
            ++triples[t.substr(0, 2)];
        std::set<char> all(steps.begin(), steps.end());
        if (how == pairs_known) all.erase('.');
        for (const char a : all)
          for (const char b : all)
            if (a < b) ++together[std::string{a, b}];
      }
      const auto name = [&](std::uint32_t p) {
        return p == of(log).names.size() ? '.' : of(log).names[p][0];
      };
      const auto found = hand_overs(log, of(log), how);
      CHECK(found.size() == arcs.size());
      for (const performer_pair& p : found) {
        const auto& expected = arcs[{name(p.from), name(p.to)}];
        CHECK(p.count == expected.first);
        CHECK(p.cases == expected.second.size());
      }
      CHECK(whole.total == total);
      CHECK(whole.pairs == looked_at);
      CHECK(whole.same == looked_at - total);
      const auto sub = subcontracting(log, of(log), how);
      CHECK(sub.size() == triples.size());
      for (const performer_pair& p : sub) CHECK(p.count == triples[{name(p.from), name(p.to)}]);
      const auto with = working_together(log, of(log), how).value();
      CHECK(with.size() == together.size());
      for (const performer_pair& p : with) {
        const auto [a, b] = std::minmax({name(p.from), name(p.to)});
        CHECK(p.count == together[std::string{a, b}]);
      }
    }
  }
}

TEST_CASE("Many performers are counted in a list as few are in a square", "[process][hand-overs]") {
  event_log_builder builder;
  std::size_t total = 0;
  for (int c = 0; c < 3; ++c)
    for (int who = 0; who < 3'000; ++who) {
      event_row row;
      const std::string id = std::to_string(c);
      const std::string name = std::to_string(who);
      row.case_id = id;
      row.activity = "a";
      row.resource = name;
      builder.add(row);
      total += who > 0 ? 1 : 0;
    }
  const event_log log = std::move(builder).build();
  const auto pairs = hand_overs(log, of(log), left_out);
  CHECK(pairs.size() == 2'999);
  CHECK(pairs.front() == performer_pair{0, 1, 3, 3});
  CHECK(pairs.back() == performer_pair{2'998, 2'999, 3, 3});
  CHECK(hand_over_figures_of(log, of(log), left_out).total == total);
  // A table of each with each would not fit.
  CHECK_THROWS_WITH(joint_activities(log, of(log)), contains("3000 performers are too many"));
  CHECK_THROWS_AS(fading_hand_overs(log, of(log), left_out, 0.5), structure_error);
}

}  // namespace hand_overs_test
