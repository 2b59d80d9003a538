// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/graph/line_network.hpp>

#include <pangkas/graph/ids.hpp>
#include <pangkas/graph/reporting_graph.hpp>

#include <boost/iterator/counting_iterator.hpp>
#include <boost/property_map/property_map.hpp>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1 {

line_network reversed(const line_network& network) {
  const std::size_t size = network.size();
  std::vector<std::size_t> begin(size + 1, 0);
  for (position_id p{0}; p < size; ++p)
    for (const position_id end : network.below(p)) ++begin[end + 1];
  for (std::size_t i = 0; i < size; ++i) begin[i + 1] += begin[i];
  std::vector<position_id> ends(begin.back());
  std::vector<double> weights(network.weighted() ? begin.back() : 0);
  std::vector<std::size_t> next(begin.begin(), begin.end() - 1);
  for (position_id p{0}; p < size; ++p) {
    const auto below = network.below(p);
    for (std::size_t i = 0; i < below.size(); ++i) {
      const std::size_t place = next[below[i]]++;
      ends[place] = p;
      if (network.weighted()) weights[place] = network.weight(p, i);
    }
  }
  return {std::move(begin), std::move(ends), std::move(weights)};
}

line_network simple(const line_network& network) {
  const line_network ordered = reversed(reversed(network));
  std::vector<std::size_t> begin{0};
  begin.reserve(network.size() + 1);
  std::vector<position_id> ends;
  ends.reserve(network.lines());
  for (position_id p{0}; p < network.size(); ++p) {
    for (const position_id end : ordered.below(p))
      if (end != p && (ends.size() == begin.back() || ends.back() != end)) ends.push_back(end);
    begin.push_back(ends.size());
  }
  return {std::move(begin), std::move(ends)};
}

line_network undirected(const line_network& network) {
  const line_network down = simple(network);
  const line_network up = reversed(down);
  std::vector<std::size_t> begin{0};
  begin.reserve(network.size() + 1);
  std::vector<position_id> ends;
  ends.reserve(2 * down.lines());
  for (position_id p{0}; p < network.size(); ++p) {
    std::ranges::set_union(down.below(p), up.below(p), std::back_inserter(ends));
    begin.push_back(ends.size());
  }
  return {std::move(begin), std::move(ends)};
}

}  // namespace pangkas
