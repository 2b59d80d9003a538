// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Which posts to keep: the question that optimal_flattening() answers, and its answer.
#pragma once

#include <pangkas/core/position.hpp>
#include <pangkas/core/rule_statement.hpp>
#include <pangkas/error.hpp>
#include <pangkas/graph/command_forest.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace pangkas {

/// @brief Which posts of a forest to convert, for the greatest total gain.
///
/// A converted post and all that it would pass on go to its nearest kept superior. Every kept
/// position must stay within its capacity: the loads of the positions that then report to it, kept
/// and converted. The top of a tree is never converted.
///
/// Every list is by position, or empty for its default. Gains are whole numbers of any one unit, so
/// that equal is equal; the builders of flattening_gain.hpp count in millionths.
struct flattening_problem {
  /// 0: may be converted; else the place in @ref protections, from 1, of what protects it. Default:
  /// every manager may be converted, and nothing else.
  std::vector<std::uint16_t> protection;
  /// Why posts are protected.
  std::vector<rule_statement> protections;
  /// What converting the post is worth; may be negative. Default: 1.
  std::vector<std::int64_t> gain;
  /// Load on its superior when it is kept. Default: 1.
  std::vector<std::int32_t> load_kept;
  /// Load on its superior when it is converted. Default: 1.
  std::vector<std::int32_t> load_converted;
  /// The most load that it bears as a superior. Default: no limit.
  std::vector<std::int32_t> capacity;
  /// The most superiors one below another, the top included; absent: no limit. Positions that are
  /// no managers do not count.
  std::optional<std::size_t> layers;
  /// The superior that decides what the position raises, where that needs two independent checks:
  /// at least one kept post must stand strictly between the two. no_position: no such matter.
  std::vector<position_id> decider;
};

/// @brief No limit, as a capacity.
inline constexpr std::int32_t unlimited_capacity = std::numeric_limits<std::int32_t>::max();

/// @brief Why a position is kept.
enum class kept_because : std::uint8_t {
  top,        ///< nothing is above it
  rule,       ///< protected
  no_gain,    ///< converting it gains nothing
  capacity,   ///< its superior could not bear what it would pass on
  checks,     ///< it is the only kept post between an originator and its decider
  infeasible  ///< its tree has no solution and is left as it is
};

/// @brief A position that is kept, and why. Given for every manager and for every other position
/// that may be converted.
struct kept_post {
  position_id position = no_position;
  kept_because reason = kept_because::top;
  /// capacity: the nearest kept superior; checks: the originator.
  position_id other = no_position;
  /// rule: place in flattening_problem::protections, from 0; capacity: by how much that superior
  /// would be over its capacity if this post were converted too.
  std::int64_t amount = 0;

  friend bool operator==(const kept_post&, const kept_post&) = default;
};

/// @brief What no solution keeps to.
enum class flattening_limit : std::uint8_t { capacity, layers, checks };

/// @brief The smallest cause for which a tree has no solution.
struct infeasibility {
  /// capacity: a position that must be kept, and bears more than its capacity in every solution of
  /// what is below it; of several the lowest-numbered. layers: the top. checks: a decider below
  /// which no kept post can stand within its capacity.
  position_id position = no_position;
  flattening_limit limit = flattening_limit::capacity;
  /// The capacity, the layers, or the kept posts that are asked for.
  std::int64_t allowed = 0;
  /// By how much at least it is missed.
  std::int64_t missed_by = 0;

  friend bool operator==(const infeasibility&, const infeasibility&) = default;
};

/// @brief What became of one tree.
struct flattened_tree {
  position_id top = no_position;
  std::int64_t gain = 0;   ///< of what is converted
  std::int64_t bound = 0;  ///< the gain if there were no limit: all gains above 0
  std::uint32_t converted = 0;
  std::optional<infeasibility> cause;  ///< absent if the tree has a solution

  friend bool operator==(const flattened_tree&, const flattened_tree&) = default;
};

/// @brief Which posts to convert.
struct flattening_solution {
  std::vector<position_id> converted;  ///< ascending
  std::vector<kept_post> kept;         ///< ascending; empty if reasons were not asked for
  std::vector<flattened_tree> trees;   ///< by top, ascending
  std::int64_t gain = 0;               ///< over all trees
  std::int64_t bound = 0;              ///< over all trees

  friend bool operator==(const flattening_solution&, const flattening_solution&) = default;
};

namespace detail {

/// @brief Reads a problem: a list that is empty has its default everywhere.
class flattening_view {
 public:
  /// @throws structure_error if a list has another size than the forest, a decider is no superior
  /// of its originator, or no layer at all is allowed.
  flattening_view(const command_forest& forest, const flattening_problem& problem)
      : forest_(&forest), problem_(&problem) {
    const auto same_size = [&](std::size_t size, const char* what) {
      if (size != 0 && size != forest.size())
        throw structure_error(std::string("the list of ") + what + " has " + std::to_string(size) +
                              " entries for " + std::to_string(forest.size()) +
                              " positions; give one for each position, or none");
    };
    same_size(problem.protection.size(), "protections");
    same_size(problem.gain.size(), "gains");
    same_size(problem.load_kept.size(), "loads when kept");
    same_size(problem.load_converted.size(), "loads when converted");
    same_size(problem.capacity.size(), "capacities");
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

  // Subtrees as intervals of a pre-order, so that "is above" costs the same at any depth.
  void find_deciders() {
    const std::vector<position_id>& decider = problem_->decider;
    bool any = false;
    for (const position_id d : decider) any = any || d != no_position;
    if (!any) return;
    const auto superiors = forest_->superiors();
    const std::size_t size = forest_->size();
    depth_.assign(size, 0);
    std::vector<std::uint32_t> below(size, 1);
    for (std::size_t p = size; p-- > 0;)
      if (superiors[p] != no_position) below[superiors[p]] += below[p];
    std::vector<std::uint32_t> enter(size, 0);
    std::vector<std::uint32_t> next(size, 0);
    std::uint32_t free = 0;
    for (std::size_t p = 0; p < size; ++p) {
      const position_id s = superiors[p];
      std::uint32_t& from = s == no_position ? free : next[s];
      enter[p] = from;
      from += below[p];
      next[p] = enter[p] + 1;
      if (s != no_position) depth_[p] = depth_[s] + 1;
    }
    for (position_id p = 0; p < size; ++p) {
      const position_id d = decider[p];
      if (d == no_position) continue;
      if (d >= size || d == p || enter[p] < enter[d] || enter[p] >= enter[d] + below[d])
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

}  // namespace detail

}  // namespace pangkas
