// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/decisions/decision_path.hpp>

#include <pangkas/decisions/impl/all_paths.hpp>
#include <pangkas/decisions/impl/side_steps.hpp>

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// The step of role and coordination lines aside.
path_step command_step(const std::vector<position_id>& chain, std::size_t i) {
  path_step step{chain[i], step_role::reviewer, line_type::command};
  if (i == 0) step = path_step{chain[i], step_role::drafter, std::nullopt};
  if (i + 1 == chain.size()) step.role = step_role::decider;
  return step;
}

}  // namespace pangkas::detail

namespace pangkas::inline v0_1 {

std::optional<std::vector<path_step>> decision_path(const command_forest& forest,
                                                    position_id originator) {
  if (originator >= forest.placed()) return std::nullopt;
  std::vector<position_id> chain;
  detail::climb_command(forest, originator, chain);
  std::vector<path_step> path;
  path.reserve(chain.size());
  for (std::size_t i = 0; i < chain.size(); ++i) path.push_back(detail::command_step(chain, i));
  return path;
}

std::optional<std::vector<path_step>> decision_path(const organisation& org,
                                                    position_id originator) {
  if (org.lines().empty()) return decision_path(org.command(), originator);
  if (originator >= org.command().placed()) return std::nullopt;
  std::vector<position_id> chain;
  detail::climb_command(org.command(), originator, chain);
  detail::side_steps side(org);
  std::vector<path_step> path;
  for (std::size_t i = 0; i < chain.size(); ++i) {
    path.push_back(detail::command_step(chain, i));
    if (i + 1 < chain.size())
      side.for_each(chain[i], std::span(chain).subspan(i + 1),
                    [&](const path_step& step) { path.push_back(step); });
  }
  return path;
}

followed_path decision_path(const organisation& org, std::size_t matter, position_id originator,
                            const decision_options& options) {
  detail::all_paths paths(org, options);
  paths.turn_to(org.matters()[matter]);
  return paths.path(originator);
}

}  // namespace pangkas
