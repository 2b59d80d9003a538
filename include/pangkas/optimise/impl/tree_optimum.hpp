// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The recursion of optimal flattening: the optimum of one tree after the other.
#pragma once

#include <pangkas/error.hpp>
#include <pangkas/graph/impl/wide_integer.hpp>
#include <pangkas/optimise/flattening_problem.hpp>
#include <pangkas/optimise/impl/flattening_reasons.hpp>
#include <pangkas/optimise/impl/flattening_tree.hpp>
#include <pangkas/optimise/impl/flattening_view.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// @brief The optimum of one tree, in two passes.
///
/// Upwards, every node gets a *profile*: for each load that its subtree can put on the superior,
/// the best value. Downwards, the decisions are read off, first to last in pre-order, so that of
/// equal optima the promised one is found: a node is given every load at which the optimum can
/// still be reached, and returns the one that it took. Where a floor may need it, points stay that a
/// lower load beats.
///
/// A profile is one for each *class*: at most h managers one below another, and no check still to
/// come before a decider deeper than `bound`. Loads are counted from the least one of the node.
///
/// @tparam Value  An integer that holds gain · scale − posts converted.
template <class Value>
class tree_optimum {
 public:
  /// @param effort  Its progress is given the nodes looked at since the last time.
  tree_optimum(const flattening_tree& tree, const flattening_effort& effort)
      : tree_(tree), effort_(effort) {}

  /// @brief Puts the nodes to convert at the end of @p converted.
  /// @return Whether there is a solution; if not, nothing is put there.
  /// @throws input_error if there are too many states.
  bool solve(std::vector<std::uint32_t>& converted) {
    scale_ = static_cast<Value>(std::bit_ceil(std::uint64_t{tree_.removable()} + 1));
    layers_ = tree_.layers();
    checked_ = tree_.any_decider();
    if (!reach_top()) return false;
    go_down(converted);
    return true;
  }

  /// Whether there is a solution.
  /// @throws input_error if there are too many states.
  bool solvable() {
    scale_ = 0;  // gains do not count
    layers_ = tree_.layers();
    checked_ = tree_.any_decider();
    return reach_top();
  }

  /// Why a tree with floors has no solution, though it has one without them, checks and layers.
  /// Asked in turn: floors too, checks too, layers too.
  [[nodiscard]] infeasibility cause_with_floors() {
    scale_ = 0;  // gains do not count
    layers_.reset();
    checked_ = false;
    if (!reach_top()) return smallest_cause();
    checked_ = tree_.any_decider();
    if (checked_ && !reach_top())
      return {node(lowest_without()).position, flattening_limit::checks, 1, 1};
    // The fewest layers with which there is a solution, by halving; more states than may be are
    // taken for none.
    const std::size_t allowed = *tree_.layers();
    const auto reaches = [&](std::size_t layers) {
      layers_ = layers;
      try {
        return reach_top();
      } catch (const input_error&) {
        return false;
      }
    };
    std::size_t none_with = allowed;
    std::size_t with = allowed + 1;
    while (with < node(0).height && !reaches(with)) {
      none_with = with;
      with = std::min<std::size_t>(allowed + 2 * (with - allowed), node(0).height);
    }
    while (with - none_with > 1) {
      const std::size_t middle = none_with + (with - none_with) / 2;
      (reaches(middle) ? with : none_with) = middle;
    }
    return {node(0).position, flattening_limit::layers, static_cast<std::int64_t>(allowed),
            static_cast<std::int64_t>(with - allowed)};
  }

 private:
  /// Makes all profiles; false if there is no solution.
  /// @throws input_error if there are too many states.
  bool reach_top() {
    layered_ = layers_.has_value();
    profiles_.clear();
    points_.clear();
    deciders_.clear();
    nodes_.resize(tree_.nodes().size());
    std::size_t states = 0;
    for (std::size_t i = nodes_.size(); i-- > 0;) {
      states += count_states(i);
      if (states > effort_.most_states) throw too_many_states();
    }
    std::size_t untold = 0;
    for (std::size_t i = nodes_.size(); i-- > 0;) {
      go_up(i);
      if (++untold < 4096 && i > 0) continue;
      effort_.progress(untold);
      untold = 0;
    }
    return !profile_of(0, height_class(0, most_height()), -1, pair_).empty();
  }

