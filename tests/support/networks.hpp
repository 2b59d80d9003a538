// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Small networks for the measures of hierarchy: those with published values, random ones,
/// and what definitions are transcribed with.
#pragma once

#include "support/archetype.hpp"
#include "support/catch.hpp"
#include "support/organisations.hpp"

#include <pangkas/core/reasoned.hpp>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/compressed_sparse_row_graph.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace pangkas::tests {

/// @brief Lines superior → subordinate between the positions 0 … size − 1.
struct sketch {
  std::size_t size = 0;
  std::vector<std::pair<std::size_t, std::size_t>> lines;
};

/// @brief "1-2 1-3 2-4": numbered from 1, as the tables of the literature have it.
inline sketch sketch_of(const std::string& text) {
  sketch s;
  std::size_t at = 0;
  while (at < text.size()) {
    std::size_t read = 0;
    const std::size_t from = std::stoul(text.substr(at), &read);
    at += read + 1;
    const std::size_t to = std::stoul(text.substr(at), &read);
    at += read + 1;
    s.size = std::max({s.size, from, to});
    s.lines.emplace_back(from - 1, to - 1);
  }
  return s;
}

/// @brief A personnel system's own properties on a Boost graph.
struct own_post {
  std::string name;
};
struct own_line {
  double weight = 1;
};
using own_list =
    boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS, own_post, own_line>;
using own_rows = boost::compressed_sparse_row_graph<boost::directedS, own_post, own_line>;

inline own_list list_of(const sketch& s) {
  own_list graph(s.size);
  for (const auto& [from, to] : s.lines) add_edge(from, to, own_line{}, graph);
  return graph;
}
inline own_rows rows_of(const sketch& s) {
  const std::vector<own_line> properties(s.lines.size());
  return own_rows(boost::edges_are_unsorted_multi_pass, s.lines.begin(), s.lines.end(),
                  properties.begin(), s.size);
}
inline archetype::graph archetype_of(const sketch& s) {
  archetype::graph graph;
  graph.below.resize(s.size);
  for (std::size_t i = 0; i < s.size; ++i) graph.all.push_back({i});
  for (const auto& [from, to] : s.lines) graph.below[from].push_back({{to}});
  return graph;
}

/// @brief A line from one position to itself, parallel lines, cycles, several components: all
/// occur.
inline sketch random_sketch(std::uint64_t seed, std::size_t most = 9) {
  dice roll(seed);
  sketch s;
  s.size = roll.below(most + 1);
  if (s.size == 0) return s;
  if (roll.chance(50)) {  // a forest to begin with
    for (std::size_t i = 1; i < s.size; ++i)
      if (!roll.chance(15)) s.lines.emplace_back(roll.below(i), i);
    if (roll.chance(30)) return s;
  }
  const std::size_t more = roll.below(roll.chance(50) ? 4 : 2 * s.size + 1);
  for (std::size_t i = 0; i < more; ++i)
    s.lines.emplace_back(roll.below(s.size), roll.below(s.size));
  return s;
}

/// @brief A square table of truth values.
using truth_table = std::vector<std::vector<bool>>;

/// @brief Who has a line to whom.
inline truth_table adjacency(const sketch& s) {
  truth_table a(s.size, std::vector<bool>(s.size, false));
  for (const auto& [from, to] : s.lines) a[from][to] = true;
  return a;
}
/// @brief Either way.
inline truth_table either_way(truth_table a) {
  for (std::size_t i = 0; i < a.size(); ++i)
    for (std::size_t j = 0; j < a.size(); ++j)
      if (a[i][j]) a[j][i] = true;
  return a;
}
/// @brief Who reaches whom, itself included (Warshall).
inline truth_table closure(truth_table a) {
  for (std::size_t i = 0; i < a.size(); ++i) a[i][i] = true;
  for (std::size_t k = 0; k < a.size(); ++k)
    for (std::size_t i = 0; i < a.size(); ++i)
      for (std::size_t j = 0; a[i][k] && j < a.size(); ++j)
        if (a[k][j]) a[i][j] = true;
  return a;
}
/// @brief How many lines each is away from each; absent where no way leads (Warshall and Floyd).
using distance_table = std::vector<std::vector<std::optional<std::size_t>>>;
inline distance_table distances(const truth_table& a) {
  distance_table d(a.size(), std::vector<std::optional<std::size_t>>(a.size()));
  for (std::size_t i = 0; i < a.size(); ++i)
    for (std::size_t j = 0; j < a.size(); ++j)
      if (i == j || a[i][j]) d[i][j] = i == j ? 0 : 1;
  for (std::size_t k = 0; k < a.size(); ++k)
    for (std::size_t i = 0; i < a.size(); ++i)
      for (std::size_t j = 0; d[i][k] && j < a.size(); ++j)
        if (d[k][j] && (!d[i][j] || *d[i][k] + *d[k][j] < *d[i][j])) d[i][j] = *d[i][k] + *d[k][j];
  return d;
}
/// @brief The members of each weak component.
inline std::vector<std::vector<std::size_t>> weak_groups(const sketch& s) {
  const truth_table linked = closure(either_way(adjacency(s)));
  std::vector<std::vector<std::size_t>> groups;
  for (std::size_t i = 0; i < s.size; ++i) {
    std::vector<std::size_t> members;
    for (std::size_t j = 0; j < s.size; ++j)
      if (linked[i][j]) members.push_back(j);
    if (members.front() == i) groups.push_back(members);
  }
  return groups;
}

/// @brief Fails unless both have a value and these are nearly the same, or neither has one.
inline bool same_figure(const figure& found, std::optional<double> expected, double margin = 1e-9) {
  if (found.value().has_value() != expected.has_value()) return false;
  return !expected || std::abs(*found - *expected) <= margin;
}

/// @brief The ties of Krackhardt's 21 managers, `ego` → `alter` (tests/data).
struct managers {
  sketch advice;
  sketch friendship;
  sketch reports_to;  ///< subordinate → superior, as they are given
};
inline managers krackhardts_managers() {
  managers found;
  found.advice.size = found.friendship.size = found.reports_to.size = 21;
  std::ifstream file("tests/data/krackhardt-high-tech-managers/ties.csv");
  std::string row;
  std::getline(file, row);
  while (std::getline(file, row)) {
    std::vector<std::size_t> cells;
    for (std::size_t at = 0, read = 0; at < row.size(); at += read + 1)
      cells.push_back(std::stoul(row.substr(at), &read));
    const std::pair line(cells.at(0) - 1, cells.at(1) - 1);
    if (cells.at(2) != 0) found.advice.lines.push_back(line);
    if (cells.at(3) != 0) found.friendship.lines.push_back(line);
    if (cells.at(4) != 0) found.reports_to.lines.push_back(line);
  }
  return found;
}
/// @brief The same lines the other way round.
inline sketch turned(sketch s) {
  for (auto& line : s.lines) std::swap(line.first, line.second);
  return s;
}

}  // namespace pangkas::tests
