// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The yardsticks: each measure as a plain loop over a parent array, in the order of the
/// rows and without any numbering. Written to be fast, and for organisations without cycles,
/// orphans or unknown figures only.
#pragma once

#include <pangkas/core/organisation.hpp>
#include <pangkas/decisions/decision_path.hpp>
#include <pangkas/decisions/default_matter.hpp>
#include <pangkas/metrics/compression.hpp>
#include <pangkas/metrics/layers.hpp>
#include <pangkas/metrics/pair_distance.hpp>
#include <pangkas/metrics/roll_up.hpp>
#include <pangkas/metrics/span_of_control.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace pangkas::benchmarks {

/// @brief For each row the row of its superior; no_row for none.
using parent_array = std::vector<row_index>;

/// @brief The superior's superior of each row, or its superior, or itself: one look-up a row. In random
/// order of the rows what reading memory costs, and so a unit for what touches every position.
[[nodiscard]] inline parent_array gather(const parent_array& superiors) {
  parent_array result(superiors.size());
  for (row_index row = 0; row < superiors.size(); ++row)
    result[row] = superiors[row] == no_row ? row : superiors[superiors[row]];
  return result;
}

/// @brief The layer of each row, in as many rounds as it takes: one if superiors stand first, else
/// at most as many as there are layers. Faster than climbing with a memory for the layers met.
/// @tparam Number  What holds a layer; the narrower, the more of them stay in the caches.
template <class Number = std::uint32_t>
[[nodiscard]] std::vector<Number> plain_layers(const parent_array& superiors) {
  std::vector<Number> layers(superiors.size(), 0);
  for (bool open = true; open;) {
    open = false;
    for (row_index row = 0; row < superiors.size(); ++row) {
      if (layers[row] != 0) continue;
      if (superiors[row] == no_row)
        layers[row] = 1;
      else if (const Number above = layers[superiors[row]]; above != 0)
        layers[row] = static_cast<Number>(above + 1);
      else
        open = true;
    }
  }
  return layers;
}

/// @brief The number of subordinates of each row.
[[nodiscard]] inline std::vector<std::uint32_t> plain_spans(const parent_array& superiors) {
  std::vector<std::uint32_t> spans(superiors.size(), 0);
  for (const row_index superior : superiors)
    if (superior != no_row) ++spans[superior];
  return spans;
}

/// @brief The number of rows in each layer.
[[nodiscard]] inline std::vector<std::size_t> plain_per_layer(
    const std::vector<std::uint32_t>& layers) {
  std::vector<std::size_t> per_layer;
  for (const std::uint32_t layer : layers) {
    if (per_layer.size() < layer) per_layer.resize(layer, 0);
    ++per_layer[layer - 1];
  }
  return per_layer;
}

[[nodiscard]] inline layer_summary plain_layer_summary(const parent_array& superiors) {
  layer_summary summary;
  summary.per_layer = plain_per_layer(plain_layers(superiors));
  summary.layers = summary.per_layer.size();
  std::size_t depths = 0;
  for (std::size_t layer = 0; layer < summary.layers; ++layer)
    depths += layer * summary.per_layer[layer];
  summary.mean_depth = static_cast<double>(depths) / static_cast<double>(superiors.size());
  return summary;
}

/// @brief All rows layer by layer: the shortest way to a superior-first order.
[[nodiscard]] inline std::vector<row_index> plain_order(const parent_array& superiors) {
  const std::vector<std::uint32_t> layers = plain_layers(superiors);
  std::vector<std::size_t> next{0};
  for (const std::size_t rows : plain_per_layer(layers)) next.push_back(next.back() + rows);
  std::vector<row_index> order(superiors.size());
  for (row_index row = 0; row < order.size(); ++row) order[next[layers[row] - 1]++] = row;
  return order;
}

/// @brief All rows in the order of a breadth-first search with a queue, the subordinates of each
/// row gathered by a counting sort.
[[nodiscard]] inline std::vector<row_index> plain_level_order(const parent_array& superiors) {
  std::vector<std::uint32_t> next(superiors.size() + 1, 0);
  for (const row_index superior : superiors)
    if (superior != no_row) ++next[superior + 1];
  for (std::size_t i = 1; i < next.size(); ++i) next[i] += next[i - 1];
  std::vector<std::uint32_t> begin = next;
  std::vector<row_index> below(next.back());
  std::vector<row_index> order;
  order.reserve(superiors.size());
  for (row_index row = 0; row < superiors.size(); ++row) {
    if (superiors[row] == no_row)
      order.push_back(row);
    else
      below[next[superiors[row]]++] = row;
  }
  for (std::size_t i = 0; i < order.size(); ++i)
    for (std::uint32_t place = begin[order[i]]; place < begin[order[i] + 1]; ++place)
      order.push_back(below[place]);
  return order;
}

