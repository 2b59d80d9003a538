// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The default matter, where no matters are given: each position without command
/// subordinates raises one a year, and the root of its tree decides it.
#pragma once

#include <pangkas/core/organisation.hpp>
#include <pangkas/graph/forest_of.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace pangkas::inline v0_1 {

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
  explicit path_lengths(const organisation& org);

  /// @brief Whether the matters of a position are decidable: it is placed.
  [[nodiscard]] bool decidable(position_id p) const noexcept { return p < command_.size(); }
  /// @brief Hand-offs by command steps alone; absent if undecidable.
  [[nodiscard]] std::optional<std::uint64_t> command(position_id p) const;
  /// @brief Hand-offs with role steps; absent if undecidable.
  [[nodiscard]] std::optional<std::uint64_t> with_roles(position_id p) const;
  /// @brief Hand-offs with role and coordination steps; absent if undecidable.
  [[nodiscard]] std::optional<std::uint64_t> with_coordination(position_id p) const;

 private:
  void measure_command(const command_forest& forest);

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
  std::optional<double> mean_hand_offs{};
  std::optional<std::size_t>
      p50;  ///< nearest rank: half the matters take no more command hand-offs
  std::optional<std::size_t> p90{};  ///< nearest rank: nine tenths take no more
  std::optional<std::size_t> max{};  ///< the most command hand-offs
  std::optional<double> mean_hand_offs_with_roles{};
  /// With role *and* coordination steps.
  std::optional<double> mean_hand_offs_with_coordination{};

  friend bool operator==(const decision_summary&, const decision_summary&) = default;
};

/// @brief Summarises the command steps of the default matter.
///
/// A root without subordinates decides its own matter in 0 hand-offs.
///
/// @unit          hand-offs (steps − 1); matters a year
/// @complexity    O(P) time and O(layers) memory for P positions.
[[nodiscard]] decision_summary decision_paths(const command_forest& forest);

/// @brief Summarises the decision paths of the default matter, with roles and coordination.
///
/// The steps are those of decision_path(const organisation&,position_id).
///
/// @unit          hand-offs (steps − 1); matters a year
/// @complexity    O(P) for P positions without role and coordination lines, else that of
///                path_lengths.
[[nodiscard]] decision_summary decision_paths(const organisation& org);
/// @brief Summarises the decision paths of the default matter in any other graph of command lines.
/// @throws structure_error if a vertex has two superiors.
/// @complexity    O(V + E) time and O(V) memory.
template <reporting_graph Graph>
[[nodiscard]] decision_summary decision_paths(const Graph& graph) {
  return decision_paths(forest_of(graph));
}

}  // namespace pangkas
