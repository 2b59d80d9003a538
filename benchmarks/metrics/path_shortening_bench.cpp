// SPDX-License-Identifier: BSL-1.0
#include "benchmarks/support/contenders.hpp"
#include "benchmarks/support/plain_loops.hpp"

#include <pangkas/core/organisation_graph.hpp>
#include <pangkas/metrics/path_shortening.hpp>

#include <algorithm>
#include <cstddef>
#include <vector>

namespace pangkas::benchmarks {
namespace {

/// Positions at and below each row.
std::vector<double> sizes_below(const parent_array& superiors) {
  const std::vector<row_index> order = plain_order(superiors);
  std::vector<double> size(superiors.size(), 1);
  for (auto row = order.rbegin(); row != order.rend(); ++row)
    if (superiors[*row] != no_row) size[superiors[*row]] += size[*row];
  return size;
}

/// Every superior of every row, pair by pair of the ring.
double plain_best_down(const parent_array& superiors) {
  const std::vector<double> size = sizes_below(superiors);
  double best = 0;
  std::vector<double> chain;  // sizes, from the lower end up
  for (row_index row = 0; row < superiors.size(); ++row) {
    double all = size[row];
    for (row_index up = superiors[row]; up != no_row; up = superiors[up]) all = size[up];
    chain.assign(1, size[row]);
    for (row_index up = superiors[row]; up != no_row; up = superiors[up]) {
      const std::size_t k = chain.size();
      chain.push_back(all);  // the rest of the tree hangs on the upper end
      double gain = 0;
      for (std::size_t i = 0; i <= k; ++i)
        for (std::size_t j = 0; j < i; ++j) {
          if (2 * (i - j) < k + 2) continue;
          const double hangs_on_i = chain[i] - chain[i - 1];
          const double hangs_on_j = j == 0 ? chain[0] : chain[j] - chain[j - 1];
          gain += hangs_on_i * hangs_on_j * static_cast<double>(2 * (i - j) - k - 1);
        }
      best = std::max(best, gain);
      chain.back() = size[up];
    }
  }
  return best;
}

/// Every pair of rows of one depth and tree.
double plain_best_between(const parent_array& superiors) {
  const std::vector<double> size = sizes_below(superiors);
  const std::vector<std::uint32_t> layer = plain_layers(superiors);
  double best = 0;
  std::vector<double> a;
  std::vector<double> b;
  for (row_index i = 0; i < superiors.size(); ++i)
    for (row_index j = 0; j < i; ++j) {
      if (layer[i] != layer[j]) continue;
      a.clear();
      b.clear();
      row_index up_i = i;
      row_index up_j = j;
      while (up_i != up_j && up_i != no_row) {
        a.push_back(size[up_i]);
        b.push_back(size[up_j]);
        up_i = superiors[up_i];
        up_j = superiors[up_j];
      }
      if (up_i == no_row) continue;
      const std::size_t h = a.size();
      double gain = 0;
      for (std::size_t p = 1; p <= h; ++p)
        for (std::size_t q = 1; q <= h; ++q) {
          if (p + q <= h) continue;
          const double on_p = a[h - p] - (p < h ? a[h - p - 1] : 0);
          const double on_q = b[h - q] - (q < h ? b[h - q - 1] : 0);
          gain += on_p * on_q * static_cast<double>(2 * (p + q) - 2 * h - 1);
        }
      best = std::max(best, gain);
    }
  return best;
}

const auto best_down =
    subject<double>("best_line_down", {row_order::natural}, 1'000'000)
        .contender("every_superior_of_every_row",
                   [](const service& s) { return plain_best_down(s.superiors()); })
        .contender("ours",
                   [](const service& s) { return best_line_down(s.organisation())->shortening; });

const auto best_between =
    subject<double>("best_line_between_equals", {row_order::natural}, 1'000)
        .contender("every_pair", [](const service& s) { return plain_best_between(s.superiors()); })
        .contender("ours", [](const service& s) {
          return best_line_between_equals(s.organisation())->shortening;
        });

const auto totals_of_a_line =
    subject<double>("path_shortening", {row_order::natural}, 1'000)
        .contender("closed_form",
                   [](const service& s) { return best_line_down(s.organisation())->shortening; })
        .contender("ours", [](const service& s) {
          const std::vector<added_line> added{best_line_down(s.organisation())->line};
          return static_cast<double>(path_shortening(s.organisation(), added).shortening());
        });

}  // namespace
}  // namespace pangkas::benchmarks