  /// The lowest-numbered node that has no solution though all below it have one.
  [[nodiscard]] std::size_t lowest_without() {
    constexpr std::int32_t any = std::numeric_limits<std::int32_t>::max();
    const auto without = [&](std::size_t i) {
      const view points = profile_of(i, 0, any, pair_);
      return std::none_of(points.begin(), points.end(), [&](const point& p) {
        return i == 0 || usable(tree_[node(i).parent], p);
      });
    };
    for (std::size_t i = 0;; ++i) {  // the whole tree has none
      if (!without(i)) continue;
      bool below = false;
      for (std::uint32_t c = node(i).first_child; c < node(i).first_child + node(i).children; ++c)
        below = below || without(c);
      if (!below) return i;
    }
  }

  /// What is in the way there: its floor, or a capacity that the floors below it burst.
  [[nodiscard]] infeasibility smallest_cause() {
    const std::size_t i = lowest_without();
    const flattening_node& n = node(i);
    values& sum = sums_[0];
    std::int64_t least = n.children == 0 ? n.leaf_load : n.least_in;
    std::int64_t most_borne = -1;
    if (n.children == 0) {
      if (n.leaf_load <= n.capacity) most_borne = n.leaf_load;
    } else {
      for (std::uint32_t c = n.first_child; c < n.first_child + n.children; ++c) {
        const point lowest = profile_of(c, 0, n.depth - 1, pair_).front();
        least += lowest.load == over ? n.slack + std::int64_t{1} : std::int64_t{lowest.load};
      }
      if (sum_children(i, 0, n.depth - 1, sum)) {
        for (std::size_t t = 0; t < sum.at.size(); ++t)
          if (is_value(sum.at[t]) && n.least_in + static_cast<std::int64_t>(t) <= n.capacity)
            most_borne = n.least_in + static_cast<std::int64_t>(t);
        if (is_value(sum.over) && n.most_in <= n.capacity)
          most_borne = std::max<std::int64_t>(n.floor, 0);
      }
    }
    if (most_borne >= 0 && most_borne < n.floor)
      return {n.position, flattening_limit::floor, n.floor, n.floor - most_borne};
    if (most_borne < 0)
      return {n.position, flattening_limit::capacity, n.capacity, least - n.capacity, true};
    // It could be kept, but its superior cannot bear it so.
    const flattening_node& above = tree_[n.parent];
    return {above.position, flattening_limit::capacity, above.capacity,
            n.load_kept - n.least_up - above.slack, true};
  }

  /// Stands for every load that is over the slack of the superior.
  static constexpr std::uint32_t over = std::numeric_limits<std::uint32_t>::max();
  /// Half the lowest value; what adds to it stays below none / 2.
  static constexpr Value none = -(Value{1} << (sizeof(Value) * 8 - 3));
  static constexpr bool is_value(Value v) { return v > none / 2; }

  struct point {
    std::uint32_t load = 0;  ///< above the least one of the node, or `over`
    Value value = none;
  };
  using view = std::span<const point>;
  using pair_of_points = std::array<point, 2>;

  struct profile {
    std::size_t first = 0;
    std::size_t end = 0;
    Value kept = none;  ///< value when the node is kept
  };
  struct node_state {
    std::size_t first_profile = 0;
    std::size_t first_decider = 0;
    std::uint32_t deciders = 0;
    std::uint32_t heights = 1;  ///< classes by height
  };
  /// Best values by load, and of all loads that are over.
  struct values {
    std::vector<Value> at{};
    Value over = none;
  };

  [[nodiscard]] const flattening_node& node(std::size_t i) const { return tree_[i]; }
  /// Whether there is one class only.
  [[nodiscard]] bool is_plain() const { return !layered_ && !checked_; }
  [[nodiscard]] std::uint32_t most_height() const {
    return layered_ ? static_cast<std::uint32_t>(std::min<std::size_t>(*layers_, tree_[0].height))
                    : 0;
  }

  // --- classes ---

