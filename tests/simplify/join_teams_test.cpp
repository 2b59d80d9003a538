// SPDX-License-Identifier: BSL-1.0
#include <pangkas/simplify/join_teams.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <random>
#include <utility>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

using score = std::pair<std::size_t, std::size_t>;  // under the floor, groups

/// Members of each group; the heads but one of a group are members.
std::vector<std::size_t> sizes(const std::vector<std::uint32_t>& members,
                               const std::vector<std::uint32_t>& group, std::size_t groups) {
  std::vector<std::size_t> size(groups, 0);
  std::vector<std::size_t> teams(groups, 0);
  for (std::size_t t = 0; t < members.size(); ++t) {
    size[group[t]] += members[t] + (teams[group[t]] > 0 ? 1U : 0U);
    ++teams[group[t]];
  }
  return size;
}

bool fits(const std::vector<std::uint32_t>& members, const std::vector<std::uint32_t>& group,
          std::size_t groups, std::size_t cap) {
  const std::vector<std::size_t> size = sizes(members, group, groups);
  for (std::uint32_t g = 0; g < groups; ++g)
    if (std::ranges::count(group, g) > 1 && size[g] > cap) return false;
  return true;
}

score score_of(const std::vector<std::uint32_t>& members, const std::vector<std::uint32_t>& group,
               std::size_t groups, std::size_t floor) {
  const std::vector<std::size_t> size = sizes(members, group, groups);
  return {std::ranges::count_if(size, [&](std::size_t s) { return s < floor; }), groups};
}

/// The best of all ways to part the teams, each tried.
score best_of_all(const std::vector<std::uint32_t>& members, std::size_t cap, std::size_t floor) {
  score best{members.size() + 1, 0};
  std::vector<std::uint32_t> group(members.size(), 0);
  const std::function<void(std::size_t, std::uint32_t)> part = [&](std::size_t t,
                                                                   std::uint32_t groups) {
    if (t == members.size()) {
      if (fits(members, group, groups, cap))
        best = std::min(best, score_of(members, group, groups, floor));
      return;
    }
    for (group[t] = 0; group[t] <= groups; ++group[t]) part(t + 1, std::max(groups, group[t] + 1));
  };
  part(0, 0);
  return best;
}

}  // namespace

TEST_CASE("join_teams is the best of all ways to part the teams", "[simplify][join_teams]") {
  std::size_t under = 0;
  for (std::uint64_t seed = 0; seed < cases_to_try(10'000); ++seed) {
    std::mt19937_64 random(seed);
    std::vector<std::uint32_t> members(1 + random() % 7);
    for (std::uint32_t& m : members) m = 1 + static_cast<std::uint32_t>(random() % 9);
    const std::size_t cap = 1 + random() % 20;
    const std::size_t floor = random() % 3 == 0 ? 0 : random() % (cap + 1);
    const joined_teams found = join_teams(members, cap, floor);
    CAPTURE(seed, members, cap, floor, found.group);
    REQUIRE(found.group.size() == members.size());
    REQUIRE(found.exact);
    REQUIRE(fits(members, found.group, found.groups, cap));
    REQUIRE(score(found.under_floor, found.groups) ==
            score_of(members, found.group, found.groups, floor));
    REQUIRE(score(found.under_floor, found.groups) == best_of_all(members, cap, floor));
    under += found.under_floor;
  }
  CHECK(under > 0);
}

TEST_CASE("join_teams joins as worked by hand", "[simplify][join_teams]") {
  using groups = std::vector<std::uint32_t>;
  // 2 and 3 make 6 with the second head, 1 and 4 make 6, too: two teams of 6 instead of four.
  CHECK(join_teams(groups{2, 3, 1, 4}, 6).group == groups{0, 0, 1, 1});
  // A cap of 5 leaves 4 alone, or 3: 2 + 1 + 1 = 4, or 3 + 1 + 1 = 5 with 2 alone.
  CHECK(join_teams(groups{2, 3, 1, 4}, 5).groups == 3);
  // What is wider than the cap stays as it is.
  CHECK(join_teams(groups{9, 1, 1}, 5).group == groups{0, 1, 1});
  // Three of one each are two teams of at most 4 either way; with a floor of 3 two go together.
  const joined_teams floor = join_teams(groups{1, 1, 1}, 4, 3);
  CHECK(floor.groups == 2);
  CHECK(floor.under_floor == 1);
  CHECK(join_teams({}, 4).groups == 0);
}

TEST_CASE("join_teams says how few teams there can be where it does not try all",
          "[simplify][join_teams]") {
  // Twenty teams of 2 and a cap of 8: three go together (2 + 2 + 2 + 2 = 8), so 7 teams; by size
  // alone 20 · 3 / 9 = 6.7, so that 7 is the least.
  const joined_teams even = join_teams(std::vector<std::uint32_t>(20, 2), 8);
  CHECK_FALSE(even.exact);
  CHECK(even.groups == 7);
  CHECK(even.least_groups == 7);
  for (std::uint64_t seed = 0; seed < cases_to_try(2'000); ++seed) {
    std::mt19937_64 random(seed);
    std::vector<std::uint32_t> members(15 + random() % 30);
    for (std::uint32_t& m : members) m = 1 + static_cast<std::uint32_t>(random() % 12);
    const std::size_t cap = 1 + random() % 20;
    const joined_teams found = join_teams(members, cap, 4);
    CAPTURE(seed);
    REQUIRE(fits(members, found.group, found.groups, cap));
    REQUIRE(found.least_groups <= found.groups);
    REQUIRE(score(found.under_floor, found.groups) ==
            score_of(members, found.group, found.groups, 4));
    // First fit decreasing needs at most 11/9 of the least, and one more: Johnson (1973); what is
    // wider than the cap stands alone either way.
    std::vector<std::uint32_t> few(members.begin(), members.begin() + 12);
    REQUIRE(join_teams(few, cap).groups <= found.groups);
  }
}
