// SPDX-License-Identifier: BSL-1.0
#include "benchmarks/scale/lemon_search.hpp"

#include <algorithm>
#include <cstddef>
#include <stdexcept>
#include <utility>

#if __has_include(<lemon/bfs.h>)

#include <lemon/bfs.h>
#include <lemon/static_graph.h>

namespace pangkas::benchmarks {

bool lemon_search::is_there() noexcept { return true; }

struct lemon_search::graph {
  lemon::StaticDigraph arcs;
};

lemon_search::lemon_search(const std::vector<std::uint32_t>& superiors) : graph_(new graph) {
  constexpr std::uint32_t none = 0xffffffff;
  std::vector<std::pair<int, int>> arcs;
  arcs.reserve(superiors.size());
  for (std::size_t row = 0; row < superiors.size(); ++row) {
    if (superiors[row] == none)
      roots_.push_back(static_cast<std::uint32_t>(row));
    else
      arcs.emplace_back(static_cast<int>(superiors[row]), static_cast<int>(row));
  }
  // build() wants them by source.
  std::sort(arcs.begin(), arcs.end());
  graph_->arcs.build(static_cast<int>(superiors.size()), arcs.begin(), arcs.end());
}

lemon_search::~lemon_search() = default;

std::vector<std::uint32_t> lemon_search::layers() const {
  const lemon::StaticDigraph& g = graph_->arcs;
  lemon::Bfs<lemon::StaticDigraph> search(g);
  search.init();
  for (const std::uint32_t root : roots_) search.addSource(g.node(static_cast<int>(root)));
  search.start();
  std::vector<std::uint32_t> layers(static_cast<std::size_t>(g.nodeNum()));
  for (int row = 0; row < g.nodeNum(); ++row)
    layers[static_cast<std::size_t>(row)] =
        static_cast<std::uint32_t>(search.dist(g.node(row))) + 1;
  return layers;
}

}  // namespace pangkas::benchmarks

#else

namespace pangkas::benchmarks {

struct lemon_search::graph {};

bool lemon_search::is_there() noexcept { return false; }

lemon_search::lemon_search(const std::vector<std::uint32_t>&) {
  throw std::logic_error("LEMON was not there when this was compiled");
}

lemon_search::~lemon_search() = default;

std::vector<std::uint32_t> lemon_search::layers() const { return {}; }

}  // namespace pangkas::benchmarks

#endif