  [[nodiscard]] std::uint32_t height_class(std::size_t i, std::uint32_t height) const {
    return std::min(height, nodes_[i].heights - 1);
  }
  [[nodiscard]] std::span<const std::int32_t> deciders(std::size_t i) const {
    return std::span(deciders_).subspan(nodes_[i].first_decider, nodes_[i].deciders);
  }
  [[nodiscard]] const profile& profile_at(std::size_t i, std::uint32_t height,
                                          std::int32_t bound) const {
    const auto all = deciders(i);
    const auto lower = std::ranges::upper_bound(all, bound) - all.begin();
    return profiles_[nodes_[i].first_profile + height_class(i, height) * (all.size() + 1) +
                     static_cast<std::size_t>(lower)];
  }

  [[nodiscard]] bool may_keep(const flattening_node& n, std::uint32_t height,
                              std::int32_t bound) const {
    return (!layered_ || !n.manager || height > 0) &&
           (!checked_ || (n.leaf_decider < n.depth && n.own_decider <= bound));
  }
  [[nodiscard]] bool may_convert(const flattening_node& n, std::int32_t bound) const {
    return n.removable && (!checked_ || (n.leaf_decider <= bound && n.own_decider <= bound));
  }
  /// Whether only the best of all lower loads counts for the superior of a node.
  [[nodiscard]] bool lower_is_better(const flattening_node& n) const {
    return !tree_[n.parent].hungry;
  }
  [[nodiscard]] Value worth(const flattening_node& n) const {
    return static_cast<Value>(n.gain) * scale_ - 1;
  }

  /// The profile of a node in a class. One of a node without children is made in @p buffer.
  [[nodiscard]] view profile_of(std::size_t i, std::uint32_t height, std::int32_t bound,
                                pair_of_points& buffer) const {
    const flattening_node& n = node(i);
    if (n.children > 0) {
      const profile& p = profile_at(i, height, bound);
      return view(points_).subspan(p.first, p.end - p.first);
    }
    std::size_t count = 0;
    if (n.leaf_load <= n.capacity && n.leaf_load >= n.floor && may_keep(n, height, bound))
      buffer[count++] = {static_cast<std::uint32_t>(n.load_kept - n.least_up), Value{0}};
    if (may_convert(n, bound)) {
      // The slack of a superior is below 2³¹, so what does not fit in 32 bits is over.
      const std::int64_t load = n.leaf_load + n.load_converted - n.least_up;
      const point converted{static_cast<std::uint32_t>(std::min<std::int64_t>(load, over)),
                            worth(n)};
      if (count == 0 || buffer[0].load < converted.load) {
        if (count == 0 || !lower_is_better(n) || converted.value >= buffer[0].value)
          buffer[count++] = converted;
      } else if (buffer[0].load == converted.load) {
        buffer[0].value = std::max(buffer[0].value, converted.value);
      } else if (!lower_is_better(n) || buffer[0].value >= converted.value) {
        buffer[1] = buffer[0];
        buffer[0] = converted;
        count = 2;
      } else {
        buffer[0] = converted;
      }
    }
    return {buffer.data(), count};
  }

  // --- upwards ---

  /// What the children of a node can put on it: those that have a choice one by one, all others
  /// together.
  struct arrivals {
    std::vector<std::uint32_t> open{};  ///< children with a choice, ascending
    std::uint64_t load = 0;             ///< of the others, above the least one
    Value value = 0;                    ///< of the others
    bool over = false;                  ///< the others are over the slack
    bool feasible = true;
  };

  /// Whether a superior can do anything with a point.
  [[nodiscard]] static bool usable(const flattening_node& superior, const point& p) {
    return superior.over || (p.load != over && static_cast<std::int64_t>(p.load) <= superior.slack);
  }

