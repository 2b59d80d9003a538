// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/metrics/path_shortening.hpp>

#include <pangkas/core/position.hpp>
#include <pangkas/core/reasoned.hpp>
#include <pangkas/error.hpp>
#include <pangkas/graph/command_forest.hpp>
#include <pangkas/graph/line_network.hpp>
#include <pangkas/graph/line_search.hpp>
#include <pangkas/views/chain_of_command.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1 {

shortening_summary path_shortening(const line_network& graph, std::span<const added_line> added) {
  const line_network before = undirected(graph);
  std::vector<std::size_t> begin{0};
  std::vector<position_id> ends;
  std::vector<added_line> sorted(added.begin(), added.end());
  for (const added_line& line : added)
    if (line.from >= before.size() || line.to >= before.size())
      throw input_error("a line from position " + std::to_string(line.from) + " to position " +
                        std::to_string(line.to) + " cannot be added: there are only " +
                        std::to_string(before.size()) + " positions");
  std::sort(sorted.begin(), sorted.end(),
            [](const added_line& a, const added_line& b) { return a.from < b.from; });
  auto next = sorted.begin();
  for (position_id p{0}; p < before.size(); ++p) {
    const auto beside = before.below(p);
    ends.insert(ends.end(), beside.begin(), beside.end());
    for (; next != sorted.end() && next->from == p; ++next) ends.push_back(next->to);
    begin.push_back(ends.size());
  }
  const line_network after = undirected(line_network(std::move(begin), std::move(ends)));

  line_search search_before(before);
  line_search search_after(after);
  shortening_summary found;
  for (position_id start{0}; start < before.size(); ++start) {
    for (const position_id p : search_before.from(start)) {
      if (p <= start) continue;  // each pair once
      ++found.pairs;
      found.total_before += *search_before.distance(p);
    }
    for (const position_id p : search_after.from(start)) {
      if (p <= start) continue;
      if (search_before.distance(p))
        found.total_after += *search_after.distance(p);
      else
        ++found.joined;
    }
  }
  return found;
}

namespace detail {

/// What is the same for both searches: trees, sizes, and the only ends worth trying. Of the
/// subordinates of one position the one with most positions below it gains most, whatever the other
/// end is, since every term grows with its size.
class line_candidates {
 public:
  explicit line_candidates(const command_forest& forest)
      : forest_(&forest), size_(forest.placed(), 1), tree_(forest.placed()) {
    const auto superiors = forest.superiors();
    for (position_id p(forest.placed()); p-- > forest.roots();) size_[superiors[p]] += size_[p];
    largest_.assign(forest.placed(), no_position);
    second_.assign(forest.placed(), no_position);
    for (position_id p{0}; p < forest.placed(); ++p) {
      tree_[p] = p < forest.roots() ? p : tree_[superiors[p]];
      for (const position_id subordinate : forest.subordinates(p)) {
        if (is_better(subordinate, largest_[p])) {
          second_[p] = largest_[p];
          largest_[p] = subordinate;
        } else if (is_better(subordinate, second_[p])) {
          second_[p] = subordinate;
        }
      }
    }
  }

  [[nodiscard]] double size(position_id p) const { return size_[p]; }
  [[nodiscard]] position_id tree(position_id p) const { return tree_[p]; }
  [[nodiscard]] position_id largest_below(position_id p) const { return largest_[p]; }
  [[nodiscard]] position_id second_below(position_id p) const { return second_[p]; }

 private:
  [[nodiscard]] bool is_better(position_id a, position_id than) const {
    if (than == no_position) return true;
    if (size_[a] != size_[than]) return size_[a] > size_[than];
    return forest_->row(a) < forest_->row(than);
  }

  const command_forest* forest_;
  std::vector<std::uint32_t> size_;
  std::vector<position_id> tree_;
  std::vector<position_id> largest_;
  std::vector<position_id> second_;
};

/// Keeps the line with the largest shortening; of equal ones the first by index.
class best_so_far {
 public:
  void offer(position_id from, position_id to, double shortening) {
    const auto ends = [](const best_line& b) { return std::pair(b.line.from, b.line.to); };
    const best_line offered{{from, to}, shortening};
    if (shortening > best_.shortening ||
        (shortening == best_.shortening && ends(offered) < ends(best_)))
      best_ = offered;
  }
  [[nodiscard]] reasoned<best_line> result() const {
    if (best_.shortening == 0) return absence::no_candidates;
    return best_;
  }

