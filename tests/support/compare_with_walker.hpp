// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief What the library says of decisions beside what the walker of naive_decisions.hpp says.
#pragma once

#include "support/naive_decisions.hpp"

#include <pangkas/core/organisation.hpp>
#include <pangkas/decisions/compare_decisions.hpp>
#include <pangkas/decisions/decision_options.hpp>
#include <pangkas/decisions/decision_path.hpp>
#include <pangkas/decisions/decision_quality.hpp>
#include <pangkas/decisions/decision_violations.hpp>
#include <pangkas/decisions/decisions.hpp>
#include <pangkas/decisions/default_matter.hpp>
#include <pangkas/decisions/matter_follower.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace pangkas::tests {

/// @brief What differs from the walker, in words; empty if nothing does. An assertion of Catch2 for each
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

inline void compare_path(const followed_path& path, const naive_path& expected,
                         const naive_decisions& hand, differences& found) {
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
      found.same(step.act, steps[i].act, "act");
      found.same(step.after, steps[i].after, "after the decision");
      found.same(step.acts_for.has_value(), steps[i].acts_for.has_value(), "acts for");
      if (step.acts_for && steps[i].acts_for)
        found.same(*step.acts_for, hand.number(*steps[i].acts_for), "acts for");
    }
    found.same(path.hand_offs, std::optional(hand_offs(expected.command_steps())), "hand-offs");
    found.same(path.hand_offs_with_roles, std::optional(hand_offs(expected.steps_with_roles())),
               "hand-offs with roles");
    found.same(path.hand_offs_with_coordination, std::optional(hand_offs(steps)),
               "hand-offs with coordination");
  }
}

/// @brief The path of a matter from every position, whether it raises it or not. decision_path(), which
/// looks at the whole organisation each time, is asked for one of them.
inline void compare_paths(const organisation& org, const naive_decisions& hand, std::size_t m,
                          const decision_options& options, differences& found) {
  matter_follower follow(org, options);
  follow.turn_to(m);
  for (std::size_t row = 0; row < hand.size(); ++row)
    compare_path(follow.path(hand.number(row)), hand.path(m, row), hand, found);
  if (hand.size() == 0) return;
  const position_id one = hand.number(m % hand.size());
  found.same(decision_path(org, m, one, options), follow.path(one), "decision_path()");
}

/// @brief The default matter, of which decision_path() and decision_paths() know.
inline void compare_chart(const organisation& org, const naive_decisions& hand,
                          differences& found) {
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

inline void compare_summary(const matter_summary& is, const naive_summary& expected,
                            differences& found) {
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
  found.equal(is.within_limit, expected.within_limit, "within the limit");
  found.equal(is.wrong_refusal, expected.wrong_refusal, "wrong refusal");
  found.equal(is.wrong_approval, expected.wrong_approval, "wrong approval");
}

inline void compare_by_row(const std::vector<double>& by_position,
                           const std::vector<double>& by_row, const naive_decisions& hand,
                           const char* what, differences& found) {
  found.expect(by_position.size() == by_row.size(), what);
  for (std::size_t row = 0; by_position.size() == by_row.size() && row < by_row.size(); ++row)
    found.equal(by_position[hand.number(row)], by_row[row], what);
}

inline void compare_lists(const decision_report& report, const naive_decisions& hand,
                          differences& found) {
  std::vector<long_path> longest;
  for (const naive_decisions::raised& r : hand.all_paths())
    if (r.path.decidable())
      longest.push_back({r.matter, hand.number(r.originator), r.length(), r.length_with_roles(),
                         r.length_with_all()});
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

/// @brief What matter_follower says of each originator without walking.
inline void compare_follower(const organisation& org, const naive_decisions& hand,
                             const decision_options& options, differences& found) {
  matter_follower follower(org, options);
  std::optional<std::size_t> turned_to;
  for (const naive_decisions::raised& r : hand.all_paths()) {
    if (turned_to != r.matter) follower.turn_to(r.matter);
    turned_to = r.matter;
    const position_id p = hand.number(r.originator);
    const auto length = follower.length(p);
    found.same(length.has_value(), r.path.decidable(), "decidable (follower)");
    if (!r.path.decidable()) {
      found.same(follower.decider(p), std::optional<position_id>(), "decider (follower)");
      found.same(to_string(follower.why_undecidable(p)), r.path.undecidable, "reason (follower)");
      continue;
    }
    found.same(follower.decider(p), std::optional(hand.number(naive_decisions::decider(r))),
               "decider (follower)");
    if (!length) continue;
    found.same(length->command, std::uint64_t{r.length()}, "length (follower)");
    found.same(length->with_roles, std::uint64_t{r.length_with_roles()},
               "length with roles (follower)");
    found.same(length->with_coordination, std::uint64_t{r.length_with_all()},
               "length with coordination (follower)");
  }
}

inline void compare_report(const organisation& org, const naive_decisions& hand,
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
    if (!hand.is_external(row)) most = std::max(most, full_time(hand.number(row), load[row]));
  found.same(report.most_loaded.has_value(), most > 0, "most loaded");
  if (report.most_loaded && !report.load.empty())
    found.equal(full_time(*report.most_loaded, report.load[*report.most_loaded]), most,
                "most loaded");
  compare_lists(report, hand, found);
}

inline void compare_violations(const organisation& org, const naive_decisions& hand,
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
  for (const char* rule : {"undecidable", "checks", "four-eyes", "initials-of-matter",
                           "incompatible-roles", "same-hand", "beneficiary"}) {
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

inline void compare_change(const matter_comparison& is, const naive_comparison& expected,
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

inline void compare_sides(const organisation& before, const naive_decisions& hand_before,
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

}  // namespace pangkas::tests
