// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/optimise/frontier.hpp>
#include <pangkas/optimise/impl/flattening_view.hpp>
#include <pangkas/optimise/impl/tops.hpp>
#include <pangkas/optimise/impl/tree_optimum.hpp>

#include <pangkas/core/position.hpp>
#include <pangkas/error.hpp>
#include <pangkas/graph/command_forest.hpp>
#include <pangkas/graph/impl/wide_integer.hpp>
#include <pangkas/optimise/flattening_capacity.hpp>
#include <pangkas/optimise/flattening_problem.hpp>
#include <pangkas/optimise/optimal_flattening.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// What one tree adds to a point.
class frontier_tree {
 public:
  void add(const flattening_tree& tree, const std::vector<std::uint32_t>& converted, bool placed,
           const frontier_options& options, frontier_point& point) {
    const auto nodes = tree.nodes();
    converted_.assign(nodes.size(), false);
    for (const std::uint32_t i : converted) converted_[i] = true;
    kept_.resize(nodes.size());
    layer_.resize(nodes.size());
    span_.assign(nodes.size(), 0);
    for (std::uint32_t i = 0; i < nodes.size(); ++i) {
      const flattening_node& n = nodes[i];
      std::size_t layer = 1;
      if (i > 0) {
        const std::uint32_t above = kept_[n.parent];
        ++span_[above];
        layer = layer_[above] + 1;
      }
      kept_[i] = converted_[i] ? kept_[n.parent] : i;
      layer_[i] = layer;
      span_[kept_[i]] += n.leaves;
      if (converted_[i]) {
        if (!options.traffic.empty()) *point.hand_offs += options.traffic[n.position];
        if (!options.cost.empty()) *point.cost += options.cost[n.position];
      }
      if (!placed) continue;
      if (n.leaves > 0) layer = layer_[kept_[i]] + 1;
      point.layers = std::max(point.layers, layer);
      if (i == 0 || kept_[i] != 0) continue;
      point.unchecked += n.leaves;
      for (std::uint32_t c = n.first_child; c < n.first_child + n.all_children; ++c)
        if (!nodes[c].manager) ++point.unchecked;
    }
    for (const std::size_t span : span_) point.widest_span = std::max(point.widest_span, span);
    point.converted += converted.size();
  }

 private:
  std::vector<bool> converted_;
  std::vector<std::uint32_t> kept_;
  std::vector<std::size_t> layer_;
  std::vector<std::size_t> span_;
};

/// Solves trees under one cap after the other.
class capped_forest {
 public:
  capped_forest(const flattening_view& view, const frontier_options& options)
      : view_(view),
        options_(options),
        flattener_(view, {options.effort.most_states, [this](std::size_t more) {
                            looked_at_ += more;
                            if (options_.effort.progress) options_.effort.progress(looked_at_);
                          }}) {}

  void load(position_id top) { flattener_.tree().load(top); }
  [[nodiscard]] bool solvable(std::size_t cap) {
    hold(cap);
    return flattener_.solvable();
  }
  /// The point of a cap before any tree is added to it.
  [[nodiscard]] frontier_point point_of(std::size_t cap) const {
    frontier_point point;
    point.cap = cap;
    if (!options_.traffic.empty()) point.hand_offs = 0;
    if (!options_.cost.empty()) point.cost = 0;
    return point;
  }
  /// Adds the optimum of the tree that is loaded.
  void add_to(frontier_point& point) {
    hold(point.cap);
    converted_.clear();
    const flattened_tree solved = flattener_.solve(converted_);
    if (__builtin_add_overflow(point.gain, solved.gain, &point.gain))
      throw too_large_gains("the gains of all trees");
    if (solved.cause) ++point.infeasible;
    measure_.add(flattener_.tree(), converted_, solved.top < view_.forest().placed(), options_,
                 point);
  }

 private:
  void hold(std::size_t cap) {
    flattener_.tree().set_capacities([&](position_id p) {
      return options_.wide == wide_posts::narrow
                 ? static_cast<std::int32_t>(cap)
                 : std::max(static_cast<std::int32_t>(cap),
                            static_cast<std::int32_t>(view_.forest().span(p)));
    });
  }

  const flattening_view& view_;
  const frontier_options& options_;
  forest_flattener flattener_;
  frontier_tree measure_;
  std::vector<std::uint32_t> converted_;
  std::size_t looked_at_ = 0;
};

/// The narrowest cap from @p from on at which the tree that is loaded has a solution; 0 if there is
/// none.
std::size_t narrowest_cap(capped_forest& trees, std::size_t from) {
  constexpr std::size_t most = unlimited_capacity;
  if (trees.solvable(from)) return from;
  if (!trees.solvable(most)) return 0;
  std::size_t none_with = from;
  std::size_t with = from + 1;
  while (!trees.solvable(with)) {
    none_with = with;
    with = std::min(2 * with, most);
  }
  while (with - none_with > 1) {
    const std::size_t middle = none_with + (with - none_with) / 2;
    (trees.solvable(middle) ? with : none_with) = middle;
  }
  return with;
}

void check_sizes(const command_forest& forest, const frontier_options& options) {
  if ((!options.traffic.empty() && options.traffic.size() != forest.size()) ||
      (!options.cost.empty() && options.cost.size() != forest.size()))
    throw structure_error("traffic and cost of a frontier need one entry for each of the " +
                          std::to_string(forest.size()) + " positions");
}

