// SPDX-License-Identifier: BSL-1.0
#include <pangkas/graph/components.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/networks.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <set>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

line_network network_of_sketch(const sketch& s) { return network_of(archetype_of(s)); }

/// Whether two positions share a component exactly if they are linked, and each size is right.
bool parts_are(const components& parts, const truth_table& linked) {
  const std::size_t size = linked.size();
  if (parts.of.size() != size) return false;
  std::vector<std::uint32_t> members(parts.size.size(), 0);
  for (std::size_t i = 0; i < size; ++i) {
    if (parts.of[position_id(i)] >= members.size()) return false;
    ++members[parts.of[position_id(i)]];
    for (std::size_t j = 0; j < size; ++j)
      if ((parts.of[position_id(i)] == parts.of[position_id(j)]) != linked[i][j]) return false;
  }
  return members == parts.size;
}

truth_table both_reach(const truth_table& reaches) {
  truth_table both = reaches;
  for (std::size_t i = 0; i < reaches.size(); ++i)
    for (std::size_t j = 0; j < reaches.size(); ++j) both[i][j] = reaches[i][j] && reaches[j][i];
  return both;
}

}  // namespace

TEST_CASE("components of nothing, of one position and of a line to itself", "[graph][components]") {
  for (const auto parts_of : {weak_components, strong_components}) {
    const components empty = parts_of(line_network());
    CHECK(empty.of.empty());
    CHECK(empty.size.empty());
    CHECK(condensed(line_network(), empty).size() == 0);
    const line_network alone = network_of_sketch({1, {{0, 0}}});
    const components one = parts_of(alone);
    CHECK(one.of == std::vector<std::uint32_t>{0});
    CHECK(one.size == std::vector<std::uint32_t>{1});
    CHECK(condensed(alone, one).lines() == 0);
  }
}

TEST_CASE("weak components are those that lines join, by their lowest position",
          "[graph][components]") {
  // 1 → 4 ← 2, 0 → 3, and 5 alone.
  const components parts = weak_components(network_of_sketch({6, {{1, 4}, {2, 4}, {0, 3}}}));
  CHECK(parts.of == std::vector<std::uint32_t>{0, 1, 1, 0, 1, 2});
  CHECK(parts.size == std::vector<std::uint32_t>{2, 3, 1});
}

TEST_CASE("components are those of Warshall's reachability on random networks",
          "[graph][components]") {
  for (std::uint64_t seed = 0; seed < cases_to_try(20'000); ++seed) {
    const sketch s = random_sketch(seed, 12);
    const line_network network = network_of_sketch(s);
    CAPTURE(seed);

    const components weak = weak_components(network);
    const truth_table joined = closure(either_way(adjacency(s)));
    if (!parts_are(weak, joined)) FAIL_CHECK("weak components");
    std::uint32_t next = 0;  // a component is numbered where its lowest position is met
    for (std::size_t i = 0; i < s.size; ++i) {
      if (weak.of[position_id(i)] > next) FAIL_CHECK("order of the weak components");
      if (weak.of[position_id(i)] == next) ++next;
    }

    const components strong = strong_components(network);
    if (!parts_are(strong, both_reach(closure(adjacency(s))))) FAIL_CHECK("strong components");
    std::set<std::pair<std::size_t, std::size_t>> between;
    for (const auto& [from, to] : s.lines)
      if (strong.of[position_id(from)] != strong.of[position_id(to)])
        between.emplace(strong.of[position_id(from)], strong.of[position_id(to)]);
    for (const auto& [from, to] : between)
      if (from >= to) FAIL_CHECK("a line that runs to a lower number");

    const line_network lines = condensed(network, strong);
    std::set<std::pair<std::size_t, std::size_t>> found;
    for (position_id p{0}; p < lines.size(); ++p)
      for (const position_id below : lines.below(p)) found.emplace(p, below);
    if (lines.size() != strong.size.size() || found != between || lines.lines() != found.size())
      FAIL_CHECK("lines between components");
  }
}

TEST_CASE("a chain and a cycle of two hundred thousand positions need no recursion",
          "[graph][components]") {
  constexpr std::uint32_t size = 200'000;
  std::vector<std::size_t> begin(size + 1);
  std::vector<position_id> ends;
  for (position_id p{0}; p < size; ++p) {
    begin[p] = p;
    ends.push_back(position_id((p + 1) % size));
  }
  begin[size] = size;
  const line_network cycle(begin, ends);
  CHECK(strong_components(cycle).size == std::vector<std::uint32_t>{size});
  ends.pop_back();
  begin[size] = size - 1;
  const line_network chain(begin, ends);
  CHECK(weak_components(chain).size == std::vector<std::uint32_t>{size});
  const components alone = strong_components(chain);
  REQUIRE(alone.size.size() == size);
  CHECK(std::is_sorted(alone.of.begin(), alone.of.end()));
  CHECK(condensed(chain, alone).lines() == size - 1);
}