 private:
  best_line best_;
};

reasoned<best_line> best_line_down(const command_forest& forest, bool by_row,
                                   const best_line_options& options) {
  const auto vertex_of = [&](position_id p) { return by_row ? position_id(forest.row(p)) : p; };
  const line_candidates candidates(forest);
  best_so_far best;
  std::vector<double> below;  // positions at and below each of the chain, from the lower end up
  std::uint64_t steps = 0;
  for (position_id parent(forest.roots()); parent < forest.placed(); ++parent) {
    const position_id end = candidates.largest_below(parent);
    if (end == no_position) continue;
    const double all = candidates.size(candidates.tree(parent));
    below.assign({candidates.size(end), candidates.size(parent)});
    for (const position_id above : chain_of_command(forest, parent)) {
      const std::size_t k = below.size();
      if ((steps += k) > options.most_steps) return absence::too_large;
      // Σ over pairs of the ring, summed by parts: what hangs on its first i + 1 and on its last
      // k − i − t + 1 positions, for the one or two lengths t at which a pair begins to gain.
      const auto gain = [&](std::size_t t) {
        double sum = 0;
        for (std::size_t i = 0; i + t <= k; ++i) sum += (all - below[k - i - 1]) * below[k - i - t];
        return sum;
      };
      const std::size_t half = k / 2;
      const double shortening =
          k % 2 == 0 ? gain(half + 1) + (half + 2 <= k ? gain(half + 2) : 0) : 2 * gain(half + 2);
      best.offer(vertex_of(above), vertex_of(end), shortening);
      below.push_back(candidates.size(above));
    }
  }
  return best.result();
}

reasoned<best_line> best_line_between_equals(const command_forest& forest, bool by_row,
                                             const best_line_options& options) {
  const auto vertex_of = [&](position_id p) { return by_row ? position_id(forest.row(p)) : p; };
  const line_candidates candidates(forest);
  best_so_far best;
  const auto offer = [&](position_id a, position_id b, double shortening) {
    const position_id from = vertex_of(a);
    const position_id to = vertex_of(b);
    best.offer(std::min(from, to), std::max(from, to), shortening);
  };
  std::vector<position_id> managers;
  std::vector<double> left;
  std::vector<double> right;
  std::uint64_t steps = 0;
  for (std::size_t number = 1; number <= forest.layers(); ++number) {
    managers.clear();
    for (const position_id p : forest.layer(number))
      if (forest.span(p) > 0) managers.push_back(p);
    for (std::size_t i = 0; i < managers.size(); ++i) {
      const position_id a = candidates.largest_below(managers[i]);
      // Two of one superior: only the two themselves come nearer, with all below them.
      if (const position_id b = candidates.second_below(managers[i]); b != no_position)
        offer(a, b, candidates.size(a) * candidates.size(b));
      for (std::size_t j = i + 1; j < managers.size(); ++j) {
        // Inside a layer the positions of one tree follow each other.
        if (candidates.tree(managers[j]) != candidates.tree(managers[i])) break;
        const position_id b = candidates.largest_below(managers[j]);
        left.assign(1, candidates.size(a));
        right.assign(1, candidates.size(b));
        position_id up_a = managers[i];
        position_id up_b = managers[j];
        while (up_a != up_b) {
          left.push_back(candidates.size(up_a));
          right.push_back(candidates.size(up_b));
          up_a = forest.superiors()[up_a];
          up_b = forest.superiors()[up_b];
        }
        if ((steps += left.size()) > options.most_steps) return absence::too_large;
        // A pair of the two arms gains when its depths p and q below the common superior, of h in
        // all, have p + q > h; summed by parts over p + q = h + 1 and h + 2.
        const std::size_t h = left.size();
        double shortening = 0;
        for (std::size_t p = 1; p <= h; ++p) {
          shortening += left[h - p] * right[p - 1];
          if (p > 1) shortening += left[h - p] * right[p - 2];
        }
        offer(a, b, shortening);
      }
    }
  }
  return best.result();
}

}  // namespace detail

}  // namespace pangkas