  void collect(std::size_t i, std::uint32_t height, std::int32_t bound, arrivals& all) const {
    const flattening_node& n = node(i);
    all.open.clear();
    all.load = 0;
    all.value = 0;
    all.over = false;
    all.feasible = true;
    pair_of_points buffer;
    const bool plain = is_plain();
    for (std::uint32_t c = n.first_child; c < n.first_child + n.children; ++c) {
      if (plain && node(c).settled && node(c).children == 0 && node(c).leaf_load >= node(c).floor) {
        all.load += static_cast<std::uint64_t>(node(c).load_kept - node(c).least_up);
        continue;
      }
      const view points = profile_of(c, height, bound, buffer);
      const point* only = nullptr;
      std::size_t count = 0;
      for (const point& p : points) {
        if (!usable(n, p)) continue;
        only = &p;
        if (++count > 1) break;
      }
      if (count > 1) {
        all.open.push_back(c);
      } else if (count == 1) {
        all.value += only->value;
        all.over = all.over || only->load == over;
        all.load += only->load;
      } else {
        all.feasible = false;
        return;
      }
    }
    all.over = all.over || static_cast<std::int64_t>(all.load) > n.slack;
    if (all.over && !n.over) all.feasible = false;
  }

  /// The values before any child with a choice is added.
  static void start(const arrivals& all, values& sum) {
    sum.at.clear();
    sum.over = all.over ? all.value : none;
    if (all.over) return;
    sum.at.assign(static_cast<std::size_t>(all.load) + 1, none);
    sum.at.back() = all.value;
  }

  /// Adds what a child puts on node @p n.
  static void add(const flattening_node& n, view child, const values& sum, values& out) {
    const auto limit = static_cast<std::size_t>(n.slack + 1);
    const std::size_t count = sum.at.size();
    std::size_t reach = 0;
    for (const point& p : child)
      if (p.load < limit) reach = p.load;
    const std::size_t size = count == 0 ? 0 : std::min(limit, count + reach);
    out.at.resize(size);
    Value* const to = out.at.data();
    const Value* const from = sum.at.data();
    std::size_t filled = 0;
    for (const point& p : child) {
      if (p.load >= size) break;
      const Value value = p.value;
      const std::size_t end = std::min(p.load + count, size);
      for (; filled < p.load; ++filled) to[filled] = none;
      std::size_t t = p.load;
      for (const std::size_t old = std::min(filled, end); t < old; ++t) {
        const Value better = from[t - p.load] + value;
        to[t] = to[t] < better ? better : to[t];
      }
      for (; t < end; ++t) to[t] = from[t - p.load] + value;
      filled = std::max(filled, end);
    }
    for (; filled < size; ++filled) to[filled] = none;
    out.over = none;
    if (!n.over) return;
    for (const point& p : child) {
      out.over = std::max(out.over, sum.over + p.value);
      for (std::size_t t = p.load < limit ? std::min(count, limit - p.load) : 0; t < count; ++t)
        out.over = std::max(out.over, from[t] + p.value);
    }
  }

  /// The best values of all that arrives at a node; false if there is none.
  bool sum_children(std::size_t i, std::uint32_t height, std::int32_t bound, values& sum) {
    collect(i, height, bound, arrivals_);
    if (!arrivals_.feasible) return false;
    start(arrivals_, sum);
    for (const std::uint32_t c : arrivals_.open) {
      add(node(i), profile_of(c, height, bound, pair_), sum, buffer_);
      std::swap(sum, buffer_);
    }
    return true;
  }
  /// The load above the least one at which a node reaches its floor.
  [[nodiscard]] static std::size_t least_borne(const flattening_node& n) {
    return static_cast<std::size_t>(std::max<std::int64_t>(n.floor - n.least_in, 0));
  }
  [[nodiscard]] Value best_when_kept(const flattening_node& n, const values& sum) const {
    Value best = n.most_in <= n.capacity ? sum.over : none;
    const std::int64_t room = n.capacity - n.least_in;
    for (std::size_t t = least_borne(n); t < sum.at.size() && static_cast<std::int64_t>(t) <= room;
         ++t)
      best = std::max(best, sum.at[t]);
    return is_value(best) ? best : none;
  }

