// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/graph/line_search.hpp>

#include <pangkas/graph/ids.hpp>
#include <pangkas/graph/impl/wide_integer.hpp>
#include <pangkas/graph/line_network.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1::detail {

line_network network_of_ways(const line_network& network, ways which) {
  return which == ways::down ? simple(network) : undirected(network);
}

}  // namespace pangkas::detail

namespace pangkas::inline v0_1 {

std::span<const position_id> line_search::from(position_id start) {
  for (const position_id p : order_) distance_[p] = unreached;
  order_.assign(1, start);
  distance_[start] = 0;
  for (std::size_t at = 0; at < order_.size(); ++at) {
    const position_id p = order_[at];
    for (const position_id next : network_->below(p)) {
      if (distance_[next] != unreached) continue;
      distance_[next] = distance_[p] + 1;
      order_.push_back(next);
    }
  }
  return order_;
}

std::vector<position_id> drawn_positions(std::size_t positions, std::size_t count,
                                         std::uint64_t seed) {
  using wide = detail::wide_unsigned;
  std::vector<position_id> drawn(positions);
  for (position_id p{0}; p < positions; ++p) drawn[p] = p;
  count = std::min(count, positions);
  for (std::size_t i = 0; i < count; ++i) {
    // SplitMix64 (G. Steele, D. Lea and C. Flood, 2014).
    std::uint64_t bits = (seed += 0x9e3779b97f4a7c15U);
    bits = (bits ^ (bits >> 30)) * 0xbf58476d1ce4e5b9U;
    bits = (bits ^ (bits >> 27)) * 0x94d049bb133111ebU;
    bits ^= bits >> 31;
    // Uneven by less than positions / 2^64.
    const auto further = static_cast<std::size_t>((wide{bits} * (positions - i)) >> 64);
    std::swap(drawn[i], drawn[i + further]);
  }
  drawn.resize(count);
  std::sort(drawn.begin(), drawn.end());
  return drawn;
}

}  // namespace pangkas
