// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The peer LEMON behind a wall: its headers are C++17 at most.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

namespace pangkas::benchmarks {

/// @brief A LEMON StaticDigraph of superior → subordinate arcs, and its breadth-first search.
class lemon_search {
 public:
  /// @brief Whether LEMON was there when this was compiled; without it nothing else may be called.
  [[nodiscard]] static bool is_there() noexcept;
  /// @brief Builds the graph.
  /// @param superiors  For each row the row of its superior, 0xffffffff for none.
  explicit lemon_search(const std::vector<std::uint32_t>& superiors);
  lemon_search(const lemon_search&) = delete;
  lemon_search& operator=(const lemon_search&) = delete;
  ~lemon_search();

  /// @brief Searches from all roots.
  /// @return For each row its layer; 1 for a root.
  [[nodiscard]] std::vector<std::uint32_t> layers() const;

 private:
  struct graph;
  std::unique_ptr<graph> graph_;
  std::vector<std::uint32_t> roots_;
};

}  // namespace pangkas::benchmarks