  /// The load that a node puts upward when it is kept, or converted with @p in on it.
  [[nodiscard]] std::uint32_t up_when_kept(const flattening_node& n) const {
    return up(n, n.load_kept);
  }
  [[nodiscard]] std::uint32_t up_when_converted(const flattening_node& n, std::size_t in) const {
    return up(n, n.least_in + static_cast<std::int64_t>(in) + n.load_converted);
  }
  [[nodiscard]] std::uint32_t up(const flattening_node& n, std::int64_t load) const {
    if (n.depth == 0) return 0;
    load -= n.least_up;
    return load <= tree_[n.parent].slack ? static_cast<std::uint32_t>(load) : over;
  }

  /// Lists the classes of a node; returns how many states there can be in them.
  std::size_t count_states(std::size_t i) {
    const flattening_node& n = node(i);
    node_state& state = nodes_[i];
    state = {};
    if (layered_) {
      const std::size_t most = i == 0 ? *layers_ : *layers_ - 1;
      state.heights = static_cast<std::uint32_t>(std::min<std::size_t>(n.height, most)) + 1;
    }
    if (n.children == 0) return 0;
    list_deciders(i);
    const auto loads = static_cast<std::size_t>(n.removable ? n.slack + 1 : 0);
    return std::size_t{state.heights} * (state.deciders + std::size_t{1}) * (loads + 3);
  }
  [[nodiscard]] input_error too_many_states() const {
    return input_error("an exact answer for the tree of position " +
                       std::to_string(node(0).position) + " needs more than " +
                       std::to_string(effort_.most_states) +
                       " states (superiors, times the loads they can be told apart by, times "
                       "layers and deciders); give a lower span cap or fewer layers");
  }

  void go_up(std::size_t i) {
    const flattening_node& n = node(i);
    if (n.children == 0) return;
    node_state& state = nodes_[i];
    state.first_profile = profiles_.size();
    const bool plain = is_plain();
    for (std::uint32_t height = 0; height < state.heights; ++height) {
      values& when_kept = sums_[0];
      const bool keepable = (!layered_ || height > 0) &&
                            sum_children(i, height - (layered_ ? 1 : 0), n.depth - 1, when_kept);
      const Value kept = keepable ? best_when_kept(n, when_kept) : none;
      for (std::size_t d = 0; d <= state.deciders; ++d) {
        const std::int32_t bound = d == 0 ? -1 : deciders(i)[d - 1];
        const values* when_converted = nullptr;
        if (may_convert(n, bound)) {
          if (plain)
            when_converted = keepable ? &when_kept : nullptr;
          else if (sum_children(i, height, bound, sums_[1]))
            when_converted = &sums_[1];
        }
        write_profile(n, may_keep(n, height, bound) ? kept : none, when_converted);
      }
    }
  }

  /// Deciders above the node before which a check may still have to come.
  void list_deciders(std::size_t i) {
    const flattening_node& n = node(i);
    nodes_[i].first_decider = deciders_.size();
    nodes_[i].deciders = 0;
    if (!checked_) return;
    found_.clear();
    const auto put = [&](std::int32_t d) {
      if (d >= 0 && d < n.depth) found_.push_back(d);
    };
    put(n.own_decider);
    put(n.leaf_decider);
    for (std::uint32_t c = n.first_child; c < n.first_child + n.children; ++c) {
      if (node(c).children == 0) {
        put(node(c).own_decider);
        put(node(c).leaf_decider);
      } else {
        for (const std::int32_t d : deciders(c)) put(d);
      }
    }
    std::sort(found_.begin(), found_.end());
    found_.erase(std::unique(found_.begin(), found_.end()), found_.end());
    deciders_.insert(deciders_.end(), found_.begin(), found_.end());
    nodes_[i].deciders = static_cast<std::uint32_t>(found_.size());
  }

