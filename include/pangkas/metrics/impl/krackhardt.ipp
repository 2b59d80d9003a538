// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/metrics/krackhardt.hpp>

#include <pangkas/core/reasoned.hpp>
#include <pangkas/graph/components.hpp>
#include <pangkas/graph/ids.hpp>
#include <pangkas/graph/line_network.hpp>
#include <pangkas/metrics/impl/tangle.hpp>
#include <pangkas/metrics/reachability.hpp>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1 {

namespace detail {
double pairs_of(std::uint64_t n) {
  return static_cast<double>(n) * (static_cast<double>(n) - 1) / 2;
}

/// Lines between two positions in each weak component.
std::vector<std::uint64_t> lines_in(const line_network& network, const components& parts) {
  std::vector<std::uint64_t> lines(parts.size.size(), 0);
  for (position_id p{0}; p < network.size(); ++p) lines[parts.of[p]] += network.below(p).size();
  return lines;
}
}  // namespace detail

figure krackhardt_connectedness(const line_network& network) {
  const components parts = weak_components(network);
  if (parts.of.size() < 2) return absence::no_pairs;
  double linked = 0;
  for (const std::uint32_t size : parts.size) linked += detail::pairs_of(size);
  return linked / detail::pairs_of(parts.of.size());
}

figure krackhardt_hierarchy(const line_network& network, reach_options options) {
  const auto reach = reachable_positions(network, options);
  if (!reach) return absence::too_large;
  double ordered = 0;
  for (const std::uint32_t r : *reach) ordered += r;
  double both = 0;
  for (const std::uint32_t size : strong_components(network).size) both += detail::pairs_of(size);
  if (ordered == 0) return absence::no_linked_pairs;
  return 1 - both / (ordered - both);
}

figure krackhardt_efficiency_sna(const line_network& graph) {
  const line_network network = simple(graph);
  double redundant = static_cast<double>(network.lines());
  double most = 0;
  for (const std::uint32_t size : weak_components(network).size) {
    redundant -= size - 1.0;
    most += (size - 1.0) * (size - 1.0);
  }
  if (most == 0) return absence::no_redundancy;
  return 1 - redundant / most;
}

figure krackhardt_efficiency_ucinet(const line_network& graph) {
  const line_network network = undirected(graph);
  const components parts = weak_components(network);
  const std::vector<std::uint64_t> lines = detail::lines_in(network, parts);
  double inefficiency = 0;
  double positions = 0;
  for (std::size_t c = 0; c < lines.size(); ++c) {
    const double tree = parts.size[c] - 1.0;
    if (tree == 0) continue;
    positions += parts.size[c];
    inefficiency += parts.size[c] * (static_cast<double>(lines[c]) / 2 - tree) / (tree * tree);
  }
  if (positions == 0) return absence::no_redundancy;
  return 1 - inefficiency / positions;
}

figure krackhardt_efficiency_undirected(const line_network& graph) {
  const line_network network = undirected(graph);
  double redundant = static_cast<double>(network.lines()) / 2;
  double most = 0;
  for (const std::uint32_t size : weak_components(network).size) {
    redundant -= size - 1.0;
    most += detail::pairs_of(size - 1);
  }
  if (most == 0) return absence::no_redundancy;
  return 1 - redundant / most;
}

namespace detail {
/// 1 − violations / Σ (k − 1)(k − 2) / 2 over the weak components of three or more.
figure lub_share(const components& weak, double violations) {
  double most = 0;
  for (const std::uint32_t size : weak.size)
    if (size > 2) most += pairs_of(size - 1);
  if (most == 0) return absence::small_components;
  return 1 - violations / most;
}

/// The weak component of each strong one.
std::vector<std::uint32_t> weak_of(const components& strong, const components& weak) {
  std::vector<std::uint32_t> of(strong.size.size());
  for (position_id p{0}; p < strong.of.size(); ++p) of[strong.of[p]] = weak.of[p];
  return of;
}

/// Which of `columns` bits each row has.
class bit_rows {
 public:
  bit_rows(std::size_t rows, std::size_t columns)
      : words_((columns + 63) / 64), bits_(rows * words_, 0) {}
  void set(std::size_t row, std::size_t column) {
    bits_[row * words_ + column / 64] |= std::uint64_t{1} << (column % 64);
  }
  [[nodiscard]] bool has(std::size_t row, std::size_t column) const {
    return (bits_[row * words_ + column / 64] >> (column % 64) & 1U) != 0;
  }
  void join(std::size_t row, std::size_t other) {
    for (std::size_t w = 0; w < words_; ++w) bits_[row * words_ + w] |= bits_[other * words_ + w];
  }
  /// Number of bits that two rows share, and the highest of them.
  [[nodiscard]] std::pair<std::size_t, std::size_t> shared(std::size_t a, std::size_t b) const {
    std::size_t count = 0;
    std::size_t highest = 0;
    for (std::size_t w = 0; w < words_; ++w) {
      const std::uint64_t both = bits_[a * words_ + w] & bits_[b * words_ + w];
      if (both == 0) continue;
      count += static_cast<std::size_t>(std::popcount(both));
      highest = w * 64 + static_cast<std::size_t>(std::bit_width(both)) - 1;
    }
    return {count, highest};
  }

