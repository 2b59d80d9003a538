// SPDX-License-Identifier: BSL-1.0
#include <pangkas/decisions/decisions.hpp>
#include <pangkas/decisions/default_matter.hpp>

#include <pangkas/decisions/compare_decisions.hpp>
#include <pangkas/decisions/decision_path.hpp>
#include <pangkas/decisions/decision_quality.hpp>
#include <pangkas/decisions/decision_violations.hpp>
#include <pangkas/simplify/simplify.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/naive_decisions.hpp"
#include "support/organisations.hpp"
#include "support/random_decision_cases.hpp"
#include "support/random_policy.hpp"
#include "support/small_ministry.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

// All that is expected here comes from the walker of support/naive_decisions.hpp, which was written
// from docs/background/decisions.md and shares no code with the library's paths. It is checked by
// hand in decision_path_test.cpp.

namespace {

/// What differs from the walker, in words; empty if nothing does. An assertion of Catch2 for each
/// number of 100,000 organisations would take longer than all the rest.
class differences {
 public:
  void expect(bool holds, const char* what) {
    if (holds) return;
    if (text_.find(what) == std::string::npos) text_.append(what).append("; ");
  }
  void equal(double a, double b, const char* what) {
    expect(std::abs(a - b) <= 1e-9 * std::max({1.0, std::abs(a), std::abs(b)}), what);
  }
  void equal(const std::optional<double>& a, const std::optional<double>& b, const char* what) {
    expect(a.has_value() == b.has_value(), what);
    if (a && b) equal(*a, *b, what);
  }
  template <class T>
  void same(const T& a, const T& b, const char* what) {
    expect(a == b, what);
  }
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::string text_;
};

void compare_path(const organisation& org, const naive_decisions& hand, std::size_t m,
                  std::size_t row, const decision_options& options, differences& found) {
  const naive_path expected = hand.path(m, row);
  const followed_path path = decision_path(org, m, hand.number(row), options);
  found.same(path.undecidable.has_value(), !expected.decidable(), "decidable");
  found.same(path.steps.empty(), !expected.decidable(), "steps of an undecidable matter");
  found.same(path.authority, expected.authority, "authority");
  if (path.undecidable) found.same(to_string(*path.undecidable), expected.undecidable, "reason");
  const bool same_length = path.passed_over.size() == expected.passed_over.size();
  found.expect(same_length, "passed over");
  for (std::size_t i = 0; same_length && i < path.passed_over.size(); ++i)
    found.same(path.passed_over[i], hand.number(expected.passed_over[i]), "passed over");
  if (!path.undecidable && expected.decidable()) {
    const std::vector<naive_step> steps = expected.all_steps();
    found.same(path.steps.size(), steps.size(), "number of steps");
    for (std::size_t i = 0; i < std::min(steps.size(), path.steps.size()); ++i) {
      const path_step& step = path.steps[i];
      found.same(step.position, hand.number(steps[i].position), "position of a step");
      found.same(role_word(step.role), steps[i].role, "role");
      found.same(step.led_here, steps[i].led_here, "line that led to a step");
      found.same(std::size_t{step.passed_over}, steps[i].passed_over, "passed over by a step");
      found.same(step.acts_for.has_value(), steps[i].acts_for.has_value(), "acts for");
      if (step.acts_for && steps[i].acts_for)
        found.same(*step.acts_for, hand.number(*steps[i].acts_for), "acts for");
    }
    found.same(path.hand_offs, std::optional(expected.command_steps().size() - 1), "hand-offs");
    found.same(path.hand_offs_with_roles, std::optional(expected.steps_with_roles().size() - 1),
               "hand-offs with roles");
    found.same(path.hand_offs_with_coordination, std::optional(steps.size() - 1),
               "hand-offs with coordination");
  }
}

/// The default matter, of which decision_path() and decision_paths() know.
void compare_chart(const organisation& org, const naive_decisions& hand, differences& found) {
  for (std::size_t row = 0; row < hand.size(); ++row) {
    const naive_path expected = hand.path(0, row);
    const auto path = decision_path(org, hand.number(row));
    found.same(path.has_value(), expected.decidable(), "decidable (default matter)");
    if (!path || !expected.decidable()) continue;
    const std::vector<naive_step> steps = expected.all_steps();
    found.same(path->size(), steps.size(), "number of steps (default matter)");
    for (std::size_t i = 0; i < std::min(steps.size(), path->size()); ++i) {
      found.same((*path)[i].position, hand.number(steps[i].position), "step (default matter)");
      found.same((*path)[i].led_here, steps[i].led_here, "line (default matter)");
    }
  }
  const naive_summary expected = hand.summary();
  const decision_summary summary = decision_paths(org);
  found.equal(summary.volume, expected.volume, "volume (default matter)");
  found.equal(summary.mean_hand_offs, expected.mean_hand_offs, "mean (default matter)");
  found.equal(summary.mean_hand_offs_with_coordination, expected.mean_hand_offs_with_coordination,
              "mean with coordination (default matter)");
}

void compare_summary(const matter_summary& is, const naive_summary& expected, differences& found) {
  found.same(is.originators, expected.originators, "originators");
  found.same(is.undecidable, expected.undecidable_originators, "undecidable originators");
  found.equal(is.volume, expected.volume, "volume");
  found.equal(is.undecidable_volume, expected.undecidable, "undecidable volume");
  found.equal(is.mean_hand_offs, expected.mean_hand_offs, "mean");
  found.equal(is.mean_hand_offs_with_roles, expected.mean_hand_offs_with_roles, "mean with roles");
  found.equal(is.mean_hand_offs_with_coordination, expected.mean_hand_offs_with_coordination,
              "mean with coordination");
  found.same(is.p50, expected.p50, "p50");
  found.same(is.p90, expected.p90, "p90");
  found.same(is.max, expected.max, "max");
  found.equal(is.elapsed_hours, expected.elapsed_hours, "elapsed hours");
  found.equal(is.wrong_refusal, expected.wrong_refusal, "wrong refusal");
  found.equal(is.wrong_approval, expected.wrong_approval, "wrong approval");
}

void compare_by_row(const std::vector<double>& by_position, const std::vector<double>& by_row,
                    const naive_decisions& hand, const char* what, differences& found) {
  found.expect(by_position.size() == by_row.size(), what);
  for (std::size_t row = 0; by_position.size() == by_row.size() && row < by_row.size(); ++row)
    found.equal(by_position[hand.number(row)], by_row[row], what);
}

void compare_lists(const decision_report& report, const naive_decisions& hand, differences& found) {
  std::vector<long_path> longest;
  for (const naive_decisions::raised& r : hand.all_paths())
    if (r.path.decidable())
      longest.push_back({r.matter, hand.number(r.originator), r.command.size() - 1,
                         r.roles.size() - 1, r.all.size() - 1});
  std::ranges::sort(longest, [](const long_path& a, const long_path& b) {
    return std::tuple(b.hand_offs_with_coordination, b.hand_offs, a.matter, a.originator) <
           std::tuple(a.hand_offs_with_coordination, a.hand_offs, b.matter, b.originator);
  });
  longest.resize(std::min<std::size_t>(longest.size(), 10));
  found.same(report.longest, longest, "longest");

  std::vector<position_id> busiest;
  for (position_id p{0}; p < report.pass_through.size(); ++p)
    if (report.pass_through[p] > 0) busiest.push_back(p);
  std::ranges::stable_sort(busiest, [&](position_id a, position_id b) {
    return report.pass_through[a] > report.pass_through[b];
  });
  busiest.resize(std::min<std::size_t>(busiest.size(), 10));
  found.same(report.busiest, busiest, "busiest");

  std::map<std::string, double> shares;
  double last = 2;
  for (const rank_share& r : report.decided_by) {
    shares[r.rank] = r.share;
    found.expect(r.share <= last, "order of the deciders by rank");
    last = r.share;
  }
  std::map<std::string, double> expected;
  for (const auto& [rank, share] : hand.deciders_by_rank())
    if (share > 0) expected.emplace(rank, share);
  found.expect(shares.size() == report.decided_by.size(), "deciders by rank");
  found.same(shares.size(), expected.size(), "deciders by rank");
  for (const auto& [rank, share] : expected)
    found.equal(shares.contains(rank) ? shares.at(rank) : -1, share, "deciders by rank");
}

void compare_report(const organisation& org, const naive_decisions& hand,
                    const decision_options& options, differences& found) {
  const decision_report report = decisions(org, options);
  found.same(report.matters.size(), hand.matters(), "matters");
  for (std::size_t m = 0; m < std::min(report.matters.size(), hand.matters()); ++m) {
    compare_summary(report.matters[m], hand.summary(m), found);
    const std::size_t handlers = hand.handlers(m).size();
    found.same(report.matters[m].handlers, handlers, "handlers");
    found.same(report.matters[m].least_delay,
               reduced_tree_delay(hand.originators(m).size(), handlers), "least delay");
  }
  const naive_summary all = hand.summary();
  found.equal(report.all.volume, all.volume, "volume in all");
  found.equal(report.undecidable_volume, all.undecidable, "undecidable volume in all");
  found.same(report.all.undecidable, all.undecidable_originators, "undecidable in all");
  found.equal(report.all.mean_hand_offs, all.mean_hand_offs, "mean in all");
  found.equal(report.all.mean_hand_offs_with_roles, all.mean_hand_offs_with_roles,
              "mean with roles in all");
  found.equal(report.all.mean_hand_offs_with_coordination, all.mean_hand_offs_with_coordination,
              "mean with coordination in all");
  found.same(report.all.p50, all.p50, "p50 in all");
  found.same(report.all.p90, all.p90, "p90 in all");
  found.same(report.all.max, all.max, "max in all");

  compare_by_row(report.traffic, hand.traffic(), hand, "traffic", found);
  compare_by_row(report.pass_through, hand.pass_through(), hand, "pass-through traffic", found);
  const std::vector<double> load = hand.load();
  compare_by_row(report.load, load, hand, "load", found);
  found.equal(report.load_gini, hand.gini(load), "Gini of the load");
  // In full-time posts; no seats count as one.
  const auto full_time = [&](position_id p, double minutes) {
    return minutes / (org.seats(p) > 0 ? org.seats(p) : 1.0);
  };
  double most = 0;
  for (std::size_t row = 0; row < load.size(); ++row)
    most = std::max(most, full_time(hand.number(row), load[row]));
  found.same(report.most_loaded.has_value(), most > 0, "most loaded");
  if (report.most_loaded && !report.load.empty())
    found.equal(full_time(*report.most_loaded, report.load[*report.most_loaded]), most,
                "most loaded");
  compare_lists(report, hand, found);
}

void compare_violations(const organisation& org, const naive_decisions& hand,
                        const decision_options& options, differences& found) {
  std::vector<naive_violation> listed;
  for (const decision_violation& v : decision_violations(org, options)) {
    naive_violation written;
    written.rule = to_string(v.rule);
    written.matter = v.matter;
    written.position = org.row(v.position);
    if (v.reason) written.reason = to_string(*v.reason);
    written.found = v.found;
    written.limit = v.limit;
    written.other_matter = v.other_matter;
    if (v.other_position) written.other_position = org.row(*v.other_position);
    listed.push_back(written);
  }
  std::ranges::sort(listed);
  const std::vector<naive_violation> expected = hand.violations();
  for (const char* rule :
       {"undecidable", "checks", "four-eyes", "initials-of-matter", "incompatible-roles"}) {
    const auto of_rule = [&](const std::vector<naive_violation>& all) {
      std::vector<naive_violation> some;
      for (const naive_violation& v : all)
        if (v.rule == rule) some.push_back(v);
      return some;
    };
    found.same(of_rule(listed), of_rule(expected), rule);
  }
  found.same(listed.size(), expected.size(), "number of breaches");
}

void compare_change(const matter_comparison& is, const naive_comparison& expected,
                    differences& found) {
  found.equal(is.volume, expected.volume, "volume before");
  found.equal(is.compared, expected.compared, "compared volume");
  found.equal(is.formal, naive_comparison::shrink(expected.command_before, expected.command_after),
              "formal shrink");
  found.equal(is.with_roles, naive_comparison::shrink(expected.roles_before, expected.roles_after),
              "real shrink");
  found.equal(is.with_coordination,
              naive_comparison::shrink(expected.all_before, expected.all_after),
              "shrink with coordination");
  std::optional<double> shadow;
  if (expected.compared > 0) shadow = expected.shadow / expected.compared;
  found.equal(is.shadow, shadow, "shadow hierarchy");
  found.same(is.longer, expected.longer, "longer");
  found.same(is.shorter, expected.shorter, "shorter");
  found.same(is.unchanged, expected.unchanged, "unchanged");
  found.same(is.longer_formal, expected.longer_formal, "formally longer");
  found.same(is.shorter_formal, expected.shorter_formal, "formally shorter");
  found.same(is.unchanged_formal, expected.unchanged_formal, "formally unchanged");
  found.same(is.originators, expected.originators, "originators before");
  found.same(is.undecidable_before, expected.undecidable_before, "undecidable before");
  found.same(is.undecidable_after, expected.undecidable_after, "undecidable after");
  found.same(is.newly_undecidable, expected.newly_undecidable.size(), "newly undecidable");
  found.same(is.lost, expected.lost, "lost");
}

void compare_sides(const organisation& before, const naive_decisions& hand_before,
                   const organisation& after, const naive_decisions& hand_after,
                   const decision_options& options, differences& found) {
  std::vector<std::pair<std::size_t, std::size_t>> newly;
  const decisions_before_after change =
      compare_decisions(before, after, options, [&](const newly_undecidable& n) {
        newly.emplace_back(n.matter, before.row(n.before));
        found.expect(after.code(n.after) == before.code(n.before), "newly undecidable, after");
      });
  compare_change(change.all, hand_before.compare_with(hand_after), found);
  for (std::size_t m = 0; m < hand_before.matters(); ++m) {
    found.expect(m < change.matters.size(), "matters compared");
    if (m < change.matters.size())
      compare_change(change.matters[m], hand_before.compare_with(hand_after, m), found);
  }
  std::ranges::sort(newly);
  auto expected = hand_before.compare_with(hand_after).newly_undecidable;
  std::ranges::sort(expected);
  found.same(newly, expected, "newly undecidable");
}

/// One random organisation; counts its paths.
std::string compare_everything(random_decisions& random, std::size_t& paths) {
  const decision_data data = random.next();
  decision_options options;
  options.on = random.day();
  if (random.roll().chance(5)) options.absent_flag = "away";
  const organisation org = make(data, small_scheme());
  const naive_decisions hand(data, org, options.on, options.absent_flag);
  differences found;
  paths += hand.all_paths().size();
  if (data.matters.empty()) {
    compare_chart(org, hand, found);
    return found.text();
  }
  for (std::size_t m = 0; m < hand.matters(); ++m)
    for (std::size_t row = 0; row < hand.size(); ++row)
      compare_path(org, hand, m, row, options, found);
  compare_report(org, hand, options, found);
  compare_violations(org, hand, options, found);
  return found.text();
}

}  // namespace