  /// Keeps the points that no lower load beats. Equal ones stay: the choice among them is made on
  /// the way down.
  void write_profile(const flattening_node& n, Value kept, const values* converted) {
    profile made{points_.size(), points_.size(), kept};
    Value best = none;
    const bool lower = lower_is_better(n);
    const auto put = [&](std::uint32_t load, Value value) {
      if (!is_value(value) || (value < best && lower)) return;
      best = value;
      points_.push_back({load, value});
    };
    // What is over, the superior may not be able to tell apart, or to bear.
    const bool parent_over = n.depth > 0 && tree_[n.parent].over;
    Value beyond = none;
    const std::uint32_t at_kept = up_when_kept(n);
    bool kept_open = is_value(kept);
    if (kept_open && at_kept == over) {
      beyond = kept;
      kept_open = false;
    }
    if (converted != nullptr) {
      beyond = std::max(beyond, converted->over == none ? none : converted->over + worth(n));
      for (std::size_t t = 0; t < converted->at.size(); ++t) {
        if (!is_value(converted->at[t])) continue;
        const Value value = converted->at[t] + worth(n);
        const std::uint32_t load = up_when_converted(n, t);
        if (load == over) {
          beyond = std::max(beyond, value);
          continue;
        }
        if (kept_open && at_kept <= load) {
          kept_open = false;
          if (at_kept == load) {
            put(load, std::max(value, kept));
            continue;
          }
          put(at_kept, kept);
        }
        put(load, value);
      }
    }
    if (kept_open) put(at_kept, kept);
    if (parent_over) put(over, beyond);
    made.end = points_.size();
    profiles_.push_back(made);
  }

  // --- downwards ---

  /// A node whose subordinates are being decided.
  struct frame {
    std::uint32_t node = 0;
    std::uint32_t child = 0;  ///< the next one of those with a choice
    std::uint32_t height = 0;
    std::int32_t bound = -1;
    bool kept = true;
    std::uint64_t taken = 0;       ///< load that has arrived, above the least one
    std::size_t first_open = 0;    ///< in open_: the children with a choice
    std::uint32_t open = 0;        ///< how many they are
    std::size_t first_suffix = 0;  ///< in suffixes_: from each of them on, then of none
    std::size_t first_load = 0;    ///< in loads_: what may still arrive
  };

  /// A child without a choice: one point of its profile is left to it.
  struct decided {
    std::uint32_t node = 0;
    std::uint32_t height = 0;
    std::int32_t bound = -1;
    std::uint32_t point = 0;
  };

  void go_down(std::vector<std::uint32_t>& converted) {
    frames_.clear();
    loads_.clear();
    open_.clear();
    waiting_.clear();
    suffixes_used_ = 0;
    if (node(0).children == 0) return;
    waiting_.push_back({0, most_height(), -1, 0});
    while (!waiting_.empty()) {
      // A child without a choice waits until nothing else is open: the order does not matter for
      // it.
      const decided next = waiting_.back();
      waiting_.pop_back();
      allowed_.assign(1, profile_of(next.node, next.height, next.bound, pair_)[next.point]);
      enter(next.node, next.height, next.bound, converted);
      while (!frames_.empty()) {
        const frame& f = frames_.back();
        if (f.child == f.open) {
          leave();
          continue;
        }
        const std::uint32_t c = open_[f.first_open + f.child];
        allow(f, profile_of(c, f.height, f.bound, pair_));
        if (node(c).children > 0)
          enter(c, f.height, f.bound, converted);
        else
          take(decide_bottom(c, converted));
      }
    }
  }

  /// Whether a child takes @p p and the rest, all from @p suffix + 1 on, what is left of load @p t;
  /// calls `visit` with each load that is left then.
  template <class Visit>
  void for_each_rest(const flattening_node& n, std::size_t suffix, std::uint32_t t, const point& p,
                     Visit visit) const {
    const values& all = suffixes_[suffix];
    const values& rest = suffixes_[suffix + 1];
    if (t != over) {
      if (p.load <= t && t - p.load < rest.at.size() && rest.at[t - p.load] + p.value == all.at[t])
        visit(t - p.load);
      return;
    }
    const auto limit = static_cast<std::size_t>(n.slack + 1);
    for (std::size_t r = p.load < limit ? limit - p.load : 0; r < rest.at.size(); ++r)
      if (rest.at[r] + p.value == all.over) visit(static_cast<std::uint32_t>(r));
    if (is_value(rest.over) && rest.over + p.value == all.over) visit(over);
  }

  /// The points of the next child at which the optimum can still be reached.
  void allow(const frame& f, view points) {
    allowed_.clear();
    for (const point& p : points) {
      bool found = false;
      for (std::size_t l = f.first_load; l < loads_.size() && !found; ++l)
        for_each_rest(node(f.node), f.first_suffix + f.child, loads_[l], p,
                      [&](std::uint32_t) { found = true; });
      if (found) allowed_.push_back(p);
    }
  }

