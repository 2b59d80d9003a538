// SPDX-License-Identifier: BSL-1.0
#include <pangkas/metrics/path_shortening.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/networks.hpp"

#include <pangkas/core/organisation_graph.hpp>
#include <pangkas/error.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

shortening_summary shortening_by_definition(sketch s, const std::vector<added_line>& added) {
  const distance_table before = distances(either_way(adjacency(s)));
  for (const added_line& line : added) s.lines.emplace_back(line.from, line.to);
  const distance_table after = distances(either_way(adjacency(s)));
  shortening_summary found;
  for (std::size_t i = 0; i < s.size; ++i)
    for (std::size_t j = 0; j < i; ++j) {
      if (before[i][j]) {
        ++found.pairs;
        found.total_before += *before[i][j];
        found.total_after += *after[i][j];
      } else if (after[i][j]) {
        ++found.joined;
      }
    }
  return found;
}

/// Superiors of a random forest by vertex, none for a root.
std::vector<std::optional<std::size_t>> random_superiors(std::uint64_t seed) {
  dice roll(seed);
  std::vector<std::optional<std::size_t>> superiors(1 + roll.below(11));
  const std::size_t reach = 1 + roll.below(6);
  for (std::size_t i = 1; i < superiors.size(); ++i)
    if (!roll.chance(8)) superiors[i] = i - 1 - roll.below(std::min(i, reach));
  return superiors;
}

/// Tries every line. Of equal ones the first by its two ends stands.
std::optional<best_line> best_by_trying(const sketch& s,
                                        const std::vector<std::optional<std::size_t>>& superiors,
                                        bool down) {
  std::vector<std::vector<std::size_t>> chains;  // itself, its superior, …
  for (std::size_t i = 0; i < s.size; ++i) {
    chains.push_back({i});
    for (auto above = superiors[i]; above; above = superiors[*above]) chains[i].push_back(*above);
  }
  std::optional<best_line> best;
  for (std::size_t a = 0; a < s.size; ++a)
    for (std::size_t b = 0; b < s.size; ++b) {
      const bool is_candidate =
          down ? a != b && std::count(chains[b].begin(), chains[b].end(), a) > 0
               : a < b && chains[a].size() == chains[b].size() &&
                     chains[a].back() == chains[b].back();
      if (!is_candidate) continue;
      const added_line line{static_cast<position_id>(a), static_cast<position_id>(b)};
      const auto gain = static_cast<double>(shortening_by_definition(s, {line}).shortening());
      if (gain > (best ? best->shortening : 0)) best = best_line{line, gain};
    }
  return best;
}

sketch lines_of_superiors(const std::vector<std::optional<std::size_t>>& superiors) {
  sketch s{superiors.size(), {}};
  for (std::size_t i = 0; i < superiors.size(); ++i)
    if (superiors[i]) s.lines.emplace_back(*superiors[i], i);
  return s;
}

/// A complete tree in which every position above depth `height` has two subordinates, numbered
/// depth by depth.
sketch binary_tree(std::size_t height) {
  sketch s{(std::size_t{2} << height) - 1, {}};
  for (std::size_t i = 1; i < s.size; ++i) s.lines.emplace_back((i - 1) / 2, i);
  return s;
}
std::size_t depth_of(std::size_t i) {
  std::size_t depth = 0;
  for (; i > 0; i = (i - 1) / 2) ++depth;
  return depth;
}

}  // namespace