TEST_CASE("every path, figure and breach is that of the step-by-step walker",
          "[decisions][decisions]") {
  std::size_t paths = 0;
  for (std::uint64_t seed = 0; seed < cases_to_try(100'000); ++seed) {
    random_decisions random(seed);
    const std::string found = compare_everything(random, paths);
    if (!found.empty()) FAIL("seed " << seed << ": " << found);
  }
  CHECK(paths > cases_to_try(200'000));
}

TEST_CASE("every path of larger organisations is that of the step-by-step walker",
          "[decisions][decisions]") {
  // Long chains, and more holders of roles above one post than are looked through one by one.
  std::size_t paths = 0;
  for (std::uint64_t seed = 0; seed < cases_to_try(300); ++seed) {
    random_decisions random(seed, 80);
    const std::string found = compare_everything(random, paths);
    if (!found.empty()) FAIL("seed " << seed << ": " << found);
  }
  CHECK(paths > cases_to_try(5'000));
}

TEST_CASE("before and after are those of the walker under random policies",
          "[decisions][decisions_before_after]") {
  std::size_t compared = 0;
  std::size_t converted = 0;
  std::map<role_policy, std::size_t> with_roles;
  random_cases policies(3);
  for (std::uint64_t seed = 0; seed < cases_to_try(15'000); ++seed) {
    const random_case rows = policies.next();
    random_decisions random(seed);
    const decision_data data = random.next(rows.positions);
    decision_options options;
    options.on = random.day();
    const organisation before = make(data, ministry_scheme());
    simplification result;
    try {
      result = simplify(before, rows.rules);
    } catch (const rule_error&) {
      continue;  // the rules leave a gap or contradict each other
    }
    const naive_decisions hand_before(data, before, options.on);
    const naive_decisions hand_after(written_down(result.after), result.after, options.on);
    compared += data.matters.empty() ? 0U : 1U;
    converted += result.converted > 0 ? 1U : 0U;
    if (result.role_lines > 0) ++with_roles[rows.rules.roles.kind];
    differences found;
    if (!data.matters.empty()) {
      compare_sides(before, hand_before, result.after, hand_after, options, found);
      compare_report(result.after, hand_after, options, found);
      compare_violations(result.after, hand_after, options, found);
    }
    if (!found.text().empty()) FAIL("seed " << seed << ": " << found.text());
  }
  CHECK(compared > cases_to_try(10'000));
  CHECK(converted > cases_to_try(2'000));
  CHECK(with_roles[role_policy::team_leads] > cases_to_try(300));
  CHECK(with_roles[role_policy::coordinators] > cases_to_try(300));
}

TEST_CASE("before and after are those of the walker for two organisations with the same codes",
          "[decisions][decisions_before_after]") {
  // Originators, matters and superiors go and come.
  for (std::uint64_t seed = 0; seed < cases_to_try(10'000); ++seed) {
    random_decisions random(seed);
    const decision_data was = random.next();
    const decision_data is = random.next();
    const organisation before = make(was, small_scheme());
    const organisation after = make(is, small_scheme());
    differences found;
    if (!was.matters.empty() && !is.matters.empty())
      compare_sides(before, naive_decisions(was, before), after, naive_decisions(is, after), {},
                    found);
    if (!found.text().empty()) FAIL("seed " << seed << ": " << found.text());
  }
}