  /// Goes on with the next child, after this one has taken a point.
  void take(const point& p) {
    frame& f = frames_.back();
    const std::size_t end = loads_.size();
    for (std::size_t l = f.first_load; l < end; ++l)
      for_each_rest(node(f.node), f.first_suffix + f.child, loads_[l], p,
                    [&](std::uint32_t rest) { loads_.push_back(rest); });
    loads_.erase(loads_.begin() + static_cast<std::ptrdiff_t>(f.first_load),
                 loads_.begin() + static_cast<std::ptrdiff_t>(end));
    std::sort(loads_.begin() + static_cast<std::ptrdiff_t>(f.first_load), loads_.end());
    loads_.erase(
        std::unique(loads_.begin() + static_cast<std::ptrdiff_t>(f.first_load), loads_.end()),
        loads_.end());
    f.taken += p.load;
    ++f.child;
  }

  /// Decides a node without children by allowed_; returns the point that it takes.
  point decide_bottom(std::uint32_t i, std::vector<std::uint32_t>& converted) const {
    // Kept it is worth 0; a conversion is never worth exactly that.
    for (const point& p : allowed_)
      if (p.value == 0) return p;
    converted.push_back(i);
    return allowed_.front();
  }

  /// Decides a node with children by allowed_ and makes its frame.
  void enter(std::uint32_t i, std::uint32_t height, std::int32_t bound,
             std::vector<std::uint32_t>& converted) {
    const flattening_node& n = node(i);
    const Value kept = profile_at(i, height, bound).kept;
    frame f;
    f.node = i;
    f.kept = is_value(kept) && std::any_of(allowed_.begin(), allowed_.end(), [&](const point& p) {
               return p.value == kept && p.load == up_when_kept(n);
             });
    f.height = f.kept && layered_ ? height_class(i, height) - 1 : height;
    f.bound = f.kept ? n.depth - 1 : bound;
    collect(i, f.height, f.bound, arrivals_);
    f.open = static_cast<std::uint32_t>(arrivals_.open.size());
    f.first_open = open_.size();
    open_.insert(open_.end(), arrivals_.open.begin(), arrivals_.open.end());
    f.taken = arrivals_.load;
    decide_others(n, f, converted);
    f.first_suffix = suffixes_used_;
    f.first_load = loads_.size();
    suffixes_used_ += f.open + 1;
    if (suffixes_.size() < suffixes_used_) suffixes_.resize(suffixes_used_);
    start(arrivals_, suffixes_[f.first_suffix + f.open]);
    for (std::uint32_t c = f.open; c-- > 0;)
      add(n, profile_of(open_[f.first_open + c], f.height, f.bound, pair_),
          suffixes_[f.first_suffix + c + 1], suffixes_[f.first_suffix + c]);

    const values& all = suffixes_[f.first_suffix];
    if (f.kept) {
      const std::int64_t room = n.capacity - n.least_in;
      for (auto t = static_cast<std::uint32_t>(least_borne(n)); t < all.at.size() && t <= room; ++t)
        if (all.at[t] == kept) loads_.push_back(t);
      if (n.most_in <= n.capacity && all.over == kept) loads_.push_back(over);
    } else {
      converted.push_back(static_cast<std::uint32_t>(i));
      const auto allows = [&](std::uint32_t load, Value value) {
        return is_value(value) &&
               std::find_if(allowed_.begin(), allowed_.end(), [&](const point& p) {
                 return p.load == load && p.value == value + worth(n);
               }) != allowed_.end();
      };
      for (std::uint32_t t = 0; t < all.at.size(); ++t)
        if (allows(up_when_converted(n, t), all.at[t])) loads_.push_back(t);
      if (allows(over, all.over)) loads_.push_back(over);
    }
    frames_.push_back(f);
  }