/// @brief Mean, median, largest and buckets of the spans of all managers.
template <class Summary, class Span>
[[nodiscard]] Summary plain_span_summary(std::vector<Span> spans) {
  Summary summary;
  summary.managers = spans.size();
  double total = 0;
  for (const Span span : spans) {
    total += static_cast<double>(span);
    summary.max = std::max(summary.max, static_cast<decltype(summary.max)>(span));
    if (span == Span{1}) ++summary.one_to_one;
    if (span < Span{1}) continue;
    const std::size_t bucket = span < 2    ? 0
                               : span < 4  ? 1
                               : span < 8  ? 2
                               : span < 13 ? 3
                               : span < 17 ? 4
                                           : 5;
    ++summary.buckets[bucket];
  }
  summary.mean = total / static_cast<double>(spans.size());
  const auto middle = spans.begin() + static_cast<std::ptrdiff_t>(spans.size() / 2);
  std::nth_element(spans.begin(), middle, spans.end());
  summary.median = static_cast<double>(*middle);
  if (spans.size() % 2 == 0)
    summary.median =
        (*summary.median + static_cast<double>(*std::max_element(spans.begin(), middle))) / 2;
  return summary;
}

/// @brief Spans in positions.
[[nodiscard]] inline span_summary plain_span_summary(const parent_array& superiors) {
  std::vector<std::uint32_t> spans = plain_spans(superiors);
  std::erase(spans, 0U);
  return plain_span_summary<span_summary>(std::move(spans));
}

/// @brief Spans by a figure of the subordinates, and for each seat of the head if those are given.
[[nodiscard]] inline seat_span_summary plain_span_summary(
    const parent_array& superiors, const number_column& figures,
    const number_column* seats_of_heads = nullptr) {
  const std::vector<std::uint32_t> subordinates = plain_spans(superiors);
  std::vector<double> sums(superiors.size(), 0);
  for (row_index row = 0; row < superiors.size(); ++row)
    if (superiors[row] != no_row) sums[superiors[row]] += figures.value_or(row, 0);
  std::vector<double> spans;
  for (row_index row = 0; row < superiors.size(); ++row)
    if (subordinates[row] > 0)
      spans.push_back(seats_of_heads ? sums[row] / seats_of_heads->value_or(row, 1) : sums[row]);
  return plain_span_summary<seat_span_summary>(std::move(spans));
}

/// @brief Pair distance by subtree sizes, in an order with superiors first.
[[nodiscard]] inline pair_distance_summary plain_pair_distance(
    const parent_array& superiors, const std::vector<row_index>& order) {
  std::vector<std::uint32_t> below(superiors.size(), 1);
  std::vector<std::uint32_t> height(superiors.size(), 0);
  std::uint32_t diameter = 0;
  pair_distance_summary summary;
  for (auto row = order.rbegin(); row != order.rend(); ++row) {
    const row_index superior = superiors[*row];
    if (superior == no_row) {
      summary.pairs += std::uint64_t{below[*row]} * (below[*row] - 1) / 2;
      continue;
    }
    below[superior] += below[*row];
    diameter = std::max(diameter, height[superior] + height[*row] + 1);
    height[superior] = std::max(height[superior], height[*row] + 1);
  }
  std::vector<std::uint32_t> tree(superiors.size());
  double total = 0;  // exact: below 2^53 for the services that are measured
  for (const row_index row : order) {
    const row_index superior = superiors[row];
    tree[row] = superior == no_row ? below[row] : tree[superior];
    if (superior != no_row)
      total += static_cast<double>(std::uint64_t{below[row]} * (tree[row] - below[row]));
  }
  summary.mean = total / static_cast<double>(summary.pairs);
  summary.diameter = diameter;
  return summary;
}