TEST_CASE("path_shortening agrees with the definition on random digraphs",
          "[metrics][path_shortening]") {
  for (std::uint64_t seed = 0; seed < cases_to_try(20'000); ++seed) {
    CAPTURE(seed);
    const sketch s = random_sketch(seed);
    dice roll(seed);
    std::vector<added_line> added;
    for (std::size_t times = s.size == 0 ? 0 : roll.below(4); times > 0; --times)
      added.push_back({static_cast<position_id>(roll.below(s.size)),
                       static_cast<position_id>(roll.below(s.size))});
    const shortening_summary expected = shortening_by_definition(s, added);
    REQUIRE(path_shortening(list_of(s), added) == expected);
    if (seed % 4 != 0) continue;
    REQUIRE(path_shortening(rows_of(s), added) == expected);
    REQUIRE(path_shortening(archetype_of(s), added) == expected);
  }
}

TEST_CASE("best lines are those that trying every line finds", "[metrics][path_shortening]") {
  for (std::uint64_t seed = 0; seed < cases_to_try(10'000); ++seed) {
    CAPTURE(seed);
    const auto superiors = random_superiors(seed);
    const sketch s = lines_of_superiors(superiors);
    REQUIRE(best_line_down(list_of(s)).value() == best_by_trying(s, superiors, true));
    REQUIRE(best_line_between_equals(list_of(s)).value() == best_by_trying(s, superiors, false));
    if (seed % 4 != 0) continue;
    REQUIRE(best_line_down(archetype_of(s)).value() == best_by_trying(s, superiors, true));
    REQUIRE(best_line_between_equals(rows_of(s)).value() == best_by_trying(s, superiors, false));
  }
}

TEST_CASE("the best line of a complete binary tree is Sawada's", "[metrics][path_shortening]") {
  // From depth 0 to depth 2 for heights 2 to 5, to depth 4 from height 6 on (J. SIAM Japan 13-3);
  // the totals were recomputed independently.
  const std::vector<double> totals{4, 24, 112, 480, 2080, 8768};
  for (std::size_t height = 2; height <= 7; ++height) {
    CAPTURE(height);
    const auto best = best_line_down(list_of(binary_tree(height)));
    CHECK(best->shortening == totals[height - 2]);
    CHECK(depth_of(best->line.from) == 0);
    CHECK(depth_of(best->line.to) == (height < 6 ? 2 : 4));
  }
}

TEST_CASE("lines between all of one depth take off most at the bottom",
          "[metrics][path_shortening]") {
  // Sawada and Amano (2009); K = 2.
  const std::vector<std::uint64_t> totals{18, 176, 1296, 8112};
  for (std::size_t height = 2; height <= 5; ++height) {
    CAPTURE(height);
    const sketch tree = binary_tree(height);
    std::vector<std::uint64_t> by_depth;
    for (std::size_t depth = 1; depth <= height; ++depth) {
      std::vector<added_line> added;
      for (std::size_t i = 0; i < tree.size; ++i)
        for (std::size_t j = 0; j < i; ++j)
          if (depth_of(i) == depth && depth_of(j) == depth)
            added.push_back({static_cast<position_id>(i), static_cast<position_id>(j)});
      by_depth.push_back(path_shortening(list_of(tree), added).shortening());
    }
    CHECK(by_depth.back() == totals[height - 2]);
    CHECK(std::max_element(by_depth.begin(), by_depth.end()) == by_depth.end() - 1);
  }
}

TEST_CASE("lines between one position and all others of its depth take off most at the bottom",
          "[metrics][path_shortening]") {
  // Sawada; K = 2.
  const std::vector<std::uint64_t> totals{14, 135, 1032, 6729};
  for (std::size_t height = 2; height <= 5; ++height) {
    CAPTURE(height);
    const sketch tree = binary_tree(height);
    std::vector<std::uint64_t> by_depth;
    for (std::size_t depth = 1; depth <= height; ++depth) {
      const auto first = static_cast<position_id>((std::size_t{1} << depth) - 1);
      std::vector<added_line> added;
      for (position_id i = first + 1; i <= 2 * first; ++i) added.push_back({first, i});
      by_depth.push_back(path_shortening(list_of(tree), added).shortening());
    }
    CHECK(by_depth.back() == totals[height - 2]);
    CHECK(std::max_element(by_depth.begin(), by_depth.end()) == by_depth.end() - 1);
  }
}

TEST_CASE("best lines of an organisation are named by position", "[metrics][path_shortening]") {
  const organisation chain = make(chain_of_four().what);
  const auto down = best_line_down(chain);
  // Over three lines a ring of four: only the two ends come nearer, by 2; over two lines, from the
  // top or to the bottom, 3 − 2 and 2 − 1: 2 as well, and the first by index stands.
  CHECK(down->shortening == 2);
  CHECK(down->line == added_line{chain.at("a"), chain.at("c")});
  CHECK(best_line_between_equals(chain).why_absent() == absence::no_candidates);
  const organisation paper = make(paper_flattening().what);
  const auto equals = best_line_between_equals(paper);
  CHECK(equals->shortening == 5);  // D with its four subordinates, and L
  CHECK(equals->line == added_line{paper.at("D"), paper.at("L")});
}

TEST_CASE("path_shortening refuses a line to nobody, best lines a second superior",
          "[metrics][path_shortening]") {
  const own_list graph = list_of(sketch_of("1-2 2-3"));
  for (const auto& [from, to] : {std::pair(0U, 3U), std::pair(3U, 0U)}) {
    const std::vector<added_line> beyond{{position_id{from}, position_id{to}}};
    CHECK_THROWS_AS(path_shortening(graph, beyond), input_error);
    CHECK_THROWS_WITH(path_shortening(graph, beyond), contains("there are only 3 positions"));
  }
  const own_list two = list_of(sketch_of("1-3 2-3"));
  CHECK_THROWS_AS(best_line_down(two), structure_error);
  CHECK_THROWS_AS(best_line_between_equals(two), structure_error);
}

TEST_CASE("best lines are absent with the reason", "[metrics][path_shortening]") {
  CHECK(best_line_down(own_list()).why_absent() == absence::no_candidates);
  CHECK(best_line_down(list_of(sketch_of("1-2 1-3"))).why_absent() == absence::no_candidates);
  CHECK(best_line_between_equals(own_list(5)).why_absent() == absence::no_candidates);
  const own_list tree = list_of(binary_tree(4));
  CHECK(best_line_down(tree, {.most_steps = 3}).why_absent() == absence::too_large);
  CHECK(best_line_between_equals(tree, {.most_steps = 3}).why_absent() == absence::too_large);
}
