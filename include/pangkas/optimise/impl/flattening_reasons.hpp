// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Why posts are kept, and why a tree has no solution.
#pragma once

#include <pangkas/core/position.hpp>
#include <pangkas/graph/command_forest.hpp>
#include <pangkas/optimise/flattening_problem.hpp>
#include <pangkas/optimise/impl/flattening_tree.hpp>
#include <pangkas/optimise/impl/flattening_view.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <limits>
#include <span>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// @brief The least load that each subtree can put upward, by the limits that count: the recursion
/// of the optimum with nothing but feasibility in it.
///
/// The more managers may stand one below another, the lower it is: it is held as the steps by which
/// it falls, which are no more than there are loads, however many layers there are.
class least_loads {
 public:
  /// @param tree     The tree.
  /// @param layered  Whether managers one below another are counted.
  least_loads(const flattening_tree& tree, bool layered)
      : tree_(tree), layered_(layered), tables_(tree.nodes().size()) {
    for (std::size_t i = tables_.size(); i-- > 0;) fill(i);
  }

  /// @brief Whether the whole tree has a solution, with any number of layers.
  [[nodiscard]] bool feasible() const { return solvable(0); }
  /// @brief The fewest layers of superiors with which it has one.
  [[nodiscard]] std::uint32_t fewest_layers() const { return steps(0, -1).front().height; }

  /// @brief The lowest-numbered node that has no solution though all below it have one, and what is
  /// in its way: its capacity, or a check.
  [[nodiscard]] infeasibility smallest_cause() const {
    for (std::size_t i = 0;; ++i) {  // the whole tree has none
      if (solvable(i)) continue;
      const flattening_node& n = tree_[i];
      bool below = true;
      for (std::uint32_t c = n.first_child; c < n.first_child + n.children; ++c)
        below = below && solvable(c);
      if (!below) continue;
      const std::int64_t in = arriving(i, 0, n.depth - 1);
      if (in != no_load && in > n.capacity && n.leaf_decider < n.depth)
        return {n.position, flattening_limit::capacity, n.capacity, in - n.capacity};
      return {n.position, flattening_limit::checks, 1, 1};
    }
  }

 private:
  /// From this height on, until the next step.
  struct step {
    std::uint32_t height = 0;
    std::int64_t load = 0;
  };
  /// The classes of a node by bound: −1 and those of `bounds`, each with its steps.
  struct table {
    std::size_t first_bound = 0;
    std::size_t bounds = 0;
    std::size_t first_list = 0;
  };

  [[nodiscard]] std::span<const std::int32_t> bounds(std::size_t i) const {
    return std::span(bounds_).subspan(tables_[i].first_bound, tables_[i].bounds);
  }
  [[nodiscard]] std::span<const step> steps(std::size_t i, std::int32_t bound) const {
    const auto all = bounds(i);
    const std::size_t list =
        tables_[i].first_list +
        static_cast<std::size_t>(std::upper_bound(all.begin(), all.end(), bound) - all.begin());
    return std::span(steps_).subspan(lists_[list], lists_[list + 1] - lists_[list]);
  }
  [[nodiscard]] bool solvable(std::size_t i) const {
    return !steps(i, std::numeric_limits<std::int32_t>::max()).empty();
  }
  [[nodiscard]] std::int64_t least(std::size_t i, std::uint32_t height, std::int32_t bound) const {
    const auto all = steps(i, bound);
    const auto after =
        std::upper_bound(all.begin(), all.end(), height,
                         [](std::uint32_t wanted, const step& s) { return wanted < s.height; });
    return after == all.begin() ? no_load : std::prev(after)->load;
  }
  [[nodiscard]] std::int64_t arriving(std::size_t i, std::uint32_t height,
                                      std::int32_t bound) const {
    const flattening_node& n = tree_[i];
    std::int64_t sum = n.leaf_load;
    for (std::uint32_t c = n.first_child; c < n.first_child + n.children; ++c) {
      const std::int64_t load = least(c, height, bound);
      if (load == no_load) return no_load;
      sum += load;
    }
    return sum;
  }

  void fill(std::size_t i) {
    const flattening_node& n = tree_[i];
    std::vector<std::int32_t> found;
    const auto put = [&](std::int32_t d) {
      if (d >= 0 && d < n.depth) found.push_back(d);
    };
    put(n.own_decider);
    put(n.leaf_decider);
    for (std::uint32_t c = n.first_child; c < n.first_child + n.children; ++c)
      for (const std::int32_t d : bounds(c)) put(d);
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    tables_[i] = {bounds_.size(), found.size(), lists_.size() - 1};
    bounds_.insert(bounds_.end(), found.begin(), found.end());
    const std::uint32_t own = layered_ && n.manager ? 1 : 0;
    for (std::size_t b = 0; b <= found.size(); ++b) {
      const std::int32_t bound = b == 0 ? -1 : found[b - 1];
      // It can fall only where one of those below it falls.
      std::vector<std::uint32_t> heights{0, own};
      for (std::uint32_t c = n.first_child; c < n.first_child + n.children; ++c) {
        for (const step& s : steps(c, n.depth - 1)) heights.push_back(s.height + own);
        for (const step& s : steps(c, bound)) heights.push_back(s.height);
      }
      std::sort(heights.begin(), heights.end());
      heights.erase(std::unique(heights.begin(), heights.end()), heights.end());
      std::int64_t best = no_load;
      for (const std::uint32_t height : heights) {
        const std::int64_t load = least_of(i, height, bound);
        if (load >= best) continue;
        best = load;
        steps_.push_back({height, load});
      }
      lists_.push_back(steps_.size());
    }
  }

