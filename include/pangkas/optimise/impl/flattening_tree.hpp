// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief One tree of a flattening problem, cut down to the positions that matter for it.
#pragma once

#include <pangkas/core/position.hpp>
#include <pangkas/error.hpp>
#include <pangkas/optimise/flattening_problem.hpp>
#include <pangkas/optimise/impl/flattening_view.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// @brief Gains whose sum 64 bits cannot hold.
inline input_error too_large_gains(const std::string& which, const std::string& where = {}) {
  return input_error(which + " add up to more than 9223372036854775807" + where +
                     "; give them in a larger unit");
}

/// @brief A manager, or another position that may be converted. All others only put a fixed load on
/// their superior.
struct flattening_node {
  position_id position = no_position;
  std::uint32_t first_child = 0;  ///< the nodes below it are consecutive
  std::uint32_t children = 0;     ///< 0 also where all below it is settled
  std::uint32_t all_children = 0;
  std::uint32_t parent = 0;
  std::uint32_t leaves = 0;  ///< its subordinates that are no nodes
  std::uint32_t height = 0;  ///< most managers one below another, itself included
  std::int32_t load_kept = 1;
  std::int32_t load_converted = 1;
  std::int32_t capacity = unlimited_capacity;
  std::int32_t floor = 0;  ///< least load that it needs as a superior
  std::int32_t depth = 0;
  std::int32_t own_decider = -1;   ///< depth of the decider of what it raises; -1: none
  std::int32_t leaf_decider = -1;  ///< the deepest one of its subordinates that are no nodes
  std::int64_t gain = 0;
  std::int64_t leaf_load = 0;  ///< of its subordinates that are no nodes, or settled
  std::int64_t own_load = 0;   ///< of its subordinates that are no nodes
  std::int64_t least_in = 0;   ///< least load that arrives at it
  std::int64_t most_in = 0;    ///< most load that may arrive at it
  std::int64_t least_up = 0;   ///< least load that it puts on its superior
  /// Loads that arrive at it are told apart up to least_in + slack; −1: not at all.
  std::int32_t slack = -1;
  bool removable = false;
  bool manager = false;
  bool settled = false;  ///< it can only be kept
  /// A higher load may be the better one: of it, or of what it goes on to, for a floor.
  bool hungry = false;
  /// More than least_in + slack may arrive, and how much more does not matter.
  bool over = false;
};

/// @brief The least load of a subtree that has no solution.
inline constexpr std::int64_t no_load = std::numeric_limits<std::int64_t>::max();

/// @brief The nodes of one tree in level order, so that a superior stands before its subordinates.
/// Its buffers are kept from tree to tree.
class flattening_tree {
 public:
  explicit flattening_tree(const flattening_view& view) : view_(view) {}

  [[nodiscard]] std::span<const flattening_node> nodes() const noexcept { return nodes_; }
  [[nodiscard]] const flattening_node& operator[](std::size_t i) const { return nodes_[i]; }
  [[nodiscard]] std::optional<std::size_t> layers() const noexcept { return view_.layers(); }
  [[nodiscard]] bool any_decider() const noexcept { return view_.any_decider(); }
  [[nodiscard]] bool any_floor() const noexcept { return view_.any_floor(); }
  /// @brief Sum of the magnitudes of the gains.
  [[nodiscard]] std::int64_t stake() const noexcept { return stake_; }
  /// @brief Sum of the gains above 0.
  [[nodiscard]] std::int64_t bound() const noexcept { return bound_; }
  [[nodiscard]] std::uint32_t removable() const noexcept { return removable_; }
  /// @brief Why the tree has no solution even without layers and checks; absent if it has one.
  [[nodiscard]] const std::optional<infeasibility>& cause() const noexcept { return cause_; }

  /// @brief Collects the nodes below a top.
  /// @throws structure_error for a negative load or capacity; input_error if gains overflow.
  void load(position_id top) {
    nodes_.clear();
    stake_ = 0;
    bound_ = 0;
    removable_ = 0;
    cause_.reset();
    add_node(top, 0, 0);
    for (std::size_t i = 0; i < nodes_.size(); ++i) add_below(i);
    sum_loads();
    if (cause_) return;
    limit_loads();
    if (!layers() && !any_decider()) settle();
  }

  /// @brief Puts other capacities in the place of the problem's, in the tree that is loaded.
  template <class CapacityOf>
  void set_capacities(CapacityOf capacity_of) {
    cause_.reset();
    for (flattening_node& node : nodes_) node.capacity = capacity_of(node.position);
    sum_loads();
    if (cause_) return;
    limit_loads();
    if (!layers() && !any_decider()) settle();
  }

