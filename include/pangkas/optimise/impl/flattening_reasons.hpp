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
#include <optional>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// @brief The least load that each subtree can put upward, by the limits that count: the recursion
/// of the optimum with nothing but feasibility in it.
class least_loads {
 public:
  /// @param tree    The tree.
  /// @param layers  The most superiors one below another; absent: any number.
  least_loads(const flattening_tree& tree, std::optional<std::size_t> layers)
      : tree_(tree), layered_(layers.has_value()), tables_(tree.nodes().size()) {
    for (std::size_t i = tables_.size(); i-- > 0;) {
      const std::size_t most = !layered_ ? 0 : i == 0 ? *layers : *layers - 1;
      fill(i, static_cast<std::uint32_t>(std::min<std::size_t>(tree_[i].height, most)));
    }
  }

  /// @brief Whether the whole tree has a solution.
  [[nodiscard]] bool feasible() const { return tables_[0].least.back() != no_load; }

  /// @brief The lowest-numbered node that has no solution though all below it have one, and what is
  /// in its way: its capacity, or a check.
  [[nodiscard]] infeasibility smallest_cause() const {
    for (std::size_t i = 0; i < tables_.size(); ++i) {
      if (solvable(i)) continue;
      const flattening_node& n = tree_[i];
      bool below = true;
      for (std::uint32_t c = n.first_child; c < n.first_child + n.children; ++c)
        below = below && solvable(c);
      if (!below) continue;
      const std::int64_t in = arriving(i, height_of(i), n.depth - 1);
      if (in != no_load && in > n.capacity && n.leaf_decider < n.depth)
        return {n.position, flattening_limit::capacity, n.capacity, in - n.capacity};
      return {n.position, flattening_limit::checks, 1, 1};
    }
    return {};
  }

 private:
  /// By class: heights from 0, and in each the bounds −1 and those of `bounds`.
  struct table {
    std::vector<std::int32_t> bounds{};
    std::uint32_t heights = 0;
    std::vector<std::int64_t> least{};
  };

  [[nodiscard]] std::uint32_t height_of(std::size_t i) const {
    return layered_ ? tables_[i].heights : 0;
  }
  [[nodiscard]] bool solvable(std::size_t i) const { return tables_[i].least.back() != no_load; }
  [[nodiscard]] std::int64_t least(std::size_t i, std::uint32_t height, std::int32_t bound) const {
    const table& t = tables_[i];
    const auto lower = std::upper_bound(t.bounds.begin(), t.bounds.end(), bound) - t.bounds.begin();
    return t.least[std::min(height, t.heights) * (t.bounds.size() + 1) +
                   static_cast<std::size_t>(lower)];
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

  void fill(std::size_t i, std::uint32_t heights) {
    const flattening_node& n = tree_[i];
    table& t = tables_[i];
    t.heights = layered_ ? heights : 0;
    const auto put = [&](std::int32_t d) {
      if (d >= 0 && d < n.depth) t.bounds.push_back(d);
    };
    put(n.own_decider);
    put(n.leaf_decider);
    for (std::uint32_t c = n.first_child; c < n.first_child + n.children; ++c)
      for (const std::int32_t d : tables_[c].bounds) put(d);
    std::sort(t.bounds.begin(), t.bounds.end());
    t.bounds.erase(std::unique(t.bounds.begin(), t.bounds.end()), t.bounds.end());
    for (std::uint32_t h = 0; h <= t.heights; ++h)
      for (std::size_t b = 0; b <= t.bounds.size(); ++b)
        t.least.push_back(least_of(i, h, b == 0 ? -1 : t.bounds[b - 1]));
  }

  [[nodiscard]] std::int64_t least_of(std::size_t i, std::uint32_t height,
                                      std::int32_t bound) const {
    const flattening_node& n = tree_[i];
    std::int64_t found = no_load;
    if (n.own_decider > bound) return found;
    const bool counts = layered_ && n.manager;
    if (n.leaf_decider < n.depth && (!counts || height > 0) &&
        arriving(i, height - (counts ? 1 : 0), n.depth - 1) <= n.capacity)
      found = n.load_kept;
    if (n.removable && n.leaf_decider <= bound) {
      const std::int64_t in = arriving(i, height, bound);
      if (in != no_load) found = std::min(found, in + n.load_converted);
    }
    return found;
  }

  const flattening_tree& tree_;
  bool layered_;
  std::vector<table> tables_;
};

/// @brief Why a tree has no solution. Asked in turn: capacities alone, checks too, layers too.
inline infeasibility cause_of(const flattening_tree& tree) {
  if (tree.cause()) return *tree.cause();
  const least_loads without_layers(tree, std::nullopt);
  if (!without_layers.feasible() || !tree.layers()) return without_layers.smallest_cause();
  // The fewest layers that are enough: from `few`, which are not, to `enough`.
  std::size_t few = *tree.layers();
  std::size_t enough = few + 1;
  for (; !least_loads(tree, enough).feasible(); enough += enough - *tree.layers()) few = enough;
  while (enough - few > 1) {
    const std::size_t middle = few + (enough - few) / 2;
    (least_loads(tree, middle).feasible() ? enough : few) = middle;
  }
  return {tree[0].position, flattening_limit::layers, static_cast<std::int64_t>(*tree.layers()),
          static_cast<std::int64_t>(enough - *tree.layers())};
}

/// @brief Why each post is kept that a solution keeps.
///
/// A post is asked about alone: what if it were converted too? That would not raise the gain, or
/// the solution would be better; so either it gains nothing, or its superior would be over its
/// capacity, or a check would be lost. The limit on layers is never the reason, for a conversion
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
      const std::int64_t excess =
          load[above] - view.load_kept(p) + view.load_converted(p) + load[p] - view.capacity(above);
      if (excess > 0)
        post.cause = kept_for_capacity{above, excess};
      else
        post.cause = kept_for_checks{checks_for[p]};
    }
  }
  return kept;
}

}  // namespace pangkas::detail