  [[nodiscard]] std::int64_t least_of(std::size_t i, std::uint32_t height,
                                      std::int32_t bound) const {
    const flattening_node& n = tree_[i];
    std::int64_t found = no_load;
    if (n.own_decider > bound) return found;
    const std::uint32_t own = layered_ && n.manager ? 1 : 0;
    if (n.leaf_decider < n.depth && height >= own &&
        arriving(i, height - own, n.depth - 1) <= n.capacity)
      found = n.load_kept;
    if (n.removable && n.leaf_decider <= bound) {
      const std::int64_t in = arriving(i, height, bound);
      if (in != no_load) found = std::min(found, in + n.load_converted);
    }
    // What no superior could bear makes no step; without layers it may be the cause that is told.
    const flattening_node& above = tree_[n.parent];
    if (layered_ && n.depth > 0 && found != no_load && !above.over &&
        found - n.least_up > above.slack)
      return no_load;
    return found;
  }

  const flattening_tree& tree_;
  bool layered_;
  std::vector<table> tables_;
  std::vector<std::int32_t> bounds_;
  std::vector<std::size_t> lists_{0};  ///< where in steps_ each begins
  std::vector<step> steps_;
};

/// @brief Why a tree has no solution, if its loads alone do not say it. Asked in turn: checks too,
/// layers too.
inline infeasibility cause_of(const flattening_tree& tree) {
  const least_loads without_layers(tree, false);
  if (!without_layers.feasible() || !tree.layers()) return without_layers.smallest_cause();
  return {tree[0].position, flattening_limit::layers, static_cast<std::int64_t>(*tree.layers()),
          static_cast<std::int64_t>(least_loads(tree, true).fewest_layers() - *tree.layers())};
}

/// @brief Why each post is kept that a solution keeps.
///
/// A post is asked about alone: what if it were converted too? That would not raise the gain, or
/// the solution would be better; so either it gains nothing, or its superior would be over its
/// capacity or under its floor, or a check would be lost. The limit on layers is never the reason, for a conversion
/// adds none.
inline std::vector<kept_post> reasons(const flattening_view& view,
                                      const flattening_solution& solution,
                                      const std::vector<std::uint8_t>& converted) {
  const command_forest& forest = view.forest();
  const auto superiors = forest.superiors();
  const auto size = static_cast<position_id>(forest.size());
  std::vector<position_id> tops_left;  // of trees without a solution
  for (const flattened_tree& tree : solution.trees)
    if (tree.cause) tops_left.push_back(tree.top);

  std::vector<position_id> superior(size, no_position);  // the nearest kept one
  std::vector<std::uint8_t> left(size, 0);
  std::vector<std::int64_t> load(size, 0);
  auto next_left = tops_left.begin();
  for (position_id p{0}; p < size; ++p) {
    const position_id s = superiors[p];
    if (s == no_position) {
      if (next_left != tops_left.end() && *next_left == p) {
        left[p] = 1;
        ++next_left;
      }
      continue;
    }
    left[p] = left[s];
    superior[p] = converted[s] != 0 ? superior[s] : s;
    load[superior[p]] += converted[p] != 0 ? view.load_converted(p) : view.load_kept(p);
  }

  // The first originator for which a kept position is the only one before the decider.
  std::vector<position_id> checks_for;
  if (view.any_decider()) {
    checks_for.assign(size, no_position);
    std::vector<std::int32_t> depth(size, 0);
    for (position_id p{0}; p < size; ++p)
      if (superiors[p] != no_position) depth[p] = depth[superiors[p]] + 1;
    for (position_id p{0}; p < size; ++p) {
      const std::int32_t decider = view.decider_depth(p);
      if (decider < 0 || superior[p] == no_position) continue;
      const position_id check = superior[p];
      const position_id above = superior[check];
      if (depth[check] <= decider) continue;  // not even one, in a tree without a solution
      if (above != no_position && depth[above] > decider) continue;
      if (checks_for[check] == no_position) checks_for[check] = p;
    }
  }

  std::vector<kept_post> kept;
  for (position_id p{0}; p < size; ++p) {
    if (converted[p] != 0 || (forest.span(p) == 0 && !view.removable(p))) continue;
    kept_post& post = kept.emplace_back(kept_post{p});
    const position_id above = superior[p];
    if (above == no_position) continue;
    if (left[p] != 0) {
      post.cause = kept_infeasible{};
    } else if (!view.removable(p)) {
      post.cause = kept_by_rule{view.problem().protection[p] - std::size_t{1}};
    } else if (view.gain(p) <= 0) {
      post.cause = kept_without_gain{};
    } else {
      const std::int64_t borne = load[above] - view.load_kept(p) + view.load_converted(p) + load[p];
      if (borne > view.capacity(above))
        post.cause = kept_for_capacity{above, borne - view.capacity(above)};
      else if (borne < view.floor(above))
        post.cause = kept_for_floor{above, view.floor(above) - borne};
      else
        post.cause = kept_for_checks{checks_for[p]};
    }
  }
  return kept;
}

}  // namespace pangkas::detail
