// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The command lines alone, numbered so that every sweep over them is sequential.
#pragma once

#include <pangkas/graph/ids.hpp>
#include <pangkas/graph/impl/unfilled_vector.hpp>
#include <pangkas/graph/position_range.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief A forest of command lines over positions in level order.
///
/// Positions are numbered layer by layer, and inside a layer superior by superior, each in the
/// given order. So a superior has a lower number than its subordinates, the subordinates of a
/// position are a range of numbers, a layer is a range of numbers, and a sweep that reads upwards
/// or downwards walks through memory in order.
///
/// Four runs follow each other: the *placed* positions (reached from a root), the *orphans*
/// (below a position whose superior is not in the organisation), the *external* ones (outside the
/// organisation, with no superior) and the *unrooted* (on or below a cycle or a report to itself).
/// The members of a cycle have no superior inside the forest; their lines are in cycles().
class command_forest {
 public:
  /// @brief A range of positions; every such range is contiguous.
  using range = position_range;

  command_forest() = default;

  /// @brief Numbers the positions of an array of superiors.
  ///
  /// @param superiors  For each row the row of its command superior; no_row for none. A row
  ///                   may name itself, and rows may form cycles: they become unrooted.
  /// @param orphaned   Rows that have a superior outside the organisation, in ascending order.
  /// @param external   Rows without a superior that are no roots, in ascending order.
  /// @throws structure_error if there are more positions than 31 bits count.
  /// @complexity O(P) time and memory for P positions; no recursion, whatever the depth.
  explicit command_forest(std::span<const row_index> superiors,
                          std::span<const row_index> orphaned = {},
                          std::span<const row_index> external = {}) {
    number(superiors, orphaned, external);
  }

  /// @brief Number of positions.
  [[nodiscard]] std::size_t size() const noexcept { return superior_.size(); }
  /// @brief Positions reached from a root: those numbered below placed().
  [[nodiscard]] std::uint32_t placed() const noexcept { return placed_; }
  /// @brief Positions below a superior that is not in the organisation.
  [[nodiscard]] std::uint32_t orphans() const noexcept { return orphans_; }
  /// @brief Positions outside the organisation.
  [[nodiscard]] std::uint32_t external() const noexcept { return external_; }
  /// @brief Positions on or below a cycle or a report to itself.
  [[nodiscard]] std::uint32_t unrooted() const noexcept {
    return static_cast<std::uint32_t>(size()) - placed_ - orphans_ - external_;
  }
  /// @brief Number of roots; they are the positions 0 … roots() − 1.
  [[nodiscard]] std::uint32_t roots() const noexcept { return layer(1).size(); }
  /// @brief Number of positions in the tree of each root, the root among them; in the order of
  /// layer 1.
  /// @complexity O(P) for P positions.
  [[nodiscard]] std::vector<std::uint32_t> tree_sizes() const;

  /// @brief Number of layers; 0 if nothing is placed.
  [[nodiscard]] std::size_t layers() const noexcept { return layer_begin_.size() - 1; }
  /// @brief The positions of layer @p number; the roots are layer 1. Empty beyond the last layer.
  [[nodiscard]] range layer(std::size_t number) const {
    if (number == 0 || number > layers()) return {};
    return {layer_begin_[number - 1], layer_begin_[number]};
  }

  /// @brief The command superior; absent for the top of a tree.
  [[nodiscard]] std::optional<position_id> superior(position_id p) const {
    if (superior_[p] == no_position) return std::nullopt;
    return superior_[p];
  }
  /// @brief All superiors by position; no_position for the top of a tree. Not decreasing inside
  /// each of the four runs.
  [[nodiscard]] std::span<const position_id> superiors() const noexcept { return superior_; }

  /// @brief The command subordinates, in the given order.
  [[nodiscard]] range subordinates(position_id p) const {
    return {first_subordinate_[p], first_subordinate_[p] + span_[p]};
  }
  /// @brief Number of command subordinates.
  [[nodiscard]] std::uint32_t span(position_id p) const { return span_[p]; }
  /// @brief All numbers of command subordinates, by position.
  [[nodiscard]] std::span<const std::uint32_t> spans() const noexcept { return span_; }

  /// @brief Where the position stands.
  [[nodiscard]] placement placement_of(position_id p) const noexcept {
    if (p < placed_) return placement::placed;
    if (p - placed_ < orphans_) return placement::orphan;
    return is_external(p) ? placement::external : placement::unrooted;
  }
  /// @brief Whether the position stands outside the organisation.
  [[nodiscard]] bool is_external(position_id p) const noexcept {
    return std::uint32_t{p} - placed_ - orphans_ < external_;
  }

  /// @brief The position of a row.
  [[nodiscard]] position_id position_at(row_index row) const { return position_at_[row]; }
  /// @brief The row of a position.
  [[nodiscard]] row_index row(position_id p) const { return row_[p]; }
  /// @brief All rows, by position.
  [[nodiscard]] std::span<const row_index> rows() const noexcept { return row_; }

  /// @brief The memory that the numbering takes, cycles aside.
  /// @unit  bytes
  [[nodiscard]] std::size_t bytes() const noexcept {
    return sizeof(position_id) *
           (superior_.capacity() + first_subordinate_.capacity() + span_.capacity() +
            row_.capacity() + position_at_.capacity() + layer_begin_.capacity());
  }

  /// @brief The cycles of the array of superiors: rows, each the superior of the one before it,
  /// starting with the lowest row. A report to itself is a cycle of one.
  [[nodiscard]] const std::vector<std::vector<row_index>>& cycles() const noexcept {
    return cycles_;
  }

 private:
  void number(std::span<const row_index> superiors, std::span<const row_index> orphaned,
              std::span<const row_index> external);

  void mark_layers();

  void find_cycles(std::span<const row_index> superiors);

  detail::unfilled_vector<position_id> superior_;
  detail::unfilled_vector<position_id> first_subordinate_;
  detail::unfilled_vector<std::uint32_t> span_;
  detail::unfilled_vector<row_index> row_;
  detail::unfilled_vector<position_id> position_at_;
  std::vector<position_id> layer_begin_{position_id{0}};
  std::vector<std::vector<row_index>> cycles_;
  std::uint32_t placed_ = 0;
  std::uint32_t orphans_ = 0;
  std::uint32_t external_ = 0;
};

namespace detail {
/// Calls `visit(superior, subordinate)` for the command lines that are not in the forest: those of
/// cycles. A report to itself is no line between two positions.
template <class Visit>
void for_each_cycle_line(const command_forest& forest, Visit visit) {
  for (const std::vector<row_index>& cycle : forest.cycles())
    for (std::size_t i = 0; cycle.size() > 1 && i < cycle.size(); ++i)
      visit(forest.position_at(cycle[(i + 1) % cycle.size()]), forest.position_at(cycle[i]));
}
}  // namespace detail

}  // namespace pangkas