  /// Decides the children without a choice, or lets them wait.
  void decide_others(const flattening_node& n, const frame& f,
                     std::vector<std::uint32_t>& converted) {
    std::size_t open = f.first_open;
    for (std::uint32_t c = n.first_child; c < n.first_child + n.children; ++c) {
      if (open < open_.size() && open_[open] == c) {
        ++open;
        continue;
      }
      if (node(c).settled && node(c).children == 0) continue;
      const view points = profile_of(c, f.height, f.bound, pair_);
      std::size_t only = 0;
      while (!usable(n, points[only])) ++only;
      if (node(c).children > 0) {
        waiting_.push_back({c, f.height, f.bound, static_cast<std::uint32_t>(only)});
      } else if (points[only].value != 0) {  // a conversion is never worth exactly 0
        converted.push_back(c);
      }
    }
  }

  /// Hands what a node has taken to its superior.
  void leave() {
    const frame done = frames_.back();
    const flattening_node& n = node(done.node);
    frames_.pop_back();
    loads_.resize(done.first_load);
    open_.resize(done.first_open);
    suffixes_used_ = done.first_suffix;
    if (frames_.empty()) return;
    std::uint32_t load = over;
    if (done.kept)
      load = up_when_kept(n);
    else if (n.slack >= 0 && done.taken <= static_cast<std::uint64_t>(n.slack))
      load = up_when_converted(n, static_cast<std::size_t>(done.taken));
    const frame& f = frames_.back();
    for (const point& p : profile_of(done.node, f.height, f.bound, pair_))
      if (p.load == load) {
        take(p);
        return;
      }
  }

  const flattening_tree& tree_;
  const flattening_effort& effort_;
  bool layered_ = false;
  bool checked_ = false;
  std::optional<std::size_t> layers_;
  Value scale_ = 1;
  std::vector<node_state> nodes_;
  std::vector<profile> profiles_;
  std::vector<point> points_;
  std::vector<std::int32_t> deciders_;
  std::vector<std::int32_t> found_;
  arrivals arrivals_;
  std::array<values, 2> sums_;
  values buffer_;
  pair_of_points pair_;
  std::vector<frame> frames_;
  std::vector<decided> waiting_;
  std::vector<std::uint32_t> open_;
  std::vector<values> suffixes_;
  std::size_t suffixes_used_ = 0;
  std::vector<std::uint32_t> loads_;
  std::vector<point> allowed_;
};

/// @brief Solves the trees of a problem one after the other, in buffers of its own.
class forest_flattener {
 public:
  /// @param effort  Its progress is given the nodes looked at since the last time.
  forest_flattener(const flattening_view& view, flattening_effort effort)
      : tree_(view), effort_(std::move(effort)), small_(tree_, effort_), large_(tree_, effort_) {}

  [[nodiscard]] flattening_tree& tree() noexcept { return tree_; }

  /// @brief Solves the tree that is loaded; puts the nodes to convert at the end of @p converted.
  flattened_tree solve(std::vector<std::uint32_t>& converted) {
    flattened_tree result;
    result.top = tree_[0].position;
    result.bound = tree_.bound();
    result.cause = tree_.cause();
    if (result.cause) return result;
    const std::size_t before = converted.size();
    // The values of most trees fit in 64 bits, posts converted and all.
    constexpr int bits = 60;
    const auto stake = static_cast<std::uint64_t>(tree_.stake());
    const bool small =
        std::bit_width(stake) + std::bit_width(std::uint64_t{tree_.removable()}) + 1 < bits;
    if (!(small ? small_.solve(converted) : large_.solve(converted))) {
      result.cause = tree_.any_floor() ? small_.cause_with_floors() : cause_of(tree_);
      return result;
    }
    result.converted = static_cast<std::uint32_t>(converted.size() - before);
    for (std::size_t i = before; i < converted.size(); ++i) result.gain += tree_[converted[i]].gain;
    return result;
  }

  /// @brief Whether the tree that is loaded has a solution.
  [[nodiscard]] bool solvable() { return !tree_.cause() && small_.solvable(); }

 private:
  using wide = wide_integer;

  flattening_tree tree_;
  flattening_effort effort_;
  tree_optimum<std::int64_t> small_;
  tree_optimum<wide> large_;
};

}  // namespace pangkas::detail
