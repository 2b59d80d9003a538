// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Decision path: the positions that handle a matter, from the drafter to the decider.
#pragma once

#include <pangkas/core/concepts.hpp>
#include <pangkas/core/organisation.hpp>
#include <pangkas/decisions/impl/side_steps.hpp>
#include <pangkas/decisions/path_step.hpp>
#include <pangkas/graph/command_forest.hpp>
#include <pangkas/metrics/span_of_control.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace pangkas {

namespace detail {

/// The step of role and coordination lines aside.
inline path_step command_step(const std::vector<position_id>& chain, std::size_t i) {
  path_step step{chain[i], step_role::reviewer, line_type::command};
  if (i == 0) step = path_step{chain[i], step_role::drafter, std::nullopt};
  if (i + 1 == chain.size()) step.role = step_role::decider;
  return step;
}

}  // namespace detail

/// @brief The command steps of the default matter: the root of the originator's tree decides.
/// @return        Drafter first, decider last; absent if the originator is not placed: then no
///                root is above it, and the matter is undecidable.
/// @complexity    O(steps).
[[nodiscard]] inline std::optional<std::vector<path_step>> decision_path(
    const command_forest& forest, position_id originator) {
  if (originator >= forest.placed()) return std::nullopt;
  std::vector<position_id> chain;
  detail::climb_command(forest, originator, chain);
  std::vector<path_step> path;
  path.reserve(chain.size());
  for (std::size_t i = 0; i < chain.size(); ++i) path.push_back(detail::command_step(chain, i));
  return path;
}

/// @brief The steps of the default matter, with those of roles and coordination.
///
/// The originator and its command superiors up to the root are the command steps. Between a
/// command step and the next stand its *role steps*: every position reached from it upwards by
/// assignment and functional lines, step by step (the coordinator of a sub-coordinator too),
/// breadth first and by id; never one of its own command superiors, which gets the matter in its
/// turn and is not climbed through. Directly behind a command or role step stand its *coordination
/// steps*: the upper ends of its coordination lines, by id, not climbed further. The decider ends
/// the path, so its own lines hang on nothing. Acting lines and lines for a certain matter are left
/// out.
///
/// @param org         The organisation.
/// @param originator  Any position, also a manager. A root decides its own matter.
/// @return        Drafter first, decider last; absent if the originator is not placed: then no
///                root is above it, and the matter is undecidable.
/// @complexity    O(S log S + R log L) for S command steps, and R lines that are looked at of L.
[[nodiscard]] inline std::optional<std::vector<path_step>> decision_path(const organisation& org,
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

/// @brief The three lengths of the decision path of every position, for the default matter.
///
/// The length is in hand-offs: steps − 1. What role and coordination lines add hangs on each
/// command step alone, so the lengths of all positions are one sweep down the layers.
class path_lengths {
 public:
  /// @complexity O(P) time and memory for P positions.
  explicit path_lengths(const command_forest& forest) { measure_command(forest); }

  /// @complexity O(P + L · S · log L) time at worst for L lines and S steps of the longest path;
  /// O(P) memory. Only the positions at the lower end of a line are climbed from.
  explicit path_lengths(const organisation& org) {
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
    for (position_id p = forest.roots(); p < forest.placed(); ++p) {
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

  /// @brief Whether the matters of a position are decidable: it is placed.
  [[nodiscard]] bool decidable(position_id p) const noexcept { return p < command_.size(); }
  /// @brief Hand-offs by command steps alone; absent if undecidable.
  [[nodiscard]] std::optional<std::uint64_t> command(position_id p) const {
    if (!decidable(p)) return std::nullopt;
    return command_[p];
  }
  /// @brief Hand-offs with role steps; absent if undecidable.
  [[nodiscard]] std::optional<std::uint64_t> with_roles(position_id p) const {
    if (!decidable(p)) return std::nullopt;
    return command_[p] + (roles_.empty() ? 0 : roles_[p]);
  }
  /// @brief Hand-offs with role and coordination steps; absent if undecidable.
  [[nodiscard]] std::optional<std::uint64_t> with_coordination(position_id p) const {
    if (!decidable(p)) return std::nullopt;
    return command_[p] + (roles_.empty() ? 0 : roles_[p] + coordination_[p]);
  }

 private:
  void measure_command(const command_forest& forest) {
    command_.reserve(forest.placed());
    for (std::size_t number = 1; number <= forest.layers(); ++number)
      command_.insert(command_.end(), forest.layer(number).size(),
                      static_cast<std::uint32_t>(number - 1));
  }

  std::vector<std::uint32_t> command_;
  std::vector<std::uint64_t> roles_;         ///< role steps of the whole path; empty: none anywhere
  std::vector<std::uint64_t> coordination_;  ///< coordination steps of the whole path
};

/// @brief The decision paths of the default matter: each position without command subordinates
/// raises one matter a year, and the root of its tree decides it.
struct decision_summary {
  std::size_t matters = 1;      ///< kinds of matter
  double volume = 0;            ///< matters a year, decidable or not
  std::size_t undecidable = 0;  ///< those raised where no root is above
  /// Hand-offs by command steps alone, over the decidable matters; absent if there are none.
  std::optional<double> mean_hand_offs;
  std::optional<std::size_t>
      p50;  ///< nearest rank: half the matters take no more command hand-offs
  std::optional<std::size_t> p90;  ///< nearest rank: nine tenths take no more
  std::optional<std::size_t> max;  ///< the most command hand-offs
  std::optional<double> mean_hand_offs_with_roles;
  /// With role *and* coordination steps.
  std::optional<double> mean_hand_offs_with_coordination;

  friend bool operator==(const decision_summary&, const decision_summary&) = default;
};

/// @brief Summarises the command steps of the default matter.
///
/// A root without subordinates decides its own matter in 0 hand-offs.
///
/// @unit          hand-offs (steps − 1); matters a year
/// @complexity    O(P) time and O(layers) memory for P positions.
[[nodiscard]] inline decision_summary decision_paths(const command_forest& forest) {
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
  for (position_id p = forest.placed(); p < forest.size(); ++p)
    if (forest.span(p) == 0) ++summary.undecidable;
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

/// @brief Summarises the decision paths of the default matter, with roles and coordination.
///
/// The steps are those of decision_path(const organisation&,position_id).
///
/// @unit          hand-offs (steps − 1); matters a year
/// @complexity    O(P) for P positions without role and coordination lines, else that of
///                path_lengths.
[[nodiscard]] inline decision_summary decision_paths(const organisation& org) {
  const command_forest& forest = org.command();
  decision_summary summary = decision_paths(forest);
  if (!summary.mean_hand_offs || org.lines().empty()) return summary;
  const path_lengths lengths(org);
  std::uint64_t decidable = 0;
  std::uint64_t with_roles = 0;
  std::uint64_t with_coordination = 0;
  for (position_id p = 0; p < forest.placed(); ++p) {
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
/// @brief Summarises the decision paths of the default matter in any other graph of command lines.
/// @throws structure_error if a vertex has two superiors.
/// @complexity    O(V + E) time and O(V) memory.
template <reporting_graph Graph>
[[nodiscard]] decision_summary decision_paths(const Graph& graph) {
  return decision_paths(forest_of(graph));
}

}  // namespace pangkas