/// @brief Mean and percentiles of the hand-offs, from the number of matters by hand-offs.
[[nodiscard]] inline decision_summary plain_decision_summary(
    const std::vector<std::size_t>& matters, std::size_t role_steps = 0) {
  decision_summary summary;
  std::size_t all = 0;
  std::size_t hand_offs = 0;
  for (std::size_t length = 0; length < matters.size(); ++length) {
    all += matters[length];
    hand_offs += length * matters[length];
    if (matters[length] > 0) summary.max = length;
  }
  const auto nearest_rank = [&](std::size_t percent) {
    std::size_t length = 0;
    for (std::size_t passed = matters[0]; passed * 100 < all * percent; passed += matters[length])
      ++length;
    return length;
  };
  const auto volume = static_cast<double>(all);
  summary.volume = volume;
  summary.p50 = nearest_rank(50);
  summary.p90 = nearest_rank(90);
  summary.mean_hand_offs = static_cast<double>(hand_offs) / volume;
  summary.mean_hand_offs_with_roles = static_cast<double>(hand_offs + role_steps) / volume;
  summary.mean_hand_offs_with_coordination = summary.mean_hand_offs_with_roles;
  return summary;
}

/// @brief Decision paths by climbing from every row without subordinates.
[[nodiscard]] inline decision_summary plain_decision_paths(const parent_array& superiors) {
  const std::vector<std::uint32_t> spans = plain_spans(superiors);
  std::vector<std::size_t> matters;
  for (row_index row = 0; row < superiors.size(); ++row) {
    if (spans[row] > 0) continue;
    std::size_t hand_offs = 0;
    for (row_index at = row; superiors[at] != no_row; at = superiors[at]) ++hand_offs;
    if (matters.size() <= hand_offs) matters.resize(hand_offs + 1, 0);
    ++matters[hand_offs];
  }
  return plain_decision_summary(matters);
}

/// @brief The same from the layers, by whoever found them.
[[nodiscard]] inline decision_summary plain_decision_paths(
    const parent_array& superiors, const std::vector<std::uint32_t>& layers) {
  const std::vector<std::uint32_t> spans = plain_spans(superiors);
  std::vector<std::size_t> matters;
  for (row_index row = 0; row < superiors.size(); ++row) {
    if (spans[row] > 0) continue;
    if (matters.size() < layers[row]) matters.resize(layers[row], 0);
    ++matters[layers[row] - 1];
  }
  return plain_decision_summary(matters);
}

/// @brief Sums in floating point, which are exact for the services that are measured.
struct plain_sums {
  std::size_t positions = 0;
  double seats = 0;
  double filled = 0;
  double cost = 0;

  void add(const position_table& table, row_index row) {
    ++positions;
    seats += table.seats->value_or(row, 1);
    filled += table.filled->value_or(row, 0);
    cost += table.costs->value_or(row, 0);
  }
  void add(const plain_sums& other) {
    positions += other.positions;
    seats += other.seats;
    filled += other.filled;
    cost += other.cost;
  }
  [[nodiscard]] pangkas::totals totals() const {
    return {positions, seats, filled, positions, cost, positions};
  }
};

/// @brief The sums of all rows.
[[nodiscard]] inline totals plain_roll_up(const position_table& table) {
  plain_sums sums;
  for (row_index row = 0; row < table.size(); ++row) sums.add(table, row);
  return sums.totals();
}

/// @brief For each row the sums of it and all below it, in an order with superiors first.
[[nodiscard]] inline std::vector<plain_sums> plain_roll_up(const position_table& table,
                                                           const parent_array& superiors,
                                                           const std::vector<row_index>& order) {
  std::vector<plain_sums> sums(superiors.size());
  for (auto row = order.rbegin(); row != order.rend(); ++row) {
    sums[*row].add(table, *row);
    if (superiors[*row] != no_row) sums[superiors[*row]].add(sums[*row]);
  }
  return sums;
}

/// @brief Lines between rows of the same rank. Ranks are compared by their place in the scheme,
/// looked up once for each name.
[[nodiscard]] inline compression_summary plain_compression(const organisation& org) {
  const dictionary_column& ranks = *org.table().ranks;
  const parent_array& superiors = org.parts().superiors;
  std::vector<std::size_t> place(ranks.values().size());
  for (std::size_t i = 0; i < place.size(); ++i)
    place[i] = org.scheme().find(ranks.values()[i]).value();
  compression_summary summary;
  for (row_index row = 0; row < superiors.size(); ++row) {
    if (superiors[row] == no_row) continue;
    ++summary.ranked_lines;
    if (place[ranks.entry(row)] == place[ranks.entry(superiors[row])])
      summary.lines.push_back({org.position_at(superiors[row]), org.position_at(row)});
  }
  std::sort(summary.lines.begin(), summary.lines.end());
  summary.share =
      static_cast<double>(summary.lines.size()) / static_cast<double>(summary.ranked_lines);
  return summary;
}

}  // namespace pangkas::benchmarks
