// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/metrics/trophic_levels.hpp>

#include <pangkas/core/reasoned.hpp>
#include <pangkas/graph/components.hpp>
#include <pangkas/graph/ids.hpp>
#include <pangkas/graph/line_network.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1 {

namespace detail {

/// Levels of the positions of one cycle or web of cycles, by Gauss–Seidel. What hangs on it from
/// above is settled; `members` are its positions.
bool settle_levels(const line_network& superiors, const components& parts,
                   const std::vector<position_id>& members, std::vector<double>& level,
                   const level_options& options, std::uint64_t& steps) {
  // level · room = share + Σ weight · level of a superior on the same cycle. The inverse of this
  // system has no negative entry, so a residual of at most tolerance · share everywhere means
  // levels that are wrong by at most that share of themselves.
  struct equation {
    double room = 0;
    double share = 0;
  };
  std::vector<equation> equations(members.size());
  bool reached_from_above = false;
  for (std::size_t m = 0; m < members.size(); ++m) {
    const position_id p = members[m];
    const auto above = superiors.below(p);
    for (std::size_t i = 0; i < above.size(); ++i) {
      const double weight = superiors.weight(p, i);
      equations[m].share += weight;
      if (above[i] != p) equations[m].room += weight;
      if (parts.of[above[i]] == parts.of[p]) continue;
      equations[m].share += weight * level[above[i]];
      reached_from_above = true;
    }
    level[p] = 1;
  }
  if (!reached_from_above) return false;
  const auto from_cycle = [&](position_id p) {
    const auto above = superiors.below(p);
    double sum = 0;
    for (std::size_t i = 0; i < above.size(); ++i)
      if (above[i] != p && parts.of[above[i]] == parts.of[p])
        sum += superiors.weight(p, i) * level[above[i]];
    steps += above.size();
    return sum;
  };
  while (steps < options.most_steps) {
    for (std::size_t m = 0; m < members.size(); ++m)
      level[members[m]] = (equations[m].share + from_cycle(members[m])) / equations[m].room;
    bool settled = true;
    for (std::size_t m = 0; m < members.size() && settled; ++m) {
      const equation& e = equations[m];
      const double residual = e.room * level[members[m]] - e.share - from_cycle(members[m]);
      settled = std::abs(residual) <= options.tolerance * e.share;
    }
    if (settled) return true;
  }
  return true;
}

/// Σ weight · (difference of the levels along the line − 1)² / Σ weight.
double mean_square_of_jumps(const line_network& network, const std::vector<double>& level) {
  double sum = 0;
  double weights = 0;
  for (position_id p{0}; p < network.size(); ++p) {
    const auto below = network.below(p);
    for (std::size_t i = 0; i < below.size(); ++i) {
      const double jump = level[below[i]] - level[p] - 1;
      sum += network.weight(p, i) * jump * jump;
      weights += network.weight(p, i);
    }
  }
  return sum / weights;
}

}  // namespace detail

reasoned<by_position<double>> trophic_levels_levine(const line_network& network,
                                                    level_options options) {
  const line_network superiors = reversed(network);
  const components parts = strong_components(network);
  std::vector<std::vector<position_id>> members(parts.size.size());
  for (position_id p{0}; p < network.size(); ++p) members[parts.of[p]].push_back(p);
  std::vector<double> level(network.size(), 1);
  std::uint64_t steps = 0;
  for (const std::vector<position_id>& part : members) {
    if (superiors.below(part.front()).empty()) continue;
    if (!detail::settle_levels(superiors, parts, part, level, options, steps))
      return absence::no_top;
    if (steps >= options.most_steps) return absence::not_converged;
  }
  return by_position<double>(std::move(level));
}

figure trophic_incoherence_q(const line_network& network, level_options options) {
  if (network.lines() == 0) return absence::no_lines;
  const auto level = trophic_levels_levine(network, options);
  if (!level) return *level.why_absent();
  return std::sqrt(detail::mean_square_of_jumps(network, *level));
}

namespace detail {

/// Λ h = v of MacKay, Johnson and Sansom, by conjugate gradients. A spanning forest of the lines
/// is the preconditioner: on a forest the first step is the answer, and each line beyond it costs
/// one step more at most.
class level_system {
 public:
  explicit level_system(const line_network& network) : weak_(weak_components(network)), total_(0) {
    const std::size_t size = network.size();
    const line_network up = reversed(network);
    begin_.assign(1, 0);
    demand_.assign(size, 0);
    std::vector<std::pair<position_id, double>> beside;
    for (position_id p{0}; p < size; ++p) {
      beside.clear();
      for (const line_network* lines : {&network, &up}) {
        const auto ends = lines->below(p);
        for (std::size_t i = 0; i < ends.size(); ++i) {
          const double weight = lines->weight(p, i);
          if (lines == &network) total_ += weight;
          if (ends[i] == p) continue;
          demand_[p] += lines == &network ? -weight : weight;
          beside.emplace_back(ends[i], weight);
        }
      }
      std::sort(beside.begin(), beside.end());
      for (const auto& [end, weight] : beside) {
        if (ends_.size() > begin_.back() && ends_.back() == end) {
          weights_.back() += weight;
        } else {
          ends_.push_back(end);
          weights_.push_back(weight);
        }
      }
      begin_.push_back(ends_.size());
    }
    grow_forest();
  }