 private:
  void add_node(position_id p, std::size_t parent, std::int32_t depth) {
    flattening_node node;
    node.parent = static_cast<std::uint32_t>(parent);
    node.position = p;
    node.depth = depth;
    node.manager = view_.forest().span(p) > 0;
    node.removable = view_.removable(p);
    node.load_kept = view_.load_kept(p);
    node.load_converted = view_.load_converted(p);
    node.capacity = view_.capacity(p);
    node.floor = view_.floor(p);
    node.own_decider = view_.decider_depth(p);
    if (node.removable) {
      ++removable_;
      node.gain = view_.gain(p);
      constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
      // The magnitude of the lowest number is none.
      const bool fits =
          node.gain >= -most &&
          !__builtin_add_overflow(stake_, node.gain < 0 ? -node.gain : node.gain, &stake_);
      if (!fits) throw too_large_gains("the gains", ", at position " + std::to_string(p));
      bound_ += std::max<std::int64_t>(node.gain, 0);
    }
    nodes_.push_back(node);
  }

  void add_below(std::size_t i) {
    const command_forest::range below = view_.forest().subordinates(nodes_[i].position);
    const std::int32_t depth = nodes_[i].depth + 1;
    const auto first = static_cast<std::uint32_t>(nodes_.size());
    std::int64_t leaf_load = 0;
    std::int32_t leaf_decider = -1;
    if (view_.is_plain()) {
      const std::span<const std::uint32_t> spans = view_.forest().spans();
      for (const position_id p : below)
        if (spans[p] > 0) add_node(p, i, depth);
      leaf_load = static_cast<std::int64_t>(below.size() - (nodes_.size() - first));
    } else {
      for (const position_id p : below) {
        if (view_.forest().span(p) > 0 || view_.removable(p)) {
          add_node(p, i, depth);
          continue;
        }
        leaf_load += view_.load_kept(p);
        leaf_decider = std::max(leaf_decider, view_.decider_depth(p));
      }
    }
    flattening_node& node = nodes_[i];
    node.first_child = first;
    node.all_children = static_cast<std::uint32_t>(nodes_.size()) - first;
    node.leaves = below.size() - node.all_children;
    node.own_load = leaf_load;
    node.leaf_decider = leaf_decider;
  }

  // From below: between which bounds loads can lie at all.
  void sum_loads() {
    most_up_.resize(nodes_.size());
    for (std::size_t i = nodes_.size(); i-- > 0;) {
      flattening_node& node = nodes_[i];
      node.children = node.all_children;
      node.leaf_load = node.own_load;
      node.least_in = node.own_load;
      node.most_in = node.own_load;
      node.height = node.manager ? 1 : 0;
      std::int64_t most_up = 0;
      for (std::uint32_t c = node.first_child; c < node.first_child + node.children; ++c) {
        node.height = std::max(node.height, nodes_[c].height + 1);
        if (nodes_[c].least_up == no_load) node.least_in = no_load;
        if (node.least_in == no_load) continue;
        node.least_in += nodes_[c].least_up;
        node.most_in += most_up_[c];
      }
      node.least_up = no_load;
      if (node.least_in != no_load) {
        const bool keepable = node.least_in <= node.capacity;
        if (keepable) node.least_up = node.load_kept;
        if (node.removable)
          node.least_up = std::min(node.least_up, node.least_in + node.load_converted);
        if (!keepable && !node.removable)
          cause_ = infeasibility{node.position, flattening_limit::capacity, node.capacity,
                                 node.least_in - node.capacity};
        if (keepable) most_up = node.load_kept;
        if (node.removable) most_up = std::max(most_up, node.most_in + node.load_converted);
      }
      most_up_[i] = most_up;
    }
  }

  // From above: up to which load a solution may still come of it.
  void limit_loads() {
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      flattening_node& node = nodes_[i];
      const flattening_node& parent = nodes_[node.parent];
      const bool bounded = node.most_in > node.capacity;
      std::int64_t top = bounded ? node.capacity : -1;
      if (node.removable) top = std::max(top, node.least_up + parent.slack - node.load_converted);
      // What is over reaches its floor.
      if (node.floor > node.least_in) top = std::max<std::int64_t>(top, node.floor - 1);
      node.hungry = node.floor > node.least_in || (node.removable && parent.hungry);
      top = std::min(top, node.most_in);
      node.slack = static_cast<std::int32_t>(std::max<std::int64_t>(top - node.least_in, -1));
      node.over = !bounded || (node.removable && parent.over);
      node.settled =
          !node.removable ||
          (!parent.over && node.least_in + node.load_converted - node.least_up > parent.slack);
    }
  }

  // Where nothing below a node can be converted, only the load of it is left.
  void settle() {
    for (std::size_t i = nodes_.size(); i-- > 0;) {
      flattening_node& node = nodes_[i];
      std::int64_t load = node.own_load;
      bool all = true;
      for (std::uint32_t c = node.first_child; c < node.first_child + node.children; ++c) {
        all = all && nodes_[c].settled && nodes_[c].children == 0 &&
              nodes_[c].leaf_load >= nodes_[c].floor;
        load += nodes_[c].load_kept;
      }
      if (!all) continue;
      node.children = 0;
      node.leaf_load = load;
    }
  }

  const flattening_view& view_;
  std::vector<flattening_node> nodes_;
  std::vector<std::int64_t> most_up_;
  std::int64_t stake_ = 0;
  std::int64_t bound_ = 0;
  std::uint32_t removable_ = 0;
  std::optional<infeasibility> cause_;
};

}  // namespace pangkas::detail
