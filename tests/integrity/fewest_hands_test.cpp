// SPDX-License-Identifier: BSL-1.0
#include <pangkas/integrity/fewest_hands.hpp>

#include "support/catch.hpp"
#include "support/organisations.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

using needs_of_process = std::vector<std::vector<std::uint32_t>>;

/// Every set of hands is tried.
std::optional<std::size_t> by_trying(const needs_of_process& needs, std::uint32_t hands) {
  std::optional<std::size_t> best;
  for (std::uint32_t set = 0; set < 1U << hands; ++set) {
    const bool does_all = std::ranges::all_of(needs, [set](const auto& able) {
      return std::ranges::any_of(able, [set](std::uint32_t h) { return (set >> h & 1U) != 0; });
    });
    const auto size = static_cast<std::size_t>(std::popcount(set));
    if (does_all && (!best || size < *best)) best = size;
  }
  return best;
}

/// Whether the hands that are named do what is needed.
bool is_done_by(const needs_of_process& needs, const std::vector<std::uint32_t>& hands) {
  return std::ranges::all_of(needs, [&](const auto& able) {
    return std::ranges::any_of(able,
                               [&](std::uint32_t h) { return std::ranges::count(hands, h) == 1; });
  });
}

}  // namespace

TEST_CASE("the worked example of a purchase takes two hands, and three without one of them",
          "[integrity][fewest_hands]") {
  // u1 orders and receives, u2 approves, u3 pays, u4 approves and pays; worked by hand.
  const needs_of_process all{{1}, {2, 4}, {1}, {3, 4}};
  CHECK(fewest_hands(all) == fewest{2, 2, {1, 4}});
  const needs_of_process without{{1}, {2}, {1}, {3}};
  CHECK(fewest_hands(without) == fewest{3, 3, {1, 2, 3}});
}

TEST_CASE("nothing needs nobody, and what nobody can do is never done",
          "[integrity][fewest_hands]") {
  CHECK(fewest_hands({}) == fewest{});
  CHECK_FALSE(fewest_hands({{1}, {}}));
}

TEST_CASE("the fewest hands are those that trying every set finds", "[integrity][fewest_hands]") {
  dice roll(22);
  for (std::size_t round = 0; round < 10'000; ++round) {
    const auto hands = static_cast<std::uint32_t>(1 + roll.below(7));
    needs_of_process needs(roll.below(7));
    for (auto& able : needs)
      for (std::size_t i = roll.below(20) == 0 ? 0 : 1 + roll.below(3); i > 0; --i)
        able.push_back(static_cast<std::uint32_t>(roll.below(hands)));
    const auto found = fewest_hands(needs);
    const auto expected = by_trying(needs, hands);
    INFO("round " << round);
    REQUIRE(found.has_value() == expected.has_value());
    if (!found) continue;
    REQUIRE(found->is_exact());
    REQUIRE(found->most == *expected);
    REQUIRE(found->hands.size() == found->most);
    REQUIRE(is_done_by(needs, found->hands));
  }
}

TEST_CASE("a search that stops early gives a bound on both sides", "[integrity][fewest_hands]") {
  // Lines of a projective plane of order 3: each two meet in one of 13 points. Four points of a line
  // meet them all, and three do not, which is known of every such plane.
  needs_of_process lines;
  for (std::uint32_t shift = 0; shift < 13; ++shift)
    lines.push_back({shift, (shift + 1) % 13, (shift + 3) % 13, (shift + 9) % 13});
  const auto whole = fewest_hands(lines);
  REQUIRE(whole);
  CHECK(whole->is_exact());
  CHECK(whole->most == 4);
  const auto stopped = fewest_hands(lines, 1);
  REQUIRE(stopped);
  CHECK(stopped->least <= 4);
  CHECK(stopped->most >= 4);
  CHECK_FALSE(stopped->is_exact());
  CHECK(is_done_by(lines, stopped->hands));
}

TEST_CASE("bounds hold what trying every set finds, however many the needs",
          "[integrity][fewest_hands]") {
  dice roll(64);
  std::size_t apart = 0;
  for (const auto& [count, most] : {std::pair(64, 3), {90, 3}, {150, 4}, {320, 5}}) {
    constexpr std::uint32_t hands = 12;
    needs_of_process needs;
    while (needs.size() < static_cast<std::size_t>(count)) {
      // None is part of another, since all are of one size.
      std::vector<std::uint32_t> able;
      while (able.size() < static_cast<std::size_t>(most)) {
        const auto hand = static_cast<std::uint32_t>(roll.below(hands));
        if (std::ranges::find(able, hand) == able.end()) able.push_back(hand);
      }
      std::ranges::sort(able);
      if (std::ranges::find(needs, able) == needs.end()) needs.push_back(able);
    }
    const auto found = fewest_hands(needs);
    const std::size_t best = by_trying(needs, hands).value();
    INFO(count << " needs");
    REQUIRE(found);
    CHECK(found->least <= best);
    CHECK(found->most >= best);
    CHECK(found->hands.size() == found->most);
    CHECK(is_done_by(needs, found->hands));
    if (count == 64) CHECK(found->is_exact());
    if (!found->is_exact()) ++apart;
  }
  CHECK(apart > 0);
}

TEST_CASE("more needs than a word has bits have bounds", "[integrity][fewest_hands]") {
  needs_of_process needs;
  for (std::uint32_t i = 0; i < 70; ++i) needs.push_back({2 * i, 2 * i + 1});
  const auto apart = fewest_hands(needs);
  REQUIRE(apart);
  CHECK(apart->least == 70);  // no two have a hand in common
  CHECK(apart->most == 70);
  for (auto& able : needs) able.push_back(1000);
  const auto one = fewest_hands(needs);
  REQUIRE(one);
  CHECK(one->most == 1);
  CHECK(one->hands == std::vector<std::uint32_t>{1000});
}
