// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Reads a flattening problem: a list that is empty has its default everywhere.
#pragma once

#include <pangkas/core/position.hpp>
#include <pangkas/error.hpp>
#include <pangkas/graph/command_forest.hpp>
#include <pangkas/graph/impl/subtree_intervals.hpp>
#include <pangkas/optimise/flattening_problem.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// @brief Reads a problem: a list that is empty has its default everywhere.
class flattening_view {
 public:
  /// @throws structure_error if a list has another size than the forest, a decider is no superior
  /// of its originator, or no layer at all is allowed.
  flattening_view(const command_forest& forest, const flattening_problem& problem)
      : forest_(&forest), problem_(&problem) {
    const auto same_size = [&](std::size_t size, const char* what) {
      if (size != 0 && size != forest.size())
        throw structure_error::not_one_for_each(std::string("the list of ") + what, size,
                                                forest.size(), "position, or none");
    };
    same_size(problem.protection.size(), "protections");
    same_size(problem.gain.size(), "gains");
    same_size(problem.load_kept.size(), "loads when kept");
    same_size(problem.load_converted.size(), "loads when converted");
    same_size(problem.capacity.size(), "capacities");
    same_size(problem.floor.size(), "floors");
    same_size(problem.decider.size(), "deciders");
    if (problem.layers == std::size_t{0})
      throw structure_error("0 layers are allowed, but the top of a tree is one; allow 1 or more");
    find_deciders();
  }

  [[nodiscard]] const command_forest& forest() const noexcept { return *forest_; }
  [[nodiscard]] const flattening_problem& problem() const noexcept { return *problem_; }
  [[nodiscard]] std::optional<std::size_t> layers() const noexcept { return problem_->layers; }
  [[nodiscard]] bool any_decider() const noexcept { return !depth_.empty(); }

  [[nodiscard]] bool removable(position_id p) const {
    if (forest_->superiors()[p] == no_position) return false;
    return problem_->protection.empty() ? forest_->span(p) > 0 : problem_->protection[p] == 0;
  }
  [[nodiscard]] std::int64_t gain(position_id p) const {
    return problem_->gain.empty() ? 1 : problem_->gain[p];
  }
  /// @brief Whether all that is no manager stays, puts a load of 1, and needs no check.
  [[nodiscard]] bool is_plain() const noexcept {
    return problem_->protection.empty() && problem_->load_kept.empty() && depth_.empty();
  }
  /// @throws structure_error if it is negative.
  [[nodiscard]] std::int32_t load_kept(position_id p) const {
    return problem_->load_kept.empty() ? 1 : not_negative(problem_->load_kept[p], p, "load");
  }
  /// @throws structure_error if it is negative.
  [[nodiscard]] std::int32_t load_converted(position_id p) const {
    return problem_->load_converted.empty() ? 1
                                            : not_negative(problem_->load_converted[p], p, "load");
  }
  /// @throws structure_error if it is negative.
  [[nodiscard]] std::int32_t capacity(position_id p) const {
    return problem_->capacity.empty() ? unlimited_capacity
                                      : not_negative(problem_->capacity[p], p, "capacity");
  }
  /// @brief Of a manager.
  /// @throws structure_error if it is negative.
  [[nodiscard]] std::int32_t floor(position_id p) const {
    return problem_->floor.empty() || forest_->span(p) == 0
               ? 0
               : not_negative(problem_->floor[p], p, "floor");
  }
  [[nodiscard]] bool any_floor() const noexcept { return !problem_->floor.empty(); }
  /// @brief Command lines between the decider of what @p p raises and its top; -1 for no decider.
  [[nodiscard]] std::int32_t decider_depth(position_id p) const {
    if (depth_.empty() || problem_->decider[p] == no_position) return -1;
    return static_cast<std::int32_t>(depth_[problem_->decider[p]]);
  }

 private:
  static std::int32_t not_negative(std::int32_t value, position_id p, const char* what) {
    if (value < 0)
      throw structure_error(std::string("the ") + what + " of position " + std::to_string(p) +
                                " is " + std::to_string(value) + "; give 0 or more",
                            {p});
    return value;
  }

  void find_deciders() {
    const std::vector<position_id>& decider = problem_->decider;
    bool any = false;
    for (const position_id d : decider) any = any || d != no_position;
    if (!any) return;
    const auto superiors = forest_->superiors();
    const std::size_t size = forest_->size();
    depth_.assign(size, 0);
    for (std::size_t p = 0; p < size; ++p)
      if (superiors[p] != no_position) depth_[p] = depth_[superiors[p]] + 1;
    const subtree_intervals subtrees(*forest_);
    for (position_id p{0}; p < size; ++p) {
      const position_id d = decider[p];
      if (d == no_position) continue;
      if (d >= size || d == p || !subtrees.has(d, p))
        throw structure_error("position " + std::to_string(d) + " is to decide what position " +
                                  std::to_string(p) +
                                  " raises, but is no superior of it; name one of its superiors",
                              {p, d});
    }
  }

  const command_forest* forest_;
  const flattening_problem* problem_;
  std::vector<std::uint32_t> depth_;  // empty: no deciders
};

}  // namespace pangkas::detail