  reasoned<by_position<double>> solve(const level_options& options) const {
    const std::size_t size = demand_.size();
    std::vector<double> level(size, 0);
    std::vector<double> residual = demand_;
    std::vector<double> towards = on_forest(residual);
    std::vector<double> direction = towards;
    // An upper bound of Σ weight · (error of a difference of levels along a line)².
    double error = product(residual, towards);
    for (std::uint64_t steps = 0; error > options.tolerance * options.tolerance * total_;
         steps += ends_.size() + size) {
      if (steps > options.most_steps) return absence::not_converged;
      const std::vector<double> change = times(direction);
      const double stretch = product(direction, change);
      if (!(stretch > 0)) break;
      const double step = error / stretch;
      for (std::size_t i = 0; i < size; ++i) {
        level[i] += step * direction[i];
        residual[i] -= step * change[i];
      }
      towards = on_forest(residual);
      const double next = product(residual, towards);
      const double kept = next / error;
      error = next;
      for (std::size_t i = 0; i < size; ++i) direction[i] = towards[i] + kept * direction[i];
    }
    constexpr double infinity = std::numeric_limits<double>::infinity();
    std::vector<double> lowest(weak_.size.size(), infinity);
    for (position_id p{0}; p < size; ++p)
      lowest[weak_.of[p]] = std::min(lowest[weak_.of[p]], level[p]);
    for (position_id p{0}; p < size; ++p) level[p] -= lowest[weak_.of[p]];
    return by_position<double>(std::move(level));
  }

 private:
  void grow_forest() {
    const std::size_t size = demand_.size();
    order_.reserve(size);
    above_.assign(size, no_position);
    tie_.assign(size, 0);
    std::vector<bool> seen(size, false);
    for (position_id start{0}; start < size; ++start) {
      if (seen[start]) continue;
      seen[start] = true;
      order_.push_back(start);
      for (std::size_t at = order_.size() - 1; at < order_.size(); ++at) {
        const position_id p = order_[at];
        for (std::size_t i = begin_[p]; i < begin_[p + 1]; ++i) {
          if (seen[ends_[i]]) continue;
          seen[ends_[i]] = true;
          above_[ends_[i]] = p;
          tie_[ends_[i]] = weights_[i];
          order_.push_back(ends_[i]);
        }
      }
    }
  }

  /// Solves the system of the forest alone.
  [[nodiscard]] std::vector<double> on_forest(std::vector<double> flow) const {
    for (std::size_t i = order_.size(); i-- > 0;)
      if (above_[order_[i]] != no_position) flow[above_[order_[i]]] += flow[order_[i]];
    for (const position_id p : order_)
      flow[p] = above_[p] == no_position ? 0 : flow[above_[p]] + flow[p] / tie_[p];
    return flow;
  }
  [[nodiscard]] std::vector<double> times(const std::vector<double>& x) const {
    std::vector<double> result(x.size(), 0);
    for (position_id p{0}; p < x.size(); ++p)
      for (std::size_t i = begin_[p]; i < begin_[p + 1]; ++i)
        result[p] += weights_[i] * (x[p] - x[ends_[i]]);
    return result;
  }
  static double product(const std::vector<double>& a, const std::vector<double>& b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
    return sum;
  }

  components weak_;
  double total_;
  std::vector<double> demand_;  // weight that arrives − weight that leaves
  std::vector<std::size_t> begin_;
  std::vector<position_id> ends_;
  std::vector<double> weights_;
  std::vector<position_id> order_;  // of the forest, from above
  std::vector<position_id> above_;
  std::vector<double> tie_;
};

}  // namespace detail

reasoned<by_position<double>> trophic_levels_mackay(const line_network& network,
                                                    level_options options) {
  return detail::level_system(network).solve(options);
}

figure trophic_incoherence_f0(const line_network& network, level_options options) {
  if (network.lines() == 0) return absence::no_lines;
  const auto level = detail::level_system(network).solve(options);
  if (!level) return *level.why_absent();
  return detail::mean_square_of_jumps(network, *level);
}

}  // namespace pangkas
