// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/decisions/default_matter.hpp>

#include <pangkas/decisions/impl/side_steps.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace pangkas::inline v0_1 {

path_lengths::path_lengths(const organisation& org) {
  const command_forest& forest = org.command();
  measure_command(forest);
  std::vector<bool> has_lines;
  for (const line& l : org.lines()) {
    // The decider's own lines are left out; so are those of positions outside the trees.
    if (l.subordinate < forest.roots() || l.subordinate >= forest.placed()) continue;
    if (!detail::matter_lines{}.lead_to_step(l)) continue;
    has_lines.resize(forest.placed(), false);
    has_lines[l.subordinate] = true;
  }
  if (has_lines.empty()) return;

  roles_.assign(forest.placed(), 0);
  coordination_.assign(forest.placed(), 0);
  detail::side_steps side(org);
  std::vector<position_id> chain;
  for (position_id p(forest.roots()); p < forest.placed(); ++p) {
    const position_id superior = forest.superiors()[p];
    roles_[p] = roles_[superior];
    coordination_[p] = coordination_[superior];
    if (!has_lines[p]) continue;
    detail::climb_command(forest, p, chain);
    side.for_each(p, std::span(chain).subspan(1), [&](const path_step& step) {
      ++(step.role == step_role::role_step ? roles_[p] : coordination_[p]);
    });
  }
}

std::optional<std::uint64_t> path_lengths::command(position_id p) const {
  if (!decidable(p)) return std::nullopt;
  return command_[p];
}

std::optional<std::uint64_t> path_lengths::with_roles(position_id p) const {
  if (!decidable(p)) return std::nullopt;
  return command_[p] + (roles_.empty() ? 0 : roles_[p]);
}

std::optional<std::uint64_t> path_lengths::with_coordination(position_id p) const {
  if (!decidable(p)) return std::nullopt;
  return command_[p] + (roles_.empty() ? 0 : roles_[p] + coordination_[p]);
}

void path_lengths::measure_command(const command_forest& forest) {
  command_.reserve(forest.placed());
  for (std::size_t number = 1; number <= forest.layers(); ++number)
    command_.insert(command_.end(), forest.layer(number).size(),
                    static_cast<std::uint32_t>(number - 1));
}

decision_summary decision_paths(const command_forest& forest) {
  decision_summary summary;
  // Matters by hand-offs: a path from layer k takes k − 1.
  std::vector<std::size_t> by_length(forest.layers(), 0);
  std::size_t decidable = 0;
  std::uint64_t hand_offs = 0;
  for (std::size_t length = 0; length < by_length.size(); ++length) {
    for (position_id p : forest.layer(length + 1))
      if (forest.span(p) == 0) ++by_length[length];
    decidable += by_length[length];
    hand_offs += std::uint64_t{length} * by_length[length];
    if (by_length[length] > 0) summary.max = length;
  }
  for (position_id p(forest.placed()); p < forest.size(); ++p)
    if (forest.span(p) == 0 && !forest.is_external(p)) ++summary.undecidable;
  // A member of a cycle may have its only subordinate on the cycle.
  detail::for_each_cycle_line(forest, [&](position_id superior, position_id) {
    if (forest.span(superior) == 0) --summary.undecidable;
  });
  summary.volume = static_cast<double>(decidable + summary.undecidable);
  if (decidable == 0) return summary;

  const auto nearest_rank = [&](std::size_t percent) {
    // Rounded up without a product that could overflow 32-bit sizes.
    const std::uint64_t rank = (std::uint64_t{decidable} * percent + 99) / 100;
    std::uint64_t passed = 0;
    std::size_t length = 0;
    while ((passed += by_length[length]) < rank) ++length;
    return length;
  };
  summary.p50 = nearest_rank(50);
  summary.p90 = nearest_rank(90);
  summary.mean_hand_offs = static_cast<double>(hand_offs) / static_cast<double>(decidable);
  summary.mean_hand_offs_with_roles = summary.mean_hand_offs;
  summary.mean_hand_offs_with_coordination = summary.mean_hand_offs;
  return summary;
}

decision_summary decision_paths(const organisation& org) {
  const command_forest& forest = org.command();
  decision_summary summary = decision_paths(forest);
  if (!summary.mean_hand_offs || org.lines().empty()) return summary;
  const path_lengths lengths(org);
  std::uint64_t decidable = 0;
  std::uint64_t with_roles = 0;
  std::uint64_t with_coordination = 0;
  for (position_id p{0}; p < forest.placed(); ++p) {
    if (forest.span(p) > 0) continue;
    ++decidable;
    with_roles += *lengths.with_roles(p);
    with_coordination += *lengths.with_coordination(p);
  }
  summary.mean_hand_offs_with_roles =
      static_cast<double>(with_roles) / static_cast<double>(decidable);
  summary.mean_hand_offs_with_coordination =
      static_cast<double>(with_coordination) / static_cast<double>(decidable);
  return summary;
}

}  // namespace pangkas