bool as_good(const frontier_point& a, const frontier_point& b) {
  return a.gain >= b.gain && a.infeasible <= b.infeasible && a.converted <= b.converted &&
         a.widest_span <= b.widest_span && a.layers <= b.layers && a.unchecked <= b.unchecked;
}

}  // namespace pangkas::detail

namespace pangkas::inline v0_1 {

flattening_frontier sort_out(const std::vector<frontier_point>& points) {
  flattening_frontier found;
  for (const frontier_point& point : points) {
    const auto better =
        std::find_if(points.begin(), points.end(), [&](const frontier_point& other) {
          return &other != &point && detail::as_good(other, point) &&
                 (!detail::as_good(point, other) || other.cap < point.cap);
        });
    if (better == points.end())
      found.points.push_back(point);
    else
      found.dominated.push_back({point, better->cap});
  }
  return found;
}

flattening_frontier frontier(const command_forest& forest, const flattening_problem& problem,
                             std::size_t first, std::size_t last, const frontier_options& options) {
  if (first == 0 || first > last || last > static_cast<std::size_t>(unlimited_capacity))
    throw structure_error("a frontier from " + std::to_string(first) + " to " +
                          std::to_string(last) +
                          " was asked for; give two span caps, the lower one first, from 1 on");
  detail::check_sizes(forest, options);
  const detail::flattening_view view(forest, problem);
  detail::capped_forest trees(view, options);
  std::vector<frontier_point> points;
  for (std::size_t cap = first; cap <= last; ++cap) points.push_back(trees.point_of(cap));
  for (const position_id top : detail::tops_of(forest)) {
    trees.load(top);
    for (frontier_point& point : points) trees.add_to(point);
  }

  return sort_out(points);
}

std::vector<layer_point> layer_frontier(const command_forest& forest,
                                        const flattening_problem& problem, std::size_t first,
                                        std::size_t last, const frontier_options& options) {
  if (first == 0 || first > last)
    throw structure_error("a frontier from " + std::to_string(first) + " to " +
                          std::to_string(last) +
                          " layers of superiors was asked for; give two numbers, the lower one "
                          "first, from 1 on");
  detail::check_sizes(forest, options);
  const std::vector<position_id> tops = detail::tops_of(forest);
  flattening_problem limited = problem;
  std::vector<layer_point> points;
  for (std::size_t layers = first; layers <= last; ++layers) {
    limited.layers = layers;
    const detail::flattening_view view(forest, limited);
    detail::capped_forest trees(view, options);
    std::size_t cap = 1;
    for (const position_id top : tops) {
      trees.load(top);
      cap = std::max(cap, detail::narrowest_cap(trees, cap));
    }
    layer_point& point = points.emplace_back(layer_point{layers, trees.point_of(cap)});
    for (const position_id top : tops) {
      trees.load(top);
      trees.add_to(point.at);
    }
  }
  return points;
}

std::vector<price_point> price_hull(const command_forest& forest,
                                    const flattening_problem& problem) {
  const auto overflow = [] {
    return input_error("the gains are too large for a hull of prices; give them in a larger unit");
  };
  const by_position<std::int64_t> gain =
      problem.gain.empty() ? by_position<std::int64_t>(forest.size(), 1) : problem.gain;
  // The optimum for gain · scale − price.
  const auto at = [&](std::int64_t scale, std::int64_t price) {
    flattening_problem priced = problem;
    priced.gain = gain;
    for (position_id p{0}; p < priced.gain.size(); ++p)
      if (__builtin_mul_overflow(priced.gain[p], scale, &priced.gain[p]) ||
          __builtin_sub_overflow(priced.gain[p], price, &priced.gain[p]))
        throw overflow();
    price_point point;
    point.converted = optimal_flattening(forest, priced, {.reasons = false}).converted;
    for (const position_id p : point.converted) point.gain += gain[p];
    return point;
  };
  const price_point most = at(1, 0);
  std::int64_t stake = 1;
  for (position_id p{0}; p < forest.size(); ++p)
    if (forest.superiors()[p] != no_position &&
        (problem.protection.empty() || !problem.protection[p]))
      if (__builtin_add_overflow(stake, gain[p] < 0 ? -gain[p] : gain[p], &stake)) throw overflow();
  std::vector<price_point> found;
  std::vector<price_point> right{most};  // the nearest one last
  found.push_back(at(1, stake));
  while (!right.empty()) {
    price_point& left = found.back();
    const auto count = [](const price_point& p) {
      return static_cast<std::int64_t>(p.converted.size());
    };
    const std::int64_t more = count(right.back()) - count(left);
    const std::int64_t gained = right.back().gain - left.gain;
    if (more <= 0) {  // the same point
      right.pop_back();
      continue;
    }
    price_point between = at(more, gained);
    const auto worth = [&](const price_point& p) {
      using wide = detail::wide_integer;
      return static_cast<wide>(p.gain) * more - static_cast<wide>(count(p)) * gained;
    };
    if (worth(between) > worth(left)) {
      right.push_back(std::move(between));
      continue;
    }
    left.price = static_cast<double>(gained) / static_cast<double>(more);
    found.push_back(std::move(right.back()));
    right.pop_back();
  }
  return found;
}

}  // namespace pangkas