 private:
  std::size_t words_;
  std::vector<std::uint64_t> bits_;
};
}  // namespace detail

figure krackhardt_lub_least(const line_network& network, lub_options options) {
  const components weak = weak_components(network);
  const detail::tangle t = detail::tangle_of(network);
  const std::size_t size = t.core.size();
  if (size > options.limit) return absence::too_large;

  // Upper bounds by place in the core, in which a superior has the lower place.
  detail::bit_rows above(size, size);
  std::vector<std::vector<std::uint32_t>> superiors(size);
  std::vector<std::size_t> bounds(size);
  std::vector<std::uint32_t> place(t.lines.size(), no_position);
  for (std::uint32_t i = 0; i < size; ++i) place[t.core[i]] = i;
  for (std::uint32_t i = 0; i < size; ++i) {
    above.set(i, i);
    bounds[i] = above.shared(i, i).first;
    for (const position_id below : t.lines.below(t.core[i])) {
      if (place[below] == no_position) continue;
      superiors[place[below]].push_back(i);
      above.join(place[below], i);
    }
  }
  const std::vector<std::uint32_t> weak_of = detail::weak_of(t.parts, weak);
  double violations = 0;
  std::vector<bool> has_least(size);
  for (std::size_t i = 0; i < size; ++i) {
    double lacking = 0;
    for (std::size_t j = 0; j < size; ++j) {
      if (above.has(j, i) || above.has(i, j)) {
        has_least[j] = true;
      } else if (superiors[j].size() < 2) {
        // Whatever is above both is above the only superior of j.
        has_least[j] = !superiors[j].empty() && has_least[superiors[j].front()];
      } else {
        const auto [count, lowest] = above.shared(i, j);
        has_least[j] = count > 0 && count == bounds[lowest];
      }
      if (j > i && !has_least[j] && weak_of[t.core[i]] == weak_of[t.core[j]])
        lacking += t.weight[t.core[j]];
    }
    violations += lacking * t.weight[t.core[i]];
  }
  return detail::lub_share(weak, violations);
}

figure krackhardt_lub_sna(const line_network& network, lub_options options) {
  const components weak = weak_components(network);
  const components parts = strong_components(network);
  const line_network superiors = reversed(condensed(network, parts));
  const std::vector<std::uint32_t> weak_of = detail::weak_of(parts, weak);

  // The tops above each strong component, as the number of a set; equal sets have one number.
  struct top_set {
    std::vector<std::uint32_t> tops;
    std::uint32_t positions = 0;
  };
  std::vector<std::vector<top_set>> sets(weak.size.size());
  std::vector<std::uint32_t> tops_in(weak.size.size(), 0);
  std::vector<std::map<std::vector<std::uint32_t>, std::uint32_t>> number_of(weak.size.size());
  std::vector<std::uint32_t> set_of(superiors.size());
  for (position_id c{0}; c < superiors.size(); ++c) {
    const std::uint32_t w = weak_of[c];
    const auto above = superiors.below(c);
    if (above.size() == 1) {
      set_of[c] = set_of[above.front()];
    } else {
      std::vector<std::uint32_t> tops;
      if (above.empty()) tops.push_back(tops_in[w]++);
      for (const position_id superior : above) {
        const std::vector<std::uint32_t>& more = sets[w][set_of[superior]].tops;
        tops.insert(tops.end(), more.begin(), more.end());
      }
      std::sort(tops.begin(), tops.end());
      tops.erase(std::unique(tops.begin(), tops.end()), tops.end());
      const auto [found, is_new] =
          number_of[w].emplace(tops, static_cast<std::uint32_t>(sets[w].size()));
      if (is_new) sets[w].push_back({std::move(tops), 0});
      set_of[c] = found->second;
      if (sets[w].size() > options.limit) return absence::too_large;
    }
    sets[w][set_of[c]].positions += parts.size[c];
  }

  double violations = 0;
  for (std::size_t w = 0; w < sets.size(); ++w) {
    if (tops_in[w] < 2) continue;
    detail::bit_rows rows(sets[w].size(), tops_in[w]);
    for (std::size_t i = 0; i < sets[w].size(); ++i) {
      for (const std::uint32_t top : sets[w][i].tops) rows.set(i, top);
      double lacking = 0;
      for (std::size_t j = 0; j < i; ++j)
        if (rows.shared(i, j).first != 1) lacking += sets[w][j].positions;
      violations += lacking * sets[w][i].positions;
      if (sets[w][i].tops.size() > 1) violations += detail::pairs_of(sets[w][i].positions);
    }
  }
  return detail::lub_share(weak, violations);
}

}  // namespace pangkas
